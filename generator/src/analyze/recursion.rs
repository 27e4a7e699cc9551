//! Which fields hold a type that contains itself.

use std::collections::HashSet;

use crate::ir::{Api, Type, TypeId, TypeKind};

/// Fields that close a circle of types held by value. Lists and maps hold their values elsewhere and need no `Box`.
pub(super) fn boxed(api: &Api) -> HashSet<(TypeId, usize)> {
    let components = components(api);
    let mut boxed = HashSet::new();
    for (id, def) in api.type_ids() {
        let TypeKind::Struct(structure) = &def.kind else {
            continue;
        };
        for (index, field) in structure.fields.iter().enumerate() {
            if let Some(target) = by_value(api, &field.ty)
                && components[target.0] == components[id.0]
                && is_circular(api, &components, id)
            {
                boxed.insert((id, index));
            }
        }
    }
    boxed
}

/// The struct that a type holds by value.
fn by_value(api: &Api, ty: &Type) -> Option<TypeId> {
    let mut ty = ty;
    loop {
        match ty {
            Type::Nullable(inner) => ty = inner,
            Type::Named(id) => match &api.ty(*id).kind {
                TypeKind::Struct(_) => return Some(*id),
                TypeKind::Alias(to) => ty = to,
                TypeKind::Enum(_) => return None,
            },
            _ => return None,
        }
    }
}

fn edges(api: &Api, id: TypeId) -> Vec<TypeId> {
    match &api.ty(id).kind {
        TypeKind::Struct(structure) => structure.fields.iter().filter_map(|field| by_value(api, &field.ty)).collect(),
        _ => Vec::new(),
    }
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
