//! Generates the client of the chat.

fn main() -> Result<(), callsmith::Error> {
    callsmith::generate("chat.yaml")
}
