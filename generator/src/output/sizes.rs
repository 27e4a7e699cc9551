//! Sizes of the generated code, by group of operations.

use serde::Serialize;

use crate::emit::{self, Context, Layout};
use crate::print;

/// The generated code of a group, or of the rest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct GroupSize {
    /// The module of the group, without the number of its further modules; `None` for what no group has alone.
    pub(crate) module: Option<String>,
    /// The number of operations.
    pub(crate) operations: usize,
    /// The number of types that this group alone uses.
    pub(crate) types: usize,
    /// The module of the operations.
    pub(crate) calls: Size,
    /// The types and their codecs.
    pub(crate) models: Size,
}

/// The size of generated code.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Size {
    pub(crate) lines: usize,
    pub(crate) bytes: usize,
}

impl Size {
    fn add(&mut self, text: &str) {
        self.lines += text.lines().count();
        self.bytes += text.len();
    }
}

/// The sizes of the groups, in the order of the client. The last row is for types of several groups, or of none, and for the client
/// itself.
pub(crate) fn sizes(cx: &Context<'_>, name: &str) -> Vec<GroupSize> {
    let client = emit::emit(cx, Layout::Crate(name));
    let groups = &cx.facts.groups;
    // Modules of one label are one group.
    let first = |index: usize| groups.iter().position(|group| group.label == groups[index].label).unwrap_or(index);
    let row = |module| GroupSize { module, operations: 0, types: 0, calls: Size::default(), models: Size::default() };
    let mut rows: Vec<GroupSize> = cx.names.groups.iter().map(|name| row(Some(name.clone()))).collect();
    let mut rest = row(None);
    rest.calls.add(&print::items(&client.root));
    for module in &client.modules[..client.groups.start] {
        rest.calls.add(&print::items(&module.items));
    }
    for (index, module) in client.modules[client.groups.clone()].iter().enumerate() {
        let row = &mut rows[first(index)];
        row.operations += groups[index].operations.len();
        row.calls.add(&print::items(&module.items));
    }
    for ty in client.types.iter().flat_map(|types| &types.list) {
        let mut users = ty.users.iter();
        let row = match (users.next(), users.next()) {
            (Some(user), None) => rows.get_mut(*user).unwrap_or(&mut rest),
            _ => &mut rest,
        };
        row.types += 1;
        row.models.add(&ty.items);
        row.models.add(&ty.codecs);
    }
    let firsts = rows.into_iter().enumerate().filter(|(index, _)| first(*index) == *index).map(|(_, row)| row);
    firsts.chain([rest]).collect()
}
