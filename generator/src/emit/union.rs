//! Unions: an enum with a variant for each alternative, and the table by which a value is told to be one of them.

use crate::collections::{HashMap, HashSet};

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use super::structure::def_docs;
use super::ty::{self, From};
use super::{TypeItems, docs, rules};
use crate::analyze::{Candidate, Decision, Fixed, FixedValue, KindName, KindSet, ObjectCandidate, Tag};
use crate::ir::{EnumValues, Type, TypeDef, TypeId, TypeKind, Union};

/// A union with its codec.
pub(super) fn union(cx: &Context<'_>, id: TypeId, def: &TypeDef, union: &Union) -> TypeItems {
    let name = cx.type_name(id);
    let decision = &cx.facts.decisions[&id];
    let variants: Vec<Ident> = cx.names.variants[&id].iter().map(|variant| ident(variant)).collect();
    let docs = def_docs(cx, def, "Alternatives");
    let deprecated = def.deprecated.then(|| quote! { #[deprecated] });
    let fields = union.variants.iter().enumerate().map(|(index, variant)| {
        let name = &variants[index];
        let ty = ty::boxed(cx, &variant.ty, cx.facts.boxed.contains(&(id, index)));
        let docs = variant.description.as_deref().map(docs::doc);
        let attributes = cx.attributes(id, index);
        quote! { #docs #attributes #name(#ty), }
    });
    let unknown = decision.open.then(|| {
        let name = &variants[union.variants.len()];
        let docs = docs::doc("A value that matches no variant, or more than one.");
        let attributes = cx.attributes(id, union.variants.len());
        quote! { #docs #attributes #name(::callsmith_runtime::JsonValue), }
    });
    let added = cx.decoration(id, &["Clone", "Debug", "PartialEq"]);
    let item = quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #deprecated
        #added
        pub enum #name {
            #(#fields)*
            #unknown
        }
    };
    let mut codecs = vec![decision_impl(cx, &name, decision), codec(&name, &variants, decision)];
    codecs.extend(cx.facts.files.contains(&id).then(|| to_part(cx, &name, &variants, union, decision)));
    codecs.extend(rules::union(cx, id, union));
    codecs.extend(conversions(cx, id, &name, &variants, union));
    if cx.facts.errors.contains(&id) {
        codecs.push(quote! { rt::display!(#name); });
    }
    if cx.facts.parameters.contains(&id) {
        codecs.push(quote! { rt::parameter!(#name); });
    }
    TypeItems { items: vec![item], codecs }
}

/// Returns `true` if a variant of a union may be far larger than another.
pub(super) fn has_objects(decision: &Decision) -> bool {
    decision.tag.is_some() || decision.candidates.iter().any(|candidate| candidate.object.is_some())
}

/// The codec of a union: its variants by their number, the last for all others.
fn codec(name: &Ident, variants: &[Ident], decision: &Decision) -> TokenStream {
    let last = variants.len() - 1;
    let variants = places(variants, decision).map(|(index, variant, place)| {
        let number = if index == last {
            quote! { _ }
        } else {
            let index = Literal::usize_unsuffixed(index);
            quote! { #index }
        };
        quote! { #number => #variant #place }
    });
    quote! { rt::union!(#name { #(#variants),* }); }
}

/// The implementation of `ToPart` for a union that holds files.
fn to_part(cx: &Context<'_>, name: &Ident, variants: &[Ident], union: &Union, decision: &Decision) -> TokenStream {
    let variants = places(variants, decision).map(|(index, variant, place)| {
        let kind = match union.variants.get(index) {
            Some(only_variant) if cx.has_files(&only_variant.ty) => quote! { part },
            _ => quote! { value },
        };
        quote! { #variant #kind #place }
    });
    quote! { rt::part_union!(#name { #(#variants),* }); }
}

/// The variants of a union, each with its index, and with that of the properties by which it is told.
fn places<'a>(
    variants: &'a [Ident],
    decision: &'a Decision,
) -> impl Iterator<Item = (usize, &'a Ident, Option<TokenStream>)> {
    let mut places = (0..).map(Literal::usize_unsuffixed);
    variants.iter().enumerate().map(move |(index, variant)| {
        let is_fixed = decision.fixed.get(index).is_some_and(|fixed| !fixed.is_empty());
        let place = if is_fixed { places.next() } else { None };
        (index, variant, place.map(|place| quote! { [#place] }))
    })
}

/// A property by which a variant is told, as it is written.
fn fixed(Fixed { property, value }: &Fixed) -> TokenStream {
    match value {
        FixedValue::Text(values) => quote! { rt::Fixed::text(#property, &[#(#values),*]) },
        FixedValue::Json(value) => quote! { rt::Fixed::json(#property, &[#value]) },
        FixedValue::Other(tags, foreign) => {
            quote! { rt::Fixed::other(#property, &[#(#tags),*], &[#(#foreign),*]) }
        }
    }
}

// `From` for named types and scalars, which users have at hand. Accessors (`as_dog`) and `TryFrom` back are left to
// `match`: each would cost every variant of every union.
/// `From` for the variants that are told apart by their type: those of named types, and scalars.
fn conversions(cx: &Context<'_>, id: TypeId, name: &Ident, variants: &[Ident], union: &Union) -> Option<TokenStream> {
    let variant_types: Vec<&Type> = union.variants.iter().map(|variant| ty::resolved(cx, &variant.ty)).collect();
    let mut count: HashMap<&Type, usize> = HashMap::with_capacity_and_hasher(variant_types.len(), Default::default());
    variant_types.iter().for_each(|variant_types| *count.entry(variant_types).or_default() += 1);
    let conversions = variant_types.iter().enumerate().filter(|(_, variant_types)| {
        let is_unique = count.get(**variant_types) == Some(&1);
        is_unique && is_convertible(variant_types) && **variant_types != &Type::Named(id)
    });
    let conversions = conversions.map(|(index, variant_types)| {
        let (variant, ty) = (&variants[index], ty::owned(cx, From::Types, variant_types));
        let boxed = cx.facts.boxed.contains(&(id, index)).then(|| quote! { , boxed });
        quote! { #variant(#ty #boxed) }
    });
    let conversions: Vec<TokenStream> = conversions.collect();
    let text =
        text_variant(cx, id, &variant_types).map(|index| &variants[index]).map(|variant| quote! { text #variant });
    (!conversions.is_empty()).then(|| quote! { rt::union_from!(#name { #(#conversions),* } #text); })
}

/// The index of the variant for every text: a string or an open enum of strings, where no other variant is read from a
/// string.
fn text_variant(cx: &Context<'_>, id: TypeId, variant_types: &[&Type]) -> Option<usize> {
    let mut seen = HashSet::from_iter([id]);
    let mut texts = variant_types.iter().enumerate().filter_map(|(index, ty)| Some((index, texts(cx, ty, &mut seen)?)));
    let (index, which) = texts.next()?;
    (which == Texts::All && texts.next().is_none() && !cx.facts.boxed.contains(&(id, index))).then_some(index)
}

/// The texts that a type is read from.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Texts {
    All,
    Some,
}

/// The texts that a type is read from; `None` for a type that is read from none. Unions within it are looked at once.
fn texts(cx: &Context<'_>, ty: &Type, seen: &mut HashSet<TypeId>) -> Option<Texts> {
    match ty {
        Type::Named(id) => match &cx.api.ty(*id).kind {
            TypeKind::Enum(definition) => match (&definition.values, definition.closed) {
                (EnumValues::Strings(_), false) => Some(Texts::All),
                (EnumValues::Strings(_), true) => Some(Texts::Some),
                (EnumValues::Integers(_), _) => None,
            },
            TypeKind::Union(union) if seen.insert(*id) => {
                let mut variants = union.variants.iter().map(|variant| ty::resolved(cx, &variant.ty));
                variants.find_map(|ty| texts(cx, ty, seen)).map(|_| Texts::Some)
            }
            TypeKind::Union(_) | TypeKind::Struct(_) | TypeKind::Alias(_) => None,
        },
        Type::String => Some(Texts::All),
        Type::Scalar(_) | Type::Bytes | Type::Any | Type::Foreign(_) | Type::Nullable(_) => Some(Texts::Some),
        Type::Bool
        | Type::Int(_)
        | Type::Float32
        | Type::Float64
        | Type::List(_)
        | Type::Map(_)
        | Type::Tuple(_)
        | Type::AnyObject => None,
    }
}

fn is_convertible(ty: &Type) -> bool {
    matches!(ty, Type::Named(_) | Type::Bool | Type::Int(_) | Type::Float32 | Type::Float64 | Type::String)
}

fn decision_impl(cx: &Context<'_>, name: &Ident, decision: &Decision) -> TokenStream {
    let title = name.to_string();
    let option = ty::std(cx, From::Types, "Option");
    let tag = decision.tag.as_ref().map(|tag| tag_const(&option, tag));
    let candidates = (!decision.candidates.is_empty()).then(|| {
        let candidates = decision.candidates.iter().map(candidate);
        quote! { const CANDIDATES: &'static [rt::Candidate] = &[#(#candidates),*]; }
    });
    let open = decision.open.then(|| quote! { const OPEN: bool = true; });
    let fixed = decision.fixed.iter().filter(|fixed| !fixed.is_empty()).map(|fixed| {
        let fixed = fixed.iter().map(self::fixed);
        quote! { &[#(#fixed),*] }
    });
    let fixed: Vec<TokenStream> = fixed.collect();
    let fixed = (!fixed.is_empty()).then(|| quote! { const FIXED: &'static [&'static [rt::Fixed]] = &[#(#fixed),*]; });
    quote! {
        impl rt::Union for #name {
            const NAME: &'static str = #title;
            #tag
            #candidates
            #open
            #fixed
        }
    }
}

fn tag_const(option: &TokenStream, tag: &Tag) -> TokenStream {
    let property = &tag.property;
    let values = tag.values.iter().map(|(value, variant)| {
        let variant = Literal::usize_unsuffixed(*variant);
        quote! { (#value, #variant) }
    });
    let variant = |variant: Option<usize>| match variant.map(Literal::usize_unsuffixed) {
        Some(variant) => quote! { Some(#variant) },
        None => quote! { None },
    };
    let (absent, other) = (variant(tag.absent), variant(tag.other));
    quote! {
        const TAG: #option<rt::Tag> =
            Some(rt::Tag { property: #property, values: &[#(#values),*], absent: #absent, other: #other });
    }
}

fn candidate(candidate: &Candidate) -> TokenStream {
    let mut pattern = own_candidate(candidate);
    if !candidate.limits.is_empty() {
        let limits = candidate.limits.iter().map(rules::constraint);
        pattern = quote! { #pattern.limited(&[#(#limits),*]) };
    }
    if candidate.each.is_empty() {
        return pattern;
    }
    let each = candidate.each.iter().map(self::candidate);
    quote! { #pattern.each(&[#(#each),*]) }
}

/// A candidate without what stands in it.
fn own_candidate(candidate: &Candidate) -> TokenStream {
    let variant = Literal::usize_unsuffixed(candidate.variant);
    if let Some(object) = &candidate.object {
        return object_candidate(&variant, object);
    }
    if !candidate.listed.is_empty() {
        let listed = &candidate.listed;
        if candidate.kinds == KindSet::INTEGER {
            let kinds = kinds(candidate.kinds);
            return quote! { rt::Candidate::of(#variant, #kinds).listing(&[#(#listed),*]) };
        }
        return quote! { rt::Candidate::listed(#variant, &[#(#listed),*]) };
    }
    if let Some(rank) = candidate.rank {
        let rank = Literal::u8_unsuffixed(rank);
        return quote! { rt::Candidate::text(#variant, #rank) };
    }
    if candidate.kinds == KindSet::ARRAY && candidate.items != KindSet::ANY {
        let items = kinds(candidate.items);
        return quote! { rt::Candidate::array(#variant, #items) };
    }
    let kinds = kinds(candidate.kinds);
    quote! { rt::Candidate::of(#variant, #kinds) }
}

fn object_candidate(variant: &Literal, object: &ObjectCandidate) -> TokenStream {
    let (required, properties) = (&object.required, &object.properties);
    let mut plain = quote! { rt::Candidate::object(#variant, &[#(#required),*], &[#(#properties),*]) };
    if !object.within.is_empty() {
        let within = object.within.iter().map(|(name, candidates)| {
            let candidates = candidates.iter().map(candidate);
            quote! { (#name, &[#(#candidates),*]) }
        });
        plain = quote! { #plain.within(&[#(#within),*]) };
    }
    if !object.closed && object.constants.is_empty() && object.kinds.is_empty() {
        return plain;
    }
    let closed = object.closed;
    let constants = object.constants.iter().map(|(name, values)| quote! { (#name, &[#(#values),*]) });
    let kinds = object.kinds.iter().map(|(name, set)| {
        let set = kinds(*set);
        quote! { (#name, #set) }
    });
    quote! { #plain.deciding(#closed, &[#(#constants),*], &[#(#kinds),*]) }
}

fn kinds(kinds: KindSet) -> TokenStream {
    let names = kinds.names().into_iter().map(|name| match name {
        KindName::Null => quote! { rt::Kinds::NULL },
        KindName::Boolean => quote! { rt::Kinds::BOOLEAN },
        KindName::Integer => quote! { rt::Kinds::INTEGER },
        KindName::Number => quote! { rt::Kinds::NUMBER },
        KindName::Single => quote! { rt::Kinds::SINGLE },
        KindName::String => quote! { rt::Kinds::STRING },
        KindName::Array => quote! { rt::Kinds::ARRAY },
        KindName::Object => quote! { rt::Kinds::OBJECT },
        KindName::Any => quote! { rt::Kinds::ANY },
    });
    quote! { #(#names)|* }
}
