//! Prints the client of a document as one module.
fn main() {
    let path = std::env::args().nth(1).expect("a document");
    match callsmith::Generator::new(path).generate() {
        Ok(client) => {
            for report in client.reports() {
                eprintln!("{}\n", report.rendered);
            }
            println!("{}", client.module());
        }
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}
