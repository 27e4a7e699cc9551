//! Default values of properties, as the document writes them.

use super::types::Types;
use crate::document::SchemaId;
use crate::ir::{DefaultValue, TypeId, TypeKind};

impl Types<'_> {
    /// Notes the default value of a field until its struct is there.
    pub(super) fn note_default(&mut self, def: TypeId, field: usize, schema: SchemaId) {
        let schemas = self.schemas;
        let own = schemas.get(schema).annotations.default.as_ref();
        if let Some(node) = own.or_else(|| schemas.target(schema).1.annotations.default.as_ref()) {
            self.defaults.push((def, field, node));
        }
    }

    /// Gives the fields their default values.
    pub(super) fn write_defaults(&mut self) {
        for (def, field, node) in std::mem::take(&mut self.defaults) {
            let TypeKind::Struct(structure) = &mut self.defs[def.0].kind else { continue };
            if let Some(field) = structure.fields.get_mut(field) {
                field.default = Some(DefaultValue::Written(node.to_json()));
            }
        }
    }
}
