//! Support for the tests of Callsmith: servers in the test's own process, and the fixtures.
//!
//! * [`service`]: a scoring service that behaves as the inference server of Azure ML;
//! * [`gateway`]: what stands in front of such a service: a prefix, keys, and the errors of a cluster;
//! * [`issuer`]: what gives tokens to programs: a metadata service, endpoints of managed identities, Microsoft Entra;
//! * [`recorder`]: a server that sends queued responses and hands out the requests that it saw;
//! * [`logs`]: everything that the process logs, in memory;
//! * [`fixtures`]: the documents of the folder `fixtures/`.
//!
//! Every server listens on a free port of the loopback interface, runs on a thread of its own with its own runtime, and
//! stops when it is dropped. So it can be started with or without a runtime around, and a test may block its thread.
//!
//! ```
//! use callsmith_tests::{gateway::Gateway, service::Service};
//!
//! let service = Service::regression().start();
//! println!("{}/score", service.url());
//!
//! let gateway = Gateway::in_front_of(Service::regression().router()).keys(["primary", "secondary"]).start();
//! println!("{}", gateway.scoring_uri());
//! ```

mod exchanges;
pub mod fixtures;
pub mod gateway;
pub mod issuer;
pub mod logs;
pub mod recorder;
pub mod request;
pub mod response;
pub mod server;
pub mod service;

#[cfg(test)]
mod client;
