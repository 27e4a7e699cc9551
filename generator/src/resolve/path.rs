//! Path templates and the parameters they need.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::Parameter;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Origin, Part};
use crate::limits;
use crate::spec::{Encoding, Location, Style};

/// The names in braces of a path template, in order. A fragment is never sent, and its names need no value.
pub(crate) fn names(template: &str) -> Vec<&str> {
    let sent = template.split('#').next().unwrap_or_default();
    sent.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
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
pub(super) fn settle(
    template: &str,
    parameters: &mut Vec<Parameter>,
    origin: Origin,
    diagnostics: &mut Diagnostics,
) -> String {
    let template = query(template, parameters, diagnostics);
    let wanted = names(&template);
    let placed: HashSet<&str> = wanted.iter().copied().collect();
    respelt(&template, &wanted, &placed, parameters, diagnostics);
    parameters.retain(|parameter| {
        let is_placed = parameter.location != Location::Path || placed.contains(parameter.name.as_str());
        if !is_placed {
            let message = format!("`{}` has no place for the path parameter `{}`", shown(&template), parameter.name);
            let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(parameter.origin, Part::Value);
            diagnostics.push(diagnostic.help("it is left out"));
        }
        is_placed
    });
    let (mut declared, others) = by_name(std::mem::take(parameters));
    let mut seen = HashSet::new();
    for name in wanted {
        if !seen.insert(name) {
            continue; // a name may stand twice in a template: one value fills both
        }
        parameters.push(declared.remove(name).unwrap_or_else(|| {
            let template = shown(&template);
            let message = format!("`{template}` needs a path parameter `{name}`, which is not declared");
            let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(origin, Part::Key);
            diagnostics.push(diagnostic.help("it is a required string"));
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
    let mut declared: HashSet<String> = HashSet::new();
    let mut misplaced: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, parameter) in parameters.iter().enumerate().filter(|(_, own)| own.location == Location::Path) {
        declared.insert(parameter.name.clone());
        if !placed.contains(parameter.name.as_str()) {
            misplaced.entry(letters(&parameter.name)).or_default().push(index);
        }
    }
    for name in wanted {
        if declared.contains(*name) {
            continue;
        }
        let alike = misplaced.get_mut(&letters(name)).filter(|alike| alike.len() == 1);
        let Some(index) = alike.and_then(Vec::pop) else { continue };
        let parameter = &mut parameters[index];
        let message = format!("`{}` has no place for the path parameter `{}`", shown(template), parameter.name);
        let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(parameter.origin, Part::Value);
        diagnostics.push(diagnostic.help(format!("it is read as `{name}`")));
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
    let mut kept: Vec<&str> = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        // `a={b}`, where `b` is a query parameter, means that the parameter is sent.
        let stands_for = value.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).unwrap_or(name);
        let Some(at) = parameters.iter().position(|p| in_query(p, name) || in_query(p, stands_for)) else {
            kept.push(pair);
            continue;
        };
        if parameters[at].required || value.starts_with('{') {
            continue;
        }
        kept.push(pair);
        let message = format!("`{template}` says the value of the query parameter `{name}` already");
        let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(parameters[at].origin, Part::Value);
        diagnostics.push(diagnostic.help("the parameter is left out"));
        parameters.remove(at);
    }
    let mark = if kept.is_empty() { "" } else { "?" };
    format!("{path}{mark}{}{fragment}", kept.join("&"))
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
