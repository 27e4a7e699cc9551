//! Styles that the place of a parameter does not have.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Part, Value};
use crate::grammar;

/// Leaves a style out that the place of a parameter does not have, so that the default counts (OAS 3.0.4, "Style Values").
pub(super) fn settle(parameter: &mut Node, place: &str, diagnostics: &mut Diagnostics) {
    let styles: &[&str] = match place {
        "query" => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        "path" => &["simple", "label", "matrix"],
        "cookie" => &["form"],
        _ => &["simple"],
    };
    let Value::Object(object) = &mut parameter.value else { return };
    let Some(style) = object.get("style") else { return };
    let text = style.as_str().unwrap_or_default();
    if styles.contains(&text) {
        return;
    }
    let origin = style.origin;
    let meant = grammar::meant(text, styles.iter().copied()).unwrap_or(styles[0]);
    let message = format!("`{text}` is no style of a {place} parameter");
    let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, Part::Value);
    diagnostics.push(diagnostic.help(format!("it is read as `{meant}`")));
    object.insert("style".to_owned(), Node::string(meant, origin));
}
