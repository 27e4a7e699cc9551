//! Writes the readings of all pages to standard output, as a table.

use std::env;
use std::error::Error;
use std::io::stdout;

/// The client that `build.rs` generates.
mod readings {
    callsmith_runtime::include_client!();
}

use readings::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder(&env::var("READINGS_URL")?).build()?;
    let mut table = csv::Writer::from_writer(stdout());
    table.write_record(["meter", "day", "units", "remark"])?;
    let mut readings = client.list_readings().limit(2).items();
    while let Some(reading) = readings.next().await {
        let reading = reading?;
        let (units, remark) = (reading.units.to_string(), reading.remark.unwrap_or_default());
        table.write_record([&reading.meter, &reading.day, &units, &remark])?;
    }
    table.flush()?;
    Ok(())
}
