//! Rules for values (JSON Schema 2020-12, Validation, section 6).

/// A rule for values, called like the keyword that says it. Numbers are those of the document, as text; lengths are counted in Unicode scalar values.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub enum Rule {
    Minimum(&'static str),
    Maximum(&'static str),
    /// `exclusiveMinimum`
    Above(&'static str),
    /// `exclusiveMaximum`
    Below(&'static str),
    MultipleOf(&'static str),
    MinLength(usize),
    MaxLength(usize),
    /// A regular expression that matches somewhere in a text; written by `pattern!`, which needs the feature `regex`.
    Pattern(&'static str),
    MinItems(usize),
    MaxItems(usize),
    UniqueItems,
    MinProperties(usize),
    MaxProperties(usize),
    /// Rules for the items of an array.
    Items(&'static [Rule]),
    /// Rules for one item of an array.
    Item(usize, &'static [Rule]),
    /// Rules for a property.
    Property(&'static str, &'static [Rule]),
    /// Rules for all properties but these.
    Others(&'static [&'static str], &'static [Rule]),
    /// The rules of a type.
    Of(fn() -> &'static [Rule]),
    /// Rules for each variant of a union, and what tells which ones a JSON text may be: it is as one of them says.
    Variants(fn(&str) -> Vec<usize>, &'static [&'static [Rule]]),
    /// Rules for what a text is the JSON of.
    Json(&'static [Rule]),
}

/// A type with rules.
pub trait Checked {
    /// The rules, in the order of the document.
    fn rules() -> &'static [Rule];
}
