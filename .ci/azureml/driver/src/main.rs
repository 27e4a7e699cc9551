//! Calls the real inference server, with one model after the other, through clients generated from its own documents.
//!
//! The arguments are base URLs: of the model of the README, and of those in the modules below. Ends with a panic at the
//! first answer that is not as expected.

mod answers;
mod binary;
mod expected;
mod integers;
mod plain;
mod scoring;

type Result = std::result::Result<(), Box<dyn std::error::Error>>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result {
    let urls: Vec<String> = std::env::args().skip(1).collect();
    let [scoring, answers, integers, plain, raw] = urls.as_slice() else {
        return Err("five base URLs are expected".into());
    };
    scoring::run(scoring).await?;
    answers::run(answers).await?;
    integers::run(integers).await?;
    plain::run(plain).await?;
    binary::run(raw).await
}
