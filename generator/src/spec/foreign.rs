//! Extensions of other generators that say what Callsmith reads elsewhere: one table for each object.

use super::{Field, Keyword, Members as _, Name};
use crate::document::Node;

/// The names of a property, of a named schema or of a parameter, the surest first. All of them stand on a parameter, those that are keywords on a
/// schema too.
pub(crate) const CLIENT_NAMES: [Keyword; 5] = [
    Keyword::ClientName,
    Keyword::SpeakeasyName,
    Keyword::FernPropertyName,
    Keyword::GoName,
    Keyword::StainlessParameter,
];

/// The names of a parameter beside [`CLIENT_NAMES`].
pub(crate) const PARAMETER_NAMES: [&str; 2] = [Field::FernParameter.name(), Keyword::OgenName.name()];

/// The names of a type.
pub(crate) const TYPE_NAMES: [Keyword; 3] = [Keyword::TypeName, Keyword::FernTypeName, Keyword::OgenName];

/// The extensions by which a document leaves an operation out of clients.
pub(crate) const IGNORES: [Field; 4] =
    [Field::FernIgnore, Field::SpeakeasyIgnore, Field::StainlessSkip, Field::SdkExclude];

/// The extension by which an operation or path item is left out of clients in Rust. A list is one of languages.
pub(crate) fn ignored(node: &Node) -> Option<Field> {
    IGNORES.into_iter().find(|field| match node.member(*field) {
        Some(value) => match value.as_array() {
            Some(languages) => languages.iter().any(|language| language.as_str() == Some("rust")),
            None => value.as_bool() == Some(true),
        },
        None => false,
    })
}

/// The first of some names that a node has.
pub(crate) fn name_of(node: &Node, names: impl IntoIterator<Item = &'static str>) -> Option<String> {
    let text = |name: &str| node.get(name)?.as_str().filter(|text| !text.trim().is_empty());
    names.into_iter().find_map(text).map(str::to_owned)
}

/// The name that a parameter has in clients.
pub(crate) fn parameter_name(node: &Node) -> Option<String> {
    name_of(node, CLIENT_NAMES.into_iter().map(Name::name).chain(PARAMETER_NAMES))
}

/// The group of an operation and its name within it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The words of the group.
    pub(crate) group: Option<String>,
    /// The words of the name, with those of the group.
    pub(crate) name: Option<String>,
}

/// The place that an operation has in the clients of other generators. `tag` is the one that groups it otherwise.
pub(crate) fn place(operation: &Node, tag: Option<&str>) -> Place {
    let text = |field: Field| operation.member(field).and_then(words);
    let method = operation.member(Field::StainlessMethod);
    let path = method.and_then(|node| node.as_str().or_else(|| node.text(Field::DottedPath)));
    if let Some(path) = path.filter(|path| !path.trim().is_empty()) {
        let (group, name) = path.rsplit_once('.').unwrap_or(("", path));
        let group = group.strip_prefix("$client").unwrap_or(group).trim_matches('.').replace('.', " ");
        return Place::new(Some(group).filter(|group| !group.is_empty()), Some(name));
    }
    if let (group, name @ Some(_)) = (text(Field::FernGroup), text(Field::FernMethod)) {
        return Place::new(group, name.as_deref());
    }
    let group = text(Field::SpeakeasyGroup).map(|group| group.replace('.', " "));
    if let Some(name) = operation.member(Keyword::SpeakeasyName).and_then(words) {
        return Place { group: group.clone(), ..Place::new(group.or_else(|| tag.map(str::to_owned)), Some(&name)) };
    }
    Place::new(text(Field::FernGroup).or(group), None)
}

impl Place {
    fn new(group: Option<String>, name: Option<&str>) -> Self {
        let name = name.map(|name| match &group {
            Some(group) => format!("{group} {name}"),
            None => name.to_owned(),
        });
        Self { group, name }
    }
}

/// A text, or a list of them, as words.
fn words(node: &Node) -> Option<String> {
    let parts = node.as_array().unwrap_or(std::slice::from_ref(node)).iter();
    let words: Vec<&str> = parts.filter_map(Node::as_str).map(str::trim).filter(|text| !text.is_empty()).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
