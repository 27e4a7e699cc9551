//! Combination of two values of one keyword.

use crate::collections::HashSet;
use std::cmp::Ordering;

use super::distribute::only_validates;
use super::labels::Labels;
use super::repeated::Repeated;
use super::{Composer, endless, growth, row};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Origin, SchemaId, SpanTarget as Place, Value};
use crate::limits;
use crate::spec::{Field, InstanceType, Keyword, Keywords, Members as _, Role, number};

/// The keywords of a merged row.
#[derive(Clone)]
pub(super) struct Combine {
    id: SchemaId,
    keywords: Keywords,
    /// The names of required properties so far, once there is more than one list of them.
    required: HashSet<String>,
    /// `true` if the parts contradict each other in their types.
    is_contradicted: bool,
    /// The type that each format, pattern or encoding of the parts belongs to.
    shapes: Vec<(Keyword, InstanceType, Origin)>,
    /// `true` while the keywords of the schema itself are added, which see those of its parts.
    is_own: bool,
    /// The places of keywords that several parts have.
    repeated: Repeated,
    labels: Labels,
}

impl Combine {
    pub(super) fn new(id: SchemaId) -> Self {
        Self {
            id,
            keywords: Keywords::default(),
            required: HashSet::default(),
            is_contradicted: false,
            shapes: Vec::new(),
            is_own: false,
            repeated: Repeated::default(),
            labels: Labels::default(),
        }
    }

    /// The same as the parts of another schema.
    pub(super) fn for_schema(self, id: SchemaId) -> Self {
        Self { id, ..self }
    }

    /// The size in places of keywords. A keyword, or an entry of a list or an object, is as large as some of them.
    pub(super) fn size(&self) -> usize {
        8 * growth::entries(&self.keywords) + self.repeated.len() + self.shapes.len()
    }

    pub(super) fn finish(mut self, composer: &mut Composer<'_>) -> Keywords {
        let left: Vec<String> = row::types(&self.keywords).into_iter().map(str::to_owned).collect();
        if self.is_contradicted && !left.is_empty() {
            // A contradiction takes `type` out, and a later part may name it anew. Keywords of other types would then
            // shape values that the schema does not allow.
            for (keyword, kind, origin) in std::mem::take(&mut self.shapes) {
                if !left.iter().any(|left| left == kind.name()) {
                    let message = format!(
                        "`{keyword}` has no effect: other parts of this schema leave it the type {}",
                        left.join(", ")
                    );
                    composer.note(Code::Contradiction, origin, Place::Key, message);
                    self.keywords.shift_remove(&keyword);
                }
            }
        }
        // Last, since only now it is known which of the listed values are left, and in which order.
        self.labels.write(&mut self.keywords);
        composer.repeated.extend_row(self.id, &self.repeated);
        self.keywords
    }

    /// Adds a further part. Of the annotations of a schema that a reference leads to, few hold for what is made of it.
    pub(super) fn add_part(&mut self, composer: &mut Composer<'_>, part: SchemaId, mut keywords: Keywords) {
        self.is_own = part == self.id;
        if let Some(repeated) = composer.repeated.row(part).filter(|_| composer.splits.contains(&part)) {
            composer.repeated.extend(&mut self.repeated, &repeated);
        }
        self.labels.take(&mut keywords, &mut self.keywords);
        for (keyword, node) in keywords {
            self.add(composer, keyword, node);
        }
    }

    fn add(&mut self, composer: &mut Composer<'_>, keyword: Keyword, node: Node) {
        if let Role::Shape(kind) = keyword.role() {
            self.shapes.push((keyword, kind, node.origin));
        }
        let Some(earlier) = self.keywords.get_mut(&keyword) else {
            self.keywords.insert(keyword, node);
            return;
        };
        // It is taken, not copied: a schema may have thousands of parts.
        let earlier = std::mem::replace(earlier, Node::new(Value::Null, node.origin));
        if may_be_unused(keyword) {
            composer.repeated.add(&mut self.repeated, keyword, earlier.origin, node.origin);
        }
        match self.combined(composer, keyword, earlier, node) {
            Some(node) => self.keywords.insert(keyword, node),
            None => {
                self.is_contradicted |= keyword == Keyword::Type;
                self.keywords.shift_remove(&keyword)
            }
        };
    }

    /// The value of a keyword that says what two values of it say; none where they contradict each other.
    fn combined(&mut self, composer: &mut Composer<'_>, keyword: Keyword, earlier: Node, node: Node) -> Option<Node> {
        let origin = node.origin;
        // There is no default arm: a new keyword does not compile before it is said what two parts that both have it
        // mean together.
        match keyword {
            Keyword::Type => self.types(composer, &earlier, node),
            Keyword::Properties | Keyword::PatternProperties => self.properties(composer, earlier, node),
            Keyword::Required => Some(self.names(earlier, node)),
            Keyword::Items | Keyword::ContentSchema => self.merge_both(composer, &earlier, node),
            Keyword::AdditionalProperties => self.additional(composer, earlier, node),
            Keyword::UnevaluatedProperties => self.unevaluated(composer, earlier, node),
            Keyword::PrefixItems => self.places(composer, earlier, node),
            Keyword::Enum => self.listed(composer, &earlier, node),
            Keyword::Const if !row::is_equal(&earlier, &node) => self.contradiction(composer, keyword, &earlier, node),
            Keyword::Const => Some(node),
            Keyword::Format | Keyword::ContentEncoding | Keyword::ContentMediaType => {
                if let (Some(dropped), Some(used)) = (earlier.as_str(), node.as_str())
                    && dropped != used
                {
                    differs(composer, keyword, earlier.origin, node.origin, used);
                }
                Some(node)
            }
            Keyword::Discriminator => Some(discriminator(composer, &earlier, node)),
            // Bounds are compared as they are written (`spec/number.rs`): doubles would take 9007199254740993 for its
            // neighbour.
            Keyword::Minimum | Keyword::ExclusiveMinimum => Some(larger(earlier, node)),
            Keyword::MinLength | Keyword::MinItems | Keyword::MinProperties => Some(larger(earlier, node)),
            Keyword::Maximum | Keyword::ExclusiveMaximum => Some(smaller(earlier, node)),
            Keyword::MaxLength | Keyword::MaxItems | Keyword::MaxProperties => Some(smaller(earlier, node)),
            // Two patterns have no single pattern that says both without look-ahead, so a schema has several, and a
            // value has to match each.
            Keyword::Pattern | Keyword::MultipleOf => Some(keep_apart_once(earlier, node)),
            Keyword::Not | Keyword::If | Keyword::Then | Keyword::Else => Some(keep_apart(earlier, node)),
            Keyword::DependentRequired | Keyword::DependentSchemas => Some(keep_apart(earlier, node)),
            Keyword::PropertyNames | Keyword::UnevaluatedItems => Some(keep_apart(earlier, node)),
            Keyword::Contains | Keyword::MinContains | Keyword::MaxContains => Some(keep_apart(earlier, node)),
            Keyword::OneOf | Keyword::AnyOf => self.unions(composer, keyword, &earlier, node),
            Keyword::UniqueItems | Keyword::ReadOnly | Keyword::WriteOnly | Keyword::Deprecated => {
                Some(Node::bool(earlier.as_bool() == Some(true) || node.as_bool() == Some(true), origin))
            }
            // Of annotations those further out count. References and `allOf` have been taken apart.
            Keyword::Title | Keyword::Description | Keyword::Default | Keyword::Example | Keyword::Examples => {
                Some(node)
            }
            Keyword::Xml => Some(entries(earlier, node)),
            Keyword::EnumSettings => Some(super::labels::settings(earlier, node)),
            Keyword::ExternalDocs | Keyword::Nullable | Keyword::CollectionFormat => Some(node),
            Keyword::Schema | Keyword::Id | Keyword::Anchor | Keyword::DynamicAnchor | Keyword::Comment => Some(node),
            Keyword::Vocabulary | Keyword::Defs | Keyword::Definitions => Some(node),
            Keyword::XNullable | Keyword::EnumVarnames | Keyword::EnumNames => Some(node),
            Keyword::EnumDescriptions | Keyword::ExtensibleEnum | Keyword::DiscriminatorValue => Some(node),
            Keyword::ClientName | Keyword::TypeName | Keyword::RustType => Some(node),
            Keyword::FernPropertyName | Keyword::FernTypeName | Keyword::FernEnum | Keyword::SpeakeasyName => {
                Some(node)
            }
            Keyword::SpeakeasyEnums | Keyword::SpeakeasyEnumDescriptions | Keyword::GoName => Some(node),
            Keyword::StainlessParameter | Keyword::OgenName | Keyword::OgenProperties | Keyword::EnumElements => {
                Some(node)
            }
            Keyword::Ref | Keyword::DynamicRef | Keyword::AllOf => Some(node),
        }
    }

    /// Types that both name; an integer is a number.
    fn types(&self, composer: &mut Composer<'_>, earlier: &Node, node: Node) -> Option<Node> {
        let text = |node: &Node| -> Vec<String> {
            node.as_array().unwrap_or_default().iter().filter_map(|name| name.as_str().map(str::to_owned)).collect()
        };
        let (a, b) = (text(earlier), text(&node));
        let allows = |list: &[String], name: &str| {
            list.iter().any(|declared| declared == name)
                || name == "integer" && list.iter().any(|declared| declared == "number")
        };
        let mut both: Vec<String> = b.iter().filter(|name| allows(&a, name)).cloned().collect();
        // Looked at from both sides: `integer` of either part lies within `number` of the other, and the narrower name
        // counts.
        both.extend(a.iter().filter(|name| allows(&b, name) && !both.contains(name)).cloned().collect::<Vec<_>>());
        if both.is_empty() && !(a.is_empty() || b.is_empty()) {
            return self.contradiction(composer, Keyword::Type, earlier, node);
        }
        // Two nullable schemas of different types have `null` in common. That is valid, and hardly ever meant.
        if both == ["null"] && a.len() > 1 {
            let message = "these types and those of another part of this schema have only `null` in common";
            composer.diagnostics.push(
                Diagnostic::note(Code::Contradiction, message)
                    .at(earlier.origin, Place::Key)
                    .related(node.origin, Place::Key, "the types of the other part")
                    .with_note("the value is always `null`"),
            );
        }
        let names = both.into_iter().map(|name| Node::string(name, node.origin)).collect();
        Some(row::list(names, node.origin))
    }

    /// The names of both lists, each once.
    fn names(&mut self, earlier: Node, node: Node) -> Node {
        let origin = earlier.origin;
        let mut all = earlier.into_array().unwrap_or_default();
        if self.required.is_empty() {
            self.required.extend(all.iter().filter_map(Node::as_str).map(str::to_owned));
        }
        for name in node.into_array().unwrap_or_default() {
            if name.as_str().is_none_or(|name| self.required.insert(name.to_owned())) {
                all.push(name);
            }
        }
        row::list(all, origin)
    }

    fn properties(&self, composer: &mut Composer<'_>, earlier: Node, node: Node) -> Option<Node> {
        let origin = earlier.origin;
        let mut all = earlier.into_object().unwrap_or_default();
        for (name, property) in node.into_object().unwrap_or_default() {
            let merged = match all.get(&name) {
                Some(existing) => self.merge_both(composer, existing, property)?,
                None => property,
            };
            all.insert(name, merged);
        }
        Some(Node::new(Value::object(all), origin))
    }

    /// A schema that is both of two.
    fn merge_both(&self, composer: &mut Composer<'_>, earlier: &Node, node: Node) -> Option<Node> {
        let (Some(a), Some(b)) = (earlier.as_schema(), node.as_schema()) else {
            return Some(if node.as_schema().is_some() { node } else { earlier.clone() });
        };
        // A schema that is made of the other one says what both say. No row is made then, and the type keeps its name.
        match composer.relations().narrower(a, b) {
            Some(one) => {
                composer.table.absorb(if one == a { b } else { a }, one);
                Some(row::member(one, node.origin))
            }
            None => match composer.all_of(&[a, b], self.id, node.origin) {
                Some(id) => Some(row::member(id, node.origin)),
                None => {
                    report_unmerged(composer, a, &node);
                    Some(node)
                }
            },
        }
    }

    /// `false` forbids what the other one says; `true` says nothing.
    fn additional(&self, composer: &mut Composer<'_>, earlier: Node, node: Node) -> Option<Node> {
        match (&earlier.value, &node.value) {
            (Value::Bool(false), _) => Some(closed(composer, Keyword::AdditionalProperties, earlier, &node)),
            (_, Value::Bool(false)) => Some(closed(composer, Keyword::AdditionalProperties, node, &earlier)),
            (Value::Bool(true), _) => Some(node),
            (_, Value::Bool(true)) => Some(earlier),
            _ => self.merge_both(composer, &earlier, node),
        }
    }

    /// A part that allows undeclared properties has evaluated them. Then the schema that it is a part of says nothing
    /// of them (JSON Schema 2020-12, "Core", section 11.3). Of parts that do not see each other the one counts that
    /// allows more.
    fn unevaluated(&self, composer: &mut Composer<'_>, earlier: Node, node: Node) -> Option<Node> {
        let is_idle =
            |id| row::target(composer.table, id).1.keywords.iter().all(|(keyword, node)| row::is_idle(*keyword, node));
        let allows_all = earlier.value == Value::Bool(true) || earlier.as_schema().is_some_and(is_idle);
        let mut note = |dropped: &Node, reason: &str| {
            let message = format!("`unevaluatedProperties` has no effect: {reason}");
            composer.note(Code::Contradiction, dropped.origin, Place::Key, message);
        };
        let more = "another part of this schema allows more";
        match (&earlier.value, &node.value) {
            (Value::Bool(a), Value::Bool(b)) if a == b => Some(node),
            (_, Value::Bool(false)) if self.is_own => Some(earlier),
            (_, Value::Bool(false)) => {
                note(&node, more);
                Some(earlier)
            }
            (Value::Bool(false), _) => {
                note(&earlier, more);
                Some(node)
            }
            (_, Value::Bool(true)) => Some(earlier),
            (Value::Bool(true), _) if !self.is_own => {
                note(&node, more);
                Some(earlier)
            }
            // `unevaluatedProperties` sees what parts and alternatives have evaluated; the schema itself is added last,
            // after all of them.
            _ if self.is_own && allows_all => {
                note(&node, "a part of this schema allows all properties");
                Some(earlier)
            }
            _ => self.merge_both(composer, &earlier, node),
        }
    }

    fn places(&self, composer: &mut Composer<'_>, earlier: Node, node: Node) -> Option<Node> {
        let origin = node.origin;
        let a = earlier.as_array().unwrap_or_default().to_vec();
        let b = node.as_array().unwrap_or_default().to_vec();
        let longest = a.len().max(b.len());
        let places = (0..longest).map(|place| match (a.get(place), b.get(place)) {
            (Some(a), Some(b)) => self.merge_both(composer, a, b.clone()),
            (a, b) => a.or(b).cloned(),
        });
        let places: Option<Vec<Node>> = places.collect();
        Some(row::list(places?, origin))
    }

    /// Values that both list.
    fn listed(&self, composer: &mut Composer<'_>, earlier: &Node, node: Node) -> Option<Node> {
        let earlier_values = earlier.as_array().unwrap_or_default();
        let values = node.as_array().unwrap_or_default().iter();
        let both: Vec<Node> = values
            .filter(|value| earlier_values.iter().any(|earlier_values| row::is_equal(earlier_values, value)))
            .cloned()
            .collect();
        if both.is_empty() {
            return self.contradiction(composer, Keyword::Enum, earlier, node);
        }
        Some(row::list(both, node.origin))
    }

    /// Two lists of alternatives: every pair of them that a value can be both of.
    fn unions(&self, composer: &mut Composer<'_>, keyword: Keyword, earlier: &Node, node: Node) -> Option<Node> {
        let (a, b) = (row::schemas(earlier), row::schemas(&node));
        let targets = |list: &[SchemaId]| list.iter().map(|id| row::target(composer.table, *id).0).collect::<Vec<_>>();
        // Parts that inherit one union from two sides mean that union. Pairs of it with itself would be the square of
        // its members.
        if targets(&a) == targets(&b) {
            return Some(earlier.clone());
        }
        for (list, origin, other) in [(&b, node.origin, earlier), (&a, earlier.origin, &node)] {
            // Alternatives that only require properties are no variants: paired, they would multiply the true ones by
            // copies.
            if only_validates(composer.table, list) {
                composer.note_requirements(origin, list);
                return Some(other.clone());
            }
        }
        match composer.pairs_of(&a, &b, self.id, node.origin) {
            Some(pairs) if pairs.is_empty() => self.contradiction(composer, keyword, earlier, node),
            Some(pairs) => {
                Some(row::list(pairs.into_iter().map(|pair| row::member(pair, node.origin)).collect(), node.origin))
            }
            None => {
                let pairs = limits::UNION_PAIRS;
                let message = format!("`{keyword}` makes more than {pairs} pairs with another part of this schema");
                composer.diagnostics.push(
                    Diagnostic::warning(Code::Contradiction, message)
                        .at(earlier.origin, Place::Key)
                        .related(node.origin, Place::Key, "the alternatives that are used")
                        .with_note(format!("`{keyword}` is ignored here")),
                );
                Some(node)
            }
        }
    }

    /// No value can be as both say. The keyword is left out, so that whatever comes is carried.
    fn contradiction(&self, composer: &mut Composer<'_>, keyword: Keyword, earlier: &Node, node: Node) -> Option<Node> {
        let message = format!("`{keyword}` contradicts another part of this schema");
        let warning = Diagnostic::warning(Code::Contradiction, message.as_str()).at(node.origin, Place::Key);
        let warning = warning.related(earlier.origin, Place::Key, "the other part");
        composer.diagnostics.push(warning.with_note("both are ignored"));
        let mut others = composer.repeated.origins(&self.repeated, keyword);
        others.insert(earlier.origin);
        for origin in others.into_iter().filter(|origin| *origin != node.origin) {
            let note = Diagnostic::note(Code::Contradiction, message.as_str()).at(origin, Place::Key);
            composer.diagnostics.push(note.related(node.origin, Place::Key, "the other part").with_note("ignored"));
        }
        None
    }
}

/// Returns `true` if each part of a schema keeps its own value of a keyword: a value has to be as all of them say.
pub(super) fn is_kept_apart(keyword: Keyword) -> bool {
    matches!(keyword, Keyword::Pattern | Keyword::MultipleOf) || matches!(keyword.role(), Role::Condition(_))
}

/// The values of a keyword of several parts. No such keyword has an array as its value.
fn keep_apart(earlier: Node, node: Node) -> Node {
    let origin = node.origin;
    let mut all = kept_apart(earlier);
    all.extend(kept_apart(node));
    row::list(all, origin)
}

/// As [`keep_apart`], without the values of the later part that the earlier ones have.
fn keep_apart_once(earlier: Node, node: Node) -> Node {
    let origin = node.origin;
    let mut all = kept_apart(earlier);
    for node in kept_apart(node) {
        if !all.iter().any(|other| other.value == node.value) {
            all.push(node);
        }
    }
    row::list(all, origin)
}

/// The values of a keyword that each part keeps for itself.
fn kept_apart(node: Node) -> Vec<Node> {
    match node.value {
        Value::Array(items) => items.into_inner(),
        _ => vec![node],
    }
}

/// Reports schemas that are not merged: at the one that is used, and at each of the others.
fn report_unmerged(composer: &mut Composer<'_>, earlier: SchemaId, used: &Node) {
    let warning = Diagnostic::warning(Code::Contradiction, endless()).at(used.origin, Place::Key);
    composer.diagnostics.push(
        warning
            .with_note("this one is used, and the others are ignored")
            .help("declare the property in one of the parts only"),
    );
    let others = composer.members.get(&earlier).cloned().unwrap_or_else(|| vec![earlier]);
    for origin in others.into_iter().map(|id| composer.table.get(id).origin) {
        let note = Diagnostic::note(Code::Contradiction, "this schema is not merged with another part");
        let note = note.at(origin, Place::Key).related(used.origin, Place::Key, "the schema that is used");
        composer.diagnostics.push(note.with_note("ignored"));
    }
}

/// `false`, and a finding at the schema of values that it forbids.
fn closed(composer: &mut Composer<'_>, keyword: Keyword, used: Node, dropped: &Node) -> Node {
    if dropped.as_schema().is_some() {
        differs(composer, keyword, dropped.origin, used.origin, "false");
    }
    used
}

/// Reports a keyword of which only one value can count, at the one that does not.
fn differs(composer: &mut Composer<'_>, keyword: Keyword, dropped: Origin, used: Origin, value: &str) {
    let message = format!("`{keyword}` contradicts another part of this schema, which says `{value}`");
    let note = Diagnostic::note(Code::Contradiction, message).at(dropped, Place::Key);
    composer.diagnostics.push(note.related(used, Place::Key, "the value that is used").with_note("ignored"));
}

/// A discriminator with the entries of two; of two with different properties the later.
fn discriminator(composer: &mut Composer<'_>, earlier: &Node, node: Node) -> Node {
    let property = |node: &Node| node.get("propertyName").and_then(Node::as_str).map(str::to_owned);
    let (dropped, used) = (property(earlier), property(&node));
    if dropped != used {
        let value = used.as_deref().unwrap_or_default();
        differs(composer, Keyword::Discriminator, earlier.origin, node.origin, value);
        return node;
    }
    // Both mappings hold, since each part knows the tags of its own subtypes. Of one tag the part that comes later
    // counts.
    let mut mapping = earlier.get("mapping").and_then(Node::as_object).cloned().unwrap_or_default();
    for (tag, entry) in node.get("mapping").and_then(Node::as_object).into_iter().flatten() {
        if let Some(dropped) = mapping.insert(tag.clone(), entry.clone()).filter(|dropped| dropped.value != entry.value)
        {
            let message = format!("two parts of this schema map `{tag}` to different schemas");
            composer.diagnostics.push(
                Diagnostic::note(Code::Contradiction, message)
                    .at(dropped.origin, Place::Key)
                    .related(entry.origin, Place::Key, "the entry that is used")
                    .with_note("ignored"),
            );
        }
    }
    let default = [&node, earlier].into_iter().find_map(|part| part.member(Field::DefaultMapping)).cloned();
    if mapping.is_empty() && default.is_none() {
        return node;
    }
    let mapping = (!mapping.is_empty()).then(|| Node::new(Value::object(mapping), node.origin));
    let mapping_entry = mapping.map(|mapping| ("mapping".to_owned(), mapping));
    let mapping_entry = mapping_entry.into_iter().chain(default.map(|default| Field::DefaultMapping.entry(default)));
    entries(node, Node::object(mapping_entry, earlier.origin))
}

/// An object with the entries of two; of one key the later counts.
fn entries(earlier: Node, node: Node) -> Node {
    let origin = node.origin;
    let mut all = earlier.into_object().unwrap_or_default();
    all.extend(node.into_object().unwrap_or_default());
    Node::new(Value::object(all), origin)
}

/// Returns `true` if a schema may have no use for the keyword, or drop it: then each part that has it is named.
fn may_be_unused(keyword: Keyword) -> bool {
    let is_dropped = matches!(keyword.role(), Role::Type | Role::Values | Role::Combination);
    let is_unused = matches!(keyword.role(), Role::Shape(_) | Role::Limit(_) | Role::Unevaluated(_) | Role::Content);
    (is_dropped || is_unused) && !is_kept_apart(keyword)
}

fn compare(a: &Node, b: &Node) -> Ordering {
    match (&a.value, &b.value) {
        (Value::Number(a), Value::Number(b)) => number::compare(a, b),
        _ => Ordering::Equal,
    }
}

fn larger(a: Node, b: Node) -> Node {
    if compare(&a, &b).is_gt() { a } else { b }
}

fn smaller(a: Node, b: Node) -> Node {
    if compare(&a, &b).is_lt() { a } else { b }
}
