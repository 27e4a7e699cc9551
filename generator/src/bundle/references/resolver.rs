//! The targets of references.

use crate::collections::{HashMap, HashSet};
use std::rc::Rc;

use super::documents::Documents;
use super::resource::Resource;
use super::sections::{as_written, leads_through_other};
use super::target::{Target, lookup, suggestion};
use super::{Reported, reference_in};
use crate::bundle::Version;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Document, Library, Node, Pointer, SpanTarget};
use crate::grammar::nearest;
use crate::limits;

/// Finds the targets of references.
pub(in crate::bundle) struct Resolver<'a, 's> {
    documents: Documents<'a, 's>,
    version: Version,
    /// Corrections of wrong pointers.
    suggested: HashMap<Pointer, Option<Pointer>>,
    // A reference within a pointer is resolved by the same function. Without this flag two pointers that lead through
    // each other would recurse without end.
    /// Set while a pointer is followed through references.
    passes: bool,
}

impl<'a, 's> Resolver<'a, 's> {
    pub(in crate::bundle) fn new(library: &'a mut Library<'s>, version: Version) -> Self {
        Self { documents: Documents::new(library), version, suggested: HashMap::default(), passes: false }
    }

    /// The document that the user named.
    pub(in crate::bundle) fn root(&self) -> &Rc<Document> {
        self.documents.root()
    }

    /// The schema of a name: in the document of the reference, or in the one that the user named.
    pub(in crate::bundle) fn named_schema(&self, name: &str, base: &Resource) -> Option<Target> {
        self.documents.named_schema(name, base)
    }

    /// The target of a reference, which is relative to a base.
    pub(in crate::bundle) fn target(
        &mut self,
        reference: &Node,
        base: &Rc<Resource>,
        diagnostics: &mut Diagnostics,
    ) -> Reported<Target> {
        let at = |diagnostic: Diagnostic| diagnostic.at(reference.origin, SpanTarget::Value);
        let Some(text) = reference.as_str() else {
            let message = format!("expected a string, found {}", reference.kind());
            return Err(Some(at(Diagnostic::error(Code::WrongKind, message))));
        };
        let (uri, fragment) = text.split_once('#').unwrap_or((text, ""));
        let resource = match uri {
            "" if text.is_empty() => Err(Some(Diagnostic::error(Code::UnresolvedReference, "the reference is empty"))),
            "" => Ok(base.clone()),
            _ => self.documents.resource(uri, base, diagnostics),
        };
        let resource = resource.map_err(|diagnostic| diagnostic.map(at))?;
        match fragment {
            "" => Ok(Target::at(&resource.document, resource.root.clone())),
            _ if fragment.starts_with('/') => self.at_pointer(reference, &resource, fragment, diagnostics),
            _ => self.at_anchor(reference, &resource, fragment),
        }
    }

    fn at_pointer(
        &mut self,
        reference: &Node,
        resource: &Resource,
        fragment: &str,
        diagnostics: &mut Diagnostics,
    ) -> Reported<Target> {
        let document = &resource.document;
        let root = Pointer::root_of(document.name.clone());
        // From the letter to the guess: a further reading is tried where the one before leads to nothing.
        let within = resource.root.join(fragment).unwrap_or_else(|| root.clone());
        if lookup(&document.tree, &within).is_some() {
            return Ok(Target::at(document, within));
        }
        let written = as_written(document, self.version, &within);
        if lookup(&document.tree, &written).is_some() {
            return Ok(Target::at_misspelt(document, written, within));
        }
        if let Some(target) = self.through_references(document, &within, diagnostics) {
            let message = format!("`{within}` leads through a reference to `{}`", target.pointer());
            let diagnostic =
                Diagnostic::warning(Code::MisplacedReference, message).at(reference.origin, SpanTarget::Value);
            let pointer = target.pointer();
            let help = if pointer.document() == document.name.as_ref() {
                format!("write `{}{}`", uri(reference), pointer.fragment())
            } else {
                format!("refer to `{pointer}` itself")
            };
            diagnostics.push(diagnostic.with_note("a JSON Pointer does not follow references").help(help));
            return Ok(target);
        }
        let whole = root.join(fragment).unwrap_or(root);
        if resource.root != whole && lookup(&document.tree, &whole).is_some() {
            let message = format!("there is nothing at `{within}`");
            let diagnostic =
                Diagnostic::warning(Code::UnresolvedReference, message).at(reference.origin, SpanTarget::Value);
            diagnostics.push(
                diagnostic
                    .with_note(format!("`{whole}` is used"))
                    .help("a reference is relative to the `$id` around it: write the whole URI of the document"),
            );
            return Ok(Target::at(document, whole));
        }
        Err(Some(self.unresolved(reference, document, &within)))
    }

    /// The target of a pointer some of whose tokens stand in what a reference on the way leads to.
    fn through_references(
        &mut self,
        document: &Rc<Document>,
        pointer: &Pointer,
        diagnostics: &mut Diagnostics,
    ) -> Option<Target> {
        // A reference on the way that leads through others itself is given up.
        if std::mem::replace(&mut self.passes, true) {
            return None;
        }
        let target = self.passing(document, pointer, diagnostics);
        self.passes = false;
        target
    }

    fn passing(&mut self, document: &Rc<Document>, pointer: &Pointer, diagnostics: &mut Diagnostics) -> Option<Target> {
        let mut target = Target::at(document, Pointer::root_of(document.name.clone()));
        let mut seen = HashSet::default();
        for token in pointer.tokens() {
            loop {
                let next = target.pointer().child(token.clone());
                if lookup(&target.document().tree, &next).is_some() {
                    target = Target::at(target.document(), next);
                    break;
                }
                if !seen.insert(target.pointer().clone()) || seen.len() > limits::REFERENCES_IN_POINTER {
                    return None;
                }
                let reference = reference_in(target.node()).filter(|node| node.as_str().is_some())?.clone();
                target = self.target(&reference, &target.position.base, diagnostics).ok()?;
            }
        }
        Some(target)
    }

    fn at_anchor(&mut self, reference: &Node, resource: &Resource, name: &str) -> Reported<Target> {
        let index = self.documents.index(&resource.document);
        if let Some(pointer) = index.anchor(&resource.root, name) {
            return Ok(Target::at(&resource.document, pointer.clone()));
        }
        let message = format!("`#{name}` is neither a JSON Pointer nor an `$anchor`");
        let diagnostic = Diagnostic::error(Code::UnresolvedReference, message).at(reference.origin, SpanTarget::Value);
        let suggestion = resource.root.join(&format!("/{name}"));
        let suggestion = suggestion.filter(|suggestion| lookup(&resource.document.tree, suggestion).is_some());
        let suggestion = suggestion.map(|suggestion| suggestion.fragment());
        let near = || nearest(name, index.anchors(&resource.root)).map(|near| format!("#{near}"));
        Err(Some(match suggestion.or_else(near) {
            Some(suggestion) => diagnostic.help(format!("did you mean `{}{suggestion}`?", uri(reference))),
            None => diagnostic,
        }))
    }

    fn unresolved(&mut self, reference: &Node, document: &Document, pointer: &Pointer) -> Diagnostic {
        let message = format!("there is nothing at `{pointer}`");
        // The wrong kind of the section is a finding of its own. It may be repaired, and then nothing but this note tells that
        // what refers there is left out.
        if leads_through_other(document, self.version, pointer) {
            return Diagnostic::note(Code::UnresolvedReference, message).at(reference.origin, SpanTarget::Value);
        }
        let diagnostic = Diagnostic::error(Code::UnresolvedReference, message).at(reference.origin, SpanTarget::Value);
        // A suggestion compares all keys of a section, so only the first of very many broken references get one.
        if self.suggested.len() < limits::SUGGESTED_POINTERS && !self.suggested.contains_key(pointer) {
            self.suggested.insert(pointer.clone(), suggestion(document, pointer));
        }
        match self.suggested.get(pointer) {
            Some(Some(current_suggestion)) => {
                diagnostic.help(format!("did you mean `{}{}`?", uri(reference), current_suggestion.fragment()))
            }
            _ => diagnostic,
        }
    }
}

/// The part of a reference before its fragment.
fn uri(reference: &Node) -> &str {
    reference.as_str().and_then(|text| text.split('#').next()).unwrap_or_default()
}
