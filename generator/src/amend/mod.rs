//! Schemas as the configuration corrects them.
//!
//! * In: the table of normalised schemas, and the options `integers-as-doubles`, `nullable`, `optional` and `override`.
//! * Out: the same table, each correction made as if the document had said it.
//! * Afterwards: no later stage reads these options, apart from the types of `override`.

mod doubles;
mod keys;
mod lookup;
mod overridden;
mod presence;

pub(crate) use keys::Keys;

use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::normalise::Normalised;

/// Corrects the schemas that the configuration names.
pub(crate) fn amend(mut normalised: Normalised, options: &Options, diagnostics: &mut Diagnostics) -> Normalised {
    // The corrections change the table before `compose` merges it, as if the document had said so. No later stage has
    // to look at these options, and a merge of a corrected schema is corrected too.
    overridden::report(&normalised, options, diagnostics);
    doubles::integers(&mut normalised, &options.integers_as_doubles, diagnostics);
    presence::nullable(&mut normalised, &options.nullable, diagnostics);
    presence::optional(&mut normalised, options, diagnostics);
    normalised
}
