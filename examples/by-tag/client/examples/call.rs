// Written by Callsmith (27088281d7fbce69). Once edited, it is yours: later runs keep it.

// Calls the service at https://museum.example/v1, with API_KEY as credential where one is needed.

use museum::Client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut builder = Client::at(&museum::servers::server());
    if let Ok(key) = std::env::var("API_KEY") {
        builder = builder.api_key(&key);
    }
    let client = builder.build()?;
    let answer = client.artists().list().await?;
    println!("{answer:?}");
    Ok(())
}
