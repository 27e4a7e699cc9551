//! Speed of reading and writing generated types, against the same types with the derive macros of serde, in one run:
//!
//! ```sh
//! cargo bench -p callsmith-figures
//! ```
//!
//! Rounds of both take turns, so that what else the machine does meets both; the fastest tenth of each gives the ratio.

use std::hint::black_box;
use std::time::{Duration, Instant};

use callsmith_figures::repositories::types as generated;
use callsmith_figures::values::{events, measurements, repositories, settings, shapes};
use callsmith_runtime::v1::encode_json;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The types of `fixtures/golden/repositories.yaml` as one would write them by hand.
mod derived {
    use serde::{Deserialize, Serialize};

    #[derive(Deserialize, Serialize)]
    pub(crate) struct Repository {
        id: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        node_id: Option<String>,
        name: String,
        full_name: String,
        private: bool,
        owner: Owner,
        html_url: String,
        #[serde(skip_serializing_if = "Option::is_none")]
        description: Option<String>,
        fork: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        homepage: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        size: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        stargazers_count: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        forks_count: Option<i64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        archived: Option<bool>,
        topics: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        visibility: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pushed_at: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        score: Option<f64>,
        #[serde(skip_serializing_if = "Option::is_none")]
        permissions: Option<Permissions>,
    }

    #[derive(Deserialize, Serialize)]
    pub(crate) struct Owner {
        login: String,
        id: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        avatar_url: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        site_admin: Option<bool>,
    }

    #[derive(Deserialize, Serialize)]
    pub(crate) struct Permissions {
        #[serde(skip_serializing_if = "Option::is_none")]
        admin: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        push: Option<bool>,
        #[serde(skip_serializing_if = "Option::is_none")]
        pull: Option<bool>,
    }

    #[derive(Deserialize, Serialize)]
    pub(crate) struct Measurements {
        values: Vec<Vec<f64>>,
    }

    #[derive(Deserialize, Serialize)]
    #[serde(untagged)]
    pub(crate) enum Event {
        Pushed {
            r#ref: String,
            commits: i64,
            #[serde(skip_serializing_if = "Option::is_none")]
            actor: Option<Owner>,
        },
        Starred {
            starred_at: String,
            actor: Owner,
        },
        Forked {
            forkee: String,
            #[serde(skip_serializing_if = "Option::is_none")]
            actor: Option<Owner>,
        },
    }

    #[derive(Deserialize, Serialize)]
    #[serde(tag = "kind", rename_all = "lowercase")]
    pub(crate) enum Shape {
        Circle {
            radius: f64,
            #[serde(skip_serializing_if = "Option::is_none")]
            name: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            owner: Option<Owner>,
        },
        Label {
            text: String,
            #[serde(skip_serializing_if = "Option::is_none")]
            name: Option<String>,
        },
        Polygon {
            corners: Vec<f64>,
            #[serde(skip_serializing_if = "Option::is_none")]
            name: Option<String>,
            #[serde(skip_serializing_if = "Option::is_none")]
            owner: Option<Owner>,
        },
    }

    #[derive(Deserialize, Serialize)]
    #[serde(untagged)]
    pub(crate) enum Setting {
        Boolean(bool),
        Integer(i64),
        Text(String),
        Texts(Vec<String>),
    }
}

fn main() {
    println!("{:<32} {:>12} {:>12} {:>8}", "", "generated", "derived", "ratio");
    compare::<Vec<generated::Repository>, Vec<derived::Repository>>("repositories", &repositories());
    compare::<generated::Measurements, derived::Measurements>("measurements", &measurements());
    compare::<Vec<generated::Event>, Vec<derived::Event>>("events (untagged)", &events());
    compare::<Vec<generated::Shape>, Vec<derived::Shape>>("shapes (tag first)", &shapes(true));
    compare::<Vec<generated::Shape>, Vec<derived::Shape>>("shapes (tag last)", &shapes(false));
    compare::<Vec<generated::Setting>, Vec<derived::Setting>>("settings (kinds)", &settings());
}

/// Prints the throughput of reading and writing a value, and the ratio of the two: more than 1 is faster than derive.
fn compare<G: DeserializeOwned + Serialize, D: DeserializeOwned + Serialize>(name: &str, value: &Value) {
    let text = value.to_string();
    let (ours, theirs): (G, D) = (read(&text), read(&text));
    assert_eq!(serde_json::to_value(&ours).expect("it encodes"), *value, "nothing is lost");
    assert_eq!(serde_json::to_value(&theirs).expect("it encodes"), *value, "nothing is lost");
    row(
        &format!("{name}, decode"),
        text.len(),
        || drop(black_box(read::<G>(&text))),
        || {
            drop(black_box(read::<D>(&text)));
        },
    );
    // As a request is encoded, which refuses numbers that JSON lacks.
    row(
        &format!("{name}, encode"),
        text.len(),
        || drop(black_box(encode_json(&ours).expect("the value encodes"))),
        || drop(black_box(write(&theirs))),
    );
}

fn read<T: DeserializeOwned>(text: &str) -> T {
    serde_json::from_str(text).expect("the value decodes")
}

fn write<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).expect("the value encodes")
}

fn row(name: &str, bytes: usize, ours: impl Fn(), theirs: impl Fn()) {
    const ROUNDS: usize = 101;
    let (mut first, mut second) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        first.push(time(&ours));
        second.push(time(&theirs));
    }
    let (first, second) = (fastest(first), fastest(second));
    let speed = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    let ratio = second.as_secs_f64() / first.as_secs_f64();
    println!("{name:<32} {:>7.0} MB/s {:>7.0} MB/s {ratio:>8.2}", speed(first), speed(second));
}

fn time(work: &impl Fn()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The time that nine of ten rounds exceed: on a busy machine, slower rounds measure other work.
fn fastest(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 10]
}
