//! `callsmith lock`: texts of URLs, kept for builds without a network.

use callsmith::UrlPrefix;

use crate::args::{LockArgs, is_url};
use crate::console::{Console, plural};
use crate::document;
use crate::failure::Failure;
use crate::options;
use crate::remote::Policy;

/// Fetches and keeps the texts of a document.
pub(crate) fn run(args: &LockArgs, console: &Console) -> Result<(), Failure> {
    let mut source = options::of_document(&args.document)?;
    let policy = if args.update { Policy::Update } else { Policy::Record };
    if let Some(document) = source.document.document.as_deref().filter(|document| is_url(document)) {
        // The user named it. A URL with a user is never one that a lock can name.
        let url = document.split(['?', '#']).next().unwrap_or_default();
        // The error shows the URL.
        let prefix: UrlPrefix = url.parse().map_err(|_| {
            let help = "write a URL without `user@` and `..`, and send credentials with `--header`";
            Failure::usage_with_help("DOCUMENT is not a URL that can be locked", help)
        })?;
        source.options.allow_urls.push(prefix);
    }
    let client = document::generate(&source.document, source.options, policy, console.progress())?;
    console.progress().rest();
    console.reports(client.generated.reports());
    let text = match client.remote.record()? {
        0 => "nothing was fetched: all texts are locked".to_owned(),
        texts => format!("locked {} of `{}`", plural(texts, "text"), client.name),
    };
    console.done(&text, console.message().plain(&text));
    Ok(())
}
