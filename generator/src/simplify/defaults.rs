//! Default values as constants.
//!
//! * In: default values as the document writes them.
//! * Out: those that are constants of the types of their fields. The documentation says the others.

use serde_json::{Number, Value};

use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, Constant, DefaultValue, EnumValues, Field, IntKind, Type, TypeId, TypeKind};

/// Makes constants of default values.
pub(super) fn make_constants(api: &mut Api, _: &Options, _: &mut Diagnostics) {
    for index in 0..api.types.len() {
        let TypeKind::Struct(structure) = &api.types[index].kind else { continue };
        let defaults: Vec<_> = structure.fields.iter().map(|field| default(api, field)).collect();
        let TypeKind::Struct(structure) = &mut api.types[index].kind else { continue };
        for (field, default) in structure.fields.iter_mut().zip(defaults) {
            field.default = default;
        }
    }
}

fn default(api: &Api, field: &Field) -> Option<DefaultValue> {
    match field.default.as_ref()? {
        DefaultValue::Written(value) => constant(api, &field.ty, value).map(DefaultValue::Constant),
        DefaultValue::Constant(constant) => Some(DefaultValue::Constant(constant.clone())),
    }
}

/// A value as a constant of a type, if it is one.
fn constant(api: &Api, ty: &Type, value: &Value) -> Option<Constant> {
    match (api.resolved(ty), value) {
        (Type::Nullable(inner), _) => constant(api, inner, value),
        (Type::Bool, Value::Bool(flag)) => Some(Constant::Bool(*flag)),
        (Type::Int(kind), Value::Number(number)) => {
            whole(number).filter(|value| fits(*kind, *value)).map(Constant::Integer)
        }
        // A number beyond the range of `f32` would become an infinity, which is no JSON.
        (Type::Float32, Value::Number(number)) => float(number.as_f64().filter(|value| (*value as f32).is_finite())),
        (Type::Float64, Value::Number(number)) => float(number.as_f64()),
        (Type::String, Value::String(text)) => Some(Constant::String(text.clone())),
        // Objects, arrays and values of unions are no constants of Rust. Their default values are in the documentation.
        (Type::Named(id), _) => listed(api, *id, value),
        _ => None,
    }
}

/// A listed value of an enum.
fn listed(api: &Api, id: TypeId, value: &Value) -> Option<Constant> {
    let TypeKind::Enum(values) = &api.ty(id).kind else { return None };
    let index = match (&values.values, value) {
        (EnumValues::Strings(values), Value::String(text)) => values.iter().position(|(value, _)| value == text),
        (EnumValues::Integers(values), Value::Number(number)) => {
            values.iter().position(|(value, _)| Some(i128::from(*value)) == whole(number))
        }
        _ => None,
    };
    index.map(Constant::Listed)
}

fn float(value: Option<f64>) -> Option<Constant> {
    value.and_then(Number::from_f64).map(Constant::Number)
}

/// The value of a number without a fraction, however it is written.
fn whole(number: &Number) -> Option<i128> {
    let float =
        // `1e3` is an integer as well. Up to 2^53, about 9.007e15, the double is the number that was written.
        || number.as_f64().filter(|value| value.fract() == 0.0 && value.abs() < 9e15).map(|value| value as i128);
    number.as_i64().map(i128::from).or(number.as_u64().map(i128::from)).or_else(float)
}

fn fits(kind: IntKind, value: i128) -> bool {
    let (least, greatest) = kind.range();
    (least..=greatest).contains(&value)
}
