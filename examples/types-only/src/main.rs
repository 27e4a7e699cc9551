//! Reads an order and prints what it costs. There is no network here, and no client of HTTP among the dependencies.

use std::error::Error;
use std::{env, fs};

/// The types that `build.rs` generates.
mod orders {
    callsmith_runtime::include_client!();
}

use orders::{Delivery, Order};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("the path of an order is missing")?;
    let order: Order = serde_json::from_slice(&fs::read(path)?)?;
    for line in &order.lines {
        println!("{} {} at {:.2}", line.count, line.goods, line.price);
    }
    let total: f64 = order.lines.iter().map(|line| f64::from(line.count) * line.price).sum();
    let way = match &order.delivery {
        Some(Delivery::Pickup(pickup)) => format!("to be fetched at {}", pickup.shop),
        Some(Delivery::Courier(courier)) => format!("to {}", courier.address),
        // A newer document may have other ways.
        Some(_) | None => "without delivery".to_owned(),
    };
    println!("order {}: {total:.2}, {way}", order.number);
    Ok(())
}
