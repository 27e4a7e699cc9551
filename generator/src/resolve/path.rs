//! Path templates and the parameters they need.

use crate::collections::{HashMap, HashSet};
use std::borrow::Cow;

use super::Parameter;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Origin, SpanTarget};
use crate::limits;
use crate::spec::{Encoding, Location, Style};

/// The names in braces of a path template, in order. A fragment is never sent, and its names need no value.
pub(crate) fn names(template: &str) -> Vec<&str> {
    // Documents tell operations of one path apart by a fragment (`/#Action=List`). HTTP does not send it.
    let sent = template.split('#').next().unwrap_or_default();
    sent.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// A brace of a template that belongs to no name, and the text to write.
fn stray_brace(template: &str) -> Option<(char, &'static str)> {
    let sent = template.split('#').next().unwrap_or_default();
    let mut is_open = false;
    for sign in sent.chars() {
        match (sign, is_open) {
            ('{', true) => return Some(('{', "write one `{` in front of the name, and one `}` behind it")),
            ('}', false) => return Some(('}', "write `{` in front of the name")),
            ('{' | '}', _) => is_open = !is_open,
            _ => {}
        }
    }
    is_open.then_some(('{', "write `}` behind the name"))
}

/// A template with its names taken out: what is left decides which requests it stands for.
pub(super) fn without_names(template: &str) -> String {
    let mut shape = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, name)) = rest.split_once('{') {
        shape.push_str(before);
        shape.push('{');
        rest = name.split_once('}').map_or(name, |(_, after)| after);
    }
    shape.push_str(rest);
    shape
}

/// Brings template and parameters together: a name without a parameter becomes a required string, a path parameter
/// without a place in the template is dropped. Path parameters come in the order of the template. Gives the template,
/// without those parts of a query that parameters send as well.
pub(super) fn resolve_paths(
    template: &str,
    parameters: &mut Vec<Parameter>,
    origin: Origin,
    diagnostics: &mut Diagnostics,
) -> String {
    let template = query(template, parameters, diagnostics);
    if let Some((sign, repair)) = stray_brace(&template) {
        let message = format!("the brace `{sign}` in `{}` has no counterpart", shown(&template));
        let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(origin, SpanTarget::Key);
        diagnostics.push(diagnostic.with_note(format!("`{sign}` is sent as text")).help(repair));
    }
    let wanted = names(&template);
    let placed: HashSet<&str> = wanted.iter().copied().collect();
    respelt(&template, &wanted, &placed, parameters, diagnostics);
    let declared: HashSet<String> = parameters
        .iter()
        .filter(|parameter| parameter.location == Location::Path)
        .map(|parameter| parameter.name.clone())
        .collect();
    let open: Vec<&str> = wanted.iter().copied().filter(|name| !declared.contains(*name)).collect();
    parameters.retain(|parameter| {
        // A value without a place in the path cannot be sent. As a query parameter it would be guessed, and an argument
        // that does nothing is worse than none.
        let is_placed = parameter.location != Location::Path || placed.contains(parameter.name.as_str());
        if !is_placed {
            let message =
                format!("the path `{}` does not contain its parameter `{{{}}}`", shown(&template), parameter.name);
            let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(parameter.origin, SpanTarget::Value);
            let help = match open[..] {
                [open] => format!("call it `{open}`, as the path does, or write `{{{}}}` in the path", parameter.name),
                _ => format!("write `{{{}}}` in the path, or remove the parameter", parameter.name),
            };
            diagnostics.push(diagnostic.with_note("the parameter is left out").help(help));
        }
        is_placed
    });
    let (mut declared, others) = by_name(std::mem::take(parameters));
    let mut seen = HashSet::default();
    for name in wanted {
        if !seen.insert(name) {
            continue; // a name may stand twice in a template: one value fills both
        }
        // A template with an open name cannot be called, so the name becomes an argument. A string holds every value
        // that a path segment can have.
        parameters.push(declared.remove(name).unwrap_or_else(|| {
            let template = shown(&template);
            let (message, note, help) = match name {
                "" => (
                    format!("`{template}` has a parameter without a name"),
                    "the parameter is a required string".to_owned(),
                    "write a name between the braces, such as `{id}`".to_owned(),
                ),
                name => (
                    format!("`{template}` needs a path parameter `{name}`, which is not declared"),
                    format!("`{name}` is a required string"),
                    format!("declare it under `parameters`: `name: {name}`, `in: path`, `required: true`"),
                ),
            };
            let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(origin, SpanTarget::Key);
            diagnostics.push(diagnostic.with_note(note).help(help));
            undeclared(name, origin)
        }));
    }
    parameters.extend(others);
    template
}

/// The path parameters by name, and the other parameters. No two path parameters have one name.
fn by_name(parameters: Vec<Parameter>) -> (HashMap<String, Parameter>, Vec<Parameter>) {
    let (declared, others): (Vec<_>, Vec<_>) =
        parameters.into_iter().partition(|parameter| parameter.location == Location::Path);
    (declared.into_iter().map(|parameter| (parameter.name.clone(), parameter)).collect(), others)
}

/// A template as messages show it: of a very long one the beginning.
fn shown(template: &str) -> Cow<'_, str> {
    match template.char_indices().nth(limits::SHOWN_TEMPLATE_CHARACTERS) {
        Some((end, _)) => Cow::Owned(format!("{}…", &template[..end])),
        None => Cow::Borrowed(template),
    }
}

/// Gives a parameter the name that the template has for it, where they differ in case and signs only.
fn respelt(
    template: &str,
    wanted: &[&str],
    placed: &HashSet<&str>,
    parameters: &mut [Parameter],
    diagnostics: &mut Diagnostics,
) {
    let letters =
        |name: &str| -> String { name.chars().filter(|c| !"-_. ".contains(*c)).flat_map(char::to_lowercase).collect() };
    let mut declared: HashSet<String> = HashSet::default();
    let mut misplaced: HashMap<String, Vec<usize>> = HashMap::default();
    for (index, parameter) in
        parameters.iter().enumerate().filter(|(_, path_parameter)| path_parameter.location == Location::Path)
    {
        declared.insert(parameter.name.clone());
        if !placed.contains(parameter.name.as_str()) {
            misplaced.entry(letters(&parameter.name)).or_default().push(index);
        }
    }
    for name in wanted {
        if declared.contains(*name) {
            continue;
        }
        // Of two parameters that are alike in letters either may be meant, so neither is renamed.
        let alike = misplaced.get_mut(&letters(name)).filter(|alike| alike.len() == 1);
        let Some(index) = alike.and_then(Vec::pop) else { continue };
        let parameter = &mut parameters[index];
        let message = format!("the path `{}` does not contain its parameter `{{{}}}`", shown(template), parameter.name);
        let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(parameter.origin, SpanTarget::Value);
        diagnostics.push(diagnostic.with_note(format!("treated as `{name}`")));
        (*name).clone_into(&mut parameter.name);
        declared.insert((*name).to_owned());
    }
}

/// A template whose query says nothing twice. A pair whose name is a required query parameter is sent by that; an
/// optional parameter whose value stands in the template is left out.
fn query(template: &str, parameters: &mut Vec<Parameter>, diagnostics: &mut Diagnostics) -> String {
    let (sent, fragment) = template.split_at(template.find('#').unwrap_or(template.len()));
    let Some((path, query)) = sent.split_once('?') else {
        return template.to_owned();
    };
    let in_query = |parameter: &Parameter, name: &str| parameter.location == Location::Query && parameter.name == name;
    let mut pairs: Vec<&str> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        // `a={b}`, where `b` is a query parameter, means that the parameter is sent.
        let stands_for = value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(name);
        let Some(at) = parameters.iter().position(|p| in_query(p, name) || in_query(p, stands_for)) else {
            pairs.push(pair);
            continue;
        };
        if parameters[at].required || value.starts_with('{') {
            continue;
        }
        pairs.push(pair);
        let message = format!("the path `{template}` sets the query parameter `{name}` already");
        let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(parameters[at].origin, SpanTarget::Value);
        diagnostics.push(diagnostic.with_note("the parameter is left out"));
        parameters.remove(at);
    }
    let mark = if pairs.is_empty() { "" } else { "?" };
    format!("{path}{mark}{}{fragment}", pairs.join("&"))
}

fn undeclared(name: &str, origin: Origin) -> Parameter {
    Parameter {
        origin,
        name: name.to_owned(),
        client_name: None,
        location: Location::Path,
        style: Style::Simple,
        explode: false,
        nested: Vec::new(),
        allow_empty: false,
        allow_reserved: false,
        encoding: Encoding::Once,
        required: true,
        deprecated: false,
        description: None,
        schema: None,
        media_type: None,
        part_encoding: None,
        parts: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{names, without_names};

    #[test]
    fn names_do_not_tell_requests_apart() {
        assert_eq!(without_names("/a/{x}/b/{y}.{z}"), without_names("/a/{u}/b/{v}.{w}"));
        assert_ne!(without_names("/a/{x}"), without_names("/a/{x}/"));
        assert_eq!(without_names("/open/{x"), "/open/{x");
    }

    #[test]
    fn names_are_found_in_parts_of_segments() {
        assert_eq!(names("/files/{name}.{ext}/x"), ["name", "ext"]);
        assert_eq!(names("/plain"), Vec::<&str>::new());
        assert_eq!(names("/broken/{open"), Vec::<&str>::new());
        assert_eq!(names("/a/{b}?c={d}#e={f}"), ["b", "d"]);
    }
}
