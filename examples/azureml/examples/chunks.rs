//! Scores ten thousand rows: 100 in a request, 8 requests at a time. What the endpoint rejects is sent again.

use std::env;
use std::error::Error;

use callsmith_runtime::azureml::Connection;
use callsmith_runtime::chunks::Chunks;

mod model {
    callsmith_runtime::include_client!("rows");
}
use model::{Client, ServiceInput};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let connection = Connection::new(&env::var("SCORING_URI")?)?.with_key(env::var("SCORING_KEY")?);
    let client = Client::connect(&connection).build()?;
    let score = |rows: &[Vec<f64>]| client.run_ml_service(&ServiceInput { data: Some(rows.to_vec()) });

    // Any iterator will do, such as the records of a file: it is read as far as there is room for requests.
    let rows = (0..10_000).map(|row| vec![f64::from(row) / 1000.0; 10]);
    let mut outcome = Chunks::of(rows)
        .rows(100)
        .parallel(8)
        .on_progress(|progress| {
            if progress.chunks % 25 == 0 {
                eprintln!("{progress}");
            }
        })
        .run(score)
        .await;
    if !outcome.is_complete() {
        for (range, failed) in outcome.failures() {
            eprintln!("rows {range:?}: {}", failed.error);
        }
        // Those that failed once more. The others keep their results.
        outcome.retry(score).await;
    }
    let predictions: Vec<f64> = outcome.complete()?.concat();
    let sum: f64 = predictions.iter().sum();
    println!("{} predictions, {:.3} on average", predictions.len(), sum / predictions.len() as f64);
    Ok(())
}
