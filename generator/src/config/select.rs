//! The operations that a client has.

use std::fmt;

use super::key::{ConfigForm, ConfigKey};
use super::{ConfigSpan, NamedOperation, OptionError, Setting, is_like};
use crate::spelling::{closest_name, nearest};

/// The operations of a document that a client has: those that `include` names, or all where it names none, without those that
/// `exclude` names. Webhooks are selected as operations are; callbacks go with their operation.
///
/// A selector is one of these texts, in which `*` stands for any text:
///
/// | selector | operations |
/// |---|---|
/// | `tag:issues` | with this tag |
/// | `path:/repos/*` | with such a path; of webhooks it is their name |
/// | `operation:listIssues` | with such an `operationId`, or with this JSON Pointer |
/// | `operation:GET /issues` | with this method and path |
/// | `method:GET` | with this method |
/// | `deprecated` | that the document calls deprecated |
/// | `ignored` | that an extension such as `x-fern-ignore` leaves out of clients; for `exclude` alone |
///
/// ```
/// # fn main() -> Result<(), callsmith::OptionError> {
/// let mut select = callsmith::Select::default();
/// select.include("tag:issues")?;
/// select.exclude("deprecated")?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Select {
    include: Vec<Setting<Selector>>,
    exclude: Vec<Setting<Selector>>,
}

// Text with a kind in front, and no table of lists: the same words serve the command line, the configuration and build
// scripts.
/// A text that names operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Selector {
    Tag(String),
    Path(String),
    Operation(String),
    Method(String),
    Deprecated,
    /// The operations that the document leaves out of clients.
    Ignored,
}

/// A list of selectors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SelectorList {
    Include,
    Exclude,
}

/// An operation, as far as selectors ask.
#[derive(Clone, Debug)]
pub(crate) struct Selectable {
    pub(crate) id: String,
    pub(crate) tags: Vec<String>,
    pub(crate) method: String,
    /// The path template; of a webhook its name.
    pub(crate) path: String,
    pub(crate) pointer: String,
    pub(crate) is_deprecated: bool,
}

impl Selectable {
    /// The operation as names of the configuration see it.
    pub(crate) fn named(&self) -> NamedOperation<'_> {
        let Self { id, pointer, method, path, .. } = self;
        NamedOperation { id, pointer, method, path }
    }
}

/// The keys of `[select]`.
pub(super) const KEYS: &[ConfigKey] = &[
    ConfigKey::within(
        "include",
        ConfigForm::List("selectors"),
        "The operations that the client has, all of them where it is absent: `tag:issues`, `path:/repos/*`, \
         `operation:listIssues`, `operation:GET /issues`, `method:GET`, `deprecated`.",
        "include = [\"tag:issues\"]",
    ),
    ConfigKey::within(
        "exclude",
        ConfigForm::List("selectors"),
        "Operations that the client lacks. `ignored` stands for those that an extension of the document leaves out.",
        "exclude = [\"deprecated\", \"ignored\"]",
    ),
];

/// The words that selectors begin with, without the colon.
const KINDS: [&str; 4] = ["tag", "path", "operation", "method"];

const DEPRECATED: &str = "deprecated";

const IGNORED: &str = "ignored";

impl Select {
    /// Adds the operations that a selector names.
    ///
    /// # Errors
    /// The text is no selector.
    pub fn include(&mut self, selector: &str) -> Result<(), OptionError> {
        self.set(SelectorList::Include, selector, ConfigSpan::default())
    }

    /// Leaves out the operations that a selector names.
    ///
    /// # Errors
    /// The text is no selector.
    pub fn exclude(&mut self, selector: &str) -> Result<(), OptionError> {
        self.set(SelectorList::Exclude, selector, ConfigSpan::default())
    }

    pub(super) fn set(&mut self, list: SelectorList, text: &str, span: ConfigSpan) -> Result<(), OptionError> {
        let setting = Setting { value: Selector::parse(text)?, span };
        if list == SelectorList::Include && setting.value == Selector::Ignored {
            let error = OptionError::new(format!("`{IGNORED}` names operations to leave out"));
            return Err(error.help("write it in `exclude`: without it such operations are in the client"));
        }
        let selectors = match list {
            SelectorList::Include => &mut self.include,
            SelectorList::Exclude => &mut self.exclude,
        };
        // The same selector in a file and on the command line is one wish, and not a finding.
        if !selectors.contains(&setting) {
            selectors.push(setting);
        }
        Ok(())
    }

    /// Returns `true` if all operations are selected.
    pub(crate) fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Returns `true` if an operation is selected.
    pub(crate) fn covers(&self, operation: &Selectable) -> bool {
        let names = |list: &[Setting<Selector>]| list.iter().any(|selector| selector.value.names(operation));
        // Without `include` everything is in, and `exclude` always has the last word.
        (self.include.is_empty() || names(&self.include)) && !names(&self.exclude)
    }

    /// Returns `true` if operations are excluded that the document leaves out of clients.
    pub(crate) fn excludes_ignored(&self) -> bool {
        self.exclude.iter().any(|setting| setting.value == Selector::Ignored)
    }

    /// All selectors, each with its list.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (SelectorList, &Setting<Selector>)> {
        let included = self.include.iter().map(|selector| (SelectorList::Include, selector));
        included.chain(self.exclude.iter().map(|selector| (SelectorList::Exclude, selector)))
    }
}

impl SelectorList {
    /// Its key in a configuration.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Include => "include",
            Self::Exclude => "exclude",
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tag(name) => write!(f, "tag:{name}"),
            Self::Path(name) => write!(f, "path:{name}"),
            Self::Operation(name) => write!(f, "operation:{name}"),
            Self::Method(name) => write!(f, "method:{name}"),
            Self::Deprecated => f.write_str(DEPRECATED),
            Self::Ignored => f.write_str(IGNORED),
        }
    }
}

impl Selector {
    fn parse(text: &str) -> Result<Self, OptionError> {
        let text = text.trim();
        if text == DEPRECATED {
            return Ok(Self::Deprecated);
        }
        if text == IGNORED {
            return Ok(Self::Ignored);
        }
        let wrong = || OptionError::new(format!("`{text}` is not a selector of operations"));
        let Some((kind, name)) = text.split_once(':') else {
            // A selector without a kind is the common mistake; its form shows which kind was meant.
            let help = match text {
                path if path.starts_with('/') => format!("write `path:{path}`"),
                request if request.contains(" /") => format!("write `operation:{request}`"),
                name => match nearest(name, [DEPRECATED, IGNORED]) {
                    Some(suggestion) => format!("did you mean `{suggestion}`?"),
                    None => format!("write `tag:{name}` or `operation:{name}`"),
                },
            };
            return Err(wrong().help(help));
        };
        let name = name.trim().to_owned();
        if name.is_empty() {
            return Err(wrong().help(format!("write a name behind `{kind}:`")));
        }
        match kind.trim() {
            "tag" => Ok(Self::Tag(name)),
            "path" => Ok(Self::Path(name)),
            "operation" => Ok(Self::Operation(name)),
            // Methods are written in small letters in documents and in capitals elsewhere.
            "method" => Ok(Self::Method(name.to_ascii_uppercase())),
            other => Err(match nearest(other, KINDS) {
                Some(suggestion) => wrong().help(format!("did you mean `{suggestion}:{name}`?")),
                None => wrong().help("a selector begins with `tag:`, `path:`, `operation:` or `method:`"),
            }),
        }
    }

    /// Returns `true` if it names an operation.
    pub(crate) fn names(&self, operation: &Selectable) -> bool {
        match self {
            Self::Tag(tag) => operation.tags.iter().any(|operation_tag| is_like(tag, operation_tag)),
            Self::Path(path) => is_like(path, &operation.path),
            Self::Operation(name) => operation.named().is(name),
            Self::Method(method) => is_like(method, &operation.method.to_ascii_uppercase()),
            Self::Deprecated => operation.is_deprecated,
            // The walk decides: an extension of a path item is about all its operations.
            Self::Ignored => false,
        }
    }

    /// The message for one that names no operation; `None` where that may be so.
    pub(crate) fn unmatched(&self) -> Option<String> {
        match self {
            Self::Tag(tag) => Some(format!("no operation has the tag `{tag}`")),
            Self::Path(path) => Some(format!("no operation has the path `{path}`")),
            Self::Operation(name) => Some(format!("there is no operation `{name}`")),
            Self::Method(method) => Some(format!("no operation has the method `{method}`")),
            // A document without such operations has nothing to leave out.
            Self::Deprecated | Self::Ignored => None,
        }
    }

    /// The selector of the same kind that names an operation and is nearest to this one.
    pub(crate) fn suggestion(&self, operations: &[Selectable]) -> Option<String> {
        let near = |name: &str, names: Vec<&str>| {
            nearest(name, names.iter().copied()).or_else(|| closest_name(name, names)).map(str::to_owned)
        };
        match self {
            Self::Tag(tag) => {
                let tags = operations.iter().flat_map(|operation| operation.tags.iter().map(String::as_str));
                near(tag, tags.collect()).map(|tag| format!("tag:{tag}"))
            }
            Self::Path(path) => {
                let paths = operations.iter().map(|operation| operation.path.as_str());
                near(path, paths.collect()).map(|path| format!("path:{path}"))
            }
            Self::Operation(name) => {
                let requests: Vec<String> = operations.iter().map(request).collect();
                let ids = operations.iter().map(|operation| operation.id.as_str());
                let names = ids.chain(requests.iter().map(String::as_str)).collect();
                near(name, names).map(|name| format!("operation:{name}"))
            }
            Self::Method(method) => {
                let methods = operations.iter().map(|operation| operation.method.as_str());
                near(method, methods.collect()).map(|method| format!("method:{method}"))
            }
            Self::Deprecated | Self::Ignored => None,
        }
    }
}

/// The request of an operation: `GET /pets`.
fn request(operation: &Selectable) -> String {
    format!("{} {}", operation.method, operation.path)
}

#[cfg(test)]
mod tests {
    use super::{Select, Selectable};
    use crate::config::Options;

    fn operation(request: &str, id: &str, tags: &[&str], is_deprecated: bool) -> Selectable {
        let (method, path) = request.split_once(' ').unwrap();
        let pointer = format!("#/paths/{}/{}", path.replace('/', "~1"), method.to_lowercase());
        let tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
        Selectable { id: id.to_owned(), tags, method: method.to_owned(), path: path.to_owned(), pointer, is_deprecated }
    }

    /// The ids of the selected operations.
    fn selected(include: &[&str], exclude: &[&str]) -> String {
        let mut select = Select::default();
        include.iter().for_each(|selector| select.include(selector).unwrap());
        exclude.iter().for_each(|selector| select.exclude(selector).unwrap());
        let operations = [
            operation("GET /issues", "listIssues", &["issues"], false),
            operation("POST /issues", "createIssue", &["issues", "write"], false),
            operation("GET /issues/{id}/labels", "listLabels", &["labels"], false),
            operation("DELETE /labels/{id}", "deleteLabel", &["labels"], true),
            operation("GET /", "root", &[], false),
        ];
        let selected = operations.iter().filter(|operation| select.covers(operation));
        selected.map(|operation| operation.id.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn operations_are_selected_by_each_kind_of_selector() {
        assert_eq!(selected(&[], &[]), "listIssues createIssue listLabels deleteLabel root");
        assert_eq!(selected(&["tag:issues"], &[]), "listIssues createIssue");
        assert_eq!(selected(&["tag:*"], &[]), "listIssues createIssue listLabels deleteLabel");
        assert_eq!(selected(&["path:/issues*"], &[]), "listIssues createIssue listLabels");
        assert_eq!(selected(&["path:/issues"], &[]), "listIssues createIssue");
        assert_eq!(selected(&["path:/issues/{id}/labels"], &[]), "listLabels");
        assert_eq!(selected(&["operation:list*"], &[]), "listIssues listLabels");
        assert_eq!(selected(&["operation:get /issues"], &[]), "listIssues");
        assert_eq!(selected(&["operation:GET /*"], &[]), "listIssues listLabels root");
        assert_eq!(selected(&["operation:#/paths/~1issues/post"], &[]), "createIssue");
        assert_eq!(selected(&["method:get"], &[]), "listIssues listLabels root");
        assert_eq!(selected(&["deprecated"], &[]), "deleteLabel");
    }

    #[test]
    fn what_is_excluded_is_not_included() {
        assert_eq!(selected(&[], &["deprecated", "tag:write"]), "listIssues listLabels root");
        assert_eq!(selected(&["tag:issues", "operation:root"], &["method:POST"]), "listIssues root");
        assert_eq!(selected(&["tag:issues"], &["path:*"]), "");
    }

    #[test]
    fn a_text_that_is_no_selector_says_what_to_write() {
        for (text, help) in [
            ("issues", "write `tag:issues` or `operation:issues`"),
            ("/issues", "write `path:/issues`"),
            ("GET /issues", "write `operation:GET /issues`"),
            ("depricated", "did you mean `deprecated`?"),
            ("ignoredd", "did you mean `ignored`?"),
            ("tags:issues", "did you mean `tag:issues`?"),
            ("tag:", "write a name behind `tag:`"),
            ("colour:red", "a selector begins with `tag:`, `path:`, `operation:` or `method:`"),
        ] {
            let error = Select::default().include(text).unwrap_err();
            assert_eq!(error.message(), format!("`{text}` is not a selector of operations"));
            assert_eq!(error.suggestion(), Some(help));
        }
        let error = Select::default().include("ignored").unwrap_err();
        assert_eq!(error.message(), "`ignored` names operations to leave out");
    }

    #[test]
    fn a_configuration_has_both_lists() {
        let read = Options::from_toml("[select]\ninclude = [\"tag:issues\"]\nexclude = [\"deprecated\"]\n").unwrap();
        let mut select = Select::default();
        select.include("tag:issues").unwrap();
        select.exclude("deprecated").unwrap();
        assert_eq!(read.select, select);
        let error = Options::from_toml("[select]\ninclude = [\"tag:a\", \"issues\"]\n").unwrap_err().to_string();
        assert!(error.contains("--> callsmith.toml:2:21"), "{error}");
        let error = Options::from_toml("[select]\nincludes = [\"tag:a\"]\n").unwrap_err().to_string();
        assert!(error.contains("did you mean `include`?"), "{error}");
    }
}
