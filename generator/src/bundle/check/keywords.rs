//! Keywords of schemas, and of the parameters, headers and items of Swagger 2.0.

use std::borrow::Cow;

use super::keys::without_space;
use super::kinds::wrong_kind;
use super::{Checker, Version};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Origin, SpanTarget, Value};
use crate::grammar::{self, ObjectShape};
use crate::spec::{Field, Keyword, Keywords, Role, Subschemas, ValueKind, is_extension};

/// A keyword that no specification has: its first place, and how many there are.
pub(in crate::bundle) struct UnknownKeyword {
    pub(in crate::bundle) first: Origin,
    pub(in crate::bundle) count: usize,
    /// `true` if the first value is an object, as a schema is.
    pub(in crate::bundle) is_object: bool,
}

impl Checker<'_> {
    /// The keyword that an unknown one was meant to be, as for [`Checker::misspelt_field`].
    pub(in crate::bundle) fn misspelt_keyword(&mut self, key: &str, node: &Node, schema: &Object) -> Option<Keyword> {
        let keyword = grammar::correct_keyword(key)?;
        if schema.contains_key(keyword.name()) || !keyword.fits(node) {
            return None;
        }
        self.report_misspelt(format!("schemas have no keyword `{key}`"), node, keyword.name());
        Some(keyword)
    }

    /// Reports a key of schemas that means nothing, at the first of some. Since 3.1 one that resembles no keyword is an annotation
    /// of the document's own (JSON Schema 2020-12, "Core", section 6.5).
    pub(in crate::bundle) fn unknown_keyword(&mut self, key: &str, unknown: &UnknownKeyword) {
        let UnknownKeyword { first, count, is_object } = *unknown;
        let message = format!("schemas have no keyword `{key}`");
        let subject = match count {
            1 => format!("`{key}`"),
            2 => "this one and another one".to_owned(),
            _ => format!("this one and {} others", count - 1),
        };
        let (is, has) = if count == 1 { ("is an annotation", "has") } else { ("are annotations", "have") };
        let holds_object = |keyword: &Keyword| match keyword.value_kind() {
            // The kind of identifiers is checked where they are read.
            ValueKind::Any => *keyword != Keyword::Id,
            kind => matches!(kind, ValueKind::Object | ValueKind::TextOrObject),
        };
        let suggestion = grammar::suggest_keyword(key).filter(|keyword| !is_object || holds_object(keyword));
        let without_space = without_space(key, |key| Keyword::parse_defined(key).is_some());
        let diagnostic = match (suggestion, count) {
            (None, _) if self.version >= Version::V3_1 && without_space.is_none() => {
                Diagnostic::note(Code::UnknownKey, message).with_note(format!("{subject} {is}"))
            }
            (..) => Diagnostic::warning(Code::UnknownKey, message).with_note(format!("{subject} {has} no effect")),
        };
        let diagnostic = diagnostic.at(first, SpanTarget::Key);
        self.diagnostics.push(match (without_space, suggestion) {
            (Some(help), _) => diagnostic.help(help),
            (None, Some(suggestion)) => diagnostic.help(format!("did you mean `{suggestion}`?")),
            (None, None) if is_object => {
                diagnostic.help(format!("if it is a property, write `properties: {{ {key}: … }}`"))
            }
            (None, None) => diagnostic,
        });
    }

    /// The keyword of a schema that a key of a parameter or header of Swagger 2.0 is, if its value is read.
    pub(in crate::bundle) fn simple_keyword(&mut self, key: &str, entry: &Node, node: &Node) -> Option<Keyword> {
        let Some(keyword) = self.known_simple_keyword(key, entry, node) else {
            let message = format!("a parameter has no key `{key}`");
            let diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(entry.origin, SpanTarget::Key);
            self.diagnostics.push(diagnostic.with_note("ignored"));
            return None;
        };
        if entry.value == Value::Null && keyword.value_kind() != ValueKind::Any {
            self.warn_kind(entry, keyword.value_kind().expected(), "treated as absent");
            return None;
        }
        Some(keyword)
    }

    fn known_simple_keyword(&mut self, key: &str, entry: &Node, node: &Node) -> Option<Keyword> {
        if let Some(keyword) = Keyword::parse_defined(key) {
            // A parameter of Swagger 2.0 has the keywords of primitive values and `items`, and no subschemas besides.
            let is_simple = keyword.subschemas() == Subschemas::None || keyword == Keyword::Items;
            return is_simple.then_some(keyword);
        }
        let keyword = grammar::correct_simple(key)?;
        if node.get(keyword.name()).is_some() || !keyword.fits(entry) {
            return None;
        }
        self.report_misspelt(format!("a parameter has no key `{key}`"), entry, keyword.name());
        Some(keyword)
    }

    /// Reports a union without alternatives, which no value matches (JSON Schema 2020-12, "Core", section 10.2.1).
    pub(in crate::bundle) fn no_alternatives(&mut self, keyword: Keyword, node: &Node) {
        let message = format!("`{keyword}` lists no schemas");
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(node.origin, SpanTarget::Value);
        self.diagnostics
            .push(diagnostic.with_note("ignored").help(format!("list the alternatives, or remove `{keyword}`")));
    }

    /// The value of a keyword, if it is of the kind that belongs there. Annotations in another kind than text are read as
    /// their text; anything else is left out of the schema.
    pub(in crate::bundle) fn keyword_value<'n>(
        &mut self,
        node: &'n Node,
        kind: ValueKind,
        is_property: bool,
    ) -> Option<Cow<'n, Node>> {
        if kind.fits(node) {
            return Some(Cow::Borrowed(node)); // the value of a schema has all schemas below it
        }
        self.mended_value(node, kind, is_property).map(Cow::Owned)
    }

    fn mended_value(&mut self, node: &Node, kind: ValueKind, is_property: bool) -> Option<Node> {
        match (kind, &node.value) {
            (ValueKind::Text, Value::Number(_) | Value::Bool(_)) => self.string(node),
            (ValueKind::Flag, Value::String(text)) if ["true", "false"].contains(&text.as_str()) => self.boolean(node),
            (ValueKind::Names, Value::String(names)) => {
                let finding = wrong_kind(Diagnostic::warning, node, kind.expected());
                let names: Vec<&str> = names.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
                let finding = finding.with_note(match names.len() {
                    1 => "treated as an array of one".to_owned(),
                    count => format!("treated as an array of {count} names"),
                });
                let written: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
                self.diagnostics.push(finding.help(format!("write `[{}]`", written.join(", "))));
                let items = names.into_iter().map(|name| Node::string(name, node.origin)).collect();
                Some(Node::new(Value::array(items), node.origin))
            }
            (ValueKind::List, Value::String(_) | Value::Number(_) | Value::Bool(_)) => {
                self.warn_kind(node, kind.expected(), "treated as an array of one");
                Some(Node::new(Value::array(vec![node.clone()]), node.origin))
            }
            // `required: true` within a property is of draft 3 of JSON Schema, where the property says it and not the
            // object.
            (ValueKind::Names, Value::Bool(true)) if is_property => {
                let finding = wrong_kind(Diagnostic::warning, node, kind.expected());
                let finding = finding.with_note("the object around requires this property");
                self.diagnostics.push(finding.help("name the property in `required: […]` of the object around it"));
                None
            }
            (ValueKind::Names, Value::Array(items)) => {
                let names = items.iter().filter_map(|item| self.name(item)).collect();
                Some(Node::new(Value::array(names), node.origin))
            }
            _ => {
                self.warn_kind(node, kind.expected(), "the keyword is ignored");
                None
            }
        }
    }

    /// A discriminator in the form of another version: a string before 3.0, an object since.
    pub(in crate::bundle) fn discriminator(&mut self, node: &Node) {
        match (self.version == Version::V2, &node.value) {
            (true, Value::Object(_)) => self.warn_kind(node, "a string", "its `propertyName` is used"),
            (false, Value::String(name)) => {
                let finding = wrong_kind(Diagnostic::warning, node, "an object (Discriminator)");
                let finding = finding.with_note("treated as its `propertyName`");
                self.diagnostics.push(finding.help(format!("write `{{ \"propertyName\": \"{name}\" }}`")));
            }
            _ => {}
        }
    }

    /// Reports `nullable` on an object that has a schema, such as a parameter. Returns `false` where it is none.
    pub(in crate::bundle) fn stray_nullable(&mut self, key: &str, entry: &Node, shape: &ObjectShape) -> bool {
        let has_schema = shape.field(Field::Schema.name()).is_some();
        let is_stray = key == Keyword::Nullable.name() && has_schema && entry.as_bool().is_some();
        if is_stray {
            let message = format!("the {} object has no key `{key}`", shape.name);
            self.diagnostics.push(
                Diagnostic::warning(Code::UnknownKey, message)
                    .at(entry.origin, SpanTarget::Key)
                    .with_note("treated as `nullable` of its schema"),
            );
        }
        is_stray
    }

    /// A member of a list of names.
    fn name(&mut self, node: &Node) -> Option<Node> {
        let mark = self.diagnostics.checkpoint();
        let name = self.string(node);
        self.diagnostics.downgrade_since(mark, "ignored");
        name
    }

    /// Reports an array without `items`, which versions before 3.1 require. `node` is the schema as it was written, `read`
    /// are the keywords that were read of it.
    pub(in crate::bundle) fn missing_items(&mut self, node: &Node, read: &Keywords) {
        let is_old = matches!(self.version, Version::V2 | Version::V3_0);
        if !is_old || read.get(&Keyword::Type).and_then(Node::as_str) != Some("array") {
            return;
        }
        let says_items = |keyword: Keyword| {
            matches!(keyword, Keyword::Items | Keyword::PrefixItems | Keyword::Ref)
                || keyword.role() == Role::Combination
        };
        let written = node.as_object().into_iter().flatten().filter_map(|(key, _)| Keyword::parse(key));
        if read.keys().copied().chain(written).any(says_items) {
            return;
        }
        let is_unknown = |key: &str| Keyword::parse(key).is_none() && !is_extension(key);
        let is_meant = |key: &String| is_unknown(key) && grammar::suggest_keyword(key) == Some(Keyword::Items);
        if !node.as_object().is_some_and(|object| object.keys().any(is_meant)) {
            self.warn_missing(node, "Schema", Keyword::Items, "the items are any JSON values");
        }
    }
}
