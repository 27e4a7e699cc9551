//! Generates the clients that `Cargo.toml` lists, each with its options.

fn main() -> Result<(), callsmith::Error> {
    callsmith::generate_clients()
}
