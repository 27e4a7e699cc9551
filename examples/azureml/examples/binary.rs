//! Sends a picture to a model whose script takes raw HTTP, and shows the answer as JSON. With a second path the answer is saved as it comes, for a
//! model that answers with bytes.
//!
//! ```sh
//! cargo run --package callsmith-azureml-examples --example binary examples/azureml/data/digit.png
//! ```

use std::env;
use std::error::Error;

use callsmith_runtime::Body;
use callsmith_runtime::azureml::Connection;

mod model {
    callsmith_runtime::include_client!("image");
}
use model::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut paths = env::args().skip(1);
    let path = paths.next().ok_or("the path of a picture is missing")?;
    let connection = Connection::new(&env::var("SCORING_URI")?)?.with_key(env::var("SCORING_KEY")?);
    let client = Client::connect(&connection).build()?;

    let call = client.run_ml_service_raw("image/png", Body::file(path)?);
    match paths.next() {
        Some(target) => {
            let answer = call.bytes().await?;
            std::fs::write(target, answer.body())?;
            println!("{} bytes of {}", answer.body().len(), answer.headers().get("content-type").unwrap_or("no type"));
        }
        None => println!("{:?}", call.await?),
    }
    Ok(())
}
