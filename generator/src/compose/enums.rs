//! Listed values: of one kind each, and of the type that the schema names.
use super::{Composer, labels, row};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Origin, SchemaId, SpanTarget as Place, Value};
use crate::spec::{Keyword, Keywords, UNIONS};

/// The kind of a listed value, as far as Rust types tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    String,
    Integer,
    Number,
    Boolean,
    Array,
    Object,
}

/// A listed value, and its place in the list as the document has it.
type ListedEntry = (usize, Node);

impl Kind {
    /// The type in the words of JSON Schema.
    fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

impl Composer<'_> {
    /// Sorts the values of `enum` and `const` by kind. Those of booleans and of numbers with a fraction are for the
    /// documentation. Of arrays and objects the type is what remains; values of several kinds are a union.
    pub(super) fn enums(&mut self, id: SchemaId, mut keywords: Keywords) -> Keywords {
        self.without_alternatives_of_null(id, &mut keywords);
        if row::members(&keywords, Keyword::OneOf).len() + row::members(&keywords, Keyword::AnyOf).len() > 0 {
            return keywords; // it goes to the members
        }
        let Some((origin, written)) = self.values(&mut keywords) else {
            return keywords;
        };
        let types: Vec<String> = row::types(&keywords).into_iter().map(str::to_owned).collect();
        let null = written.iter().find(|(_, value)| value.value == Value::Null).map(|(_, value)| value.origin);
        if let Some(null) = null {
            self.foreign_null(null, &written, &types);
        }
        let null = null.or(types.iter().any(|name| name == "null").then_some(origin));
        let is_empty = written.is_empty();
        let fitting = written.into_iter().filter(|(_, value)| value.value != Value::Null);
        let fitting: Vec<ListedEntry> =
            fitting.filter_map(|(place, value)| Some((place, self.fitted(value, &types)?))).collect();
        keywords.shift_remove(&Keyword::Const);
        keywords.shift_remove(&Keyword::Enum);
        let mut kinds: Vec<Kind> = Vec::new();
        for kind in fitting.iter().filter_map(|(_, value)| kind(value)) {
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        // A value beyond 64 bits is a double to the reader, and an integer to its schema.
        if kinds.contains(&Kind::Number) && is_integer(&types) {
            kinds.retain(|kind| *kind != Kind::Number);
            if !kinds.contains(&Kind::Integer) {
                kinds.push(Kind::Integer);
            }
        }
        // `1` beside `1.5` is a number like it. As two kinds they would be a union whose members no value tells apart.
        if kinds.contains(&Kind::Number) {
            kinds.retain(|kind| *kind != Kind::Integer);
        }
        match kinds[..] {
            [] if null.is_some() => {
                keywords.insert(Keyword::Type, row::list(vec![Node::string("null", origin)], origin));
            }
            [] => {
                // A list "SHOULD have at least one element" (JSON Schema 2020-12, Validation, section 6.1.2). Taken by
                // the letter, an empty one allows no value.
                if is_empty {
                    let diagnostic = Diagnostic::warning(Code::InvalidValue, "`enum` lists no values");
                    let diagnostic = diagnostic.at(origin, Place::Value).with_note("any value of the type is allowed");
                    self.diagnostics.push(diagnostic.help("list the values, or remove `enum`"));
                }
            }
            [one] => self.of_kind(&mut keywords, one, fitting, null, origin),
            _ => {
                // Each member gets the keywords of its type alone. `minLength` at a member of numbers would be unused,
                // and reported.
                let (outer, mut inner): (Keywords, Keywords) =
                    keywords.into_iter().partition(|(keyword, _)| keyword.is_annotation());
                keywords = outer;
                labels::share(&mut keywords, &mut inner);
                let speaks = |keyword: Keyword, kind: Kind| row::applies_to(keyword, kind.name());
                let (inner, unused): (Keywords, Keywords) =
                    inner.into_iter().partition(|(keyword, _)| kinds.iter().any(|kind| speaks(*keyword, *kind)));
                keywords.extend(unused);
                let mut members = Vec::new();
                for one in kinds {
                    let type_keywords = inner.iter().filter(|(keyword, _)| speaks(**keyword, one));
                    let mut type_keywords: Keywords =
                        type_keywords.map(|(keyword, node)| (*keyword, node.clone())).collect();
                    let values = fitting.iter().filter(|(_, value)| is_of(value, one)).cloned().collect();
                    self.of_kind(&mut type_keywords, one, values, None, origin);
                    members.push(self.split(id, origin, type_keywords));
                }
                if null.is_some() {
                    members.push(self.null(id, origin));
                }
                let members = members.into_iter().map(|id| row::member(id, origin)).collect();
                keywords.insert(Keyword::AnyOf, row::list(members, origin));
            }
        }
        keywords
    }

    /// The values of a schema that lists some, and where it does. `const` is one of the values of an `enum` beside it.
    fn values(&mut self, keywords: &mut Keywords) -> Option<(Origin, Vec<ListedEntry>)> {
        let list = keywords.get(&Keyword::Enum);
        let listed = || list.and_then(Node::as_array).unwrap_or_default().iter().cloned().enumerate();
        let Some(value) = keywords.get(&Keyword::Const) else {
            return Some((list?.origin, listed().collect()));
        };
        let one = match list {
            None => Some((0, value.clone())),
            Some(_) => listed().find(|(_, listed)| row::is_equal(listed, value)),
        };
        if let Some(one) = one {
            return Some((value.origin, vec![one]));
        }
        let message = "the value of `const` is not one of the values of `enum`";
        let warning = Diagnostic::warning(Code::Contradiction, message).at(value.origin, Place::Key);
        self.diagnostics.push(warning.with_note("both are ignored"));
        if let Some(list) = list {
            let note = Diagnostic::note(Code::Contradiction, "`enum` does not list the value of `const`");
            self.diagnostics.push(note.at(list.origin, Place::Key).with_note("both are ignored"));
        }
        keywords.shift_remove(&Keyword::Const);
        keywords.shift_remove(&Keyword::Enum);
        None
    }

    /// Drops the alternatives of a schema that allows nothing but `null`.
    fn without_alternatives_of_null(&mut self, id: SchemaId, keywords: &mut Keywords) {
        if !row::is_null(keywords) {
            return;
        }
        for keyword in UNIONS {
            let Some(node) = keywords.shift_remove(&keyword) else { continue };
            for origin in self.repeated.of_row(id, keyword, node.origin) {
                let message = format!("`{keyword}` has no effect on values of type null");
                self.note(Code::IgnoredKeyword, origin, Place::Key, message);
            }
        }
    }

    /// Reports `null` among the listed values of a schema whose types it is none of.
    fn foreign_null(&mut self, origin: Origin, written: &[ListedEntry], types: &[String]) {
        if types.is_empty() || types.iter().any(|name| name == "null") {
            return;
        }
        let message = format!("null is listed where the type is {}", types.join(" or "));
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(origin, Place::Value);
        let is_alone = written.iter().all(|(_, value)| value.value == Value::Null);
        let note =
            if is_alone { "the value is always `null`".to_owned() } else { "the values may be `null` too".to_owned() };
        self.diagnostics.push(if is_alone {
            diagnostic.with_note(note)
        } else {
            diagnostic
                .with_note(note)
                .help(format!("write `nullable: true`, or since 3.1 `type: [{}, \"null\"]`", types.join(", ")))
        });
    }

    /// Makes keywords say values of one kind.
    fn of_kind(
        &mut self,
        keywords: &mut Keywords,
        kind: Kind,
        values: Vec<ListedEntry>,
        null: Option<Origin>,
        origin: Origin,
    ) {
        let (places, mut values): (Vec<usize>, Vec<Node>) = values.into_iter().unzip();
        labels::reorder(keywords, &places);
        let name = kind.name();
        let mut types = vec![Node::string(name, origin)];
        types.extend(null.map(|null| Node::string("null", null)));
        keywords.insert(Keyword::Type, row::list(types, origin));
        let has_large = values.iter().any(|node| matches!(&node.value, Value::Number(number) if !number.is_i64()));
        // `true` and `false` both listed are all values of a boolean. Such a list says nothing.
        let both = kind == Kind::Boolean && values.iter().any(|value| value.as_bool() != values[0].as_bool());
        if !both && !matches!(kind, Kind::Array | Kind::Object) {
            values.extend(null.map(|null| Node::new(Value::Null, null)));
            keywords.insert(Keyword::Enum, row::list(values, origin));
        }
        let is_enum = match kind {
            Kind::String => true,
            Kind::Integer => !has_large,
            // An enum of Rust is compared and hashed by its value, and a fraction has no name. So such lists stand in
            // the documentation alone.
            Kind::Number | Kind::Boolean | Kind::Array | Kind::Object => false,
        };
        if !both && !is_enum {
            let note = Diagnostic::note(Code::LooserType, "values are not checked against the listed ones");
            self.diagnostics.push(note.at(origin, Place::Key).with_note(format!("the type holds any {name}")));
        }
    }

    /// A value as the type of its schema has it. YAML makes numbers and booleans of bare words in a list of strings,
    /// and the other way round. What cannot be of the type is left out.
    fn fitted(&mut self, value: Node, types: &[String]) -> Option<Node> {
        let value_kind = kind(&value)?;
        let allows = |name: &str| types.iter().any(|allowed| allowed == name);
        let fits = types.iter().all(|name| name == "null")
            || match value_kind {
                Kind::String => allows("string"),
                Kind::Integer => allows("integer") || allows("number"),
                Kind::Number => allows("number") || allows("integer") && is_beyond(&value),
                Kind::Boolean => allows("boolean"),
                Kind::Array => allows("array"),
                Kind::Object => allows("object"),
            };
        if fits {
            return Some(value);
        }
        let read = converted(&value, &allows);
        let message = format!("{} is listed where the type is {}", value.kind(), types.join(" or "));
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(value.origin, Place::Value);
        self.diagnostics.push(match &read {
            Some(read) => diagnostic.with_note(format!("treated as `{}`", read.to_json())),
            None => diagnostic.with_note("the value is left out"),
        });
        read
    }
}

fn kind(node: &Node) -> Option<Kind> {
    match &node.value {
        Value::String(_) => Some(Kind::String),
        Value::Number(number) if !number.is_f64() => Some(Kind::Integer),
        Value::Number(_) => Some(Kind::Number),
        Value::Bool(_) => Some(Kind::Boolean),
        Value::Array(_) => Some(Kind::Array),
        Value::Object(_) => Some(Kind::Object),
        Value::Null | Value::Schema(_) => None,
    }
}

/// Returns `true` if a listed value is of a kind. Of the kinds of numbers a list has one.
fn is_of(node: &Node, wanted: Kind) -> bool {
    let is_number = |kind: Kind| matches!(kind, Kind::Integer | Kind::Number);
    kind(node).is_some_and(|kind| kind == wanted || is_number(kind) && is_number(wanted))
}

/// Returns `true` if a schema of these types has integers, and no other numbers.
fn is_integer(types: &[String]) -> bool {
    let has = |name: &str| types.iter().any(|type_name| type_name == name);
    has("integer") && !has("number")
}

/// Returns `true` if a value is an integer of more than 64 bits.
fn is_beyond(node: &Node) -> bool {
    // The largest `i64` is about 9.22e18. Beyond it the readers of JSON and YAML give a double, also of a whole number.
    matches!(&node.value, Value::Number(number) if number.as_f64().is_some_and(|number| number.abs() >= 9.2e18))
}

fn converted(value: &Node, allows: &impl Fn(&str) -> bool) -> Option<Node> {
    let value_of = |value: Value, node: &Node| Node::new(value, node.origin);
    match &value.value {
        Value::Number(_) | Value::Bool(_) if allows("string") => {
            value.scalar_text().map(|text| Node::string(text, value.origin))
        }
        Value::Number(number) if allows("integer") => {
            // Up to 2^53, about 9.007e15, a double is the integer that the document has. Above, it may be a neighbour.
            let whole = number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 9e15);
            whole.map(|whole| value_of(Value::Number((whole as i64).into()), value))
        }
        Value::String(text) => {
            let text = text.trim();
            let is_numeric = allows("integer") || allows("number");
            // Integers are tried first: a double would round those of more than 53 bits.
            let integer = text.parse::<i64>().ok().map(serde_json::Number::from);
            let integer = integer.or_else(|| text.parse::<u64>().ok().map(serde_json::Number::from));
            let integer = integer.filter(|_| is_numeric);
            let number = text.parse::<f64>().ok().and_then(serde_json::Number::from_f64).filter(|_| allows("number"));
            let flag = text.parse::<bool>().ok().filter(|_| allows("boolean"));
            integer
                .map(Value::Number)
                .or(number.map(Value::Number))
                .or(flag.map(Value::Bool))
                .map(|read| value_of(read, value))
        }
        _ => None,
    }
}
