//! Styles of parameters and of the properties of forms.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Part};
use crate::grammar;
use crate::ir::{Location, Style};

/// The style that an object says, or else the usual one of its place. One that the place does not have is read as the one
/// that it resembles (OAS 3.1.1, "Style Values").
pub(super) fn style(node: &Node, place: Location, diagnostics: &mut Diagnostics) -> Style {
    let usual = Style::usual(place);
    let Some(written) = node.get("style") else { return usual };
    let text = written.as_str().unwrap_or_default();
    if let Some(style) = Style::parse(text, place) {
        return style;
    }
    let styles: &[&str] = match place {
        Location::Query | Location::QueryString => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        Location::Path => &["simple", "label", "matrix"],
        Location::Cookie => &["form", "cookie"],
        Location::Header | Location::Part => &["simple"],
    };
    let meant = grammar::meant(text, styles.iter().copied()).unwrap_or(styles[0]);
    let message = format!("`{text}` is no style of a {place} parameter");
    let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(written.origin, Part::Value);
    diagnostics.push(diagnostic.help(format!("it is read as `{meant}`")));
    Style::parse(meant, place).unwrap_or(usual)
}
