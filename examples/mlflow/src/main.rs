//! Predicts for two rows with a managed online endpoint.
//!
//! `ENDPOINT=https://…/score KEY=… cargo run -p mlflow`

use mlflow::client::{Client, ScoreInput};
use mlflow::{row, table};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (endpoint, key) = (std::env::var("ENDPOINT")?, std::env::var("KEY")?);
    let client = Client::builder(&endpoint).bearer(&key).build()?;
    let rows = table(["age", "bmi", "smoker"], [row![59, 32.1, false], row![48, None::<f64>, true]]);
    for prediction in client.score(&ScoreInput::new(rows.into())).await? {
        println!("{prediction:?}");
    }
    Ok(())
}
