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

use std::thread;
use std::time::{Duration, Instant};

use callsmith::{Error, Generated, Generator, Report, Severity};

/// What one document may take on a slow and busy machine, without optimisation: most take less than a second, and a cost that
/// grows with the square of a size is far above it.
const LIMIT: Duration = Duration::from_secs(20);
/// The stack that Rust gives to a thread.
const STACK: usize = 2 * 1024 * 1024;

/// What became of a document.
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
    run(Generator::from_text("hostile", text))
}

/// The same where references that lead nowhere are errors.
fn generate_strictly(text: &str) -> Outcome {
    run(Generator::from_text("hostile", text).deny("unresolved-reference").expect("a code"))
}

fn run(generator: Generator) -> Outcome {
    let started = Instant::now();
    let outcome = on_a_thread(STACK, move || finish(&generator));
    let took = started.elapsed();
    assert!(took < LIMIT, "it took {took:?}");
    match outcome {
        Outcome::Client(client) => Outcome::Client(on_a_thread(32 * STACK, || rust(client))),
        rejected => rejected,
    }
}

/// The number of types of a document, before any code is written.
fn types(text: String) -> usize {
    let started = Instant::now();
    let generated = on_a_thread(STACK, move || Generator::from_text("hostile", text).generate());
    let types = generated.expect("the document is accepted").inspect().types.len();
    let took = started.elapsed();
    assert!(took < LIMIT, "it took {took:?}");
    types
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
                assert!(!report.rendered.is_empty(), "{report:?}");
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
