//! The keywords of schemas as the walk needs them: corrections of misspelt ones, and the objects of fixed fields.

use super::{ObjectShape, closest_name, nearest, v3};
use crate::spec::{Keyword, Role};

// Compared without case and signs: `readonly` and `max_length` are misspellings, and other close words may be keys of
// an extension.
/// The keyword that an unknown one was meant to be, where there is no doubt.
pub(crate) fn correct_keyword(name: &str) -> Option<Keyword> {
    Keyword::parse(closest_name(name, Keyword::defined().map(Keyword::name))?)
}

/// As [`correct_keyword`], of the keywords that stand on parameters, headers and items of Swagger 2.0.
pub(crate) fn correct_simple(name: &str) -> Option<Keyword> {
    Keyword::parse(closest_name(name, Keyword::defined().filter(|keyword| is_simple(*keyword)).map(Keyword::name))?)
}

/// Returns `true` if parameters, headers and items of Swagger 2.0 have the keyword.
fn is_simple(keyword: Keyword) -> bool {
    match keyword.role() {
        Role::Type | Role::Format => true,
        Role::Limit(_) => !matches!(keyword, Keyword::Required | Keyword::MinProperties | Keyword::MaxProperties),
        Role::Values => keyword == Keyword::Enum,
        Role::Shape(_) => keyword == Keyword::Items,
        Role::Metadata => keyword == Keyword::Default,
        Role::Core => keyword == Keyword::CollectionFormat,
        Role::Extension | Role::Reference | Role::Combination | Role::Content => false,
        Role::Unevaluated(_) | Role::Condition(_) => false,
    }
}

/// The shape of a keyword whose value is an object of fixed fields.
pub(crate) fn keyword_shape(keyword: Keyword) -> Option<&'static ObjectShape> {
    match keyword {
        Keyword::Discriminator => Some(&v3::DISCRIMINATOR),
        Keyword::Xml => Some(&v3::XML),
        Keyword::ExternalDocs => Some(&v3::DOCS),
        _ => None,
    }
}

/// The keyword that resembles an unknown one most.
pub(crate) fn suggest_keyword(name: &str) -> Option<Keyword> {
    Keyword::parse(nearest(name, Keyword::defined().map(Keyword::name))?)
}
