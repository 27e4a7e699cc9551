//! Changes a document in two forms at once: the tree of nodes, and the JSON that paths are evaluated on.

use serde_json::Value as Json;
use serde_json_path::{JsonPath, PathElement};

use crate::document::{Node, Value};

/// A document that is being changed.
#[derive(Debug)]
pub(super) struct Target {
    // The crate of JSONPath evaluates paths on values of serde_json. A twin in that form is edited in step with the
    // tree, so a path after an action sees what the action did. Nodes keep their origins in the tree.
    tree: Node,
    json: Json,
}

/// The way from the root to a node.
pub(super) type NodePath = Vec<PathStep>;

/// A step of it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum PathStep {
    Name(String),
    Index(usize),
}

impl Target {
    pub(super) fn new(tree: Node) -> Self {
        let json = tree.to_json();
        Self { tree, json }
    }

    pub(super) fn into_tree(self) -> Node {
        self.tree
    }

    /// The places that a path selects, each once.
    pub(super) fn select(&self, path: &JsonPath) -> Vec<NodePath> {
        let step = |element: &PathElement<'_>| match element {
            PathElement::Name(name) => PathStep::Name((*name).to_owned()),
            PathElement::Index(index) => PathStep::Index(*index),
        };
        let nodes = path.query_located(&self.json).dedup();
        nodes.locations().map(|location| location.iter().map(step).collect()).collect()
    }

    pub(super) fn node(&self, steps: &[PathStep]) -> Option<&Node> {
        steps.iter().try_fold(&self.tree, |node, step| match (&node.value, step) {
            (Value::Object(object), PathStep::Name(name)) => object.get(name),
            (Value::Array(items), PathStep::Index(index)) => items.get(*index),
            _ => None,
        })
    }

    /// Removes nodes; `None` when one of them is the root.
    pub(super) fn remove(&mut self, mut node_paths: Vec<NodePath>) -> Option<()> {
        // Nodes within others go before them, and the last item of an array first, so that ways stay true.
        node_paths.sort_by(|one, other| other.cmp(one));
        for steps in &node_paths {
            let (last, parent) = steps.split_last()?;
            let (Some(node), Some(json)) = (node_at(&mut self.tree, parent), json_at(&mut self.json, parent)) else {
                continue;
            };
            match (last, &mut node.value, json) {
                (PathStep::Name(name), Value::Object(object), Json::Object(json)) => {
                    object.shift_remove(name);
                    json.shift_remove(name);
                }
                (PathStep::Index(index), Value::Array(items), Json::Array(json)) if *index < items.len() => {
                    items.remove(*index);
                    json.remove(*index);
                }
                _ => {}
            }
        }
        Some(())
    }

    /// Merges a value into a node. An error says what does not fit.
    pub(super) fn update(&mut self, steps: &[PathStep], value: &Node, concatenates: bool) -> Result<(), String> {
        let json = value.to_json();
        // An update before this one may have replaced what was here.
        let (Some(node), Some(target)) = (node_at(&mut self.tree, steps), json_at(&mut self.json, steps)) else {
            return Ok(());
        };
        match (&mut node.value, &value.value) {
            (Value::Object(_), Value::Object(_)) => {
                merge(node, value);
                merge_json(target, &json);
            }
            (Value::Object(_), _) => return Err(format!("an object cannot be updated with {}", value.kind())),
            (Value::Array(items), Value::Array(more)) if concatenates => {
                items.extend(more.iter().cloned());
                merge_json(target, &json);
            }
            (Value::Array(items), _) => {
                items.push(value.clone());
                if let Json::Array(items) = target {
                    items.push(json);
                }
            }
            (_, Value::Object(_) | Value::Array(_)) => {
                return Err(format!("{} cannot be updated with {}", node.kind(), value.kind()));
            }
            _ => {
                *node = value.clone();
                *target = json;
            }
        }
        Ok(())
    }
}

fn node_at<'a>(tree: &'a mut Node, steps: &[PathStep]) -> Option<&'a mut Node> {
    steps.iter().try_fold(tree, |node, step| match (&mut node.value, step) {
        (Value::Object(object), PathStep::Name(name)) => object.get_mut(name),
        (Value::Array(items), PathStep::Index(index)) => items.get_mut(*index),
        _ => None,
    })
}

fn json_at<'a>(json: &'a mut Json, steps: &[PathStep]) -> Option<&'a mut Json> {
    steps.iter().try_fold(json, |json, step| match step {
        PathStep::Name(name) => json.get_mut(name),
        PathStep::Index(index) => json.get_mut(*index),
    })
}

/// Objects are merged member by member, arrays are appended, anything else is replaced (Overlay 1.1.0, "Action Object").
fn merge(node: &mut Node, update: &Node) {
    match (&mut node.value, &update.value) {
        (Value::Object(object), Value::Object(members)) => {
            for (key, member) in members {
                match object.get_mut(key) {
                    Some(old) => merge(old, member),
                    None => {
                        object.insert(key.clone(), member.clone());
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(more)) => items.extend(more.iter().cloned()),
        _ => *node = update.clone(),
    }
}

fn merge_json(json: &mut Json, update: &Json) {
    match (json, update) {
        (Json::Object(object), Json::Object(members)) => {
            for (key, member) in members {
                match object.get_mut(key) {
                    Some(old) => merge_json(old, member),
                    None => {
                        object.insert(key.clone(), member.clone());
                    }
                }
            }
        }
        (Json::Array(items), Json::Array(more)) => items.extend(more.iter().cloned()),
        (json, update) => *json = update.clone(),
    }
}
