//! What the tables cannot say of parameters and their lists.

use std::collections::HashSet;

use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Part};

impl Walk<'_, '_> {
    /// The parameters of a list without those that another one of the list has the place and name of. Each stands in the
    /// place of its item, which may be a reference to it.
    pub(super) fn without_repeated(&mut self, items: &[Node], walked: Vec<Node>) -> Vec<Node> {
        if items.len() != walked.len() {
            return walked;
        }
        let mut seen = HashSet::new();
        let mut kept = Vec::with_capacity(walked.len());
        for (item, parameter) in items.iter().zip(walked) {
            let text = |key: &str| parameter.get(key).and_then(Node::as_str).map(str::to_owned);
            let (place, name) = (text("in"), text("name"));
            // There is one body, whatever it is called.
            let key = (place.clone(), name.clone().filter(|_| place.as_deref() != Some("body")));
            if place.is_none() || seen.insert(key) {
                kept.push(parameter);
                continue;
            }
            let message =
                format!("the {} parameter `{}` is declared twice", place.unwrap_or_default(), name.unwrap_or_default());
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(item.origin, Part::Value);
            self.diagnostics.push(diagnostic.help("the first one is used"));
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
