//! Scores a row with a token of the account that is signed in with `az login`, for an endpoint with the authentication mode `aad_token`.
//!
//! The token is kept, and renewed before it expires, however long the program runs.

use std::env;
use std::error::Error;

use callsmith_runtime::azureml::Connection;

mod model {
    callsmith_runtime::include_client!("rows");
}
use model::{Client, ServiceInput};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let connection = Connection::new(&env::var("SCORING_URI")?)?.with_azure_cli();
    let client = Client::connect(&connection).build()?;

    let data = vec![vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]];
    let predictions = client.run_ml_service(&ServiceInput { data: Some(data) }).await?;
    println!("{predictions:?}");
    Ok(())
}
