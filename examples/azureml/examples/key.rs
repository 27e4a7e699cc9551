//! Scores two rows with a key.
//!
//! `SCORING_URI` and `SCORING_KEY` are those of the endpoint: `az ml online-endpoint show` and `az ml online-endpoint get-credentials`.

use std::env;
use std::error::Error;

use callsmith_runtime::azureml::Connection;

mod model {
    callsmith_runtime::include_client!("rows");
}
use model::{Client, ServiceInput};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let connection = Connection::new(&env::var("SCORING_URI")?)?.with_key(env::var("SCORING_KEY")?);
    let client = Client::connect(&connection).build()?;

    let data = vec![
        vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0],
        vec![10.0, 9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0],
    ];
    let predictions = client.run_ml_service(&ServiceInput { data: Some(data) }).await?;
    println!("{predictions:?}");
    Ok(())
}
