//! Unions.

use crate::collections::HashSet;

use crate::collections::IndexSet;

use super::{SchemaReader, apart, enumeration};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Origin, SchemaId, SpanTarget};
use crate::ir;
use crate::ir::{Constraints, Discriminator, Hint, NumberKind, Root, Scalar, Type, TypeId, TypeKind, Union, Variant};
use crate::lower::docs;
use crate::lower::registry::Registry;
use crate::schema::{self, EnumBase, Form, ListedValue, ListedValues, Schema, SchemaTable, UnionKeyword};

/// A member of a union on its way to become a variant.
pub(super) struct Member {
    /// The schemas that became this variant: several, when they have the same type.
    schemas: Vec<SchemaId>,
    pub(super) variant: Variant,
}

impl SchemaReader<'_> {
    /// A union: an enum of its members, or what remains where they are no more than one type.
    pub(super) fn union(&mut self, id: SchemaId, union: &schema::Union, hint: &Hint, def: Option<TypeId>) -> Type {
        let (nulls, rest): (Vec<SchemaId>, Vec<SchemaId>) =
            union.members.iter().partition(|id| self.registry.table.get(**id).is_null());
        let mut null = !nulls.is_empty();
        // `oneOf` of constants, each with a description, is how JSON Schema documents an enum. One variant for each
        // would be an enum of enums.
        let lists = self.lists(&rest);
        let listed: HashSet<SchemaId> = lists.iter().flatten().copied().collect();
        null |= listed.iter().any(|id| {
            let target = self.registry.table.target(*id).0;
            self.registry.allows_null(*id) || self.registry.allows_null(target)
        });
        let rest: Vec<SchemaId> = rest.into_iter().filter(|id| !listed.contains(id)).collect();
        let remaining = self.absorbed(rest.clone(), &lists);
        for open in rest.iter().filter(|id| !remaining.contains(id)) {
            self.registry.record_verbatim(*open, &Type::String);
        }
        let is_any_text = remaining.len() < rest.len();
        let rest = remaining;
        if rest.is_empty()
            && let [list] = &lists[..]
        {
            let def = def.unwrap_or_else(|| self.registry.reserve(id, hint));
            let about = self.registry.def(def).description.clone();
            let ty = self.one_list(def, list, about);
            return if null { ty.nullable() } else { ty };
        }
        if let ([only], true) = (&rest[..], lists.is_empty()) {
            let only = *only;
            // A named union of one unnamed schema is that one, under its own name.
            let table = self.registry.table;
            let takes_name =
                def.is_some() && self.registry.lowered(only).is_none() && table.get(only).reference().is_none();
            let ty = if takes_name { self.shape(only, table.get(only), hint, def) } else { self.lower(only, hint) };
            if takes_name {
                self.registry.insert(only, ty.clone());
            }
            return if null { ty.nullable() } else { ty };
        }
        let numbers =
            rest.iter().chain(lists.iter().flatten()).filter(|id| is_number(self.registry.table, **id)).count();
        let mut members: Vec<Member> = Vec::new();
        let mut called = apart::names(self.registry.table, self.hints, &rest);
        for (schema, name) in rest.iter().zip(&mut called).filter(|_| is_any_text) {
            // It stands for any text.
            name.take_if(|_| {
                self.listed_kind(*schema).is_some() && apart::called(self.registry.table, self.hints, *schema).is_none()
            });
        }
        for (schema, name) in rest.into_iter().zip(called) {
            let (mut member, is_nullable) = self.member(schema, name, hint);
            null |= is_nullable;
            // `anyOf: [int32, float]` has to keep 2147483649, which an `f32` rounds.
            if numbers > 1 {
                widen(&self.registry, schema, &mut member);
            }
            match members.iter_mut().find(|existing| existing.variant.ty == member.variant.ty) {
                Some(existing) => {
                    // A value is as one of them says, whichever it is.
                    if existing.variant.constraints != member.variant.constraints {
                        existing.variant.constraints = Constraints::default();
                    }
                    let texts = [existing.variant.description.take(), member.variant.description];
                    let texts: IndexSet<String> = texts.into_iter().flatten().collect();
                    let text = texts.into_iter().collect::<Vec<_>>().join("\n\n");
                    existing.variant.description = (!text.is_empty()).then_some(text);
                    existing.schemas.push(schema);
                }
                None => members.push(member),
            }
        }
        for list in lists {
            members.push(self.listed_member(list, hint));
        }
        let ty = match members.len() {
            0 => Type::Any,
            1 => members.remove(0).variant.ty,
            _ if members.iter().any(|member| member.variant.ty == Type::Any) => {
                // Of one that cannot be read all is said already.
                if !self.is_tagged(&members) {
                    let message = "one of the alternatives allows any JSON value, so the union does too";
                    let diagnostic = Diagnostic::warning(Code::LooserType, message).at(union.origin, SpanTarget::Key);
                    let any = members.iter().find(|member| member.variant.ty == Type::Any);
                    let any =
                        any.and_then(|member| member.schemas.first()).map(|id| self.registry.table.get(*id).origin);
                    let diagnostic = match any {
                        Some(any) => diagnostic.related(any, SpanTarget::Value, "this alternative"),
                        None => diagnostic,
                    };
                    self.diagnostics.push(diagnostic.help("give that alternative a `type`, or remove it"));
                }
                Type::Any
            }
            _ => {
                name_by_kind(&mut members);
                let def = def.unwrap_or_else(|| self.registry.reserve(id, hint));
                let discriminator = self.discriminator(union, &members);
                if let Some(discriminator) = &discriminator {
                    self.name_by_tag(def, &mut members, discriminator);
                }
                let variants = members.into_iter().map(|member| member.variant).collect();
                let inclusive = union.keyword == UnionKeyword::AnyOf;
                self.registry.define(def, TypeKind::Union(Union { variants, discriminator, inclusive }));
                Type::Named(def)
            }
        };
        if null { ty.nullable() } else { ty }
    }

    /// Returns `true` if a member that is any JSON value has been reported as one that cannot be read.
    fn is_tagged(&self, members: &[Member]) -> bool {
        let open = members.iter().filter(|member| member.variant.ty == Type::Any).flat_map(|member| &member.schemas);
        let rows = open.flat_map(|schema| self.registry.table.chain(*schema));
        let mut rows = rows.filter(|row| matches!(row.form, Form::Unresolved | Form::Any));
        rows.any(|row| matches!(row.form, Form::Unresolved) || self.diagnostics.has_any_at(row.origin))
    }

    /// A member with the name that is its own; others are called after the kind of their values.
    pub(super) fn member(&mut self, schema: SchemaId, called: Option<String>, hint: &Hint) -> (Member, bool) {
        let row = self.registry.table.get(schema);
        let name = called.or_else(|| self.listed_kind(schema));
        let step = name.clone().or_else(|| apart::step_of_kind(self.registry.table, schema).map(str::to_owned));
        let place = step.map_or_else(|| hint.clone(), |step| hint.within(&step));
        let (ty, null) = self.lower(schema, &place).split_null();
        let constraints = self.registry.constraints(schema);
        let variant = Variant {
            name: name.unwrap_or_default(),
            ty,
            constraints,
            description: docs::schema(self.registry.table, row),
        };
        (Member { schemas: vec![schema], variant }, null)
    }

    /// The type of the values that a member without a name lists.
    fn listed_kind(&self, schema: SchemaId) -> Option<String> {
        let target = self.registry.table.target(schema).1;
        target.type_name().filter(|_| matches!(target.form, Form::Enum(_))).map(str::to_owned)
    }

    /// Members that list strings, or integers, each list as a whole being one type: several with one value, or without a name.
    fn lists(&self, members: &[SchemaId]) -> Vec<Vec<SchemaId>> {
        let ids_where = |is_text: bool| {
            let is_part = |id: &&SchemaId| {
                let target = self.registry.table.target(**id).1;
                let Form::Enum(list) = &target.form else { return false };
                let is_own = self.registry.validity.foreign.contains_key(*id) || list.listed.name.is_some();
                matches!(list.base, EnumBase::Text(_)) == is_text
                    && !is_own
                    && (target.name.is_none() || list.listed.values.len() == 1)
            };
            members.iter().filter(is_part).copied().collect::<Vec<SchemaId>>()
        };
        [ids_where(true), ids_where(false)].into_iter().filter(|list| list.len() > 1).collect()
    }

    /// The enum of all values that some members list.
    fn one_list(&mut self, def: TypeId, members: &[SchemaId], about: Option<String>) -> Type {
        let mut listed = ListedValues { values: Vec::new(), name: None, is_closed: true };
        let mut base = None;
        for id in members {
            let target = self.registry.table.target(*id).1;
            let Form::Enum(list) = &target.form else { continue };
            listed.is_closed &= self.closes(target, &list.listed);
            base.get_or_insert_with(|| list.base.clone());
            let values = list.listed.values.iter().cloned();
            if let [only] = &list.listed.values[..] {
                let description =
                    only.description.clone().or_else(|| docs::about(self.registry.table.get(*id), target));
                listed.values.push(ListedValue { description, ..only.clone() });
            } else {
                listed.values.extend(values);
            }
        }
        let ty = Type::Named(def);
        if let Some(base) = base {
            let texts: Vec<String> = about.into_iter().chain(docs::described_values(&listed)).collect();
            self.registry.describe(def, (!texts.is_empty()).then(|| texts.join("\n\n")));
            let closed = listed.is_closed;
            let values = enumeration::values(&schema::Enum { listed, base });
            self.registry.define(def, TypeKind::Enum(ir::Enum { values, closed }));
        }
        members.iter().for_each(|id| self.registry.record_verbatim(*id, &ty));
        ty
    }

    /// The member of all values that some members list, beside others.
    fn listed_member(&mut self, list: Vec<SchemaId>, hint: &Hint) -> Member {
        let name = self.listed_kind(list[0]).unwrap_or_default();
        let def = self.registry.reserve(list[0], &hint.within(&name));
        let ty = self.one_list(def, &list, None);
        let variant = Variant { name, ty, constraints: Constraints::default(), description: None };
        Member { schemas: list, variant }
    }

    /// Drops strings beside one list of strings, and integers beside one of integers: the enum carries those it does not list,
    /// unless it is closed.
    fn absorbed(&mut self, members: Vec<SchemaId>, lists: &[Vec<SchemaId>]) -> Vec<SchemaId> {
        let schemas = self.registry.table;
        let is_closed = |types: &mut Self, id: &SchemaId| {
            let target = schemas.target(*id).1;
            matches!(&target.form, Form::Enum(list) if types.closes(target, &list.listed))
        };
        if members.iter().chain(lists.iter().flatten()).any(|id| is_closed(self, id)) {
            return members;
        }
        let is = |id: SchemaId, name: &str, listed: bool| {
            let target = self.registry.table.target(id).1;
            // A string of a format of its own is more than any string.
            let plain = listed || matches!(self.registry.validity.scalars.ty(target), Type::String | Type::Int(_));
            let is_of_type = target.declares_type && target.type_name() == Some(name);
            is_of_type
                && matches!(target.form, Form::Enum(_)) == listed
                && plain
                && !self.registry.validity.foreign.contains_key(&id)
        };
        let mut members = members;
        for name in ["string", "integer"] {
            let supporting = members.iter().filter(|id| is(**id, name, true)).count();
            let joined = lists.iter().filter(|list| list.iter().any(|id| is(*id, name, true))).count();
            if supporting + joined == 1 {
                members.retain(|id| !is(*id, name, false));
            }
        }
        members
    }

    /// The property that tells the members apart.
    fn discriminator(&mut self, union: &schema::Union, members: &[Member]) -> Option<Discriminator> {
        let schema::Discriminator { origin, property, mapping, base, default } = union.discriminator.as_ref()?;
        let place = |types: &Self, id: SchemaId| {
            let target = types.registry.table.target(id).0;
            let is = |member: &Member| {
                member.schemas.iter().any(|member_schema| types.registry.table.target(*member_schema).0 == target)
            };
            members.iter().position(is)
        };
        let mut values: Vec<(String, usize)> = Vec::new();
        let mut has_tag = vec![false; members.len()];
        for (tag, id, entry) in mapping {
            match place(self, *id) {
                Some(index) => {
                    has_tag[index] = true;
                    values.push((tag.clone(), index));
                }
                None => self.note_stranger(&format!("`{tag}`"), *entry),
            }
        }
        let mut mapped_tags: HashSet<String> = values.iter().map(|(tag, _)| tag.clone()).collect();
        let mut implicit = Vec::new();
        for (index, member) in members.iter().enumerate() {
            for schema in &member.schemas {
                let target = self.registry.table.target(*schema).1;
                let listed = listed(self.registry.table, target, property);
                if listed.is_empty() {
                    let tag = target.annotations.tag.as_deref().or(target.name.as_deref());
                    let tag = tag.filter(|tag| mapped_tags.insert((*tag).to_owned()));
                    implicit.extend(tag.map(|tag| (tag.to_owned(), index)));
                } else if !has_tag[index] {
                    mapped_tags.extend(listed.iter().cloned());
                    values.extend(listed.into_iter().map(|tag| (tag, index)));
                }
            }
        }
        self.untold_tags(*origin, property, &values, members);
        // Implicit names come after all that is mapped or listed: the document's word counts before the convention.
        values.extend(implicit);
        // A tag that several members list leaves it to the rest of the value which of them it is.
        let mut seen = HashSet::default();
        values.retain(|value| seen.insert(value.clone()));
        let base = base.and_then(|base| place(self, base));
        let named = default.and_then(|(schema, entry)| {
            let place = place(self, schema);
            if place.is_none() {
                self.note_stranger("`defaultMapping`", entry);
            }
            place
        });
        let other = named.or(base);
        if let Some(other) = other.map(|other| &members[other]) {
            self.registry.note_undeclared(&other.variant.ty, named.is_some().then_some(property));
        }
        Some(Discriminator { property: property.clone(), values, absent: other, other })
    }

    /// Names members by their tags where the schemas repeat the name of the union: `cat` of `Pet` says what `PetCat` does.
    fn name_by_tag(&self, def: TypeId, members: &mut [Member], discriminator: &Discriminator) {
        let hint = &self.registry.def(def).hint;
        let (Root::Schema(union), true) = (&hint.root, hint.is_name()) else { return };
        let is_word = |tag: &str| {
            tag.starts_with(|c: char| c.is_ascii_alphabetic())
                && tag.chars().all(|c| c.is_ascii_alphanumeric() || "-_ ".contains(c))
        };
        let tag = |index: usize, name: &str| {
            let mut tags = discriminator.values.iter().filter(|(tag, variant)| *variant == index && tag != name);
            tags.next().map(|(tag, _)| tag.clone()).filter(|tag| is_word(tag))
        };
        let wishes: Vec<Option<String>> = members
            .iter()
            .enumerate()
            .map(|(index, member)| {
                let repeats = member.variant.name.len() > union.len() && member.variant.name.starts_with(union);
                if repeats { tag(index, &member.variant.name) } else { None }
            })
            .collect();
        let names = members.iter().zip(&wishes).map(|(member, wish)| wish.as_ref().unwrap_or(&member.variant.name));
        let names: HashSet<String> = names.map(|name| name.to_ascii_lowercase()).collect();
        // All or none: a tag that is the name of another member would make two variants of one name.
        if names.len() == members.len() {
            for (member, wish) in members.iter_mut().zip(wishes) {
                member.variant.name = wish.unwrap_or_else(|| std::mem::take(&mut member.variant.name));
            }
        }
    }

    fn note_stranger(&mut self, entry: &str, origin: Origin) {
        let message = format!("{entry} leads to a schema that is not an alternative of the union");
        let note = Diagnostic::note(Code::Contradiction, message).at(origin, SpanTarget::Key);
        self.diagnostics
            .push(note.with_note("ignored").help("add the schema to the alternatives, or remove the entry"));
    }

    /// Names the members that have several tags and no place to keep the one that came.
    fn untold_tags(&mut self, origin: Origin, property: &str, values: &[(String, usize)], members: &[Member]) {
        for (index, member) in members.iter().enumerate() {
            // The name of a schema may stand for it beside what the document maps to it, and need not be sent.
            let is_name = |tag: &str| {
                let named = |schema: &SchemaId| self.registry.table.target(*schema).1.name.as_deref() == Some(tag);
                member.schemas.iter().any(named)
            };
            let unnamed = values.iter().filter(|(tag, variant)| *variant == index && !is_name(tag));
            let tags: Vec<&str> = unnamed.map(|(tag, _)| tag.as_str()).collect();
            let keeps = |schema: &SchemaId| {
                let row = self.registry.table.target(*schema).1;
                row.property(property).is_some() || matches!(row.form, Form::Union(_))
            };
            if let ([first, _, ..], false) = (tags.as_slice(), member.schemas.iter().all(keeps)) {
                let name = &member.variant.name;
                let message = format!("`{name}` has several tags, and no property `{property}` that holds one of them");
                let diagnostic = Diagnostic::warning(Code::MergedUnion, message).at(origin, SpanTarget::Key);
                self.diagnostics.push(
                    diagnostic
                        .with_note(format!("it is always sent as `{first}`"))
                        .help(format!("add `{property}: {{ type: string }}` to the `properties` of `{name}`")),
                );
            }
        }
    }
}

/// `true` if the values of a member are numbers.
fn is_number(table: &SchemaTable, member: SchemaId) -> bool {
    match &table.target(member).1.form {
        Form::Number(_) => true,
        Form::Enum(list) => matches!(list.base, EnumBase::Integer(_)),
        _ => false,
    }
}

/// Makes a single beside other numbers a double, which holds the numbers that no other member does.
fn widen(registry: &Registry<'_>, schema: SchemaId, member: &mut Member) {
    let (target, row) = registry.table.target(schema);
    let is_single = matches!(row.form, Form::Number(_)) && registry.validity.scalars.ty(row) == Type::Float32;
    let is_own = [schema, target].iter().any(|id| registry.validity.foreign.contains_key(id));
    if is_single && !is_own && member.variant.ty != Type::Float64 {
        member.variant.ty = Type::Float64;
        member.variant.constraints = registry.constraints_of_type(target);
    }
}

/// The strings that a property may be, where its schema lists them: they are tags, and the name of the schema is none.
fn listed(table: &SchemaTable, row: &Schema, property: &str) -> Vec<String> {
    let listed = row.property(property).and_then(|schema| table.target(schema).1.listed());
    let values = listed.into_iter().flat_map(|listed| &listed.values);
    values.filter_map(|value| value.value.as_str().map(str::to_owned)).collect()
}

/// Names for members that have none: after the kind of their values.
fn name_by_kind(members: &mut [Member]) {
    named_by_kind(members.iter_mut().map(|member| &mut member.variant).collect());
}

/// The same for the variants of a union that is made by itself.
pub(super) fn name_variants_by_kind(variants: &mut [Variant]) {
    named_by_kind(variants.iter_mut().collect());
}

fn named_by_kind(variants: Vec<&mut Variant>) {
    let lists = variants.iter().filter(|variant| matches!(variant.ty, Type::List(_))).count();
    for variant in variants.into_iter().filter(|variant| variant.name.is_empty()) {
        variant.name = match &variant.ty {
            Type::List(_) if lists < 2 => "array".to_owned(),
            ty => kind_name(ty),
        };
    }
}

fn kind_name(ty: &Type) -> String {
    match ty {
        Type::Bool => "boolean".to_owned(),
        Type::Int(_) => "integer".to_owned(),
        Type::Float32 | Type::Float64 => "number".to_owned(),
        Type::String => "string".to_owned(),
        Type::Scalar(scalar) => scalar_name(*scalar).to_owned(),
        Type::List(item) => format!("{} array", kind_name(item)),
        Type::Tuple(_) => "tuple".to_owned(),
        Type::Nullable(inner) => kind_name(inner),
        _ => "object".to_owned(),
    }
}

fn scalar_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::DateTime => "date time",
        Scalar::Date => "date",
        Scalar::HttpDate => "http date",
        Scalar::UnixTime => "unix time",
        Scalar::Uuid => "uuid",
        Scalar::Ip => "ip",
        Scalar::Ipv4 => "ipv4",
        Scalar::Ipv6 => "ipv6",
        Scalar::Base64 | Scalar::Base64Url => "bytes",
        Scalar::Quoted(_) => "quoted integer",
        Scalar::Numeric(NumberKind::Int(_)) => "integer",
        Scalar::Numeric(_) => "number",
        Scalar::QuotedNumber => "quoted number",
        Scalar::Secret => "secret",
        Scalar::ExactInteger => "integer",
        Scalar::ExactNumber => "number",
    }
}
