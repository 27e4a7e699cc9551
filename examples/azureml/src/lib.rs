//! Calls of models on managed online endpoints of Azure Machine Learning: one example for each way, in the folder `examples`.
//!
//! ```sh
//! export SCORING_URI=https://my-endpoint.westeurope.inference.ml.azure.com/score
//! export SCORING_KEY=...    # az ml online-endpoint get-credentials --name my-endpoint
//! cargo run --package callsmith-azureml-examples --example key
//! ```
