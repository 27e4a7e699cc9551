//! Formats that several stages know (OpenAPI "Format Registry").

/// Returns `true` if the numbers of a format are integers, whichever type stands beside it.
pub(crate) fn is_of_integers(format: &str) -> bool {
    is_width(format) || matches!(format, "double-int" | "sf-integer")
}

/// The form of a value in a header, for formats of structured fields (RFC 9651) whose text is another than that of the
/// value.
pub(crate) fn structured_field(format: &str) -> Option<&'static str> {
    match format {
        "sf-string" => Some("in quotation marks"),
        "sf-binary" => Some("as base64 between two colons"),
        "sf-boolean" => Some("as `?1` or `?0`"),
        "sf-decimal" => Some("with a fraction, as `5.0`"),
        _ => None,
    }
}

/// Returns `true` if a format is a width of integers.
pub(crate) fn is_width(format: &str) -> bool {
    matches!(format, "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64")
}

#[cfg(test)]
mod tests {
    use super::{is_of_integers, is_width, structured_field};

    #[test]
    fn formats_of_integers() {
        assert!(is_width("uint16") && is_of_integers("uint16"));
        assert!(!is_width("double-int") && is_of_integers("double-int"));
        assert!(is_of_integers("sf-integer") && structured_field("sf-integer").is_none());
        assert!(structured_field("sf-token").is_none() && structured_field("sf-boolean").is_some());
        assert!(!is_of_integers("double") && !is_of_integers("decimal"));
    }
}
