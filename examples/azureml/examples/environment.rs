//! Scores a row with a token of the identity that the environment describes, so that the same program runs on a build server, in Kubernetes and on
//! App Service:
//!
//! - a service principal: `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_CLIENT_SECRET`,
//! - a workload identity: `AZURE_TENANT_ID`, `AZURE_CLIENT_ID` and `AZURE_FEDERATED_TOKEN_FILE`,
//! - a managed identity: `IDENTITY_ENDPOINT` and `IDENTITY_HEADER`, which the platform sets.

use std::env;
use std::error::Error;

use callsmith_runtime::azureml::Connection;

mod model {
    callsmith_runtime::include_client!("rows");
}
use model::{Client, ServiceInput};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let connection = Connection::new(&env::var("SCORING_URI")?)?.with_environment()?;
    let client = Client::connect(&connection).build()?;

    let data = vec![vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]];
    let predictions = client.run_ml_service(&ServiceInput { data: Some(data) }).await?;
    println!("{predictions:?}");
    Ok(())
}
