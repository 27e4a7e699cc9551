//! What a reference leads to: a document, a resource within it, and a place in that.

use std::collections::HashSet;
use std::rc::Rc;

use super::Version;
use super::keys::misspelt_sections;
use super::resource::{Resource, id_of};
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Address, Document, Node, Part, Pointer, Trouble, Value};
use crate::grammar::{self, Shape, nearest};

/// Where a reference leads: there is a node there.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) pointer: Pointer,
    /// The same with the sections that it leads through as they are misspelt in the document.
    written: Pointer,
    /// What references at the target are relative to.
    pub(super) base: Rc<Resource>,
}

/// A result whose failure is a diagnostic, or nothing when it has been reported.
pub(super) type Told<T> = Result<T, Option<Diagnostic>>;

impl Target {
    pub(super) fn node(&self) -> &Node {
        lookup(&self.base.document.tree, &self.written).expect("a target is made where a node is")
    }
}

impl Walk<'_, '_> {
    /// Reports a failure.
    pub(super) fn told<T>(&mut self, result: Told<T>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(diagnostic) => {
                if let Some(diagnostic) = diagnostic {
                    self.diagnostics.push(diagnostic);
                }
                None
            }
        }
    }

    /// Where a reference leads from where the walk stands.
    pub(super) fn target(&mut self, reference: &Node) -> Told<Target> {
        let at = |diagnostic: Diagnostic| diagnostic.at(reference.origin, Part::Value);
        let Some(text) = reference.as_str() else {
            let message = format!("expected a string, found {}", reference.kind());
            return Err(Some(at(Diagnostic::error(Code::WrongKind, message))));
        };
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        let resource = match uri {
            "" if text.is_empty() => Err(Some(Diagnostic::error(Code::UnresolvedReference, "the reference is empty"))),
            "" => Ok(self.base.clone()),
            _ => self.resource(uri),
        };
        let resource = resource.map_err(|diagnostic| diagnostic.map(at))?;
        match fragment {
            "" => Ok(self.target_at(&resource.document, resource.root.clone())),
            _ if fragment.starts_with('/') => self.pointer_target(reference, &resource, fragment),
            _ => self.anchor_target(reference, &resource, fragment),
        }
    }

    /// The resource that a URI without fragment names.
    fn resource(&mut self, uri: &str) -> Told<Rc<Resource>> {
        let base = self.base.clone();
        let address = base.address.join(uri);
        if let Some(resource) = self.embedded(&address) {
            return Ok(resource);
        }
        let trouble = match self.library.open(&address, self.diagnostics) {
            Ok(document) => return Ok(Rc::new(Resource::of(document))),
            Err(trouble) => trouble,
        };
        // Schemas call themselves by an `$id` that is nowhere, and lie beside each other all the same.
        if base.address != base.document.address
            && let Ok(document) = self.library.open(&base.document.address.join(uri), self.diagnostics)
        {
            return Ok(Rc::new(Resource::of(document)));
        }
        Err(self.trouble(uri, &address, trouble))
    }

    fn trouble(&self, uri: &str, address: &Address, trouble: Trouble) -> Option<Diagnostic> {
        let siblings = match trouble {
            Trouble::Told => return None,
            Trouble::Tell(diagnostic) => return Some(diagnostic),
            Trouble::Missing { siblings } => siblings,
        };
        let diagnostic = Diagnostic::error(Code::UnresolvedReference, format!("there is no file `{address}`"));
        let (folder, file) = uri.rsplit_once('/').map_or(("", uri), |(folder, file)| (&uri[..=folder.len()], file));
        let named = self.named_schema(uri).map(|target| target.pointer.to_string());
        let near = || nearest(file, siblings.iter().map(String::as_str)).map(|near| format!("{folder}{near}"));
        Some(match named.or_else(near) {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None => diagnostic,
        })
    }

    fn pointer_target(&mut self, reference: &Node, resource: &Rc<Resource>, fragment: &str) -> Told<Target> {
        let document = &resource.document;
        let root = Pointer::root_of(document.name.clone());
        let within = resource.root.join(fragment).unwrap_or_else(|| root.clone());
        if lookup(&document.tree, &within).is_some() {
            return Ok(self.target_at(document, within));
        }
        let written = self.as_written(document, &within);
        if lookup(&document.tree, &written).is_some() {
            // The walk knows what stands there by the sections that are meant.
            return Ok(Target { pointer: within, ..self.target_at(document, written) });
        }
        if let Some(target) = self.through_references(document, &within) {
            let message = format!("`{within}` leads through a reference, to `{}`", target.pointer);
            let diagnostic = Diagnostic::warning(Code::MisplacedReference, message).at(reference.origin, Part::Value);
            self.diagnostics.push(diagnostic.help("a JSON Pointer does not follow references; name the target itself"));
            return Ok(target);
        }
        let whole = root.join(fragment).unwrap_or(root);
        if resource.root != whole && lookup(&document.tree, &whole).is_some() {
            let message = format!("`{within}` does not exist; `{whole}` is used");
            let diagnostic = Diagnostic::warning(Code::UnresolvedReference, message).at(reference.origin, Part::Value);
            self.diagnostics.push(diagnostic.help("the `$id` around the reference makes it relative to that schema"));
            return Ok(self.target_at(document, whole));
        }
        Err(Some(self.unresolved(reference, document, &within)))
    }

    /// A pointer with the sections that it leads through as they are misspelt in the document.
    fn as_written(&self, document: &Document, pointer: &Pointer) -> Pointer {
        let sections: &[&Shape] = match self.version {
            Version::V2 => &[&grammar::SWAGGER_2],
            _ => &[&grammar::OPENAPI_3, &grammar::COMPONENTS],
        };
        misspelt_sections(&document.tree, sections, pointer)
    }

    /// Whether a section of the document that a pointer leads through is no object, or a reference that leads nowhere: that
    /// is reported there.
    fn leads_through_other(&self, document: &Document, pointer: &Pointer) -> bool {
        let mut section = Pointer::root_of(document.name.clone());
        pointer.tokens().iter().take(2).any(|token| {
            section.push(token.as_str());
            let written = self.as_written(document, &section);
            let is_other =
                |node: &Node| node.as_object().is_none() || node.get("$ref").is_some_and(|to| to.as_str().is_some());
            lookup(&document.tree, &written).is_some_and(is_other)
        })
    }

    /// The target of a pointer some of whose tokens stand in what a reference on the way leads to.
    fn through_references(&mut self, document: &Rc<Document>, pointer: &Pointer) -> Option<Target> {
        /// Each reference on the way costs a walk; those of people lead through one or two.
        const MOST: usize = 16;
        // A reference on the way that leads through others itself is given up.
        if std::mem::replace(&mut self.leads_through, true) {
            return None;
        }
        let target = self.passing(document, pointer, MOST);
        self.leads_through = false;
        target
    }

    fn passing(&mut self, document: &Rc<Document>, pointer: &Pointer, most: usize) -> Option<Target> {
        let mut target = self.target_at(document, Pointer::root_of(document.name.clone()));
        let mut seen = HashSet::new();
        for token in pointer.tokens() {
            loop {
                let next = target.pointer.child(token.as_str());
                if lookup(&target.base.document.tree, &next).is_some() {
                    target = self.target_at(&target.base.document.clone(), next);
                    break;
                }
                if !seen.insert(target.pointer.clone()) || seen.len() > most {
                    return None;
                }
                let reference = target.node().get("$ref").filter(|node| node.as_str().is_some())?.clone();
                let here = std::mem::replace(&mut self.base, target.base.clone());
                let found = self.target(&reference);
                self.base = here;
                target = found.ok()?;
            }
        }
        Some(target)
    }

    fn anchor_target(&mut self, reference: &Node, resource: &Rc<Resource>, name: &str) -> Told<Target> {
        let index = self.index(&resource.document);
        if let Some(pointer) = index.anchor(&resource.root, name) {
            return Ok(self.target_at(&resource.document, pointer.clone()));
        }
        let message = format!("`#{name}` is neither a JSON Pointer nor an `$anchor`");
        let diagnostic = Diagnostic::error(Code::UnresolvedReference, message).at(reference.origin, Part::Value);
        let meant = resource.root.join(&format!("/{name}"));
        let meant = meant.filter(|meant| lookup(&resource.document.tree, meant).is_some());
        let meant = meant.map(|meant| meant.fragment());
        let near = || nearest(name, index.anchors(&resource.root)).map(|near| format!("#{near}"));
        Err(Some(match meant.or_else(near) {
            Some(meant) => diagnostic.help(format!("did you mean `{}{meant}`?", uri(reference))),
            None => diagnostic,
        }))
    }

    /// A target where a node is known to be.
    pub(super) fn target_at(&self, document: &Rc<Document>, pointer: Pointer) -> Target {
        let mut base = Rc::new(Resource::of(document.clone()));
        let mut at = Pointer::root_of(document.name.clone());
        let mut node = &document.tree;
        for token in pointer.tokens() {
            if let Some(id) = id_of(node) {
                base = Rc::new(base.embedded(id, at.clone()));
            }
            at.push(token.as_str());
            match step(node, token) {
                Some(next) => node = next,
                None => break,
            }
        }
        Target { written: pointer.clone(), pointer, base }
    }

    fn unresolved(&mut self, reference: &Node, document: &Document, pointer: &Pointer) -> Diagnostic {
        let message = format!("there is nothing at `{pointer}`");
        let diagnostic = Diagnostic::error(Code::UnresolvedReference, message).at(reference.origin, Part::Value);
        if self.leads_through_other(document, pointer) {
            return diagnostic.implied();
        }
        /// A suggestion compares all names of the document with one. Where more than so many are wrong, it is not by
        /// misspelling.
        const MOST: usize = 20;
        if self.suggested.len() < MOST && !self.suggested.contains_key(pointer) {
            self.suggested.insert(pointer.clone(), suggestion(document, pointer));
        }
        match self.suggested.get(pointer) {
            Some(Some(meant)) => diagnostic.help(format!("did you mean `{}{}`?", uri(reference), meant.fragment())),
            _ => diagnostic,
        }
    }
}

/// What a reference says before its fragment.
fn uri(reference: &Node) -> &str {
    reference.as_str().and_then(|text| text.split('#').next()).unwrap_or_default()
}

pub(super) fn lookup<'a>(tree: &'a Node, pointer: &Pointer) -> Option<&'a Node> {
    pointer.tokens().iter().try_fold(tree, |node, token| step(node, token))
}

fn step<'a>(node: &'a Node, token: &str) -> Option<&'a Node> {
    match &node.value {
        Value::Object(object) => object.get(token),
        Value::Array(items) => items.get(token.parse::<usize>().ok()?),
        _ => None,
    }
}

/// The pointer with its first wrong token replaced by the nearest right one.
fn suggestion(document: &Document, pointer: &Pointer) -> Option<Pointer> {
    let tree = &document.tree;
    let mut good = Pointer::root_of(document.name.clone());
    for (depth, token) in pointer.tokens().iter().enumerate() {
        let next = good.child(token.as_str());
        if lookup(tree, &next).is_some() {
            good = next;
            continue;
        }
        let keys = lookup(tree, &good)?.as_object()?.keys().map(String::as_str);
        let mut meant = good.child(nearest(token, keys)?);
        for rest in &pointer.tokens()[depth + 1..] {
            meant.push(rest.as_str());
        }
        return lookup(tree, &meant).is_some().then_some(meant);
    }
    None
}
