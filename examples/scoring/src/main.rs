//! Scores two rows with a deployed model.
//!
//! `SCORING_URI` and `SCORING_KEY` say where the model is. Without them a stand-in of this process answers, which
//! demands a key and computes the same regression.

mod service;

/// The client that `build.rs` generates.
mod myservice {
    callsmith_runtime::include_client!();
}

use myservice::{Client, ServiceInput};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (uri, key) = match std::env::var("SCORING_URI") {
        Ok(uri) => (uri, std::env::var("SCORING_KEY")?),
        Err(_) => (service::start()?, service::KEY.to_owned()),
    };
    let client = Client::builder(&uri).bearer(key).build()?;

    let input = ServiceInput {
        data: Some(vec![
            vec![
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
            vec![
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
        ]),
    };
    let prediction = client.run_ml_service(&input).await?;
    println!("{prediction:?}");
    Ok(())
}
