//! Bodies in XML: what their schemas say of elements and attributes, as tables.

mod alternatives;
mod object;
mod schema;
mod size;
mod union;

use crate::collections::{HashMap, HashSet};

use super::schema::SchemaReader;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Origin, SchemaId, SpanTarget};
use crate::ir::{Hint, Xml, XmlId, XmlKind, XmlNode, XmlRoot, XmlRootId, XmlSchema, XmlTables};
use crate::resolve::Content;
use crate::schema::SchemaTable;
pub(super) use alternatives::is_written_alike;
pub(super) use object::settings;

/// The tables that are being made.
#[derive(Default)]
pub(super) struct Tables {
    pub(super) made: XmlTables,
    schemas: HashMap<SchemaId, XmlId>,
    roots: HashMap<XmlNode, XmlRootId>,
    // Tables are filled from a list and not by recursion: schemas refer to each other in circles, and may be deeper
    // than the stack.
    /// Schemas that have an id, and no content yet.
    open: Vec<(SchemaId, XmlId)>,
    /// Schemas that speak of XML, once they were looked for.
    speaking: Option<HashSet<SchemaId>>,
    /// Tables of arrays, by the name of items that have none.
    arrays: HashMap<(SchemaId, String), Xml>,
    /// Arrays that are being looked into, to notice those that contain themselves.
    open_arrays: HashSet<SchemaId>,
    /// The number of arrays found to contain themselves: tables around them differ from those elsewhere.
    circles: usize,
    /// The nodes of all tables.
    nodes: usize,
}

/// Makes tables of XML for schemas.
pub(super) struct XmlReader<'r, 'a> {
    pub(super) schemas: &'r mut SchemaReader<'a>,
    pub(super) tables: &'r mut Tables,
}

/// The place where a body in XML was written.
pub(super) struct XmlPosition<'a> {
    pub(super) media_type: &'a str,
    pub(super) origin: Origin,
    /// Its name where its schema has none.
    pub(super) inferred: &'a str,
}

impl<'a> XmlPosition<'a> {
    /// That of a media type.
    pub(super) fn from_content(content: &'a Content) -> Self {
        Self { media_type: content.media_type.as_str(), origin: content.origin, inferred: "" }
    }
}

/// The direction of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Sent,
    Received,
}

impl<'a> XmlReader<'_, 'a> {
    fn table(&self) -> &'a SchemaTable {
        self.schemas.registry.table
    }

    /// The outermost element of a body. The element is called as its schema says, or like the named schema that it is
    /// (OAS 3.2.1, "XML Node Names"). An array is one element around its items, since a document has one.
    pub(super) fn xml_root(
        &mut self,
        place: &XmlPosition<'_>,
        schema: SchemaId,
        direction: Direction,
        hint: &Hint,
    ) -> XmlRootId {
        let XmlPosition { media_type, origin, inferred } = *place;
        let named = self.table().value_chain(schema).find_map(|id| self.table().get(id).name.clone());
        let hint = named.as_deref().map_or_else(|| hint.clone(), Hint::schema);
        let mut node = self.xml_node("", schema, named.as_deref().unwrap_or_default(), &hint);
        node.name = object::settings(self.table(), schema).name.or(named).unwrap_or_else(|| inferred.to_owned());
        node.xml = self.in_place(node.xml);
        if let Xml::List(item) = &mut node.xml {
            if node.name.is_empty() {
                node.name.clone_from(&item.name);
            }
            if item.name.is_empty() {
                item.name.clone_from(&node.name);
            }
        }
        // An array that is a body is one element around its items, whatever `wrapped` says: a document has one
        // outermost element.
        node.kind = XmlKind::Element;
        if node.name.is_empty() && direction == Direction::Sent {
            let message = format!("this body of `{media_type}` has no name for its XML element");
            let diagnostic = Diagnostic::warning(Code::XmlForm, message).at(origin, SpanTarget::Key);
            self.schemas.diagnostics.push(
                diagnostic.with_note("the element is called `root`").help("add `xml: { name: … }` to the schema"),
            );
            "root".clone_into(&mut node.name);
        }
        self.fill_xml();
        let made = &mut self.tables.made.roots;
        *self.tables.roots.entry(node.clone()).or_insert_with(|| {
            made.push(XmlRoot { hint, node });
            XmlRootId(made.len() - 1)
        })
    }

    /// The table of an object or union, whose content follows.
    fn xml_schema(&mut self, id: SchemaId, hint: &Hint) -> Xml {
        if let Some(existing) = self.tables.schemas.get(&id) {
            return Xml::Schema(*existing);
        }
        let hint = self.table().get(id).name.as_deref().map_or_else(|| hint.clone(), Hint::schema);
        // The table has its number before its content, so that a schema may contain itself. Contents are filled in from
        // a list, which takes no stack.
        let xml_id = XmlId(self.tables.made.schemas.len());
        self.tables.made.schemas.push(XmlSchema { hint, xml: Xml::Any });
        self.tables.schemas.insert(id, xml_id);
        self.tables.open.push((id, xml_id));
        Xml::Schema(xml_id)
    }

    /// Fills in the tables that are open.
    fn fill_xml(&mut self) {
        while let Some((id, xml_id)) = self.tables.open.pop() {
            let hint = self.tables.made.schemas[xml_id.0].hint.clone();
            let xml = self.xml_content(id, &hint);
            self.tables.made.schemas[xml_id.0].xml = xml;
        }
    }
}
