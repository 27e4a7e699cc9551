//! Finds the constructs of a document: where the specifications (Swagger 2.0, OpenAPI 3.0.4, 3.1.1 and 3.2.0) have them.
//!
//! This knows nothing of what later stages do, on purpose: see the module above.

use crate::collections::HashSet;

use super::ConstructKind::{self as Kind, Body, Header, Incoming, MediaType, Operation, Parameter, Response};
use super::construct::{Construct, Constructs, Detail, ObjectUse};
use super::index::DocumentIndex;
use super::schema::{Expressiveness, Role};
use crate::document::{Node, Object, Origin, Value};
use crate::limits;
use crate::spec::{self, Field, Keyword, Members as _, Method, Name, ParameterIdentity, is_extension};

/// Finds all constructs.
pub(super) fn constructs(index: &DocumentIndex<'_>, omitted: &[Origin]) -> Constructs {
    let root = index.root();
    let mut walk = ConstructWalk {
        index,
        root,
        is_v2: root.has(Field::Swagger),
        out: Constructs::default(),
        parent: None,
        region: None,
        walked: HashSet::default(),
        pending: Vec::new(),
        omitted: omitted.iter().copied().collect(),
    };
    walk.paths();
    walk.components();
    while let Some((kind, node)) = walk.pending.pop() {
        match kind {
            Kind::Schema => walk.schema(node, node.origin, Role::Definition),
            _ => walk.shared(kind, node, node.origin),
        }
    }
    walk.out
}

// Walks the text by itself, references included. A walk shared with `bundle` would share its mistakes.
pub(super) struct ConstructWalk<'a> {
    index: &'a DocumentIndex<'a>,
    root: &'a Node,
    is_v2: bool,
    pub(super) out: Constructs,
    /// The construct that the walk stands in.
    parent: Option<usize>,
    /// The shared object that the walk stands in.
    region: Option<usize>,
    /// Nodes that are done: one that is referred to in several ways counts once.
    walked: HashSet<Origin>,
    /// Nodes that are referred to and may stand outside the tables of the specification.
    pending: Vec<(Kind, &'a Node)>,
    /// Operations that are not selected.
    omitted: HashSet<Origin>,
}

/// An entry of a list of parameters, and what it leads to.
#[derive(Clone, Copy)]
struct Entry<'a> {
    written: &'a Node,
    target: &'a Node,
}

impl<'a> ConstructWalk<'a> {
    fn paths(&mut self) {
        for field in [Field::Paths, Field::PathsWithQueries] {
            for (_, item) in named(self.map(self.root, field)) {
                self.path_item(item, Operation, item.origin);
            }
        }
        if let Some(webhooks) = self.map(self.root, Field::Webhooks) {
            for (_, item) in named(Some(webhooks)) {
                self.path_item(item, Incoming, webhooks.origin);
            }
        }
    }

    fn components(&mut self) {
        let (holder, schemas) = if self.is_v2 {
            (Some(self.root), Field::Definitions)
        } else {
            (self.root.member(Field::Components), Field::Schemas)
        };
        let Some(holder) = holder else { return };
        if let Some(schemas) = self.map(holder, schemas) {
            for node in entries(Some(schemas)).map(|(_, node)| node) {
                self.schema(node, schemas.origin, Role::Definition);
            }
        }
        let kinds = [
            (Field::Parameters, Parameter),
            (Field::Responses, Response),
            (Field::RequestBodies, Body),
            (Field::Headers, Header),
        ];
        for (section, kind) in kinds {
            let Some(section) = self.map(holder, section) else { continue };
            for (_, node) in named(Some(section)).filter(|(_, node)| !node.has(Field::Ref)) {
                self.shared(kind, node, section.origin);
            }
        }
    }

    /// A path item, and what its `$ref` leads to; what stands beside the reference replaces what is there.
    fn path_item(&mut self, written: &'a Node, kind: Kind, slot: Origin) {
        let target = self.follow(written).filter(|target| target.origin != written.origin);
        let items: Vec<&'a Node> = [Some(written), target].into_iter().flatten().collect();
        if !self.walked.insert(written.origin) || target.is_some_and(|target| !self.walked.insert(target.origin)) {
            return;
        }
        let inherited: Vec<Entry<'a>> = items.iter().flat_map(|item| self.entries_of(item)).collect();
        for (at, item) in items.iter().enumerate() {
            let replaced = |key: &str| items[..at].iter().any(|earlier| earlier.get(key).is_some());
            for (key, node) in entries(Some(item)) {
                if Method::of_field(key).is_some() && !replaced(key) {
                    self.operation(node, kind, slot, &inherited);
                }
            }
            for (_, node) in item.entries(Field::AdditionalOperations) {
                self.operation(node, kind, slot, &inherited);
            }
        }
    }

    /// An operation; where a reference stands instead, its target.
    fn operation(&mut self, written: &'a Node, kind: Kind, slot: Origin, inherited: &[Entry<'a>]) {
        let node = self.followed(written);
        let at = self.push(kind, node, slot, Detail::Plain);
        let region = if self.omitted.contains(&node.origin) { self.omit(at) } else { self.region };
        self.within(at, region, |walk| {
            let parameters = walk.entries_of(node);
            let identity = |entry: &Entry<'_>| ParameterIdentity::of_node(entry.target);
            let replaced: HashSet<_> = parameters.iter().filter_map(identity).collect();
            let is_replaced =
                |entry: &&Entry<'_>| identity(entry).is_some_and(|parameters| replaced.contains(&parameters));
            let shared = inherited.iter().filter(|shared| !is_replaced(shared));
            let entries: Vec<Entry<'a>> = shared.chain(&parameters).copied().collect();
            walk.parameters(node, &entries);
            if let Some(body) = node.member(Field::RequestBody) {
                walk.uses(Body, body, node.origin, Some(node.origin));
            }
            if let Some(responses) = walk.map(node, Field::Responses) {
                for (_, response) in named(Some(responses)) {
                    let target = walk.uses(Response, response, responses.origin, Some(node.origin));
                    walk.media_elsewhere(target, node, Field::Produces);
                }
            }
            walk.callbacks(node);
        });
    }

    fn callbacks(&mut self, operation: &'a Node) {
        let Some(callbacks) = self.map(operation, Field::Callbacks) else { return };
        for (_, callback) in named(Some(callbacks)) {
            let Some(callback) = self.follow(callback) else { continue };
            for (_, item) in named(Some(callback)) {
                self.path_item(item, Incoming, callbacks.origin);
            }
        }
    }

    /// The entries of `parameters` of an operation or path item; those written there are walked as well.
    fn entries_of(&mut self, holder: &'a Node) -> Vec<Entry<'a>> {
        let Some(list) = self.map(holder, Field::Parameters) else { return Vec::new() };
        let mut entries = Vec::new();
        for written in list.as_array().unwrap_or_default() {
            let target = self.end(written);
            if target.origin == written.origin {
                self.shared(self.kind_of(target), target, list.origin);
            } else {
                self.pending.push((self.kind_of(target), target));
            }
            entries.push(Entry { written, target });
        }
        entries
    }

    fn parameters(&mut self, operation: &'a Node, entries: &[Entry<'a>]) {
        let place = |entry: &Entry<'_>| entry.target.text(Field::In).map(str::to_owned);
        let is_form = |entry: &Entry<'_>| self.is_v2 && place(entry).as_deref() == Some("formData");
        let form: Vec<Origin> = entries.iter().filter(|entry| is_form(entry)).map(|e| e.target.origin).collect();
        for entry in entries {
            let (kind, form_parameter) = (self.kind_of(entry.target), form.contains(&entry.target.origin));
            let detail = ObjectUse {
                target: entry.target.origin,
                operation: Some(operation.origin),
                form: form_parameter,
                expressiveness: self.is_v2.then(|| Expressiveness::new(entry.target)),
            };
            self.push_use(kind, entry.written, operation.origin, detail);
            if form_parameter || kind == Body {
                self.media_elsewhere(entry.target.origin, operation, Field::Consumes);
                self.out.elsewhere.entry(entry.target.origin).or_default().extend(form.first());
            }
        }
    }

    fn kind_of(&self, parameter: &Node) -> Kind {
        let is_body = parameter.text(Field::In) == Some("body");
        if self.is_v2 && is_body { Body } else { Parameter }
    }

    /// A use of an object that may be a reference; gives the place of the object itself.
    fn uses(&mut self, kind: Kind, written: &'a Node, slot: Origin, operation: Option<Origin>) -> Origin {
        let target = self.end(written);
        if target.origin == written.origin {
            self.shared(kind, target, slot);
        } else {
            self.pending.push((kind, target));
        }
        self.push_use(
            kind,
            written,
            slot,
            ObjectUse { target: target.origin, operation, form: false, expressiveness: None },
        );
        target.origin
    }

    fn push_use(&mut self, kind: Kind, written: &'a Node, slot: Origin, detail: ObjectUse) {
        self.out.references.push((self.region, detail.target));
        self.push(kind, written, slot, Detail::Use(detail));
    }

    /// In Swagger 2.0 the media types stand in lists beside, or in those of the document.
    fn media_elsewhere(&mut self, target: Origin, operation: &'a Node, field: Field) {
        let list = operation.member(field).or_else(|| self.root.member(field)).filter(|_| self.is_v2);
        // One string stands for an array of one.
        let written = list.map_or(&[][..], |list| list.as_array().unwrap_or(std::slice::from_ref(list)));
        self.out.elsewhere.entry(target).or_default().extend(written.iter().map(|node| node.origin));
    }

    /// An object that has uses: what it is made of is walked, and counted, once.
    fn shared(&mut self, kind: Kind, node: &'a Node, slot: Origin) {
        if !self.walked.insert(node.origin) {
            return;
        }
        let at = self.push(kind, node, slot, Detail::Shared);
        let region = self.share(at);
        self.within(at, region, |walk| match kind {
            Response => walk.response(node),
            Body => {
                walk.content(node);
                walk.part_headers(node);
            }
            _ => walk.content(node),
        });
    }

    fn response(&mut self, node: &'a Node) {
        if let Some(headers) = self.map(node, Field::Headers) {
            for (_, header) in entries(Some(headers)).filter(|(_, header)| header.as_object().is_some()) {
                self.uses(Header, header, headers.origin, None);
            }
        }
        self.content(node);
    }

    /// The headers of the parts of a body.
    fn part_headers(&mut self, body: &'a Node) {
        let is_multipart = |written: &String| spec::MediaType::new(written.as_str()).is_multipart_form();
        for (_, written) in named(self.map(body, Field::Content)).filter(|(media_type, _)| is_multipart(media_type)) {
            let Some(content) = self.follow(written) else { continue };
            for (_, part) in named(self.map(content, Field::Encoding)) {
                let Some(headers) = self.map(part, Field::Headers) else { continue };
                for (_, header) in entries(Some(headers)).filter(|(_, header)| header.as_object().is_some()) {
                    self.uses(Header, header, headers.origin, None);
                }
            }
        }
    }

    /// The schemas of a parameter, header, body or response: `schema` and those of its media types. In Swagger 2.0 they
    /// are the items of an object that is its own schema.
    fn content(&mut self, node: &'a Node) {
        if let Some(schema) = node.member(Field::Schema) {
            self.schema(schema, node.origin, Role::Part);
        }
        if let Some(items) = node.member(Field::Items).filter(|_| self.is_v2) {
            self.schema(items, node.origin, Role::Part);
        }
        let Some(content) = self.map(node, Field::Content) else { return };
        for (_, written) in named(Some(content)) {
            let Some(node) = self.follow(written) else { continue };
            let at = self.push(MediaType, node, content.origin, Detail::Plain);
            self.within(at, self.region, |walk| {
                for schema in [Field::Schema, Field::ItemSchema].into_iter().filter_map(|field| node.member(field)) {
                    walk.schema(schema, node.origin, Role::Part);
                }
            });
        }
    }

    /// Adds a construct at the place where the walk stands.
    pub(super) fn push(&mut self, kind: Kind, node: &Node, slot: Origin, detail: Detail) -> usize {
        let (parent, region) = (self.parent, self.region);
        let construct = Construct { kind, origin: node.origin, end: last(node), parent, slot, region, detail };
        self.out.list.push(construct);
        self.out.list.len() - 1
    }

    /// Walks what is within a construct.
    pub(super) fn within(&mut self, at: usize, region: Option<usize>, work: impl FnOnce(&mut Self)) {
        let outer = (self.parent.replace(at), self.region);
        self.region = region;
        work(self);
        (self.parent, self.region) = outer;
    }

    /// Makes a construct one that is there to be referred to, and gives the region of what is in it.
    pub(super) fn share(&mut self, at: usize) -> Option<usize> {
        self.out.list[at].region = Some(at);
        self.out.shared.insert(self.out.list[at].origin, at);
        Some(at)
    }

    /// Makes an operation one that nothing leads to, and gives the region of what is in it.
    fn omit(&mut self, at: usize) -> Option<usize> {
        self.out.list[at].region = Some(at);
        self.out.omitted.push(at);
        Some(at)
    }

    /// The shared object that the walk stands in.
    pub(super) fn region(&self) -> Option<usize> {
        self.region
    }

    /// Notes where the `$ref` of a schema leads.
    pub(super) fn refers(&mut self, schema: &'a Node) {
        let target = schema.member(Keyword::Ref).and_then(|reference| self.index.schema(reference));
        let Some(target) = target else { return };
        self.out.references.push((self.region, target.origin));
        self.out.targets.insert(schema.origin, target.origin);
        self.pending.push((Kind::Schema, target));
    }

    /// `true` if a node has not been walked before.
    pub(super) fn is_new(&mut self, node: &Node) -> bool {
        self.walked.insert(node.origin)
    }

    /// A member of a node that holds several of a kind; where a reference stands instead, what that leads to.
    pub(super) fn map(&self, node: &'a Node, name: impl Name) -> Option<&'a Node> {
        node.member(name).map(|written| self.followed(written))
    }

    /// The target of a map or list if a reference stands in its place.
    pub(super) fn followed(&self, written: &'a Node) -> &'a Node {
        let is_reference = written.text(Field::Ref).is_some();
        if is_reference { self.follow(written).unwrap_or(written) } else { written }
    }

    /// Follows a node that may be a reference to its end; `None` if the target does not exist.
    fn follow(&self, node: &'a Node) -> Option<&'a Node> {
        Some(self.end(node)).filter(|end| !end.has(Field::Ref))
    }

    /// As [`Self::follow`]; where a reference leads to nothing, the object that it stands in.
    fn end(&self, node: &'a Node) -> &'a Node {
        let next = |node: &&'a Node| self.target(node.member(Field::Ref)?);
        std::iter::successors(Some(node), next).take(limits::REFERENCES).last().unwrap_or(node)
    }

    fn target(&self, reference: &Node) -> Option<&'a Node> {
        self.index.target(reference)
    }
}

/// The entries of an object.
pub(super) fn entries(node: Option<&Node>) -> impl Iterator<Item = (&String, &Node)> {
    node.and_then(Node::as_object).into_iter().flat_map(Object::iter)
}

/// The entries of an object whose keys are names, without extensions.
fn named(node: Option<&Node>) -> impl Iterator<Item = (&String, &Node)> {
    entries(node).filter(|(key, _)| !is_extension(key))
}

/// The number of the last node within a node.
fn last(node: &Node) -> u32 {
    let mut at = node;
    loop {
        let inner = match &at.value {
            Value::Array(items) => items.last(),
            Value::Object(object) => object.values().max_by_key(|node| node.origin),
            _ => None,
        };
        match inner {
            Some(inner) => at = inner,
            None => return at.origin.index,
        }
    }
}
