//! Diagnostics by the constructs that they are about.

use crate::collections::HashMap;

use super::construct::{Construct, Constructs, Detail};
use super::schema::Role;
use crate::diagnostic::{Anchor, Code, Diagnostic, Diagnostics};
use crate::document::{Origin, SpanTarget};

/// The diagnostics that can be the reason of a loss, by place.
pub(super) struct Explanations<'a> {
    /// The findings of the innermost construct that they point into.
    by_origin: HashMap<Origin, &'a Diagnostic>,
    /// The findings of a node.
    at: HashMap<Origin, &'a Diagnostic>,
    /// The findings of the members of a schema that is made of others.
    members: HashMap<Origin, &'a Diagnostic>,
    /// The keywords that a schema cannot have, by the schema.
    keywords: HashMap<Origin, &'a Diagnostic>,
    /// The findings of nodes of a wrong kind, or that refer to nothing, in the order of the document.
    leaves: Vec<(Origin, &'a Diagnostic)>,
}

impl<'a> Explanations<'a> {
    /// Sorts the findings of a run by what they are about.
    pub(super) fn new(diagnostics: &'a Diagnostics, written: &Constructs) -> Self {
        let sites = Sites::new(written);
        let keywords = keywords(written);
        let is_leaf = |code: Code| code.is_of_grammar() && code != Code::MissingKey;
        let mut leaves: Vec<_> =
            diagnostics.of_nodes().filter(|(_, current_diagnostic)| is_leaf(current_diagnostic.code)).collect();
        leaves.sort_by_key(|(origin, _)| *origin);
        let mut explanations = Self {
            by_origin: HashMap::default(),
            at: HashMap::default(),
            members: HashMap::default(),
            keywords: HashMap::default(),
            leaves,
        };
        let holders = holders(written);
        for (origin, diagnostic) in diagnostics.of_nodes() {
            // A key that is not known loses what stands there, and nothing of what is around it.
            if diagnostic.code == Code::UnknownKey {
                keep(&mut explanations.at, origin, diagnostic);
                if let Some(around) = holders.get(&origin) {
                    keep(&mut explanations.keywords, *around, diagnostic);
                }
                if sites.enclosing(origin) == Some(origin) {
                    keep(&mut explanations.by_origin, origin, diagnostic);
                }
            }
            if !reports_loss(diagnostic.code) {
                continue;
            }
            keep(&mut explanations.at, origin, diagnostic);
            let Some(site) = sites.enclosing(origin) else { continue };
            keep(&mut explanations.by_origin, site, diagnostic);
            // A finding about a keyword is about its schema too, and not only about the schema that is its value.
            if diagnostic.anchor == Anchor::Node(site, SpanTarget::Key)
                && let Some(around) = keywords.get(&site)
            {
                keep(&mut explanations.by_origin, *around, diagnostic);
            }
        }
        // From the end: the members of a member come after it, and their findings are known by then.
        for construct in written.list.iter().rev() {
            if let Detail::Schema(_, Role::Merged | Role::Alternative) = construct.detail
                && let Some(around) = construct.parent.map(|parent| written.list[parent].origin)
                && let Some(current_diagnostic) = explanations.of_member(construct.origin, written)
            {
                keep(&mut explanations.members, around, current_diagnostic);
            }
        }
        explanations
    }

    /// The finding about a member itself, about members of it, or about the schema that it refers to.
    fn of_member(&self, origin: Origin, written: &Constructs) -> Option<&'a Diagnostic> {
        self.at_origin(origin).or_else(|| self.member(origin)).or_else(|| self.target(origin, written))
    }

    /// The finding about what a schema refers to, or that points at it where it is no construct.
    pub(super) fn target(&self, origin: Origin, written: &Constructs) -> Option<&'a Diagnostic> {
        let target = *written.targets.get(&origin)?;
        self.at_origin(target).or_else(|| self.at(target))
    }

    /// The finding about a member of a schema that is made of others.
    pub(super) fn member(&self, origin: Origin) -> Option<&'a Diagnostic> {
        self.members.get(&origin).copied()
    }

    /// The finding about a keyword that a schema cannot have, such as one of OpenAPI 3 in Swagger 2.0.
    pub(super) fn keyword(&self, origin: Origin) -> Option<&'a Diagnostic> {
        self.keywords.get(&origin).copied()
    }

    /// The finding about a construct that stands at a place, and not about one within it.
    pub(super) fn at_origin(&self, origin: Origin) -> Option<&'a Diagnostic> {
        self.by_origin.get(&origin).copied()
    }

    /// The first finding about a leaf of a construct, without which the construct has another meaning or none.
    pub(super) fn within(&self, construct: &Construct) -> Option<&'a Diagnostic> {
        let first = self.leaves.partition_point(|(origin, _)| *origin < construct.origin);
        let (origin, diagnostic) = self.leaves.get(first)?;
        let is_within = origin.source == construct.origin.source && origin.index <= construct.end;
        is_within.then_some(*diagnostic)
    }

    /// The finding that points at a node.
    pub(super) fn at(&self, origin: Origin) -> Option<&'a Diagnostic> {
        self.at.get(&origin).copied()
    }
}

/// The schemas that are values of keywords, each with the schema that has the keyword.
fn keywords(written: &Constructs) -> HashMap<Origin, Origin> {
    let is_value = |construct: &&Construct| construct.slot == construct.origin && is_schema(construct);
    let around = |construct: &Construct| Some(&written.list[construct.parent?]).filter(|around| is_schema(around));
    let pair = |construct| Some((construct, around(construct)?));
    let pairs = written.list.iter().filter(is_value).filter_map(pair);
    pairs.map(|(value, around)| (value.origin, around.origin)).collect()
}

/// The values of keywords that have schemas, each with the schema that has the keyword.
fn holders(written: &Constructs) -> HashMap<Origin, Origin> {
    let holder = |construct: &Construct| {
        let around = &written.list[construct.parent?];
        is_schema(around).then_some((construct.slot, around.origin))
    };
    written.list.iter().filter(|construct| is_schema(construct)).filter_map(holder).collect()
}

fn is_schema(construct: &Construct) -> bool {
    matches!(construct.detail, Detail::Schema(..))
}

/// Of several findings at one place the gravest counts, of those the first.
fn keep<'a>(diagnostics: &mut HashMap<Origin, &'a Diagnostic>, place: Origin, diagnostic: &'a Diagnostic) {
    let earlier = diagnostics.entry(place).or_insert(diagnostic);
    if diagnostic.severity > earlier.severity {
        *earlier = diagnostic;
    }
}

/// Findings about names, texts, examples and references that are followed lose nothing that a construct says.
fn reports_loss(code: Code) -> bool {
    !matches!(
        code,
        Code::OperationId
            | Code::ExampleMismatch
            | Code::DuplicateKey
            | Code::UnboundedNumber
            | Code::UnknownKey
            | Code::MisplacedReference
    )
}

/// The stretches of the document that constructs take up, in the order in which they begin.
struct Sites {
    list: Vec<Site>,
}

struct Site {
    origin: Origin,
    end: u32,
    /// The site around it.
    around: Option<usize>,
}

impl Sites {
    fn new(written: &Constructs) -> Self {
        let mut places: Vec<(Origin, u32)> = written.list.iter().map(|c| (c.origin, c.end)).collect();
        // Nodes are numbered in document order, so one pass with a stack finds what is around each.
        places.sort_unstable();
        places.dedup();
        let mut list: Vec<Site> = Vec::with_capacity(places.len());
        let mut open: Vec<usize> = Vec::new();
        for (origin, end) in places {
            while open.last().is_some_and(|at| !list[*at].contains(origin)) {
                open.pop();
            }
            list.push(Site { origin, end, around: open.last().copied() });
            open.push(list.len() - 1);
        }
        Self { list }
    }

    /// The innermost construct around a node, or at it.
    fn enclosing(&self, node: Origin) -> Option<Origin> {
        let before = self.list.partition_point(|site| site.origin <= node);
        let mut at = before.checked_sub(1);
        while let Some(index) = at {
            let site = &self.list[index];
            if site.contains(node) {
                return Some(site.origin);
            }
            at = site.around;
        }
        None
    }
}

impl Site {
    fn contains(&self, node: Origin) -> bool {
        node.source == self.origin.source && (self.origin.index..=self.end).contains(&node.index)
    }
}
