//! Values as their types hold them: what is written of them is the same as what was read.

use crate::collections::HashSet;
use std::cell::RefCell;

use serde_json::{Map, Value, json};

use crate::emit::{Context, resolved};
use crate::ir::{
    Access, Enum, EnumValues, Extra, Field, IntKind, NumberKind, Presence, Scalar, Struct, Type, TypeId, TypeKind,
    Union, View,
};

/// The fields that values have, by the index of the field.
pub(super) type CoveredFields = RefCell<HashSet<(TypeId, usize)>>;

/// Makes values fit the types of a client.
#[derive(Clone, Copy)]
pub(super) struct ValueFitter<'a> {
    pub(super) cx: &'a Context<'a>,
    /// The direction, in which what the other side sets is left out; `None` where nothing is.
    pub(super) view: Option<View>,
    pub(super) covered: &'a CoveredFields,
}

impl ValueFitter<'_> {
    // A test asserts that the value which was read is sent. So values of the document are reduced to what the types
    // keep.
    /// The value without parts that its type has no place for, and with the texts of scalars as the type writes them.
    /// `None` where it does not fit.
    pub(super) fn fit(&self, ty: &Type, value: &Value) -> Option<Value> {
        match (ty, value) {
            (Type::Any, value) => Some(sorted(value)),
            (Type::AnyObject, Value::Object(_)) => Some(sorted(value)),
            (Type::Bool, Value::Bool(_)) | (Type::String, Value::String(_)) => Some(value.clone()),
            (Type::Int(kind), value) => integer(*kind, value),
            (Type::Float64, Value::Number(_)) => Some(value.clone()),
            (Type::Float32, Value::Number(number)) => single(number.as_f64()?),
            (Type::Scalar(scalar), value) => self::scalar(*scalar, value),
            (Type::List(inner), Value::Array(items)) => {
                items.iter().map(|item| self.fit(inner, item)).collect::<Option<_>>().map(Value::Array)
            }
            (Type::Map(inner), Value::Object(entries)) => self.map(inner, entries.iter()).map(Value::Object),
            (Type::Tuple(places), Value::Array(items)) if places.len() == items.len() => {
                let places = places.iter().zip(items).map(|(ty, item)| self.fit(ty, item));
                places.collect::<Option<_>>().map(Value::Array)
            }
            (Type::Nullable(_), Value::Null) => Some(Value::Null),
            (Type::Nullable(inner), value) => self.fit(inner, value),
            (Type::Named(id), value) => self.named(*id, value),
            (Type::Foreign(_), value) if *ty != Type::file() => Some(value.clone()),
            (Type::Foreign(_), Value::String(_)) => Some(value.clone()),
            _ => None,
        }
    }

    /// The entries of a map, in the order in which they are written.
    fn map<'v>(
        &self,
        inner: &Type,
        entries: impl Iterator<Item = (&'v String, &'v Value)>,
    ) -> Option<Map<String, Value>> {
        let entries: Option<Vec<_>> =
            entries.map(|(key, value)| Some((key.clone(), self.fit(inner, value)?))).collect();
        let mut entries = entries?;
        entries.sort_by(|one, other| one.0.cmp(&other.0));
        Some(entries.into_iter().collect())
    }

    fn named(&self, id: TypeId, value: &Value) -> Option<Value> {
        if let Some(original) = self.cx.api.duplicates.get(&id) {
            return self.fit(original, value);
        }
        match (&self.cx.api.ty(id).kind, value) {
            (TypeKind::Alias(ty), value) => self.fit(ty, value),
            (TypeKind::Struct(definition), Value::Object(object)) => {
                self.structure(id, definition, object).map(Value::Object)
            }
            (TypeKind::Enum(definition), value) => listed(definition, value),
            (TypeKind::Union(union), value) => self.union(union, value),
            _ => None,
        }
    }

    fn structure(&self, id: TypeId, structure: &Struct, object: &Map<String, Value>) -> Option<Map<String, Value>> {
        let mut fitted = Map::new();
        for field in &structure.fields {
            match object.get(&field.name).filter(|_| !self.is_left_out(field)) {
                Some(Value::Null) => match field.presence {
                    Presence::RequiredNullable | Presence::OptionalNullable => {
                        fitted.insert(field.name.clone(), Value::Null);
                    }
                    Presence::Optional => {}
                    Presence::Required => drop(fitted.insert(field.name.clone(), self.fit(&field.ty, &Value::Null)?)),
                },
                Some(value) => match self.fit(&field.ty, value) {
                    Some(value) => drop(fitted.insert(field.name.clone(), value)),
                    None if field.presence.is_required() => return None,
                    None => {}
                },
                None => match (field.presence, self.tag(&field.ty)) {
                    (Presence::Required, Some(tag)) => drop(fitted.insert(field.name.clone(), tag)),
                    (Presence::Required, None) => return None,
                    (Presence::RequiredNullable, _) => drop(fitted.insert(field.name.clone(), Value::Null)),
                    (Presence::Optional | Presence::OptionalNullable, _) => {}
                },
            }
        }
        let written = structure
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| fitted.get(&field.name).is_some_and(|structure| !structure.is_null()));
        self.covered.borrow_mut().extend(written.map(|(index, _)| (id, index)));
        if let Extra::Kept(ty) = &structure.extra {
            let others = object.iter().filter(|(key, _)| structure.fields.iter().all(|field| field.name != **key));
            fitted.extend(self.map(ty, others)?);
        }
        Some(fitted)
    }

    /// Returns `true` for a property that the other side sets.
    fn is_left_out(&self, field: &Field) -> bool {
        let is_other = match field.access {
            Access::Both => false,
            Access::ReadOnly => self.view.is_some_and(|view| view != View::Response),
            Access::WriteOnly => self.view == Some(View::Response),
        };
        is_other && !field.presence.is_required()
    }

    /// The one value of a type that has no other.
    fn tag(&self, ty: &Type) -> Option<Value> {
        let Type::Named(id) = resolved(self.cx, ty) else { return None };
        match &self.cx.api.ty(*id).kind {
            TypeKind::Enum(enumeration) if enumeration.is_tag() => first(enumeration),
            _ => None,
        }
    }

    fn union(&self, union: &Union, value: &Value) -> Option<Value> {
        if let Some(discriminator) = &union.discriminator {
            let tag = value.get(&discriminator.property).and_then(Value::as_str);
            let mut mapped_variants = discriminator.values.iter().filter(|(text, _)| Some(text.as_str()) == tag);
            if let (Some((_, index)), None) = (mapped_variants.next(), mapped_variants.next()) {
                let Value::Object(mut object) = self.fit(&union.variants[*index].ty, value)? else { return None };
                object.entry(discriminator.property.clone()).or_insert_with(|| json!(tag));
                return Some(Value::Object(object));
            }
        }
        // The one that keeps most of it.
        let mut best: Option<(Value, CoveredFields)> = None;
        for variant in &union.variants {
            let covered = CoveredFields::default();
            let fitted = ValueFitter { cx: self.cx, view: self.view, covered: &covered }.fit(&variant.ty, value);
            if let Some(fitted) = fitted
                && best.as_ref().is_none_or(|(best, _)| parts(&fitted) > parts(best))
            {
                best = Some((fitted, covered));
            }
        }
        let (best, covered) = best?;
        self.covered.borrow_mut().extend(covered.into_inner());
        Some(best)
    }
}

/// A value of a type, made of what the type says alone: for types that the values of no operation have.
pub(super) struct ValueMaker<'a> {
    pub(super) cx: &'a Context<'a>,
}

// Types that hold themselves end here; a value of this depth shows all that a deeper one would.
/// Types within each other in a value that is made.
const DEPTH: usize = 8;

impl ValueMaker<'_> {
    /// A value with all properties of a struct that have one.
    pub(super) fn whole(&self, structure: &Struct) -> Option<Value> {
        self.structure(structure, 0, true)
    }

    fn structure(&self, structure: &Struct, depth: usize, is_whole: bool) -> Option<Value> {
        let mut object = Map::new();
        for field in structure.fields.iter().filter(|field| is_whole || field.presence.is_required()) {
            match self.value(&field.ty, depth + 1) {
                Some(value) => drop(object.insert(field.name.clone(), value)),
                None if field.presence == Presence::Required => return None,
                None => {}
            }
        }
        Some(Value::Object(object))
    }

    fn value(&self, ty: &Type, depth: usize) -> Option<Value> {
        if depth > DEPTH {
            return None;
        }
        Some(match ty {
            Type::Any | Type::String => json!("text"),
            Type::AnyObject => json!({ "key": "text" }),
            Type::Bool => json!(true),
            Type::Int(_) => json!(1),
            Type::Float32 | Type::Float64 => json!(1.5),
            Type::Scalar(scalar) => match scalar {
                // Addresses that are kept for documentation (RFC 5737; RFC 3849).
                Scalar::Ip | Scalar::Ipv4 => json!("192.0.2.1"),
                Scalar::Ipv6 => json!("2001:db8::1"),
                Scalar::UnixTime | Scalar::ExactInteger | Scalar::ExactNumber => json!(1),
                Scalar::Quoted(_) | Scalar::Numeric(_) | Scalar::QuotedNumber => json!("1"),
                // Any text becomes one of these.
                Scalar::DateTime | Scalar::Date | Scalar::HttpDate | Scalar::Uuid => json!(""),
                Scalar::Base64 | Scalar::Base64Url | Scalar::Secret => json!("AQID"),
            },
            Type::Bytes | Type::Foreign(_) => return None,
            Type::List(inner) => json!([self.value(inner, depth + 1)?]),
            Type::Map(inner) => json!({ "key": self.value(inner, depth + 1)? }),
            Type::Tuple(places) => {
                Value::Array(places.iter().map(|place| self.value(place, depth + 1)).collect::<Option<_>>()?)
            }
            Type::Nullable(inner) => self.value(inner, depth + 1).unwrap_or_default(),
            Type::Named(id) => {
                if let Some(original) = self.cx.api.duplicates.get(id) {
                    return self.value(original, depth);
                }
                match &self.cx.api.ty(*id).kind {
                    TypeKind::Alias(ty) => self.value(ty, depth + 1)?,
                    TypeKind::Struct(definition) => self.structure(definition, depth + 1, false)?,
                    TypeKind::Enum(definition) => first(definition)?,
                    TypeKind::Union(union) => return self.variant(union, depth + 1),
                }
            }
        })
    }

    /// A value of the first variant that has one, with the tag that names it.
    fn variant(&self, union: &Union, depth: usize) -> Option<Value> {
        union.variants.iter().enumerate().find_map(|(index, variant)| {
            let value = self.value(&variant.ty, depth)?;
            let Some(discriminator) = &union.discriminator else { return Some(value) };
            let (tag, _) = discriminator.values.iter().find(|(_, target)| *target == index)?;
            let Value::Object(mut object) = value else { return None };
            object.insert(discriminator.property.clone(), json!(tag));
            Some(Value::Object(object))
        })
    }
}

/// The number of parts of a value.
fn parts(value: &Value) -> usize {
    match value {
        Value::Array(items) => 1 + items.iter().map(parts).sum::<usize>(),
        Value::Object(object) => 1 + object.values().map(parts).sum::<usize>(),
        _ => 1,
    }
}

/// Any value as JSON, the members of objects by their names.
fn sorted(value: &Value) -> Value {
    match value {
        Value::Array(items) => Value::Array(items.iter().map(sorted).collect()),
        Value::Object(object) => {
            let mut members: Vec<_> = object.iter().map(|(key, value)| (key.clone(), sorted(value))).collect();
            members.sort_by(|one, other| one.0.cmp(&other.0));
            Value::Object(members.into_iter().collect())
        }
        other => other.clone(),
    }
}

fn listed(enumeration: &Enum, value: &Value) -> Option<Value> {
    let is_listed = match &enumeration.values {
        EnumValues::Strings(values) => values.iter().any(|(listed, _)| value.as_str() == Some(listed)),
        EnumValues::Integers(values) => values.iter().any(|(listed, _)| value.as_i64() == Some(*listed)),
    };
    if is_listed { Some(value.clone()) } else { first(enumeration) }
}

fn first(enumeration: &Enum) -> Option<Value> {
    match &enumeration.values {
        EnumValues::Strings(values) => values.first().map(|(value, _)| json!(value)),
        EnumValues::Integers(values) => values.first().map(|(value, _)| json!(value)),
    }
}

fn integer(kind: IntKind, value: &Value) -> Option<Value> {
    let Value::Number(number) = value else { return None };
    let whole = number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
    let whole =
        whole.or_else(|| number.as_f64().filter(|double| double.fract() == 0.0).map(|double| double as i128))?;
    let (least, most) = kind.range();
    let number = i64::try_from(whole).map(serde_json::Number::from).or_else(|_| u64::try_from(whole).map(Into::into));
    (least..=most).contains(&whole).then(|| number.ok().map(Value::Number))?
}

/// A number that single precision holds as it is written.
fn single(value: f64) -> Option<Value> {
    let is_exact = f64::from(value as f32) == value;
    Some(if is_exact { json!(value) } else { json!(1.5) })
}

/// The number that a value is, also where it is a text.
fn number_of(value: &Value) -> Option<Value> {
    match value {
        Value::Number(_) => Some(value.clone()),
        Value::String(text) => text.parse().ok().map(Value::Number),
        _ => None,
    }
}

fn scalar(scalar: Scalar, value: &Value) -> Option<Value> {
    let parsed = |text: &str| -> Option<Value> {
        match scalar {
            Scalar::Ip => text.parse::<std::net::IpAddr>().ok().map(|ip| json!(ip.to_string())),
            Scalar::Ipv4 => text.parse::<std::net::Ipv4Addr>().ok().map(|ip| json!(ip.to_string())),
            Scalar::Ipv6 => text.parse::<std::net::Ipv6Addr>().ok().map(|ip| json!(ip.to_string())),
            _ => None,
        }
    };
    match scalar {
        Scalar::DateTime => Some(json!(value.as_str().filter(|text| is_time(text)).unwrap_or("2026-01-31T12:00:00Z"))),
        Scalar::Date => Some(json!(value.as_str().filter(|text| text.len() == 10).unwrap_or("2026-01-31"))),
        Scalar::HttpDate => Some(json!("Sat, 31 Jan 2026 12:00:00 GMT")),
        Scalar::UnixTime => integer(IntKind::I64, value),
        Scalar::Uuid => Some(json!(value.as_str().filter(|text| is_uuid(text)).unwrap_or(UUID))),
        Scalar::Ip | Scalar::Ipv4 | Scalar::Ipv6 => parsed(value.as_str()?),
        Scalar::Base64 | Scalar::Base64Url => value.as_str().map(|_| json!("AQID")),
        Scalar::Quoted(kind) => integer(kind, &number_of(value)?).map(|number| json!(number.to_string())),
        Scalar::Numeric(NumberKind::Int(kind)) => integer(kind, &number_of(value)?),
        Scalar::Numeric(NumberKind::Float32) => single(number_of(value)?.as_f64()?),
        Scalar::Numeric(NumberKind::Float64) | Scalar::ExactNumber => number_of(value),
        Scalar::QuotedNumber => number_of(value).map(|number| json!(number.to_string())),
        Scalar::Secret => value.as_str().map(|text| json!(text)),
        Scalar::ExactInteger => number_of(value).filter(|number| !number.is_f64()),
    }
}

const UUID: &str = "00000000-0000-4000-8000-000000000000";

/// Returns `true` for a point in time as it is written: whole seconds of UTC.
fn is_time(text: &str) -> bool {
    text.len() == 20 && text.ends_with('Z') && text.as_bytes()[10] == b'T'
}

fn is_uuid(text: &str) -> bool {
    text.len() == UUID.len() && text.chars().all(|c| c == '-' || c.is_ascii_digit() || ('a'..='f').contains(&c))
}
