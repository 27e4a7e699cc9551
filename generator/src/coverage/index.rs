//! The documents of a run, and where references among them lead.

use crate::document::{Address, Node, Pointer, SourceId, Sources, Value};
use crate::grammar::kind_at;

/// Trees by the address of their document.
pub(super) struct DocumentIndex<'a> {
    trees: Vec<(SourceId, Address, &'a Node)>,
    /// The place of the document that the user named.
    root: usize,
}

impl<'a> DocumentIndex<'a> {
    pub(super) fn new(trees: &'a [(SourceId, Node)], root: SourceId, sources: &Sources) -> Self {
        let address = |id: SourceId| {
            let source = sources.get(id);
            source.path.as_deref().map_or_else(|| Address::parse(&source.name), Address::file)
        };
        let place = trees.iter().position(|(id, _)| *id == root).expect("the document could be read before");
        Self { trees: trees.iter().map(|(id, tree)| (*id, address(*id), tree)).collect(), root: place }
    }

    /// The document that the user named.
    pub(super) fn root(&self) -> &'a Node {
        self.trees[self.root].2
    }

    /// The target of a `$ref` that is a JSON Pointer; `None` if there is none. A reference in an overlay is relative
    /// to the document that it changes.
    pub(super) fn target(&self, reference: &Node) -> Option<&'a Node> {
        let (tree, pointer) = self.place(reference)?;
        pointer.tokens().iter().try_fold(tree, |node, token| match &node.value {
            Value::Object(object) => object.get(&**token),
            Value::Array(items) => items.get(token.parse::<usize>().ok()?),
            _ => None,
        })
    }

    /// As [`Self::target`], unless the specification has no schema there.
    pub(super) fn schema(&self, reference: &Node) -> Option<&'a Node> {
        let (tree, pointer) = self.place(reference)?;
        let kind = kind_at(tree, pointer.tokens().iter().map(|token| &**token));
        self.target(reference).filter(|node| kind.is_none_or(|kind| kind.reads_as_schema(node)))
    }

    /// The document that a reference leads to, and the pointer to the place in it.
    fn place(&self, reference: &Node) -> Option<(&'a Node, Pointer)> {
        let text = reference.as_str()?;
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        let index = self.trees.iter().position(|(id, _, _)| *id == reference.origin.source).unwrap_or(self.root);
        let tree = if uri.is_empty() {
            self.trees[index].2
        } else {
            let address = self.trees[index].1.join(uri);
            self.trees.iter().find(|(_, tree_address, _)| *tree_address == address)?.2
        };
        Some((tree, Pointer::parse(&format!("#{fragment}"))?))
    }
}
