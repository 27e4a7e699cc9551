//! Asks a question and prints the answer while it comes.

use std::env;
use std::error::Error;
use std::io::{Write, stdout};

/// The client that `build.rs` generates.
mod service {
    callsmith_runtime::include_client!();
}

use service::{Client, Question};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let text = env::args().nth(1).ok_or("a question is missing")?;
    let client = Client::builder(&env::var("CHAT_URL")?).bearer(env::var("CHAT_KEY")?).build()?;
    let mut events = client.chat(&Question { text }).events().await?.until("[DONE]");
    while let Some(event) = events.next().await {
        let piece = event?.data;
        print!("{}", piece.text.unwrap_or_default());
        stdout().flush()?;
        if let Some(tokens) = piece.tokens {
            print!("\n({tokens} tokens)");
        }
    }
    println!();
    Ok(())
}
