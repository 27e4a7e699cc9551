//! Codecs of structs: no derive, but small implementations over support of the runtime, in the shape that compiles
//! fastest (measured; see `contract/macros/object.rs` of the runtime).

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::context::{Context, ident};
use super::structure::extra_name;
use super::ty::{self, From};
use crate::analyze::IN_PLACE_FIELDS;
use crate::ir::{Extra, Field, Presence, Struct, Type, TypeId, TypeKind};

/// The codec of a struct: a line of the macro, or where a struct is not read in place what the macro stands for.
pub(super) fn structure(cx: &Context<'_>, id: TypeId, structure: &Struct) -> Vec<TokenStream> {
    let codec =
        if is_in_place(cx, id, structure) { vec![in_place(cx, id, structure)] } else { collected(cx, id, structure) };
    let parts = cx.facts.files.contains(&id).then(|| to_part(cx, id, structure));
    codec.into_iter().chain(parts).collect()
}

/// The rows of a struct that is read into a value.
fn in_place(cx: &Context<'_>, id: TypeId, structure: &Struct) -> TokenStream {
    let name = cx.type_name(id);
    let read = match (cx.facts.defaults.contains(&id), &structure.extra) {
        (true, Extra::Ignored) => quote! { in_place },
        (true, Extra::Refused | Extra::Kept(_)) => quote! { in_place_keeping },
        (false, Extra::Ignored) => quote! { in_blank },
        (false, Extra::Refused | Extra::Kept(_)) => quote! { in_blank_keeping },
    };
    let rows = structure.fields.iter().enumerate().map(|(index, field)| {
        let (name, key) = (ident(&cx.names.fields[&id][index]), &field.name);
        let kind = kind(cx, field);
        let index = Literal::usize_unsuffixed(index);
        quote! { #index #kind #name = #key, }
    });
    let rest = match &structure.extra {
        Extra::Ignored => None,
        Extra::Refused => Some(quote! { ; refuse }),
        Extra::Kept(values) => {
            let name = extra_name(cx, id, structure);
            Some(if has_empty(cx, values) {
                quote! { .. extra_or_empty #name }
            } else {
                quote! { .. extra #name }
            })
        }
    };
    let mask = structure.fields.iter().enumerate().filter(|(_, field)| is_required(field));
    // A struct is read in place with a bit mask of what was seen. Errors are held in `Fields` to the end, so no step
    // has a `?`. The cost in compile time is borrow checking of generic code that owns values or returns early.
    let mask = binary(mask.fold(0u64, |mask, (index, _)| mask | 1 << index), structure.fields.len());
    quote! { rt::object!(#name #read #mask { #(#rows)* #rest }); }
}

/// The kind of a field: a method of `rt::Fields` that reads it, and of `rt::Writer` that writes it.
fn kind(cx: &Context<'_>, field: &Field) -> TokenStream {
    match (field.presence, has_empty(cx, &field.ty)) {
        (Presence::Required | Presence::RequiredNullable, false) => quote! { required },
        (Presence::Required | Presence::RequiredNullable, true) => quote! { required_or_empty },
        // `null` is a value here, and absence is not.
        (Presence::Optional, false) if *ty::resolved(cx, &field.ty) == Type::Any => quote! { any },
        (Presence::Optional, false) => quote! { optional },
        (Presence::Optional, true) => quote! { optional_or_empty },
        (Presence::OptionalNullable, false) => quote! { nullable },
        (Presence::OptionalNullable, true) => quote! { nullable_or_empty },
    }
}

/// `true` if a struct is read into a value: its default, or a blank.
fn is_in_place(cx: &Context<'_>, id: TypeId, structure: &Struct) -> bool {
    let has_value = cx.facts.defaults.contains(&id) || cx.facts.blanks.contains_key(&id);
    has_value && structure.fields.len() <= IN_PLACE_FIELDS
}

/// The names of the fields of a struct, as the trait by which it is read has them.
pub(super) fn fields(cx: &Context<'_>, id: TypeId, structure: &Struct) -> TokenStream {
    let name = cx.type_name(id);
    if is_in_place(cx, id, structure) {
        quote! { <#name as rt::InPlace<'static>>::FIELDS }
    } else {
        quote! { <#name as rt::Object<'static>>::FIELDS }
    }
}

/// The names of the fields of a struct from a module of operations, where it has some, requires none and skips all others.
pub(super) fn fields_alone(cx: &Context<'_>, ty: &Type) -> Option<TokenStream> {
    let Type::Named(id) = ty::resolved(cx, ty) else { return None };
    let TypeKind::Struct(structure) = &cx.api.ty(*id).kind else { return None };
    let is_required = |field: &Field| field.presence.is_required();
    if structure.fields.is_empty() || structure.fields.iter().any(is_required) || structure.extra != Extra::Ignored {
        return None;
    }
    let name = cx.type_name(*id);
    Some(if is_in_place(cx, *id, structure) {
        quote! { <types::#name as rt::InPlace<'static>>::FIELDS }
    } else {
        quote! { <types::#name as rt::Object<'static>>::FIELDS }
    })
}

// Other shapes are not cheaper, in instructions of rustc: free functions, one constant in place of three, one trait for
// reading and writing, closures.
/// The implementations of a struct with more fields than a mask has bits, or with a field whose type nobody can make a value of.
/// There are few of them, and the names of locals, which a macro would need for each field, cost more than the text.
fn collected(cx: &Context<'_>, id: TypeId, structure: &Struct) -> Vec<TokenStream> {
    let name = cx.type_name(id);
    let title = name.to_string();
    let fields = structure.fields.iter().map(|field| field.name.as_str());
    let [option, result] = ["Option", "Result"].map(|name| ty::std(cx, From::Types, name));
    let body = collected_body(cx, id, structure);
    let deserialize = quote! {
        impl<'de> rt::Deserialize<'de> for #name {
            #[inline]
            fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> #result<Self, D::Error> {
                rt::object(deserializer)
            }
        }
    };
    let object = quote! {
        impl<'de> rt::Object<'de> for #name {
            const NAME: &'static str = #title;
            const FIELDS: &'static [&'static str] = &[#(#fields),*];

            #[inline]
            fn from_map<A: rt::MapAccess<'de>>(map: &mut rt::Fields<'de, A>) -> #option<Self> {
                #body
            }
        }
    };
    vec![deserialize, object, serialize(cx, id, structure)]
}

/// Returns `true` if a type has arrays or maps that may be `null` in answers.
fn has_empty(cx: &Context<'_>, ty: &Type) -> bool {
    let is_collection = |ty: &Type| matches!(ty, Type::List(_) | Type::Map(_) | Type::AnyObject);
    cx.api.lenient_nulls
        && match ty::resolved(cx, ty) {
            Type::Nullable(inner) => is_collection(ty::resolved(cx, inner)),
            other => is_collection(other),
        }
}

/// Reads into one local for each field, and builds the value of them.
fn collected_body(cx: &Context<'_>, id: TypeId, structure: &Struct) -> TokenStream {
    let locals: Vec<Ident> = (0..structure.fields.len()).map(|index| format_ident!("field_{index}")).collect();
    let names = (0..structure.fields.len()).map(|index| ident(&cx.names.fields[&id][index]));
    let arms = locals.iter().enumerate().map(|(index, local)| {
        let read = if has_empty(cx, &structure.fields[index].ty) {
            quote! { fill_or_empty }
        } else {
            quote! { fill }
        };
        let index = Literal::usize_unsuffixed(index);
        quote! { #index => map.#read(&mut #local), }
    });
    let arms: Vec<TokenStream> = arms.collect();
    let extra = extra_name(cx, id, structure);
    let (next, rest) = rest(cx, structure, &format_ident!("extra"));
    let keeps_rest = matches!(structure.extra, Extra::Kept(_));
    let extra_local = keeps_rest.then(|| quote! { let mut extra = ::std::collections::BTreeMap::new(); });
    let extra_value = keeps_rest.then(|| quote! { #extra: extra, });
    let required: Vec<usize> =
        structure.fields.iter().enumerate().filter(|(_, field)| is_required(field)).map(|(index, _)| index).collect();
    let indices: Vec<Literal> = required.iter().map(|index| Literal::usize_unsuffixed(*index)).collect();
    let required_locals: Vec<&Ident> = required.iter().map(|index| &locals[*index]).collect();
    let check = match required_locals.as_slice() {
        [] => None,
        [one] => Some(quote! {
            let Some(#one) = #one else { return map.missing(&[#(#indices),*], Self::FIELDS) };
        }),
        several => Some(quote! {
            let (#(Some(#several)),*) = (#(#several),*) else {
                return map.missing(&[#(#indices),*], Self::FIELDS);
            };
        }),
    };
    let values = structure.fields.iter().zip(&locals).map(|(field, local)| match field.presence {
        Presence::Required | Presence::RequiredNullable => quote! { #local },
        Presence::Optional if *ty::resolved(cx, &field.ty) == Type::Any => quote! { #local },
        Presence::OptionalNullable => quote! { #local },
        Presence::Optional => quote! { #local.flatten() },
    });
    let read = reading(&arms, &next, &rest);
    quote! {
        #(let mut #locals = None;)*
        #extra_local
        #read
        #check
        Some(Self { #(#names: #values,)* #extra_value })
    }
}

/// The loop over the entries; an object without fields needs no choice.
fn reading(arms: &[TokenStream], next: &TokenStream, rest: &TokenStream) -> TokenStream {
    if arms.is_empty() {
        return quote! { while map.#next(Self::FIELDS).is_some() { #rest; } };
    }
    quote! {
        while let Some(field) = map.#next(Self::FIELDS) {
            match field {
                #(#arms)*
                _ => #rest,
            }
        }
    }
}

/// The method that reads the next key, and the handling of an entry that is no field.
fn rest(cx: &Context<'_>, structure: &Struct, extra: &Ident) -> (TokenStream, TokenStream) {
    match &structure.extra {
        Extra::Ignored => (quote! { next }, quote! { map.skip() }),
        Extra::Refused => (quote! { next_keeping }, quote! { map.refuse(Self::FIELDS) }),
        Extra::Kept(values) => {
            let read = if has_empty(cx, values) {
                quote! { extra_or_empty }
            } else {
                quote! { extra }
            };
            (quote! { next_keeping }, quote! { map.#read(&mut #extra) })
        }
    }
}

fn is_required(field: &Field) -> bool {
    matches!(field.presence, Presence::Required | Presence::RequiredNullable)
}

/// A mask as it is read best: one binary digit for each field.
fn binary(mask: u64, fields: usize) -> Literal {
    let digits = format!("0b{mask:0fields$b}");
    digits.parse().expect("binary digits are a literal")
}

fn serialize(cx: &Context<'_>, id: TypeId, structure: &Struct) -> TokenStream {
    let name = cx.type_name(id);
    let result = ty::std(cx, From::Types, "Result");
    let fields = structure.fields.iter().enumerate().map(|(index, field)| {
        let name = ident(&cx.names.fields[&id][index]);
        let key = &field.name;
        match field.presence {
            Presence::Required | Presence::RequiredNullable => quote! { object.required(#key, &self.#name); },
            Presence::Optional | Presence::OptionalNullable => quote! { object.optional(#key, &self.#name); },
        }
    });
    let fields: Vec<TokenStream> = fields.collect();
    let extra = match &structure.extra {
        Extra::Ignored | Extra::Refused => None,
        Extra::Kept(_) => {
            let name = extra_name(cx, id, structure);
            let declared = self::fields(cx, id, structure);
            Some(quote! { object.others(&self.#name, #declared); })
        }
    };
    let mutable = (!fields.is_empty() || extra.is_some()).then(|| quote! { mut });
    quote! {
        impl rt::Serialize for #name {
            fn serialize<S: rt::Serializer>(&self, serializer: S) -> #result<S::Ok, S::Error> {
                let #mutable object = rt::Writer::new(serializer);
                #(#fields)*
                #extra
                object.end()
            }
        }
    }
}

/// The implementation of `ToPart` for a struct that holds files.
fn to_part(cx: &Context<'_>, id: TypeId, structure: &Struct) -> TokenStream {
    let name = cx.type_name(id);
    let fields = structure.fields.iter().enumerate().map(|(index, field)| {
        let name = ident(&cx.names.fields[&id][index]);
        let put = match (field.presence, cx.has_files(&field.ty)) {
            (Presence::Required | Presence::RequiredNullable, false) => quote! { required },
            (Presence::Optional | Presence::OptionalNullable, false) => quote! { optional },
            (Presence::Required | Presence::RequiredNullable, true) => quote! { file },
            (Presence::Optional | Presence::OptionalNullable, true) => quote! { optional_file },
        };
        let key = &field.name;
        quote! { parts.#put(#key, &self.#name); }
    });
    let extra = match &structure.extra {
        Extra::Ignored | Extra::Refused => None,
        Extra::Kept(values) => {
            let name = extra_name(cx, id, structure);
            let declared = self::fields(cx, id, structure);
            let put = if cx.has_files(values) {
                quote! { other_files }
            } else {
                quote! { others }
            };
            Some(quote! { parts.#put(&self.#name, #declared); })
        }
    };
    quote! {
        impl rt::ToPart for #name {
            fn to_part(&self) -> rt::PartValue {
                let mut parts = rt::PartWriter::new();
                #(#fields)*
                #extra
                parts.end()
            }
        }
    }
}
