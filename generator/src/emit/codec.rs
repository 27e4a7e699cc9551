//! How structs are read and written: no derive, but small implementations over support of the runtime, in the shape
//! that compiles fastest (measured; see ARCHITECTURE.md).

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use super::context::{Context, ident};
use super::structure::extra_name;
use super::ty::{self, From};
use crate::ir::{Extra, Field, Presence, Struct, Type, TypeId};

/// Fields that the bit mask of seen fields can hold.
const MASK: usize = 64;

/// The codec of a struct.
pub(super) fn structure(cx: &Context<'_>, id: TypeId, structure: &Struct) -> [TokenStream; 3] {
    let name = cx.type_name(id);
    let result = ty::std(cx, From::Types, "Result");
    let deserialize = quote! {
        impl<'de> rt::Deserialize<'de> for #name {
            #[inline]
            fn deserialize<D: rt::Deserializer<'de>>(deserializer: D) -> #result<Self, D::Error> {
                rt::object(deserializer)
            }
        }
    };
    [deserialize, object(cx, id, structure), serialize(cx, id, structure)]
}

fn object(cx: &Context<'_>, id: TypeId, structure: &Struct) -> TokenStream {
    let name = cx.type_name(id);
    let title = name.to_string();
    let result = ty::std(cx, From::Types, "Result");
    let fields = structure.fields.iter().map(|field| field.name.as_str());
    let in_place = cx.facts.defaults.contains(&id) && structure.fields.len() <= MASK;
    let body = if in_place { in_place_body(cx, id, structure) } else { collected_body(cx, id, structure) };
    quote! {
        impl<'de> rt::Object<'de> for #name {
            const NAME: &'static str = #title;
            const FIELDS: &'static [&'static str] = &[#(#fields),*];
            fn from_map<A: rt::MapAccess<'de>>(map: &mut rt::Fields<A>) -> #result<Self, A::Error> {
                #body
            }
        }
    }
}

/// Reads into a default value, and looks at the end whether all required fields were there.
fn in_place_body(cx: &Context<'_>, id: TypeId, structure: &Struct) -> TokenStream {
    let arms = structure.fields.iter().enumerate().map(|(index, field)| {
        let name = ident(&cx.names.fields[&id][index]);
        let read = match field.presence {
            Presence::OptionalNullable => quote! { nullable },
            // `null` is a value here, and absence is not.
            Presence::Optional if *ty::resolved(cx, &field.ty) == Type::Any => quote! { fill },
            _ => quote! { set },
        };
        let index = Literal::usize_unsuffixed(index);
        quote! { #index => map.#read(&mut out.#name), }
    });
    let arms: Vec<TokenStream> = arms.collect();
    let (next, rest) = rest(structure, &extra_name(cx, id, structure), |name| quote! { out.#name });
    let mask = structure.fields.iter().enumerate().filter(|(_, field)| is_required(field));
    let mask = mask.fold(0u64, |mask, (index, _)| mask | 1 << index);
    let require = (mask != 0).then(|| {
        let mask = binary(mask, structure.fields.len());
        quote! { map.require(#mask, Self::FIELDS)?; }
    });
    let read = reading(&arms, &next, &rest);
    let mutable = (!arms.is_empty() || matches!(structure.extra, Extra::Kept(_))).then(|| quote! { mut });
    quote! {
        let #mutable out = Self::default();
        #read
        #require
        Ok(out)
    }
}

/// Reads into one local for each field, and builds the value of them.
fn collected_body(cx: &Context<'_>, id: TypeId, structure: &Struct) -> TokenStream {
    let locals: Vec<Ident> = (0..structure.fields.len()).map(|index| format_ident!("field_{index}")).collect();
    let names = (0..structure.fields.len()).map(|index| ident(&cx.names.fields[&id][index]));
    let arms = locals.iter().enumerate().map(|(index, local)| {
        let index = Literal::usize_unsuffixed(index);
        quote! { #index => map.fill(&mut #local), }
    });
    let arms: Vec<TokenStream> = arms.collect();
    let extra = extra_name(cx, id, structure);
    let (next, rest) = rest(structure, &format_ident!("extra"), |name| quote! { #name });
    let kept = matches!(structure.extra, Extra::Kept(_));
    let extra_local = kept.then(|| quote! { let mut extra = ::std::collections::BTreeMap::new(); });
    let extra_value = kept.then(|| quote! { #extra: extra, });
    let required: Vec<usize> =
        structure.fields.iter().enumerate().filter(|(_, field)| is_required(field)).map(|(index, _)| index).collect();
    let indices: Vec<Literal> = required.iter().map(|index| Literal::usize_unsuffixed(*index)).collect();
    let required_locals: Vec<&Ident> = required.iter().map(|index| &locals[*index]).collect();
    let check = match required_locals.as_slice() {
        [] => None,
        [one] => Some(quote! {
            let Some(#one) = #one else { return Err(map.missing(&[#(#indices),*], Self::FIELDS)) };
        }),
        several => Some(quote! {
            let (#(Some(#several)),*) = (#(#several),*) else {
                return Err(map.missing(&[#(#indices),*], Self::FIELDS));
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
        Ok(Self { #(#names: #values,)* #extra_value })
    }
}

/// The loop over the entries; an object without fields needs no choice.
fn reading(arms: &[TokenStream], next: &TokenStream, rest: &TokenStream) -> TokenStream {
    if arms.is_empty() {
        return quote! { while map.#next(Self::FIELDS)?.is_some() { #rest?; } };
    }
    quote! {
        while let Some(field) = map.#next(Self::FIELDS)? {
            match field {
                #(#arms)*
                _ => #rest,
            }?;
        }
    }
}

/// How the next key is read, and what becomes of an entry that is no field.
fn rest(structure: &Struct, extra: &Ident, place: impl Fn(&Ident) -> TokenStream) -> (TokenStream, TokenStream) {
    match structure.extra {
        Extra::Ignored => (quote! { next }, quote! { map.skip() }),
        Extra::Refused => (quote! { next_keeping }, quote! { map.refuse(Self::FIELDS) }),
        Extra::Kept(_) => {
            let place = place(extra);
            (quote! { next_keeping }, quote! { map.extra(&mut #place) })
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
            Some(quote! { object.others(&self.#name, <Self as rt::Object<'_>>::FIELDS); })
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
