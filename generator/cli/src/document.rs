//! A path, standard input or a URL as a document.

use std::io::{self, Read};
use std::path::Path;

use callsmith::{Code, Generated, Generator, Options, Report, UrlLock};
use reqwest::Url;
use reqwest::header::HeaderMap;

use crate::args::{DocumentArgs, is_url};
use crate::failure::Failure;
use crate::fetch::{self, Problem, Redirects};
use crate::progress::Progress;
use crate::remote::{Policy, RemoteFetcher};

/// A document and what was made of it.
#[derive(Debug)]
pub(crate) struct Client {
    /// The name of the document in messages.
    pub(crate) name: String,
    /// Its client.
    pub(crate) generated: Generated,
    /// The texts that were fetched for it.
    pub(crate) remote: RemoteFetcher,
}

/// Reads the document that the arguments name, and generates its client in memory.
pub(crate) fn generate(
    args: &DocumentArgs,
    options: Options,
    policy: Policy,
    progress: &Progress,
) -> Result<Client, Failure> {
    progress.stage("reading the document");
    let (name, generator, remote) = open(args, &options, policy, progress)?;
    let resolver = remote.clone();
    let generator = generator.options(options).resolver(move |url| resolver.text(url));
    match callsmith::generate_observed(&generator, |stage| progress.stage(stage.to_string())) {
        Ok(generated) => Ok(Client { name, generated, remote }),
        Err(callsmith::Error::Document(reports)) => {
            progress.stage("counting the operations that are left");
            let left = callsmith::operations_left(&generator, &reports);
            Err(Failure::Document { name, reports, left })
        }
        Err(error) => Err(Failure::usage(error.to_string())),
    }
}

/// The name of the document, a generator for it, and the way to URLs.
fn open(
    args: &DocumentArgs,
    options: &Options,
    policy: Policy,
    progress: &Progress,
) -> Result<(String, Generator, RemoteFetcher), Failure> {
    let config = args.config.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let remote = || Ok::<_, Failure>(RemoteFetcher::new(options, policy, UrlLock::read(config)?, progress));
    let document = args.document.as_deref().unwrap_or_default();
    if is_url(document) {
        // The text itself is not shown: its query or user may be a secret.
        let url = Url::parse(document);
        let url = url.map_err(|error| Failure::usage(format!("DOCUMENT is not a URL: {error}")))?;
        let headers = fetch::headers(&args.headers)?;
        let remote = remote()?.with_headers(headers.clone(), url.clone());
        let stage = format!("fetching {}", fetch::display_url(&url));
        let (name, generator) = progress.during(stage, || open_url(&url, &headers, options, &remote))?;
        return Ok((name, generator, remote));
    }
    let (name, generator) = open_local(args, document)?;
    Ok((name, generator, remote()?))
}

fn open_local(args: &DocumentArgs, document: &str) -> Result<(String, Generator), Failure> {
    if !args.headers.is_empty() {
        return Err(Failure::usage("`--header` is for documents that are fetched: DOCUMENT is not an http(s) URL"));
    }
    if document == "-" {
        let name = "<stdin>".to_owned();
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        let problem = |error: io::Error| Problem { message: error.to_string(), help: None };
        return from_bytes(name, read.map(|_| bytes).map_err(problem));
    }
    Ok((document.to_owned(), Generator::new(document)))
}

/// A URL that the user named is fetched each time, unless `--allow-url` makes it one of those that are locked.
fn open_url(
    url: &Url,
    headers: &HeaderMap,
    options: &Options,
    remote: &RemoteFetcher,
) -> Result<(String, Generator), Failure> {
    let bytes = if options.allows_url(url.as_str()) {
        remote.text(url.as_str()).map(String::into_bytes).map_err(Problem::from)
    } else {
        fetch::fetch(url, headers, Redirects { allowed: &|_| true, named: &|url| options.allows_url(url.as_str()) })
    };
    from_bytes(fetch::display_url(url), bytes)
}

fn from_bytes(name: String, bytes: Result<Vec<u8>, Problem>) -> Result<(String, Generator), Failure> {
    let text = bytes.and_then(|bytes| {
        let problem = |error| Problem { message: format!("it is not text in UTF-8 ({error})"), help: None };
        String::from_utf8(bytes).map_err(|error| problem(error.utf8_error()))
    });
    match text {
        Ok(text) => Ok((name.clone(), Generator::from_text(name, text))),
        Err(problem) => {
            let reports = vec![unreadable(&name, problem)];
            Err(Failure::Document { name, reports, left: None })
        }
    }
}

/// The report that the library makes of a file which cannot be read, for documents that are no files.
fn unreadable(name: &str, problem: Problem) -> Report {
    Report::error(Code::Unreadable, format!("cannot read `{name}`: {}", problem.message), problem.help)
}
