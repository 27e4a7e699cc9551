//! Structs, enums and unions of a mix as services have them, before they are written in any language.

/// Types that refer to each other by number.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) structs: Vec<Vec<Field>>,
    /// For each enum how many values it lists.
    pub(super) enums: Vec<usize>,
    /// For each union the structs that are its alternatives. A string is another one.
    pub(super) unions: Vec<[usize; 2]>,
}

/// A property.
#[derive(Clone, Copy, Debug)]
pub(super) struct Field {
    pub(super) kind: Kind,
    pub(super) required: bool,
}

/// The type of a property.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Text,
    Integer,
    Number,
    Boolean,
    Texts,
    Struct(usize),
    Structs(usize),
    Enum(usize),
    Union(usize),
}

/// The fields of each struct.
pub(super) const FIELDS: usize = 10;

impl Model {
    /// So many structs, with an enum for every five and a union for every twenty of them.
    pub(super) fn new(structs: usize) -> Self {
        let (enums, unions) = (structs.div_ceil(5), structs.div_ceil(20));
        Self {
            structs: (0..structs).map(|number| fields(number, enums)).collect(),
            enums: (0..enums).map(|number| [2, 3, 4, 5, 8][number % 5]).collect(),
            unions: (0..unions).map(|number| [number * 20 % structs, (number * 20 + 1) % structs]).collect(),
        }
    }

    /// Returns `true` if a struct has a value without any being given: all that it requires has one.
    pub(super) fn has_default(&self, number: usize) -> bool {
        self.structs[number].iter().all(|field| match field.kind {
            _ if !field.required => true,
            Kind::Enum(_) | Kind::Union(_) => false,
            Kind::Struct(index) => self.has_default(index),
            _ => true,
        })
    }

    /// The number of fields of all structs together.
    pub(super) fn fields(&self) -> usize {
        self.structs.len() * FIELDS
    }
}

/// The fields of a struct: texts, two numbers, a boolean, a list, another struct, and something else. It refers to structs before it.
fn fields(number: usize, enums: usize) -> Vec<Field> {
    let another = match number % 4 {
        0 => Kind::Enum(number % enums),
        1 if number % 20 > 1 => Kind::Union(number / 20),
        2 if number > 0 => Kind::Structs(number - 1),
        _ => Kind::Boolean,
    };
    let target = if number > 0 { Kind::Struct(number / 2) } else { Kind::Text };
    let kinds = [
        Kind::Text,
        Kind::Integer,
        Kind::Text,
        Kind::Texts,
        Kind::Boolean,
        Kind::Text,
        target,
        Kind::Number,
        another,
        Kind::Text,
    ];
    // Of ten fields four or five are required.
    let is_required = |index: usize| index < 3 || (index + number).is_multiple_of(5);
    let field = |(index, kind)| Field { kind, required: is_required(index) };
    kinds.into_iter().enumerate().map(field).collect()
}

#[cfg(test)]
mod tests {
    use super::{FIELDS, Kind, Model};

    #[test]
    fn the_mix_has_something_of_all() {
        let model = Model::new(100);
        let all: Vec<_> = model.structs.iter().flatten().collect();
        assert_eq!((model.structs.len(), all.len(), model.fields()), (100, 100 * FIELDS, 1_000));
        assert_eq!((model.enums.len(), model.unions.len()), (20, 5));
        let required = all.iter().filter(|field| field.required).count();
        assert!((400..500).contains(&required), "{required}");
        let enums = all.iter().filter(|field| matches!(field.kind, Kind::Enum(_))).count();
        let unions = all.iter().filter(|field| matches!(field.kind, Kind::Union(_))).count();
        assert_eq!((enums, unions), (25, 20));
        let without_default = (0..100).filter(|number| !model.has_default(*number)).count();
        assert!((5..40).contains(&without_default), "{without_default}");
    }
}
