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

const UNMODELLED: [Unmodelled; 13] = [
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
    validates("unevaluatedItems"),
];

/// Names the keywords of a schema that its type does not express.
pub(super) fn report(row: &Row, diagnostics: &mut Diagnostics) {
    for entry in &UNMODELLED {
        let Some(node) = row.get(entry.keyword) else { continue };
        let diagnostic = match entry.severity {
            Severity::Note => Diagnostic::note(entry.code, entry.message),
            _ => Diagnostic::warning(entry.code, entry.message),
        };
        diagnostics.push(diagnostic.at(node.origin, Part::Key));
    }
}
