//! Classification of constructs by what became of them.

use crate::collections::HashMap;

use super::construct::{Construct, Constructs, Detail, ObjectUse};
use super::explain::Explanations;
use super::model::ModelIndex;
use super::reachability::Reachability;
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
    reachable: &[Reachability],
    model: &ModelIndex<'_>,
    explanations: &Explanations<'a>,
) -> Vec<Classification<'a>> {
    let undecided = Classification { outcome: Outcome::Skipped, reason: None };
    let classifications = vec![undecided; written.list.len()];
    let mut within: HashMap<Origin, Vec<usize>> = HashMap::default();
    for (at, construct) in written.list.iter().enumerate() {
        if let Some(parent) = construct.parent {
            within.entry(written.list[parent].origin).or_default().push(at);
        }
    }
    let mut classifier = Classifier { written, model, explanations, classifications, within, used: HashMap::default() };
    for turn in [ClassificationOrder::Operation, ClassificationOrder::Header, ClassificationOrder::Rest] {
        for (at, construct) in
            written.list.iter().enumerate().filter(|(_, construct)| ClassificationOrder::new(construct) == turn)
        {
            classifier.classifications[at] = match reachable[at] {
                Reachability::Used => classifier.used_or_pruned(construct),
                Reachability::Omitted => classifier.unused(construct, Outcome::Omitted),
                Reachability::Unused => classifier.unused(construct, Outcome::Unused),
            };
            classifier.note_use(construct, at);
        }
    }
    classifier.classifications
}

/// The order of classification. The outcome of a shared object is that of its uses, so those come first, after their
/// operations. A header has its use within a response, which is shared itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClassificationOrder {
    Operation,
    Header,
    Rest,
}

impl ClassificationOrder {
    fn new(construct: &Construct) -> Self {
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
    /// The constructs within another one, by its origin.
    within: HashMap<Origin, Vec<usize>>,
    /// The best of what became of the uses of each shared object.
    used: HashMap<Origin, Classification<'a>>,
}

impl<'a> Classifier<'_, 'a> {
    fn note_use(&mut self, construct: &Construct, at: usize) {
        if let Detail::Use(used) = &construct.detail {
            let classification = self.classifications[at];
            let best = self.used.entry(used.target).or_insert(classification);
            // Outcomes are sorted, the best one first.
            if classification.outcome < best.outcome {
                *best = classification;
            }
        }
    }

    fn classify(&self, construct: &Construct) -> Classification<'a> {
        let outcome = self.outcome(construct);
        let direct = self.direct_explanation(construct);
        match outcome {
            Outcome::Exact if direct.is_some() => Classification { outcome: Outcome::Approximated, reason: direct },
            Outcome::Exact | Outcome::Unused | Outcome::Omitted => Classification { outcome, reason: None },
            _ => {
                let used = self.used.get(&construct.origin).and_then(|classification| classification.reason);
                Classification { outcome, reason: direct.or_else(|| self.inherited(construct)).or(used) }
            }
        }
    }

    /// The outcome of a construct in the model.
    fn outcome(&self, construct: &Construct) -> Outcome {
        let is_there = |there: bool| if there { Outcome::Exact } else { Outcome::Skipped };
        match (construct.kind, &construct.detail) {
            (Kind::Operation | Kind::Incoming, _) => is_there(self.model.operations.contains_key(&construct.origin)),
            (_, Detail::Use(used)) => self.used(construct.kind, used),
            (_, Detail::Schema(expressiveness, role)) => self.schema(construct, *expressiveness, *role),
            (Kind::MediaType, _) => {
                is_there(self.model.contents.contains(&construct.origin) || self.is_of_kept_value(construct))
            }
            (Kind::Property, _) => is_there(self.model.fields.contains(&construct.origin)),
            (_, Detail::Shared) => {
                self.used.get(&construct.origin).map_or(Outcome::Exact, |classification| classification.outcome)
            }
            _ => Outcome::Skipped,
        }
    }

    fn used(&self, kind: Kind, used: &ObjectUse) -> Outcome {
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
                Some(true) if self.explanations.at_origin(used.target).is_some() => Outcome::Untyped,
                Some(_) => Outcome::Exact,
            },
            _ => match parts.parameters.get(&used.target) {
                None => Outcome::Skipped,
                Some(Type::Any) => {
                    let is_loose = used
                        .expressiveness
                        .map_or(self.explanations.at_origin(used.target).is_some(), |expressiveness| {
                            expressiveness.narrows
                        });
                    if is_loose { Outcome::Untyped } else { Outcome::Exact }
                }
                Some(_) => Outcome::Exact,
            },
        }
    }

    fn schema(&self, construct: &Construct, expressiveness: Expressiveness, role: Role) -> Outcome {
        let Some(ty) = self.model.schema(construct.origin) else {
            let around = construct.parent.map(|parent| self.classifications[parent].outcome);
            let is_covered = matches!(around, Some(Outcome::Exact | Outcome::Approximated));
            // `null` is a quality of the others, and the members of a union in a union are its own.
            let joins = role == Role::Alternative && (expressiveness.null || expressiveness.union);
            // A named schema that is no more than a reference gives its name to what it leads to.
            let is_name = construct.kind == Kind::Reference && construct.parent.is_none();
            let renames = is_name && self.ends(construct.origin).any(|target| self.model.schema(target).is_some());
            return if is_covered && joins || renames { Outcome::Exact } else { Outcome::Skipped };
        };
        // The target of a reference has a classification of its own.
        let is_loose = construct.kind == Kind::Schema && is_looser(ty, expressiveness);
        if is_loose { Outcome::Untyped } else { Outcome::Exact }
    }

    /// The schemas that references lead to from a schema, one after the other.
    fn ends(&self, origin: Origin) -> impl Iterator<Item = Origin> {
        std::iter::successors(Some(origin), |at| self.written.targets.get(at).copied()).skip(1).take(limits::REFERENCES)
    }

    /// The finding about a construct itself.
    fn direct_explanation(&self, construct: &Construct) -> Option<&'a Diagnostic> {
        if construct.kind == Kind::Property {
            return None; // what stands there is about its schema
        }
        let direct = self.explanations.at_origin(construct.origin);
        match &construct.detail {
            Detail::Use(used) => direct.or_else(|| self.explanations.at_origin(used.target)),
            // A parameter or header has one media type, which is a way to write it.
            _ if construct.kind == Kind::MediaType && self.is_of_value(construct) => {
                direct.or_else(|| self.explanations.at_origin(self.written.list[construct.parent?].origin))
            }
            _ => direct,
        }
    }

    /// The finding about what is around a construct, where that is the reason that this one is lost.
    fn inherited(&self, construct: &Construct) -> Option<&'a Diagnostic> {
        let target = match &construct.detail {
            Detail::Use(used) => used.target,
            _ => construct.origin,
        };
        let direct = if construct.kind == Kind::Property { self.explanations.at_origin(target) } else { None };
        direct
            .or_else(|| self.explanations.member(construct.origin))
            .or_else(|| self.explanations.keyword(construct.origin))
            .or_else(|| self.explanations.at(construct.slot))
            .or_else(|| self.elsewhere(target))
            .or_else(|| self.of_parent(construct))
            // A schema beside whose reference something stands is made of the one that it refers to.
            .or_else(|| self.explanations.target(construct.origin, self.written))
            .or_else(|| self.explanations.within(construct))
            .or_else(|| self.of_values(construct))
            .or_else(|| self.explanations.within(&self.written.list[*self.written.shared.get(&target)?]))
    }

    /// The finding about what the values of a map or list are, where those are any JSON values because of it.
    fn of_values(&self, construct: &Construct) -> Option<&'a Diagnostic> {
        let is_loose =
            matches!(self.model.schema(construct.origin), Some(Type::AnyObject | Type::Map(_) | Type::List(_)));
        let within = self.within.get(&construct.origin).filter(|_| is_loose)?;
        let mut origins = within.iter().map(|at| self.written.list[*at].origin);
        let is_value = |origin: &Origin| self.model.schema(*origin) == Some(&Type::Any);
        origins.find_map(|origin| self.explanations.at_origin(origin).filter(|_| is_value(&origin)))
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

    /// `true` if a media type is that of a parameter or header that the client has.
    fn is_of_kept_value(&self, construct: &Construct) -> bool {
        let around = construct.parent.map(|parent| self.classifications[parent].outcome);
        self.is_of_value(construct) && around != Some(Outcome::Skipped)
    }

    /// Classifies a construct that something in use refers to. A named schema that no value is of has no type, though
    /// others refer to it (`not`).
    fn used_or_pruned(&self, construct: &Construct) -> Classification<'a> {
        match self.classify(construct) {
            Classification { outcome: Outcome::Skipped, reason: None } if self.is_typed(construct) == Some(false) => {
                Classification { outcome: Outcome::Unused, reason: None }
            }
            other => other,
        }
    }

    /// Classifies a shared object that no operation of the client leads to. A schema may have its type nevertheless.
    fn unused(&self, construct: &Construct, unused: Outcome) -> Classification<'a> {
        let is_of_schema = matches!(construct.detail, Detail::Schema(..)) || construct.kind == Kind::Property;
        // Nobody asks for the reason why a construct of no use has no type.
        let is_there = || self.is_typed(construct) == Some(true) || self.outcome(construct) != Outcome::Skipped;
        if is_of_schema && is_there() {
            return self.classify(construct);
        }
        Classification { outcome: unused, reason: None }
    }

    /// Returns `true` if the named schema that a construct stands in has a type; `None` where it stands in none.
    fn is_typed(&self, construct: &Construct) -> Option<bool> {
        let named = &self.written.list[construct.region?];
        matches!(named.detail, Detail::Schema(..)).then(|| self.model.schema(named.origin).is_some())
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
