//! `null` that a member of a union or of `allOf` speaks of alone: `{nullable: true}`. By the specification such a member
//! allows everything, and nobody writes it for that.

use crate::bundle::RawSchemaTable;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Origin, SchemaId, SpanTarget};
use crate::limits;
use crate::spec::{Keyword, Keywords, UNIONS};

// Taken literally, `anyOf: [$ref, {nullable: true}]` allows every value, and the type would be any JSON value.
// Generators write it for "or null" all the same.
/// Reads such members as they are meant: as `null` beside other alternatives, and as `nullable` of the schema around an `allOf`.
pub(super) fn lift(schemas: &mut RawSchemaTable, diagnostics: &mut Diagnostics) {
    for id in schemas.ids() {
        for keyword in UNIONS {
            alternatives(schemas, id, keyword, diagnostics);
        }
        merged(schemas, id, diagnostics);
    }
}

fn alternatives(schemas: &mut RawSchemaTable, id: SchemaId, keyword: Keyword, diagnostics: &mut Diagnostics) {
    let members = members(schemas, id, keyword);
    let nulls: Vec<(SchemaId, Origin)> =
        members.iter().filter_map(|member| Some((*member, flag(schemas, *member)?))).collect();
    // No other alternative is left that `null` could stand beside, so the letter of the specification counts.
    if nulls.len() == members.len() {
        return;
    }
    for (member, at) in nulls {
        let keywords = &mut schemas.get_mut(member).keywords;
        forget(keywords);
        keywords.insert(Keyword::Type, Node::string("null", at));
        let message = "`nullable` is all that this alternative has, so it allows any value";
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(at, SpanTarget::Key);
        diagnostics.push(diagnostic.with_note("treated as `null`").help(format!(
            "write `nullable: true` in another alternative of `{keyword}`, or since 3.1 `type: \"null\"` here"
        )));
    }
}

fn merged(schemas: &mut RawSchemaTable, id: SchemaId, diagnostics: &mut Diagnostics) {
    let members = members(schemas, id, Keyword::AllOf);
    for (member, at) in
        members.into_iter().filter_map(|member| Some((member, flag(schemas, member)?))).collect::<Vec<_>>()
    {
        forget(&mut schemas.get_mut(member).keywords);
        schemas.get_mut(id).keywords.entry(Keyword::Nullable).or_insert_with(|| Node::bool(true, at));
        let message = "one member of `allOf` is `nullable`, and the others exclude null";
        let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(at, SpanTarget::Key);
        diagnostics.push(
            diagnostic
                .with_note("treated as `nullable` of the schema around `allOf`")
                .help("move `nullable: true` beside `allOf`"),
        );
    }
}

fn members(schemas: &RawSchemaTable, id: SchemaId, keyword: Keyword) -> Vec<SchemaId> {
    let members = schemas.get(id).get(keyword).and_then(Node::as_array).unwrap_or_default();
    members.iter().filter_map(Node::as_schema).collect()
}

/// The place of `nullable` in a schema that says nothing else, or refers to such a one.
fn flag(schemas: &RawSchemaTable, id: SchemaId) -> Option<Origin> {
    let (mut id, mut reference) = (id, None);
    for _ in 0..limits::REFERENCES {
        let keywords = &schemas.get(id).keywords;
        let says_more = |keyword: &Keyword| {
            *keyword == Keyword::Discriminator || *keyword != Keyword::Ref && !keyword.is_annotation()
        };
        if keywords.keys().any(says_more) {
            return None;
        }
        match keywords.get(&Keyword::Ref) {
            Some(node) => {
                id = node.as_schema()?;
                reference = reference.or(Some(node.origin));
            }
            None => {
                let flags = [Keyword::Nullable, Keyword::XNullable].into_iter().filter_map(|flag| keywords.get(&flag));
                let flag = flags.filter(|node| node.as_bool() == Some(true)).map(|node| node.origin).next()?;
                return Some(reference.unwrap_or(flag));
            }
        }
    }
    None
}

/// Leaves the annotations of a member alone.
fn forget(keywords: &mut Keywords) {
    for keyword in [Keyword::Ref, Keyword::Nullable, Keyword::XNullable] {
        keywords.shift_remove(&keyword);
    }
}
