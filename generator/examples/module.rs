//! Prints the client of a document as one module. Folders that it may refer to follow its path.
fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("a document");
    let mut options = callsmith::Options::default();
    options.allow_folders = arguments.map(Into::into).collect();
    match callsmith::Generator::new(path).options(options).generate() {
        Ok(client) => {
            for report in client.reports() {
                eprintln!("{}\n", report.rendered());
            }
            println!("{}", client.module());
        }
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}
