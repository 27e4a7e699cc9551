//! `callsmith inspect`: the operations and types of a document with their Rust names.

use std::collections::HashMap;

use anstyle::Style;
use callsmith::{Coverage, Inspection, OperationInfo, Report, SecurityInfo, Tally, TypeInfo, terminal};

use crate::args::{InspectArgs, InspectFormat};
use crate::console::{Console, plural};
use crate::failure::Failure;
use crate::remote::Policy;
use crate::text::{ADDED, ERROR, FAINT, PLACE, STRONG, Text, WARNING, style_of};
use crate::{document, options};

/// A cell that is wider pushes what follows it to the right, and not a whole column.
const MAX_COLUMN_WIDTH: usize = 40;
/// The width of a line of optional parameters.
const SETTERS_WIDTH: usize = 76;

/// Prints what the client of a document has.
pub(crate) fn run(args: &InspectArgs, console: &Console) -> Result<(), Failure> {
    let source = options::of_document(&args.document)?;
    let client = document::generate(&source.document, source.options, Policy::Fetch, console.progress())?;
    console.progress().stage("listing the client");
    let generated = &client.generated;
    let mut output = console.output();
    match (args.coverage, args.format) {
        (false, InspectFormat::Json) => console.print_json(serde_json::to_string_pretty(&generated.inspect())),
        (false, InspectFormat::Text) => console.print(text(&generated.inspect(), &mut output)),
        (true, InspectFormat::Json) => console.print_json(serde_json::to_string_pretty(&generated.coverage())),
        (true, InspectFormat::Text) => console.print(coverage(&generated.coverage(), &mut output)),
    }
}

/// The coverage as a table, and what is not exact as lines.
fn coverage<'a>(coverage: &Coverage, text: &'a mut Text) -> &'a Text {
    let columns = ["total", "exact", "approximated", "untyped", "skipped", "unused", "omitted"];
    let columns = columns.map(|column| format!("{column:>12}")).join(" ");
    text.styled(STRONG, &format!("{:<12} {columns}", "")).plain("\n");
    for tally in coverage.tallies.iter().filter(|tally| tally.total > 0) {
        text.plain(&format!("{:<12}", tally.kind.name()));
        for (style, number) in numbers(tally) {
            let cell = format!(" {number:>12}");
            if number > 0 {
                text.styled(style, &cell)
            } else {
                text.plain(&cell)
            };
        }
        text.plain("\n");
    }
    let (unaccounted, losses): (Vec<_>, Vec<_>) = coverage.losses.iter().partition(|loss| loss.code.is_none());
    for (title, losses) in [("Losses", losses), ("Unaccounted", unaccounted)] {
        section(text, title, losses.iter().map(|loss| Row::new([(Style::new(), loss.to_string())])));
    }
    text
}

/// The numbers of a tally below the columns of the table: what is lost stands out.
fn numbers(tally: &Tally) -> [(Style, usize); 7] {
    let plain = Style::new();
    [
        (plain, tally.total),
        (plain, tally.exact),
        (WARNING, tally.approximated),
        (WARNING, tally.untyped),
        (ERROR, tally.skipped),
        (plain, tally.unused),
        (plain, tally.omitted),
    ]
}

/// The client as tables.
fn text<'a>(client: &Inspection, text: &'a mut Text) -> &'a Text {
    let [title, version] = [&client.title, &client.version].map(|text| terminal::line(text));
    text.styled(STRONG, &format!("{title} {version}")).plain("\n");
    let plain = Style::new();
    section(text, "Servers", client.servers.iter().map(|server| Row::new([(plain, server.clone())])));
    section(text, "Operations", client.operations.iter().map(operation));
    section(text, "Types", types(client).into_iter());
    let security = client.security.iter();
    section(text, "Security", security.map(|scheme| Row::new([(plain, scheme.name.clone()), (plain, kind(scheme))])));
    section(text, "Diagnostics", client.diagnostics.iter().map(diagnostic));
    text
}

/// The types, each once: schemas that say the same have one. The pointer is that of the first schema.
fn types(client: &Inspection) -> Vec<Row> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for ty in &client.types {
        *places.entry(&ty.rust).or_default() += 1;
    }
    let row = |ty: &TypeInfo, number: usize| {
        let cells = [(PLACE, ty.kind.clone()), (Style::new(), ty.rust.clone()), (FAINT, ty.pointer.clone())];
        let remark = if number > 1 { format!("  and {}", plural(number - 1, "other place")) } else { String::new() };
        Row { remark, ..Row::new(cells) }
    };
    client.types.iter().filter_map(|ty| Some(row(ty, places.remove(ty.rust.as_str())?))).collect()
}

/// A finding in one line.
fn diagnostic(report: &Report) -> Row {
    let place = report.location.as_ref().map(|location| location.to_string()).unwrap_or_default();
    let severity = format!("{}[{}]", report.severity, report.code);
    let remarks: Vec<&str> = [&report.note, &report.help].into_iter().flatten().map(String::as_str).collect();
    let mut row = Row::new([
        (Style::new(), place),
        (style_of(report.severity), severity),
        (Style::new(), report.message.clone()),
    ]);
    if !remarks.is_empty() {
        row.remark = format!(" ({})", remarks.join("; "));
    }
    row
}

/// An operation with the signature of its method, and below that the setters of what is optional, its ways to more than one answer, and its error.
fn operation(operation: &OperationInfo) -> Row {
    let ends = if operation.success.ty == "()" { String::new() } else { format!("  // {}", operation.success.ty) };
    let signature = match operation.call.rsplit_once('.') {
        Some((group, _)) => format!("{group}.{}", operation.signature.trim_start_matches("fn ")),
        None => operation.signature.clone(),
    };
    let setters = operation.parameters.iter().filter_map(|parameter| {
        let setter = parameter.setter.as_ref()?;
        Some(format!(".{setter}({})", parameter.passed_as))
    });
    let body = operation.body.iter().filter_map(|body| Some(format!(".{}({})", body.setter.as_ref()?, body.passed_as)));
    let mut below: Vec<String> = Vec::new();
    for setter in setters.chain(body) {
        match below.last_mut() {
            Some(line) if line.len() + setter.len() < SETTERS_WIDTH => *line += &format!(" {setter}"),
            _ => below.push(setter),
        }
    }
    below.extend(continuations(operation));
    below.extend(error(operation));
    let mut row =
        Row::new([(ADDED, operation.method.clone()), (PLACE, operation.path.clone()), (Style::new(), signature)]);
    row.remark = ends;
    row.below = below;
    row
}

/// The methods of a call for more than one answer, each with the type that it gives: `.items()  // types::Pet, pages by cursor`.
fn continuations(operation: &OperationInfo) -> Vec<String> {
    let pages = operation.item.iter().map(|item| match operation.next_page {
        None | Some("none") => format!(".items()  // {item}, on one page"),
        Some("page") => format!(".items()  // {item}, pages by number"),
        Some(next) => format!(".items()  // {item}, pages by {next}"),
    });
    let streams = &operation.success.streams;
    let streams = streams.iter().map(|stream| format!(".{}()  // {}", stream.method, stream.ty));
    let result = operation.result.iter().map(|result| format!(".wait()  // {result}"));
    pages.chain(streams).chain(result).collect()
}

/// The type of a declared error, with its statuses: `error ErrorResponse  // 404, default`. None where no error has a body.
fn error(operation: &OperationInfo) -> Option<String> {
    let failure = &operation.failure;
    let statuses = failure.statuses.join(", ");
    (failure.ty != "()").then(|| format!("error {}  // {statuses}", failure.ty))
}

/// ``api-key in header `Authorization` behind `Bearer` ``
fn kind(scheme: &SecurityInfo) -> String {
    let location = scheme.location.iter().map(|location| format!(" in {location}"));
    let parameter = scheme.parameter.iter().map(|parameter| format!(" `{parameter}`"));
    let prefix = scheme.prefix.iter().map(|prefix| format!(" behind `{prefix}`"));
    [scheme.kind.clone()].into_iter().chain(location).chain(parameter).chain(prefix).collect()
}

/// A row of a table.
struct Row {
    cells: Vec<(Style, String)>,
    /// Text behind the last cell.
    remark: String,
    /// Lines below the last cell.
    below: Vec<String>,
}

impl Row {
    fn new<const N: usize>(cells: [(Style, String); N]) -> Self {
        let cells = cells.map(|(style, cell)| (style, terminal::line(&cell).into_owned())).into();
        Self { cells, remark: String::new(), below: Vec::new() }
    }
}

/// A headline and rows whose cells stand below each other; nothing where there are no rows.
fn section(text: &mut Text, title: &str, rows: impl Iterator<Item = Row>) {
    let rows: Vec<Row> = rows.collect();
    let Some(columns) = rows.first().map(|row| row.cells.len()) else { return };
    let width = |column: usize| {
        let widths = rows.iter().filter_map(|row| row.cells.get(column)).map(|(_, cell)| cell.chars().count());
        widths.max().unwrap_or_default().min(MAX_COLUMN_WIDTH)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    text.plain("\n").styled(STRONG, title).plain(&format!(" ({})\n", rows.len()));
    for row in &rows {
        let mut gap = 2;
        for ((style, cell), width) in row.cells.iter().zip(&widths) {
            text.plain(&" ".repeat(gap)).styled(*style, cell);
            gap = width.saturating_sub(cell.chars().count()) + 2;
        }
        text.styled(FAINT, &terminal::line(&row.remark)).plain("\n");
        let indent: usize = widths.iter().take(columns - 1).map(|width| width + 2).sum::<usize>() + 4;
        for line in &row.below {
            text.plain(&" ".repeat(indent)).styled(FAINT, &terminal::line(line)).plain("\n");
        }
    }
}
