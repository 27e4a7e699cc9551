//! A path, standard input or a URL as a document.

use std::io::{self, Read};
use std::path::Path;

use callsmith::{Code, Generated, Generator, Location, Options, Report, Severity};
use reqwest::Url;
use reqwest::header::HeaderMap;

use crate::args::DocumentArgs;
use crate::failure::Failure;
use crate::fetch::{self, Problem, Redirects};
use crate::lock::Lock;
use crate::remote::{Policy, Remote};

/// A document and what was made of it.
#[derive(Debug)]
pub(crate) struct Client {
    /// What messages call the document.
    pub(crate) name: String,
    /// Its client.
    pub(crate) generated: Generated,
    /// What was fetched for it.
    pub(crate) remote: Remote,
}

/// Reads a document and generates its client in memory.
pub(crate) fn generate(args: &DocumentArgs, options: Options, policy: Policy) -> Result<Client, Failure> {
    let (name, generator, remote) = open(args, &options, policy)?;
    let resolver = remote.clone();
    let generator = generator.options(options).resolver(move |url| resolver.text(url));
    match generator.generate() {
        Ok(generated) => Ok(Client { name, generated, remote }),
        Err(callsmith::Error::Document(reports)) => {
            let left = generator.operations_left(&reports);
            Err(Failure::Document { name, reports, left })
        }
        Err(error) => Err(Failure::usage(error.to_string())),
    }
}

/// The name of the document, a generator for it, and the way to URLs.
fn open(args: &DocumentArgs, options: &Options, policy: Policy) -> Result<(String, Generator, Remote), Failure> {
    let config = args.config.as_deref().and_then(Path::parent).unwrap_or(Path::new(""));
    let remote = |headers, first| Ok::<_, Failure>(Remote::new(options, policy, Lock::read(config)?, headers, first));
    if is_url(&args.document) {
        // The text itself is not shown: its query or user may be a secret.
        let url = Url::parse(&args.document);
        let url = url.map_err(|error| Failure::usage(format!("DOCUMENT is not a URL: {error}")))?;
        let headers = fetch::headers(&args.headers)?;
        let remote = remote(headers.clone(), Some(url.clone()))?;
        let (name, generator) = open_url(&url, &headers, options, &remote)?;
        return Ok((name, generator, remote));
    }
    let (name, generator) = open_local(args)?;
    Ok((name, generator, remote(HeaderMap::new(), None)?))
}

fn open_local(args: &DocumentArgs) -> Result<(String, Generator), Failure> {
    let document = args.document.as_str();
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
    remote: &Remote,
) -> Result<(String, Generator), Failure> {
    let bytes = if options.allows_url(url.as_str()) {
        remote.text(url.as_str()).map(String::into_bytes).map_err(Problem::from)
    } else {
        fetch::fetch(url, headers, Redirects { allowed: &|_| true, named: &|url| options.allows_url(url.as_str()) })
    };
    from_bytes(fetch::shown(url), bytes)
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

fn is_url(document: &str) -> bool {
    let scheme = document.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    matches!(scheme.as_deref(), Some("http" | "https"))
}

/// The report that the library makes of a file which cannot be read, for documents that are no files.
fn unreadable(name: &str, problem: Problem) -> Report {
    let (code, severity) = (Code::Unreadable, Severity::Error);
    let message = format!("the document cannot be read: {}", problem.message);
    let help = problem.help.as_ref().map(|help| format!("\n  |\n  = help: {help}")).unwrap_or_default();
    Report {
        rendered: format!("{severity}[{code}]: {message}\n --> {name}:1:1{help}"),
        code,
        severity,
        message,
        location: Some(Location {
            file: name.to_owned(),
            line: 1,
            column: 1,
            end_line: 1,
            end_column: 1,
            pointer: String::new(),
        }),
        help: problem.help,
    }
}
