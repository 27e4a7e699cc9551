//! Features of the runtime that a client needs.

use std::collections::BTreeSet;

use crate::ir::{Api, Extra, Scalar, Type, TypeKind};

/// Prefixes of the names that the runtime has behind features.
const FORWARDED_FEATURES: [(&str, &str); 4] =
    [("chrono", "chrono"), ("Date", "chrono"), ("uuid", "uuid"), ("Uuid", "uuid")];

/// The features that the types in use are behind.
pub(super) fn features(api: &Api) -> BTreeSet<&'static str> {
    let mut features = BTreeSet::new();
    for ty in defined(api) {
        within(ty, &mut features);
        // Calls have it by themselves, for dates in headers. A types-only client links the runtime without calls, so
        // each part that it needs has to be named.
        features.extend((api.types_only && has_http_date(ty)).then_some("http-date"));
    }
    if !api.types_only {
        used(api).for_each(|ty| within(ty, &mut features));
        features.extend((!api.xml.roots.is_empty()).then_some("xml"));
    }
    features
}

/// The types that named types are made of.
fn defined(api: &Api) -> impl Iterator<Item = &Type> {
    api.types.iter().flat_map(|def| match &def.kind {
        TypeKind::Struct(structure) => {
            let extra = match &structure.extra {
                Extra::Kept(values) => Some(values),
                Extra::Ignored | Extra::Refused => None,
            };
            structure.fields.iter().map(|field| &field.ty).chain(extra).collect()
        }
        TypeKind::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        TypeKind::Alias(ty) => vec![ty],
        TypeKind::Enum(_) => Vec::new(),
    })
}

/// The types that operations name.
fn used(api: &Api) -> impl Iterator<Item = &Type> {
    api.operations.iter().flat_map(|operation| {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.ty);
        let headers = operation.headers.iter().map(|header| &header.ty);
        let body = operation.body.iter().flat_map(|body| {
            let others = body.others.iter().filter_map(|other| other.ty.as_ref());
            std::iter::once(&body.ty).chain(others)
        });
        let streams = operation.success.streams.iter().map(|items| &items.ty);
        let responses = operation.success.types().chain(operation.failure.types()).chain(streams);
        parameters.chain(headers).chain(body).chain(responses)
    })
}

fn has_http_date(ty: &Type) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::HttpDate,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => has_http_date(inner),
        Type::Tuple(places) => places.iter().any(has_http_date),
        _ => false,
    }
}

fn within(ty: &Type, features: &mut BTreeSet<&'static str>) {
    match ty {
        Type::Scalar(scalar) => features.extend(scalar.feature()),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => within(inner, features),
        Type::Tuple(places) => places.iter().for_each(|place| within(place, features)),
        // A type of the user's that the runtime hands on.
        Type::Foreign(source) => {
            let text: String = source.split_whitespace().collect();
            let named =
                FORWARDED_FEATURES.iter().filter(|(name, _)| text.contains(&format!("callsmith_runtime::{name}")));
            features.extend(named.map(|(_, feature)| *feature));
        }
        _ => {}
    }
}
