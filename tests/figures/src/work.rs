//! The work that is measured.

use std::convert::Infallible;
use std::fmt;
use std::future::{Ready, ready};
use std::hint::black_box;
use std::path::Path;
use std::str::FromStr;
use std::task::{Context, Poll};

use callsmith::Generator;
use callsmith_runtime::v1::encode_json;
use callsmith_runtime::{Body, Bytes, http};
use http_body_util::Full;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_service::Service;

use crate::repositories::types::{Event, Measurements, Repository, Setting, Shape};
use crate::{Result, scoring, values};

/// Real documents of three sizes, as paths below the folder of documents: 1.1, 2.5 and 6.3 MB.
const DOCUMENTS: [&str; 3] = ["directory/bungie.net.json", "directory/stripe.com.json", "directory/loket.nl.json"];

/// Work that is measured.
#[derive(Clone, Debug, PartialEq)]
pub enum Work {
    /// Generation of the client of a document.
    Generate(String),
    /// Decoding of values.
    Decode(Sample),
    /// Encoding of values, as the body of a request.
    Encode(Sample),
    /// A call of a client whose service is in the same process.
    Call,
}

/// Values of one golden type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sample {
    /// Objects.
    Repositories,
    /// Doubles.
    Measurements,
    /// A union without a tag.
    Events,
    /// A union with a tag that comes last.
    Shapes,
    /// A union of kinds.
    Settings,
}

impl Sample {
    const ALL: [Self; 5] = [Self::Repositories, Self::Measurements, Self::Events, Self::Shapes, Self::Settings];

    fn name(self) -> &'static str {
        match self {
            Self::Repositories => "repositories",
            Self::Measurements => "measurements",
            Self::Events => "events",
            Self::Shapes => "shapes",
            Self::Settings => "settings",
        }
    }

    fn value(self) -> Value {
        match self {
            Self::Repositories => values::repositories(),
            Self::Measurements => values::measurements(),
            Self::Events => values::events(),
            Self::Shapes => values::shapes(false),
            Self::Settings => values::settings(),
        }
    }
}

impl Work {
    /// Returns all work; that of documents, the largest first, if there are documents.
    pub fn all(has_documents: bool) -> Vec<Self> {
        let documents = DOCUMENTS.iter().rev().filter(|_| has_documents);
        let documents = documents.map(|&document| Self::Generate(document.to_owned()));
        let codecs = Sample::ALL.into_iter().flat_map(|sample| [Self::Decode(sample), Self::Encode(sample)]);
        documents.chain(codecs).chain([Self::Call]).collect()
    }

    /// Does the work some rounds, and returns the bytes of output of the last.
    ///
    /// # Errors
    /// A document is not there or is rejected, a value does not decode, a call fails.
    pub fn run(&self, documents: &Path, rounds: usize) -> Result<usize> {
        match self {
            Self::Generate(document) => {
                let mut bytes = 0;
                for _ in 0..rounds {
                    bytes = generate(&documents.join(document))?;
                }
                Ok(bytes)
            }
            Self::Call => call(rounds),
            Self::Decode(sample) => decode_sample(*sample, rounds),
            Self::Encode(sample) => encode_sample(*sample, rounds),
        }
    }
}

impl fmt::Display for Work {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Generate(document) => write!(f, "generate {document}"),
            Self::Decode(sample) => write!(f, "decode {}", sample.name()),
            Self::Encode(sample) => write!(f, "encode {}", sample.name()),
            Self::Call => f.write_str("call"),
        }
    }
}

impl FromStr for Work {
    type Err = String;

    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let all = Self::all(true).into_iter();
        all.into_iter().find(|work| work.to_string() == text).ok_or_else(|| format!("there is no work `{text}`"))
    }
}

fn generate(document: &Path) -> Result<usize> {
    let generated = Generator::new(document).generate()?;
    Ok(generated.crate_files().iter().map(|(_, text)| text.len()).sum())
}

fn decode_sample(sample: Sample, rounds: usize) -> Result<usize> {
    let text = sample.value().to_string();
    match sample {
        Sample::Repositories => decode::<Vec<Repository>>(&text, rounds),
        Sample::Measurements => decode::<Measurements>(&text, rounds),
        Sample::Events => decode::<Vec<Event>>(&text, rounds),
        Sample::Shapes => decode::<Vec<Shape>>(&text, rounds),
        Sample::Settings => decode::<Vec<Setting>>(&text, rounds),
    }
}

fn decode<T: DeserializeOwned>(text: &str, rounds: usize) -> Result<usize> {
    for _ in 0..rounds {
        black_box(serde_json::from_str::<T>(black_box(text))?);
    }
    Ok(0)
}

fn encode_sample(sample: Sample, rounds: usize) -> Result<usize> {
    let text = sample.value().to_string();
    match sample {
        Sample::Repositories => encode::<Vec<Repository>>(&text, rounds),
        Sample::Measurements => encode::<Measurements>(&text, rounds),
        Sample::Events => encode::<Vec<Event>>(&text, rounds),
        Sample::Shapes => encode::<Vec<Shape>>(&text, rounds),
        Sample::Settings => encode::<Vec<Setting>>(&text, rounds),
    }
}

fn encode<T: DeserializeOwned + Serialize>(text: &str, rounds: usize) -> Result<usize> {
    let value: T = serde_json::from_str(text)?;
    let mut bytes = 0;
    for _ in 0..rounds {
        bytes = black_box(encode_json(black_box(&value)))?.len();
    }
    Ok(bytes)
}

/// Calls with a body, a credential and a response that is decoded.
fn call(rounds: usize) -> Result<usize> {
    let client =
        scoring::Client::builder("https://scoring.example/prefix").bearer("key").service(Predictions).build()?;
    let input = scoring::ServiceInput { data: Some(vec![vec![0.0199, 0.0507, 0.1048, 0.0701, -0.0360]]) };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build()?;
    runtime.block_on(async {
        for _ in 0..rounds {
            black_box(client.run_ml_service(black_box(&input)).await?);
        }
        Ok(0)
    })
}

/// A service that gives all requests one response.
#[derive(Clone)]
struct Predictions;

impl Service<http::Request<Body>> for Predictions {
    type Response = http::Response<Full<Bytes>>;
    type Error = Infallible;
    type Future = Ready<std::result::Result<Self::Response, Infallible>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<std::result::Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<Body>) -> Self::Future {
        black_box(request);
        ready(Ok(http::Response::new(Full::new(Bytes::from_static(b"[217.67978776218712]")))))
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Sample, Work};

    #[test]
    fn work_has_a_name_that_is_read_again() {
        for work in Work::all(true) {
            assert_eq!(work.to_string().parse(), Ok(work));
        }
        assert_eq!(Work::all(true).len(), Work::all(false).len() + 3);
        assert_eq!(Work::Decode(Sample::Events).to_string(), "decode events");
        assert_eq!("decode".parse::<Work>(), Err("there is no work `decode`".to_owned()));
    }

    #[test]
    fn work_can_be_done() {
        for work in Work::all(false) {
            let bytes = work.run(Path::new("documents"), 1).unwrap();
            assert_eq!(bytes > 0, matches!(work, Work::Encode(_)), "{work}");
        }
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/golden");
        assert!(Work::Generate("map.yaml".to_owned()).run(&fixture, 1).unwrap() > 1000);
    }
}
