//! Settles `$dynamicRef` (JSON Schema Core 2020-12, section 8.2.3.2): schemas with holes, which others fill.
//!
//! A schema that declares dynamic anchors, in its `$defs` or itself, and refers to one with dynamic references to those
//! names gets rows of its own: the same as those of the schema it refers to, with the references led to its own
//! declarations. Of several declarations on the way the outermost counts. A reference that nobody redirects is a plain
//! one.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::rc::Rc;

use super::references::Told;
use super::resource::Resource;
use super::table::{Row, Table};
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Part, Pointer, SchemaId, Value};
use crate::spec::{Keyword, Keywords, Role};

/// A `$dynamicRef` that is still a string, with what it is relative to.
pub(super) type Pending = (SchemaId, Node, Rc<Resource>);

/// Schemas by the dynamic anchors that lead to them.
type Bindings = BTreeMap<String, SchemaId>;

/// No document needs more rows for schemas that fill others.
const MOST: usize = 20_000;

/// Keywords beside `$ref` that do not hinder a schema from being what it refers to, even where that has them too.
const BESIDE: [Keyword; 10] = [
    Keyword::Ref,
    Keyword::Id,
    Keyword::Anchor,
    Keyword::DynamicAnchor,
    Keyword::Schema,
    Keyword::Comment,
    Keyword::Defs,
    Keyword::Definitions,
    Keyword::Title,
    Keyword::Description,
];

/// Where a dynamic reference leads when nobody redirects it.
struct Hole {
    /// The name that redirects it, where its own target has that.
    anchor: Option<String>,
    target: SchemaId,
}

impl Walk<'_, '_> {
    /// Settles all dynamic references.
    pub(super) fn settle_dynamic_references(&mut self) {
        let mut holes: HashMap<SchemaId, Hole> = HashMap::new();
        while let Some((id, reference, base)) = self.dynamic.pop() {
            self.base = base;
            let hole = self.hole(id, &reference);
            if let Some(hole) = self.told(hole) {
                holes.insert(id, hole);
            }
            self.settle_schema_references();
        }
        if holes.is_empty() {
            return;
        }
        let refused = Instances::new(&mut self.table, &holes).fill();
        for id in refused {
            let message = "schemas that fill this one are too many: dynamic references lead to their first target";
            let origin = self.table.get(id).origin;
            self.diagnostics.push(Diagnostic::warning(Code::Approximated, message).at(origin, Part::Value));
        }
    }

    /// The hole at a schema: the nearest declaration around it, or what the reference leads to.
    fn hole(&mut self, id: SchemaId, reference: &Node) -> Told<Hole> {
        let name = reference.as_str().and_then(|text| text.rsplit_once('#')).map(|(_, name)| name.to_owned());
        let declared = name.as_deref().and_then(|name| self.declared_around(id, name));
        let target = match declared {
            Some(target) => target,
            None => self.referenced_schema(reference)?,
        };
        let anchor = name.filter(|name| self.table.get(target).text(Keyword::DynamicAnchor) == Some(name));
        Ok(Hole { anchor, target })
    }

    /// The schema with a dynamic anchor that is declared nearest around another. Within one resource a name should be
    /// declared once; documents without `$id` declare it in each schema that fills.
    fn declared_around(&self, id: SchemaId, name: &str) -> Option<SchemaId> {
        let pointer = &self.table.get(id).pointer;
        (0..=pointer.tokens().len()).rev().find_map(|length| {
            let mut around = Pointer::root_of(pointer.document().cloned());
            pointer.tokens()[..length].iter().for_each(|token| around.push(token.as_str()));
            declared(&self.table, *self.pointers.get(&around)?).remove(name)
        })
    }
}

/// The dynamic anchors that a schema declares: those of its `$defs`, and its own.
fn declared(table: &Table, id: SchemaId) -> Bindings {
    let row = table.get(id);
    let sections = [Keyword::Defs, Keyword::Definitions].iter().filter_map(|key| row.get(*key)?.as_object());
    let ids = sections.flat_map(|section| section.values().filter_map(Node::as_schema)).chain([id]);
    ids.filter_map(|id| Some((table.get(id).text(Keyword::DynamicAnchor)?.to_owned(), id))).collect()
}

/// The schemas that a keyword of a row leads to.
fn children(node: &Node, found: &mut Vec<SchemaId>) {
    match &node.value {
        Value::Schema(id) => found.push(*id),
        Value::Array(items) => items.iter().for_each(|item| children(item, found)),
        Value::Object(object) => object.values().for_each(|member| children(member, found)),
        _ => {}
    }
}

fn all_children(row: &Row, follows: bool) -> Vec<SchemaId> {
    let mut found = Vec::new();
    for (_, node) in row.keywords.iter().filter(|(key, _)| follows || **key != Keyword::Ref) {
        children(node, &mut found);
    }
    found
}

/// The rows of schemas that fill others.
struct Instances<'a> {
    table: &'a mut Table,
    /// The table as it was.
    original: Table,
    holes: &'a HashMap<SchemaId, Hole>,
    /// Rows from which a hole can be reached.
    open: HashSet<SchemaId>,
    made: HashMap<(SchemaId, Bindings), SchemaId>,
    queue: VecDeque<(SchemaId, SchemaId, Bindings)>,
    /// What instances are called after.
    filler: Option<String>,
}

impl<'a> Instances<'a> {
    fn new(table: &'a mut Table, holes: &'a HashMap<SchemaId, Hole>) -> Self {
        let original = table.clone();
        let open = open(&original, holes);
        Self { table, original, holes, open, made: HashMap::new(), queue: VecDeque::new(), filler: None }
    }

    /// Makes all instances; gives the schemas for which there are too many.
    fn fill(mut self) -> Vec<SchemaId> {
        let mut refused = Vec::new();
        for id in self.original.ids() {
            let bindings = declared(&self.original, id);
            if bindings.is_empty() {
                continue;
            }
            self.filler = self.original.get(id).name.clone();
            for row in self.within(id) {
                let Some(to) = self.original.get(row).schema(Keyword::Ref).filter(|to| self.open.contains(to)) else {
                    continue;
                };
                if self.made.len() > MOST {
                    refused.push(row);
                    continue;
                }
                self.redirect(row, to, &bindings, row == id);
                self.work();
            }
        }
        for (id, hole) in self.holes {
            plain(&mut self.table.get_mut(*id).keywords, hole.target);
        }
        refused
    }

    /// A schema and those within it, without those that declare anchors themselves.
    fn within(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut found = vec![id];
        let mut next = 0;
        while let Some(at) = found.get(next).copied() {
            next += 1;
            let inner = all_children(self.original.get(at), false).into_iter();
            found.extend(inner.filter(|child| declared(&self.original, *child).is_empty()));
        }
        found
    }

    /// Leads a `$ref` to the instance of its target. A filler that is nothing else than the reference becomes the instance.
    fn redirect(&mut self, row: SchemaId, to: SchemaId, bindings: &Bindings, is_filler: bool) {
        let keywords = &self.original.get(row).keywords;
        let target = &self.original.get(to).keywords;
        let harmless = |key: &Keyword| BESIDE.contains(key) || key.role() == Role::Extension;
        let hinders = |key: &Keyword| !harmless(key) && target.contains_key(key);
        let key = (to, bindings.clone());
        let becomes = is_filler && !keywords.keys().any(hinders) && !self.is_itself(to, bindings);
        if becomes && !self.made.contains_key(&key) {
            self.made.insert(key, row);
            self.queue.push_back((row, to, bindings.clone()));
            return;
        }
        let instance = self.instance(to, bindings);
        refer(&mut self.table.get_mut(row).keywords, instance);
    }

    /// Whether a schema is its own instance: it declares all of the bindings itself.
    fn is_itself(&self, of: SchemaId, bindings: &Bindings) -> bool {
        let own = declared(&self.original, of);
        bindings.iter().all(|(name, id)| own.get(name) == Some(id))
    }

    /// The row of an instance; its content follows.
    fn instance(&mut self, of: SchemaId, bindings: &Bindings) -> SchemaId {
        let key = (of, bindings.clone());
        if let Some(known) = self.made.get(&key) {
            return *known;
        }
        if self.made.len() > MOST || self.is_itself(of, bindings) {
            return of;
        }
        let row = self.original.get(of);
        let name = row.name.as_ref().map(|name| match &self.filler {
            Some(filler) => format!("{filler} {name}"),
            None => name.clone(),
        });
        let empty = Row { origin: row.origin, pointer: row.pointer.clone(), name, keywords: Keywords::new() };
        let id = self.table.add(empty);
        self.made.insert(key, id);
        self.queue.push_back((id, of, bindings.clone()));
        id
    }

    /// Fills in the content of instances.
    fn work(&mut self) {
        while let Some((id, of, outer)) = self.queue.pop_front() {
            let mut bindings = declared(&self.original, of);
            bindings.extend(outer);
            let mut keywords = self.original.get(of).keywords.clone();
            if let Some(hole) = self.holes.get(&of) {
                let filled = hole.anchor.as_ref().and_then(|anchor| bindings.get(anchor));
                plain(&mut keywords, filled.copied().unwrap_or(hole.target));
            }
            for section in [Keyword::Defs, Keyword::Definitions, Keyword::Id, Keyword::Anchor, Keyword::DynamicAnchor] {
                keywords.shift_remove(&section);
            }
            for (key, node) in &mut keywords {
                let is_filled = *key == Keyword::Ref && self.holes.contains_key(&of);
                if !is_filled {
                    self.lead(node, &bindings);
                }
            }
            let own = std::mem::take(&mut self.table.get_mut(id).keywords);
            for (key, node) in own.into_iter().filter(|(key, _)| *key != Keyword::Ref) {
                keywords.insert(key, node);
            }
            self.table.get_mut(id).keywords = keywords;
        }
    }

    fn lead(&mut self, node: &mut Node, bindings: &Bindings) {
        match &mut node.value {
            Value::Schema(id) if self.open.contains(id) => *id = self.instance(*id, bindings),
            Value::Array(items) => items.iter_mut().for_each(|item| self.lead(item, bindings)),
            Value::Object(object) => object.values_mut().for_each(|member| self.lead(member, bindings)),
            _ => {}
        }
    }
}

/// The rows from which a hole can be reached.
fn open(table: &Table, holes: &HashMap<SchemaId, Hole>) -> HashSet<SchemaId> {
    let mut parents: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    for id in table.ids() {
        for child in all_children(table.get(id), true) {
            parents.entry(child).or_default().push(id);
        }
    }
    let mut open: HashSet<SchemaId> = holes.keys().copied().collect();
    let mut next: Vec<SchemaId> = open.iter().copied().collect();
    while let Some(id) = next.pop() {
        for parent in parents.get(&id).into_iter().flatten() {
            if open.insert(*parent) {
                next.push(*parent);
            }
        }
    }
    open
}

/// Makes a dynamic reference a plain one, unless there is one already.
fn plain(keywords: &mut Keywords, target: SchemaId) {
    if keywords.contains_key(&Keyword::Ref) {
        return;
    }
    if let Some(node) = keywords.shift_remove(&Keyword::DynamicRef) {
        keywords.insert(Keyword::Ref, Node::new(Value::Schema(target), node.origin));
    }
}

fn refer(keywords: &mut Keywords, target: SchemaId) {
    if let Some(node) = keywords.get_mut(&Keyword::Ref) {
        node.value = Value::Schema(target);
    }
}
