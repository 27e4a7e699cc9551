//! Keys that an object needs because of its other keys.

use super::Version;
use super::walk::Walk;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, Object, Part};
use crate::grammar::Shape;

impl Walk<'_, '_> {
    /// Checks what no table says. `node` is the object as it was written, `read` what was made of it.
    pub(super) fn conditions(&mut self, node: &Node, read: &mut Object, shape: &'static Shape) {
        match shape.name {
            "Parameter" => {
                self.parameter(node, read);
                if read.contains_key("in") {
                    self.described(node, read, shape.name);
                }
            }
            "Header" => self.described(node, read, shape.name),
            "Security Scheme" => self.security_scheme(node, read),
            _ => {}
        }
    }

    /// A parameter or header says of what type it is; where it does not, it is a string.
    fn described(&mut self, node: &Node, read: &mut Object, object: &str) {
        let has = |key: &str| node.get(key).is_some() || read.contains_key(key);
        let place = read.get("in").and_then(Node::as_str);
        match (self.version, place) {
            (Version::V2, Some("body")) if !has("schema") => {
                self.warn_missing(node, object, "schema", "any JSON value is sent");
            }
            (Version::V2, Some("body")) => {}
            (Version::V2, _) if !has("type") => {
                let repair = match () {
                    () if has("schema") => "its `schema` is used",
                    () if has("items") => "it is an array",
                    () if has("enum") => "it is one of the values of its `enum`",
                    () => "it is a string",
                };
                self.warn_missing(node, object, "type", repair);
                if repair == "it is a string" {
                    read.insert("type".to_owned(), Node::string("string", node.origin));
                }
            }
            (Version::V2, _) => {}
            _ if !has("schema") && !has("content") => self.warn_missing(node, object, "schema", "it is a string"),
            _ => {}
        }
    }

    /// Which keys a security scheme needs depends on its type.
    fn security_scheme(&mut self, node: &Node, read: &Object) {
        let needed: &[&str] = match (self.version, read.get("type").and_then(Node::as_str)) {
            (_, Some("apiKey")) => &["name", "in"],
            (Version::V2, Some("oauth2")) => &["flow"],
            (Version::V2, _) => &[],
            (_, Some("http")) => &["scheme"],
            (_, Some("oauth2")) => &["flows"],
            (_, Some("openIdConnect")) => &["openIdConnectUrl"],
            _ => &[],
        };
        for key in needed.iter().filter(|key| node.get(key).is_none() && !read.contains_key(**key)) {
            match *key {
                "flow" | "flows" | "openIdConnectUrl" => {
                    self.warn_missing(node, "Security Scheme", key, "the token is given to the client anyhow");
                }
                _ => {
                    let message = format!("this Security Scheme object has no `{key}`");
                    self.diagnostics.push(Diagnostic::error(Code::MissingKey, message).at(node.origin, Part::Value));
                }
            }
        }
    }
}
