//! The share of a document's statements about values that Rust types lose, by the coverage that the generator reports.

use callsmith::{ConstructKind, Coverage};

/// The coverage of the schemas of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Untyped {
    /// Schemas that say something of their own.
    pub(crate) schemas: usize,
    /// Those among them which became any JSON value although the document says more.
    pub(crate) untyped: usize,
    /// Constructs of any kind that are not in the client as the document says them, and that no diagnostic names.
    pub(crate) unnamed: usize,
}

impl Untyped {
    pub(crate) fn new(coverage: &Coverage) -> Self {
        let schemas = coverage.tally(ConstructKind::Schema);
        let unnamed = coverage.losses.iter().filter(|loss| loss.code.is_none()).count();
        Self { schemas: schemas.total, untyped: schemas.untyped, unnamed }
    }
}

#[cfg(test)]
mod tests {
    use callsmith::Generator;

    use super::Untyped;

    #[test]
    fn schemas_are_counted_by_what_became_of_them() {
        let text = r#"{"openapi":"3.0.3","info":{"title":"a","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{
            "description":"","content":{"application/json":{"schema":{"type":"object","properties":{"a":{"type":"string"},
            "b":{"type":"string","enum":[1,"a"]}}}}}}}}}}}"#;
        let coverage = Generator::from_text("a.json", text).generate().unwrap().coverage();
        let untyped = Untyped::new(&coverage);
        assert_eq!((untyped.schemas, untyped.unnamed), (3, 0), "{coverage:#?}");
    }
}
