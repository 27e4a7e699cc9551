//! Moves the works whose title has a word, and refunds the tickets of those who came for them.

use std::env;
use std::error::Error;

use museum::Client;
use museum::types::{Place, Words};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let word = env::args().nth(1).ok_or("a word is missing")?;
    let client = Client::builder(&env::var("MUSEUM_URL")?).api_key(env::var("MUSEUM_KEY")?).build()?;
    let (works, tickets) = (client.works(), client.tickets());
    let place = Place { room: "depot".to_owned() };
    for work in works.search(&Words { words: vec![word] }).await? {
        let moved = works.r#move(&work.id, &place).await?;
        println!("{} is in {}", moved.title, moved.room.unwrap_or_default());
    }
    let mut refunded = 0.0;
    for ticket in tickets.list().limit(100).await? {
        refunded += tickets.refund(&ticket.id).await?.amount;
    }
    println!("{refunded:.2} euros are refunded");
    Ok(())
}
