//! Encoding Objects that say how to write what is not written.

use crate::diagnostic::{Code, Diagnostic};
use crate::document::Part;
use crate::resolve::Content;

/// The findings about the Encoding Objects of a media type: those of one without parts, and the headers of pairs of a form
/// (OAS 3.0.4, "Media Type Object" and "Encoding Object").
pub(super) fn findings(content: &Content) -> Vec<Diagnostic> {
    let media_type = &content.media_type;
    let has_parts = media_type.is_form() || media_type.top_level() == "multipart";
    let mut findings = Vec::new();
    if let Some(origin) = content.encoding.filter(|_| !content.parts.is_empty() && !has_parts) {
        let message = format!("`encoding` says how forms and parts are written, and `{media_type}` has none");
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, Part::Key);
        findings.push(diagnostic.help("it is ignored"));
    }
    for part in content.parts.iter().filter(|part| media_type.is_form() && !part.headers.is_empty()) {
        let message = format!("`{}` is a pair of a form and has no headers", part.name);
        findings.push(Diagnostic::warning(Code::InvalidValue, message).at(part.origin, Part::Value));
    }
    findings
}
