//! Every scenario of AutoRest's test server, called through generated clients: a module for each document. What is sent is judged by
//! the server, what comes back is asserted here; `.ci/run autorest` reads the server's own report afterwards.

#[macro_use]
mod support;

mod additional_properties;
mod any_type;
mod azure;
mod bodies;
mod body_array;
mod body_complex;
mod body_dictionary;
mod body_string;
mod errors;
mod header;
mod http;
mod lro;
mod models;
mod paging;
mod quirks;
mod scalars;
mod small;
mod urls;
mod versions;
mod xml_service;
