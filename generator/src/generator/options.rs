//! The options of a generator, each by a method.

use std::path::PathBuf;

use super::Generator;
use crate::config::{Brackets, ClosedEnums, Methods, NamesLock, PageRule, Selection};
use crate::error::Error;
#[cfg(doc)]
use crate::{Generated, Options};

impl Generator {
    /// Puts a Rust type in place of a schema: by its name, for a property `Pet.name`, or by its JSON Pointer in the document.
    ///
    /// # Errors
    /// The text is not a Rust type, or the pointer is none.
    pub fn override_type(mut self, pointer: &str, rust_type: &str) -> Result<Self, Error> {
        self.options.type_overrides.insert(pointer, rust_type)?;
        Ok(self)
    }

    /// Sets the Rust type of a format, such as `String` for `date-time`; see [`Formats`](crate::Formats).
    ///
    /// # Errors
    /// The text is not a Rust type.
    pub fn format(mut self, format: &str, rust_type: &str) -> Result<Self, Error> {
        self.options.formats.insert(format, rust_type)?;
        Ok(self)
    }

    /// Reads integers of operations and schemas as doubles; see [`Options::integers_as_doubles`].
    #[must_use]
    pub fn integers_as_doubles(mut self, selection: Selection) -> Self {
        self.options.integers_as_doubles = selection;
        self
    }

    /// Lets a property or schema be null; see [`Options::nullable`].
    #[must_use]
    pub fn nullable(mut self, key: &str) -> Self {
        self.options.nullable.insert(key);
        self
    }

    /// Lets a required property be absent; see [`Options::optional`].
    #[must_use]
    pub fn optional(mut self, key: &str) -> Self {
        self.options.optional.insert(key);
        self
    }

    /// Makes `null` and absence of optional properties one; see [`Options::null_as_absent`].
    #[must_use]
    pub fn null_as_absent(mut self, properties: Selection) -> Self {
        self.options.null_as_absent = properties;
        self
    }

    /// Generates the types alone, without calls; see [`Options::types_only`].
    #[must_use]
    pub fn types_only(mut self, types_only: bool) -> Self {
        self.options.types_only = types_only;
        self
    }

    /// Keeps all digits of numbers to which the document gives neither a width nor bounds; see [`Options::exact_numbers`].
    #[must_use]
    pub fn exact_numbers(mut self, exact_numbers: bool) -> Self {
        self.options.exact_numbers = exact_numbers;
        self
    }

    /// Sets the text that stands for the items of an array in style `deepObject`; see [`Options::brackets`].
    #[must_use]
    pub fn brackets(mut self, brackets: Brackets) -> Self {
        self.options.brackets = brackets;
        self
    }

    /// Sets the place of the methods of operations; see [`Options::methods`].
    #[must_use]
    pub fn methods(mut self, methods: Methods) -> Self {
        self.options.methods = methods;
        self
    }

    /// Adds the operations that a selector names, such as `tag:issues`; see [`Select`](crate::Select).
    ///
    /// # Errors
    /// The text is no selector.
    pub fn include(mut self, selector: &str) -> Result<Self, Error> {
        self.options.select.include(selector)?;
        Ok(self)
    }

    /// Leaves out the operations that a selector names, such as `deprecated`; see [`Select`](crate::Select).
    ///
    /// # Errors
    /// The text is no selector.
    pub fn exclude(mut self, selector: &str) -> Result<Self, Error> {
        self.options.select.exclude(selector)?;
        Ok(self)
    }

    /// Keeps types that no operation uses; see [`Options::keep_unused_types`].
    #[must_use]
    pub fn keep_unused_types(mut self, keep: bool) -> Self {
        self.options.keep_unused_types = keep;
        self
    }

    /// Makes a client of what can be used of a document with errors; see [`Options::keep_going`].
    #[must_use]
    pub fn keep_going(mut self, keep_going: bool) -> Self {
        self.options.keep_going = keep_going;
        self
    }

    /// Makes calls hold their values against the document before they are sent; see [`Options::validate`].
    #[must_use]
    pub fn validate(mut self, validate: bool) -> Self {
        self.options.validate = validate;
        self
    }

    /// Closes enums: decoding a value that is not listed is an error; see [`Options::closed_enums`].
    #[must_use]
    pub fn closed_enums(mut self, closed: ClosedEnums) -> Self {
        self.options.closed_enums = closed;
        self
    }

    /// Reads answers that are JSON within a JSON string; see [`Options::double_encoded`].
    #[must_use]
    pub fn double_encoded(mut self, operations: Selection) -> Self {
        self.options.double_encoded = operations;
        self
    }

    /// Reads answers in JSON one value at a time; see [`Options::streams`].
    #[must_use]
    pub fn streams(mut self, operations: Selection) -> Self {
        self.options.streams = operations;
        self
    }

    /// Reads `NaN`, `Infinity` and `-Infinity` in answers; see [`Options::non_finite_numbers`].
    #[must_use]
    pub fn non_finite_numbers(mut self, operations: Selection) -> Self {
        self.options.non_finite_numbers = operations;
        self
    }

    /// Refuses properties that an object forbids when decoding; see [`Options::deny_unknown_properties`].
    #[must_use]
    pub fn deny_unknown_properties(mut self, deny: bool) -> Self {
        self.options.deny_unknown_properties = deny;
        self
    }

    /// Takes warnings and notes of a code for errors; `warnings` stands for all warnings.
    ///
    /// # Errors
    /// There is no such code, or it is allowed.
    pub fn deny(mut self, code: &str) -> Result<Self, Error> {
        self.options.deny.insert(code)?;
        self.options = self.options.checked()?;
        Ok(self)
    }

    /// Does not report warnings and notes of a code; `warnings` stands for all warnings.
    ///
    /// # Errors
    /// There is no such code, it is always an error, or it is denied.
    pub fn allow(mut self, code: &str) -> Result<Self, Error> {
        self.options.allow.insert(code)?;
        self.options = self.options.checked()?;
        Ok(self)
    }

    /// Gives an operation or a schema a name in Rust. The key is an `operationId`, the name of a schema, or the JSON
    /// Pointer of either. A field or variant is `Pet.name`, with the property or value on the wire.
    ///
    /// # Errors
    /// The name is none in Rust.
    pub fn rename(mut self, key: &str, name: &str) -> Result<Self, Error> {
        self.options.name_overrides.insert(key, name)?;
        Ok(self)
    }

    /// Keeps the names of all items in a file, so that a new version of the document renames nothing that did not change; see
    /// [`Options::names_lock`]. [`Generated::names_lock`] is its text. A build script only reads it.
    #[must_use]
    pub fn names_lock(mut self, path: impl Into<PathBuf>) -> Self {
        self.options.names_lock = NamesLock::At(path.into());
        self
    }

    /// Derives a trait for a type in addition to those that it has. The key is the name or JSON Pointer of its schema.
    ///
    /// # Errors
    /// The text is not a path.
    pub fn derive(mut self, key: &str, path: &str) -> Result<Self, Error> {
        self.options.types.derive(key, path)?;
        Ok(self)
    }

    /// Puts an attribute in front of a type, or of a field or variant (`Pet.name`).
    ///
    /// # Errors
    /// The text is not an attribute.
    pub fn attribute(mut self, key: &str, attribute: &str) -> Result<Self, Error> {
        self.options.types.attribute(key, attribute)?;
        Ok(self)
    }

    /// Says how the pages of operations follow each other, where the document does not.
    ///
    /// # Errors
    /// The rule has what its style cannot have.
    pub fn pagination(mut self, rule: PageRule) -> Result<Self, Error> {
        self.options.pagination.push(rule.checked()?);
        Ok(self)
    }
}
