//! The documents of a run, and the resources in them.

use crate::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use super::Reported;
use super::resource::{Index, Resource};
use super::sections::schema_sections;
use super::target::{Target, lookup};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Address, Document, Library, LoadError, Pointer};
use crate::grammar::nearest;

/// The documents, as they were read.
pub(super) struct Documents<'a, 's> {
    library: &'a mut Library<'s>,
    /// The names in documents, as far as they were asked for.
    indexes: HashMap<Option<Arc<str>>, Rc<Index>>,
    /// Resources by address, of the documents that were searched for them.
    embedded: HashMap<Address, Rc<Resource>>,
    /// The number of documents that were searched.
    searched: usize,
}

impl<'a, 's> Documents<'a, 's> {
    pub(super) fn new(library: &'a mut Library<'s>) -> Self {
        Self { library, indexes: HashMap::default(), embedded: HashMap::default(), searched: 0 }
    }

    /// The document that the user named.
    pub(super) fn root(&self) -> &Rc<Document> {
        self.library.root()
    }

    /// The resource that a URI without fragment names; its document is opened.
    pub(super) fn resource(
        &mut self,
        uri: &str,
        base: &Resource,
        diagnostics: &mut Diagnostics,
    ) -> Reported<Rc<Resource>> {
        let address = base.address.join(uri);
        // A URI identifies a schema, and need not locate it (JSON Schema 2020-12, Core, section 9.1.2). So an `$id`
        // that was read counts before a file.
        if let Some(resource) = self.embedded(&address) {
            return Ok(resource);
        }
        let trouble = match self.library.open(&address, diagnostics) {
            Ok(document) => return Ok(Rc::new(Resource::new(document))),
            Err(trouble) => trouble,
        };
        // Schemas call themselves by an `$id` that is nowhere, and lie beside each other all the same.
        if base.address != base.document.address
            && let Ok(document) = self.library.open(&base.document.address.join(uri), diagnostics)
        {
            return Ok(Rc::new(Resource::new(document)));
        }
        Err(self.not_opened(uri, base, &address, trouble))
    }

    fn not_opened(&self, uri: &str, base: &Resource, address: &Address, trouble: LoadError) -> Option<Diagnostic> {
        let siblings = match trouble {
            LoadError::Told => return None,
            LoadError::Tell(diagnostic) => {
                return Some(match without_fragment(uri, base) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic,
                });
            }
            LoadError::Missing { siblings } => siblings,
        };
        let address = address.to_string();
        let message = if address.is_empty() {
            // The address of the current folder is empty.
            format!("`{uri}` is a folder, not a file")
        } else {
            format!("there is no file `{address}`")
        };
        let diagnostic = Diagnostic::error(Code::UnresolvedReference, message).with_fixed_severity();
        let (folder, file) = uri.rsplit_once('/').map_or(("", uri), |(folder, file)| (&uri[..=folder.len()], file));
        let named = self.named_schema(uri, base).map(|target| target.pointer().to_string());
        let near = || nearest(file, siblings.iter().map(String::as_str)).map(|near| format!("{folder}{near}"));
        Some(match named.or_else(near) {
            Some(suggestion) => diagnostic.help(format!("did you mean `{suggestion}`?")),
            None => diagnostic,
        })
    }

    /// The names in a document.
    pub(super) fn index(&mut self, document: &Rc<Document>) -> Rc<Index> {
        self.indexes.entry(document.name.clone()).or_insert_with(|| Rc::new(Index::new(document))).clone()
    }

    /// The resource of an address in one of the documents that were read.
    fn embedded(&mut self, address: &Address) -> Option<Rc<Resource>> {
        let documents: Vec<Rc<Document>> = self.library.documents().to_vec();
        // Each document is searched once, when the first reference after its opening asks.
        for document in &documents[self.searched..] {
            for (address, root) in self.index(document).resources() {
                let resource = Resource { document: document.clone(), address: address.clone(), root: root.clone() };
                self.embedded.entry(address.clone()).or_insert_with(|| Rc::new(resource));
            }
        }
        self.searched = documents.len();
        self.embedded.get(address).cloned()
    }

    /// The schema of a name: in the document of the reference, or in the one that the user named.
    pub(super) fn named_schema(&self, name: &str, base: &Resource) -> Option<Target> {
        [&base.document, self.root()].into_iter().find_map(|document| {
            let sections = schema_sections(document);
            let mut named = sections.iter().map(|section| section.child(name));
            let pointer = named.find(|pointer| lookup(&document.tree, pointer).is_some())?;
            Some(Target::at(document, pointer))
        })
    }
}

/// The reference within the document that a pointer without its `#` was meant to be.
fn without_fragment(uri: &str, base: &Resource) -> Option<String> {
    let reference = uri.starts_with('/').then(|| format!("#{uri}"))?;
    let pointer = Pointer::parse(&reference)?;
    lookup(&base.document.tree, &pointer).map(|_| reference)
}
