//! Names of operations and their parts.

use crate::collections::HashSet;

use super::assigned::AssignedNames;
use super::case::Case;
use super::groups::{self, GroupNames};
use super::scope::Scope;
use super::types;
use crate::analyze::Facts;
use crate::ir::{Api, Body, Codec, Operation, OperationId, OtherBody, Parameter, Payload, ResponseSide};

/// From so many required parameters on they are one struct with named fields, so that no two are swapped unseen.
const MANY: usize = 4;

/// Names of one operation.
#[derive(Clone, Debug, Default)]
pub(crate) struct OperationNames {
    /// The group that has its methods; the client has them where there is none.
    pub(crate) group: Option<GroupNames>,
    /// The method.
    pub(crate) method: String,
    /// The method with a body of any content type, where there is one.
    pub(crate) raw: Option<String>,
    /// The setter of the body, where it is no argument.
    pub(crate) body_setter: Option<String>,
    /// The methods for bodies of other types, by the index of the other body; setters where the body has one.
    pub(crate) others: Vec<Option<String>>,
    /// The marker type.
    pub(crate) marker: String,
    /// The type of its response headers, where it declares any.
    pub(crate) headers: Option<String>,
    /// The names for successes that differ by status.
    pub(crate) success: Option<ResponseNames>,
    /// The names for failures that differ by status.
    pub(crate) failure: Option<ResponseNames>,
    /// The struct of its required parameters, where there are many.
    pub(crate) arguments: Option<String>,
    /// Arguments and setters, by the index of the parameter.
    pub(crate) parameters: Vec<String>,
    /// Accessors of response headers, by the index of the header.
    pub(crate) header_accessors: Vec<String>,
}

/// Names of the enum of responses.
#[derive(Clone, Debug)]
pub(crate) struct ResponseNames {
    /// The enum.
    pub(crate) name: String,
    /// Its variants, in the order of the statuses.
    pub(crate) variants: Vec<String>,
}

impl OperationNames {
    /// The names of the responses of a side, where each has a type of its own.
    pub(crate) fn responses(&self, side: ResponseSide) -> Option<&ResponseNames> {
        match side {
            ResponseSide::Success => self.success.as_ref(),
            ResponseSide::Failure => self.failure.as_ref(),
        }
    }
}

/// Methods of the client that operations cannot be called after.
pub(super) const CLIENT: [&str; 16] = [
    "new",
    "at",
    "connect",
    "servers",
    "builder",
    "from_runtime",
    "runtime",
    "clone",
    "clone_from",
    "fmt",
    "deref",
    "from",
    "into",
    "borrow",
    "to_owned",
    "type_id",
];

// Methods that only generated code calls have names that no parameter is likely to have: `json_body`. `From::from` is no method,
// so a setter may be called so.
/// Methods of a call, whose names setters cannot have. Options begin with `with_`, so that a new one can never take the
/// name of a parameter.
const CALL: [&str; 41] = [
    "body_rules",
    "bytes",
    "bytes_blocking",
    "new",
    "put",
    "put_json",
    "put_structure",
    "put_form",
    "multipart_body",
    "parts_body",
    "form_body",
    "json_body",
    "raw_body",
    "text_body",
    "send_blocking",
    "response",
    "response_blocking",
    "to_request",
    "into_request",
    "decode_response",
    "into_future",
    "pages",
    "items",
    "stream",
    "stream_items",
    "stream_items_blocking",
    "stream_blocking",
    "events",
    "events_blocking",
    "poller",
    "wait",
    "without_body",
    "clone",
    "fmt",
    "into",
    "try_from",
    "try_into",
    "borrow",
    "borrow_mut",
    "to_owned",
    "type_id",
];

/// Methods of the type of a group that operations cannot be called after.
const GROUP: [&str; 10] =
    ["new", "clone", "clone_from", "fmt", "from", "into", "borrow", "to_owned", "try_into", "type_id"];

/// Types of a module that operations cannot be called after.
pub(super) const MODULE: [&str; 20] = [
    "Call",
    "Client",
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "String",
    "Vec",
    "Box",
    "Self",
    "Send",
    "Sync",
    "Clone",
    "Debug",
    "Copy",
    "From",
    "Into",
    "IntoFuture",
];

/// Operations whose methods stand together: on the client, or on the type of their group.
struct Owner {
    operations: Vec<OperationId>,
    /// Names without the one of the group, by the place of the operation; none where that would be ambiguous.
    short: Vec<Option<String>>,
    scope: Scope,
}

impl Owner {
    /// All owners.
    fn all(api: &Api, facts: &Facts, assigned: &AssignedNames, groups: &[Option<GroupNames>]) -> Vec<Self> {
        let mut owners = Vec::new();
        for (group, names) in facts.groups.iter().zip(groups).filter(|(group, _)| group.part == 0) {
            let Some(names) = names else { continue };
            let parts = facts.groups.iter().filter(|other| other.label == group.label);
            let operations: Vec<OperationId> = parts.flat_map(|part| part.operations.iter().copied()).collect();
            let label = group.label.text().unwrap_or_default();
            let short = groups::short(api, assigned, (label, &names.accessor), &operations, &GROUP);
            owners.push(Self { operations, short, scope: Scope::new(GROUP) });
        }
        let grouped: HashSet<OperationId> = owners.iter().flat_map(|owner| owner.operations.iter().copied()).collect();
        let rest = api.operation_ids().map(|(id, _)| id).filter(|id| !grouped.contains(id));
        let operations: Vec<OperationId> = rest.collect();
        let accessors = groups.iter().flatten().map(|names| names.accessor.as_str());
        let scope = Scope::new(CLIENT.into_iter().chain(accessors));
        owners.push(Self { short: vec![None; operations.len()], operations, scope });
        owners
    }
}

/// Names of all operations. `groups` are those of the groups that have methods, by the index of the group.
pub(super) fn names(
    api: &Api,
    facts: &Facts,
    assigned: &AssignedNames,
    groups: &[Option<GroupNames>],
) -> Vec<OperationNames> {
    let mut names = vec![OperationNames::default(); api.operations.len()];
    let mut short = vec![None; api.operations.len()];
    for mut owner in Owner::all(api, facts, assigned, groups) {
        methods(api, assigned, &mut owner, &mut names);
        others(api, &mut owner, &mut names);
        owner.operations.iter().zip(owner.short).for_each(|(id, assigned_name)| short[id.0] = assigned_name);
    }
    for (group, assigned_name) in facts.groups.iter().zip(groups) {
        group.operations.iter().for_each(|id| names[id.0].group.clone_from(assigned_name));
        in_module(api, &group.operations, assigned, &short, &mut names);
    }
    for ((id, operation), names) in api.operation_ids().zip(&mut names) {
        parameters(operation, id, assigned, names);
        let mut scope = Scope::new(["parse", "get", "iter", "deref", "clone", "fmt", "from", "into"]);
        let wishes = operation
            .headers
            .iter()
            .map(|header| (header.name.as_str(), header_name(&header.name, &assigned.case)))
            .collect();
        let fixed = assigned.accessors.get(&id);
        names.header_accessors = types::granted(fixed, wishes, &mut scope, |scope, rest| scope.grant_texts(rest));
    }
    names
}

/// Names the methods of one owner, and those for bodies of any content type.
fn methods(api: &Api, assigned: &AssignedNames, owner: &mut Owner, names: &mut [OperationNames]) {
    let wishes = |suffix: &str| -> Vec<(String, String)> {
        let wishes = owner.operations.iter().zip(&owner.short).map(|(id, short)| {
            let assigned_name = assigned.operations.get(id).or_else(|| assigned.methods.get(id)).or(short.as_ref());
            match assigned_name {
                Some(name) => (format!("{name}{suffix}"), format!("{name}{suffix}")),
                None => {
                    let text = assigned.id(api, *id);
                    (text.to_owned(), format!("{}{suffix}", assigned.case.snake(text, "operation")))
                }
            }
        });
        wishes.collect()
    };
    let fixed = owner.operations.iter().enumerate().filter(|(_, id)| !assigned.operations.contains_key(id));
    let fixed = sorted(fixed.filter_map(|(index, id)| Some((index, assigned.methods.get(id)?.clone()))));
    let (plain, raw) = (wishes(""), wishes("_raw"));
    let plain = types::granted(Some(&fixed), plain, &mut owner.scope, |scope, rest: Vec<(String, String)>| {
        scope.grant_texts(rest.iter().map(|(text, wish)| (text.as_str(), wish.clone())).collect())
    });
    let has_raw = |id: &OperationId| argument(api.operation(*id)).is_some_and(|body| body.has_raw);
    let raw = owner.operations.iter().zip(raw).map(|(id, wish)| has_raw(id).then_some(wish)).collect();
    let raw = grant(&mut owner.scope, raw);
    for ((id, method), raw) in owner.operations.iter().zip(plain).zip(raw) {
        (names[id.0].method, names[id.0].raw) = (method, raw);
    }
}

/// Names that are kept, in the order of what they are for.
fn sorted(fixed: impl Iterator<Item = (usize, String)>) -> Vec<(usize, String)> {
    let mut fixed: Vec<(usize, String)> = fixed.collect();
    fixed.sort();
    fixed
}

/// The body of an operation, where it is an argument.
fn argument(operation: &Operation) -> Option<&Body> {
    operation.body.as_ref().filter(|body| body.is_argument)
}

/// Grants the wishes of those operations that have one.
fn grant(scope: &mut Scope, wishes: Vec<Option<(String, String)>>) -> Vec<Option<String>> {
    let texts = wishes.iter().flatten().map(|(text, wish)| (text.as_str(), wish.clone())).collect();
    let mut granted = scope.grant_texts(texts).into_iter();
    wishes.iter().map(|wish| wish.as_ref().and_then(|_| granted.next())).collect()
}

/// Methods for bodies of other types: `create_pet_as_form`.
fn others(api: &Api, owner: &mut Owner, names: &mut [OperationNames]) {
    let bodies = |id: &OperationId| argument(api.operation(*id)).map(|body| body.others.clone()).unwrap_or_default();
    let wishes = owner.operations.iter().flat_map(|id| {
        let method = names[id.0].method.clone();
        bodies(id).into_iter().map(move |other| {
            let wish = format!("{method}_as_{}", other.codec.word());
            other.ty.is_some().then(|| (format!("{method} {}", other.media_type), wish))
        })
    });
    let wishes = wishes.collect();
    let mut granted = grant(&mut owner.scope, wishes).into_iter();
    for id in &owner.operations {
        names[id.0].others = granted.by_ref().take(bodies(id).len()).collect();
    }
}

/// Types that stand beside each other in the module of a group.
fn in_module(
    api: &Api,
    operations: &[OperationId],
    assigned: &AssignedNames,
    short: &[Option<String>],
    names: &mut [OperationNames],
) {
    let assigned_name = operations.first().and_then(|id| names[id.0].group.as_ref()).map(|group| group.ty.clone());
    let mut scope = Scope::new(MODULE.into_iter().chain(assigned_name.as_deref()));
    let markers = operations.iter().map(|id| {
        let text = short[id.0].as_deref().unwrap_or_else(|| assigned.id(api, *id));
        (text, assigned.case.pascal(text, "Operation"))
    });
    let fixed =
        operations.iter().enumerate().filter_map(|(index, id)| Some((index, assigned.markers.get(id)?.clone())));
    let fixed = sorted(fixed);
    let markers = types::granted(Some(&fixed), markers.collect(), &mut scope, |scope, rest| scope.grant_texts(rest));
    for (id, marker) in operations.iter().zip(markers) {
        let (operation, index) = (api.operation(*id), id.0);
        let many = operation.parameters.iter().filter(|parameter| parameter.required).count() >= MANY;
        let headers = assigned.headers.get(id).cloned().unwrap_or_else(|| format!("{marker}Headers"));
        names[index].headers = (!operation.headers.is_empty()).then(|| scope.take(&headers));
        let arguments = assigned.arguments.get(id).cloned().unwrap_or_else(|| format!("{marker}Arguments"));
        names[index].arguments = many.then(|| scope.take(&arguments));
        let sides = [
            (ResponseSide::Success, "Output", &operation.success),
            (ResponseSide::Failure, "Error", &operation.failure),
        ];
        let [success, failure] = sides.map(|(side, word, payload)| {
            let wish = assigned.responses.get(&(*id, side)).cloned().unwrap_or_else(|| format!("{marker}{word}"));
            responses(payload, &wish, assigned.statuses.get(&(*id, side)), &mut scope)
        });
        (names[index].success, names[index].failure) = (success, failure);
        names[index].marker = marker;
    }
}

fn responses(
    payload: &Payload,
    wish: &str,
    assigned: Option<&Vec<(usize, String)>>,
    scope: &mut Scope,
) -> Option<ResponseNames> {
    (payload.codec == Codec::ByStatus).then(|| {
        let mut variants = Scope::new([]);
        let wishes = payload.statuses.iter().map(|status| status.name()).collect();
        let variants = types::granted(assigned, wishes, &mut variants, |scope, rest| scope.grant(rest));
        ResponseNames { name: scope.take(wish), variants }
    })
}

/// Names the arguments and setters of an operation.
fn parameters(operation: &Operation, id: OperationId, assigned: &AssignedNames, granted: &mut OperationNames) {
    let mut arguments = Scope::new(["self", "body", "content_type", "arguments"]);
    let mut setters = Scope::new(CALL);
    let wish = |parameter: &Parameter| {
        let name = assigned.case.snake(parameter.client_name.as_deref().unwrap_or(&parameter.name), "parameter");
        if name.starts_with("with_") { format!("{name}_") } else { name }
    };
    let mut order: Vec<usize> = (0..operation.parameters.len()).collect();
    // A parameter whose name is an identifier already keeps it, whatever stands before it in the document.
    order.sort_by_cached_key(|index| {
        let parameter = &operation.parameters[*index];
        (parameter.name != wish(parameter), parameter.name.as_str(), parameter.location)
    });
    let mut names = vec![String::new(); operation.parameters.len()];
    let fixed = assigned.parameters.get(&id).map(Vec::as_slice).unwrap_or_default();
    for (index, name) in fixed {
        let scope = if operation.parameters[*index].required { &mut arguments } else { &mut setters };
        names[*index] = scope.take(name);
    }
    for index in order {
        if !names[index].is_empty() {
            continue;
        }
        let parameter = &operation.parameters[index];
        let scope = if parameter.required { &mut arguments } else { &mut setters };
        let name = wish(parameter);
        // The place of a parameter tells it from a method, and from its namesake elsewhere.
        let long = format!("{name}_{}", parameter.location);
        names[index] = scope.take_first(&[&name, &long]);
    }
    granted.parameters = names;
    if let Some(body) = operation.body.as_ref().filter(|body| !body.is_argument) {
        granted.body_setter = Some(setters.take("body"));
        let wish = |other: &OtherBody| format!("body_as_{}", other.codec.word());
        let mut fixed = |other: &OtherBody| other.ty.is_some().then(|| setters.take(&wish(other)));
        granted.others = body.others.iter().map(&mut fixed).collect();
    }
}

/// `X-Rate-Limit-Remaining` is `rate_limit_remaining`.
fn header_name(name: &str, case: &Case) -> String {
    let short = name.get(..2).filter(|start| start.eq_ignore_ascii_case("x-")).map_or(name, |_| &name[2..]);
    case.snake(if short.is_empty() { name } else { short }, "header")
}
