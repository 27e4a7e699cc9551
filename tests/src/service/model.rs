//! The model: a ridge regression over the diabetes data, ten features to one number.

use serde_json::value::RawValue;

/// One factor for each feature.
pub const COEFFICIENTS: [f64; 10] = [
    3.6673762369694565,
    -137.03884377642626,
    414.2531952736957,
    231.22218714779868,
    -27.594878912203317,
    -81.33626225331001,
    -190.8012606255576,
    125.48559142769668,
    350.55962210194025,
    96.85216850184771,
];

/// The intercept: it is added to the sum of the products.
pub const INTERCEPT: f64 = 152.11788558574;

/// Two patients of the data set.
pub const ROWS: [[f64; 10]; 2] = [
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

/// The predictions for [`ROWS`], to the last bit.
pub const PREDICTIONS: [f64; 2] = [217.67978776218712, 224.78937091757172];

/// The prediction for one row: the products summed from left to right, then the intercept.
///
/// Another order of the same sum ends in another last digit.
pub fn predict(row: &[f64; 10]) -> f64 {
    let products = COEFFICIENTS.iter().zip(row).map(|(coefficient, feature)| coefficient * feature);
    products.fold(0.0, |sum, product| sum + product) + INTERCEPT
}

/// The predictions for the JSON text of `data`, or `None` where the model would raise an exception:
/// anything but a non-empty array of rows of ten numbers.
///
/// Numbers are read by the standard library, which rounds correctly; `serde_json` without its feature
/// `float_roundtrip` may miss the last bit, and a test server must not decide on that feature for the whole build.
pub(super) fn predict_all(data: &str) -> Option<Vec<f64>> {
    let rows: Vec<Vec<&RawValue>> = serde_json::from_str(data).ok()?;
    let predictions: Option<Vec<f64>> = rows.iter().map(|row| predict_row(row)).collect();
    predictions.filter(|predictions| !predictions.is_empty())
}

fn predict_row(row: &[&RawValue]) -> Option<f64> {
    let numbers: Option<Vec<f64>> = row.iter().map(|number| number.get().parse().ok()).collect();
    let row: [f64; 10] = numbers?.try_into().ok()?;
    Some(predict(&row))
}
