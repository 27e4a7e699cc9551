//! Keywords that say nothing, since the values of their schema are of another type, or of none that it names.

use super::types::{implied, type_names};
use crate::bundle::Row;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Part;

/// The type whose values a keyword is about (JSON Schema 2020-12, "Validation", section 6); values of another type are
/// valid whatever it says.
pub(super) const ABOUT: [(&str, &str); 14] = [
    ("properties", "object"),
    ("patternProperties", "object"),
    ("additionalProperties", "object"),
    ("required", "object"),
    ("minProperties", "object"),
    ("maxProperties", "object"),
    ("items", "array"),
    ("prefixItems", "array"),
    ("minItems", "array"),
    ("maxItems", "array"),
    ("uniqueItems", "array"),
    ("minLength", "string"),
    ("maxLength", "string"),
    ("pattern", "string"),
];

/// Those that make parts of a type, which listed values have none of.
const SHAPING: [&str; 5] = ["properties", "patternProperties", "additionalProperties", "items", "prefixItems"];

/// Those about numbers, which documents also write for numbers in strings.
pub(super) const NUMERIC: [&str; 5] = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

/// Keywords that say by themselves what the values are.
const COMPLETE: [&str; 6] = ["$ref", "allOf", "oneOf", "anyOf", "enum", "const"];

/// Names the keywords of a schema that are about values which its type does not have.
pub(super) fn report(row: &Row, diagnostics: &mut Diagnostics) {
    let listed = ["enum", "const"].into_iter().find(|keyword| row.get(keyword).is_some());
    let is_combined = COMPLETE[..4].iter().any(|keyword| row.get(keyword).is_some());
    if let Some(listed) = listed.filter(|_| !is_combined) {
        return ignored(
            row,
            |keyword| SHAPING.contains(&keyword),
            &format!("beside `{listed}`, which lists the values"),
            diagnostics,
        );
    }
    let types = match type_names(row) {
        types if !types.is_empty() => types,
        _ if is_combined => return,
        _ => implied(row).into_iter().collect(),
    };
    if types.is_empty() {
        return typeless(row, diagnostics);
    }
    let why = format!("says nothing of values of type {}", types.join(", "));
    let about = |keyword: &str| ABOUT.iter().find(|(known, _)| *known == keyword).map(|(_, about)| *about);
    ignored(row, |keyword| about(keyword).is_some_and(|about| !types.contains(&about)), &why, diagnostics);
}

fn ignored(row: &Row, is_vacuous: impl Fn(&str) -> bool, why: &str, diagnostics: &mut Diagnostics) {
    for (keyword, _) in ABOUT.iter().filter(|(keyword, _)| is_vacuous(keyword)) {
        let Some(node) = row.get(keyword) else { continue };
        let message = format!("`{keyword}` {why}: it is ignored");
        diagnostics.push(Diagnostic::note(Code::Approximated, message).at(node.origin, Part::Key));
    }
}

fn typeless(row: &Row, diagnostics: &mut Diagnostics) {
    let mut keywords = ["format"].into_iter().chain(NUMERIC);
    if let Some((keyword, node)) = keywords.find_map(|keyword| Some((keyword, row.get(keyword)?))) {
        let message = format!("`{keyword}` without `type`: the value is any JSON value");
        diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(node.origin, Part::Key));
    }
}
