//! Scores a table from a CSV file, for a model that takes a `pandas.DataFrame`: the columns of the file are those of the document.
//!
//! ```sh
//! cargo run --package callsmith-azureml-examples --example table_from_csv examples/azureml/data/flats.csv
//! ```

use std::env;
use std::error::Error;

use callsmith_runtime::azureml::Connection;

mod model {
    callsmith_runtime::include_client!("table");
}
use model::{Client, ServiceInput};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("the path of a CSV file is missing")?;
    let connection = Connection::new(&env::var("SCORING_URI")?)?.with_key(env::var("SCORING_KEY")?);
    let client = Client::connect(&connection).build()?;

    // The type of a row follows from the field that takes them. A cell that does not fit is an error with its line.
    let rows: Result<Vec<_>, _> = csv::Reader::from_path(path)?.deserialize().collect();
    let input = ServiceInput { data: Some(rows?) };
    let predictions = client.run_ml_service(&input).await?;
    for (row, rent) in input.data.iter().flatten().zip(predictions) {
        println!("{} m² in {}: {rent:.2}", row.area, row.district);
    }
    Ok(())
}
