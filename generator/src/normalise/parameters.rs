//! Extensions of schemas that stand on a parameter, where converters from Swagger 2.0 leave them, and `nullable` beside a schema.

use crate::bundle::RawSchemaTable;
use crate::document::{Node, Object, Value};
use crate::grammar;
use crate::spec::{Field, Keyword, Members as _, Role};

/// Hands them on to the schemas of the parameters, unless these have their own.
pub(super) fn lift(node: &Node, schemas: &mut RawSchemaTable) {
    match &node.value {
        Value::Array(items) => items.iter().for_each(|item| lift(item, schemas)),
        Value::Object(object) => {
            if object.has(Field::In) && object.has(Field::Name) {
                hand_on(object, schemas);
            }
            nullable(object, schemas);
            object.values().for_each(|member| lift(member, schemas));
        }
        _ => {}
    }
}

/// `nullable` of an object that has a schema is that of the schema.
fn nullable(object: &Object, schemas: &mut RawSchemaTable) {
    let flag = object.member(Keyword::Nullable).filter(|flag| flag.as_bool() == Some(true));
    let content = object.member(Field::Content).and_then(Node::as_object).into_iter().flat_map(Object::values);
    let of_content = content.filter_map(|media_type| media_type.schema(Field::Schema));
    let Some(flag) = flag else { return };
    for schema in object.schema(Field::Schema).into_iter().chain(of_content) {
        schemas.get_mut(schema).keywords.entry(Keyword::Nullable).or_insert_with(|| flag.clone());
    }
}

fn hand_on(parameter: &Object, schemas: &mut RawSchemaTable) {
    let Some(schema) = parameter.schema(Field::Schema) else { return };
    let keywords = &mut schemas.get_mut(schema).keywords;
    // Beside a reference the keyword would be ignored in 3.0. Since 3.1 it would make a merge of two schemas.
    if keywords.contains_key(&Keyword::Ref) {
        return;
    }
    for (key, node) in parameter {
        let Some(keyword) = Keyword::parse(key).filter(|keyword| keyword.role() == Role::Extension) else { continue };
        // `x-nullable` would be a value of a parameter that nothing can send.
        if keyword != Keyword::XNullable && grammar::extension("Parameter", key).is_none() {
            keywords.entry(keyword).or_insert_with(|| node.clone());
        }
    }
}
