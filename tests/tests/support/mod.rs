//! Support that several tests of clients share.

#![allow(dead_code, unused_imports, reason = "each test program uses a part")]

mod offline;
mod shown;

use callsmith_goldens::scoring_v2::ServiceInput;
use callsmith_tests::gateway::Gateway;
use callsmith_tests::service::{ROWS, Service};

pub(crate) use self::offline::Offline;
pub(crate) use self::shown::LoggedTexts;

/// The scoring service behind a gateway, under its prefix, which takes this key alone.
pub(crate) fn gateway(key: &str) -> Gateway {
    Gateway::in_front_of(Service::regression().router()).keys([key])
}

/// The two rows of which the predictions are known.
pub(crate) fn input() -> ServiceInput {
    ServiceInput { data: Some(ROWS.iter().map(|row| row.to_vec()).collect()) }
}
