//! Members of objects, by the names that the specifications give them.

use crate::document::{Node, Object, SchemaId};

/// A name that stands in a table of the specifications: a [`Field`](super::Field) or a [`Keyword`](super::Keyword).
pub(crate) trait Name: Copy {
    /// The name as documents write it.
    fn name(self) -> &'static str;
}

// By `Name`, and not by text: so each look-up is a row of a table, and the tests can say which rows nobody asks for.
/// Reads members of a value. One that is no object has none.
pub(crate) trait Members {
    /// The value as an object.
    fn object(&self) -> Option<&Object>;

    /// The value of a member.
    fn member(&self, name: impl Name) -> Option<&Node> {
        self.object()?.get(name.name())
    }

    /// Returns `true` if there is a member of the name.
    fn has(&self, name: impl Name) -> bool {
        self.member(name).is_some()
    }

    /// The text of a member that is a string.
    fn text(&self, name: impl Name) -> Option<&str> {
        self.member(name)?.as_str()
    }

    /// The value of a member that is a boolean.
    fn flag(&self, name: impl Name) -> Option<bool> {
        self.member(name)?.as_bool()
    }

    /// The items of a member that is an array; none of another one.
    fn list(&self, name: impl Name) -> &[Node] {
        self.member(name).and_then(Node::as_array).unwrap_or_default()
    }

    /// The entries of a member that is an object; none of another one.
    fn entries(&self, name: impl Name) -> impl Iterator<Item = (&String, &Node)> {
        self.member(name).and_then(Node::as_object).into_iter().flatten()
    }

    /// The row of a member that is a schema of the table.
    fn schema(&self, name: impl Name) -> Option<SchemaId> {
        self.member(name)?.as_schema()
    }

    /// Copies of the members that have one of the names.
    fn copies(&self, names: impl IntoIterator<Item = impl Name>) -> impl Iterator<Item = (String, Node)> {
        names.into_iter().filter_map(|name| Some((name.name().to_owned(), self.member(name)?.clone())))
    }
}

/// Writes members of an object.
pub(crate) trait MembersMut {
    /// Sets the value of a member.
    fn put(&mut self, name: impl Name, node: Node);

    /// Removes a member.
    fn take(&mut self, name: impl Name) -> Option<Node>;

    /// Removes the members that have one of the names.
    fn take_all(&mut self, names: impl IntoIterator<Item = impl Name>) -> impl Iterator<Item = (String, Node)> {
        names.into_iter().filter_map(|name| Some((name.name().to_owned(), self.take(name)?)))
    }
}

impl Members for Node {
    fn object(&self) -> Option<&Object> {
        self.as_object()
    }
}

impl Members for Object {
    fn object(&self) -> Option<&Object> {
        Some(self)
    }
}

impl MembersMut for Object {
    fn put(&mut self, name: impl Name, node: Node) {
        self.insert(name.name().to_owned(), node);
    }

    fn take(&mut self, name: impl Name) -> Option<Node> {
        self.shift_remove(name.name())
    }
}

#[cfg(test)]
mod tests {
    use super::{Members as _, MembersMut as _};
    use crate::document::{Node, Object, Origin, SourceId};
    use crate::spec::{Field, Keyword};

    #[test]
    fn members_have_the_names_of_both_tables() {
        let origin = Origin { source: SourceId(0), index: 0 };
        let mut object = Object::default();
        object.put(Field::Name, Node::string("id", origin));
        object.put(Keyword::Required, Node::bool(true, origin));
        assert_eq!((object.text(Field::Name), object.flag(Field::Required)), (Some("id"), Some(true)));
        assert_eq!((object.text(Field::Required), object.flag(Field::Name)), (None, None));
        let taken: Vec<_> = object.take_all([Field::In, Field::Name]).collect();
        assert_eq!(taken, [Field::Name.entry(Node::string("id", origin))]);
        assert!(!object.has(Field::Name) && object.has(Field::Required));
    }

    #[test]
    fn a_value_that_is_no_object_has_no_members() {
        let node = Node::string("name", Origin { source: SourceId(0), index: 0 });
        assert_eq!(node.member(Field::Name), None);
        assert_eq!(node.list(Field::Tags), []);
        assert_eq!(node.entries(Field::Headers).count(), 0);
    }
}
