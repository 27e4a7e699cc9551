//! JSON that is the content of a JSON string.

use bytes::Bytes;
use serde_core::de::IgnoredAny;

use super::{finite_form, without_byte_order_mark};

/// Returns the content of a body that is a JSON string, unless it is blank.
pub(crate) fn content(body: &[u8]) -> Option<Bytes> {
    let text = without_byte_order_mark(body).trim_ascii();
    // Looked at before parsing: most answers begin with `{` or `[`, and cost nothing here.
    if !text.starts_with(b"\"") {
        return None;
    }
    let content: String = serde_json::from_slice(text).ok()?;
    (!content.trim().is_empty()).then(|| content.into())
}

/// Returns `true` if a text is JSON, whose numbers may be those that JSON lacks.
pub(crate) fn is_json(text: &[u8]) -> bool {
    let form = finite_form(text);
    serde_json::from_slice::<IgnoredAny>(form.as_deref().unwrap_or(text)).is_ok()
}
