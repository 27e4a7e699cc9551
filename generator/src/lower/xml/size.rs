//! The size of tables: what is large, or stands at many places, is written once.

use super::XmlReader;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{SchemaId, SpanTarget};
use crate::ir::{Hint, Xml, XmlId, XmlNode, XmlSchema};
use crate::limits::{XML_NODES, XML_NODES_IN_PLACE, XML_NODES_PER_SCHEMA};

impl XmlReader<'_, '_> {
    /// A table of an array as it is written where the array stands: itself, or the name of a table of its own.
    pub(super) fn shared(&mut self, id: SchemaId, hint: &Hint, xml: Xml) -> Xml {
        if nodes(&xml) <= XML_NODES_IN_PLACE {
            return xml;
        }
        let hint = self.table().get(id).name.as_deref().map_or_else(|| hint.clone(), Hint::schema);
        self.tables.made.schemas.push(XmlSchema { hint, xml });
        Xml::Schema(XmlId(self.tables.made.schemas.len() - 1))
    }

    /// A list that has a table of its own, as it would stand in place of the name.
    pub(super) fn in_place(&mut self, xml: Xml) -> Xml {
        match (&xml, self.list_item(&xml)) {
            (Xml::Schema(_), Some(item)) => Xml::List(Box::new(item.clone())),
            _ => xml,
        }
    }

    /// The items of a list, wherever its table stands.
    pub(super) fn list_item<'x>(&'x self, xml: &'x Xml) -> Option<&'x XmlNode> {
        let inner = match xml {
            Xml::Schema(id) => &self.tables.made.schemas[id.0].xml,
            xml => xml,
        };
        if let Xml::List(item) = inner { Some(item) } else { None }
    }

    /// Counts nodes that the table of a schema takes. Beyond the bound it is `false`, and reported once.
    pub(super) fn count(&mut self, schema: SchemaId, more: usize) -> bool {
        let most = XML_NODES + XML_NODES_PER_SCHEMA * self.table().len();
        let before = self.tables.nodes;
        self.tables.nodes += more;
        if before <= most && self.tables.nodes > most {
            let message = format!("the bodies in XML have more than {most} nodes up to this schema");
            let help =
                "name the items of arrays by `xml: { name: … }`: items without a name have that of each property";
            let origin = self.table().get(schema).origin;
            let diagnostic = Diagnostic::error(Code::TooLarge, message).at(origin, SpanTarget::Value);
            self.schemas.diagnostics.push(diagnostic.help(help));
        }
        self.tables.nodes <= most
    }
}

/// The nodes of a table that are written in place.
pub(super) fn nodes(xml: &Xml) -> usize {
    let of_node = |node: &XmlNode| 1 + nodes(&node.xml);
    match xml {
        Xml::Text | Xml::Word | Xml::Number | Xml::Boolean | Xml::Any | Xml::Schema(_) => 0,
        Xml::Object(list, others) => list.iter().map(of_node).sum::<usize>() + others.as_deref().map_or(0, of_node),
        Xml::List(node) | Xml::Within(node) => of_node(node),
        Xml::Tuple(places) => places.iter().map(of_node).sum(),
        Xml::Union(all) => all.iter().map(nodes).sum(),
        Xml::Tagged(tag, values, rest) => {
            of_node(tag)
                + values.iter().map(|(_, xml)| nodes(xml)).sum::<usize>()
                + rest.iter().map(nodes).sum::<usize>()
        }
    }
}
