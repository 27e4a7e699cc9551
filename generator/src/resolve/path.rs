//! Path templates and the parameters they need.

use super::Parameter;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Origin, Part};
use crate::ir::{Location, Style};

/// The names in braces of a path template, in order.
pub(crate) fn names(template: &str) -> Vec<&str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

/// Brings template and parameters together: a name without a parameter becomes a required string, a path parameter
/// without a place in the template is dropped. Path parameters come in the order of the template.
pub(super) fn settle(template: &str, parameters: &mut Vec<Parameter>, origin: Origin, diagnostics: &mut Diagnostics) {
    let wanted = names(template);
    parameters.retain(|parameter| {
        let placed = parameter.location != Location::Path || wanted.contains(&parameter.name.as_str());
        if !placed {
            let message = format!("`{template}` has no place for the path parameter `{}`", parameter.name);
            let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(parameter.origin, Part::Value);
            diagnostics.push(diagnostic.help("it is left out"));
        }
        placed
    });
    let mut settled: Vec<Parameter> = Vec::with_capacity(parameters.len());
    for name in wanted {
        if settled.iter().any(|parameter| parameter.name == name) {
            continue; // a name may stand twice in a template: one value fills both
        }
        let declared = parameters.iter().position(|p| p.location == Location::Path && p.name == name);
        settled.push(match declared {
            Some(at) => parameters.remove(at),
            None => {
                let message = format!("`{template}` needs a path parameter `{name}`, which is not declared");
                let diagnostic = Diagnostic::warning(Code::PathParameter, message).at(origin, Part::Key);
                diagnostics.push(diagnostic.help("it is a required string"));
                undeclared(name, origin)
            }
        });
    }
    settled.append(parameters);
    *parameters = settled;
}

fn undeclared(name: &str, origin: Origin) -> Parameter {
    Parameter {
        origin,
        name: name.to_owned(),
        location: Location::Path,
        style: Style::Simple,
        explode: false,
        allow_reserved: false,
        required: true,
        deprecated: false,
        description: None,
        schema: None,
        media_type: None,
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn names_are_found_in_parts_of_segments() {
        assert_eq!(names("/files/{name}.{ext}/x"), ["name", "ext"]);
        assert_eq!(names("/plain"), Vec::<&str>::new());
        assert_eq!(names("/broken/{open"), Vec::<&str>::new());
    }
}
