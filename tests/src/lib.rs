//! What the tests of Callsmith run against: servers that live in the test's own process, and documents made to measure.
//!
//! * [`service`]: a scoring service that answers as the inference server of Azure ML does;
//! * [`gateway`]: what stands in front of such a service: a prefix, keys, and the errors of a cluster;
//! * [`issuer`]: what gives tokens to programs: a metadata service, endpoints of managed identities, Microsoft Entra;
//! * [`recorder`]: a server that answers what the test queued and hands out what it saw;
//! * [`logs`]: everything that the process logs, in memory;
//! * [`synthetic`]: documents of any number of operations;
//! * [`deletion`]: deletes what documents say, and looks whether anybody notices;
//! * [`fixtures`]: the documents of the folder `fixtures/`;
//! * [`faults`]: faults planted in good documents;
//! * [`mutations`]: documents that are changed at random;
//! * [`corpus`]: collections of real documents;
//! * [`roundtrip`]: values of a schema through the type that was made of it;
//! * [`prism`]: calls of all operations of a document with values of its schemas.
//!
//! Every server listens on a free port of the loopback interface, runs on a thread of its own with its own runtime, and
//! stops when it is dropped. So it can be started with or without a runtime around, and a test may block its thread.
//!
//! ```
//! use callsmith_tests::{gateway::Gateway, service::Service};
//!
//! let service = Service::ridge().start();
//! println!("{}/score", service.url());
//!
//! let gateway = Gateway::in_front_of(Service::ridge().router()).keys(["primary", "secondary"]).start();
//! println!("{}", gateway.scoring_uri());
//! ```

pub mod answer;
pub mod corpus;
pub mod deletion;
pub mod faults;
pub mod fixtures;
pub mod gateway;
pub mod issuer;
pub mod logs;
pub mod mutations;
pub mod prism;
pub mod recorder;
pub mod request;
pub mod roundtrip;
pub mod server;
pub mod service;
pub mod synthetic;
mod tape;
mod yaml;

#[cfg(test)]
mod client;
