//! Rules: what the document says of values beside their type, as tables.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::codec;
use super::context::Context;
use super::ty::From;
use crate::ir::{
    Constraint, Constraints, Extra, Parameter, ParameterForm, Struct, Type, TypeDef, TypeId, TypeKind, Union,
};
use crate::limits;

/// The rules of a struct, where it has any.
pub(super) fn structure(cx: &Context<'_>, id: TypeId, def: &TypeDef, structure: &Struct) -> Vec<TokenStream> {
    // Only types that are sent and have a rule somewhere within: all others would carry an empty table.
    if !cx.facts.checked.contains(&id) {
        return Vec::new();
    }
    let constraints = def.constraints.limits.iter().map(constraint);
    let fields = structure.fields.iter().filter_map(|field| {
        let rules = list(&value(cx, From::Types, Some(&field.ty), Some(&field.constraints), limits::RULE_DEPTH))?;
        let name = &field.name;
        Some(quote! { rt::Rule::Property(#name, #rules) })
    });
    let others = match &structure.extra {
        Extra::Kept(ty) => {
            list(&value(cx, From::Types, Some(ty), def.constraints.values.as_deref(), limits::RULE_DEPTH))
        }
        _ => None,
    };
    let declared = codec::fields(cx, id, structure);
    let others = others.map(|rules| quote! { rt::Rule::Others(#declared, #rules) });
    checked(cx, id, &constraints.chain(fields).chain(others).collect::<Vec<_>>())
}

/// The rules of a union, where it has any: those of its variants.
pub(super) fn union(cx: &Context<'_>, id: TypeId, union: &Union) -> Vec<TokenStream> {
    if !cx.facts.checked.contains(&id) {
        return Vec::new();
    }
    let name = cx.type_name(id);
    let variants = union.variants.iter().map(|variant| {
        let rules = value(cx, From::Types, Some(&variant.ty), Some(&variant.constraints), limits::RULE_DEPTH);
        list(&rules).unwrap_or_else(|| quote! { &[] })
    });
    checked(cx, id, &[quote! { rt::Rule::Variants(rt::variants::<#name>, &[#(#variants),*]) }])
}

/// The implementation of what a type with rules is.
fn checked(cx: &Context<'_>, id: TypeId, rules: &[TokenStream]) -> Vec<TokenStream> {
    let name = cx.type_name(id);
    vec![
        quote! {
            impl rt::Checked for #name {
                #[inline]
                fn rules() -> &'static [rt::Rule] {
                    const { &[#(#rules),*] }
                }
            }
        },
        if cx.facts.files.contains(&id) {
            quote! { rt::checked!(#name, validate_part); }
        } else {
            quote! { rt::checked!(#name); }
        },
    ]
}

/// The rules of a body.
pub(super) fn body(cx: &Context<'_>, ty: &Type, constraints: &Constraints) -> Option<TokenStream> {
    list(&value(cx, From::Operations, Some(ty), Some(constraints), limits::RULE_DEPTH))
}

/// The rules of a parameter. Of one that is JSON they are about what its text says.
pub(super) fn parameter(cx: &Context<'_>, parameter: &Parameter) -> Option<TokenStream> {
    let rules = value(cx, From::Operations, Some(&parameter.ty), Some(&parameter.constraints), limits::RULE_DEPTH);
    let rules = list(&rules)?;
    match parameter.form {
        ParameterForm::Plain | ParameterForm::Structure => Some(rules),
        ParameterForm::Json => Some(quote! { &[rt::Rule::Json(#rules)] }),
        ParameterForm::Form => None,
    }
}

fn list(rules: &[TokenStream]) -> Option<TokenStream> {
    (!rules.is_empty()).then(|| quote! { &[#(#rules),*] })
}

/// The rules of a value: what is said of it, and what its type says.
fn value(
    cx: &Context<'_>,
    from: From,
    ty: Option<&Type>,
    constraints: Option<&Constraints>,
    depth: usize,
) -> Vec<TokenStream> {
    // A named type refers to its own table, so only unnamed types nest here, and these end.
    if depth == 0 || ty.is_none() && constraints.is_none() {
        return Vec::new();
    }
    let within =
        |ty: Option<&Type>, constraints: Option<&Constraints>, depth| list(&value(cx, from, ty, constraints, depth));
    let mut rules: Vec<TokenStream> = constraints.iter().flat_map(|all| &all.limits).map(constraint).collect();
    let (mut item, mut other, mut places) = (None, None, &[][..]);
    match ty {
        Some(Type::Nullable(inner)) => return value(cx, from, Some(inner), constraints, depth),
        Some(Type::Named(id)) => rules.extend(named(cx, from, *id, depth)),
        Some(Type::List(inner)) => item = Some(&**inner),
        Some(Type::Map(inner)) => other = Some(&**inner),
        Some(Type::Tuple(types)) => places = types,
        _ => {}
    }
    let items = within(item, constraints.and_then(|all| all.items.as_deref()), depth);
    rules.extend(items.map(|rules| quote! { rt::Rule::Items(#rules) }));
    let values = within(other, constraints.and_then(|all| all.values.as_deref()), depth);
    rules.extend(values.map(|rules| quote! { rt::Rule::Others(&[], #rules) }));
    for (index, ty) in places.iter().enumerate() {
        let rules_of_place = within(Some(ty), constraints.and_then(|all| all.places.get(index)), depth / 4);
        let index = Literal::usize_unsuffixed(index);
        rules.extend(rules_of_place.map(|rules| quote! { rt::Rule::Item(#index, #rules) }));
    }
    rules
}

/// The rules of a named type: a reference to them, or themselves where it is another name for a type.
fn named(cx: &Context<'_>, from: From, id: TypeId, depth: usize) -> Vec<TokenStream> {
    let def = cx.api.ty(id);
    if !cx.facts.checked.contains(&id) {
        return Vec::new();
    }
    if let TypeKind::Alias(to) = &def.kind {
        return value(cx, from, Some(to), Some(&def.constraints), depth - 1);
    }
    let ty = super::ty::owned(cx, from, &Type::Named(id));
    // A function and not the table itself: tables of types that contain each other would have no end.
    vec![quote! { rt::Rule::Of(<#ty as rt::Checked>::rules) }]
}

/// A limit.
pub(super) fn constraint(constraint: &Constraint) -> TokenStream {
    let count = |count: &usize| Literal::usize_unsuffixed(*count);
    match constraint {
        Constraint::Minimum(number) => quote! { rt::Rule::Minimum(#number) },
        Constraint::Maximum(number) => quote! { rt::Rule::Maximum(#number) },
        Constraint::Above(number) => quote! { rt::Rule::Above(#number) },
        Constraint::Below(number) => quote! { rt::Rule::Below(#number) },
        Constraint::MultipleOf(number) => quote! { rt::Rule::MultipleOf(#number) },
        Constraint::Pattern(pattern, _) => quote! { rt::pattern!(#pattern) },
        Constraint::UniqueItems => quote! { rt::Rule::UniqueItems },
        Constraint::MinLength(least) => {
            let least = count(least);
            quote! { rt::Rule::MinLength(#least) }
        }
        Constraint::MaxLength(most) => {
            let most = count(most);
            quote! { rt::Rule::MaxLength(#most) }
        }
        Constraint::MinItems(least) => {
            let least = count(least);
            quote! { rt::Rule::MinItems(#least) }
        }
        Constraint::MaxItems(most) => {
            let most = count(most);
            quote! { rt::Rule::MaxItems(#most) }
        }
        Constraint::MinProperties(least) => {
            let least = count(least);
            quote! { rt::Rule::MinProperties(#least) }
        }
        Constraint::MaxProperties(most) => {
            let most = count(most);
            quote! { rt::Rule::MaxProperties(#most) }
        }
    }
}
