//! Shapes of types, by which a lock of names knows them again wherever they stand.

use crate::ir::{Api, EnumValues, Extra, Presence, Type, TypeDef, TypeKind};

/// The digests of all types. The first one is of their values, and stays where a property becomes optional or nullable, or an
/// integer wider. The second one changes with these too, and with the description: of types that were one, it tells the one
/// that is as it was.
pub(super) fn digests(api: &Api) -> Vec<(u64, u32)> {
    let shapes = |detail| {
        let mut shapes: Vec<u64> = vec![0; api.types.len()];
        // Each round tells types by what is one level further within them.
        for _ in 0..DEPTH {
            let words = Words { api, shapes: Some(&shapes), detail };
            shapes = api.types.iter().map(|def| fold(&words.of_definition(def))).collect();
        }
        shapes
    };
    let exact = api.types.iter().zip(shapes(Detail::Exact)).map(|(def, shape)| {
        let description = def.description.as_deref().unwrap_or_default();
        fold(&format!("{shape:016x}{description}")) as u32
    });
    shapes(Detail::Values).into_iter().zip(exact).collect()
}

/// The detail of a text about a type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    /// Kinds of values.
    Values,
    /// Presence, `null` and the width of numbers too.
    Exact,
}

/// Types in words.
struct Words<'a> {
    api: &'a Api,
    /// The shapes of types without a name; without shapes these are told by their kind alone.
    shapes: Option<&'a [u64]>,
    detail: Detail,
}

/// So many types without a name within each other tell a shape.
const DEPTH: usize = 12;

impl Words<'_> {
    /// A definition, with the types without a name within it by their shapes.
    fn of_definition(&self, def: &TypeDef) -> String {
        let mut text = String::new();
        match &def.kind {
            TypeKind::Struct(structure) => {
                text.push_str("struct");
                for field in &structure.fields {
                    part(&mut text, &field.name);
                    part(&mut text, &self.of_type(&field.ty));
                    if self.detail == Detail::Exact {
                        part(&mut text, presence(field.presence));
                    }
                }
                if let Extra::Kept(values) = &structure.extra {
                    part(&mut text, &self.of_type(values));
                }
            }
            TypeKind::Enum(definition) => {
                text.push_str("enum");
                match &definition.values {
                    EnumValues::Strings(values) => values.iter().for_each(|(value, _)| part(&mut text, value)),
                    EnumValues::Integers(values) => {
                        values.iter().for_each(|(value, _)| part(&mut text, &value.to_string()))
                    }
                }
            }
            TypeKind::Union(union) => {
                text.push_str("union");
                for variant in &union.variants {
                    part(&mut text, &variant.name);
                    part(&mut text, &self.of_type(&variant.ty));
                }
            }
            TypeKind::Alias(to) => {
                text.push_str("alias");
                part(&mut text, &self.of_type(to));
            }
        }
        text
    }

    fn of_type(&self, ty: &Type) -> String {
        match (ty, self.detail) {
            (Type::Int(kind), Detail::Exact) => format!("{kind:?}").to_lowercase(),
            (Type::Float32, Detail::Exact) => "single".to_owned(),
            (Type::Nullable(inner), Detail::Exact) => format!("null or {}", self.of_type(inner)),
            (Type::Any, _) => "any".to_owned(),
            (Type::AnyObject, _) => "object".to_owned(),
            (Type::Bool, _) => "bool".to_owned(),
            (Type::Int(_), _) => "integer".to_owned(),
            (Type::Float32 | Type::Float64, _) => "number".to_owned(),
            (Type::String, _) => "string".to_owned(),
            (Type::Scalar(scalar), _) => format!("{scalar:?}").to_lowercase(),
            (Type::Bytes, _) => "bytes".to_owned(),
            (Type::List(item), _) => format!("list of {}", self.of_type(item)),
            (Type::Map(values), _) => format!("map of {}", self.of_type(values)),
            (Type::Tuple(places), _) => {
                format!("tuple of {}", places.iter().map(|place| self.of_type(place)).collect::<Vec<_>>().join(" and "))
            }
            (Type::Nullable(inner), _) => self.of_type(inner),
            (Type::Named(id), _) => {
                let def = self.api.ty(*id);
                match (def.hint.schema_name(), self.shapes, &def.kind) {
                    (Some(name), ..) => format!("schema {name}"),
                    (None, Some(shapes), _) => {
                        shapes.get(id.0).map_or_else(String::new, |shape| format!("{shape:016x}"))
                    }
                    (None, None, TypeKind::Struct(_)) => "a struct".to_owned(),
                    (None, None, TypeKind::Enum(_)) => "an enum".to_owned(),
                    (None, None, TypeKind::Union(_)) => "a union".to_owned(),
                    (None, None, TypeKind::Alias(_)) => "an alias".to_owned(),
                }
            }
            (Type::Foreign(source), _) => source.clone(),
        }
    }
}

fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::RequiredNullable => "required or null",
        Presence::OptionalNullable => "optional or null",
    }
}

/// A type in words that no release of the generator changes: those within it that have no name are told by their kind alone.
pub(super) fn describe(api: &Api, ty: &Type) -> String {
    Words { api, shapes: None, detail: Detail::Values }.of_type(ty)
}

/// Adds a part that no other text can be mistaken for.
fn part(text: &mut String, part: &str) {
    text.push_str(&format!("\n{}:{part}", part.len()));
}

/// FNV-1a, 64 bits: it is the same on every machine, and in every release.
fn fold(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}
