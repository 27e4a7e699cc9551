//! Derives and attributes that the configuration adds.

use std::collections::HashMap;

use super::known::{Known, Named};
use crate::config::{Decoration, Decorations, Setting};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::ir::{Api, TypeId, TypeKind};

/// What is added to items, as Rust source that has been parsed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decorated {
    /// Types: their derives and attributes.
    pub(crate) types: HashMap<TypeId, Decoration>,
    /// Attributes of fields and of variants, by index.
    pub(crate) parts: HashMap<(TypeId, usize), Vec<String>>,
}

/// Finds what the keys of the configuration name.
pub(super) fn decorated(
    api: &Api,
    known: &Known,
    decorations: &Decorations,
    diagnostics: &mut Diagnostics,
) -> Decorated {
    let mut decorated = Decorated::default();
    for (key, Setting { value: decoration, span }) in decorations.iter() {
        let refused = |why: &str| Diagnostic::error(Code::UnknownOverride, format!("`{key}` {why}")).at_option(span);
        match known.find(key, "to have derives or attributes") {
            Ok(Named::Type(id)) if matches!(api.ty(id).kind, TypeKind::Alias(_)) => {
                diagnostics.push(
                    refused("is another name for a type, which has no derives and attributes of its own")
                        .help("name the other type"),
                );
            }
            Ok(Named::Type(id)) => {
                let id = api.original(id);
                let all = decorated.types.entry(id).or_default();
                all.derives.extend(decoration.derives.iter().cloned());
                all.attributes.extend(decoration.attributes.iter().cloned());
            }
            Ok(Named::Field(..) | Named::Variant(..)) if !decoration.derives.is_empty() => {
                diagnostics.push(
                    refused("is a part of a type: derives are for types").help("write `attributes`, or name the type"),
                );
            }
            Ok(Named::Field(id, index) | Named::Variant(id, index)) => {
                decorated.parts.entry((id, index)).or_default().extend(decoration.attributes.iter().cloned());
            }
            Ok(Named::Operation(_)) => {
                diagnostics
                    .push(refused("is an operation: derives and attributes are for types").help("name a schema"));
            }
            Err(diagnostic) => diagnostics.push(diagnostic.at_option(span)),
        }
    }
    decorated
}
