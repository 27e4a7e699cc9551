//! Unions.

use super::XmlReader;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{SchemaId, SpanTarget};
use crate::ir::{Discriminator, Hint, Type, TypeKind, Variant, Xml, XmlKind, XmlNode};
use crate::schema::Union;

impl XmlReader<'_, '_> {
    /// The table of a union. Text says nothing of its kind, so a property that tells the alternatives apart is read first.
    pub(super) fn xml_union(&mut self, id: SchemaId, union: &Union, hint: &Hint) -> Xml {
        let members = union.members.iter().copied().filter(|member| !self.table().get(*member).is_null());
        let members: Vec<SchemaId> = members.collect();
        let mut all = Vec::new();
        for member in &members {
            let last = self.table().value(*member).0;
            all.push(self.xml_value(last, "item", &hint.within("variant")));
        }
        if let Some((variants, discriminator)) = self.discriminated(id, hint) {
            return self.xml_tagged(&members, &all, &variants, &discriminator, hint);
        }
        let has = |kinds: &[Xml]| all.iter().any(|xml| kinds.contains(xml));
        if has(&[Xml::Text, Xml::Word]) && has(&[Xml::Number, Xml::Boolean]) {
            let note = Diagnostic::note(Code::XmlForm, "these alternatives look the same in XML");
            let note = note.at(union.origin, SpanTarget::Key);
            self.schemas.diagnostics.push(note.with_note("text that is a number or boolean is read as one"));
        }
        Xml::Union(all)
    }

    /// The variants of a union that a property tells apart.
    fn discriminated(&mut self, id: SchemaId, hint: &Hint) -> Option<(Vec<Variant>, Discriminator)> {
        let ty = self.schemas.lower(id, hint).split_null().0;
        let Type::Named(def) = self.schemas.registry.resolved(&ty) else { return None };
        match &self.schemas.registry.def(*def).kind {
            TypeKind::Union(union) => Some((union.variants.clone(), union.discriminator.clone()?)),
            _ => None,
        }
    }

    fn xml_tagged(
        &mut self,
        members: &[SchemaId],
        all: &[Xml],
        variants: &[Variant],
        discriminator: &Discriminator,
        hint: &Hint,
    ) -> Xml {
        let property = &discriminator.property;
        let mut node = None;
        let mut of_variant: Vec<Option<&Xml>> = vec![None; variants.len()];
        for (member, xml) in members.iter().zip(all) {
            let ty = self.schemas.lower(*member, hint).split_null().0;
            if let Some(index) = variants.iter().position(|variant| variant.ty == ty) {
                of_variant[index] = Some(xml);
            }
            let last = self.table().value(*member).0;
            if let (Some(schema), None) = (self.table().get(last).property(property), &node) {
                node = Some(self.xml_node(property, schema, property, &hint.property(property)));
            }
        }
        let values = discriminator.values.iter();
        let values = values.filter_map(|(tag, index)| Some((tag.clone(), of_variant[*index]?.clone()))).collect();
        let absent = discriminator.absent.and_then(|index| of_variant[index]);
        let rest = absent.map_or_else(|| all.to_vec(), |absent| vec![absent.clone()]);
        Xml::Tagged(Box::new(node.unwrap_or_else(|| element(property))), values, rest)
    }
}

/// A property that no alternative declares.
fn element(property: &str) -> XmlNode {
    XmlNode {
        property: property.to_owned(),
        name: property.to_owned(),
        prefix: None,
        namespace: None,
        kind: XmlKind::Element,
        required: false,
        nullable: false,
        xml: Xml::Text,
    }
}
