//! Scores two rows with a deployed model.
//!
//! The model is embedded: a service in this process that answers as the inference server does, behind a gateway that
//! demands a key and serves it under its real prefix.

use callsmith_tests::gateway::Gateway;
use callsmith_tests::service::{ROWS, Service};

/// The client, made by `build.rs`.
mod myservice {
    callsmith_runtime::include_client!();
}

use myservice::{Client, ServiceInput};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let key = "abc123";
    let gateway =
        Gateway::in_front_of(Service::ridge().router()).keys([key]).prefix("/api/v1/service/myservice").start();

    let client = Client::builder(&gateway.scoring_uri()).bearer(key).build()?;
    let input = ServiceInput { data: Some(ROWS.iter().map(|row| row.to_vec()).collect()) };
    let prediction = client.run_ml_service(&input).await?;

    println!("{prediction:?}");
    Ok(())
}
