//! Scores a row with a token of the managed identity of where the program runs: a virtual machine, App Service, Functions, Container Apps,
//! or compute of Azure ML. There is no secret to keep.

use std::env;
use std::error::Error;

use callsmith_runtime::azureml::Connection;

mod model {
    callsmith_runtime::include_client!("rows");
}
use model::{Client, ServiceInput};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    // Elsewhere: `with_workload_identity()?`, `with_service_principal(tenant, client_id, secret)`, or `with_environment()?`
    // for whichever of them the environment describes.
    let connection = Connection::new(&env::var("SCORING_URI")?)?.with_managed_identity();
    let client = Client::connect(&connection).build()?;

    let data = vec![vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]];
    let predictions = client.run_ml_service(&ServiceInput { data: Some(data) }).await?;
    println!("{predictions:?}");
    Ok(())
}
