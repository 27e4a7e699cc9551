//! Makes the client of the library.

fn main() -> Result<(), callsmith::Error> {
    callsmith::generate("library.yaml")
}
