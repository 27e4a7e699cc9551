//! The `mapping` of discriminators: each value becomes the id of the schema that it names.

use std::rc::Rc;

use super::Linker;
use crate::bundle::references::{Reported, Resource, report, schema_section};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::{Node, Object, Pointer, SchemaId, SpanTarget, Value};
use crate::spec::{Field, Keyword, MembersMut as _};

impl Linker<'_, '_, '_> {
    /// Replaces the values of a mapping, and the schema of values that it has not, by schemas (OAS 3.2.0, "Discriminator
    /// Object"). What names no schema is reported and left out.
    pub(super) fn link_mapping(&mut self, id: SchemaId, base: &Rc<Resource>) {
        if let Some(default) = self.discriminator(id).and_then(|object| object.take(Field::DefaultMapping)) {
            let schema = self.mapped_schema(&default, base);
            let schema = report(schema, self.walk.diagnostics);
            if let (Some(discriminator), Some(schema)) = (self.discriminator(id), schema) {
                discriminator.put(Field::DefaultMapping, Node::new(Value::Schema(schema), default.origin));
            }
        }
        let Some(mapping) = self.discriminator(id).and_then(|object| object.take(Field::Mapping)) else { return };
        let linked = Node::new(Value::object(self.mapping(&mapping, base)), mapping.origin);
        if let Some(discriminator) = self.discriminator(id) {
            discriminator.put(Field::Mapping, linked);
        }
    }

    fn discriminator(&mut self, id: SchemaId) -> Option<&mut Object> {
        let node = self.walk.schemas.table.get_mut(id).keywords.get_mut(&Keyword::Discriminator)?;
        match &mut node.value {
            Value::Object(discriminator) => Some(discriminator),
            _ => None,
        }
    }

    fn mapping(&mut self, mapping: &Node, base: &Rc<Resource>) -> Object {
        let mut linked = Object::default();
        // The grammar has reported a mapping of another kind.
        for (tag, node) in mapping.as_object().into_iter().flatten() {
            let schema = self.mapped_schema(node, base);
            if let Some(id) = report(schema, self.walk.diagnostics) {
                linked.insert(tag.clone(), Node::new(Value::Schema(id), node.origin));
            }
        }
        linked
    }

    /// The schema that a value names: by the name of a component, or else by a reference.
    fn mapped_schema(&mut self, node: &Node, base: &Rc<Resource>) -> Reported<SchemaId> {
        let Some(text) = node.as_str() else {
            let message = format!("expected the name of a schema, found {}", node.kind());
            let diagnostic = Diagnostic::warning(Code::WrongKind, message).at(node.origin, SpanTarget::Value);
            let diagnostic = diagnostic.with_note("the tag is left out of the mapping");
            return Err(Some(
                diagnostic.help("write the name of a schema, or a reference such as `#/components/schemas/…`"),
            ));
        };
        let as_warning = |diagnostic: Diagnostic| Diagnostic { severity: Severity::Warning, ..diagnostic };
        if let Some(target) = is_name(text).then(|| self.walk.resolver.named_schema(text, base)).flatten() {
            return Ok(self.walk.schema_at(&target));
        }
        // OAS 3.0.4 leaves open whether `Dog` is a name or a relative file. A name of a component counts first, as most
        // tools read it. A name with a dot may be that of a file.
        let reference = if is_name(text) && !text.contains('.') {
            let section = schema_section(self.walk.version).iter();
            let pointer = section.fold(Pointer::root(), |pointer, key| pointer.child(*key)).child(text);
            Node::string(pointer.to_string(), node.origin)
        } else {
            node.clone()
        };
        self.schema(&reference, base).map_err(|diagnostic| diagnostic.map(as_warning))
    }
}

/// Returns `true` if a value is the name of a component, and not a reference (OAS 3.0.4, "Components Object", "Fixed
/// Fields").
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
    use crate::spec::{Field, Keyword, Members as _};

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
        let bundle = bundle(&mut library, &Options::default(), &mut diagnostics).unwrap();
        let pet = bundle.schemas.ids().next().unwrap();
        let mapping =
            bundle.schemas.get(pet).get(Keyword::Discriminator).and_then(|node| node.member(Field::Mapping)).unwrap();
        let entries = mapping.as_object().unwrap().iter();
        let schema = |id| bundle.schemas.get(id).name.clone().unwrap();
        let linked: Vec<_> = entries.map(|(tag, node)| (tag.as_str(), schema(node.as_schema().unwrap()))).collect();
        assert_eq!(linked, [("d", "Dog".to_owned()), ("c", "Cat".to_owned())]);
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
