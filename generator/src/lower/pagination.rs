//! Pages: what the configuration, an extension or a header says of them, held against the operation.

use std::collections::HashMap;

use super::types::Types;
use crate::config::{PageRule, PageStyle};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Origin, Part};
use crate::grammar::nearest;
use crate::ir::{
    Codec, NextPage, Operation, OperationId, Pagination, Parameter, ParameterForm, Payload, Pointed, Type, TypeKind,
    pointed, resolved,
};
use crate::resolve::Pages;

/// Settles how the pages of all operations follow each other. The configuration has the first word, then the operation
/// itself has it, and last a header `Link` beside an array.
pub(super) fn settle(operations: &mut [Operation], said: Vec<Option<Pages>>, types: &mut Types<'_>) {
    let mut settled = configured(operations, types);
    let ids = operations.iter().enumerate().rev().map(|(index, operation)| (operation.id.clone(), index)).collect();
    for (index, said) in said.into_iter().enumerate() {
        if settled[index].is_some() {
            continue;
        }
        settled[index] = match said {
            Some(Pages::Ruled(origin, rule)) => {
                rule.and_then(|rule| said_by_rule(&rule, &operations[index], origin, types))
            }
            Some(Pages::Named { origin, items, next, operation }) => {
                let names = Named { items, next, operation };
                let found = names.pagination(operations, index, &ids, types);
                found.map_err(|why| by_the_caller(&why, origin, types)).ok()
            }
            None if links(&operations[index], types) => {
                by_rule(&PageRule::link_header(), &operations[index], types).ok()
            }
            None => None,
        };
    }
    for (operation, pagination) in operations.iter_mut().zip(settled) {
        operation.pagination = pagination;
    }
}

/// Names an extension that cannot be followed.
fn by_the_caller(why: &str, origin: Origin, types: &mut Types<'_>) {
    let message = format!("the pages are fetched by the caller: {why}");
    types.diagnostics.push(Diagnostic::note(Code::Unsupported, message).at(origin, Part::Key));
}

fn said_by_rule(rule: &PageRule, operation: &Operation, origin: Origin, types: &mut Types<'_>) -> Option<Pagination> {
    match by_rule(rule, operation, types) {
        Ok(pagination) => Some(pagination),
        Err(why) => {
            let message = format!("the pages of `{}` cannot be followed: {why}", operation.id);
            types.diagnostics.push(Diagnostic::error(Code::InvalidValue, message).at(origin, Part::Value));
            None
        }
    }
}

/// What the rules of the configuration say; of several for one operation the first.
fn configured(operations: &[Operation], types: &mut Types<'_>) -> Vec<Option<Pagination>> {
    let mut settled = vec![None; operations.len()];
    let rules: &[PageRule] = &types.options.pagination;
    for (number, rule) in rules.iter().enumerate() {
        unknown_names(rule, operations, types);
        let mut is_used = false;
        for (index, operation) in operations.iter().enumerate() {
            let Some(is_exact) = names(rule, operation) else { continue };
            if settled[index].is_some() {
                is_used = true;
                continue;
            }
            match by_rule(rule, operation, types) {
                Ok(pagination) => {
                    settled[index] = Some(pagination);
                    is_used = true;
                }
                Err(why) if is_exact => {
                    let message = format!("the pages of `{}` are not as the configuration says: {why}", operation.id);
                    types.diagnostics.push(Diagnostic::error(Code::UnknownOverride, message));
                    is_used = true;
                }
                Err(_) => {}
            }
        }
        let is_exact = !rule.names().is_empty() && rule.names().iter().all(|name| !name.contains('*'));
        if !is_used && !is_exact {
            let message = format!("no operation has what rule {} of `pagination` names", number + 1);
            types.diagnostics.push(Diagnostic::error(Code::UnknownOverride, message));
        }
    }
    settled
}

/// Reports names of operations that there are not.
fn unknown_names(rule: &PageRule, operations: &[Operation], types: &mut Types<'_>) {
    for name in rule.names().iter().filter(|name| !name.contains('*')) {
        if operations.iter().any(|operation| operation.id == *name) {
            continue;
        }
        let message = format!("no operation is `{name}`, which is to have pages");
        let diagnostic = Diagnostic::error(Code::UnknownOverride, message);
        let meant = nearest(name, operations.iter().map(|operation| operation.id.as_str()));
        types.diagnostics.push(match meant {
            Some(meant) => diagnostic.help(format!("did you mean `{meant}`?")),
            None => diagnostic,
        });
    }
}

/// Whether a rule is for an operation, and if so, whether it names exactly that one.
fn names(rule: &PageRule, operation: &Operation) -> Option<bool> {
    if rule.names().is_empty() {
        return (operation.method.as_str() == "GET").then_some(false);
    }
    if rule.names().contains(&operation.id) {
        return Some(true);
    }
    rule.names().iter().any(|pattern| fits(pattern, &operation.id)).then_some(false)
}

/// Whether a text is like a pattern, in which `*` stands for any text.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut text) = text.strip_prefix(start) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let end = parts.pop().unwrap_or_default();
    for part in parts {
        let Some(at) = text.find(part) else { return false };
        text = &text[at + part.len()..];
    }
    text.ends_with(end)
}

/// Whether an answer is an array with the header `Link`: that is how lists are paged.
fn links(operation: &Operation, types: &Types<'_>) -> bool {
    operation.method.as_str() == "GET"
        && operation.headers.iter().any(|header| header.name.eq_ignore_ascii_case("link"))
        && matches!(at(&operation.success, "", types), Pointed::Typed(Type::List(_)))
}

/// What a rule says of an operation, or why it cannot be.
fn by_rule(rule: &PageRule, operation: &Operation, types: &Types<'_>) -> Result<Pagination, String> {
    let items = match rule.items_pointer() {
        Some(pointer) => listed(&operation.success, pointer, types)?,
        None => only_list(&operation.success, types)?,
    };
    let next = || is_text(&operation.success, rule.next_pointer(), types);
    let parameter = || parameter(&operation.parameters, rule.parameter_name());
    let next = match rule.style() {
        PageStyle::NextLink => NextPage::Link(next()?),
        PageStyle::LinkHeader => NextPage::Header,
        PageStyle::Cursor => NextPage::Cursor { parameter: parameter()?, pointer: next()? },
        PageStyle::Offset => NextPage::Offset { parameter: parameter()?, start: rule.first() },
        PageStyle::Page => NextPage::Page { parameter: parameter()?, start: rule.first() },
    };
    for pointer in rule.ends().into_iter().flatten() {
        if at(&operation.success, pointer, types) == Pointed::Nothing {
            return Err(format!("its answer has nothing at `{pointer}`"));
        }
    }
    let [more, total, last] = rule.ends().map(|end| end.map(str::to_owned));
    Ok(Pagination { items, next, more, total, last })
}

/// The index of a parameter that can have the values of several pages.
fn parameter(parameters: &[Parameter], name: &str) -> Result<usize, String> {
    let found = parameters.iter().position(|parameter| parameter.name == name);
    match found {
        Some(index) if parameters[index].form == ParameterForm::Plain => Ok(index),
        Some(_) => Err(format!("its parameter `{name}` is no single text or number")),
        None => Err(match nearest(name, parameters.iter().map(|parameter| parameter.name.as_str())) {
            Some(meant) => format!("it has no parameter `{name}`, did you mean `{meant}`?"),
            None => format!("it has no parameter `{name}`"),
        }),
    }
}

/// What the types of an answer say of a pointer.
fn at<'t>(answer: &'t Payload, pointer: &str, types: &'t Types<'_>) -> Pointed<'t> {
    match answer.codec {
        Codec::Json => pointed(&answer.ty, pointer, &|id| types.def(id)),
        _ => Pointed::Nothing,
    }
}

/// The pointer, where there is an array.
fn listed(answer: &Payload, pointer: &str, types: &Types<'_>) -> Result<String, String> {
    match at(answer, pointer, types) {
        Pointed::Typed(Type::List(_)) => Ok(pointer.to_owned()),
        _ if answer.codec != Codec::Json => Err("its answer is no JSON".to_owned()),
        _ => Err(format!("its answer has no array at `{pointer}`")),
    }
}

/// The pointer, where there may be a text or a number.
fn is_text(answer: &Payload, pointer: &str, types: &Types<'_>) -> Result<String, String> {
    let is_text = match at(answer, pointer, types) {
        Pointed::Nothing => return Err(format!("its answer has nothing at `{pointer}`")),
        Pointed::Open => true,
        Pointed::Typed(Type::Named(id)) => !matches!(types.def(*id).kind, TypeKind::Struct(_)),
        Pointed::Typed(Type::List(_) | Type::Map(_) | Type::Tuple(_) | Type::AnyObject | Type::Bool) => false,
        Pointed::Typed(_) => true,
    };
    if is_text {
        Ok(pointer.to_owned())
    } else {
        Err(format!("its answer has neither a text nor a number at `{pointer}`"))
    }
}

/// Where the one array of an answer is: the answer itself, or a property of it.
fn only_list(answer: &Payload, types: &Types<'_>) -> Result<String, String> {
    let def = |id| types.def(id);
    let is_list = |ty| matches!(resolved(ty, &def), Type::List(_));
    match at(answer, "", types) {
        Pointed::Typed(Type::List(_)) => Ok(String::new()),
        Pointed::Typed(Type::Named(id)) => {
            let TypeKind::Struct(structure) = &types.def(*id).kind else {
                return Err("its answer is one of several types: `items` has to say where the items are".to_owned());
            };
            let mut lists = structure.fields.iter().filter(|field| is_list(&field.ty));
            match (lists.next(), lists.next()) {
                (Some(only), None) => Ok(pointer_to(&only.name)),
                (None, _) => Err("its answer has no array: `items` has to say where the items are".to_owned()),
                _ => Err("its answer has several arrays: `items` has to say where the items are".to_owned()),
            }
        }
        _ if answer.codec != Codec::Json => Err("its answer is no JSON".to_owned()),
        _ => Err("its answer has no array: `items` has to say where the items are".to_owned()),
    }
}

/// The pointer to a property (RFC 6901, section 3).
fn pointer_to(property: &str) -> String {
    format!("/{}", property.replace('~', "~0").replace('/', "~1"))
}

/// `x-ms-pageable`: properties and operations by their names.
struct Named {
    items: String,
    next: Option<String>,
    operation: Option<String>,
}

impl Named {
    fn pagination(
        self,
        operations: &[Operation],
        index: usize,
        ids: &HashMap<String, usize>,
        types: &Types<'_>,
    ) -> Result<Pagination, String> {
        let own = &operations[index];
        // Dots are part of a name, or stand between names.
        let pointers = [pointer_to(&self.items), format!("/{}", self.items.replace('.', "/"))];
        let items = pointers.iter().map(|pointer| listed(&own.success, pointer, types));
        let items = items.reduce(|first, second| first.or(second)).unwrap_or_else(|| Err(String::new())).map_err(
            |_| match own.success.codec {
                Codec::Json => format!("the answer has no array `{}`", self.items),
                _ => "the answer is no JSON".to_owned(),
            },
        )?;
        let next = match (&self.next, &self.operation) {
            (None, _) => NextPage::Nothing,
            (Some(link), None) => NextPage::Link(self.link(link, own, types)),
            (Some(link), Some(name)) => {
                let pointer = self.link(link, own, types);
                let other = ids.get(name).copied();
                let other = other.ok_or_else(|| format!("there is no operation `{name}`"))?;
                next_operation(pointer, link, own, &operations[other], OperationId(other))?
            }
        };
        Ok(Pagination { items, next, more: None, total: None, last: None })
    }

    fn link(&self, name: &str, operation: &Operation, types: &Types<'_>) -> String {
        let dotted = format!("/{}", name.replace('.', "/"));
        match at(&operation.success, &pointer_to(name), types) {
            Pointed::Nothing if at(&operation.success, &dotted, types) != Pointed::Nothing => dotted,
            _ => pointer_to(name),
        }
    }
}

/// How another operation fetches the next page: with the values of parameters that both have, and with the link.
fn next_operation(
    pointer: String,
    link: &str,
    own: &Operation,
    other: &Operation,
    operation: OperationId,
) -> Result<NextPage, String> {
    if other.success.ty != own.success.ty || other.success.codec != own.success.codec {
        return Err(format!("the answer of `{}` is another one", other.id));
    }
    let is_link = |parameter: &Parameter| {
        [link, "nextLink", "nextPageLink"].iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
    };
    let mut parameter = other.parameters.iter().position(is_link);
    let key = |parameter: &Parameter| (parameter.name.clone(), parameter.location);
    let known: HashMap<_, usize> = own.parameters.iter().enumerate().map(|(index, own)| (key(own), index)).collect();
    let mut values = Vec::new();
    for (to, wanted) in other.parameters.iter().enumerate() {
        if Some(to) == parameter || wanted.part.is_some() {
            continue;
        }
        match known.get(&key(wanted)) {
            Some(from) => values.push((*from, to)),
            None if wanted.required && parameter.is_none() => parameter = Some(to),
            None if wanted.required => return Err(format!("`{}` needs a value of `{}`", other.id, wanted.name)),
            None => {}
        }
    }
    Ok(NextPage::Operation { pointer, operation, link: parameter, values })
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, text) in [("*", ""), ("list*", "list"), ("*Pets", "listPets"), ("a*b*c", "a-b-b-c"), ("x", "x")] {
            assert!(fits(pattern, text), "{pattern} {text}");
        }
        for (pattern, text) in [("list*", "alist"), ("*Pets", "Pet"), ("a*b*c", "ac"), ("x", "xy"), ("a*a", "a")] {
            assert!(!fits(pattern, text), "{pattern} {text}");
        }
    }
}
