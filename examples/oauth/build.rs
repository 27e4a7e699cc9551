//! Generates the client of the stations.

fn main() -> Result<(), callsmith::Error> {
    callsmith::generate("stations.yaml")
}
