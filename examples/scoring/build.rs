//! Generates the client of the scoring service from its document.

fn main() -> Result<(), callsmith::Error> {
    callsmith::Generator::new("swagger.json").override_type("ServiceInput.data", "Vec<Vec<f64>>")?.build("client")
}
