//! The marks that tell the members of a union apart.

use crate::collections::{HashMap, HashSet};

use crate::document::SchemaId;
use crate::schema::{Additional, Form, Object, Schema, SchemaTable};

/// Names that schemas without one get, because of what they stand for.
type Hints = HashMap<SchemaId, String>;

/// The names of members: of each that of its schema, its title, or what tells it from the others. A name by the kind of values is none
/// of these.
pub(super) fn names(table: &SchemaTable, hints: &Hints, members: &[SchemaId]) -> Vec<Option<String>> {
    let names: Vec<Option<String>> = members.iter().map(|schema| called(table, hints, *schema)).collect();
    let mut count: HashMap<String, usize> = HashMap::default();
    for name in names.iter().flatten() {
        *count.entry(letters(name)).or_default() += 1;
    }
    // A title that several have tells them apart no more than none.
    let is_unique = |name: &String| count[&letters(name)] == 1;
    let rows: Vec<&Schema> = members.iter().map(|schema| table.target(*schema).1).collect();
    let mut letters_of_names: HashSet<String> = names.iter().flatten().map(|name| letters(name)).collect();
    let names = names.into_iter().enumerate().map(|(index, name)| {
        // Names by content before names by place: an alternative that is put in front of others renames none of them.
        let is_named = rows[index].name.is_some() || name.as_ref().is_some_and(is_unique);
        let apart = (!is_named)
            .then(|| self::name(table, hints, &rows, index).or_else(|| by_content(table, hints, &rows, index)));
        match apart.flatten().filter(|apart| letters_of_names.insert(letters(apart))) {
            Some(apart) => Some(apart),
            // Lists of one title are told apart by the kinds of their items.
            None if !is_named && matches!(rows[index].form, Form::Array(_)) => None,
            None => name,
        }
    });
    names.collect()
}

/// The name of a member: the one that the document gives its type in clients, that of its schema, or its title.
pub(super) fn called(table: &SchemaTable, hints: &Hints, schema: SchemaId) -> Option<String> {
    /// A longer title is a sentence.
    const TITLE_BYTES: usize = 60;
    let row = table.get(schema);
    let (target, at) = table.target(schema);
    let type_name = row.annotations.type_name.clone().or_else(|| at.annotations.type_name.clone());
    let named = type_name
        .or_else(|| at.name.clone())
        .or_else(|| hints.get(&schema).cloned())
        .or_else(|| hints.get(&target).cloned());
    let title = || row.annotations.title.as_ref().or(at.annotations.title.as_ref()).cloned();
    let title = || title().filter(|title| title.len() <= TITLE_BYTES);
    named.or_else(title).filter(|name| !name.trim().is_empty())
}

/// The step to a member without a name. That to the items of an array is said by the array.
pub(super) fn step_of_kind(table: &SchemaTable, schema: SchemaId) -> Option<&'static str> {
    match &table.target(schema).1.form {
        Form::Array(array) if !array.is_tuple => None,
        Form::Object(_) => Some("object"),
        _ => Some("variant"),
    }
}

/// The name of one of several arrays by its items, and of one of several maps by its values.
fn by_content(table: &SchemaTable, hints: &Hints, members: &[&Schema], index: usize) -> Option<String> {
    let (kind, _) = content(members[index])?;
    let (places, contents): (Vec<usize>, Vec<SchemaId>) = members
        .iter()
        .enumerate()
        .filter_map(|(place, row)| content(row).filter(|(word, _)| *word == kind).map(|(_, id)| (place, id)))
        .unzip();
    if contents.len() < 2 {
        return None;
    }
    let rows: Vec<&Schema> = contents.iter().map(|id| table.target(*id).1).collect();
    let place = places.iter().position(|place| *place == index)?;
    let word = called(table, hints, contents[place]).or_else(|| name(table, hints, &rows, place));
    let word = word.or_else(|| few_values(rows[place]))?;
    Some(format!("{word} {kind}"))
}

/// The values of a list of texts that is short enough for a name.
fn few_values(row: &Schema) -> Option<String> {
    const VALUES: usize = 3;
    let Form::Enum(list) = &row.form else { return None };
    let values: Option<Vec<&str>> = list.listed.values.iter().map(|value| value.value.as_str()).collect();
    values.filter(|values| values.len() <= VALUES).map(|values| values.join(" or "))
}

/// The word for an array or a map, and the schema of what it holds.
fn content(row: &Schema) -> Option<(&'static str, SchemaId)> {
    match &row.form {
        Form::Array(array) if !array.is_tuple => Some(("array", array.items?)),
        Form::Object(object) if object.properties.is_empty() => match object.additional.as_ref()? {
            Additional::Of(values) => Some(("map", *values)),
            _ => None,
        },
        _ => None,
    }
}

/// The name of a member by a trait that no other member has. It is the one value of a property, a property that it
/// requires or may have, the values of a property, or the one value that it lists. Of a single object its kind says
/// enough, unless it is but a property around another value.
fn name(table: &SchemaTable, hints: &Hints, members: &[&Schema], index: usize) -> Option<String> {
    let row = members[index];
    let others = || members.iter().enumerate().filter(|(other, _)| *other != index).map(|(_, row)| *row);
    if let Form::Enum(_) = &row.form {
        // Beside other kinds of text it is as good as any of them.
        return only_value(row).filter(|_| others().all(|other| other.as_object().is_some()));
    }
    let object = row.as_object()?;
    let others: Vec<&Object> = others().filter_map(Schema::as_object).collect();
    let constant =
        |object: &Object, name: &str| object.properties.get(name).and_then(|id| only_value(table.target(*id).1));
    let constants = object.properties.keys().filter_map(|name| Some((name, constant(object, name)?)));
    let mut constants = constants
        .filter(|(name, value)| others.iter().all(|other| constant(other, name).as_ref() != Some(value)))
        .map(|(_, value)| value);
    if let Some(value) = constants.next() {
        return Some(value);
    }
    let is_wrapper = object.properties.len() <= 1 && object.required.len() == 1;
    if others.is_empty() && !is_wrapper {
        return None;
    }
    let is_foreign = |name: &&String| {
        others.iter().any(|other| other.properties.contains_key(*name) || other.required.contains_key(*name))
    };
    let is_demanded = |name: &&String| others.iter().any(|other| other.required.contains_key(*name));
    let mut own_required = object.required.keys().filter(|name| !is_foreign(name));
    let property_names = object.properties.keys().filter(|name| !is_foreign(name));
    let own_demand = object.required.keys().filter(|name| !is_demanded(name));
    let by_values = |names: Vec<&String>| by_values(table, hints, object, &others, &names);
    // A property that is always there tells more than one that may be absent.
    own_required
        .next()
        .cloned()
        .or_else(|| by_values(object.required.keys().collect()))
        .or_else(|| property_names.chain(own_demand).next().cloned())
        .or_else(|| some_of(object, &others))
        .or_else(|| by_values(object.properties.keys().collect()))
}

/// The first of some properties that no other object has with the same values, with a word for these: `string labels` beside
/// `object labels`.
fn by_values(
    table: &SchemaTable,
    hints: &Hints,
    object: &Object,
    others: &[&Object],
    names: &[&String],
) -> Option<String> {
    let word = |object: &Object, name: &str| {
        let schema = *object.properties.get(name)?;
        let values = content(table.target(schema).1).map_or(schema, |(_, values)| values);
        called(table, hints, values).or_else(|| table.target(values).1.type_name().map(str::to_owned))
    };
    names.iter().find_map(|name| {
        let values = word(object, name)?;
        let is_other = |other: &&Object| {
            let has_others = || word(other, name).is_some_and(|other| letters(&other) != letters(&values));
            !other.properties.contains_key(*name) || has_others()
        };
        others.iter().all(is_other).then(|| format!("{values} {name}"))
    })
}

/// The few properties of an object that not all others have, where none of them is its own.
fn some_of(object: &Object, others: &[&Object]) -> Option<String> {
    /// A name of more properties is a list.
    const PROPERTIES: usize = 2;
    let is_common = |name: &&String| others.iter().all(|other| other.properties.contains_key(*name));
    let some: Vec<&str> = object.properties.keys().filter(|name| !is_common(name)).map(String::as_str).collect();
    (!some.is_empty() && some.len() <= PROPERTIES).then(|| some.join(" and "))
}

/// The one text that a schema lists.
fn only_value(row: &Schema) -> Option<String> {
    let [only] = &row.listed()?.values[..] else { return None };
    only.value.as_str().filter(|text| !text.is_empty() && !row.null).map(str::to_owned)
}

/// The letters and digits of a name, by which two are the same in Rust.
fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
