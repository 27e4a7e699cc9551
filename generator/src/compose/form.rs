//! Reads a composed row as a schema of one form. Each keyword lands in the form, in the annotations, or in the rest.

use crate::collections::IndexMap;

use super::labels::ByValue;
use super::repeated::Places;
use super::row;
use crate::bundle::RawSchema;
use crate::document::{Node, SchemaId, Value};
use crate::schema::{
    Additional, Annotations, Array, Bool, Content, Discriminator, Enum, EnumBase, Form, Format, ListedValue,
    ListedValues, Number, Object, Pattern, Range, Schema, Text, Union, UnionKeyword, XmlObject,
};
use crate::spec::format::is_of_integers;
use crate::spec::{Field, InstanceType, Keyword, Keywords, Members as _, UNIONS};

/// Facts about a row that composing it brought to light.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The row of the own properties of a union of subtypes.
    pub(super) base: Option<SchemaId>,
    /// The schemas of the first items of an array that is no tuple.
    pub(super) places: Vec<SchemaId>,
}

/// The schema of a row.
pub(super) fn schema(id: SchemaId, row: RawSchema, facts: Facts, places: &Places) -> Schema {
    let RawSchema { origin, pointer, name, keywords } = row;
    let mut reader = Reader { keywords, facts };
    let annotations = reader.annotations();
    let format = reader.take(Keyword::Format).and_then(|node| {
        let Value::String(name) = node.value else { return None };
        Some(Format { name, origin: node.origin })
    });
    let mut types = row::types(&reader.keywords).into_iter().map(str::to_owned).collect::<Vec<_>>();
    let is_listed = reader.keywords.contains_key(&Keyword::Enum);
    // `type: number, format: int64` is an integer in every service that sends it.
    let are_integers = format.as_ref().is_some_and(|format| is_of_integers(&format.name)) && !is_listed;
    let by_format = are_integers && types.iter().any(|name| name == "number");
    if by_format {
        types.retain(|name| name != "number" && name != "integer");
        types.push("integer".to_owned());
    }
    reader.take(Keyword::Type);
    let (mut form, listed_null) = reader.form(&types, format.as_ref().map(|format| format.name.as_str()));
    if let Form::Number(number) = &mut form {
        number.by_format = by_format;
    }
    let content = form.may_be_text().then(|| reader.content()).filter(|content| !content.is_empty()).map(Box::new);
    let null = !matches!(form, Form::Null) && (listed_null || types.iter().any(|name| name == "null"));
    let rest = reader.rest();
    // No place of another keyword is named.
    let is_named = |keyword: Keyword| {
        matches!(keyword, Keyword::ContentSchema | Keyword::PatternProperties)
            || rest.iter().any(|(unused, _)| *unused == keyword)
    };
    let repeated = places.of_keywords(id, is_named);
    Schema {
        origin,
        pointer,
        name,
        annotations,
        null,
        declares_type: !types.is_empty(),
        format,
        content,
        form,
        repeated,
        rest,
    }
}

/// The keywords that are still to be read.
struct Reader {
    keywords: Keywords,
    facts: Facts,
}

impl Reader {
    fn take(&mut self, keyword: Keyword) -> Option<Node> {
        self.keywords.shift_remove(&keyword)
    }

    fn text(&mut self, keyword: Keyword) -> Option<String> {
        self.take(keyword)?.as_str().map(str::to_owned)
    }

    fn flag(&mut self, keyword: Keyword) -> bool {
        self.take(keyword).and_then(|node| node.as_bool()).unwrap_or(false)
    }

    fn number(&mut self, keyword: Keyword) -> Option<serde_json::Number> {
        self.take(keyword).and_then(as_number)
    }

    fn id(&mut self, keyword: Keyword) -> Option<SchemaId> {
        self.take(keyword)?.as_schema()
    }

    fn annotations(&mut self) -> Annotations {
        let examples = self.take(Keyword::Examples);
        Annotations {
            title: self.text(Keyword::Title),
            description: self.text(Keyword::Description),
            default: self.take(Keyword::Default),
            examples: examples.and_then(Node::into_array).unwrap_or_default(),
            deprecated: self.flag(Keyword::Deprecated),
            read_only: self.flag(Keyword::ReadOnly),
            write_only: self.flag(Keyword::WriteOnly),
            xml: self.take(Keyword::Xml).map(|node| Box::new(XmlObject::read(&node))),
            client_name: self.text(Keyword::ClientName).filter(|name| !name.trim().is_empty()),
            type_name: self.text(Keyword::TypeName).filter(|name| !name.trim().is_empty()),
            rust_type: self.take(Keyword::RustType).map(Box::new),
            tag: self.text(Keyword::DiscriminatorValue),
        }
    }

    fn content(&mut self) -> Content {
        let origin = |keyword| self.keywords.get(&keyword).map(|node| node.origin);
        Content {
            origin: origin(Keyword::ContentEncoding).or_else(|| origin(Keyword::ContentMediaType)),
            encoding: self.text(Keyword::ContentEncoding),
            media_type: self.text(Keyword::ContentMediaType),
            schema: self.take(Keyword::ContentSchema).and_then(|node| Some((node.as_schema()?, node.origin))),
        }
    }

    // Each keyword is taken out when it is read; what is left is the rest, which `lint` names. So no keyword is in
    // neither.
    /// The form of a schema with these types, and whether `null` is among its listed values.
    fn form(&mut self, types: &[String], format: Option<&str>) -> (Form, bool) {
        if let Some(reference) = self.take(Keyword::Ref) {
            return (reference.as_schema().map_or(Form::Unresolved, Form::Reference), false);
        }
        // The order of these questions is the order of strength. A reference stands for all of itself, a union for its
        // members, and only then do types and the keywords of types count.
        for keyword in UNIONS {
            if let Some(node) = self.take(keyword) {
                return (Form::Union(Box::new(self.union(keyword, &node))), false);
            }
        }
        if let Some(kind) = row::numeral(types, format, &self.keywords) {
            return (self.numeral(if kind == "integer" { Domain::Integers } else { Domain::Numbers }), false);
        }
        let kinds: Vec<&str> = types.iter().map(String::as_str).filter(|name| *name != "null").collect();
        let kind = match kinds[..] {
            [] if types.is_empty() => self.implied(),
            [] => return (Form::Null, false),
            [kind] => Some(kind),
            _ => None, // a schema of all types
        };
        let listed = self.take(Keyword::Enum).map(|node| self.listed(&node));
        let (listed, null) = listed.map_or((None, false), |(listed, null)| (Some(listed), null));
        let form = match (kind, listed) {
            (Some("string"), None) => Form::Text(self.strings()),
            (Some("string"), Some(listed)) => {
                Form::Enum(Box::new(Enum { listed, base: EnumBase::Text(self.strings()) }))
            }
            (Some("integer"), None) => Form::Number(Box::new(self.numbers(Domain::Integers, None))),
            // No enum of Rust holds a value beyond 64 bits with a sign.
            (Some("integer"), Some(listed)) if !listed.values.iter().all(is_of_64_bits) => {
                Form::Number(Box::new(self.numbers(Domain::Integers, Some(listed))))
            }
            (Some("integer"), Some(listed)) => {
                Form::Enum(Box::new(Enum { listed, base: EnumBase::Integer(self.numbers(Domain::Integers, None)) }))
            }
            (Some("number"), listed) => Form::Number(Box::new(self.numbers(Domain::Numbers, listed))),
            (Some("boolean"), listed) => Form::Bool(Bool { listed }),
            (Some("array"), _) => Form::Array(Box::new(self.array())),
            (Some("object"), _) => Form::Object(Box::new(self.object())),
            _ => Form::Any,
        };
        (form, null)
    }

    /// The type that keywords imply where a schema names none: that of the values which they are about. Where texts and
    /// numbers are spoken of, neither is meant alone.
    fn implied(&self) -> Option<&'static str> {
        // By the letter a keyword says nothing of values of other types, so all of those are valid (JSON Schema
        // 2020-12, Core, section 7.6.1). Authors who leave `type` out mean the type that they describe.
        let limits = |about: InstanceType| {
            let implies = |keyword: &Keyword| {
                use crate::spec::Role::{Limit, Shape, Unevaluated};
                matches!(keyword.role(), Limit(kind) | Shape(kind) | Unevaluated(kind) if kind == about)
            };
            self.keywords.keys().any(implies)
        };
        let kinds = [InstanceType::Object, InstanceType::Array, InstanceType::String];
        let kind = kinds.into_iter().find(|kind| limits(*kind))?;
        (kind != InstanceType::String || !limits(InstanceType::Number)).then_some(kind.name())
    }

    fn strings(&mut self) -> Text {
        let patterns = several(self.take(Keyword::Pattern));
        let patterns = patterns.filter_map(|node| match node.value {
            Value::String(text) => Some(Pattern { text, origin: node.origin }),
            _ => None,
        });
        Text { patterns: patterns.collect(), length: self.range(Keyword::MinLength, Keyword::MaxLength) }
    }

    /// A number that is a string as well.
    fn numeral(&mut self, domain: Domain) -> Form {
        self.take(Keyword::Pattern);
        Form::Number(Box::new(Number { in_text: true, ..self.numbers(domain, None) }))
    }

    fn numbers(&mut self, domain: Domain, listed: Option<ListedValues>) -> Number {
        Number {
            is_integer: matches!(domain, Domain::Integers),
            in_text: false,
            by_format: false,
            minimum: self.number(Keyword::Minimum),
            maximum: self.number(Keyword::Maximum),
            exclusive_minimum: self.number(Keyword::ExclusiveMinimum),
            exclusive_maximum: self.number(Keyword::ExclusiveMaximum),
            multiples: several(self.take(Keyword::MultipleOf)).filter_map(as_number).collect(),
            listed,
        }
    }

    fn array(&mut self) -> Array {
        let prefix = self.take(Keyword::PrefixItems);
        let is_tuple = prefix.is_some();
        let prefix = prefix.as_ref().and_then(Node::as_array).unwrap_or_default().iter().filter_map(Node::as_schema);
        let places = if is_tuple { prefix.collect() } else { std::mem::take(&mut self.facts.places) };
        Array {
            items: self.id(Keyword::Items),
            places,
            is_tuple,
            count: self.range(Keyword::MinItems, Keyword::MaxItems),
            unique: self.flag(Keyword::UniqueItems),
        }
    }

    fn object(&mut self) -> Object {
        let required = self.take(Keyword::Required);
        let required = required.as_ref().and_then(Node::as_array).unwrap_or_default().iter();
        let mut names = IndexMap::default();
        for (name, origin) in required.filter_map(|node| Some((node.as_str()?, node.origin))) {
            names.entry(name.to_owned()).or_insert(origin);
        }
        let patterns = self.take(Keyword::PatternProperties).map(|node| (node.origin, schemas(node)));
        let others = self.take(Keyword::AdditionalProperties).and_then(additional);
        // Properties that `additionalProperties` is about are evaluated.
        let unevaluated = if others.is_none() { self.take(Keyword::UnevaluatedProperties) } else { None };
        Object {
            properties: self.take(Keyword::Properties).map(schemas).unwrap_or_default(),
            required: names,
            additional: others,
            unevaluated: unevaluated.and_then(additional),
            patterns: patterns.filter(|(_, schemas)| !schemas.is_empty()).map(|(origin, schemas)| (schemas, origin)),
            count: self.range(Keyword::MinProperties, Keyword::MaxProperties),
        }
    }

    fn range(&mut self, least: Keyword, most: Keyword) -> Range {
        Range { least: self.number(least), most: self.number(most) }
    }

    fn union(&mut self, keyword: Keyword, node: &Node) -> Union {
        let members = node.as_array().unwrap_or_default().iter().filter_map(Node::as_schema).collect();
        let keyword = if keyword == Keyword::AnyOf { UnionKeyword::AnyOf } else { UnionKeyword::OneOf };
        let discriminator = self.take(Keyword::Discriminator).and_then(|node| self.discriminator(&node));
        Union { origin: node.origin, keyword, members, discriminator }
    }

    fn discriminator(&self, node: &Node) -> Option<Discriminator> {
        let property = node.get("propertyName").and_then(Node::as_str)?.to_owned();
        let entries = node.get("mapping").and_then(Node::as_object).into_iter().flatten();
        let entries = entries.filter_map(|(tag, entry)| Some((tag.clone(), entry.as_schema()?, entry.origin)));
        let default = node.member(Field::DefaultMapping).and_then(|entry| Some((entry.as_schema()?, entry.origin)));
        let mapping = entries.collect();
        Some(Discriminator { origin: node.origin, property, mapping, base: self.facts.base, default })
    }

    /// Listed values with their names and descriptions, and whether `null` is among them.
    fn listed(&mut self, node: &Node) -> (ListedValues, bool) {
        let settings = self.take(Keyword::EnumSettings);
        let settings = settings.as_ref();
        let entries = settings.and_then(|node| node.get("values")?.as_array()).unwrap_or_default();
        let mut by_place = |keyword| self.take(keyword).and_then(Node::into_array);
        let names = [by_place(Keyword::EnumVarnames), by_place(Keyword::EnumNames)].into_iter().flatten().next();
        let described = entries.iter().any(|entry| entry.get("description").and_then(Node::as_str).is_some());
        let descriptions = by_place(Keyword::EnumDescriptions).filter(|_| !described);
        let at =
            |texts: &Option<Vec<Node>>, index: usize| Some(texts.as_ref()?.get(index)?.scalar_text()?.into_owned());
        let all = node.as_array().unwrap_or_default();
        let named = ByValue::new(entries.iter().filter_map(|entry| Some((entry.get("value")?, entry))));
        let values = all.iter().enumerate().filter(|(_, value)| value.value != Value::Null).map(|(index, value)| {
            let entry = named.written_as(value);
            let of_entry = |key| entry.and_then(|entry| entry.get(key)?.as_str()).map(str::to_owned);
            ListedValue {
                value: value.clone(),
                name: of_entry("name").or_else(|| at(&names, index)).filter(|name| !name.is_empty()),
                description: of_entry("description").or_else(|| at(&descriptions, index)),
            }
        });
        let values: Vec<ListedValue> = values.collect();
        let null = values.len() < all.len();
        let name = settings.and_then(|node| node.get("name")?.as_str()).filter(|name| !name.trim().is_empty());
        let is_closed = settings.and_then(|node| node.get("modelAsString")?.as_bool()) == Some(false);
        (ListedValues { values, name: name.map(str::to_owned), is_closed }, null)
    }

    /// The keywords that nothing has read. Those that say nothing, such as an empty list of required properties, are left out.
    fn rest(self) -> Vec<(Keyword, Node)> {
        let reported = self
            .keywords
            .into_iter()
            .filter(|(keyword, node)| *keyword == Keyword::Discriminator || !row::is_idle(*keyword, node));
        let nodes = |keyword: Keyword, node: Node| {
            if super::combine::is_kept_apart(keyword) { several(Some(node)).collect() } else { vec![node] }
        };
        reported.flat_map(|(keyword, node)| nodes(keyword, node).into_iter().map(move |node| (keyword, node))).collect()
    }
}

/// The values of a keyword that several parts of a schema have: one for each part. No such keyword has an array as its value.
fn several(node: Option<Node>) -> impl Iterator<Item = Node> {
    let nodes = match node {
        Some(Node { value: Value::Array(items), .. }) => items.into_inner(),
        other => other.into_iter().collect(),
    };
    nodes.into_iter()
}

fn is_of_64_bits(listed: &ListedValue) -> bool {
    matches!(&listed.value.value, Value::Number(number) if number.is_i64())
}

fn as_number(node: Node) -> Option<serde_json::Number> {
    match node.value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

fn schemas(node: Node) -> IndexMap<String, SchemaId> {
    let entries = node.into_object().unwrap_or_default().into_iter();
    entries.filter_map(|(name, node)| Some((name, node.as_schema()?))).collect()
}

fn additional(node: Node) -> Option<Additional> {
    match node.value {
        Value::Bool(true) => Some(Additional::Allowed),
        Value::Bool(false) => Some(Additional::Forbidden),
        Value::Schema(id) => Some(Additional::Of(id)),
        _ => None,
    }
}

/// The numbers that a schema allows.
#[derive(Clone, Copy)]
enum Domain {
    Integers,
    Numbers,
}
