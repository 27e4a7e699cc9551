//! Unions.

use std::collections::HashSet;

use super::types::{Types, type_names};
use super::{docs, enumeration, nullable};
use crate::bundle::Row;
use crate::compose::BASE;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Origin, Part, SchemaId};
use crate::ir::{Constraints, Discriminator, Hint, Scalar, Type, TypeId, TypeKind, Union, Variant};

/// A member of a union on its way to become a variant.
struct Member {
    /// The schemas that became this variant: several, when they have the same type.
    schemas: Vec<SchemaId>,
    variant: Variant,
}

impl Types<'_> {
    /// A union: an enum of its members, or what remains where they are no more than one type.
    pub(super) fn union(&mut self, id: SchemaId, row: &Row, keyword: &str, hint: &Hint, def: Option<TypeId>) -> Type {
        let node = &row.keywords[keyword];
        let schemas: Vec<SchemaId> = node.as_array().unwrap_or_default().iter().filter_map(Node::as_schema).collect();
        let (nulls, rest): (Vec<SchemaId>, Vec<SchemaId>) =
            schemas.into_iter().partition(|id| nullable::is_null(self.schemas.get(*id)));
        let mut null = !nulls.is_empty();
        let kept = self.absorbed(rest.clone());
        for open in rest.iter().filter(|id| !kept.contains(id)) {
            self.is_raw(*open, &Type::String);
        }
        let rest = kept;
        if let [only] = rest[..] {
            let ty = self.lower(only, hint);
            return if null { ty.nullable() } else { ty };
        }
        let mut members: Vec<Member> = Vec::new();
        for schema in rest {
            let (member, is_nullable) = self.member(schema, hint);
            null |= is_nullable;
            match members.iter_mut().find(|known| known.variant.ty == member.variant.ty) {
                Some(known) => {
                    // A value is as one of them says, whichever it is.
                    if known.variant.constraints != member.variant.constraints {
                        known.variant.constraints = Constraints::default();
                    }
                    known.schemas.push(schema);
                }
                None => members.push(member),
            }
        }
        let ty = match members.len() {
            0 => Type::Any,
            1 => members.remove(0).variant.ty,
            _ if members.iter().any(|member| member.variant.ty == Type::Any) => {
                let message = "one of the alternatives is any JSON value, and so are all of them together";
                self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(node.origin, Part::Key));
                Type::Any
            }
            _ => {
                name_by_kind(&mut members);
                let def = def.unwrap_or_else(|| self.reserve(id, hint));
                let discriminator = self.discriminator(row, &members);
                let variants = members.into_iter().map(|member| member.variant).collect();
                let inclusive = keyword == "anyOf";
                self.define(def, TypeKind::Union(Union { variants, discriminator, inclusive }));
                Type::Named(def)
            }
        };
        if null { ty.nullable() } else { ty }
    }

    fn member(&mut self, schema: SchemaId, hint: &Hint) -> (Member, bool) {
        let row = self.schemas.get(schema);
        let name = self.called(schema).or_else(|| self.listed_kind(schema));
        let step = name.clone().unwrap_or_else(|| "variant".to_owned());
        let (ty, null) = self.lower(schema, &hint.within(&step)).split_null();
        let constraints = self.constraints(schema);
        let variant =
            Variant { name: name.unwrap_or_default(), ty, constraints, description: docs::schema(self.schemas, row) };
        (Member { schemas: vec![schema], variant }, null)
    }

    /// What a member is called: the name of its schema, its title, or the one value that a property of it must have.
    fn called(&self, schema: SchemaId) -> Option<String> {
        let row = self.schemas.get(schema);
        let (target, at) = self.schemas.target(schema);
        let named = at.name.clone().or_else(|| self.hints.get(&schema).cloned());
        let named = named.or_else(|| self.hints.get(&target).cloned());
        let title = || row.text("title").or_else(|| at.text("title")).map(str::to_owned);
        named.or_else(title).filter(|name| !name.trim().is_empty()).or_else(|| self.constant_of(at))
    }

    /// What the values are that a member without a name lists.
    fn listed_kind(&self, schema: SchemaId) -> Option<String> {
        let row = self.schemas.target(schema).1;
        let kind = type_names(row).into_iter().find(|name| *name != "null")?;
        enumeration::is_listed(row).then(|| kind.to_owned())
    }

    /// The value of the first property that has only one.
    fn constant_of(&self, row: &Row) -> Option<String> {
        let properties = row.get("properties").and_then(Node::as_object)?;
        properties.values().filter_map(Node::as_schema).find_map(|property| {
            let values = self.schemas.target(property).1.get("enum").and_then(Node::as_array)?;
            let [only] = values else { return None };
            only.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
        })
    }

    /// Drops strings beside one list of strings, and integers beside one of integers: the enum carries those it does not list,
    /// unless it is closed.
    fn absorbed(&mut self, members: Vec<SchemaId>) -> Vec<SchemaId> {
        let schemas = self.schemas;
        if members.iter().any(|id| enumeration::is_listed(schemas.target(*id).1) && self.closes(schemas.target(*id).1))
        {
            return members;
        }
        let is = |id: SchemaId, name: &str, listed: bool| {
            let row = self.schemas.target(id).1;
            let types = type_names(row).into_iter().filter(|name| *name != "null");
            // A string of a format of its own is more than any string.
            let plain = listed || matches!(self.scalars.ty(name, row), Type::String | Type::Int(_));
            types.eq([name]) && row.get("enum").is_some() == listed && plain && !self.foreign.contains_key(&id)
        };
        let mut members = members;
        for name in ["string", "integer"] {
            if members.iter().filter(|id| is(**id, name, true)).count() == 1 {
                members.retain(|id| !is(*id, name, false));
            }
        }
        members
    }

    /// The property that tells the members apart.
    fn discriminator(&mut self, row: &Row, members: &[Member]) -> Option<Discriminator> {
        let node = row.get("discriminator")?;
        let property = node.get("propertyName").and_then(Node::as_str)?.to_owned();
        let place = |types: &Self, id: SchemaId| {
            let target = types.schemas.target(id).0;
            let is = |member: &Member| member.schemas.iter().any(|own| types.schemas.target(*own).0 == target);
            members.iter().position(is)
        };
        let mut values: Vec<(String, usize)> = Vec::new();
        let mut told = vec![false; members.len()];
        for (tag, entry) in node.get("mapping").and_then(Node::as_object).into_iter().flatten() {
            let Some(id) = entry.as_schema() else { continue };
            match place(self, id) {
                Some(index) => {
                    told[index] = true;
                    values.push((tag.clone(), index));
                }
                None => {
                    let message = format!("`{tag}` stands for a schema that is none of the alternatives");
                    self.diagnostics.push(Diagnostic::note(Code::Approximated, message).at(entry.origin, Part::Key));
                }
            }
        }
        let mut known: HashSet<String> = values.iter().map(|(tag, _)| tag.clone()).collect();
        for (index, member) in members.iter().enumerate().filter(|(index, _)| !told[*index]) {
            for schema in &member.schemas {
                let target = self.schemas.target(*schema).1;
                let listed = self.listed(target, &property);
                if listed.is_empty() {
                    let tag = target.text("x-ms-discriminator-value").or(target.name.as_deref());
                    let tag = tag.filter(|tag| known.insert((*tag).to_owned()));
                    values.extend(tag.map(|tag| (tag.to_owned(), index)));
                }
                known.extend(listed.iter().cloned());
                values.extend(listed.into_iter().map(|tag| (tag, index)));
            }
        }
        self.untold_tags(node.origin, &property, &values, members);
        // A tag that several members list leaves it to the rest of the value which of them it is.
        let mut seen = HashSet::new();
        values.retain(|value| seen.insert(value.clone()));
        let absent = node.get(BASE).and_then(Node::as_schema).and_then(|base| place(self, base));
        Some(Discriminator { property, values, absent })
    }

    /// Names the members that have several tags and no place to keep the one that came.
    fn untold_tags(&mut self, origin: Origin, property: &str, values: &[(String, usize)], members: &[Member]) {
        for (index, member) in members.iter().enumerate() {
            let tags: Vec<&str> = values.iter().filter(|(_, of)| *of == index).map(|(tag, _)| tag.as_str()).collect();
            let keeps = |schema: &SchemaId| {
                let row = self.schemas.target(*schema).1;
                let declared = row.get("properties").is_some_and(|properties| properties.get(property).is_some());
                declared || row.get("oneOf").or(row.get("anyOf")).is_some()
            };
            if let ([first, _, ..], false) = (tags.as_slice(), member.schemas.iter().all(keeps)) {
                let message = format!(
                    "`{}` has several tags and no property `{property}`: it is always sent as `{first}`",
                    member.variant.name
                );
                self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(origin, Part::Key));
            }
        }
    }

    /// The strings that a property may be, where its schema lists them: they are tags, and the name of the schema is none.
    fn listed(&self, row: &Row, property: &str) -> Vec<String> {
        let schema = row.get("properties").and_then(|properties| properties.get(property)).and_then(Node::as_schema);
        let values = schema.and_then(|schema| self.schemas.target(schema).1.get("enum")).and_then(Node::as_array);
        values.unwrap_or_default().iter().filter_map(|value| value.as_str().map(str::to_owned)).collect()
    }
}

/// Names for members that have none: after the kind of their values.
fn name_by_kind(members: &mut [Member]) {
    let lists = members.iter().filter(|member| matches!(member.variant.ty, Type::List(_))).count();
    for member in members.iter_mut().filter(|member| member.variant.name.is_empty()) {
        member.variant.name = match &member.variant.ty {
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
        Scalar::Uuid => "uuid",
        Scalar::Ip => "ip",
        Scalar::Ipv4 => "ipv4",
        Scalar::Ipv6 => "ipv6",
        Scalar::Base64 | Scalar::Base64Url => "bytes",
        Scalar::Quoted(_) => "quoted integer",
        Scalar::Secret => "secret",
        Scalar::ExactInteger => "integer",
        Scalar::ExactNumber => "number",
    }
}
