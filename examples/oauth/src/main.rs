//! Prints the levels of three rivers. The calls run at the same time and share a token.

use std::env;
use std::error::Error;

use callsmith_runtime::Secret;
use callsmith_runtime::oauth2::ClientCredentials;

/// The client that `build.rs` generates.
mod stations {
    callsmith_runtime::include_client!();
}

use stations::{Client, SecuritySchemes};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let account = ClientCredentials::new(&env::var("STATION_ID")?, Secret::from_env("STATION_SECRET")?);
    let client = Client::builder(&env::var("STATION_URL")?).with_account(account).build()?;
    let level = |name: &'static str| client.get_level(name).into_future();
    let (bridge, mill, weir) = tokio::try_join!(level("bridge"), level("mill"), level("weir"))?;
    for (name, level) in [("bridge", bridge), ("mill", mill), ("weir", weir)] {
        println!("{name}: {} cm", level.centimetres);
    }
    Ok(())
}
