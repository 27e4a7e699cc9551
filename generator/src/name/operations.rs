//! Names of operations and their parts.

use super::case;
use super::given::Given;
use super::scope::Scope;
use crate::analyze::Facts;
use crate::ir::{Api, Body, Codec, Operation, OperationId, OtherBody, Parameter, Payload, Side};

/// From so many required parameters on they are one struct with named fields, so that no two are swapped unseen.
const MANY: usize = 4;

/// Names of one operation.
#[derive(Clone, Debug)]
pub(crate) struct OperationNames {
    /// The method of the client.
    pub(crate) method: String,
    /// The method without its optional body, where there is one.
    pub(crate) without_body: Option<String>,
    /// The method with a raw body, where the operation has a body.
    pub(crate) raw: Option<String>,
    /// The setter of the body, where it is no argument.
    pub(crate) body_setter: Option<String>,
    /// The methods for bodies of other types, by the index of the other body; setters where the body has one.
    pub(crate) others: Vec<Option<String>>,
    /// The marker type.
    pub(crate) marker: String,
    /// The type of its response headers, where it declares any.
    pub(crate) headers: Option<String>,
    /// What it answers in success, where that differs by status.
    pub(crate) success: Option<AnswerNames>,
    /// What it answers in failure, where that differs by status.
    pub(crate) failure: Option<AnswerNames>,
    /// The struct of its required parameters, where there are many.
    pub(crate) arguments: Option<String>,
    /// Arguments and setters, by the index of the parameter.
    pub(crate) parameters: Vec<String>,
    /// Accessors of response headers, by the index of the header.
    pub(crate) header_accessors: Vec<String>,
}

/// Names of the enum of responses.
#[derive(Clone, Debug)]
pub(crate) struct AnswerNames {
    /// The enum.
    pub(crate) name: String,
    /// Its variants, in the order of the statuses.
    pub(crate) variants: Vec<String>,
}

impl OperationNames {
    /// The names of the responses of a side, where each has a type of its own.
    pub(crate) fn answers(&self, side: Side) -> Option<&AnswerNames> {
        match side {
            Side::Success => self.success.as_ref(),
            Side::Failure => self.failure.as_ref(),
        }
    }
}

/// Methods of the client that operations cannot be called after.
const CLIENT: [&str; 15] = [
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

/// Methods of a call that setters cannot be called after; options begin with `with_`, so that a new one can never take
/// the name of a parameter.
const CALL: [&str; 42] = [
    "body_rules",
    "bytes",
    "bytes_blocking",
    "new",
    "put",
    "put_json",
    "put_structure",
    "put_form",
    "multipart",
    "multipart_files",
    "form",
    "json",
    "text",
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
    "clone",
    "fmt",
    "from",
    "into",
    "try_from",
    "try_into",
    "borrow",
    "borrow_mut",
    "to_owned",
    "type_id",
];

/// Names of all operations.
pub(super) fn names(api: &Api, facts: &Facts, given: &Given) -> Vec<OperationNames> {
    let mut methods = Scope::new(CLIENT);
    let wishes = |suffix: &'static str, applies: fn(&Operation) -> bool| {
        let wishes = api.operation_ids().map(|(id, operation)| {
            applies(operation).then(|| match given.operations.get(&id) {
                Some(name) => (format!("{name}{suffix}"), format!("{name}{suffix}")),
                None => (operation.id.clone(), format!("{}{suffix}", case::snake(&operation.id, "operation"))),
            })
        });
        wishes.collect::<Vec<_>>()
    };
    let plain = grant(&mut methods, wishes("", |_| true));
    let without = grant(&mut methods, wishes("_without_body", |o| argument(o).is_some_and(|body| !body.required)));
    let raw = grant(&mut methods, wishes("_raw", |operation| argument(operation).is_some()));
    let mut names: Vec<OperationNames> = plain
        .into_iter()
        .zip(without)
        .zip(raw)
        .map(|((method, without_body), raw)| OperationNames {
            method: method.unwrap_or_default(),
            without_body,
            raw,
            body_setter: None,
            others: Vec::new(),
            marker: String::new(),
            headers: None,
            success: None,
            failure: None,
            arguments: None,
            parameters: Vec::new(),
            header_accessors: Vec::new(),
        })
        .collect();
    others(api, &mut methods, &mut names);
    for group in &facts.groups {
        in_module(api, &group.operations, given, &mut names);
    }
    for (operation, names) in api.operations.iter().zip(&mut names) {
        parameters(operation, names);
        let mut scope = Scope::new(["parse", "get", "iter", "deref", "clone", "fmt", "from", "into"]);
        let wishes = operation.headers.iter().map(|header| (header.name.as_str(), header_name(&header.name))).collect();
        names.header_accessors = scope.grant_texts(wishes);
    }
    names
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
fn others(api: &Api, methods: &mut Scope, names: &mut [OperationNames]) {
    let bodies = |operation: &Operation| argument(operation).map(|body| body.others.clone()).unwrap_or_default();
    let wishes = api.operations.iter().zip(names.iter()).flat_map(|(operation, names)| {
        let method = names.method.clone();
        bodies(operation).into_iter().map(move |other| {
            let wish = format!("{method}_as_{}", other.codec.word());
            other.ty.is_some().then(|| (format!("{method} {}", other.media_type), wish))
        })
    });
    let mut granted = grant(methods, wishes.collect()).into_iter();
    for (operation, names) in api.operations.iter().zip(names) {
        names.others = granted.by_ref().take(bodies(operation).len()).collect();
    }
}

/// Types that stand beside each other in the module of a group.
fn in_module(api: &Api, operations: &[OperationId], given: &Given, names: &mut [OperationNames]) {
    let mut scope = Scope::new([
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
    ]);
    let markers = operations.iter().map(|id| {
        let text = given.operations.get(id).unwrap_or(&api.operation(*id).id);
        (text.as_str(), case::pascal(text, "Operation"))
    });
    let markers = scope.grant_texts(markers.collect());
    for (id, marker) in operations.iter().zip(markers) {
        let (operation, index) = (api.operation(*id), id.0);
        let many = operation.parameters.iter().filter(|parameter| parameter.required).count() >= MANY;
        names[index].headers = (!operation.headers.is_empty()).then(|| scope.take(&format!("{marker}Headers")));
        names[index].arguments = many.then(|| scope.take(&format!("{marker}Arguments")));
        names[index].success = answers(&operation.success, &format!("{marker}Output"), &mut scope);
        names[index].failure = answers(&operation.failure, &format!("{marker}Error"), &mut scope);
        names[index].marker = marker;
    }
}

fn answers(payload: &Payload, wish: &str, scope: &mut Scope) -> Option<AnswerNames> {
    (payload.codec == Codec::ByStatus).then(|| {
        let mut variants = Scope::new([]);
        let wishes = payload.statuses.iter().map(|status| status.name());
        AnswerNames { name: scope.take(wish), variants: variants.grant(wishes) }
    })
}

/// Names the arguments and setters of an operation.
fn parameters(operation: &Operation, granted: &mut OperationNames) {
    let mut arguments = Scope::new(["self", "body", "content_type", "arguments"]);
    let mut setters = Scope::new(CALL);
    let wish = |parameter: &Parameter| {
        let name = case::snake(parameter.client_name.as_deref().unwrap_or(&parameter.name), "parameter");
        if name.starts_with("with_") { format!("{name}_") } else { name }
    };
    let mut order: Vec<usize> = (0..operation.parameters.len()).collect();
    order.sort_by_cached_key(|index| {
        let parameter = &operation.parameters[*index];
        (parameter.name != wish(parameter), parameter.name.as_str(), parameter.location)
    });
    let mut names = vec![String::new(); operation.parameters.len()];
    for index in order {
        let parameter = &operation.parameters[index];
        let scope = if parameter.required { &mut arguments } else { &mut setters };
        names[index] = scope.take(&wish(parameter));
    }
    granted.parameters = names;
    if let Some(body) = operation.body.as_ref().filter(|body| !body.is_argument) {
        granted.body_setter = Some(setters.take("body"));
        let wish = |other: &OtherBody| format!("body_as_{}", other.codec.word());
        let mut own = |other: &OtherBody| other.ty.is_some().then(|| setters.take(&wish(other)));
        granted.others = body.others.iter().map(&mut own).collect();
    }
}

/// `X-Rate-Limit-Remaining` is `rate_limit_remaining`.
fn header_name(name: &str) -> String {
    let short = name.get(..2).filter(|start| start.eq_ignore_ascii_case("x-")).map_or(name, |_| &name[2..]);
    case::snake(if short.is_empty() { name } else { short }, "header")
}
