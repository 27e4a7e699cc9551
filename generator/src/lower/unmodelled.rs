//! Keywords of a schema that no Rust type expresses.

use crate::bundle::Row;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity};
use crate::document::Part;

/// What becomes of a keyword.
struct Unmodelled {
    keyword: &'static str,
    code: Code,
    severity: Severity,
    message: &'static str,
}

const fn validates(keyword: &'static str) -> Unmodelled {
    let message = "this keyword only validates: values are not checked against it";
    Unmodelled { keyword, code: Code::Approximated, severity: Severity::Note, message }
}

const fn lost(keyword: &'static str, code: Code, message: &'static str) -> Unmodelled {
    Unmodelled { keyword, code, severity: Severity::Warning, message }
}

const UNMODELLED: [Unmodelled; 16] = [
    lost("discriminator", Code::Approximated, "subtypes are not told apart by their `discriminator`"),
    lost("$dynamicRef", Code::Unsupported, "`$dynamicRef` is not followed"),
    lost("contentSchema", Code::Approximated, "what a string contains is not decoded: it stays a string"),
    validates("not"),
    validates("if"),
    validates("then"),
    validates("else"),
    validates("dependentSchemas"),
    validates("dependentRequired"),
    validates("propertyNames"),
    validates("contains"),
    validates("minContains"),
    validates("maxContains"),
    validates("unevaluatedProperties"),
    validates("unevaluatedItems"),
    Unmodelled {
        keyword: "xml",
        code: Code::Approximated,
        severity: Severity::Note,
        message: "bodies in XML are bytes: `xml` is not looked at",
    },
];

/// Keywords that shape a type by themselves, and are lost beside a reference.
const SHAPING: [&str; 8] =
    ["type", "properties", "additionalProperties", "items", "required", "enum", "allOf", "patternProperties"];

/// Names the keywords of a schema that its type does not express.
pub(super) fn report(row: &Row, diagnostics: &mut Diagnostics) {
    // A union has its own message, which says all of it.
    let is_union = ["oneOf", "anyOf"].iter().any(|keyword| row.get(keyword).is_some());
    for entry in &UNMODELLED {
        let Some(node) = row.get(entry.keyword) else { continue };
        if is_union && entry.keyword == "discriminator" {
            continue;
        }
        let diagnostic = match entry.severity {
            Severity::Note => Diagnostic::note(entry.code, entry.message),
            _ => Diagnostic::warning(entry.code, entry.message),
        };
        diagnostics.push(diagnostic.at(node.origin, Part::Key));
    }
    if row.get("$ref").is_some() {
        for node in SHAPING.iter().filter_map(|keyword| row.get(keyword)) {
            let message = "keywords beside `$ref` are not combined with what it refers to";
            diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(node.origin, Part::Key));
        }
    }
}
