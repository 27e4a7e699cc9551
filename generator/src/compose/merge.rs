//! `allOf`, and `$ref` beside other keywords: one row that says what all of them say.

use super::combine::Combine;
use super::hierarchy::is_made_of_union;
use super::lineage::is_inherited;
use super::parts::{MergePart, WrittenSchemas};
use super::{Composer, row};
use crate::diagnostic::{Code, Diagnostic};
use crate::document::{Node, SchemaId, SpanTarget as Place, Value};
use crate::spec::{Keyword, Keywords, Role};

/// Returns `true` if keywords that shape a type, or tell alternatives apart, stand beside a reference.
pub(super) fn is_beside(keywords: &Keywords) -> bool {
    let shapes = |keyword: Keyword, node: &Node| keyword == Keyword::Discriminator || !row::is_idle(keyword, node);
    keywords.get(&Keyword::Ref).is_some_and(|node| node.as_schema().is_some())
        && keywords.iter().any(|(keyword, node)| *keyword != Keyword::Ref && shapes(*keyword, node))
}

/// `true` if a row is made of several.
pub(super) fn is_combined(keywords: &Keywords) -> bool {
    keywords.contains_key(&Keyword::AllOf) || is_beside(keywords)
}

impl Composer<'_> {
    /// One row of all that a row is made of.
    pub(super) fn merge(&mut self, id: SchemaId, keywords: Keywords) -> Keywords {
        let written = self.relations().written(id, &keywords);
        for part in written.schemas().filter(|part| *part != id) {
            self.table.absorb(part, id);
        }
        let merge = Merge { id, keywords };
        // `allOf: [$ref]` with a description is how 3.0 documents a reference. A merge would make a second type with
        // the same fields.
        match self.alone(&merge, &written) {
            Some(reference) => {
                let null = self.includes_null(&merge, &written).filter(|_| !allows_null(self, &reference));
                let leads_back = reference.as_schema().is_some_and(|to| self.leads_back(id, to));
                let mut keywords = self.annotated(&merge, &written, reference);
                if leads_back && let Some(node) = keywords.shift_remove(&Keyword::Discriminator) {
                    let message = "this schema and the union that it refers to are alternatives of each other";
                    let diagnostic = Diagnostic::warning(Code::MergedUnion, message).at(node.origin, Place::Key);
                    self.diagnostics.push(diagnostic.with_note("the discriminator is not used"));
                }
                match null {
                    Some(null) => or_null(self, id, keywords, &null),
                    None => keywords,
                }
            }
            None => self.combined(&merge, written),
        }
    }

    /// The one reference of a schema that says nothing else about its values. Most uses of `allOf` are no more than a
    /// reference with a description. A subtype is no other name for the union that it is a member of.
    fn alone(&self, merge: &Merge, written: &WrittenSchemas) -> Option<Node> {
        let (to, origin) = written.only_reference()?;
        if self.relations().is_made_of(to, merge.id) || self.relations().is_subtype(merge.id, to) {
            return None;
        }
        let has_discriminator = |part| merge.keywords_of(self, part).contains_key(&Keyword::Discriminator);
        if written.schemas().any(has_discriminator)
            && is_made_of_union(self.table, to)
            && !self.leads_back(merge.id, to)
        {
            return None;
        }
        let target = row::target(self.table, to).1;
        let types = row::types(&target.keywords);
        let is_made =
            target.keywords.keys().any(|keyword| matches!(keyword.role(), Role::Reference | Role::Combination));
        let says_nothing = written.schemas().all(|part| {
            let keywords = merge.keywords_of(self, part);
            let mut own_types = row::types(keywords);
            own_types.retain(|name| *name != "null" || types.contains(name));
            let own_null = own_types.is_empty() && keywords.contains_key(&Keyword::Type);
            let repeats = !own_null && own_types == types || own_types == ["object"] && (types.is_empty() || is_made);
            own_keywords(keywords)
                .all(|(keyword, node)| *keyword == Keyword::Type && repeats || row::is_idle(*keyword, node))
        });
        says_nothing.then(|| Node::new(Value::Schema(to), origin))
    }

    /// Returns `true` if a schema is an alternative of the union that it refers to: it is another name for that.
    fn leads_back(&self, id: SchemaId, to: SchemaId) -> bool {
        let (to, _) = row::target(self.table, to);
        self.lineage.unions_of(id).iter().any(|(of, _)| *of == to)
    }

    /// Several schemas as one.
    fn combined(&mut self, merge: &Merge, written: WrittenSchemas) -> Keywords {
        let null = self.includes_null(merge, &written);
        let (mut combine, parts) = match self.inherited(merge.id, &written) {
            Some((combine, number, parts)) => {
                self.growth.count_parts(number);
                (combine, parts)
            }
            None => (Combine::new(merge.id), self.relations().parts(merge.id, &written)),
        };
        self.growth.count_parts(parts.list.len());
        if let Some(origin) = parts.circle {
            let diagnostic = Diagnostic::warning(Code::Contradiction, "this schema is a part of itself");
            self.diagnostics.push(
                diagnostic
                    .at(origin, Place::Value)
                    .with_note("this part is left out")
                    .help("remove it from `allOf`, or from the schema that it refers to"),
            );
        }
        for part in &parts.list {
            self.add_part(&mut combine, part, Some(merge));
        }
        let mut keywords = combine.finish(self);
        if let Some(null) = null {
            add_null(&mut keywords, null);
        }
        keywords
    }

    /// Adds what a part says.
    pub(super) fn add_part(&mut self, combine: &mut Combine, part: &MergePart, merge: Option<&Merge>) {
        let keywords = match merge {
            Some(merge) => merge.keywords_of(self, part.id),
            None => &self.table.get(part.id).keywords,
        };
        let part_keywords = own_keywords(keywords).filter(|(keyword, _)| !part.without.contains(keyword));
        // The description of a base speaks of the base. Titles, examples and default values of a referenced schema are
        // not those of the schema that is made of it.
        let part_keywords = part_keywords.filter(|(keyword, _)| !part.referred || is_inherited(**keyword));
        let part_keywords: Keywords = part_keywords.map(|(keyword, node)| (*keyword, node.clone())).collect();
        combine.add_part(self, part.id, part_keywords);
    }

    // By the letter `null` would have to be valid for each member of `allOf`, and `nullable` beside `allOf` would never
    // allow it. Documents mean that it does (OAS 3.0.4, "Schema Object", `nullable`, leaves it to the reader).
    /// `null` of a schema that allows it itself, beside members that do not say so: documents mean that `null` may come.
    fn includes_null(&self, merge: &Merge, written: &WrittenSchemas) -> Option<Node> {
        let types = written.schemas().filter_map(|part| merge.keywords_of(self, part).get(&Keyword::Type));
        let mut names = types.filter_map(Node::as_array).flatten();
        names.find(|name| name.as_str() == Some("null")).cloned()
    }

    /// A reference with all annotations around it; those further out count.
    fn annotated(&self, merge: &Merge, written: &WrittenSchemas, reference: Node) -> Keywords {
        let mut keywords = Keywords::from_iter([(Keyword::Ref, reference)]);
        for part in written.schemas() {
            let annotations = merge.keywords_of(self, part).iter().filter(|(keyword, _)| keyword.is_annotation());
            for (keyword, node) in annotations {
                keywords.insert(*keyword, node.clone());
            }
        }
        keywords
    }
}

/// A row that is merged, with its keywords as they are by now.
pub(super) struct Merge {
    id: SchemaId,
    keywords: Keywords,
}

impl Merge {
    /// The keywords of a part.
    fn keywords_of<'a>(&'a self, composer: &'a Composer<'_>, part: SchemaId) -> &'a Keywords {
        if part == self.id { &self.keywords } else { &composer.table.get(part).keywords }
    }
}

/// Returns `true` if what a reference leads to names `null` among its types.
fn allows_null(composer: &Composer<'_>, reference: &Node) -> bool {
    let target = reference.as_schema().map(|to| row::target(composer.table, to).1);
    target.is_some_and(|target| row::types(&target.keywords).contains(&"null"))
}

/// A reference or `null`, with the annotations around them.
fn or_null(composer: &mut Composer<'_>, id: SchemaId, mut keywords: Keywords, null: &Node) -> Keywords {
    let Some(reference) = keywords.shift_remove(&Keyword::Ref) else { return keywords };
    let origin = reference.origin;
    let reference_id = composer.add(id, origin, Keywords::from_iter([(Keyword::Ref, reference)]));
    let members = [reference_id, composer.null(id, null.origin)].map(|member| row::member(member, origin)).to_vec();
    keywords.insert(Keyword::AnyOf, row::list(members, origin));
    keywords
}

/// Keywords apart from those that lead to other parts.
fn own_keywords(keywords: &Keywords) -> impl Iterator<Item = (&Keyword, &Node)> {
    keywords.iter().filter(|(keyword, _)| !matches!(keyword, Keyword::AllOf | Keyword::Ref))
}

/// Adds `null` to the types of a schema that names types.
pub(super) fn add_null(keywords: &mut Keywords, null: Node) {
    if let Some(Value::Array(types)) = keywords.get_mut(&Keyword::Type).map(|node| &mut node.value)
        && !types.iter().any(|name| name.as_str() == Some("null"))
    {
        types.push(null);
    }
}
