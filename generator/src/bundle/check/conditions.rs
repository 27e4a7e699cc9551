//! Keys that an object needs because of its other keys.

use super::{Checker, Version};
use crate::bundle::key;
use crate::document::{Node, Object};
use crate::grammar::Shape;
use crate::spec::Keyword;

impl Checker<'_> {
    /// Checks conditions that no table has. `node` is the object as it was written, `read` what was made of it.
    pub(in crate::bundle) fn conditions(&mut self, node: &Node, read: &mut Object, shape: &'static Shape) {
        match shape.name {
            "Parameter" => {
                self.parameter(node, read);
                if read.contains_key(key::IN) {
                    self.described(node, read, shape.name);
                }
            }
            "Header" => self.described(node, read, shape.name),
            "Security Scheme" => self.security_scheme(node, read),
            _ => {}
        }
    }

    /// Checks that a parameter or header has a type; one without is a string.
    fn described(&mut self, node: &Node, read: &mut Object, object: &str) {
        let has = |key: &str| node.get(key).is_some() || read.contains_key(key);
        let place = read.get(key::IN).and_then(Node::as_str);
        match (self.version, place) {
            (Version::V2, Some("body")) if !has(key::SCHEMA) => {
                self.warn_missing(node, object, key::SCHEMA, "any JSON value is sent");
            }
            (Version::V2, Some("body")) => {}
            (Version::V2, _) if !has(Keyword::Type.name()) => {
                let repair = match () {
                    () if has(key::SCHEMA) => "its `schema` is used",
                    () if has(Keyword::Items.name()) => "it is an array",
                    () if has(Keyword::Enum.name()) => "it is one of the values of its `enum`",
                    () => "it is a string",
                };
                self.warn_missing(node, object, Keyword::Type.name(), repair);
                if repair == "it is a string" {
                    read.insert(Keyword::Type.name().to_owned(), Node::string("string", node.origin));
                }
            }
            (Version::V2, _) => {}
            _ if !has(key::SCHEMA) && !has("content") => self.warn_missing(node, object, key::SCHEMA, "it is a string"),
            _ => {}
        }
    }

    /// Checks that a security scheme has the keys that its type needs.
    fn security_scheme(&mut self, node: &Node, read: &Object) {
        let needed: &[&str] = match (self.version, read.get(key::TYPE).and_then(Node::as_str)) {
            (_, Some("apiKey")) => &[key::NAME, key::IN],
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
                _ => self.reject_missing(node, "Security Scheme", key),
            }
        }
    }
}
