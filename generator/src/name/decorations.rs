//! Derives and attributes that the configuration adds.

use crate::collections::HashMap;
use std::collections::BTreeSet;

use super::patterns;
use super::targets::{NameTarget, NameUse, TargetIndex};
use crate::config::{Decoration, Decorations, Setting};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
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
    targets: &TargetIndex,
    decorations: &Decorations,
    diagnostics: &mut Diagnostics,
) -> ItemDecorations {
    let mut decorated = ItemDecorations::default();
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
            like.into_iter().for_each(|id| extend(decorated.types.entry(id).or_default(), decoration));
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
            Ok(NameTarget::Type(id)) => extend(decorated.types.entry(api.original(id)).or_default(), decoration),
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
                    refused("is an operation: derives and attributes are for types").help("name the type of its body"),
                );
            }
            Ok(NameTarget::Group(_)) => {
                diagnostics.push(refused("is a group of operations: derives and attributes are for types"));
            }
            Ok(NameTarget::Parameter(..)) => {
                diagnostics.push(
                    refused("is a parameter: derives and attributes are for types").help("name the type of its value"),
                );
            }
            Err(diagnostic) => diagnostics.push(diagnostic.at_option(span)),
        }
    }
    decorated
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
