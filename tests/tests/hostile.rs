//! Documents that try to break out of the generated code, or to keep the generator busy for ever.
//!
//! Each gives a client whose module is Rust, or a finding with a place; in bounded time, on a thread with the stack that
//! Rust gives to a thread, and without a panic.

mod hostile {
    mod broken;
    mod composition;
    mod names;
    mod numbers;
    mod references;
    mod size;
    mod text;
}

use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use callsmith::{Error, Generated, Generator, Report, Severity};

/// The CPU time that one document may take on a slow machine, without optimisation: most take less than a second, and a cost
/// that grows with the square of a size is far above it.
const LIMIT: Duration = Duration::from_secs(20);
/// Documents take turns, so that the CPU time of the process is that of one of them.
static TURN: Mutex<()> = Mutex::new(());
/// The stack that Rust gives to a thread.
const STACK: usize = 2 * 1024 * 1024;

/// The outcome of a document.
enum Outcome {
    Client(Box<Client>),
    Rejected(Vec<Report>),
}

/// A client in all the forms that it has.
struct Client {
    module: String,
    files: Vec<(String, String)>,
    /// The Rust paths of its types.
    types: Vec<String>,
}

impl Outcome {
    fn client(self) -> Client {
        match self {
            Self::Client(client) => *client,
            Self::Rejected(reports) => panic!("the document was to be accepted: {reports:#?}"),
        }
    }

    /// The errors, as `line:column code`.
    fn errors(self) -> Vec<String> {
        let Self::Rejected(reports) = self else { panic!("the document was to be rejected") };
        let errors = reports.iter().filter(|report| report.severity == Severity::Error);
        let place = |report: &Report| {
            let location = report.location.as_ref().expect("a finding in a document has a place");
            format!("{}:{} {}", location.line, location.column, report.code)
        };
        errors.map(place).collect()
    }
}

/// Generates from a text and looks at what comes out.
fn generate(text: &str) -> Outcome {
    run(LIMIT, Generator::from_text("hostile", text))
}

/// As [`generate`], where references that lead nowhere are errors.
fn generate_strictly(text: &str) -> Outcome {
    run(LIMIT, Generator::from_text("hostile", text).deny("unresolved-reference").expect("a code"))
}

/// As [`generate`], with a limit of its own.
fn generate_within(limit: Duration, text: &str) -> Outcome {
    run(limit, Generator::from_text("hostile", text))
}

fn run(limit: Duration, generator: Generator) -> Outcome {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let before = used();
    let outcome = on_a_thread(STACK, move || finish(&generator));
    let took = used() - before;
    assert!(took < limit, "it took {took:?}");
    match outcome {
        Outcome::Client(client) => Outcome::Client(on_a_thread(32 * STACK, || rust(client))),
        rejected => rejected,
    }
}

/// The number of types of a document, before any code is written.
fn types(text: String) -> usize {
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    let before = used();
    let generated = on_a_thread(STACK, move || Generator::from_text("hostile", text).generate());
    let types = generated.expect("the document is accepted").inspect().types.len();
    let took = used() - before;
    assert!(took < LIMIT, "it took {took:?}");
    types
}

/// The CPU time of this process so far: other work on the machine does not count.
#[cfg(unix)]
fn used() -> Duration {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;

    let usage = getrusage(UsageWho::RUSAGE_SELF).expect("a process knows its usage");
    let micros = (usage.user_time() + usage.system_time()).num_microseconds();
    Duration::from_micros(micros.try_into().expect("time is positive"))
}

/// The time of day, where the CPU time is not known.
#[cfg(not(unix))]
fn used() -> Duration {
    std::time::UNIX_EPOCH.elapsed().expect("the clock is past 1970")
}

fn on_a_thread<T: Send + 'static>(stack: usize, work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(stack).spawn(work).expect("a thread can be started");
    thread.join().expect("nothing panics")
}

fn finish(generator: &Generator) -> Outcome {
    match generator.generate() {
        Ok(generated) => Outcome::Client(Box::new(client(&generated))),
        Err(Error::Document(reports)) => {
            for report in &reports {
                let location = report.location.as_ref().expect("a finding in a document has a place");
                assert!(location.line > 0 && location.column > 0, "{report:?}");
                assert!(!report.rendered().is_empty(), "{report:?}");
            }
            assert!(reports.iter().any(|report| report.severity == Severity::Error), "{reports:#?}");
            Outcome::Rejected(reports)
        }
        Err(error) => panic!("not about the document: {error}"),
    }
}

fn client(generated: &Generated) -> Client {
    let files = generated.crate_files();
    let types = generated.inspect().types;
    Client {
        module: generated.module(),
        files: files.iter().map(|(path, text)| (path.display().to_string(), text.to_owned())).collect(),
        types: types.into_iter().map(|ty| ty.rust).collect(),
    }
}

/// The client, all of whose source files are Rust.
fn rust(client: Box<Client>) -> Box<Client> {
    let files = client.files.iter().filter(|(path, _)| path.ends_with(".rs"));
    let files = files.map(|(path, text)| (path.as_str(), text.as_str()));
    for (what, text) in files.chain([("the module", client.module.as_str())]) {
        if let Err(error) = syn::parse_file(text) {
            panic!("{what} is not Rust: {error}\n{text}");
        }
    }
    client
}

/// A document of OpenAPI 3.1 with these members beside `openapi` and `info`.
fn document(members: serde_json::Value) -> String {
    let mut document = serde_json::json!({ "openapi": "3.1.0", "info": { "title": "hostile", "version": "1.0" } });
    let members = members.as_object().expect("members are an object").clone();
    document.as_object_mut().expect("it was made as an object").extend(members);
    document.to_string()
}

/// A document with these schemas.
fn schemas(schemas: serde_json::Value) -> String {
    document(serde_json::json!({ "paths": {}, "components": { "schemas": schemas } }))
}
