//! Default values: what the service takes where a property is absent.

use super::types::Types;
use crate::document::{Node, SchemaId, Value};
use crate::ir::{Constant, EnumValues, IntKind, Type, TypeId, TypeKind};

impl Types<'_> {
    /// Notes the default value of a field until all types are known.
    pub(super) fn note_default(&mut self, def: TypeId, field: usize, schema: SchemaId) {
        let schemas = self.schemas;
        let own = schemas.get(schema).annotations.default.as_ref();
        if let Some(node) = own.or_else(|| schemas.target(schema).1.annotations.default.as_ref()) {
            self.defaults.push((def, field, node));
        }
    }

    /// Gives the fields their default values, where those can be constants of their types.
    pub(super) fn settle_defaults(&mut self) {
        for (def, field, node) in std::mem::take(&mut self.defaults) {
            let TypeKind::Struct(structure) = &self.def(def).kind else { continue };
            let Some(ty) = structure.fields.get(field).map(|field| &field.ty) else { continue };
            let constant = self.constant(ty, node);
            self.set_default(def, field, constant);
        }
    }

    /// A value as a constant of a type, if it is one.
    fn constant(&self, ty: &Type, node: &Node) -> Option<Constant> {
        match (self.resolved(ty), &node.value) {
            (Type::Nullable(inner), _) => self.constant(inner, node),
            (Type::Bool, Value::Bool(flag)) => Some(Constant::Bool(*flag)),
            (Type::Int(kind), Value::Number(number)) => {
                whole(number).filter(|value| fits(*kind, *value)).map(Constant::Integer)
            }
            (Type::Float32, Value::Number(number)) => {
                number.as_f64().filter(|value| (*value as f32).is_finite()).map(Constant::Number)
            }
            (Type::Float64, Value::Number(number)) => number.as_f64().map(Constant::Number),
            (Type::String, Value::String(text)) => Some(Constant::String(text.clone())),
            (Type::Named(id), _) => self.listed_constant(*id, node),
            _ => None,
        }
    }

    fn listed_constant(&self, id: TypeId, node: &Node) -> Option<Constant> {
        let TypeKind::Enum(values) = &self.def(id).kind else { return None };
        let index = match &values.values {
            EnumValues::Strings(values) => values.iter().position(|(value, _)| Some(value.as_str()) == node.as_str()),
            EnumValues::Integers(values) => match &node.value {
                Value::Number(number) => values.iter().position(|(value, _)| Some(i128::from(*value)) == whole(number)),
                _ => None,
            },
        };
        index.map(Constant::Listed)
    }
}

/// The value of a number without a fraction, however it is written.
fn whole(number: &serde_json::Number) -> Option<i128> {
    let float =
        || number.as_f64().filter(|value| value.fract() == 0.0 && value.abs() < 9e15).map(|value| value as i128);
    number.as_i64().map(i128::from).or(number.as_u64().map(i128::from)).or_else(float)
}

fn fits(kind: IntKind, value: i128) -> bool {
    let (least, greatest) = kind.range();
    (least..=greatest).contains(&value)
}
