//! Formats that several stages know (OpenAPI "Format Registry").

/// Returns `true` if the numbers of a format are integers, whichever type stands beside it.
pub(crate) fn is_of_integers(format: &str) -> bool {
    is_width(format) || format == "double-int"
}

/// Returns `true` if a format is a width of integers.
pub(crate) fn is_width(format: &str) -> bool {
    matches!(format, "int8" | "int16" | "int32" | "int64" | "uint8" | "uint16" | "uint32" | "uint64")
}

#[cfg(test)]
mod tests {
    use super::{is_of_integers, is_width};

    #[test]
    fn formats_of_integers() {
        assert!(is_width("uint16") && is_of_integers("uint16"));
        assert!(!is_width("double-int") && is_of_integers("double-int"));
        assert!(!is_of_integers("double") && !is_of_integers("decimal"));
    }
}
