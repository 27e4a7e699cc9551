//! Classification of constructs by what became of them.

use std::collections::HashMap;

use super::construct::{Construct, Constructs, Detail, Use};
use super::explain::Explanations;
use super::model::ModelIndex;
use super::schema::{Expressiveness, Role};
use super::{ConstructKind as Kind, Outcome};
use crate::diagnostic::Diagnostic;
use crate::document::Origin;
use crate::ir::Type;
use crate::limits;

/// The outcome of a construct, and the diagnostic that says so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Classification<'a> {
    pub(super) outcome: Outcome,
    pub(super) reason: Option<&'a Diagnostic>,
}

/// Classifies all constructs. Constructs that contain others come first, since their classification decides on what is in them.
pub(super) fn classify<'a>(
    written: &Constructs,
    reachable: &[bool],
    model: &ModelIndex<'_>,
    explanations: &Explanations<'a>,
) -> Vec<Classification<'a>> {
    let undecided = Classification { outcome: Outcome::Skipped, reason: None };
    let classifications = vec![undecided; written.list.len()];
    let mut classifier = Classifier { written, model, explanations, classifications, used: HashMap::new() };
    for turn in [Turn::Operation, Turn::Header, Turn::Rest] {
        for (at, construct) in written.list.iter().enumerate().filter(|(_, construct)| Turn::of(construct) == turn) {
            classifier.classifications[at] =
                if reachable[at] { classifier.classify(construct) } else { classifier.unused(construct) };
            classifier.note_use(construct, at);
        }
    }
    classifier.classifications
}

/// The order of classification. What becomes of a shared object is what becomes of its uses, so those come first, after
/// their operations; a header has its use within a response, which is shared itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Operation,
    Header,
    Rest,
}

impl Turn {
    fn of(construct: &Construct) -> Self {
        match (&construct.detail, construct.kind) {
            (Detail::Use(_), Kind::Header) => Self::Header,
            (Detail::Use(_), _) | (_, Kind::Operation | Kind::Incoming) => Self::Operation,
            _ => Self::Rest,
        }
    }
}

struct Classifier<'w, 'a> {
    written: &'w Constructs,
    model: &'w ModelIndex<'w>,
    explanations: &'w Explanations<'a>,
    classifications: Vec<Classification<'a>>,
    /// The best of what became of the uses of each shared object.
    used: HashMap<Origin, Classification<'a>>,
}

impl<'a> Classifier<'_, 'a> {
    fn note_use(&mut self, construct: &Construct, at: usize) {
        if let Detail::Use(used) = &construct.detail {
            let classification = self.classifications[at];
            let best = self.used.entry(used.target).or_insert(classification);
            if classification.outcome < best.outcome {
                *best = classification;
            }
        }
    }

    fn classify(&self, construct: &Construct) -> Classification<'a> {
        let outcome = self.outcome(construct);
        let own = self.own(construct);
        match outcome {
            Outcome::Exact if own.is_some() => Classification { outcome: Outcome::Approximated, reason: own },
            Outcome::Exact | Outcome::Unused => Classification { outcome, reason: None },
            _ => {
                let used = self.used.get(&construct.origin).and_then(|classification| classification.reason);
                Classification { outcome, reason: own.or_else(|| self.inherited(construct)).or(used) }
            }
        }
    }

    /// What the model says of a construct.
    fn outcome(&self, construct: &Construct) -> Outcome {
        let is_there = |there: bool| if there { Outcome::Exact } else { Outcome::Skipped };
        match (construct.kind, &construct.detail) {
            (Kind::Operation | Kind::Incoming, _) => is_there(self.model.operations.contains_key(&construct.origin)),
            (_, Detail::Use(used)) => self.used(construct.kind, used),
            (_, Detail::Schema(expressiveness, role)) => self.schema(construct, *expressiveness, *role),
            (Kind::MediaType, _) => {
                is_there(self.model.contents.contains(&construct.origin) || self.is_of_value(construct))
            }
            (Kind::Property, _) => is_there(self.model.fields.contains(&construct.origin)),
            (_, Detail::Shared) => {
                self.used.get(&construct.origin).map_or(Outcome::Exact, |classification| classification.outcome)
            }
            _ => Outcome::Skipped,
        }
    }

    fn used(&self, kind: Kind, used: &Use) -> Outcome {
        let is_there = |there: bool| if there { Outcome::Exact } else { Outcome::Skipped };
        if kind == Kind::Header {
            return is_there(self.model.headers.contains(&used.target));
        }
        if used.form {
            return is_there(self.model.fields.contains(&used.target));
        }
        let Some(parts) = used.operation.and_then(|operation| self.model.operations.get(&operation)) else {
            return Outcome::Skipped;
        };
        match kind {
            Kind::Body => is_there(parts.body == Some(used.target)),
            Kind::Response => match parts.responses.get(&used.target) {
                None => Outcome::Skipped,
                Some(true) if self.explanations.own(used.target).is_some() => Outcome::Untyped,
                Some(_) => Outcome::Exact,
            },
            _ => match parts.parameters.get(&used.target) {
                None => Outcome::Skipped,
                Some(Type::Any) => {
                    let is_loose = used
                        .expressiveness
                        .map_or(self.explanations.own(used.target).is_some(), |expressiveness| expressiveness.narrows);
                    if is_loose { Outcome::Untyped } else { Outcome::Exact }
                }
                Some(_) => Outcome::Exact,
            },
        }
    }

    fn schema(&self, construct: &Construct, expressiveness: Expressiveness, role: Role) -> Outcome {
        let Some(ty) = self.model.schema(construct.origin) else {
            let around = construct.parent.map(|parent| self.classifications[parent].outcome);
            let kept = matches!(around, Some(Outcome::Exact | Outcome::Approximated));
            // `null` is a quality of the others, and the members of a union in a union are its own.
            let joins = role == Role::Alternative && (expressiveness.null || expressiveness.union);
            // A named schema that is no more than a reference gives its name to what it leads to.
            let is_name = construct.kind == Kind::Reference && construct.parent.is_none();
            let renames = is_name && self.ends(construct.origin).any(|target| self.model.schema(target).is_some());
            return if kept && joins || renames { Outcome::Exact } else { Outcome::Skipped };
        };
        // What a reference leads to has a classification of its own.
        let is_loose = construct.kind == Kind::Schema && is_looser(ty, expressiveness);
        if is_loose { Outcome::Untyped } else { Outcome::Exact }
    }

    /// The schemas that references lead to from a schema, one after the other.
    fn ends(&self, origin: Origin) -> impl Iterator<Item = Origin> {
        std::iter::successors(Some(origin), |at| self.written.targets.get(at).copied()).skip(1).take(limits::REFERENCES)
    }

    /// The finding about a construct itself.
    fn own(&self, construct: &Construct) -> Option<&'a Diagnostic> {
        if construct.kind == Kind::Property {
            return None; // what stands there is about its schema
        }
        let own = self.explanations.own(construct.origin);
        match &construct.detail {
            Detail::Use(used) => own.or_else(|| self.explanations.own(used.target)),
            // A parameter or header has one media type, which is a way to write it.
            _ if construct.kind == Kind::MediaType && self.is_of_value(construct) => {
                own.or_else(|| self.explanations.own(self.written.list[construct.parent?].origin))
            }
            _ => own,
        }
    }

    /// The finding about what is around a construct, where that is the reason that this one is lost.
    fn inherited(&self, construct: &Construct) -> Option<&'a Diagnostic> {
        let target = match &construct.detail {
            Detail::Use(used) => used.target,
            _ => construct.origin,
        };
        let own = if construct.kind == Kind::Property { self.explanations.own(target) } else { None };
        own.or_else(|| self.explanations.member(construct.origin))
            .or_else(|| self.explanations.keyword(construct.origin))
            .or_else(|| self.explanations.at(construct.slot))
            .or_else(|| self.elsewhere(target))
            .or_else(|| self.of_parent(construct))
            // A schema beside whose reference something stands is made of the one that it refers to.
            .or_else(|| self.explanations.target(construct.origin, self.written))
            .or_else(|| self.explanations.within(construct))
            .or_else(|| self.explanations.within(&self.written.list[*self.written.shared.get(&target)?]))
    }

    fn elsewhere(&self, target: Origin) -> Option<&'a Diagnostic> {
        let places = self.written.elsewhere.get(&target)?;
        places.iter().find_map(|place| self.explanations.at(*place))
    }

    fn of_parent(&self, construct: &Construct) -> Option<&'a Diagnostic> {
        let parent = construct.parent?;
        let (around, classification) = (&self.written.list[parent], &self.classifications[parent]);
        let is_lost = matches!(classification.outcome, Outcome::Untyped | Outcome::Skipped);
        let holds_it =
            matches!(around.detail, Detail::Shared) || matches!(around.kind, Kind::MediaType | Kind::Incoming);
        if !is_lost && !holds_it {
            return None;
        }
        let of_use = || self.used.get(&around.origin).and_then(|used| used.reason);
        classification.reason.or_else(of_use).or_else(|| self.elsewhere(around.origin))
    }

    /// `true` if a media type is that of a parameter or header.
    fn is_of_value(&self, construct: &Construct) -> bool {
        let kind = construct.parent.map(|parent| self.written.list[parent].kind);
        matches!(kind, Some(Kind::Parameter | Kind::Header))
    }

    /// What stands in a shared object that no operation leads to; a schema in it may have its type nevertheless.
    fn unused(&self, construct: &Construct) -> Classification<'a> {
        let outcome = match &construct.detail {
            Detail::Schema(..) if self.model.schema(construct.origin).is_some() => {
                return self.classify(construct);
            }
            Detail::Plain if construct.kind == Kind::Property && self.outcome(construct) == Outcome::Exact => {
                Outcome::Exact
            }
            _ => Outcome::Unused,
        };
        Classification { outcome, reason: None }
    }
}

/// Returns `true` if a type allows more than its schema; the parts of the schema have classifications of their own.
fn is_looser(ty: &Type, expressiveness: Expressiveness) -> bool {
    match ty {
        Type::Any => expressiveness.narrows && !expressiveness.null,
        Type::AnyObject => expressiveness.narrows_objects,
        Type::Map(values) => expressiveness.narrows_objects && **values == Type::Any,
        Type::List(items) => expressiveness.narrows_arrays && **items == Type::Any,
        _ => false,
    }
}
