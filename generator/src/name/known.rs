//! What the configuration can speak of, by the texts that it may be called.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic};
use crate::grammar::nearest;
use crate::ir::{Api, EnumValues, Hint, OperationId, Root, TypeDef, TypeId, TypeKind};

/// What can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Named {
    Operation(OperationId),
    Type(TypeId),
    /// A property, by its index.
    Field(TypeId, usize),
    /// A value of an enum or an alternative of a union, by its index.
    Variant(TypeId, usize),
}

/// Operations by id and pointer, types by the name or pointer of their schema, properties and values behind that and a dot.
pub(super) struct Known {
    entries: BTreeMap<String, Vec<Named>>,
}

impl Known {
    /// The parts of types that are the same are those of the one that they all are.
    pub(super) fn of(api: &Api) -> Self {
        let mut entries: BTreeMap<String, Vec<Named>> = BTreeMap::new();
        let mut add = |text: String, named: Named| entries.entry(text).or_default().push(named);
        for (id, operation) in api.operation_ids() {
            for text in [&operation.id, &operation.pointer] {
                add(text.clone(), Named::Operation(id));
            }
        }
        for (id, def) in api.type_ids().filter(|(_, def)| def.view_of.is_none()) {
            for text in texts(def) {
                for (part, named) in parts(api.original(id), def) {
                    add(format!("{text}.{part}"), named);
                }
                add(text.to_owned(), Named::Type(id));
            }
        }
        Self { entries }
    }

    /// Returns `true` if a key is one of the texts.
    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.contains_key(key)
    }

    /// Operations by id and types by the name of their schema.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, Named)> {
        let named = self.entries.iter().filter(|(text, _)| !text.contains("#/"));
        let all = named.flat_map(|(text, named)| named.iter().map(|named| (text.as_str(), *named)));
        all.filter(|(_, named)| matches!(named, Named::Operation(_) | Named::Type(_)))
    }

    /// What a key of the configuration names; `what` says in an error what is to become of it.
    pub(super) fn find(&self, key: &str, what: &str) -> Result<Named, Diagnostic> {
        let pointer = if key.starts_with('/') { format!("#{key}") } else { key.to_owned() };
        match self.entries.get(&pointer).map(Vec::as_slice) {
            Some([one]) => Ok(*one),
            Some(several) => {
                let both = several.iter().any(|named| matches!(named, Named::Operation(_)));
                let kinds = if both { "both an operation and a schema" } else { "more than one thing" };
                let message = format!("`{key}`, which is {what}, is {kinds}");
                let diagnostic = Diagnostic::error(Code::UnknownOverride, message);
                Err(diagnostic.help("name it by its JSON Pointer, which begins with `#/`"))
            }
            None => {
                let kinds = if key.contains('.') { "property and no value" } else { "schema with a type of its own" };
                let message = format!("no operation and no {kinds} is `{key}`, which is {what}");
                Err(Diagnostic::unknown_option(message, nearest(key, self.entries.keys().map(String::as_str))))
            }
        }
    }
}

/// The texts that name a type: the pointer of its schema, and its name.
fn texts(def: &TypeDef) -> impl Iterator<Item = &str> {
    let name = match &def.hint {
        Hint { root: Root::Schema(name), path } if path.is_empty() => Some(name.as_str()),
        _ => None,
    };
    std::iter::once(def.pointer.as_str()).chain(name)
}

/// The properties or values of a type, as they are on the wire.
fn parts(id: TypeId, def: &TypeDef) -> Vec<(String, Named)> {
    let variants = |texts: Vec<String>| -> Vec<(String, Named)> {
        texts.into_iter().enumerate().map(|(index, text)| (text, Named::Variant(id, index))).collect()
    };
    match &def.kind {
        TypeKind::Struct(structure) => {
            let fields = structure.fields.iter().enumerate();
            fields.map(|(index, field)| (field.name.clone(), Named::Field(id, index))).collect()
        }
        TypeKind::Enum(definition) => match &definition.values {
            EnumValues::Strings(values) => variants(values.iter().map(|(value, _)| value.clone()).collect()),
            EnumValues::Integers(values) => variants(values.iter().map(|(value, _)| value.to_string()).collect()),
        },
        TypeKind::Union(union) => variants(union.variants.iter().map(|variant| variant.name.clone()).collect()),
        TypeKind::Alias(_) => Vec::new(),
    }
}
