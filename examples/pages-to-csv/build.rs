//! Generates the client of the readings.

fn main() -> Result<(), callsmith::Error> {
    callsmith::generate("readings.yaml")
}
