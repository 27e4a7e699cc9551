//! Names of groups, and of what their operations are called within them.

use crate::collections::HashMap;

use super::assigned::AssignedNames;
use super::plural::singular;
use super::scope::Scope;
use super::types;
use crate::analyze::Facts;
use crate::config::Methods;
use crate::ir::{Api, OperationId};

/// The module of the servers.
pub(super) const SERVER_MODULE: &str = "servers";

/// A word that some servers put behind the name of a group.
const CONTROLLER: &str = "controller";

/// Names of a group that has the methods of its operations.
#[derive(Clone, Debug)]
pub(crate) struct GroupNames {
    /// The method of the client.
    pub(crate) accessor: String,
    /// The type that has the methods.
    pub(crate) ty: String,
}

/// The modules of operations. A tag does not take the name of the module of servers, which `Client::at` speaks of.
pub(super) fn modules(api: &Api, facts: &Facts, assigned: &AssignedNames) -> Vec<String> {
    let reserved = ["types", "codecs", "client", "rt", "std", "core", "alloc", "callsmith_runtime"];
    let mut scope = Scope::new(reserved.into_iter().chain((!api.servers.is_empty()).then_some(SERVER_MODULE)));
    let wishes = facts.groups.iter().map(|group| {
        let first = facts.groups.iter().position(|other| other.label == group.label);
        let group_name = assigned.groups.iter().find(|(index, _)| Some(*index) == first).map(|(_, name)| name.clone());
        let name = group_name.unwrap_or_else(|| match group.label.text() {
            Some(text) => assigned.case.snake(text, "group"),
            None => "operations".to_owned(),
        });
        if group.part == 0 { name } else { format!("{name}_{}", group.part + 1) }
    });
    types::granted(Some(&assigned.groups), wishes.collect(), &mut scope, |scope, rest| scope.grant(rest))
}

/// The names of groups that have methods, by the module; the parts of one group have the same. `client` are the other methods of the
/// client, `module` the other types of a module.
pub(super) fn groups(
    facts: &Facts,
    assigned: &AssignedNames,
    modules: &[String],
    client: &[&str],
    module: &[&str],
) -> Vec<Option<GroupNames>> {
    let mut scope = Scope::new(client.iter().copied());
    let mut names: Vec<Option<GroupNames>> = Vec::new();
    for (group, group_name) in facts.groups.iter().zip(modules) {
        let first = facts.groups.iter().position(|other| other.label == group.label).and_then(|at| names.get(at));
        names.push(match first {
            Some(first) => first.clone(),
            None => (assigned.place == Methods::Grouped && group.label.text().is_some()).then(|| {
                let accessor = scope.take(group_name);
                let ty = Scope::new(module.iter().copied()).take(&assigned.case.pascal(group_name, "Group"));
                GroupNames { accessor, ty }
            }),
        });
    }
    names
}

/// The names of operations without the name of their group in front, by the place in `operations`. One that is the name of another
/// operation stays whole, and so does one that is reserved.
pub(super) fn short(
    api: &Api,
    assigned: &AssignedNames,
    (label, module): (&str, &str),
    operations: &[OperationId],
    reserved: &[&str],
) -> Vec<Option<String>> {
    let group_name = |id: &OperationId| assigned.operations.get(id).or_else(|| assigned.methods.get(id)).cloned();
    let whole = operations
        .iter()
        .map(|id| group_name(id).unwrap_or_else(|| assigned.case.snake(assigned.id(api, *id), "operation")));
    let whole: Vec<String> = whole.collect();
    let words = assigned.case.snake(label, "group");
    // A group that the configuration renames is called by both names.
    let without = |name: &str| without(&words, name).or_else(|| without(module, name));
    let short = operations.iter().zip(&whole).map(|(id, whole)| match group_name(id) {
        Some(_) => None,
        None => without(whole),
    });
    let short: Vec<Option<String>> = short.collect();
    let mut count: HashMap<&str, usize> = HashMap::default();
    whole.iter().chain(short.iter().flatten()).for_each(|name| *count.entry(name).or_default() += 1);
    let is_free = |name: &String| count[name.as_str()] == 1 && !reserved.contains(&name.as_str());
    short.iter().map(|name| name.clone().filter(is_free)).collect()
}

/// A name without the words of a group in front, whether that is one or many: `issues_list` and `issue_list` are `list` of `issues`.
fn without(group: &str, name: &str) -> Option<String> {
    let same = |group_name: &str| {
        let group = group.replace('_', "");
        group_name == group
            || singular(group_name).as_deref() == Some(&group)
            || singular(&group).as_deref() == Some(group_name)
    };
    let ends = name.match_indices('_').map(|(at, _)| at);
    let end = ends.into_iter().find(|end| same(&name[..*end].replace('_', "")))?;
    let rest = &name[end + 1..];
    let rest = rest.strip_prefix(CONTROLLER).and_then(|rest| rest.strip_prefix('_')).unwrap_or(rest);
    rest.starts_with(char::is_alphabetic).then(|| rest.to_owned())
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn the_words_of_a_group_are_left_out_in_front() {
        let names = [
            ("issues", "issues_list_for_repo", Some("list_for_repo")),
            ("issues", "issue_list", Some("list")),
            ("pet", "pets_find_by_status", Some("find_by_status")),
            ("self_hosted", "selfhosted_list", Some("list")),
            ("selfhosted", "self_hosted_list", Some("list")),
            ("pets", "pets_controller_find_all", Some("find_all")),
            ("pets", "list_pets", None),
            ("pets", "pets", None),
            ("pets", "petstore_open", None),
            ("pets", "pets_2", None),
            ("pets", "pets_", None),
        ];
        for (group, name, expected) in names {
            assert_eq!(without(group, name).as_deref(), expected, "{group}: {name}");
        }
    }
}
