//! `callsmith inspect`: the operations and types of a document with their Rust names.

use callsmith::{Inspection, SecurityInfo};

use crate::args::{InspectArgs, InspectFormat};
use crate::console::print;
use crate::failure::Failure;
use crate::remote::Policy;
use crate::{document, options};

/// A cell that is wider pushes what follows it to the right, and not a whole column.
const WIDEST: usize = 40;

/// Prints what the client of a document has.
pub(crate) fn run(args: &InspectArgs) -> Result<(), Failure> {
    let client = document::generate(&args.document, options::of_document(&args.document)?, Policy::Fetch)?;
    let inspection = client.generated.inspect();
    match args.format {
        InspectFormat::Json => {
            let json = serde_json::to_string_pretty(&inspection);
            let json = json.map_err(|error| Failure::usage(format!("the client has no JSON form: {error}")))?;
            print(&format!("{json}\n"))
        }
        InspectFormat::Text => print(&text(&inspection)),
    }
}

/// The client as tables.
fn text(client: &Inspection) -> String {
    let operations = client.operations.iter().map(|operation| {
        let ends = if operation.success.ty == "()" { String::new() } else { format!("  // {}", operation.success.ty) };
        vec![operation.method.clone(), operation.path.clone(), format!("{}{ends}", operation.signature)]
    });
    let types = client.types.iter().map(|ty| vec![ty.kind.clone(), ty.rust.clone(), ty.pointer.clone()]);
    let sections = [
        section("Servers", client.servers.iter().map(|server| vec![server.clone()])),
        section("Operations", operations),
        section("Types", types),
        section("Security", client.security.iter().map(|scheme| vec![scheme.name.clone(), kind(scheme)])),
        section("Diagnostics", client.diagnostics.iter().map(|report| vec![report.to_string()])),
    ];
    format!("{} {}\n{}", client.title, client.version, sections.concat())
}

/// ``api-key in header `X-Key` ``
fn kind(scheme: &SecurityInfo) -> String {
    let location = scheme.location.iter().map(|location| format!(" in {location}"));
    let parameter = scheme.parameter.iter().map(|parameter| format!(" `{parameter}`"));
    [scheme.kind.clone()].into_iter().chain(location).chain(parameter).collect()
}

/// A headline and rows whose cells stand below each other; nothing where there are no rows.
fn section(title: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let rows: Vec<Vec<String>> = rows.collect();
    if rows.is_empty() {
        return String::new();
    }
    let width = |column: usize| {
        let widths = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        widths.max().unwrap_or_default().min(WIDEST)
    };
    let widths: Vec<usize> = (0..rows[0].len()).map(width).collect();
    let mut text = format!("\n{title} ({})\n", rows.len());
    for row in &rows {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        text.push_str("  ");
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}
