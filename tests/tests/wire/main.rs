//! Generated clients on the wire: what the server sees, and what comes of its answers.

mod answers;
mod bodies;
mod bodies_of_methods;
mod constant_parameters;
mod continuations;
mod corner_bodies;
mod corners;
mod dates;
mod encodings;
mod finite_requests;
mod formats;
mod forms;
mod idempotency;
mod json_or_xml;
mod media_types;
mod messages;
mod methods_by_group;
mod mocks;
mod multipart;
mod numbers;
mod page_places;
mod pages;
mod parameters;
mod part_headers;
mod patches;
mod paths;
mod polling;
mod presence;
mod python_answers;
mod raw_bodies;
mod redirects;
mod request_headers;
mod responses;
mod security;
mod servers;
mod streams;
mod structures;
mod styles;
mod tables;
mod validate;
mod verdicts;
mod views;
mod xml;

use callsmith_tests::answer::Answer;
use callsmith_tests::recorder::Recorder;

/// A recorder that gives every request this answer.
fn answering(answer: Answer) -> Recorder {
    let recorder = Recorder::start();
    recorder.otherwise(answer);
    recorder
}
