//! Creates a note and lists those that are not done.

use std::env;
use std::error::Error;

// Written by `callsmith generate notes.yaml --module -o src/client.rs`. It stays as it was written: `cargo fmt` leaves it alone.
#[rustfmt::skip]
#[allow(missing_docs, unreachable_pub)]
mod client;

use client::{Client, NewNote};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let text = env::args().nth(1).ok_or("the text of a note is missing")?;
    let client = Client::builder(&env::var("NOTES_URL")?).bearer(env::var("NOTES_TOKEN")?).build()?;
    let created = client.create_note(&NewNote { text }).await?;
    for note in client.list_notes().done(false).await? {
        let mark = if note.id == created.id { "*" } else { " " };
        println!("{mark} {}", note.content);
    }
    Ok(())
}
