//! Derives and attributes that the configuration adds.

use crate::collections::HashMap;
use std::collections::BTreeSet;

use super::patterns;
use super::targets::{NameTarget, NameUse, TargetIndex};
use crate::analyze::{self, Facts, StdTrait};
use crate::config::{Decoration, Decorations, Setting};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Origin, SpanTarget};
use crate::ir::{Api, OperationId, TypeId, TypeKind};

/// Derives and attributes of items, as parsed Rust source.
#[derive(Clone, Debug, Default)]
pub(crate) struct ItemDecorations {
    /// Types: their derives and attributes.
    pub(crate) types: HashMap<TypeId, Decoration>,
    /// Structs of required parameters: their derives and attributes.
    pub(crate) arguments: HashMap<OperationId, Decoration>,
    /// Attributes of fields and of variants, by index.
    pub(crate) parts: HashMap<(TypeId, usize), Vec<String>>,
    /// Further derives that read `#[serde(…)]`.
    pub(crate) serde_derives: Vec<String>,
}

/// Finds what the keys of the configuration name.
pub(super) fn decorated(
    api: &Api,
    facts: &Facts,
    targets: &TargetIndex,
    decorations: &Decorations,
    diagnostics: &mut Diagnostics,
) -> ItemDecorations {
    let mut decorated = ItemDecorations::default();
    let mut derives = Derives { api, facts, lacking: HashMap::default() };
    for (key, Setting { value: decoration, span }) in decorations.iter() {
        let refused = |why: &str| Diagnostic::error(Code::UnknownOverride, format!("`{key}` {why}")).at_option(span);
        if key.contains('*') && !key.contains("#/") && !targets.has(key) {
            let is_own_type = |id: &TypeId| !matches!(api.ty(*id).kind, TypeKind::Alias(_));
            let like = targets.types().filter(|(text, _)| patterns::texts(key, text).is_some());
            let like: BTreeSet<TypeId> = like.map(|(_, id)| api.original(id)).filter(is_own_type).collect();
            if like.is_empty() {
                let message = format!("no type matches `{key}`");
                diagnostics.push(Diagnostic::unknown_option(key, message, None).at_option(span));
            }
            for path in &decoration.derives {
                if let Some(note) = derives.note(key, path, &like) {
                    diagnostics.push(note.at_option(span));
                }
            }
            for id in like {
                let possible = derives.possible(id, decoration);
                extend(decorated.types.entry(id).or_default(), &possible);
            }
            continue;
        }
        let wanted = if decoration.derives.is_empty() { NameUse::Attributes } else { NameUse::Derives };
        match targets.find(key, wanted, "to have derives or attributes") {
            // Rust has no derives on a type alias: dropping them in silence would look like a success.
            Ok(NameTarget::Type(id)) if matches!(api.ty(id).kind, TypeKind::Alias(_)) => {
                diagnostics.push(
                    refused("is another name for a type, which has no derives and attributes of its own")
                        .help("name the other type"),
                );
            }
            Ok(NameTarget::Type(id)) => {
                let id = api.original(id);
                for path in &decoration.derives {
                    if let Some(error) = derives.refusal(key, path, id) {
                        diagnostics.push(error.at_option(span));
                    }
                }
                extend(decorated.types.entry(id).or_default(), decoration);
            }
            Ok(NameTarget::Arguments(id)) => extend(decorated.arguments.entry(id).or_default(), decoration),
            Ok(NameTarget::Field(..) | NameTarget::Variant(..)) if !decoration.derives.is_empty() => {
                diagnostics.push(
                    refused("is a part of a type: derives are for types").help("write `attributes`, or name the type"),
                );
            }
            Ok(NameTarget::Field(id, index) | NameTarget::Variant(id, index)) => {
                decorated.parts.entry((id, index)).or_default().extend(decoration.attributes.iter().cloned());
            }
            Ok(NameTarget::Operation(_)) => {
                diagnostics.push(
                    refused("is an operation: derives and attributes are for types")
                        .help("write the name of the type of its body, which `callsmith inspect` lists"),
                );
            }
            Ok(NameTarget::Group(_)) => {
                diagnostics.push(refused("is a group of operations: derives and attributes are for types"));
            }
            Ok(NameTarget::Parameter(..)) => {
                diagnostics.push(
                    refused("is a parameter: derives and attributes are for types")
                        .help("write the name of the type of its value, which `callsmith inspect` lists"),
                );
            }
            // Other tools have such names for what `*` stands for here.
            Err(diagnostic) if matches!(key, "all" | "." | "**") => {
                diagnostics.push(diagnostic.help("write `[types.\"*\"]` for all types").at_option(span));
            }
            Err(diagnostic) => diagnostics.push(diagnostic.at_option(span)),
        }
    }
    decorated
}

/// The derives of the standard library that types cannot have.
struct Derives<'a> {
    api: &'a Api,
    facts: &'a Facts,
    /// For each trait that was asked for the types that lack it, each with the index of a part that does.
    lacking: HashMap<StdTrait, HashMap<TypeId, usize>>,
}

impl Derives<'_> {
    /// The index of a part because of which a type cannot have a derive.
    fn lacking_part(&mut self, path: &str, id: TypeId) -> Option<usize> {
        let (api, facts, of) = (self.api, self.facts, StdTrait::from_path(path)?);
        let types = self.lacking.entry(of).or_insert_with(|| analyze::lacking(api, facts, of));
        types.get(&id).copied()
    }

    /// The part of a decoration that a type can have.
    fn possible(&mut self, id: TypeId, decoration: &Decoration) -> Decoration {
        let mut possible = decoration.clone();
        possible.derives.retain(|path| self.lacking_part(path, id).is_none());
        possible
    }

    /// The error of a type that cannot have a derive, with the part that lacks it.
    fn refusal(&mut self, key: &str, path: &str, id: TypeId) -> Option<Diagnostic> {
        let index = self.lacking_part(path, id)?;
        let message = format!("`{key}` cannot derive `{path}`, which {} lacks", self.part(id, index));
        let origin = self.origin(id, index);
        let diagnostic = Diagnostic::error(Code::UnknownOverride, message).help(format!("remove `{path}`"));
        Some(diagnostic.related(origin, SpanTarget::Value, format!("this lacks `{path}`")))
    }

    /// The note about types that match a pattern and cannot have a derive.
    fn note(&mut self, key: &str, path: &str, types: &BTreeSet<TypeId>) -> Option<Diagnostic> {
        let without: Vec<(TypeId, usize)> =
            types.iter().filter_map(|id| Some((*id, self.lacking_part(path, *id)?))).collect();
        let (id, index) = *without.first()?;
        let (number, all) = (without.len(), types.len());
        let first = self.api.ty(id).pointer.clone();
        let message = format!("`{path}` is not derived for {number} of the {all} types that `{key}` matches");
        let note = format!("the first is `{first}`: {} lacks it", self.part(id, index));
        Some(Diagnostic::note(Code::UnknownOverride, message).with_note(note))
    }

    /// A part in words.
    fn part(&self, id: TypeId, index: usize) -> String {
        match &self.api.ty(id).kind {
            TypeKind::Struct(structure) => match structure.fields.get(index) {
                Some(field) => format!("its property `{}`", field.name),
                None => "the map of its other properties".to_owned(),
            },
            TypeKind::Union(union) => match union.variants.get(index) {
                Some(variant) => format!("its alternative `{}`", variant.name),
                None => "the variant for other values".to_owned(),
            },
            TypeKind::Enum(_) => "the variant for other values".to_owned(),
            TypeKind::Alias(_) => "the type behind it".to_owned(),
        }
    }

    fn origin(&self, id: TypeId, index: usize) -> Origin {
        let def = self.api.ty(id);
        match &def.kind {
            TypeKind::Struct(structure) => structure.fields.get(index).map_or(def.origin, |field| field.origin),
            TypeKind::Union(_) | TypeKind::Enum(_) | TypeKind::Alias(_) => def.origin,
        }
    }
}

/// Adds what is not there yet.
fn extend(all: &mut Decoration, more: &Decoration) {
    for (list, more) in [(&mut all.derives, &more.derives), (&mut all.attributes, &more.attributes)] {
        for text in more {
            if !list.contains(text) {
                list.push(text.clone());
            }
        }
    }
}
