//! Generated clients on the wire: what the server sees, and what comes of its responses.

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
mod outcomes;
mod page_places;
mod pages;
mod parameters;
mod part_headers;
mod patches;
mod paths;
mod polling;
mod presence;
mod python_responses;
mod raw_bodies;
mod redirects;
mod request_headers;
mod response_headers;
mod responses;
mod security;
mod servers;
mod streams;
mod structures;
mod styles;
mod tables;
mod validate;
mod views;
mod xml;

use callsmith_tests::recorder::Recorder;
use callsmith_tests::response::Response;

/// A recorder that gives every request this response.
fn recorder_with(response: Response) -> Recorder {
    let recorder = Recorder::start();
    recorder.otherwise(response);
    recorder
}
