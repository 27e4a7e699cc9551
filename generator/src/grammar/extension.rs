//! Extensions that mean something to a client. Any other `x-` key is an annotation by definition of the specification.

use super::FieldUse;
use crate::diagnostic::Severity;
use crate::spec::{Field, Keyword, ValueKind};

/// A key that begins with `x-`.
pub(crate) struct Extension {
    pub(crate) key: &'static str,
    /// The names of the objects that may have it, as in [`Shape`](super::Shape); `Schema` stands for schemas.
    pub(crate) objects: &'static [&'static str],
    pub(crate) kind: ValueKind,
    pub(crate) usage: FieldUse,
    /// The severity of the loss of an unsupported one.
    pub(crate) severity: Severity,
}

/// Looks up an extension of an object.
pub(crate) fn extension(object: &str, key: &str) -> Option<&'static Extension> {
    EXTENSIONS.iter().find(|extension| extension.key == key && extension.objects.contains(&object))
}

const fn carried(key: &'static str, collected_objects: &'static [&'static str], kind: ValueKind) -> Extension {
    Extension { key, objects: collected_objects, kind, usage: FieldUse::Carried, severity: Severity::Note }
}

const fn annotation(key: &'static str, collected_objects: &'static [&'static str], kind: ValueKind) -> Extension {
    Extension { key, objects: collected_objects, kind, usage: FieldUse::Annotation, severity: Severity::Note }
}

const fn unsupported(
    key: &'static str,
    collected_objects: &'static [&'static str],
    kind: ValueKind,
    severity: Severity,
    lost: &'static str,
) -> Extension {
    Extension { key, objects: collected_objects, kind, usage: FieldUse::Unsupported(lost), severity }
}

const LEFT_OUT: &str = "other generators leave it out; it is in the client";
/// Objects that an extension of another generator leaves out of its client, and that are in this one.
const KEPT: &[&str] = &["Parameter", "Schema"];
/// The objects that the selector `ignored` leaves out of this client too.
const LEFT: &[&str] = &["Operation", "Path Item"];
const RENAMED: &str =
    "names of operations by patterns of their ids are not read; `names` of the configuration gives them";
const FOREIGN_SHAPE: &str =
    "the type is made of the schema beside it; `override` of the configuration puts another one in its place";
const FOREIGN_TIME: &str = "texts of dates have a form of their own, and are read and written as the schema alone says";

const PREFIX: &str = "headers whose names begin with it are read and set by their names";

// An extension that is not here is ignored in silence, since documents carry many for other tools. Those here are read,
// or would change the client if they were.
pub(super) static EXTENSIONS: &[Extension] = &[
    // Values: names, descriptions, and lists of them that may grow.
    carried(Keyword::XNullable.name(), &["Schema"], ValueKind::Flag),
    carried(Keyword::EnumSettings.name(), &["Schema"], ValueKind::Object),
    carried(Keyword::EnumVarnames.name(), &["Schema"], ValueKind::List),
    carried(Keyword::EnumNames.name(), &["Schema"], ValueKind::List),
    carried(Keyword::EnumDescriptions.name(), &["Schema"], ValueKind::List),
    carried(Keyword::ExtensibleEnum.name(), &["Schema"], ValueKind::List),
    carried(Keyword::DiscriminatorValue.name(), &["Schema"], ValueKind::Text),
    // Names in the client.
    carried(Keyword::ClientName.name(), &["Parameter"], ValueKind::Text),
    carried(Keyword::ClientName.name(), &["Schema"], ValueKind::Any),
    // Extensions about the wire.
    carried(Field::SkipUrlEncoding.name(), &["Parameter"], ValueKind::Flag),
    carried(Field::UrlEncoding.name(), &["Parameter"], ValueKind::Text),
    carried(Field::ErrorResponse.name(), &["Response"], ValueKind::Flag),
    unsupported("x-ms-header-collection-prefix", &["Header", "Parameter"], ValueKind::Text, Severity::Warning, PREFIX),
    carried(Field::XmlText.name(), &["XML"], ValueKind::Flag),
    // Calls of several requests.
    carried(Field::Pageable.name(), &["Operation"], ValueKind::Object),
    carried(Field::Pagination.name(), &["Operation"], ValueKind::Any),
    carried(Field::LongRunning.name(), &["Operation"], ValueKind::Flag),
    carried(Field::LongRunningOptions.name(), &["Operation"], ValueKind::Object),
    // Extensions of other generators.
    carried(Keyword::TypeName.name(), &["Schema"], ValueKind::Text),
    carried(Keyword::RustType.name(), &["Schema"], ValueKind::Any),
    carried(Keyword::FernPropertyName.name(), &["Parameter", "Schema"], ValueKind::Text),
    carried(Keyword::FernTypeName.name(), &["Schema"], ValueKind::Text),
    carried(Keyword::FernEnum.name(), &["Schema"], ValueKind::Object),
    carried(Keyword::SpeakeasyName.name(), &["Operation", "Parameter", "Schema"], ValueKind::Text),
    carried(Keyword::SpeakeasyEnums.name(), &["Schema"], ValueKind::Any),
    carried(Keyword::SpeakeasyEnumDescriptions.name(), &["Schema"], ValueKind::Any),
    carried(Keyword::GoName.name(), &["Parameter", "Schema"], ValueKind::Text),
    carried(Keyword::OgenName.name(), &["Parameter", "Schema"], ValueKind::Text),
    carried(Keyword::OgenProperties.name(), &["Schema"], ValueKind::Object),
    carried(Keyword::EnumElements.name(), &["Schema"], ValueKind::List),
    carried(Field::FernMethod.name(), &["Operation"], ValueKind::Text),
    carried(Field::FernGroup.name(), &["Operation"], ValueKind::TextOrList),
    carried(Field::FernParameter.name(), &["Parameter"], ValueKind::Text),
    carried(Field::SpeakeasyGroup.name(), &["Operation"], ValueKind::Text),
    carried(Field::StainlessMethod.name(), &["Operation"], ValueKind::TextOrObject),
    carried(Keyword::StainlessParameter.name(), &["Parameter", "Schema"], ValueKind::Text),
    carried(Field::FernIgnore.name(), LEFT, ValueKind::Any),
    carried(Field::SpeakeasyIgnore.name(), LEFT, ValueKind::Any),
    carried(Field::StainlessSkip.name(), LEFT, ValueKind::Any),
    carried(Field::SdkExclude.name(), LEFT, ValueKind::Any),
    unsupported(Field::FernIgnore.name(), KEPT, ValueKind::Any, Severity::Note, LEFT_OUT),
    unsupported(Field::SpeakeasyIgnore.name(), KEPT, ValueKind::Any, Severity::Note, LEFT_OUT),
    unsupported(Field::StainlessSkip.name(), KEPT, ValueKind::Any, Severity::Note, LEFT_OUT),
    unsupported(Field::SdkExclude.name(), KEPT, ValueKind::Any, Severity::Note, LEFT_OUT),
    unsupported(Keyword::SpeakeasyName.name(), &["OpenAPI"], ValueKind::List, Severity::Note, RENAMED),
    unsupported("x-fern-type", &["Schema"], ValueKind::Any, Severity::Note, FOREIGN_SHAPE),
    unsupported("x-speakeasy-type-override", &["Schema"], ValueKind::Any, Severity::Note, FOREIGN_SHAPE),
    unsupported("x-stainless-override-schema", &["Schema"], ValueKind::Any, Severity::Note, FOREIGN_SHAPE),
    unsupported("x-ogen-time-format", &["Parameter", "Schema"], ValueKind::Text, Severity::Warning, FOREIGN_TIME),
    // The shape of other clients: which parameters are grouped, flattened, or settings of the client.
    annotation("x-ms-parameter-location", &["Parameter"], ValueKind::Text),
    annotation("x-ms-parameter-grouping", &["Parameter"], ValueKind::Object),
    annotation("x-ms-client-flatten", &["Parameter", "Schema"], ValueKind::Flag),
    annotation("x-ms-client-default", &["Parameter", "Schema"], ValueKind::Any),
    annotation("x-ms-mutability", &["Schema"], ValueKind::List),
    annotation("x-ms-secret", &["Schema"], ValueKind::Flag),
    annotation("x-ms-identifiers", &["Schema"], ValueKind::List),
    annotation("x-ms-external", &["Schema"], ValueKind::Any),
    annotation("x-ms-odata", &["Operation"], ValueKind::Any),
    annotation("x-ms-examples", &["Operation"], ValueKind::Any),
    annotation("x-ms-request-id", &["Operation"], ValueKind::Any),
    annotation("x-ms-client-request-id", &["Operation", "Parameter", "Header"], ValueKind::Any),
];

#[cfg(test)]
mod tests {
    use super::{EXTENSIONS, extension};

    #[test]
    fn an_extension_belongs_to_some_objects() {
        assert!(extension("Parameter", "x-ms-client-name").is_some());
        assert!(extension("Operation", "x-ms-skip-url-encoding").is_none());
        assert!(extension("Schema", "x-of-a-vendor").is_none());
    }

    #[test]
    fn each_stands_once_for_an_object() {
        let mut all: Vec<_> =
            EXTENSIONS.iter().flat_map(|entry| entry.objects.iter().map(move |object| (entry.key, *object))).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
