//! Settles the `mapping` of discriminators: each value becomes the id of the schema that it names.

use super::Version;
use super::references::Told;
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{Node, Object, Part, Pointer, SchemaId, Value};
use crate::spec::Keyword;

impl Walk<'_, '_> {
    /// Replaces the values of a mapping by schemas (OAS 3.0.4, "Discriminator Object"). What names no schema is reported
    /// and left out.
    pub(super) fn settle_mapping(&mut self, id: SchemaId) {
        let discriminator =
            self.table.get_mut(id).keywords.get_mut(&Keyword::Discriminator).map(|node| &mut node.value);
        let Some(Value::Object(discriminator)) = discriminator else { return };
        let Some(mapping) = discriminator.shift_remove("mapping") else { return };
        let settled = self.mapping(&mapping);
        let discriminator =
            self.table.get_mut(id).keywords.get_mut(&Keyword::Discriminator).map(|node| &mut node.value);
        if let Some(Value::Object(discriminator)) = discriminator {
            discriminator.insert("mapping".to_owned(), Node::new(Value::Object(settled), mapping.origin));
        }
    }

    fn mapping(&mut self, mapping: &Node) -> Object {
        let Some(entries) = mapping.as_object() else {
            let message = format!("expected an object of schema names, found {}", mapping.kind());
            let diagnostic = Diagnostic::warning(Code::WrongKind, message).at(mapping.origin, Part::Value);
            self.diagnostics.push(diagnostic.help("the mapping is ignored"));
            return Object::new();
        };
        let mut settled = Object::new();
        for (tag, node) in entries {
            match self.mapped_schema(node) {
                Ok(id) => {
                    settled.insert(tag.clone(), Node::new(Value::Schema(id), node.origin));
                }
                Err(told) => drop(self.told::<()>(Err(told))),
            }
        }
        settled
    }

    /// The schema that a value names: by the name of a component, or else by a reference.
    fn mapped_schema(&mut self, node: &Node) -> Told<SchemaId> {
        let Some(text) = node.as_str() else {
            let message = format!("expected the name of a schema, found {}", node.kind());
            return Err(Some(Diagnostic::warning(Code::WrongKind, message).at(node.origin, Part::Value)));
        };
        let warning = |told: Option<Diagnostic>| told.map(|error| Diagnostic { severity: Severity::Warning, ..error });
        if let Some(target) = is_name(text).then(|| self.named_schema(text)).flatten() {
            return Ok(self.schema_at(&target));
        }
        // A name with a dot may be that of a file.
        let reference = match is_name(text) && !text.contains('.') {
            true => Node::string(self.named_schemas().child(text).to_string(), node.origin),
            false => node.clone(),
        };
        self.referenced_schema(&reference).map_err(warning)
    }

    /// Where the named schemas stand.
    fn named_schemas(&self) -> Pointer {
        match self.version {
            Version::V2 => Pointer::root().child("definitions"),
            _ => Pointer::root().child("components").child("schemas"),
        }
    }
}

/// Whether a value is the name of a component, and not a reference (OAS 3.0.4, "Components Object", "Fixed Fields").
fn is_name(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::bundle::bundle;
    use crate::config::Options;
    use crate::diagnostic::{Diagnostics, Severity};
    use crate::document::{Library, Origins, Sources, read};
    use crate::spec::Keyword;

    #[test]
    fn values_are_names_or_references() {
        let text = r##"{ "openapi": "3.0.3", "info": { "title": "t", "version": "1" }, "paths": {},
            "components": { "schemas": {
                "Pet": { "discriminator": { "propertyName": "kind", "mapping": {
                    "d": "Dog", "c": "#/components/schemas/Cat", "n": "Nothing", "x": 5 } } },
                "Cat": {}, "Dog": {} } } }"##;
        let mut sources = Sources::default();
        let source = sources.add("pets".to_owned(), None, text.to_owned());
        let mut diagnostics = Diagnostics::default();
        let tree = read(&sources, source, &mut diagnostics).unwrap();
        let (options, texts) = (Options::default(), BTreeMap::new());
        let origins = Origins { options: &options, texts: &texts, fetch: None };
        let mut library = Library::new(&mut sources, source, tree, origins);
        let bundle = bundle(&mut library, &mut diagnostics).unwrap();
        let pet = bundle.schemas.ids().next().unwrap();
        let mapping = bundle.schemas.get(pet).get(Keyword::Discriminator).and_then(|node| node.get("mapping")).unwrap();
        let entries = mapping.as_object().unwrap().iter();
        let schema = |id| bundle.schemas.get(id).name.clone().unwrap();
        let settled: Vec<_> = entries.map(|(tag, node)| (tag.as_str(), schema(node.as_schema().unwrap()))).collect();
        assert_eq!(settled, [("d", "Dog".to_owned()), ("c", "Cat".to_owned())]);
        let reports = diagnostics.reports(&sources);
        let warnings: Vec<_> = reports.iter().map(|report| (report.severity, report.message.as_str())).collect();
        assert_eq!(
            warnings,
            [
                (Severity::Warning, "there is nothing at `#/components/schemas/Nothing`"),
                (Severity::Warning, "expected the name of a schema, found a number"),
            ]
        );
    }
}
