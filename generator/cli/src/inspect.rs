//! `callsmith inspect`: the operations and types of a document with their Rust names.

use callsmith::{Coverage, Inspection, SecurityInfo, Tally, terminal};

use crate::args::{InspectArgs, InspectFormat};
use crate::console::{print, print_json};
use crate::failure::Failure;
use crate::remote::Policy;
use crate::{document, options};

/// A cell that is wider pushes what follows it to the right, and not a whole column.
const WIDEST: usize = 40;

/// Prints what the client of a document has.
pub(crate) fn run(args: &InspectArgs) -> Result<(), Failure> {
    let options = options::of_document(&args.document)?;
    let client = document::generate(&args.document, options, Policy::Fetch)?;
    match (args.coverage, args.format) {
        (false, InspectFormat::Json) => print_json(serde_json::to_string_pretty(&client.generated.inspect())),
        (false, InspectFormat::Text) => print(&text(&client.generated.inspect())),
        (true, InspectFormat::Json) => print_json(serde_json::to_string_pretty(&client.generated.coverage())),
        (true, InspectFormat::Text) => print(&coverage(&client.generated.coverage())),
    }
}

/// The coverage as a table, and what is not exact as lines.
fn coverage(coverage: &Coverage) -> String {
    let columns = ["total", "exact", "approximated", "untyped", "skipped", "unused"];
    let columns = columns.map(|column| format!("{column:>12}")).join(" ");
    let mut text = format!("{:<12} {columns}\n", "");
    for tally in coverage.tallies.iter().filter(|tally| tally.total > 0) {
        text.push_str(&format!("{:<12} {}\n", tally.kind.name(), numbers(tally)));
    }
    let (unaccounted, losses): (Vec<_>, Vec<_>) = coverage.losses.iter().partition(|loss| loss.code.is_none());
    text.push_str(&section("Losses", losses.iter().map(|loss| vec![loss.to_string()])));
    text.push_str(&section("Unaccounted", unaccounted.iter().map(|loss| vec![loss.to_string()])));
    text
}

/// The numbers of a tally below the columns of the table.
fn numbers(tally: &Tally) -> String {
    let numbers = [tally.total, tally.exact, tally.approximated, tally.untyped, tally.skipped, tally.unused];
    numbers.map(|number| format!("{number:>12}")).join(" ")
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
    let [title, version] = [&client.title, &client.version].map(|text| terminal::line(text));
    format!("{title} {version}\n{}", sections.concat())
}

/// ``api-key in header `Authorization` behind `Bearer` ``
fn kind(scheme: &SecurityInfo) -> String {
    let location = scheme.location.iter().map(|location| format!(" in {location}"));
    let parameter = scheme.parameter.iter().map(|parameter| format!(" `{parameter}`"));
    let prefix = scheme.prefix.iter().map(|prefix| format!(" behind `{prefix}`"));
    [scheme.kind.clone()].into_iter().chain(location).chain(parameter).chain(prefix).collect()
}

/// A headline and rows whose cells stand below each other; nothing where there are no rows.
fn section(title: &str, rows: impl Iterator<Item = Vec<String>>) -> String {
    let rows: Vec<Vec<String>> =
        rows.map(|row| row.iter().map(|cell| terminal::line(cell).into_owned()).collect()).collect();
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
