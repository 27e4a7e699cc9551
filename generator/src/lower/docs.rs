//! Documentation of types and fields.

use crate::collections::IndexSet;

use crate::document::{Node, SchemaId};
use crate::limits;
use crate::protocol::markdown::code;
use crate::schema::{
    Additional, EnumBase, Form, ListedValues, Number, Object, Range, Schema, SchemaTable, Text, matches_every_name,
};
use crate::spec::format::is_width;
use crate::spec::{Keyword, Role};

/// The limits that the documentation says in words, in their order.
const LIMITS: [(Keyword, &str); 13] = [
    (Keyword::Minimum, "minimum"),
    (Keyword::ExclusiveMinimum, "exclusive minimum"),
    (Keyword::Maximum, "maximum"),
    (Keyword::ExclusiveMaximum, "exclusive maximum"),
    (Keyword::MultipleOf, "multiple of"),
    (Keyword::MinLength, "minimum length"),
    (Keyword::MaxLength, "maximum length"),
    (Keyword::Pattern, "pattern"),
    (Keyword::MinItems, "minimum number of items"),
    (Keyword::MaxItems, "maximum number of items"),
    (Keyword::UniqueItems, "unique items"),
    (Keyword::MinProperties, "minimum number of properties"),
    (Keyword::MaxProperties, "maximum number of properties"),
];

const READ_ONLY: &str = "set by the service";
const WRITE_ONLY: &str = "never sent back";

/// The documentation of a schema: of a named type, of a property, of a variant.
pub(super) fn schema(table: &SchemaTable, schema: &Schema) -> Option<String> {
    described(table, schema, limits::DOCUMENTATION_DEPTH)
}

/// The documentation of a property: of its schema, and who sets it where a schema that it refers to says so.
pub(super) fn property(table: &SchemaTable, id: SchemaId) -> Option<String> {
    let property_schema = table.get(id);
    let inherits = |flag: fn(&Schema) -> bool| !flag(property_schema) && table.chain(id).any(flag);
    let read_only = inherits(|schema| schema.annotations.read_only).then(|| sentence(READ_ONLY));
    let write_only = inherits(|schema| schema.annotations.write_only).then(|| sentence(WRITE_ONLY));
    join(schema(table, property_schema).into_iter().chain(read_only).chain(write_only).collect())
}

/// The documentation of a schema that has no type of its own to stand at.
pub(super) fn of_unnamed(table: &SchemaTable, id: SchemaId) -> Option<String> {
    let current_schema = table.get(id);
    if has_own_type(current_schema) { None } else { schema(table, current_schema) }
}

/// The limits of the values of a schema, as sentences.
pub(super) fn values(table: &SchemaTable, id: SchemaId) -> Option<String> {
    let schema = table.get(id);
    join(constraints(schema).into_iter().chain(within(table, schema, limits::DOCUMENTATION_DEPTH)).collect())
}

fn described(table: &SchemaTable, schema: &Schema, depth: usize) -> Option<String> {
    let annotations = &schema.annotations;
    // A title that spells the name of the schema in other letters says nothing.
    let name = schema.name.as_deref().map(letters);
    let is_new = |title: &&str| !title.trim().is_empty() && Some(letters(title)) != name;
    let title = annotations.title.as_deref().filter(is_new);
    let description = annotations.description.as_deref().filter(|text| !text.trim().is_empty());
    let mut parts: Vec<String> = title.into_iter().chain(description).map(str::to_owned).collect();
    // Many documents have one text as title and as description.
    parts.dedup();
    parts.extend(schema.listed().and_then(described_values));
    parts.extend(constraints(schema));
    parts.extend(within(table, schema, depth));
    join(parts)
}

/// The letters and digits of a text, without regard to case.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn join(parts: Vec<String>) -> Option<String> {
    (!parts.is_empty()).then(|| parts.join("\n\n"))
}

/// The title and description of a schema and of the one that it refers to, without their limits.
pub(super) fn about(referring: &Schema, target: &Schema) -> Option<String> {
    let texts = [referring, target].map(|schema| [&schema.annotations.title, &schema.annotations.description]);
    let mut texts: Vec<String> = texts.into_iter().flatten().flatten().cloned().collect();
    texts.dedup();
    join(texts)
}

/// The documentation of listed values.
pub(super) fn described_values(listed: &ListedValues) -> Option<String> {
    let lines = listed.values.iter().filter_map(|value| {
        let about = value.description.as_deref()?.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = match value.value.as_str() {
            Some(text) => code(text),
            None => code(&value.value.to_json().to_string()),
        };
        (!about.is_empty()).then(|| format!("- {shown}: {about}"))
    });
    let lines: Vec<String> = lines.collect();
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// The documentation of the items of a list and of the values of a map, where they have no type of their own.
fn within(table: &SchemaTable, schema: &Schema, depth: usize) -> Vec<String> {
    let inner: Vec<(String, SchemaId)> = match &schema.form {
        Form::Array(array) => {
            let places = if array.is_tuple { &array.places[..] } else { &[] };
            let places = places.iter().enumerate().map(|(index, place)| (format!("Item {}", index + 1), *place));
            places.chain(array.items.map(|items| ("Each item".to_owned(), items))).collect()
        }
        Form::Object(object) => values_of(object),
        _ => Vec::new(),
    };
    let mut parts = Vec::new();
    for (words, id) in inner {
        let inner = table.get(id);
        if depth > 0 && !has_own_type(inner) {
            parts.extend(described(table, inner, depth - 1).map(|text| format!("{words}: {text}")));
        }
    }
    if depth > 0 {
        parts.extend(alternatives(table, schema, depth - 1));
    }
    parts
}

/// The documentation of the members of a union that is none in Rust: there is one beside `null`, or they have one type.
fn alternatives(table: &SchemaTable, schema: &Schema, depth: usize) -> Vec<String> {
    let members = schema.alternatives().iter().map(|id| table.get(*id)).filter(|member| !member.is_null());
    let members: Vec<&Schema> = members.collect();
    // The format of a text is a type of its own.
    let format =
        |member: &Schema| member.format_name().filter(|_| member.type_name() == Some("string")).map(str::to_owned);
    let kind = |member: &Schema| (member.type_name(), format(member));
    let is_one = members.len() == 1
        || members.iter().all(|member| member.type_name().is_some() && kind(member) == kind(members[0]));
    if !is_one || members.iter().any(|member| has_own_type(member)) {
        return Vec::new();
    }
    let texts: IndexSet<String> = members.iter().filter_map(|member| described(table, member, depth)).collect();
    match texts.len() {
        0 | 1 => texts.into_iter().collect(),
        _ => texts
            .into_iter()
            .enumerate()
            .map(|(index, text)| match index {
                0 => format!("Either: {text}"),
                _ => format!("Or: {text}"),
            })
            .collect(),
    }
}

/// The schemas of the values that an object does not declare, each with words for these.
fn values_of(object: &Object) -> Vec<(String, SchemaId)> {
    if let Some(values) = object.undeclared() {
        return vec![("Each value".to_owned(), values)];
    }
    let patterns = object.patterns.iter().flat_map(|(patterns, _)| patterns);
    let words = |pattern: &str| format!("Each value whose name matches {}", code(&quoted(pattern)));
    let patterns = patterns.map(|(pattern, values)| (words(pattern), *values));
    let others = object.additional.or(object.unevaluated).and_then(Additional::schema);
    patterns.chain(others.map(|values| ("Each other value".to_owned(), values))).collect()
}

/// The patterns that names match which an object does not declare, where others are forbidden.
fn names(object: &Object) -> Option<String> {
    let (patterns, _) = object.patterns.as_ref()?;
    let is_closed = object.additional.or(object.unevaluated) == Some(Additional::Forbidden);
    if !is_closed || patterns.keys().any(|pattern| matches_every_name(pattern)) {
        return None;
    }
    let patterns: Vec<String> = patterns.keys().map(|pattern| code(&quoted(pattern))).collect();
    Some(format!("other names match {}", patterns.join(" or ")))
}

/// Returns `true` if a schema becomes a type, or leads to one, at which its documentation stands.
fn has_own_type(schema: &Schema) -> bool {
    let has_type = match &schema.form {
        Form::Reference(_) | Form::Unresolved | Form::Union(_) | Form::Enum(_) => true,
        Form::Object(object) => !object.properties.is_empty(),
        Form::Any | Form::Null | Form::Text(_) | Form::Number(_) | Form::Bool(_) | Form::Array(_) => false,
    };
    schema.name.is_some() || has_type
}

/// The limits of a schema, as a sentence.
fn constraints(schema: &Schema) -> Option<String> {
    let listed = schema.listed().filter(|_| !matches!(schema.form, Form::Enum(_)));
    let mut parts: Vec<String> = listed.and_then(|listed| one_of(listed, schema.null)).into_iter().collect();
    if let Some(format) = schema.format_name().filter(|format| !is_implied_by_type(schema, format)) {
        parts.push(format!("format: {}", code(format)));
    }
    let content = [("encoding", schema.content_encoding()), ("media type", schema.content_media_type())];
    for (words, value) in content {
        parts.extend(value.map(|value| format!("{words}: {}", code(&quoted(value)))));
    }
    let limits = limits(schema);
    for (keyword, words) in LIMITS {
        let values = limits.iter().filter(|(limit_keyword, _)| *limit_keyword == keyword);
        parts.extend(values.map(|(_, value)| match value {
            Some(value) => format!("{words}: {}", shown(value)),
            None => words.to_owned(),
        }));
    }
    parts.extend(schema.as_object().and_then(names));
    let default = schema.annotations.default.as_ref();
    parts.extend(default.map(|value| format!("server default: {}", shown(&value.to_json().to_string()))));
    parts.extend(schema.annotations.read_only.then(|| READ_ONLY.to_owned()));
    parts.extend(schema.annotations.write_only.then(|| WRITE_ONLY.to_owned()));
    (!parts.is_empty()).then(|| sentence(&parts.join(", ")))
}

/// Returns `true` if the Rust type says a format by itself.
fn is_implied_by_type(schema: &Schema, format: &str) -> bool {
    match &schema.form {
        Form::Number(number) if number.is_integer => is_width(format),
        Form::Enum(list) if matches!(list.base, EnumBase::Integer(_)) => is_width(format),
        Form::Number(_) => matches!(format, "double" | "float"),
        // Integers in texts.
        Form::Text(_) => is_width(format),
        _ => false,
    }
}

/// The limits of a schema, each with its value. Those that are about values of another type are none.
fn limits(schema: &Schema) -> Vec<(Keyword, Option<String>)> {
    let mut limits = match &schema.form {
        Form::Text(text) => of_text(text),
        Form::Number(number) => of_number(number),
        Form::Enum(list) => match &list.base {
            EnumBase::Text(text) => of_text(text),
            EnumBase::Integer(number) => of_number(number),
        },
        Form::Array(array) => {
            let mut limits = of_range(&array.count, Keyword::MinItems, Keyword::MaxItems);
            limits.extend(array.unique.then_some((Keyword::UniqueItems, None)));
            limits
        }
        Form::Object(object) => of_range(&object.count, Keyword::MinProperties, Keyword::MaxProperties),
        Form::Any | Form::Null | Form::Bool(_) | Form::Reference(_) | Form::Unresolved | Form::Union(_) => Vec::new(),
    };
    // Limits that no form has taken are documented all the same, unless they are about values of another type. Then
    // `lint` says that they are ignored, and the documentation must not contradict it.
    for (keyword, node) in &schema.rest {
        if matches!(keyword.role(), Role::Limit(_)) && !schema.is_inapplicable(*keyword) {
            limits.push((*keyword, Some(node.to_json().to_string())));
        }
    }
    limits
}

fn of_text(text: &Text) -> Vec<(Keyword, Option<String>)> {
    let mut limits = of_range(&text.length, Keyword::MinLength, Keyword::MaxLength);
    limits.extend(text.patterns.iter().map(|pattern| (Keyword::Pattern, Some(quoted(&pattern.text)))));
    limits
}

fn of_number(number: &Number) -> Vec<(Keyword, Option<String>)> {
    let bounds = [
        (Keyword::Minimum, &number.minimum),
        (Keyword::ExclusiveMinimum, &number.exclusive_minimum),
        (Keyword::Maximum, &number.maximum),
        (Keyword::ExclusiveMaximum, &number.exclusive_maximum),
    ];
    let bounds = bounds.into_iter().filter_map(|(keyword, bound)| Some((keyword, Some(bound.as_ref()?.to_string()))));
    bounds.chain(number.multiples.iter().map(|multiple| (Keyword::MultipleOf, Some(multiple.to_string())))).collect()
}

fn of_range(range: &Range, least: Keyword, most: Keyword) -> Vec<(Keyword, Option<String>)> {
    let ends = [(least, &range.least), (most, &range.most)];
    ends.into_iter().filter_map(|(keyword, end)| Some((keyword, Some(end.as_ref()?.to_string())))).collect()
}

/// A value as it is shown: numbers and booleans as they are, all else as code.
fn shown(value: &str) -> String {
    let is_plain = value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+'));
    if is_plain { value.to_owned() } else { code(value) }
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Words as a sentence.
fn sentence(words: &str) -> String {
    let mut text = format!("{words}.");
    if let Some(first) = text.get(..1) {
        let first = first.to_ascii_uppercase();
        text.replace_range(..1, &first);
    }
    text
}

/// Listed values that are no enum in Rust.
fn one_of(listed: &ListedValues, null: bool) -> Option<String> {
    let shown = |value: &Node| code(&value.to_json().to_string());
    let values = listed.values.iter().map(|value| shown(&value.value)).chain(null.then(|| "`null`".to_owned()));
    let values: Vec<String> = values.collect();
    match values.as_slice() {
        [] => None,
        [one] => Some(format!("always {one}")),
        several => Some(format!("one of {}", several.join(", "))),
    }
}
