//! Generates the types of orders.

fn main() -> Result<(), callsmith::Error> {
    callsmith::generate("orders.yaml")
}
