//! Takes the lines of a file through types: `{"type": 0, "text": "..."}` each, of which the first line is another one.
//! The answers are lines too: what came back, and what came back once more, or the error.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::panic::catch_unwind;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// JSON to a type and back.
pub type Trip = fn(&str) -> Result<String, String>;

/// One type. It is compiled for each, so there is nothing else in it.
pub fn trip<T: DeserializeOwned + Serialize>(text: &str) -> Result<String, String> {
    match serde_json::from_str::<T>(text) {
        Ok(value) => serde_json::to_string(&value).map_err(|error| format!("cannot be encoded: {error}")),
        Err(error) => Err(error.to_string()),
    }
}

/// Reads the samples of the first argument from the line of the third on, and adds the answers to the second.
pub fn run(trips: &'static [Trip]) {
    let thread = std::thread::Builder::new().stack_size(64 << 20).spawn(|| all(trips));
    thread.expect("there are threads").join().expect("nothing panics");
}

fn all(trips: &[Trip]) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let samples = BufReader::new(File::open(&arguments[0]).expect("there are samples"));
    let mut results = File::options().append(true).create(true).open(&arguments[1]).expect("there is a place for answers");
    let first: usize = arguments[2].parse().expect("a number");
    for line in samples.lines().skip(first) {
        let line = line.expect("a line");
        let run_sample = run_sample(trips, &serde_json::from_str(&line).expect("a sample"));
        // Written at once, so that the line at which a program died is known.
        results.write_all(format!("{run_sample}\n").as_bytes()).expect("it can be written");
    }
}

fn run_sample(trips: &[Trip], sample: &Value) -> Value {
    let index = sample["type"].as_u64().expect("an index") as usize;
    let trip = trips[index];
    let round_trip = |text: &str| {
        let text = text.to_owned();
        catch_unwind(move || trip(&text)).unwrap_or_else(|_| Err("it panicked".to_owned()))
    };
    let first = round_trip(sample["text"].as_str().expect("a text"));
    match first {
        Err(error) => json!({ "error": error }),
        Ok(first) => match round_trip(&first) {
            Ok(second) => json!({ "first": first, "second": second }),
            Err(error) => json!({ "first": first, "error": error }),
        },
    }
}
