//! Limits of values.

use crate::document::SchemaId;
use crate::ir::{Constraint, Constraints};
use crate::limits;
use crate::lower::registry::Registry;
use crate::schema::{Array, Form, Number, Range, Text};
use crate::spec::number;

impl Registry<'_> {
    /// The limits of the values of a schema that has been lowered, apart from those that a type of its own has.
    pub(in crate::lower) fn constraints(&self, id: SchemaId) -> Constraints {
        self.unnamed(id, limits::CONSTRAINT_DEPTH)
    }

    /// The limits of a schema that has a type of its own.
    pub(in crate::lower) fn constraints_of_type(&self, id: SchemaId) -> Constraints {
        self.declared_constraints(id, limits::CONSTRAINT_DEPTH)
    }

    // Limits of a type of its own are in the rules of that type. Repeated at each use they would be checked twice.
    fn unnamed(&self, id: SchemaId, depth: usize) -> Constraints {
        if depth == 0 || self.has_name(id) { Constraints::default() } else { self.declared_constraints(id, depth - 1) }
    }

    fn declared_constraints(&self, id: SchemaId, depth: usize) -> Constraints {
        let row = self.table.get(id);
        let within = |schema: Option<SchemaId>| {
            let within = self.unnamed(schema?, depth);
            (!within.is_empty()).then(|| Box::new(within))
        };
        match &row.form {
            Form::Reference(to) => self.unnamed(*to, depth),
            Form::Union(union) => {
                let others = union.members.iter().filter(|id| !self.table.get(**id).is_null());
                match others.collect::<Vec<_>>()[..] {
                    [only] => self.unnamed(*only, depth),
                    // Each of several says it for itself.
                    _ => Constraints::default(),
                }
            }
            Form::Text(text) => Constraints { limits: of_text(text), ..Constraints::default() },
            Form::Number(number) if number.listed.is_none() => {
                Constraints { limits: of_number(number), ..Constraints::default() }
            }
            Form::Array(array) => {
                // A level of tuples multiplies the places, so it takes three quarters of the depth that is left.
                let places = if array.is_tuple { &array.places[..] } else { &[] };
                Constraints {
                    limits: of_array(array),
                    items: within(array.items),
                    places: places.iter().map(|place| self.unnamed(*place, depth / 4)).collect(),
                    values: None,
                }
            }
            Form::Object(object) => Constraints {
                limits: counts(&object.count, Constraint::MinProperties, Constraint::MaxProperties),
                values: within(object.undeclared()),
                ..Constraints::default()
            },
            Form::Any | Form::Null | Form::Unresolved => Constraints::default(),
            Form::Enum(_) | Form::Number(_) | Form::Bool(_) => Constraints::default(),
        }
    }
}

fn of_text(text: &Text) -> Vec<Constraint> {
    let patterns = text.patterns.iter();
    let patterns = patterns.map(|pattern| Constraint::Pattern(pattern.text.clone(), Some(pattern.origin)));
    counts(&text.length, Constraint::MinLength, Constraint::MaxLength).into_iter().chain(patterns).collect()
}

fn of_number(number: &Number) -> Vec<Constraint> {
    let text = |number: &serde_json::Number| number.to_string();
    let bounds = [
        number.minimum.as_ref().map(text).map(Constraint::Minimum),
        number.maximum.as_ref().map(text).map(Constraint::Maximum),
        number.exclusive_minimum.as_ref().map(text).map(Constraint::Above),
        number.exclusive_maximum.as_ref().map(text).map(Constraint::Below),
    ];
    bounds.into_iter().flatten().chain(number.multiples.iter().map(text).map(Constraint::MultipleOf)).collect()
}

fn of_array(array: &Array) -> Vec<Constraint> {
    let unique = array.unique.then_some(Constraint::UniqueItems);
    counts(&array.count, Constraint::MinItems, Constraint::MaxItems).into_iter().chain(unique).collect()
}

/// The limits of a length or count, unless every value is within them.
fn counts(range: &Range, least: fn(usize) -> Constraint, most: fn(usize) -> Constraint) -> Vec<Constraint> {
    let read = |number: &Option<serde_json::Number>| {
        number.as_ref().and_then(number::count).and_then(|count| usize::try_from(count).ok())
    };
    let least = read(&range.least).filter(|count| *count > 0).map(least);
    least.into_iter().chain(read(&range.most).map(most)).collect()
}
