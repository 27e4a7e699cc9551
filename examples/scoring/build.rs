//! Generates the client of the scoring service from its document.

fn main() -> Result<(), callsmith::Error> {
    callsmith::generate("swagger.json")
}
