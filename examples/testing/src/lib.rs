//! Lends books of a library, and the tests of that: with a mock of the operations (`tests/mock.rs`) and with a server of the crate wiremock
//! (`tests/server.rs`).

/// The client, made by `build.rs`.
#[allow(missing_docs)]
pub mod client {
    callsmith_runtime::include_client!();
}

use callsmith_runtime::Error;
use client::{Client, Failure, Loan};

/// Lends a book to a reader, if there is one that is not lent.
///
/// # Errors
///
/// There is no such book, or the library cannot be asked.
pub async fn lend(client: &Client, isbn: &str, reader: &str) -> Result<Option<Loan>, Error<Failure>> {
    if client.get_book(isbn).await?.copies == 0 {
        return Ok(None);
    }
    let loan = Loan { isbn: isbn.to_owned(), reader: reader.to_owned() };
    match client.create_loan(&loan).await {
        // Somebody was faster.
        Err(Error::Api(error)) if error.status() == 409 => Ok(None),
        other => other.map(Some),
    }
}
