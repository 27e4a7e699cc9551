//! Calls the real inference server with models of arrays and of tables.
//!
//! The arguments are the base URLs of both. Ends with a panic at the first answer that is not as expected.

use pandas::{ServiceInput, ServiceInputGlobalParameters, ServiceInputRow};

type Result = std::result::Result<(), Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let urls: Vec<String> = std::env::args().skip(1).collect();
    let [numpy, pandas] = urls.as_slice() else { return Err("two base URLs are expected".into()) };
    arrays(numpy).await?;
    tables(pandas).await
}

async fn arrays(base_url: &str) -> Result {
    let client = numpy::Client::builder(base_url).build()?;
    let sums =
        client.run_ml_service(&numpy::ServiceInput { data: Some(vec![vec![0.5, 1.5], vec![1.0, -3.25]]) }).await?;
    assert_eq!(sums, [2.0, -2.25]);
    println!("numpy: {sums:?}");
    Ok(())
}

/// A row without a weight is a row with `null`: the server demands every column.
async fn tables(base_url: &str) -> Result {
    let client = pandas::Client::builder(base_url).build()?;
    let row =
        |name: &str, weight| ServiceInputRow::new(name.to_owned(), 36, weight, true, "2021-01-02T03:04:05".to_owned());
    let input = ServiceInput {
        inputs: Some([row("first", Some(61.5)), row("second", None)].into_iter().collect()),
        global_parameters: Some(ServiceInputGlobalParameters::new(2.0)),
    };
    let scores = client.run_ml_service(&input).await?;
    let scores: Vec<_> = scores.iter().map(|row| (row.name.as_str(), row.score, row.year)).collect();
    assert_eq!(scores, [("first", 123.0, 2021), ("second", 0.0, 2021)]);
    println!("pandas: {scores:?}");
    Ok(())
}
