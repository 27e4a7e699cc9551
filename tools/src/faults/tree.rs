//! A document as a tree that can be harmed: members keep their order, and a key may stand twice.

use serde_json::Value;

use crate::yaml;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Tree {
    /// A scalar as JSON writes it.
    Word(String),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Tree>),
    /// An object.
    Object(Vec<(String, Tree)>),
}

/// One step from a value to one below it: the number of the member or item.
pub type Path = Vec<usize>;

impl Tree {
    /// Reads a text, JSON or YAML. `None` where it is neither.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let value: Value = if text.trim_start().starts_with(['{', '[']) {
            serde_json::from_str(text).ok()?
        } else {
            yaml::read(text)?
        };
        Some(Self::new(value))
    }

    fn new(value: Value) -> Self {
        match value {
            Value::Null => Self::Word("null".to_owned()),
            Value::Bool(value) => Self::Word(value.to_string()),
            Value::Number(number) => Self::Word(number.to_string()),
            Value::String(text) => Self::Text(text),
            Value::Array(items) => Self::List(items.into_iter().map(Self::new).collect()),
            Value::Object(members) => {
                Self::Object(members.into_iter().map(|(key, value)| (key, Self::new(value))).collect())
            }
        }
    }

    /// The member of an object, the first of its name.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.members().iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The members of an object; none of anything else.
    #[must_use]
    pub fn members(&self) -> &[(String, Self)] {
        match self {
            Self::Object(members) => members,
            _ => &[],
        }
    }

    /// The string, where it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The value at a path.
    ///
    /// # Panics
    /// If there is none.
    #[must_use]
    pub fn at(&self, path: &[usize]) -> &Self {
        path.iter().fold(self, |tree, &step| match tree {
            Self::List(items) => &items[step],
            Self::Object(members) => &members[step].1,
            _ => panic!("a path leads through objects and lists"),
        })
    }

    /// The value at a path, to be changed.
    ///
    /// # Panics
    /// If there is none.
    pub fn at_mut(&mut self, path: &[usize]) -> &mut Self {
        path.iter().fold(self, |tree, &step| match tree {
            Self::List(items) => &mut items[step],
            Self::Object(members) => &mut members[step].1,
            _ => panic!("a path leads through objects and lists"),
        })
    }

    /// The JSON Pointer of a path, as a URI fragment.
    #[must_use]
    pub fn pointer(&self, path: &[usize]) -> String {
        let mut pointer = "#".to_owned();
        let mut tree = self;
        for &step in path {
            let token = match tree {
                Self::Object(members) => members[step].0.replace('~', "~0").replace('/', "~1"),
                _ => step.to_string(),
            };
            pointer.push('/');
            pointer.push_str(&token);
            tree = tree.at(&[step]);
        }
        pointer
    }
}
