//! Pagination of operations whose document does not describe it.

use serde::Deserialize;

use super::key::{ConfigForm, ConfigKey};
use super::table::Value;
use super::{ConfigSpan, Names, OptionError};
use crate::spelling::nearest;

/// Pagination of operations: an entry of `[[pagination]]`, or the extension `x-callsmith-pagination` of an operation.
///
/// Values of an answer and of a body are named by JSON Pointers (RFC 6901), in which `-1` is the last item of an array.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "RuleText")]
pub struct PageRule {
    operations: Names,
    style: PageStyle,
    parameter: Option<String>,
    body: Option<String>,
    next: Option<String>,
    header: Option<String>,
    items: Option<String>,
    more: Option<String>,
    total: Option<String>,
    last: Option<String>,
    start: Option<u64>,
    span: ConfigSpan,
}

/// The step from a page to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum PageStyle {
    /// The answer has the URL of the next page at `next`.
    NextLink,
    /// The answer has the URL of the next page in the header `Link`, with the relation `next` (RFC 8288).
    LinkHeader,
    /// The value at `next` in the response becomes the value of `parameter` of the next request, or stands at `body`.
    Cursor,
    /// The number of items before the page is the value of `parameter`, or stands at `body`.
    Offset,
    /// The number of the page is the value of `parameter`, or stands at `body`.
    Page,
}

/// The keys of `[[pagination]]`.
pub(super) const KEYS: &[ConfigKey] = &[
    ConfigKey::within(
        "operations",
        ConfigForm::List("operations"),
        "The operations, by ids in which `*` stands for any text. Without it the rule is for every `GET` that has \
         all that it names. With `body` it is for every such `POST` and `QUERY`.",
        "operations = [\"list*\"], style = \"link-header\"",
    ),
    ConfigKey::within(
        "style",
        ConfigForm::Word(&["next-link", "link-header", "cursor", "offset", "page"]),
        "The step from a page to the next one. Each rule has one.",
        "style = \"link-header\"",
    )
    .required(),
    ConfigKey::within(
        "parameter",
        ConfigForm::Text("text"),
        "The parameter that becomes the cursor, the offset or the number of the page.",
        "style = \"page\", parameter = \"page\"",
    ),
    ConfigKey::within(
        "body",
        ConfigForm::Text("JSON Pointer"),
        "The place in the body of the request that takes the place of `parameter`.",
        "style = \"offset\", body = \"/offset\"",
    ),
    ConfigKey::within(
        "next",
        ConfigForm::Text("JSON Pointer"),
        "The place of the next link or cursor in the answer.",
        "style = \"next-link\", next = \"/next\"",
    ),
    ConfigKey::within(
        "header",
        ConfigForm::Text("name"),
        "The header of the answer that has the next link or cursor, in place of `next`.",
        "style = \"cursor\", parameter = \"cursor\", header = \"X-Next\"",
    ),
    ConfigKey::within(
        "items",
        ConfigForm::Text("JSON Pointer"),
        "The place of the items. Without it they are the answer itself, or its only property that is an array.",
        "style = \"link-header\", items = \"/data\"",
    ),
    ConfigKey::within(
        "more",
        ConfigForm::Text("JSON Pointer"),
        "The place of the boolean that says if there are more pages.",
        "style = \"offset\", parameter = \"offset\", more = \"/has_more\"",
    ),
    ConfigKey::within(
        "total",
        ConfigForm::Text("JSON Pointer"),
        "The place of the number of all items.",
        "style = \"offset\", parameter = \"offset\", total = \"/total\"",
    ),
    ConfigKey::within(
        "last",
        ConfigForm::Text("JSON Pointer"),
        "The place of the number of the last page.",
        "style = \"page\", parameter = \"page\", last = \"/last_page\"",
    ),
    ConfigKey::within(
        "start",
        ConfigForm::Number,
        "The number of the first item or page. Without it: 0 for items, 1 for pages.",
        "style = \"page\", parameter = \"page\", start = 0",
    ),
];

/// The written form of a rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, expecting = "a rule with a `style`, or `false`")]
struct RuleText {
    #[serde(default)]
    operations: Vec<String>,
    style: PageStyle,
    parameter: Option<String>,
    body: Option<String>,
    next: Option<String>,
    header: Option<String>,
    items: Option<String>,
    more: Option<String>,
    total: Option<String>,
    last: Option<String>,
    start: Option<u64>,
}

impl PageRule {
    fn new(style: PageStyle) -> Self {
        let (operations, parameter, body, next, header, items) = (Names::default(), None, None, None, None, None);
        let (more, total, last, start, span) = (None, None, None, None, ConfigSpan::default());
        Self { operations, style, parameter, body, next, header, items, more, total, last, start, span }
    }

    /// The URL of the next page stands in the answer at a pointer.
    #[must_use]
    pub fn next_link(next: &str) -> Self {
        Self { next: Some(next.to_owned()), ..Self::new(PageStyle::NextLink) }
    }

    /// The URL of the next page stands in the header `Link`.
    #[must_use]
    pub fn link_header() -> Self {
        Self::new(PageStyle::LinkHeader)
    }

    /// Pages by cursor: the value at a pointer of the response becomes a parameter of the next request.
    #[must_use]
    pub fn cursor(parameter: &str, next: &str) -> Self {
        Self { next: Some(next.to_owned()), ..Self::counted(PageStyle::Cursor, parameter) }
    }

    /// The text of a header is the value of a parameter for the next page.
    #[must_use]
    pub fn cursor_header(parameter: &str, header: &str) -> Self {
        Self { header: Some(header.to_owned()), ..Self::counted(PageStyle::Cursor, parameter) }
    }

    /// The number of items before the page is the value of a parameter.
    #[must_use]
    pub fn offset(parameter: &str) -> Self {
        Self::counted(PageStyle::Offset, parameter)
    }

    /// The number of the page is the value of a parameter.
    #[must_use]
    pub fn page(parameter: &str) -> Self {
        Self::counted(PageStyle::Page, parameter)
    }

    fn counted(style: PageStyle, parameter: &str) -> Self {
        Self { parameter: Some(parameter.to_owned()), ..Self::new(style) }
    }

    /// Pages by cursor in the body: the value at a pointer of the response is put at a pointer of the next request.
    #[must_use]
    pub fn cursor_in_body(body: &str, next: &str) -> Self {
        Self { next: Some(next.to_owned()), ..Self::in_body(PageStyle::Cursor, body) }
    }

    /// The number of items before the page stands in the body of the request, at a pointer.
    #[must_use]
    pub fn offset_in_body(body: &str) -> Self {
        Self::in_body(PageStyle::Offset, body)
    }

    /// The number of the page stands in the body of the request, at a pointer.
    #[must_use]
    pub fn page_in_body(body: &str) -> Self {
        Self::in_body(PageStyle::Page, body)
    }

    fn in_body(style: PageStyle, body: &str) -> Self {
        Self { body: Some(body.to_owned()), ..Self::new(style) }
    }

    /// Names the operations by their ids, in which `*` stands for any text. Without names the rule is for every `GET`
    /// that has all that it names. With a place in the body it is for every such `POST` and `QUERY`.
    #[must_use]
    pub fn operations<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        self.operations = Names::default();
        names.into_iter().for_each(|name| self.operations.insert(name));
        self
    }

    /// Sets the pointer of the items. Without it, they are the response itself, or its only property that is an array.
    #[must_use]
    pub fn items(mut self, pointer: &str) -> Self {
        self.items = Some(pointer.to_owned());
        self
    }

    /// Sets the pointer of the boolean that says whether there are more pages.
    #[must_use]
    pub fn more(mut self, pointer: &str) -> Self {
        self.more = Some(pointer.to_owned());
        self
    }

    /// Sets the pointer of the number of all items.
    #[must_use]
    pub fn total(mut self, pointer: &str) -> Self {
        self.total = Some(pointer.to_owned());
        self
    }

    /// Sets the pointer of the number of the last page.
    #[must_use]
    pub fn last(mut self, pointer: &str) -> Self {
        self.last = Some(pointer.to_owned());
        self
    }

    /// The number of the first item or page, where it is not 0 for items and 1 for pages.
    #[must_use]
    pub fn start(mut self, number: u64) -> Self {
        self.start = Some(number);
        self
    }

    /// The rule, where it makes sense.
    ///
    /// # Errors
    /// A rule that lacks a key of its style, has one of another style, or has a pointer that is none.
    pub fn checked(self) -> Result<Self, OptionError> {
        self.check().map_err(|(_, error)| error)?;
        Ok(self)
    }

    /// As [`PageRule::checked`]; an error comes with the key that it is about.
    fn check(&self) -> Result<(), (&'static str, OptionError)> {
        use PageStyle::{Cursor, LinkHeader, NextLink, Offset, Page};
        let counts = matches!(self.style, Offset | Page);
        let asks = !matches!(self.style, NextLink | LinkHeader);
        let keys = [
            ("parameter", self.parameter.is_some(), asks, self.body.is_none()),
            ("body", self.body.is_some(), asks, false),
            ("next", self.next.is_some(), matches!(self.style, NextLink | Cursor), self.header.is_none()),
            ("header", self.header.is_some(), matches!(self.style, NextLink | Cursor), false),
            ("total", self.total.is_some(), counts, false),
            ("last", self.last.is_some(), self.style == Page, false),
            ("start", self.start.is_some(), counts, false),
        ];
        let style = self.style.name();
        let wrong = |key: &'static str, message: String| Err((key, OptionError::new(message)));
        for (key, is_there, belongs, needed) in keys {
            if is_there && !belongs {
                return wrong(key, format!("pages of the style `{style}` have no `{key}`"));
            }
            if !is_there && belongs && needed {
                let or = match key {
                    "parameter" => " or `body`",
                    "next" => " or `header`",
                    _ => "",
                };
                return wrong(key, format!("pages of the style `{style}` need `{key}`{or}"));
            }
        }
        if self.parameter.is_some() && self.body.is_some() {
            return wrong("body", "pages are asked for by `parameter` or in the `body`, not by both".to_owned());
        }
        if self.next.is_some() && self.header.is_some() {
            let message = "what leads to the next page stands at `next` or in the `header`, not in both";
            return wrong("header", message.to_owned());
        }
        if let Some(header) = self.header.as_deref().filter(|header| !is_header_name(header)) {
            return wrong("header", format!("`{header}` is no name of a header"));
        }
        if self.body.as_deref() == Some("") {
            return wrong("body", "`body` names a place in the body, not the whole of it".to_owned());
        }
        let pointers = [
            ("body", &self.body),
            ("next", &self.next),
            ("items", &self.items),
            ("more", &self.more),
            ("total", &self.total),
            ("last", &self.last),
        ];
        for (key, pointer) in pointers {
            if let Some(text) = pointer.as_deref().filter(|text| !text.is_empty() && !text.starts_with('/')) {
                let error = OptionError::new(format!("`{text}` is not a JSON Pointer: it does not begin with `/`"));
                return Err((key, error.help(format!("for a property of the answer it is `/{text}`"))));
            }
        }
        Ok(())
    }

    /// Reads a rule of a configuration.
    pub(super) fn read(item: &Value<'_>) -> Result<Self, OptionError> {
        let mut table = item.table_of_list()?;
        let Some(style) = table.get("style") else {
            let error = OptionError::new("a rule of `pagination` has a `style`").at(item.span());
            return Err(error.help(PageStyle::names()));
        };
        let mut rule = Self::new(PageStyle::from_name(style.text()?).map_err(|error| style.error(error))?);
        rule.span = item.span();
        if let Some(names) = table.get("operations") {
            let names = names.texts()?;
            names.iter().for_each(|(name, item)| rule.operations.set(name, item.span()));
            if names.is_empty() {
                let error = OptionError::new("`operations` names no operation").at(item.span());
                return Err(error.help("without `operations` the rule is for all that have what it names"));
            }
        }
        let Self { parameter, body, next, header, items, more, total, last, .. } = &mut rule;
        for (key, text) in [
            ("parameter", parameter),
            ("body", body),
            ("next", next),
            ("header", header),
            ("items", items),
            ("more", more),
            ("total", total),
            ("last", last),
        ] {
            *text = table.get(key).map(|value| value.text().map(str::to_owned)).transpose()?;
        }
        if let Some(start) = table.get("start") {
            rule.start = Some(u64::try_from(start.number()?).unwrap_or(u64::MAX));
        }
        table.finish()?;
        match rule.check() {
            Ok(()) => Ok(rule),
            Err((key, error)) => Err(error.at(table.get(key).map_or_else(|| item.span(), |value| value.span()))),
        }
    }

    /// The place of the rule in a configuration.
    pub(crate) fn span(&self) -> &ConfigSpan {
        &self.span
    }

    pub(crate) fn style(&self) -> PageStyle {
        self.style
    }

    pub(crate) fn names(&self) -> &Names {
        &self.operations
    }

    /// The name of the parameter; empty for the styles without one.
    pub(crate) fn parameter_name(&self) -> &str {
        self.parameter.as_deref().unwrap_or_default()
    }

    /// The place in the body that a request has instead of a parameter.
    pub(crate) fn body_pointer(&self) -> Option<&str> {
        self.body.as_deref()
    }

    /// The pointer of the next link or cursor; empty for the styles without one.
    pub(crate) fn next_pointer(&self) -> &str {
        self.next.as_deref().unwrap_or_default()
    }

    /// The header that has the next link or cursor, in place of the answer.
    pub(crate) fn header_name(&self) -> Option<&str> {
        self.header.as_deref()
    }

    pub(crate) fn items_pointer(&self) -> Option<&str> {
        self.items.as_deref()
    }

    /// The pointers to what tells the end: more, total, last.
    pub(crate) fn ends(&self) -> [Option<&str>; 3] {
        [self.more.as_deref(), self.total.as_deref(), self.last.as_deref()]
    }

    pub(crate) fn first(&self) -> u64 {
        self.start.unwrap_or(u64::from(self.style == PageStyle::Page))
    }
}

impl PageStyle {
    /// The name of the style in a configuration.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NextLink => "next-link",
            Self::LinkHeader => "link-header",
            Self::Cursor => "cursor",
            Self::Offset => "offset",
            Self::Page => "page",
        }
    }
}

impl PageStyle {
    const ALL: [Self; 5] = [Self::NextLink, Self::LinkHeader, Self::Cursor, Self::Offset, Self::Page];

    fn from_name(name: &str) -> Result<Self, OptionError> {
        Self::ALL.into_iter().find(|style| style.name() == name).ok_or_else(|| {
            let error = OptionError::new(format!("there is no style `{name}`"));
            match nearest(name, Self::ALL.map(Self::name)) {
                Some(suggestion) => error.help(format!("did you mean `{suggestion}`?")),
                None => error.help(Self::names()),
            }
        })
    }

    fn names() -> String {
        format!("styles are {}", Self::ALL.map(|style| format!("`{}`", style.name())).join(", "))
    }
}

/// Returns `true` for a token (RFC 9110, section 5.6.2).
fn is_header_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

fn names_of(operations: &[String]) -> Names {
    let mut names = Names::default();
    operations.iter().for_each(|name| names.insert(name));
    names
}

impl TryFrom<RuleText> for PageRule {
    type Error = OptionError;

    fn try_from(written: RuleText) -> Result<Self, OptionError> {
        let RuleText { operations, style, parameter, body, next, header, items, more, total, last, start } = written;
        let (span, operations) = (ConfigSpan::default(), names_of(&operations));
        Self { operations, style, parameter, body, next, header, items, more, total, last, start, span }.checked()
    }
}

#[cfg(test)]
mod tests {
    use super::PageRule;
    use crate::config::Options;

    fn read(rule: &str) -> Result<Vec<PageRule>, String> {
        let options = Options::from_toml(&format!("[[pagination]]\n{rule}\n"));
        options.map(|options| options.pagination).map_err(|error| error.to_string())
    }

    #[test]
    fn rules_are_written_as_they_are_built() {
        let text = "operations = [\"list*\"]\nstyle = \"cursor\"\nparameter = \"after\"\nnext = \"/data/-1/id\"\n\
                    items = \"/data\"\nmore = \"/has_more\"";
        let built = PageRule::cursor("after", "/data/-1/id").operations(["list*"]).items("/data").more("/has_more");
        assert_eq!(read(text), Ok(vec![built]));
        let text = "style = \"cursor\"\nparameter = \"after\"\nheader = \"X-Next\"";
        assert_eq!(read(text), Ok(vec![PageRule::cursor_header("after", "X-Next")]));
        let built = PageRule::cursor_in_body("/page/after", "/next").operations(["search"]);
        let text = "operations = [\"search\"]\nstyle = \"cursor\"\nbody = \"/page/after\"\nnext = \"/next\"";
        assert_eq!(read(text), Ok(vec![built]));
        assert_eq!(read("style = \"page\"\nbody = \"/page\""), Ok(vec![PageRule::page_in_body("/page")]));
        assert_eq!(read("style = \"page\"\nparameter = \"page\"").unwrap()[0].first(), 1);
        assert_eq!(read("style = \"offset\"\nparameter = \"skip\"").unwrap()[0].first(), 0);
    }

    #[test]
    fn what_a_style_needs_and_cannot_have_is_named() {
        for (rule, why) in [
            ("style = \"cursor\"\nparameter = \"after\"", "pages of the style `cursor` need `next` or `header`"),
            ("style = \"cursor\"\nparameter = \"after\"\nheader = \"a b\"", "`a b` is no name of a header"),
            ("style = \"next-link\"\nnext = \"/a\"\nheader = \"b\"", "at `next` or in the `header`, not in both"),
            ("style = \"page\"\nparameter = \"a\"\nheader = \"b\"", "pages of the style `page` have no `header`"),
            ("style = \"offset\"", "pages of the style `offset` need `parameter` or `body`"),
            ("style = \"page\"\nparameter = \"a\"\nbody = \"/a\"", "by `parameter` or in the `body`, not by both"),
            ("style = \"page\"\nbody = \"\"", "`body` names a place in the body"),
            ("style = \"page\"\nbody = \"page\"", "`page` is not a JSON Pointer"),
            ("style = \"link-header\"\nbody = \"/a\"", "pages of the style `link-header` have no `body`"),
            ("style = \"link-header\"\nnext = \"/next\"", "pages of the style `link-header` have no `next`"),
            ("style = \"next-link\"\nnext = \"next\"", "`next` is not a JSON Pointer"),
            ("style = \"pages\"", "there is no style `pages`"),
            ("style = \"link-header\"\npage = 1", "unknown key `page`"),
            ("parameter = \"page\"", "a rule of `pagination` has a `style`"),
            ("style = \"page\"\nparameter = \"page\"\noperations = []", "`operations` names no operation"),
            ("style = \"page\"\nparameter = 1", "expected a string, found an integer"),
        ] {
            let error = read(rule).unwrap_err();
            assert!(error.contains(why), "{rule}: {error}");
        }
    }
}
