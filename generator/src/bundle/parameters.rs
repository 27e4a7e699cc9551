//! What the tables cannot say of parameters and their lists.

use std::collections::HashMap;

use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Part};
use crate::spec::ParameterIdentity;

impl Walk<'_, '_> {
    /// The parameters of a list without those that have the identity of an earlier one of the list. Each stands in the
    /// place of its item, which may be a reference to it.
    pub(super) fn without_repeated(&mut self, items: &[Node], walked: Vec<Node>) -> Vec<Node> {
        if items.len() != walked.len() {
            return walked;
        }
        let mut names: HashMap<ParameterIdentity, String> = HashMap::new();
        let mut kept = Vec::with_capacity(walked.len());
        for (item, parameter) in items.iter().zip(walked) {
            let text = |key: &str| parameter.get(key).and_then(Node::as_str).unwrap_or_default().to_owned();
            let Some(identity) = ParameterIdentity::of(&parameter) else {
                kept.push(parameter);
                continue;
            };
            let name = text("name");
            let Some(first) = names.get(&identity) else {
                names.insert(identity, name);
                kept.push(parameter);
                continue;
            };
            let location = text("in");
            let message = format!("the {location} parameter `{name}` is declared twice");
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(item.origin, Part::Value);
            self.diagnostics.push(diagnostic.help(if location == "header" && *first != name {
                format!("the first one is used: `{first}` is the same header, since names of headers have no case")
            } else {
                "the first one is used".to_owned()
            }));
        }
        kept
    }

    /// A parameter needs a schema; one in the path is always required.
    pub(super) fn parameter(&mut self, node: &Node, parameter: &mut Object) {
        let place = parameter.get("in").and_then(Node::as_str).unwrap_or_default().to_owned();
        if place == "path" {
            match parameter.get("required") {
                None if node.get("required").is_none() => {
                    self.warn_missing(node, "Parameter", "required", "a parameter in the path is always required");
                }
                Some(flag) if flag.as_bool() == Some(false) => {
                    let message = "a parameter in the path cannot be optional";
                    let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(flag.origin, Part::Value);
                    self.diagnostics.push(diagnostic.help("it is read as required"));
                }
                _ => {}
            }
        }
    }
}
