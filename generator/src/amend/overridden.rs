//! Corrections within schemas whose types the configuration gives.

use super::keys::Keys;
use crate::config::{ConfigSpan, Options};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::normalise::Normalised;

/// Reports corrections of what is within a schema of `[override]`: nothing of such a schema shows in its type.
pub(super) fn report(normalised: &Normalised, options: &Options, diagnostics: &mut Diagnostics) {
    let integers = options.integers_as_doubles.names().iter().map(|(key, span)| ("integers-as-doubles", key, span));
    let nullable = options.nullable.iter().map(|(key, span)| ("nullable", key, span));
    let optional = options.optional.iter().map(|(key, span)| ("optional", key, span));
    let absent = options.null_as_absent.names().iter().map(|(key, span)| ("null-as-absent", key, span));
    let closed = options.closed_enums.names().iter().map(|(key, span)| ("closed-enums", key.as_str(), span));
    let types = options.type_overrides.iter().map(|(key, setting)| ("override", key, &setting.span));
    let corrections: Vec<(&str, &str, &ConfigSpan)> =
        integers.chain(nullable).chain(optional).chain(absent).chain(closed).chain(types).collect();
    if corrections.is_empty() || options.type_overrides.iter().next().is_none() {
        return;
    }
    let keys = Keys::new(&normalised.schemas, &normalised.pointers);
    for (option, key, span) in corrections {
        // A name with dots of its own may be that of a schema.
        let is_part = keys.find(key).is_some_and(|matched| matched.property.is_some());
        let within = |outer: &str| {
            key.strip_prefix(outer).is_some_and(|rest| {
                rest.starts_with('/')
                    || is_part && rest.starts_with('.')
                    || rest.is_empty() && matches!(option, "integers-as-doubles" | "closed-enums")
            })
        };
        let Some((outer, setting)) = options.type_overrides.iter().find(|(outer, _)| within(outer)) else { continue };
        let message = format!("`{key}` has no effect in `{option}`: `{outer}` is a `{}`", setting.value);
        let diagnostic = Diagnostic::error(Code::UnknownOverride, message).at_option(span);
        diagnostics.push(
            diagnostic.help(format!("write the type of the whole under `[override]`, or remove `{outer}` there")),
        );
    }
}
