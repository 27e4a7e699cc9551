//! Reads an overlay.

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Object, SpanTarget};
use crate::grammar::nearest;
use crate::spec::is_extension;

/// An overlay (Overlay 1.1.0, "Overlay Object").
#[derive(Debug)]
pub(super) struct Overlay {
    pub(super) extends: Option<Node>,
    pub(super) actions: Vec<Action>,
    /// `true` if an array is appended to an array item by item, as from 1.1 on, and not as one item.
    pub(super) concatenates: bool,
}

/// An action ("Action Object").
#[derive(Debug)]
pub(super) struct Action {
    /// A JSONPath.
    pub(super) target: Node,
    pub(super) change: Change,
}

/// The change of the nodes that an action matches.
#[derive(Debug)]
pub(super) enum Change {
    Remove(Node),
    /// A JSONPath of what is merged into it.
    Copy(Node),
    Update(Node),
    Nothing,
}

const OVERLAY: [&str; 4] = ["overlay", "info", "extends", "actions"];
const ACTION: [&str; 5] = ["target", "description", "update", "remove", "copy"];

impl Overlay {
    /// Reads the tree of an overlay. `None`, and a diagnostic, where it is none.
    pub(super) fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Some(object) = node.as_object().filter(|object| object.contains_key("overlay")) else {
            return wrong(
                node,
                "this is not an overlay: it has no `overlay`",
                "begin it with `overlay: 1.1.0`",
                diagnostics,
            );
        };
        let version = &object["overlay"];
        let text = version.as_str().map_or_else(|| version.to_json().to_string(), str::to_owned);
        if !text.starts_with("1.") {
            return wrong(
                version,
                &format!("Callsmith does not read version `{text}` of `overlay`"),
                "write `overlay: 1.1.0`, or `1.0.0`",
                diagnostics,
            );
        }
        unknown(object, &OVERLAY, "the Overlay object", diagnostics);
        let Some(actions) = object.get("actions") else {
            return wrong(node, "this overlay has no `actions`", ACTIONS, diagnostics);
        };
        let Some(items) = actions.as_array() else {
            return wrong(
                actions,
                &format!("expected an array of actions, found {}", actions.kind()),
                ACTIONS,
                diagnostics,
            );
        };
        let read: Vec<Option<Action>> = items.iter().map(|item| Action::read(item, diagnostics)).collect();
        let actions = read.into_iter().collect::<Option<Vec<Action>>>()?;
        Some(Self { extends: object.get("extends").cloned(), actions, concatenates: !text.starts_with("1.0") })
    }
}

impl Action {
    fn read(node: &Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Some(object) = node.as_object() else {
            return wrong(
                node,
                &format!("expected an action (an object), found {}", node.kind()),
                ACTIONS,
                diagnostics,
            );
        };
        unknown(object, &ACTION, "the Action object", diagnostics);
        let target = match object.get("target") {
            Some(target) if target.as_str().is_some() => target.clone(),
            Some(target) => {
                return wrong(target, &format!("expected a string, found {}", target.kind()), TARGET, diagnostics);
            }
            None => return wrong(node, "this action has no `target`", TARGET, diagnostics),
        };
        let removes = object.get("remove").filter(|remove| remove.as_bool() == Some(true));
        let change = match (removes, object.get("copy"), object.get("update")) {
            // Beside `remove: true` the others have no effect (Overlay 1.1.0, "Action Object").
            (Some(remove), _, _) => Change::Remove(remove.clone()),
            (None, Some(copy), _) => Change::Copy(copy.clone()),
            (None, None, Some(update)) => Change::Update(update.clone()),
            (None, None, None) => Change::Nothing,
        };
        Some(Self { target, change })
    }
}

fn unknown(object: &Object, keys: &[&str], what: &str, diagnostics: &mut Diagnostics) {
    for (key, node) in object.iter().filter(|(key, _)| !is_extension(key) && !keys.contains(&key.as_str())) {
        let message = format!("{what} has no key `{key}`");
        let diagnostic = Diagnostic::warning(Code::UnknownKey, message).at(node.origin, SpanTarget::Key);
        diagnostics.push(match nearest(key, keys.iter().copied()) {
            Some(suggestion) => diagnostic.help(format!("did you mean `{suggestion}`?")),
            None => diagnostic,
        });
    }
}

/// The help for actions that are not a list of objects.
const ACTIONS: &str = "write `actions: [{ target: …, update: … }]`";

/// The help for a target that is not a text.
const TARGET: &str = "write a JSONPath, such as `target: \"$.info\"`";

fn wrong<T>(node: &Node, message: &str, help: &str, diagnostics: &mut Diagnostics) -> Option<T> {
    diagnostics.push(Diagnostic::error(Code::InvalidOverlay, message).at(node.origin, SpanTarget::Value).help(help));
    None
}
