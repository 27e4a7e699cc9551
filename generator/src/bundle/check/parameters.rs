//! Conditions on parameters and lists of them that no table has.

use crate::collections::HashMap;

use super::Checker;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Origin, SpanTarget, Value};
use crate::spec::{Field, Members as _, MembersMut as _, ParameterIdentity};

impl Checker<'_> {
    /// The parameters of a list without those that have the identity of an earlier one of the list. Each stands in the
    /// place of its item, which may be a reference to it.
    pub(in crate::bundle) fn without_repeated(&mut self, items: &[&Node], walked: Vec<Node>) -> Vec<Node> {
        let mut names: HashMap<ParameterIdentity, (String, Origin)> = HashMap::default();
        let mut unique = Vec::with_capacity(walked.len());
        for (item, parameter) in items.iter().zip(walked) {
            let text = |field| parameter.text(field).unwrap_or_default().to_owned();
            let Some(identity) = ParameterIdentity::of_node(&parameter) else {
                unique.push(parameter);
                continue;
            };
            let name = text(Field::Name);
            let Some((first, origin)) = names.get(&identity) else {
                names.insert(identity, (name, item.origin));
                unique.push(parameter);
                continue;
            };
            let location = text(Field::In);
            let message = match location.as_str() {
                "body" => format!("the parameter `{name}` is a second body, and an operation has only one"),
                _ => format!("the {location} parameter `{name}` is declared twice"),
            };
            let diagnostic = Diagnostic::warning(Code::InvalidValue, message)
                .at(item.origin, SpanTarget::Value)
                .related(*origin, SpanTarget::Value, "the first declaration");
            let diagnostic = diagnostic.with_note(if location == "header" && *first != name {
                format!("the first one is used: the case of letters does not tell `{first}` apart")
            } else {
                "the first one is used".to_owned()
            });
            self.diagnostics.push(match location.as_str() {
                "body" => diagnostic.help("keep one parameter with `in: body`, whose schema describes the whole body"),
                _ => diagnostic.help("remove one of the two"),
            });
        }
        unique
    }

    /// The parameters of an object of them, which stands where a list belongs: its keys are their names, unless they have others.
    pub(in crate::bundle) fn named(&mut self, node: &Node) -> Option<Vec<Node>> {
        let entries = node.as_object()?;
        self.warn_kind(node, "an array", "treated as an array of its values");
        let named = entries.iter().map(|(name, entry)| {
            let mut entry = entry.clone();
            if let Value::Object(parameter) = &mut entry.value
                && !parameter.has(Field::Name)
                && !parameter.has(Field::Ref)
            {
                parameter.put(Field::Name, Node::string(name.as_str(), entry.origin));
            }
            entry
        });
        Some(named.collect())
    }

    /// Checks that a parameter in the path is required: it always is.
    pub(super) fn parameter(&mut self, node: &Node, parameter: &mut Object) {
        if parameter.text(Field::In) == Some("path") {
            match parameter.member(Field::Required) {
                None if !node.has(Field::Required) => {
                    self.warn_missing(node, "Parameter", Field::Required, "a parameter in the path is always required");
                }
                Some(flag) if flag.as_bool() == Some(false) => {
                    let message = "a parameter in the path cannot be optional";
                    let diagnostic =
                        Diagnostic::warning(Code::InvalidValue, message).at(flag.origin, SpanTarget::Value);
                    self.diagnostics.push(diagnostic.with_note("treated as required").help("write `required: true`"));
                }
                _ => {}
            }
        }
    }
}
