//! Which fields and variants hold a type that contains itself, or one that contains very many others.

use std::collections::HashSet;

use crate::ir::{Api, Field, Type, TypeId, TypeKind, Variant};
use crate::limits;

/// Fields and variants that close a circle of types held by value. Lists and maps hold their values elsewhere and need no `Box`.
pub(super) fn boxed(api: &Api) -> HashSet<(TypeId, usize)> {
    let components = components(api);
    let mut boxed = HashSet::new();
    for (id, def) in api.type_ids() {
        for (index, ty) in places(&def.kind).enumerate() {
            let within = |target: TypeId| components[target.0] == components[id.0];
            if by_value(api, ty).into_iter().any(within) && is_circular(api, &components, id) {
                boxed.insert((id, index));
            }
        }
    }
    shorten(api, &components, &mut boxed);
    boxed
}

/// Cuts long chains of types that hold each other by value: the compiler follows them when it lays out a type, and gives up
/// after 128 steps. Components are numbered from the end of the chains.
fn shorten(api: &Api, components: &[usize], boxed: &mut HashSet<(TypeId, usize)>) {
    let mut order: Vec<TypeId> = api.type_ids().map(|(id, _)| id).collect();
    order.sort_by_key(|id| components[id.0]);
    let mut heights = vec![0usize; api.types.len()];
    for id in order {
        for (index, ty) in places(&api.ty(id).kind).enumerate() {
            let held = by_value(api, ty).into_iter().map(|target| heights[target.0] + 1).max().unwrap_or_default();
            if held > limits::HELD_TYPES {
                boxed.insert((id, index));
            }
            if !boxed.contains(&(id, index)) {
                heights[id.0] = heights[id.0].max(held);
            }
        }
    }
}

/// The fields of a struct, or the variants of a union.
fn places(kind: &TypeKind) -> impl Iterator<Item = &Type> {
    let (fields, variants): (&[Field], &[Variant]) = match kind {
        TypeKind::Struct(structure) => (&structure.fields, &[]),
        TypeKind::Union(union) => (&[], &union.variants),
        TypeKind::Enum(_) | TypeKind::Alias(_) => (&[], &[]),
    };
    fields.iter().map(|field| &field.ty).chain(variants.iter().map(|variant| &variant.ty))
}

/// The structs and unions that a type holds by value.
fn by_value(api: &Api, ty: &Type) -> Vec<TypeId> {
    let mut found = Vec::new();
    let mut open = ty.held();
    while let Some(ty) = open.pop() {
        let Type::Named(id) = ty else { continue };
        match &api.ty(*id).kind {
            TypeKind::Struct(_) | TypeKind::Union(_) => found.push(*id),
            TypeKind::Alias(to) => open.extend(to.held()),
            TypeKind::Enum(_) => {}
        }
    }
    found
}

fn edges(api: &Api, id: TypeId) -> Vec<TypeId> {
    places(&api.ty(id).kind).flat_map(|ty| by_value(api, ty)).collect()
}

/// Whether a type stands in a circle: its component has several members, or it holds itself.
fn is_circular(api: &Api, components: &[usize], id: TypeId) -> bool {
    edges(api, id).contains(&id)
        || components.iter().filter(|component| **component == components[id.0]).nth(1).is_some()
}

/// The number of the strongly connected component of each type (Tarjan's algorithm, without recursion since documents
/// may have long chains).
fn components(api: &Api) -> Vec<usize> {
    let count = api.types.len();
    let mut search = Search {
        index: vec![usize::MAX; count],
        low: vec![0; count],
        on_stack: vec![false; count],
        stack: Vec::new(),
        component: vec![usize::MAX; count],
        next_index: 0,
        next_component: 0,
    };
    for start in 0..count {
        if search.index[start] == usize::MAX {
            search.visit(api, start);
        }
    }
    search.component
}

struct Search {
    index: Vec<usize>,
    low: Vec<usize>,
    on_stack: Vec<bool>,
    stack: Vec<usize>,
    component: Vec<usize>,
    next_index: usize,
    next_component: usize,
}

impl Search {
    fn visit(&mut self, api: &Api, start: usize) {
        let mut work = vec![(start, edges(api, TypeId(start)).into_iter())];
        self.open(start);
        while let Some((node, targets)) = work.last_mut() {
            let node = *node;
            match targets.next() {
                Some(target) if self.index[target.0] == usize::MAX => {
                    self.open(target.0);
                    work.push((target.0, edges(api, target).into_iter()));
                }
                Some(target) => {
                    if self.on_stack[target.0] {
                        self.low[node] = self.low[node].min(self.index[target.0]);
                    }
                }
                None => {
                    work.pop();
                    if let Some((parent, _)) = work.last() {
                        self.low[*parent] = self.low[*parent].min(self.low[node]);
                    }
                    self.close(node);
                }
            }
        }
    }

    fn open(&mut self, node: usize) {
        self.index[node] = self.next_index;
        self.low[node] = self.next_index;
        self.next_index += 1;
        self.stack.push(node);
        self.on_stack[node] = true;
    }

    fn close(&mut self, node: usize) {
        if self.low[node] != self.index[node] {
            return;
        }
        while let Some(member) = self.stack.pop() {
            self.on_stack[member] = false;
            self.component[member] = self.next_component;
            if member == node {
                break;
            }
        }
        self.next_component += 1;
    }
}
