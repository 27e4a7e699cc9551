//! Values of flags that have a syntax of their own.

use callsmith::{Codes, Limits, Select, TypeOverrides};

/// A Rust type in place of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TypeOverride {
    pub(crate) pointer: String,
    pub(crate) rust_type: String,
}

/// Reads the name of a code, or `warnings`.
pub(super) fn code(text: &str) -> Result<String, String> {
    Codes::default().insert(text).map(|()| text.to_owned()).map_err(|error| error.to_string())
}

/// Reads a selector of operations.
pub(super) fn selector(text: &str) -> Result<String, String> {
    Select::default().include(text).map(|()| text.to_owned()).map_err(|error| error.to_string())
}

/// Reads `NAME=NUMBER`.
pub(super) fn limit(text: &str) -> Result<(String, usize), String> {
    let (name, number) = text.split_once('=').ok_or("it has no `=` between name and number")?;
    let number = number.trim().replace('_', "").parse().map_err(|_| format!("`{number}` is no number"))?;
    Limits::default().set(name.trim(), number).map_err(|error| error.to_string())?;
    Ok((name.trim().to_owned(), number))
}

/// Reads `SCHEMA=TYPE`. Both sides can hold a `=` of their own, so the first one with a type behind it divides them.
pub(super) fn type_override(text: &str) -> Result<TypeOverride, String> {
    let mut problem = None;
    for (at, _) in text.match_indices('=') {
        let (pointer, rust_type) = (text[..at].trim(), text[at + 1..].trim());
        match TypeOverrides::default().insert(pointer, rust_type) {
            Ok(()) => return Ok(TypeOverride { pointer: pointer.to_owned(), rust_type: rust_type.to_owned() }),
            Err(error) => problem = problem.or(Some(error.to_string())),
        }
    }
    Err(problem.unwrap_or_else(|| "it has no `=` between schema and type".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::type_override;

    #[test]
    fn an_override_is_divided_before_its_type() {
        let parsed =
            |text| type_override(text).map(|parsed_override| (parsed_override.pointer, parsed_override.rust_type));
        let pair = |pointer: &str, rust_type: &str| Ok((pointer.to_owned(), rust_type.to_owned()));
        assert_eq!(parsed("#/definitions/A=f64"), pair("#/definitions/A", "f64"));
        assert_eq!(parsed("#/definitions/a=b/items=Vec<f64>"), pair("#/definitions/a=b/items", "Vec<f64>"));
        assert_eq!(parsed("#/definitions/A=X<Item=u8>"), pair("#/definitions/A", "X<Item=u8>"));
        assert!(parsed("#/definitions/A").unwrap_err().contains("no `=`"));
        assert!(parsed("definitions/A=f64").unwrap_err().contains("is not a JSON Pointer"));
        assert!(parsed("#/definitions/A=Vec<").unwrap_err().contains("is not a Rust type"));
    }
}
