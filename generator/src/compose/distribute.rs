//! Unions: members that are whole schemas, and nothing beside them.

use crate::collections::{HashMap, HashSet};

use crate::collections::IndexSet;

use super::{Composer, endless, row};
use crate::bundle::RawSchemaTable;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Origin, SchemaId, SpanTarget as Place, Value};
use crate::limits;
use crate::spec::{Field, Keyword, Keywords, UNIONS};

impl Composer<'_> {
    /// A union of one schema, as `allOf` of it: that is what it means.
    pub(super) fn single(&self, keywords: &Keywords) -> Option<Keywords> {
        for keyword in UNIONS {
            let Some(node) = keywords.get(&keyword) else { continue };
            let [only] = alternatives(self.table, keywords, keyword)[..] else { continue };
            let mut single = keywords.clone();
            single.shift_remove(&keyword);
            let mut all = row::members(&single, Keyword::AllOf);
            all.push(only);
            let all = all.into_iter().map(|id| row::member(id, node.origin)).collect();
            single.insert(Keyword::AllOf, row::list(all, node.origin));
            return Some(single);
        }
        None
    }

    /// Drops unions whose alternatives shape no values.
    pub(super) fn without_requirements(&mut self, keywords: &mut Keywords) {
        for keyword in UNIONS {
            let members = alternatives(self.table, keywords, keyword);
            // As variants they would be copies of the schema around them that differ in the presence of fields alone.
            if only_validates(self.table, &members)
                && let Some(node) = keywords.shift_remove(&keyword)
            {
                self.note_requirements(node.origin, &members);
            }
        }
    }

    /// Brings a union into its form.
    pub(super) fn distribute(&mut self, id: SchemaId, mut keywords: Keywords) -> Keywords {
        let Some((keyword, node)) = self.one_union(id, &mut keywords) else {
            return keywords;
        };
        let members = alternatives(self.table, &keywords, keyword);
        // A union has nothing beside it afterwards. Each member says the rest too, so a variant is a whole type and no
        // field is split between the union and its members.
        let (outer, mut rest): (Keywords, Keywords) =
            keywords.into_iter().partition(|(name, node)| *name == keyword || row::is_idle(*name, node));
        // Dropping the keyword is looser than the document and never wrong: a client that refused such properties would
        // refuse valid values.
        if keyword == Keyword::AnyOf && members.len() > 1 {
            // Properties of another alternative are evaluated, too, where the value is valid for both.
            let dropped = rest.shift_remove(&Keyword::UnevaluatedProperties);
            if let Some(node) = dropped.filter(|node| node.as_bool() != Some(true)) {
                let message = "`unevaluatedProperties` has no effect: other alternatives of `anyOf` may add properties";
                for origin in self.repeated.of_row(id, Keyword::UnevaluatedProperties, node.origin) {
                    self.note(Code::IgnoredKeyword, origin, Place::Key, message);
                }
            }
        }
        let mut keywords = outer;
        let members = self.with_rest(id, members, rest, &mut keywords, node.origin);
        let members = members.into_iter().map(|id| row::member(id, node.origin)).collect();
        keywords.insert(keyword, row::list(members, node.origin));
        keywords
    }

    /// The one union of a schema; of `oneOf` and `anyOf` together all pairs.
    fn one_union(&mut self, id: SchemaId, keywords: &mut Keywords) -> Option<(Keyword, Node)> {
        let (one, any) = (keywords.get(&Keyword::OneOf).cloned(), keywords.get(&Keyword::AnyOf).cloned());
        let (Some(one), Some(any)) = (one.clone(), any.clone()) else {
            return one.map(|node| (Keyword::OneOf, node)).or(any.map(|node| (Keyword::AnyOf, node)));
        };
        // A schema has one form. A value of both unions is a value of some pair, so the pairs take the place of both.
        keywords.shift_remove(&Keyword::AnyOf);
        let (a, b) = (alternatives(self.table, keywords, Keyword::OneOf), row::schemas(&any));
        match self.pairs_of(&a, &b, id, any.origin).filter(|pairs| !pairs.is_empty()) {
            Some(pairs) => {
                let pairs = pairs.into_iter().map(|id| row::member(id, one.origin)).collect();
                keywords.insert(Keyword::OneOf, row::list(pairs, one.origin));
            }
            None => {
                let message = "`anyOf` cannot be combined with the `oneOf` beside it";
                self.diagnostics.push(
                    Diagnostic::warning(Code::UncheckedKeyword, message)
                        .at(any.origin, Place::Key)
                        .related(one.origin, Place::Key, "the alternatives that are used")
                        .with_note("`anyOf` is ignored")
                        .help("list each valid combination in one `oneOf`, and remove `anyOf`"),
                );
            }
        }
        let one = keywords[&Keyword::OneOf].clone();
        Some((Keyword::OneOf, one))
    }

    /// Every pair of two lists of alternatives that a value can be both of; `None` where they are too many.
    pub(super) fn pairs_of(
        &mut self,
        a: &[SchemaId],
        b: &[SchemaId],
        parent: SchemaId,
        origin: Origin,
    ) -> Option<Vec<SchemaId>> {
        // Pairs multiply with each union that is combined. A choice of more than some dozens is no choice that a person
        // described.
        if a.len() * b.len() > limits::UNION_PAIRS {
            return None;
        }
        let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (*x, *y)));
        // A pair of disjoint types has no value, so its variant would never be decoded.
        let pairs: Vec<(SchemaId, SchemaId)> =
            pairs.filter(|(x, y)| !are_disjoint(&types_of(self.table, *x), &types_of(self.table, *y))).collect();
        if !pairs.is_empty() {
            let paired: HashSet<SchemaId> = pairs.iter().flat_map(|(x, y)| [*x, *y]).collect();
            for alternative in a.iter().chain(b).filter(|id| !paired.contains(id)) {
                let message = "another part of this schema allows none of the values of this alternative";
                let note = Diagnostic::note(Code::Contradiction, message);
                let note = note.at(self.table.get(*alternative).origin, Place::Value);
                self.diagnostics.push(note.with_note("the alternative is left out"));
            }
        }
        pairs.into_iter().map(|(x, y)| self.all_of(&[x, y], parent, origin)).collect()
    }

    /// Reports alternatives that shape no values.
    pub(super) fn note_requirements(&mut self, origin: Origin, members: &[SchemaId]) {
        if !members.is_empty() {
            let message = "the alternatives differ only in their required properties";
            let note = Diagnostic::note(Code::UncheckedKeyword, message).at(origin, Place::Key);
            self.diagnostics.push(note.with_note("they share one type, and values are not checked against them"));
        }
    }

    /// Members that say what stands beside their union, too.
    fn with_rest(
        &mut self,
        id: SchemaId,
        members: Vec<SchemaId>,
        mut rest: Keywords,
        outer: &mut Keywords,
        origin: Origin,
    ) -> Vec<SchemaId> {
        // `null` takes no part in the rest: `type: object` beside the union would contradict it.
        let (mut members, nulls): (Vec<SchemaId>, Vec<SchemaId>) =
            members.into_iter().partition(|id| !row::is_null(&self.table.get(*id).keywords));
        let mut null = nulls.first().copied();
        // `nullable` beside a type and a union has become `null` among the types. It is said of the whole, so it is a
        // member.
        if let Some(Value::Array(types)) = rest.get_mut(&Keyword::Type).map(|node| &mut node.value) {
            let before = types.len();
            types.retain(|name| name.as_str() != Some("null"));
            if types.len() < before && null.is_none() {
                null = Some(self.null(id, origin));
            }
        }
        // Many unions repeat the type of their members (`type: object` beside `oneOf`). Merging it would give each
        // member a new row, which has no name.
        let repeats = rest.len() == 1 && rest.contains_key(&Keyword::Type) && have_type(self.table, &members, &rest);
        if !rest.is_empty() && !repeats {
            let parts = self.parts_of_rest(id, &members, rest, outer, origin);
            let combined: Vec<Option<SchemaId>> = members
                .iter()
                .zip(parts)
                .map(|(member, rest)| match rest {
                    Some(rest) => self.member_with(*member, rest, id, origin),
                    None => Some(*member),
                })
                .collect();
            match combined.into_iter().collect::<Option<Vec<SchemaId>>>() {
                Some(combined) => {
                    remap(outer, self, &members, &combined);
                    members = combined;
                }
                None => {
                    let diagnostic = Diagnostic::warning(Code::LooserType, endless()).at(origin, Place::Key);
                    self.diagnostics.push(
                        diagnostic
                            .with_note("the alternatives are used without the keywords beside them")
                            .help("write the keywords beside the alternatives into each of them"),
                    );
                }
            }
        }
        members.extend(null);
        members
    }

    /// For each member of a union, a row of the keywords beside the union that say something of its types. Keywords that say
    /// nothing of any member stay at the union, where they are named.
    fn parts_of_rest(
        &mut self,
        id: SchemaId,
        members: &[SchemaId],
        rest: Keywords,
        outer: &mut Keywords,
        origin: Origin,
    ) -> Vec<Option<SchemaId>> {
        let all = row::types(&rest);
        let types = |member: &SchemaId| -> Vec<String> {
            let types = types_of(self.table, *member);
            // Types that contradict each other are combined all the same, and that is reported.
            let types = types.iter().filter(|_| !are_disjoint(&all, &types));
            types.map(|name| (*name).to_owned()).collect()
        };
        let types: Vec<Vec<String>> = members.iter().map(types).collect();
        let speaks = |keyword: Keyword, types: &[String]| {
            types.is_empty() || types.iter().any(|name| row::applies_to(keyword, name))
        };
        let (rest, unused): (Keywords, Keywords) =
            rest.into_iter().partition(|(keyword, _)| types.iter().any(|types| speaks(*keyword, types)));
        outer.extend(unused);
        // Members of the same types share a row of the rest: a union of hundreds gets one more row, and not hundreds.
        let mut rows: HashMap<Vec<String>, Option<SchemaId>> = HashMap::default();
        let mut parts = Vec::new();
        for types in types {
            let part = match rows.get(&types) {
                Some(part) => *part,
                None => {
                    let type_keywords = rest.iter().filter(|(keyword, _)| speaks(**keyword, &types));
                    let type_keywords: Keywords =
                        type_keywords.map(|(keyword, node)| (*keyword, node.clone())).collect();
                    let part =
                        if type_keywords.is_empty() { None } else { Some(self.split(id, origin, type_keywords)) };
                    rows.insert(types, part);
                    part
                }
            };
            parts.push(part);
        }
        parts
    }

    /// A member of the union of a schema that says the rest of the schema, too. A subtype of the schema does so by itself.
    fn member_with(&mut self, member: SchemaId, rest: SchemaId, id: SchemaId, origin: Origin) -> Option<SchemaId> {
        if self.relations().is_made_of(member, id) {
            return Some(member);
        }
        let combined = self.all_of(&[rest, member], id, origin)?;
        // A combined row is unnamed. The name of the member goes with it as a hint, so that the variant is still called
        // by it.
        let (to, row) = row::target(self.table, member);
        let hint = row.name.clone().or_else(|| self.hints.get(&to).cloned());
        let hint = hint.or_else(|| self.table.get(member).text(Keyword::Title).map(str::to_owned));
        if let Some(hint) = hint {
            self.hints.entry(combined).or_insert(hint);
        }
        Some(combined)
    }

    /// A row that is `null` only.
    pub(super) fn null(&mut self, parent: SchemaId, origin: Origin) -> SchemaId {
        let types = row::list(vec![Node::string("null", origin)], origin);
        self.add(parent, origin, Keywords::from_iter([(Keyword::Type, types)]))
    }
}

fn types_of(table: &RawSchemaTable, id: SchemaId) -> Vec<&str> {
    row::types(&row::target(table, id).1.keywords)
}

/// The members of a union; those of an unnamed union within it are its own.
fn alternatives(table: &RawSchemaTable, keywords: &Keywords, keyword: Keyword) -> Vec<SchemaId> {
    let mut flat = IndexSet::default();
    // A stack, so members are pushed in reverse to come in the order of the document. The bound is for unions that list
    // each other: each level multiplies.
    let mut open: Vec<SchemaId> = row::members(keywords, keyword).into_iter().rev().collect();
    while let Some(id) = open.pop() {
        match nested(table, id) {
            Some(members) if flat.len() + open.len() < limits::ALTERNATIVES => open.extend(members.into_iter().rev()),
            _ => {
                flat.insert(id);
            }
        }
    }
    flat.into_iter().collect()
}

/// The members of an unnamed schema that is a union and nothing else.
fn nested(table: &RawSchemaTable, id: SchemaId) -> Option<Vec<SchemaId>> {
    let row = table.get(id);
    let mut shaping = row.keywords.iter().filter(|(keyword, node)| !row::is_idle(**keyword, node));
    let (keyword, _) = shaping.next()?;
    let pure = UNIONS.contains(keyword) && shaping.next().is_none();
    // A named union is a type that users know, and a discriminator is a table of tags: neither is taken apart.
    let bare = row.name.is_none() && row.get(Keyword::Discriminator).is_none();
    (pure && bare).then(|| row::members(&row.keywords, *keyword))
}

/// Returns `true` if none of some alternatives shapes values: they require properties, or forbid combinations of them.
pub(super) fn only_validates(table: &RawSchemaTable, members: &[SchemaId]) -> bool {
    members.iter().all(|id| {
        let keywords = &table.get(*id).keywords;
        keywords.iter().all(|(keyword, node)| !keyword.shapes_type() || row::is_idle(*keyword, node))
            && keywords.keys().any(|keyword| !keyword.is_annotation())
    })
}

/// Returns `true` if all members have the types that stand beside their union.
fn have_type(table: &RawSchemaTable, members: &[SchemaId], rest: &Keywords) -> bool {
    let types = row::types(rest);
    types.is_empty()
        || members.iter().all(|id| {
            let keywords = &row::target(table, *id).1.keywords;
            let own_types = row::types(keywords);
            let made = [Keyword::AllOf, Keyword::OneOf, Keyword::AnyOf, Keyword::Properties]
                .iter()
                .any(|key| keywords.contains_key(key));
            !own_types.is_empty() && own_types.iter().all(|name| types.contains(name)) || own_types.is_empty() && made
        })
}

/// Returns `true` if no value is of two lists of types. An empty one names all.
fn are_disjoint(a: &[&str], b: &[&str]) -> bool {
    let is_within = |name: &str, outer: &str| name == outer || name == "integer" && outer == "number";
    let is_shared = |a: &&str| b.iter().any(|b| is_within(a, b) || is_within(b, a));
    !a.is_empty() && !b.is_empty() && !a.iter().any(is_shared)
}

/// Lets the mapping of a discriminator lead to the members as they are now.
fn remap(keywords: &mut Keywords, composer: &Composer<'_>, before: &[SchemaId], after: &[SchemaId]) {
    let Some(Value::Object(discriminator)) = keywords.get_mut(&Keyword::Discriminator).map(|node| &mut node.value)
    else {
        return;
    };
    let origin = discriminator.values().next().map(|node| node.origin);
    let mut entries = discriminator.get("mapping").and_then(Node::as_object).cloned().unwrap_or_default();
    let target = |id: SchemaId| row::target(composer.table, id).0;
    // The members may be new rows. A mapping to the old ones would name schemas that the union no longer has.
    let mut places: HashMap<SchemaId, usize> = HashMap::default();
    for (place, member) in before.iter().enumerate() {
        places.entry(target(*member)).or_insert(place);
    }
    let default = discriminator.get_mut(Field::DefaultMapping.name()).and_then(|node| Some((node.as_schema()?, node)));
    if let Some((id, node)) = default
        && let Some(place) = places.get(&target(id)).copied()
    {
        node.value = Value::Schema(after[place]);
    }
    for node in entries.values_mut() {
        let Some(id) = node.as_schema() else { continue };
        if let Some(place) = places.get(&target(id)).copied() {
            node.value = Value::Schema(after[place]);
        }
    }
    // A schema answers to its own name, too, which the combined one has lost.
    for (place, member) in before.iter().enumerate() {
        let row = composer.table.get(target(*member));
        if let (Some(name), Some(origin)) = (&row.name, origin) {
            entries.entry(name.clone()).or_insert(row::member(after[place], origin));
        }
    }
    if let Some(origin) = origin {
        discriminator.insert("mapping".to_owned(), Node::new(Value::object(entries), origin));
    }
}
