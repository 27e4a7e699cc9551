//! What the specifications say about keys: which object may have which, of what kind, and what Callsmith does with it.
//!
//! These tables are data that the bundle stage walks along. They are the one allow-list of keys: whatever is in no
//! table is reported, and so is what stands here as [`Use::Unsupported`]. That makes the promise that nothing is lost
//! in silence a property of a table and not of the care of each stage.

mod extension;
mod schema;
mod v2;
mod v3;

pub(crate) use extension::extension;
pub(crate) use schema::{Place, Plain, keyword, suggest_keyword};
pub(crate) use v2::DOCUMENT as SWAGGER_2;
pub(crate) use v3::DOCUMENT as OPENAPI_3;

/// One kind of object of a specification.
pub(crate) struct Shape {
    /// The name in the specification, such as `Path Item`.
    pub(crate) name: &'static str,
    pub(crate) fields: &'static [Field],
    pub(crate) rest: Rest,
}

/// A fixed field of an object.
pub(crate) struct Field {
    pub(crate) key: &'static str,
    pub(crate) kind: Kind,
    pub(crate) usage: Use,
    pub(crate) required: bool,
}

/// What other keys than the fixed ones an object may have, apart from extensions.
pub(crate) enum Rest {
    Nothing,
    /// The keys are names that the document chooses.
    Entries(Kind),
    /// Any key, not looked at.
    Anything,
}

/// The kind of a value.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Any,
    String,
    Bool,
    Object(&'static Shape),
    /// The object, or a Reference Object that leads to one.
    OrReference(&'static Shape),
    List(&'static Kind),
    Map(&'static Kind),
    Schema,
}

/// What becomes of a field.
#[derive(Clone, Copy)]
pub(crate) enum Use {
    /// It shapes the client or its documentation.
    Carried,
    /// It says nothing that a client could act on.
    Annotation,
    /// A client should have it and does not; the text says what is lost.
    Unsupported(&'static str),
}

impl Shape {
    pub(crate) fn field(&self, key: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.key == key)
    }

    /// The known key that resembles an unknown one most.
    pub(crate) fn suggest(&self, key: &str) -> Option<&'static str> {
        nearest(key, self.fields.iter().map(|field| field.key))
    }
}

/// The candidate nearest to a name, if it is near enough to be meant.
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Longer names are not typed by hand, and comparing them costs the square of their length.
    const LONGEST: usize = 80;
    if name.len() > LONGEST {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= LONGEST)
        .map(|candidate| {
            let ratio = similar::TextDiff::from_chars(name.to_lowercase(), candidate.to_lowercase()).ratio();
            (candidate, ratio)
        })
        .filter(|(_, ratio)| *ratio >= 0.7)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(candidate, _)| candidate)
}

const fn carried(key: &'static str, kind: Kind) -> Field {
    Field { key, kind, usage: Use::Carried, required: false }
}

const fn required(key: &'static str, kind: Kind) -> Field {
    Field { key, kind, usage: Use::Carried, required: true }
}

const fn annotation(key: &'static str, kind: Kind) -> Field {
    Field { key, kind, usage: Use::Annotation, required: false }
}

const fn unsupported(key: &'static str, kind: Kind, lost: &'static str) -> Field {
    Field { key, kind, usage: Use::Unsupported(lost), required: false }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn misspelt_keys_find_the_one_that_is_meant() {
        assert_eq!(nearest("desciption", ["title", "description", "summary"]), Some("description"));
        assert_eq!(nearest("operationID", ["operationId", "tags"]), Some("operationId"));
        assert_eq!(nearest("colour", ["title", "description"]), None);
    }
}
