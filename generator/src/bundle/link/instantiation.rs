//! Instances of generic schemas: copies whose dynamic references are bound.

use crate::collections::{HashMap, HashSet};
use std::collections::{BTreeMap, VecDeque};

use super::dynamic::DynamicRef;
use crate::bundle::schemas::{RawSchema, RawSchemaTable};
use crate::document::{Node, SchemaId, Value};
use crate::limits;
use crate::spec::{Keyword, Keywords, Role};

/// Schemas by the dynamic anchors that lead to them.
type Bindings = BTreeMap<String, SchemaId>;

/// Keywords beside `$ref` that do not hinder a schema from being its target, even where that has them too.
const REDEFINABLE: [Keyword; 10] = [
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

// A generic schema has no single type: its references mean another schema for each binding. So each binding gets copies
// of the rows between the binding schema and its dynamic references, and later stages know plain references alone.
/// The making of instances.
pub(super) struct Instantiation<'a> {
    table: &'a mut RawSchemaTable,
    /// The table as it was.
    original: RawSchemaTable,
    references: &'a HashMap<SchemaId, DynamicRef>,
    // Only these rows are copied. All others say the same under each binding, and stay shared.
    /// Schemas from which a dynamic reference can be reached.
    generic: HashSet<SchemaId>,
    instances: HashMap<(SchemaId, Bindings), SchemaId>,
    /// Instances without their keywords.
    queue: VecDeque<Instance>,
    /// The name of the schema that binds, which instances are called after.
    binding_name: Option<String>,
}

/// A copy of a generic schema.
struct Instance {
    id: SchemaId,
    generic: SchemaId,
    bindings: Bindings,
}

impl<'a> Instantiation<'a> {
    pub(super) fn new(table: &'a mut RawSchemaTable, references: &'a HashMap<SchemaId, DynamicRef>) -> Self {
        // Instances are made of the rows as the document has them. Some rows become instances themselves on the way.
        let original = table.clone();
        let generic = generic(&original, references);
        Self {
            table,
            original,
            references,
            generic,
            instances: HashMap::default(),
            queue: VecDeque::new(),
            binding_name: None,
        }
    }

    /// Binds all references; returns the schemas for which there would be too many instances.
    pub(super) fn bind(mut self) -> Vec<SchemaId> {
        let mut refused = Vec::new();
        for id in self.original.ids() {
            let bindings = declared(&self.original, id);
            if bindings.is_empty() {
                continue;
            }
            self.binding_name = self.original.get(id).name.clone();
            for inner in self.within(id) {
                let target = self.original.get(inner).schema(Keyword::Ref);
                let Some(target) = target.filter(|target| self.generic.contains(target)) else { continue };
                if self.instances.len() > limits::DYNAMIC_INSTANCES {
                    refused.push(inner);
                    continue;
                }
                self.redirect(inner, target, &bindings, inner == id);
                self.complete();
            }
        }
        // A reference that nobody binds leads to its initial target (JSON Schema 2020-12, Core, section 8.2.3.2). So
        // does the original of one that is bound in copies.
        for (id, reference) in self.references {
            make_plain(&mut self.table.get_mut(*id).keywords, reference.initial);
        }
        refused
    }

    /// A schema and those within it, without those that declare anchors themselves.
    fn within(&self, id: SchemaId) -> Vec<SchemaId> {
        let mut chain = vec![id];
        let mut next = 0;
        while let Some(at) = chain.get(next).copied() {
            next += 1;
            let inner = subschemas(self.original.get(at)).into_iter();
            chain.extend(inner.filter(|child| declared(&self.original, *child).is_empty()));
        }
        chain
    }

    /// Leads the `$ref` of a schema to the instance of its target. A schema that binds and is nothing else than the
    /// reference becomes the instance.
    fn redirect(&mut self, id: SchemaId, target: SchemaId, bindings: &Bindings, is_binding: bool) {
        let keywords = &self.original.get(id).keywords;
        let of_target = &self.original.get(target).keywords;
        let is_harmless = |key: &Keyword| REDEFINABLE.contains(key) || key.role() == Role::Extension;
        let hinders = |key: &Keyword| !is_harmless(key) && of_target.contains_key(key);
        let key = (target, bindings.clone());
        let becomes_instance = is_binding && !keywords.keys().any(hinders) && !self.is_own_instance(target, bindings);
        // `Page: { $ref: Generic, $defs: {…} }` becomes the instance itself and keeps its name; an instance beside it
        // would be a second type of the same shape.
        if becomes_instance && !self.instances.contains_key(&key) {
            self.instances.insert(key, id);
            self.queue.push_back(Instance { id, generic: target, bindings: bindings.clone() });
            return;
        }
        let instance = self.instance(target, bindings);
        if let Some(node) = self.table.get_mut(id).keywords.get_mut(&Keyword::Ref) {
            node.value = Value::Schema(instance);
        }
    }

    /// Returns `true` if a schema is its own instance: it declares all of the bindings itself.
    fn is_own_instance(&self, generic: SchemaId, bindings: &Bindings) -> bool {
        let declared = declared(&self.original, generic);
        bindings.iter().all(|(name, id)| declared.get(name) == Some(id))
    }

    /// The instance of a schema; its keywords follow.
    fn instance(&mut self, generic: SchemaId, bindings: &Bindings) -> SchemaId {
        let key = (generic, bindings.clone());
        if let Some(instance) = self.instances.get(&key) {
            return *instance;
        }
        // A schema whose own declarations are the bindings is its instance already.
        if self.instances.len() > limits::DYNAMIC_INSTANCES || self.is_own_instance(generic, bindings) {
            return generic;
        }
        let original = self.original.get(generic);
        let name = original.name.as_ref().map(|name| match &self.binding_name {
            Some(binding) => format!("{binding} {name}"),
            None => name.clone(),
        });
        let (origin, pointer) = (original.origin, original.pointer.clone());
        let id = self.table.add(RawSchema { origin, pointer, name, keywords: Keywords::default() });
        self.instances.insert(key, id);
        self.queue.push_back(Instance { id, generic, bindings: bindings.clone() });
        id
    }

    /// Gives instances their keywords.
    fn complete(&mut self) {
        // A queue in place of recursion, since generic schemas may refer to each other in circles.
        while let Some(Instance { id, generic, bindings: outer }) = self.queue.pop_front() {
            let mut bindings = declared(&self.original, generic);
            // The outermost declaration of a name counts (JSON Schema 2020-12, Core, section 8.2.3.2).
            bindings.extend(outer);
            let mut keywords = self.original.get(generic).keywords.clone();
            let reference = self.references.get(&generic);
            if let Some(reference) = reference {
                let bound = reference.anchor.as_ref().and_then(|anchor| bindings.get(anchor));
                make_plain(&mut keywords, bound.copied().unwrap_or(reference.initial));
            }
            // Declarations stay at the original. In a copy, names and addresses would stand for two schemas.
            for section in [Keyword::Defs, Keyword::Definitions, Keyword::Id, Keyword::Anchor, Keyword::DynamicAnchor] {
                keywords.shift_remove(&section);
            }
            for (key, node) in &mut keywords {
                let is_bound = *key == Keyword::Ref && reference.is_some();
                if !is_bound {
                    self.redirect_subschemas(node, &bindings);
                }
            }
            let siblings = std::mem::take(&mut self.table.get_mut(id).keywords);
            keywords.extend(siblings.into_iter().filter(|(key, _)| *key != Keyword::Ref));
            self.table.get_mut(id).keywords = keywords;
        }
    }

    /// Leads the value of a keyword to the instances of its subschemas.
    fn redirect_subschemas(&mut self, node: &mut Node, bindings: &Bindings) {
        match &mut node.value {
            Value::Schema(id) if self.generic.contains(id) => *id = self.instance(*id, bindings),
            Value::Array(items) => items.iter_mut().for_each(|item| self.redirect_subschemas(item, bindings)),
            Value::Object(object) => {
                object.values_mut().for_each(|member| self.redirect_subschemas(member, bindings));
            }
            _ => {}
        }
    }
}

/// The dynamic anchors that a schema declares: those of its `$defs`, and its own.
pub(super) fn declared(table: &RawSchemaTable, id: SchemaId) -> Bindings {
    let schema = table.get(id);
    let sections = [Keyword::Defs, Keyword::Definitions].iter().filter_map(|key| schema.get(*key)?.as_object());
    let ids = sections.flat_map(|section| section.values().filter_map(Node::as_schema)).chain([id]);
    ids.filter_map(|id| Some((table.get(id).text(Keyword::DynamicAnchor)?.to_owned(), id))).collect()
}

/// The schemas from which a dynamic reference can be reached.
fn generic(table: &RawSchemaTable, references: &HashMap<SchemaId, DynamicRef>) -> HashSet<SchemaId> {
    let mut parents: HashMap<SchemaId, Vec<SchemaId>> = HashMap::default();
    for id in table.ids() {
        let schema = table.get(id);
        for child in subschemas(schema).into_iter().chain(schema.schema(Keyword::Ref)) {
            parents.entry(child).or_default().push(id);
        }
    }
    let mut generic: HashSet<SchemaId> = references.keys().copied().collect();
    let mut next: Vec<SchemaId> = generic.iter().copied().collect();
    while let Some(id) = next.pop() {
        for parent in parents.get(&id).into_iter().flatten() {
            if generic.insert(*parent) {
                next.push(*parent);
            }
        }
    }
    generic
}

/// The subschemas of a schema.
fn subschemas(schema: &RawSchema) -> Vec<SchemaId> {
    let mut subschemas = Vec::new();
    for (_, node) in schema.keywords.iter().filter(|(key, _)| **key != Keyword::Ref) {
        collect_schemas(node, &mut subschemas);
    }
    subschemas
}

fn collect_schemas(node: &Node, schemas: &mut Vec<SchemaId>) {
    match &node.value {
        Value::Schema(id) => schemas.push(*id),
        Value::Array(items) => items.iter().for_each(|item| collect_schemas(item, schemas)),
        Value::Object(object) => object.values().for_each(|member| collect_schemas(member, schemas)),
        _ => {}
    }
}

/// Makes a dynamic reference a plain one, unless there is one already.
fn make_plain(keywords: &mut Keywords, target: SchemaId) {
    if keywords.contains_key(&Keyword::Ref) {
        return;
    }
    if let Some(node) = keywords.shift_remove(&Keyword::DynamicRef) {
        keywords.insert(Keyword::Ref, Node::new(Value::Schema(target), node.origin));
    }
}
