//! Places in components that operations share.

use std::sync::Arc;

use crate::document::Pointer;
use crate::ir::{Component, Hint, Root};
use crate::spec::{Field, MediaType};

/// The name of a schema directly within a component, and its media type; `None` for any other schema.
pub(super) fn hint(pointer: &Pointer) -> Option<(Hint, Option<MediaType>)> {
    // A response of the components that twenty operations share is one type, called after the component and not after
    // the operation that comes first.
    let tokens: Vec<(Option<Field>, &Arc<str>)> =
        pointer.tokens().iter().map(|token| (Field::parse(token), token)).collect();
    let tokens = match tokens.as_slice() {
        [(Some(Field::Components), _), rest @ ..] => rest,
        // Definitions of Swagger 2.0 stand at the root.
        whole => whole,
    };
    let [(Some(section), _), (_, name), within @ ..] = tokens else { return None };
    let component = match section {
        Field::Responses => Component::Response,
        Field::RequestBodies => Component::RequestBody,
        Field::Parameters => Component::Parameter,
        Field::Headers => Component::Header,
        _ => return None,
    };
    let hint = Hint { root: Root::Component(component, name.to_string()), path: Vec::new() };
    let (hint, within) = match within {
        [(Some(Field::Headers), _), (_, header), rest @ ..] => (hint.within(header), rest),
        _ => (hint, within),
    };
    match within {
        // A parameter or header of Swagger 2.0 is a schema itself.
        [] | [(Some(Field::Schema), _)] => Some((hint, None)),
        [(Some(Field::Content), _), (_, media_type), (Some(Field::Schema | Field::ItemSchema), _)] => {
            Some((hint, Some(MediaType::new(media_type.to_string()))))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::hint;
    use crate::document::Pointer;
    use crate::ir::Root;

    #[test]
    fn schemas_of_components_are_called_after_them() {
        let name = |pointer: &str| {
            let (hint, _) = hint(&Pointer::parse(pointer).unwrap())?;
            let Root::Component(_, name) = hint.root else { return None };
            Some((name, hint.path.len()))
        };
        let path = |name: &str| Some((name.to_owned(), 0));
        assert_eq!(name("#/components/responses/Gone/content/application~1json/schema"), path("Gone"));
        assert_eq!(name("#/components/requestBodies/Gone/content/text~1xml/schema"), path("Gone"));
        assert_eq!(name("#/components/parameters/sort/schema"), path("sort"));
        assert_eq!(name("#/components/headers/sort/schema"), path("sort"));
        assert_eq!(name("common.yaml#/components/headers/sort/schema"), path("sort"));
        assert_eq!(name("#/parameters/sort"), path("sort"));
        assert_eq!(name("#/responses/Gone/schema"), path("Gone"));
        assert_eq!(name("#/components/responses/Gone/headers/X-At/schema"), Some(("Gone".to_owned(), 1)));
        for other in [
            "#/components/responses/Gone/content/application~1json/schema/properties/a",
            "#/components/schemas/Gone",
            "#/paths/~1a/get/responses/200/content/application~1json/schema",
            "#/parameters",
        ] {
            assert_eq!(name(other), None, "{other}");
        }
    }
}
