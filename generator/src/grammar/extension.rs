//! Extensions that mean something to a client. Any other `x-` key is an annotation by definition of the specification.

use super::Use;
use crate::diagnostic::Severity;
use crate::spec::{Field, Keyword, ValueKind};

/// A key that begins with `x-`.
pub(crate) struct Extension {
    pub(crate) key: &'static str,
    /// The names of the objects that may have it, as in [`Shape`](super::Shape); `Schema` stands for schemas.
    pub(crate) of: &'static [&'static str],
    pub(crate) kind: ValueKind,
    pub(crate) usage: Use,
    /// The severity of the loss of an unsupported one.
    pub(crate) severity: Severity,
}

/// Looks up an extension of an object.
pub(crate) fn extension(object: &str, key: &str) -> Option<&'static Extension> {
    EXTENSIONS.iter().find(|extension| extension.key == key && extension.of.contains(&object))
}

const fn carried(key: &'static str, of: &'static [&'static str], kind: ValueKind) -> Extension {
    Extension { key, of, kind, usage: Use::Carried, severity: Severity::Note }
}

const fn annotation(key: &'static str, of: &'static [&'static str], kind: ValueKind) -> Extension {
    Extension { key, of, kind, usage: Use::Annotation, severity: Severity::Note }
}

const fn unsupported(
    key: &'static str,
    of: &'static [&'static str],
    kind: ValueKind,
    severity: Severity,
    lost: &'static str,
) -> Extension {
    Extension { key, of, kind, usage: Use::Unsupported(lost), severity }
}

const PREFIX: &str = "headers whose names begin with it are read and set by their names";

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
    // What goes over the wire.
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
            EXTENSIONS.iter().flat_map(|entry| entry.of.iter().map(move |of| (entry.key, *of))).collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
