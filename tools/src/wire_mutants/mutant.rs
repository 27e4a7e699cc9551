//! Faults in generated sources.

use std::fmt;
use std::ops::Range;

use callsmith::Inspection;

/// The kind of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The name of a parameter or property on the wire, or a path.
    Name,
    /// The style of a parameter, or whether it is exploded.
    Style,
    /// A status.
    Status,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Name, Self::Style, Self::Status];
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name => "name",
            Self::Style => "style",
            Self::Status => "status",
        })
    }
}

/// A change of one place in a source.
#[derive(Clone, Debug)]
pub struct Mutant {
    /// The kind of the change.
    pub kind: Kind,
    /// The bytes that it replaces.
    pub range: Range<usize>,
    /// The text after the change.
    pub text: String,
}

impl Mutant {
    /// The source with the change.
    #[must_use]
    pub fn applied(&self, source: &str) -> String {
        [&source[..self.range.start], &self.text, &source[self.range.end..]].concat()
    }

    /// The line of the change, before and after it.
    #[must_use]
    pub fn shown(&self, source: &str) -> String {
        let line = source[..self.range.start].matches('\n').count() + 1;
        format!("line {line}: `{}` becomes `{}`", &source[self.range.clone()], self.text)
    }

    /// All changes of a kind that can be made to a source. Names are those of the document.
    #[must_use]
    pub fn all(kind: Kind, source: &str, inspection: &Inspection) -> Vec<Self> {
        let mutant = |range: Range<usize>, text: String| Self { kind, range, text };
        match kind {
            Kind::Name => names(inspection)
                .iter()
                .flat_map(|name| {
                    let (literal, changed) = (format!("{name:?}"), format!("{:?}", format!("{name}x")));
                    places(source, &literal).map(|range| mutant(range, changed.clone())).collect::<Vec<_>>()
                })
                .collect(),
            Kind::Style => {
                let explode = [("explode(true)", "explode(false)"), ("explode(false)", "explode(true)")];
                let styles = [
                    ("Style::SpaceDelimited", "Style::PipeDelimited"),
                    ("Style::PipeDelimited", "Style::SpaceDelimited"),
                    ("Style::DeepObject", "Style::Form"),
                    ("Style::Matrix", "Style::Label"),
                    ("Style::Label", "Style::Matrix"),
                ];
                // Of a single value it changes nothing on the wire.
                let is_seen = |range: &Range<usize>| !is_single(source, range.start, inspection);
                let explode = explode.into_iter().flat_map(|(from, to)| {
                    places(source, from).filter(is_seen).map(move |range| (range, to.to_owned()))
                });
                let styles = styles
                    .into_iter()
                    .flat_map(|(from, to)| places(source, from).map(move |range| (range, to.to_owned())));
                let changed = explode.chain(styles);
                // A path has no other way to show its style.
                let paths = places(source, "Parameter::path(").filter_map(|range| {
                    let end = range.end + source[range.end..].find("\")")? + 2;
                    let is_bare = !source[end..].trim_start().starts_with(".style");
                    is_bare.then(|| (end..end, ".style(rt::Style::Label)".to_owned()))
                });
                changed.chain(paths).map(|(range, text)| mutant(range, text)).collect()
            }
            Kind::Status => {
                let ranges = places(source, "Code(").filter_map(|range| {
                    let length = source[range.end..].find(')')?;
                    let code: u16 = source[range.end..range.end + length].parse().ok()?;
                    Some(mutant(range.end..range.end + length, (code + 17).to_string()))
                });
                // `.success_codes(&[200, 201])`
                let listed = places(source, "_codes(&[").flat_map(|range| {
                    let end = source[range.end..].find(']').map_or(range.end, |length| range.end + length);
                    codes_in(source, range.end..end)
                });
                let listed = listed.map(|(range, code)| mutant(range, (code + 17).to_string()));
                let other =
                    [("Status::Default", "Status::Range(3)"), ("Range(4)", "Range(5)"), ("Range(5)", "Range(4)")];
                let others = other.into_iter().flat_map(|(from, to)| {
                    places(source, from).map(move |range| mutant(range, to.to_owned())).collect::<Vec<_>>()
                });
                ranges.chain(listed).chain(others).collect()
            }
        }
    }
}

/// Returns `true` if the parameter at a place is a single value wherever an operation has one of its name.
fn is_single(source: &str, place: usize, inspection: &Inspection) -> bool {
    let name = source[..place].rfind("Parameter::").and_then(|start| source[start..place].split('"').nth(1));
    let parameters = inspection.operations.iter().flat_map(|operation| &operation.parameters);
    let mut types = parameters.filter(|parameter| Some(parameter.name.as_str()) == name).peekable();
    types.peek().is_some() && types.all(|parameter| is_single_value(&parameter.ty, inspection))
}

/// Returns `true` for the types of values that are neither lists nor objects.
fn is_single_value(ty: &str, inspection: &Inspection) -> bool {
    let is_enum = || inspection.types.iter().any(|info| info.rust == ty && info.kind == "enum");
    matches!(ty, "bool" | "String" | "i32" | "i64" | "u32" | "u64" | "f32" | "f64") || is_enum()
}

/// The status codes in a part of a source, with their places.
fn codes_in(source: &str, part: Range<usize>) -> Vec<(Range<usize>, u16)> {
    let mut codes = Vec::new();
    let mut at = part.start;
    for text in source[part].split(',') {
        let start = at + text.len() - text.trim_start().len();
        if let Ok(code) = text.trim().parse() {
            codes.push((start..start + text.trim().len(), code));
        }
        at += text.len() + 1;
    }
    codes
}

/// The places of a text in code, apart from comments.
fn places<'a>(source: &'a str, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    source.match_indices(text).map(|(start, occurrence)| start..start + occurrence.len()).filter(|range| {
        let line = source[..range.start].rfind('\n').map_or(0, |end| end + 1);
        !source[line..range.start].contains("//")
    })
}

/// The names of parameters and properties on the wire, and the paths.
fn names(inspection: &Inspection) -> Vec<String> {
    let parameters = inspection.operations.iter().flat_map(|operation| &operation.parameters);
    let parameters = parameters.map(|parameter| parameter.name.clone());
    let used = inspection.types.iter().filter(|ty| !ty.used_in.is_empty());
    let fields = used.flat_map(|ty| &ty.fields).filter_map(|field| field.name.clone());
    let paths = inspection.operations.iter().map(|operation| operation.path.clone());
    let mut names: Vec<String> = parameters.chain(fields).chain(paths).collect();
    names.sort();
    names.dedup();
    names
}
