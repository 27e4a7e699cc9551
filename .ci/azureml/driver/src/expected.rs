//! What is sent, and what the server answers to it.

/// Two patients of the diabetes data.
pub(crate) const ROWS: [[f64; 10]; 2] = [
    [
        0.0199132141783263,
        0.0506801187398187,
        0.104808689473925,
        0.0700725447072635,
        -0.0359677812752396,
        -0.0266789028311707,
        -0.0249926566315915,
        -0.00259226199818282,
        0.00371173823343597,
        0.0403433716478807,
    ],
    [
        -0.0127796318808497,
        -0.044641636506989,
        0.0606183944448076,
        0.0528581912385822,
        0.0479653430750293,
        0.0293746718291555,
        -0.0176293810234174,
        0.0343088588777263,
        0.0702112981933102,
        0.00720651632920303,
    ],
];

/// What the model says of them, to the last bit.
pub(crate) const PREDICTIONS: [f64; 2] = [217.67978776218712, 224.78937091757172];

/// A body that ends too early.
pub(crate) const INCOMPLETE: &[u8] = br#"{"data": [[1,2"#;

/// What the server says of it.
pub(crate) const MESSAGE_INCOMPLETE: &str =
    "POST body could not be decoded as JSON: Expecting ',' delimiter: line 1 column 15 (char 14)";

/// What the server says when the model raises an exception.
pub(crate) const MESSAGE_FAILED: &str = "An unexpected error occurred in scoring script. Check the logs for more info.";
