//! Operations that go on after their answer.

use super::{Response, text};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, SpanTarget};
use crate::ir::ResultPlace;
use crate::spec::{Field, Members as _, Status, is_same_header};

/// The place of the final result of a long-running operation. Such an operation has `x-ms-long-running-operation`, or
/// its response 200, 201 or 202 has headers that lead to its status or result.
pub(super) fn long_running(
    operation: &Node,
    responses: &[Response],
    diagnostics: &mut Diagnostics,
) -> Option<ResultPlace> {
    // The extension has the last word, also where it says `false`: a `Location` beside `Retry-After` is a convention
    // and no promise.
    let flag = operation.flag(Field::LongRunning);
    if !flag.unwrap_or_else(|| responses.iter().any(is_pending)) {
        return None;
    }
    let Some(options) = operation.member(Field::LongRunningOptions) else { return Some(ResultPlace::Usual) };
    let Some(via) = text(options, Field::FinalStateVia) else { return Some(ResultPlace::Usual) };
    Some(match via.as_str() {
        "location" => ResultPlace::Location,
        "original-uri" => ResultPlace::Original,
        other if other == "operation-location" || other.ends_with("-async-operation") => ResultPlace::Status,
        other => {
            let message = format!("`{other}` is not a value of `final-state-via`");
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(options.origin, SpanTarget::Value);
            diagnostics.push(
                diagnostic
                    .with_note("the result is read from the usual place for the method")
                    .help("write `location`, `original-uri` or `operation-location`"),
            );
            ResultPlace::Usual
        }
    })
}

/// `true` if an answer says that the operation goes on, and where to ask.
fn is_pending(response: &Response) -> bool {
    let has = |name: &str| response.headers.iter().any(|header| is_same_header(&header.name, name));
    let leads = |name: &str| {
        let name = name.to_ascii_lowercase();
        name == "operation-location" || name.ends_with("-asyncoperation")
    };
    matches!(response.status, Status::Code(200..=202))
        && (response.headers.iter().any(|header| leads(&header.name)) || (has("Location") && has("Retry-After")))
}
