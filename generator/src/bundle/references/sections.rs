//! Sections of a document, such as `components`, also where they are misspelt.

use std::sync::Arc;

use super::reference_in;
use super::target::lookup;
use crate::bundle::Version;
use crate::document::{Document, Node, Pointer, Value};
use crate::grammar::{self, ObjectShape};
use crate::spec::{Field, Keyword};

/// The keys that lead to the named schemas of OpenAPI 3.
pub(in crate::bundle) const OPENAPI_3_SCHEMAS: [&str; 2] = [Field::Components.name(), Field::Schemas.name()];

/// The key that leads to the named schemas of Swagger 2.0.
const SWAGGER_2_SCHEMAS: [&str; 1] = [Field::Definitions.name()];

/// The keys that lead to the named schemas of the document that the user named.
pub(in crate::bundle) fn schema_section(version: Version) -> &'static [&'static str] {
    match version {
        Version::V2 => &SWAGGER_2_SCHEMAS,
        Version::V3_0 | Version::V3_1 | Version::V3_2 => &OPENAPI_3_SCHEMAS,
    }
}

/// The sections of any document that may hold named schemas.
pub(super) fn schema_sections(document: &Document) -> [Pointer; 3] {
    let sections: [&[&str]; 3] = [&OPENAPI_3_SCHEMAS, &[Keyword::Definitions.name()], &[Keyword::Defs.name()]];
    let root = Pointer::root_of(document.name.clone());
    sections.map(|section| section.iter().fold(root.clone(), |pointer, key| pointer.child(*key)))
}

/// A pointer with the sections that it leads through as they are misspelt in the document.
pub(super) fn as_written(document: &Document, version: Version, pointer: &Pointer) -> Pointer {
    let sections: &[&ObjectShape] = match version {
        Version::V2 => &[&grammar::SWAGGER_2],
        Version::V3_0 | Version::V3_1 | Version::V3_2 => &[&grammar::OPENAPI_3, &grammar::COMPONENTS],
    };
    let mut written = Pointer::root_of(pointer.document().cloned());
    let mut at = Some(&document.tree);
    for (depth, token) in pointer.tokens().iter().enumerate() {
        let token = match (at.map(|node| &node.value), sections.get(depth)) {
            (Some(Value::Object(object)), Some(shape)) if !object.contains_key(&**token) => {
                let is_meant =
                    |key: &&String| shape.closest_field(key).is_some_and(|field| field.key.name() == &**token);
                object
                    .keys()
                    .filter(|key| shape.field(key).is_none())
                    .find(is_meant)
                    .map_or_else(|| token.clone(), |key| Arc::from(key.as_str()))
            }
            _ => token.clone(),
        };
        at = at.and_then(|node| node.get(&token));
        written.push(token);
    }
    written
}

/// Returns `true` if a section that a pointer leads through is no object, or a reference, which leads nowhere: that is
/// reported there.
pub(super) fn leads_through_other(document: &Document, version: Version, pointer: &Pointer) -> bool {
    let mut section = Pointer::root_of(document.name.clone());
    pointer.tokens().iter().take(2).any(|token| {
        section.push(token.clone());
        let is_other = |node: &Node| {
            node.value != Value::Null && node.as_object().is_none()
                || reference_in(node).is_some_and(|to| to.as_str().is_some())
        };
        lookup(&document.tree, &as_written(document, version, &section)).is_some_and(is_other)
    })
}
