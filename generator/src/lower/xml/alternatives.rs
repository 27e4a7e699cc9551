//! XML beside other media types: bodies that are offered in it, and parts.

use crate::collections::{HashMap, HashSet};

use super::{Direction, XmlPosition};
use super::{XmlReader, object};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{SchemaId, SpanTarget};
use crate::ir::{BodyCodec, Hint, XmlRootId};
use crate::lower::media::{Family, family};
use crate::resolve::{BodyPart, Content};
use crate::schema::SchemaTable;
use crate::spec::MediaType;

impl XmlReader<'_, '_> {
    /// The element of a JSON body that may come or be sent in XML, too. Only a schema that speaks of XML is worth a table: many
    /// documents list XML wherever they list JSON.
    pub(in crate::lower) fn xml_beside(
        &mut self,
        offered: &[Content],
        chosen: &Content,
        direction: Direction,
        hint: &Hint,
    ) -> Option<XmlRootId> {
        let table = self.table();
        let is_xml =
            |other: &&Content| family(&other.media_type) == Family::Xml && is_written_alike(table, chosen, other);
        let other = offered.iter().find(is_xml)?;
        // Frameworks list `application/xml` beside JSON without being asked. A table for each such body would be code
        // that nobody calls.
        let speaking = self.tables.speaking.get_or_insert_with(|| mentioning_xml(table));
        let schema = other.schema.filter(|schema| speaking.contains(&table.target(*schema).0))?;
        Some(self.xml_root(&XmlPosition::from_content(other), schema, direction, hint))
    }
}

/// Returns `true` if the bodies of two media types have one schema, or are arrays of items that have one.
pub(in crate::lower) fn is_written_alike(table: &SchemaTable, one: &Content, other: &Content) -> bool {
    let (Some(mut one), Some(mut other)) = (one.schema, other.schema) else { return false };
    for _ in 0..8 {
        let ((id, row), (other_id, other_row)) = (table.target(one), table.target(other));
        if id == other_id {
            return true;
        }
        let (Some(items), Some(other_items)) = (row.items(), other_row.items()) else { return false };
        (one, other) = (items, other_items);
    }
    false
}

impl XmlReader<'_, '_> {
    /// The element of a part in XML (OAS 3.1.1, "Encoding Object"); of an array that of its items, each of which is a part.
    pub(in crate::lower) fn xml_of_part(
        &mut self,
        content: &Content,
        codec: BodyCodec,
        part: &BodyPart,
        hint: &Hint,
    ) -> Option<XmlRootId> {
        let media_type =
            part.content_type.as_deref().filter(|media_type| family(&MediaType::new(*media_type)) == Family::Xml)?;
        let body = self.table().value(content.schema?).0;
        let property = self.table().get(body).property(&part.name)?;
        let (_, row) = self.table().target(property);
        let schema = row.items().unwrap_or(property);
        if self.table().target(schema).1.type_name() == Some("string")
            && object::settings(self.table(), schema).origin.is_none()
        {
            return None; // a document as text
        }
        if codec != BodyCodec::Multipart {
            let message = format!("the client cannot write `{}`, a pair of a form, as XML", part.name);
            self.schemas
                .diagnostics
                .push(Diagnostic::warning(Code::Unsupported, message).at(part.origin, SpanTarget::Key));
            return None;
        }
        let place = XmlPosition { media_type, origin: part.origin, inferred: &part.name };
        Some(self.xml_root(&place, schema, Direction::Sent, &hint.within(&part.name)))
    }
}

/// The schemas that speak of XML, and all that these stand in.
fn mentioning_xml(table: &SchemaTable) -> HashSet<SchemaId> {
    let mut users: HashMap<SchemaId, Vec<SchemaId>> = HashMap::default();
    let mut open = Vec::new();
    for id in table.ids() {
        let row = table.get(id);
        if row.annotations.xml.as_ref().is_some_and(|xml| !xml.is_empty) {
            open.push(id);
        }
        for within in row.subschemas() {
            users.entry(within).or_default().push(id);
        }
    }
    let mut schemas = HashSet::default();
    while let Some(id) = open.pop() {
        if schemas.insert(id) {
            open.extend(users.get(&id).into_iter().flatten());
        }
    }
    schemas
}
