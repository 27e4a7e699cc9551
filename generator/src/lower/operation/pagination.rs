//! Pages: what the configuration, an extension or a header says of them, held against the operation.

use crate::collections::HashMap;

use super::page::{Page, in_body, of_responses, parameter, pointer_to, takes_text};
use crate::config::{PageRule, PageStyle, is_like};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Origin, SpanTarget};
use crate::grammar::nearest;
use crate::ir::{NextPage, Operation, OperationId, PagePlace, Pagination, Parameter, TypedResponse};
use crate::lower::registry::Registry;
use crate::lower::schema::SchemaReader;
use crate::resolve::Pages;
use crate::spec::{Status, is_same_header};

/// Settles how the pages of all operations follow each other. The configuration has the first word, then the operation
/// itself has it, and last a header `Link` beside an array.
pub(in crate::lower) fn resolve_pagination(
    operations: &mut [Operation],
    pages: Vec<Option<Pages>>,
    schemas: &mut SchemaReader<'_>,
) {
    // The configuration is of whoever uses the client, and knows better than the document. A header `Link` is the
    // weakest sign: it may lead to anything.
    let mut settled = configured(operations, schemas);
    // In reverse, so that of two operations with one id the first one counts.
    let ids = operations.iter().enumerate().rev().map(|(index, operation)| (operation.id.clone(), index)).collect();
    for (index, pages) in pages.into_iter().enumerate() {
        if settled[index].is_some() {
            continue;
        }
        settled[index] = match pages {
            Some(Pages::Ruled(origin, rule)) => {
                rule.and_then(|rule| configured_pages(&rule, &operations[index], origin, schemas))
            }
            Some(Pages::Named { origin, items, next, operation }) => {
                let names = PageableNames { items, next, operation };
                let resolved = names.pagination(operations, index, &ids, &schemas.registry);
                resolved.map_err(|why| by_the_caller(&why, origin, schemas)).ok()
            }
            None if links(&operations[index], &schemas.registry) => {
                by_rule(&PageRule::link_header(), &operations[index], &schemas.registry).ok()
            }
            None => None,
        };
    }
    for (operation, pagination) in operations.iter_mut().zip(settled) {
        operation.pagination = pagination;
    }
}

/// Names an extension that cannot be followed.
fn by_the_caller(why: &str, origin: Origin, schemas: &mut SchemaReader<'_>) {
    let message = format!("the client cannot follow the pages: {why}");
    let note = Diagnostic::note(Code::Unsupported, message).at(origin, SpanTarget::Key);
    schemas.diagnostics.push(note.with_note("the caller asks for each page"));
}

fn configured_pages(
    rule: &PageRule,
    operation: &Operation,
    origin: Origin,
    schemas: &mut SchemaReader<'_>,
) -> Option<Pagination> {
    match by_rule(rule, operation, &schemas.registry) {
        Ok(pagination) => Some(pagination),
        Err(why) => {
            let message = format!("the client cannot follow the pages of `{}`: {why}", operation.id);
            schemas.diagnostics.push(Diagnostic::error(Code::InvalidValue, message).at(origin, SpanTarget::Value));
            None
        }
    }
}

/// The pages that the configuration gives operations; of several rules for one operation the first counts.
fn configured(operations: &[Operation], schemas: &mut SchemaReader<'_>) -> Vec<Option<Pagination>> {
    let mut settled = vec![None; operations.len()];
    let rules: &[PageRule] = &schemas.options.pagination;
    for (number, rule) in rules.iter().enumerate() {
        let are_known = unknown_names(rule, operations, schemas);
        let (mut is_used, mut is_idle) = (false, false);
        for (index, operation) in operations.iter().enumerate() {
            let Some(is_exact) = names(rule, operation) else { continue };
            match by_rule(rule, operation, &schemas.registry) {
                Ok(_) if settled[index].is_some() => is_idle = true,
                Ok(pagination) => {
                    settled[index] = Some(pagination);
                    is_used = true;
                }
                // An operation that is named and cannot have these pages is a mistake in the configuration. One that a
                // pattern happens to match is none.
                Err(why) if is_exact => {
                    let message =
                        format!("the client cannot follow the pages of `{}` as configured: {why}", operation.id);
                    schemas.diagnostics.push(Diagnostic::error(Code::UnknownOverride, message).at_option(rule.span()));
                    is_used = true;
                }
                Err(_) => {}
            }
        }
        if is_idle && !is_used {
            let message =
                format!("rule {} of `pagination` is for operations that an earlier rule gives pages", number + 1);
            let diagnostic = Diagnostic::error(Code::UnknownOverride, message).at_option(rule.span());
            schemas.diagnostics.push(diagnostic.help("write it before the other, or remove it"));
            continue;
        }
        let is_exact = !rule.names().is_empty() && rule.names().iter().all(|(name, _)| !name.contains('*'));
        if !is_used && !is_exact && are_known {
            let message = format!("rule {} of `pagination` matches no operation", number + 1);
            schemas.diagnostics.push(Diagnostic::unknown_option("*", message, None).at_option(rule.span()));
        }
    }
    settled
}

/// Reports names that no operation is like. Returns `true` if there is none.
fn unknown_names(rule: &PageRule, operations: &[Operation], schemas: &mut SchemaReader<'_>) -> bool {
    let mut are_known = true;
    for (name, span) in rule.names().iter() {
        if operations.iter().any(|operation| is_like(name, &operation.id)) {
            continue;
        }
        are_known = false;
        let message = format!("there is no operation `{name}` to give pages");
        let suggestion = nearest(name, operations.iter().map(|operation| operation.id.as_str()));
        schemas.diagnostics.push(Diagnostic::unknown_option(name, message, suggestion).at_option(span));
    }
    are_known
}

/// Returns `true` if a rule is for an operation, and if so, whether it names exactly that one.
fn names(rule: &PageRule, operation: &Operation) -> Option<bool> {
    if rule.names().is_empty() {
        // Without names a rule is tried on every operation, so the method narrows it. Lists are read with GET, or with a
        // body that names the page.
        let method = operation.method.as_str();
        let is_asked = if rule.body_pointer().is_some() { matches!(method, "POST" | "QUERY") } else { method == "GET" };
        return is_asked.then_some(false);
    }
    if rule.names().has(&operation.id) {
        return Some(true);
    }
    rule.names().iter().any(|(pattern, _)| is_like(pattern, &operation.id)).then_some(false)
}

/// Returns `true` if an answer is an array with the header `Link`: that is how lists are paged.
fn links(operation: &Operation, types: &Registry<'_>) -> bool {
    operation.method.as_str() == "GET"
        && operation.headers.iter().any(|header| is_same_header(&header.name, "link"))
        && of_responses(operation, |page| page.listed("", types)).is_ok()
}

/// The pages that a rule gives an operation, or the reason why it has none.
fn by_rule(rule: &PageRule, operation: &Operation, types: &Registry<'_>) -> Result<Pagination, String> {
    let (status, pagination) = of_responses(operation, |page| of_page(rule, operation, page, types))?;
    Ok(Pagination { status, ..pagination })
}

/// The pages that a rule finds in one of the answers of an operation.
fn of_page(rule: &PageRule, operation: &Operation, page: &Page, types: &Registry<'_>) -> Result<Pagination, String> {
    let items = match rule.items_pointer() {
        Some(pointer) => page.listed(pointer, types)?,
        None => page.only_list(types)?,
    };
    let header = match rule.header_name() {
        Some(name) => Some(in_header(rule, operation, name)?),
        None => None,
    };
    let next = match rule.style() {
        PageStyle::NextLink if header.is_some() => NextPage::Link(String::new()),
        PageStyle::NextLink => NextPage::Link(page.text(rule.next_pointer(), types)?),
        PageStyle::LinkHeader => NextPage::Header,
        PageStyle::Cursor if header.is_some() => {
            let place = place(rule, operation, types)?;
            takes_text(&place, operation, types)?;
            NextPage::Cursor { place, pointer: String::new() }
        }
        PageStyle::Cursor => {
            let place = place(rule, operation, types)?;
            NextPage::Cursor { pointer: page.cursor(rule.next_pointer(), &place, operation, types)?, place }
        }
        PageStyle::Offset => NextPage::Offset { place: place(rule, operation, types)?, start: rule.first() },
        PageStyle::Page => NextPage::Page { place: place(rule, operation, types)?, start: rule.first() },
    };
    for pointer in rule.ends().into_iter().flatten() {
        page.locate(pointer, types)?;
    }
    let [more, total, last] = rule.ends().map(|end| end.map(str::to_owned));
    Ok(Pagination { status: None, items, next, header, more, total, last })
}

/// The header of a rule. Operations that the rule does not name have it declared.
fn in_header(rule: &PageRule, operation: &Operation, name: &str) -> Result<String, String> {
    let is_declared = operation.headers.iter().any(|header| is_same_header(&header.name, name));
    if rule.names().is_empty() && !is_declared {
        return Err(format!("its response has no header `{name}`"));
    }
    Ok(name.to_ascii_lowercase())
}

/// The place in a request that says which page it asks for. Those of the result of a long-running operation have a URL,
/// and nothing of the first request.
fn place(rule: &PageRule, operation: &Operation, types: &Registry<'_>) -> Result<PagePlace, String> {
    if operation.long_running.is_some() {
        return Err("it is a long-running operation, and the pages of its result are found by links".to_owned());
    }
    match rule.body_pointer() {
        Some(pointer) => in_body(operation, pointer, rule.style() != PageStyle::Cursor, types),
        None => parameter(&operation.parameters, rule.parameter_name()),
    }
}

/// `x-ms-pageable`: properties and operations by their names.
struct PageableNames {
    items: String,
    next: Option<String>,
    operation: Option<String>,
}

impl PageableNames {
    fn pagination(
        self,
        operations: &[Operation],
        index: usize,
        ids: &HashMap<String, usize>,
        types: &Registry<'_>,
    ) -> Result<Pagination, String> {
        let operation = &operations[index];
        let (status, items) = of_responses(operation, |page| self.items(page, types))?;
        let next = match (&self.next, &self.operation) {
            (None, _) => NextPage::Nothing,
            (Some(link), None) => NextPage::Link(self.link(link, operation, status, types)),
            (Some(link), Some(name)) => {
                let pointer = self.link(link, operation, status, types);
                let other = ids.get(name).copied();
                let other = other.ok_or_else(|| format!("there is no operation `{name}`"))?;
                next_operation(pointer, link, (operation, status), &operations[other], OperationId(other))?
            }
        };
        Ok(Pagination { status, items, next, header: None, more: None, total: None, last: None })
    }

    /// The pointer to the items of an answer. Dots are part of a name, or stand between names.
    fn items(&self, page: &Page, types: &Registry<'_>) -> Result<String, String> {
        let dotted = format!("/{}", self.items.replace('.', "/"));
        page.listed(&pointer_to(&self.items), types).or_else(|fault| page.listed(&dotted, types).map_err(|_| fault))
    }

    fn link(&self, name: &str, operation: &Operation, status: Option<Status>, types: &Registry<'_>) -> String {
        let dotted = format!("/{}", name.replace('.', "/"));
        let pointer = of_responses(operation, |page| {
            if page.status == status {
                page.locate(&pointer_to(name), types).or_else(|_| page.locate(&dotted, types))
            } else {
                Err(String::new())
            }
        });
        pointer.map_or_else(|_| pointer_to(name), |(_, pointer)| pointer)
    }
}

/// Another operation that fetches the next page, with the values of parameters that both have and with the link.
fn next_operation(
    pointer: String,
    link: &str,
    (paged, status): (&Operation, Option<Status>),
    other: &Operation,
    operation: OperationId,
) -> Result<NextPage, String> {
    let page = paged.success.by_status().into_iter().find(|(paged, _)| *paged == status).map(|(_, page)| page);
    let is_page = |(of_other, response): (Option<Status>, TypedResponse)| {
        let has_status = status.is_none_or(|status| other.success.statuses.contains(&status));
        (of_other == status || of_other.is_none() && has_status) && Some(response) == page
    };
    if !other.success.by_status().into_iter().any(is_page) {
        return Err(format!("the response of `{}` has another type", other.id));
    }
    let is_link = |parameter: &Parameter| {
        [link, "nextLink", "nextPageLink"].iter().any(|name| parameter.name.eq_ignore_ascii_case(name))
    };
    // The extension does not name the parameter for the link. Documents call it `nextLink`, or like the property.
    let mut parameter = other.parameters.iter().position(is_link);
    let key = |parameter: &Parameter| (parameter.name.clone(), parameter.location);
    let parameter_indices: HashMap<_, usize> =
        paged.parameters.iter().enumerate().map(|(index, paged)| (key(paged), index)).collect();
    let mut values = Vec::new();
    for (to, wanted) in other.parameters.iter().enumerate() {
        if Some(to) == parameter || wanted.part.is_some() {
            continue;
        }
        match parameter_indices.get(&key(wanted)) {
            Some(from) => values.push((*from, to)),
            // A required parameter without a counterpart in the first request can only be the link.
            None if wanted.required && parameter.is_none() => parameter = Some(to),
            None if wanted.required => return Err(format!("`{}` needs a value of `{}`", other.id, wanted.name)),
            None => {}
        }
    }
    Ok(NextPage::Operation { pointer, operation, link: parameter, values })
}
