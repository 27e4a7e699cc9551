//! Makes the client of models that MLflow serves.

fn main() -> Result<(), callsmith::Error> {
    callsmith::generate("mlflow.yaml")
}
