//! How two values of one keyword say both.

use super::{Composer, row};
use crate::document::{Node, Object, Origin, Part as Place, SchemaId, Value};

/// The keywords of a merged row.
pub(super) struct Combine {
    id: SchemaId,
    keywords: Object,
    /// Whether the parts contradict each other in their types.
    is_contradicted: bool,
    /// Where the parts say how values of one type look.
    shapes: Vec<(&'static str, Origin)>,
}

/// Keywords that say how values of a type look, and that type.
const SHAPES: [(&str, &str); 5] = [
    ("properties", "object"),
    ("patternProperties", "object"),
    ("additionalProperties", "object"),
    ("items", "array"),
    ("prefixItems", "array"),
];

impl Combine {
    pub(super) fn new(id: SchemaId) -> Self {
        Self { id, keywords: Object::new(), is_contradicted: false, shapes: Vec::new() }
    }

    pub(super) fn finish(mut self, composer: &mut Composer<'_>) -> Object {
        let left: Vec<String> = row::types(&self.keywords).into_iter().map(str::to_owned).collect();
        if self.is_contradicted && !left.is_empty() {
            for (keyword, origin) in std::mem::take(&mut self.shapes) {
                if !SHAPES.iter().any(|(shape, ty)| *shape == keyword && left.iter().any(|left| left == ty)) {
                    let message = format!(
                        "`{keyword}` is ignored: other parts of this schema leave type {} to it",
                        left.join(", ")
                    );
                    composer.note(origin, Place::Key, message);
                    self.keywords.shift_remove(keyword);
                }
            }
        }
        self.keywords
    }

    /// Adds a keyword of a further part.
    pub(super) fn add(&mut self, composer: &mut Composer<'_>, keyword: &str, node: Node) {
        self.shapes
            .extend(SHAPES.iter().filter(|(shape, _)| *shape == keyword).map(|(shape, _)| (*shape, node.origin)));
        let Some(earlier) = self.keywords.get(keyword).cloned() else {
            self.keywords.insert(keyword.to_owned(), node);
            return;
        };
        let origin = node.origin;
        let combined = match keyword {
            "type" => self.types(composer, &earlier, node),
            "properties" | "patternProperties" => self.properties(composer, earlier, node),
            "required" => Some(names(earlier, node)),
            "items" | "propertyNames" | "contains" | "contentSchema" | "unevaluatedItems" => {
                self.both(composer, &earlier, node)
            }
            "additionalProperties" => self.additional(composer, earlier, node),
            "unevaluatedProperties" => self.unevaluated(composer, earlier, node),
            "prefixItems" => self.places(composer, earlier, node),
            "enum" => self.listed(composer, &earlier, node),
            "const" if earlier.to_json() != node.to_json() => self.contradiction(composer, keyword, &earlier, node),
            "format" if earlier.as_str() != node.as_str() => {
                let message = "`format` says something else than another part of this schema: this one counts";
                composer.note(origin, Place::Key, message);
                Some(node)
            }
            "minimum" | "exclusiveMinimum" | "minLength" | "minItems" | "minProperties" => Some(larger(earlier, node)),
            "maximum" | "exclusiveMaximum" | "maxLength" | "maxItems" | "maxProperties" => Some(smaller(earlier, node)),
            "oneOf" | "anyOf" => self.unions(composer, keyword, &earlier, node),
            "not" => self.either(composer, &earlier, node),
            "uniqueItems" => Some(Node::bool(earlier.as_bool() == Some(true) || node.as_bool() == Some(true), origin)),
            "readOnly" | "writeOnly" | "deprecated" => {
                Some(Node::bool(earlier.as_bool() == Some(true) || node.as_bool() == Some(true), origin))
            }
            _ => Some(node),
        };
        match combined {
            Some(node) => self.keywords.insert(keyword.to_owned(), node),
            None => {
                self.is_contradicted |= keyword == "type";
                self.keywords.shift_remove(keyword)
            }
        };
    }

    /// Types that both name; an integer is a number.
    fn types(&self, composer: &mut Composer<'_>, earlier: &Node, node: Node) -> Option<Node> {
        let text = |node: &Node| -> Vec<String> {
            node.as_array().unwrap_or_default().iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
        };
        let (a, b) = (text(earlier), text(&node));
        let allows = |list: &[String], name: &str| {
            list.iter().any(|own| own == name) || name == "integer" && list.iter().any(|own| own == "number")
        };
        let mut both: Vec<String> = b.iter().filter(|name| allows(&a, name)).cloned().collect();
        both.extend(a.iter().filter(|name| allows(&b, name) && !both.contains(name)).cloned().collect::<Vec<_>>());
        if both.is_empty() && !(a.is_empty() || b.is_empty()) {
            return self.contradiction(composer, "type", earlier, node);
        }
        if both == ["null"] && a.len() > 1 {
            composer.note(
                earlier.origin,
                Place::Key,
                "another part of this schema leaves nothing of these types but `null`",
            );
        }
        let names = both.into_iter().map(|name| Node::string(name, node.origin)).collect();
        Some(row::list(names, node.origin))
    }

    fn properties(&self, composer: &mut Composer<'_>, earlier: Node, node: Node) -> Option<Node> {
        let origin = earlier.origin;
        let mut all = earlier.into_object().unwrap_or_default();
        for (name, property) in node.into_object().unwrap_or_default() {
            let merged = match all.get(&name) {
                Some(known) => self.both(composer, known, property)?,
                None => property,
            };
            all.insert(name, merged);
        }
        Some(Node::new(Value::Object(all), origin))
    }

    /// A schema that is both of two.
    fn both(&self, composer: &mut Composer<'_>, earlier: &Node, node: Node) -> Option<Node> {
        let (Some(a), Some(b)) = (earlier.as_schema(), node.as_schema()) else {
            return Some(if node.as_schema().is_some() { node } else { earlier.clone() });
        };
        match composer.narrower(a, b) {
            Some(one) => {
                composer.table.absorb(if one == a { b } else { a }, one);
                Some(row::member(one, node.origin))
            }
            None => match composer.all_of(&[a, b], self.id, node.origin) {
                Some(id) => Some(row::member(id, node.origin)),
                None => {
                    let message = "schemas that combine each other without end are cut: the last one counts";
                    composer.approximated(node.origin, Place::Key, message);
                    Some(node)
                }
            },
        }
    }

    /// `false` forbids what the other one says; `true` says nothing.
    fn additional(&self, composer: &mut Composer<'_>, earlier: Node, node: Node) -> Option<Node> {
        match (&earlier.value, &node.value) {
            (Value::Bool(false), _) => Some(earlier),
            (_, Value::Bool(false)) => Some(node),
            (Value::Bool(true), _) => Some(node),
            (_, Value::Bool(true)) => Some(earlier),
            _ => self.both(composer, &earlier, node),
        }
    }

    /// A part that allows what it does not declare has evaluated it, and then no other part forbids it (JSON Schema 2020-12,
    /// "Core", section 11.3).
    fn unevaluated(&self, composer: &mut Composer<'_>, earlier: Node, node: Node) -> Option<Node> {
        match (&earlier.value, &node.value) {
            (Value::Bool(true), _) | (_, Value::Bool(false)) => Some(earlier),
            (_, Value::Bool(true)) | (Value::Bool(false), _) => Some(node),
            _ => self.both(composer, &earlier, node),
        }
    }

    fn places(&self, composer: &mut Composer<'_>, earlier: Node, node: Node) -> Option<Node> {
        let origin = node.origin;
        let a = earlier.as_array().unwrap_or_default().to_vec();
        let b = node.as_array().unwrap_or_default().to_vec();
        let longest = a.len().max(b.len());
        let places = (0..longest).map(|place| match (a.get(place), b.get(place)) {
            (Some(a), Some(b)) => self.both(composer, a, b.clone()),
            (a, b) => a.or(b).cloned(),
        });
        let places: Option<Vec<Node>> = places.collect();
        Some(row::list(places?, origin))
    }

    /// Values that both list.
    fn listed(&self, composer: &mut Composer<'_>, earlier: &Node, node: Node) -> Option<Node> {
        let known: Vec<_> = earlier.as_array().unwrap_or_default().iter().map(Node::to_json).collect();
        let values = node.as_array().unwrap_or_default();
        let both: Vec<Node> = values.iter().filter(|value| known.contains(&value.to_json())).cloned().collect();
        if both.is_empty() {
            return self.contradiction(composer, "enum", earlier, node);
        }
        Some(row::list(both, node.origin))
    }

    /// Two lists of alternatives: every pair of them.
    fn unions(&self, composer: &mut Composer<'_>, keyword: &str, earlier: &Node, node: Node) -> Option<Node> {
        /// Pairs beyond this are no longer a choice that a person makes.
        const MOST: usize = 64;
        let list = |node: &Node| -> Vec<SchemaId> {
            node.as_array().unwrap_or_default().iter().filter_map(Node::as_schema).collect()
        };
        let (a, b) = (list(earlier), list(&node));
        if a == b || composer.only_validates(&b) {
            return Some(earlier.clone());
        }
        if composer.only_validates(&a) {
            return Some(node);
        }
        let mut pairs = Vec::new();
        if a.len() * b.len() <= MOST {
            for (x, y) in a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y))) {
                pairs.push(row::member(composer.all_of(&[x, y], self.id, node.origin)?, node.origin));
            }
            return Some(row::list(pairs, node.origin));
        }
        let message = format!("`{keyword}` of several combined schemas is cut: the last one counts");
        composer.approximated(node.origin, Place::Key, message);
        Some(node)
    }

    /// What neither may be: either of two.
    fn either(&self, composer: &mut Composer<'_>, earlier: &Node, node: Node) -> Option<Node> {
        let members = vec![earlier.clone(), node.clone()];
        let keywords = Object::from([("anyOf".to_owned(), row::list(members, node.origin))]);
        Some(row::member(composer.add(self.id, node.origin, keywords), node.origin))
    }

    /// No value can be as both say. The keyword is left out, so that whatever comes is carried.
    fn contradiction(&self, composer: &mut Composer<'_>, keyword: &str, earlier: &Node, node: Node) -> Option<Node> {
        let message = format!("`{keyword}` contradicts what another part of this schema says: it is ignored");
        composer.approximated(node.origin, Place::Key, message);
        if earlier.origin != node.origin {
            let message = format!("`{keyword}` is contradicted by another part of this schema: it is ignored");
            composer.note(earlier.origin, Place::Key, message);
        }
        None
    }
}

fn names(earlier: Node, node: Node) -> Node {
    let mut all = earlier.as_array().unwrap_or_default().to_vec();
    for name in node.as_array().unwrap_or_default() {
        if !all.iter().any(|known| known.value == name.value) {
            all.push(name.clone());
        }
    }
    row::list(all, earlier.origin)
}

fn number(node: &Node) -> f64 {
    match &node.value {
        Value::Number(number) => number.as_f64().unwrap_or(0.0),
        _ => 0.0,
    }
}

fn larger(a: Node, b: Node) -> Node {
    if number(&a) > number(&b) { a } else { b }
}

fn smaller(a: Node, b: Node) -> Node {
    if number(&a) < number(&b) { a } else { b }
}
