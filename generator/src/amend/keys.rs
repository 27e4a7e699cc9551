//! Schemas by the keys of the configuration.

use crate::collections::HashMap;
use std::collections::BTreeMap;

use super::lookup::Lookup;
use crate::diagnostic::Diagnostic;
use crate::document::{Pointer, SchemaId};
use crate::grammar::nearest;
use crate::limits;
use crate::spec::Keyword;

/// The schemas of a document, by name, by the path of properties behind a name, and by JSON Pointer.
pub(crate) struct Keys<'a, T> {
    schemas: &'a T,
    pointers: &'a HashMap<Pointer, SchemaId>,
    names: BTreeMap<&'a str, SchemaId>,
}

/// The schema of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Match {
    pub(crate) schema: SchemaId,
    /// The object whose property it is, with the name of the property.
    pub(crate) property: Option<(SchemaId, String)>,
}

impl<'a, T: Lookup> Keys<'a, T> {
    pub(crate) fn new(schemas: &'a T, pointers: &'a HashMap<Pointer, SchemaId>) -> Self {
        let mut names = BTreeMap::new();
        for id in schemas.all() {
            if let Some(name) = schemas.name(id) {
                // Names in files are qualified where they collide, so this hides no schema of the document that the
                // user named.
                names.entry(name).or_insert(id);
            }
        }
        Self { schemas, pointers, names }
    }

    /// The schema of a key: a JSON Pointer, a name, or a name with properties behind it, each after a dot. Lists on that path
    /// stand for their items: `Order.lines.price` is the price of each line.
    pub(crate) fn find(&self, key: &str) -> Option<Match> {
        if key.contains('/') {
            return self.at(&Pointer::parse(key)?);
        }
        let named = self.names.get(key).map(|schema| Match { schema: *schema, property: None });
        named.or_else(|| {
            // The longest name first, since names may have dots of their own.
            let mut splits = key.rmatch_indices('.');
            splits.find_map(|(at, _)| self.within(*self.names.get(&key[..at])?, &key[at + 1..]))
        })
    }

    /// A finding about a key that no schema has.
    pub(crate) fn unknown(&self, key: &str, purpose: &str) -> Diagnostic {
        let message = if key.contains('/') {
            format!("there is no schema at `{key}` {purpose}")
        } else {
            format!("there is no schema or property `{key}` {purpose}")
        };
        Diagnostic::unknown_option(key, message, self.similar(key).as_deref())
    }

    fn at(&self, pointer: &Pointer) -> Option<Match> {
        let schema = *self.pointers.get(pointer)?;
        let mut object = pointer.clone();
        object.pop();
        object.pop();
        let property = match pointer.tokens() {
            [.., section, name] if **section == *Keyword::Properties.name() => {
                self.pointers.get(&object).map(|id| (*id, name.to_string()))
            }
            _ => None,
        };
        Some(Match { schema, property })
    }

    /// The schema at the end of a path of properties, whose names may have dots of their own.
    fn within(&self, object: SchemaId, path: &str) -> Option<Match> {
        let match_of = |(object, schema)| Match { schema, property: Some((object, path.to_owned())) };
        self.property(object, path).map(match_of).or_else(|| {
            let mut splits = path.match_indices('.');
            splits.find_map(|(at, _)| self.within(self.property(object, &path[..at])?.1, &path[at + 1..]))
        })
    }

    /// The schema of a property, with the object that has it: the schema itself, or the items of a list.
    fn property(&self, object: SchemaId, name: &str) -> Option<(SchemaId, SchemaId)> {
        let items = |id: &SchemaId| self.schemas.items(*id);
        let mut objects = std::iter::successors(Some(object), items).take(limits::LIST_DEPTH);
        objects.find_map(|object| {
            let declared = |part: SchemaId| {
                self.schemas
                    .properties(part)
                    .into_iter()
                    .find(|(existing, _)| *existing == name)
                    .map(|(_, schema)| schema)
            };
            Some((object, parts(self.schemas, object).into_iter().find_map(declared)?))
        })
    }

    fn similar(&self, key: &str) -> Option<String> {
        if key.contains('/') {
            let mut pointers: Vec<String> = self.pointers.keys().map(ToString::to_string).collect();
            // A map has no order, and a suggestion must not change from run to run.
            pointers.sort_unstable();
            return nearest(key, pointers.iter().map(String::as_str)).map(str::to_owned);
        }
        let properties = key.rmatch_indices('.').find_map(|(at, _)| {
            let object = self.schemas.end(self.object(&key[..at])?);
            let parts = parts(self.schemas, object).into_iter();
            let properties = parts.flat_map(|part| self.schemas.properties(part));
            Some(properties.map(|(name, _)| format!("{}.{name}", &key[..at])).collect::<Vec<_>>())
        });
        let properties = properties.unwrap_or_default();
        nearest(key, self.names.keys().copied().chain(properties.iter().map(String::as_str))).map(str::to_owned)
    }

    /// The object that a key leads to, through lists.
    fn object(&self, key: &str) -> Option<SchemaId> {
        let items = |id: &SchemaId| self.schemas.items(*id);
        std::iter::successors(Some(self.find(key)?.schema), items).take(limits::LIST_DEPTH).last()
    }
}

/// A schema and those that are merged into it: where references lead, and the members of `allOf`.
pub(super) fn parts(schemas: &impl Lookup, id: SchemaId) -> Vec<SchemaId> {
    let mut parts = vec![schemas.end(id)];
    let mut next = 0;
    while let Some(part) = parts.get(next).copied() {
        next += 1;
        for member in schemas.merged(part) {
            let member = schemas.end(member);
            if !parts.contains(&member) {
                parts.push(member);
            }
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use crate::collections::HashMap;

    use super::Keys;
    use crate::bundle::{RawSchema, RawSchemaTable};
    use crate::document::{Node, Object, Origin, Pointer, SchemaId, SourceId, Value};
    use crate::spec::Keyword;

    fn raw(name: Option<&str>, keywords: Vec<(Keyword, Node)>) -> RawSchema {
        let keywords = keywords.into_iter().collect();
        RawSchema { origin: origin(), pointer: Pointer::root(), name: name.map(str::to_owned), keywords }
    }

    fn origin() -> Origin {
        Origin { source: SourceId(0), index: 0 }
    }

    fn schema(id: SchemaId) -> Node {
        Node::new(Value::Schema(id), origin())
    }

    fn properties(entries: &[(&str, SchemaId)]) -> (Keyword, Node) {
        let entries: Object = entries.iter().map(|(name, id)| ((*name).to_owned(), schema(*id))).collect();
        (Keyword::Properties, Node::new(Value::object(entries), origin()))
    }

    /// `Order` has `lines`, a list of objects with `price` and `a.b`; `Big` is an `Order` by `allOf`.
    #[test]
    fn properties_are_found_behind_names_lists_and_dots() {
        let mut table = RawSchemaTable::default();
        let price = table.add(raw(None, vec![]));
        let dotted = table.add(raw(None, vec![]));
        let line = table.add(raw(None, vec![properties(&[("price", price), ("a.b", dotted)])]));
        let lines = table.add(raw(None, vec![(Keyword::Items, schema(line))]));
        let order = table.add(raw(Some("Order"), vec![properties(&[("lines", lines)])]));
        let all_of = Node::new(Value::array(vec![schema(order)]), origin());
        let big = table.add(raw(Some("Big"), vec![(Keyword::AllOf, all_of)]));
        let pointer = Pointer::parse("#/x/properties/lines").unwrap();
        let pointers = HashMap::from_iter([(pointer, lines), (Pointer::parse("#/x").unwrap(), order)]);
        let keys = Keys::new(&table, &pointers);
        let find = |key: &str| keys.find(key).map(|matched| (matched.schema, matched.property));
        let at = |object, name: &str| Some((object, name.to_owned()));
        assert_eq!(find("Order"), Some((order, None)));
        assert_eq!(find("Order.lines"), Some((lines, at(order, "lines"))));
        assert_eq!(find("Order.lines.price"), Some((price, at(line, "price"))));
        assert_eq!(find("Order.lines.a.b"), Some((dotted, at(line, "a.b"))));
        assert_eq!(find("Big.lines"), Some((lines, at(big, "lines"))));
        assert_eq!(find("#/x/properties/lines"), Some((lines, at(order, "lines"))));
        assert_eq!(find("Order.line"), None);
        let unknown = keys.unknown("Order.lines.prize", "to make nullable");
        assert_eq!(unknown.help.as_deref(), Some("did you mean `Order.lines.price`?"));
    }
}
