//! Attributes for derives of other crates. Generated types have their codecs beside them. So a derive that describes
//! them reads Rust names and types, unless it is told the form on the wire.

use crate::collections::HashSet;

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse::Parser;

use super::context::{Context, ident};
use super::ty::{self, From};
use crate::analyze::Decision;
use crate::ir::{Enum, EnumValues, Extra, Field, NumberKind, Presence, Scalar, Struct, Type, TypeId, TypeKind};

/// A dialect of attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Dialect {
    /// `#[serde(…)]` alone.
    Serde,
    /// `#[serde(…)]`, and `#[schemars(…)]` for types.
    Schemars,
    /// `#[serde(…)]`, and `#[schema(…)]` for types. It knows no attributes of single variants but names.
    Utoipa,
    /// `#[ts(…)]`, with words of serde.
    TypeScript,
    /// `#[value(…)]` of variants.
    Clap,
}

/// The derives that are known to read attributes: crate, name, dialect. `serde-derives` of the configuration adds to those of serde.
const DERIVES: [(&str, &str, Dialect); 4] = [
    ("schemars", "JsonSchema", Dialect::Schemars),
    ("utoipa", "ToSchema", Dialect::Utoipa),
    ("ts_rs", "TS", Dialect::TypeScript),
    ("clap", "ValueEnum", Dialect::Clap),
];

impl Dialect {
    /// The dialect of a derive. A path of several segments names the crate.
    fn from_path(path: &str, reading_serde: &[String]) -> Option<Self> {
        let segments: Vec<&str> = path.trim_start_matches("::").split("::").map(str::trim).collect();
        let name = segments.last()?;
        let entry = DERIVES.iter().find(|(krate, derive, _)| {
            derive == name && (segments.len() == 1 || segments[..segments.len() - 1].contains(krate))
        });
        let is_added = |added: &String| added == path || added == name;
        entry.map(|(_, _, dialect)| *dialect).or_else(|| reading_serde.iter().any(is_added).then_some(Self::Serde))
    }

    /// The attribute that has the words of serde.
    fn words(self) -> Option<&'static str> {
        match self {
            Self::Serde | Self::Schemars | Self::Utoipa => Some("serde"),
            Self::TypeScript => Some("ts"),
            Self::Clap => None,
        }
    }
}

/// The attributes of one item. Words that the configuration gives it are left to the configuration.
#[derive(Default)]
struct Attributes {
    words: Vec<(&'static str, &'static str, TokenStream)>,
}

impl Attributes {
    /// Adds a word to an attribute, once.
    fn add(&mut self, attribute: &'static str, word: &'static str, tokens: TokenStream) {
        if !self.words.iter().any(|existing| (existing.0, existing.1) == (attribute, word)) {
            self.words.push((attribute, word, tokens));
        }
    }

    fn tokens(self, configured: &[String]) -> TokenStream {
        let configured = configured_words(configured);
        let mut attributes: Vec<(&str, Vec<TokenStream>)> = Vec::new();
        let words = self
            .words
            .into_iter()
            .filter(|(attribute, word, _)| !configured.contains(&((*attribute).to_owned(), (*word).to_owned())));
        for (attribute, _, tokens) in words {
            match attributes.iter_mut().find(|(name, _)| *name == attribute) {
                Some((_, all)) => all.push(tokens),
                None => attributes.push((attribute, vec![tokens])),
            }
        }
        let attributes = attributes.into_iter().map(|(name, words)| {
            let name = ident(name);
            quote! { #[#name(#(#words),*)] }
        });
        attributes.collect()
    }
}

/// The words of attributes that the configuration gives an item, each with its attribute.
fn configured_words(attributes: &[String]) -> HashSet<(String, String)> {
    let parsed = attributes.iter().filter_map(|text| syn::Attribute::parse_outer.parse_str(text).ok()).flatten();
    let lists = parsed.filter_map(|attribute| match attribute.meta {
        syn::Meta::List(list) => Some((list.path.get_ident()?.to_string(), list.tokens)),
        _ => None,
    });
    let words = lists.flat_map(|(name, tokens)| {
        let words = tokens.into_iter().filter_map(|token| match token {
            proc_macro2::TokenTree::Ident(word) => Some(word.to_string()),
            _ => None,
        });
        words.map(move |word| (name.clone(), word)).collect::<Vec<_>>()
    });
    words.collect()
}

/// The dialects of the derives of one type.
pub(super) struct Dialects<'a> {
    cx: &'a Context<'a>,
    id: TypeId,
    all: Vec<Dialect>,
}

impl<'a> Dialects<'a> {
    pub(super) fn new(cx: &'a Context<'a>, id: TypeId) -> Self {
        let decorated = &cx.names.decorated;
        let derives = decorated.types.get(&id).map_or(&[][..], |decoration| &decoration.derives);
        let all = derives.iter().filter_map(|path| Dialect::from_path(path, &decorated.serde_derives)).collect();
        Self { cx, id, all }
    }

    fn has(&self, dialect: Dialect) -> bool {
        self.all.contains(&dialect)
    }

    /// The attributes that have the words of serde.
    fn words(&self) -> impl Iterator<Item = &'static str> {
        self.all.iter().filter_map(|dialect| dialect.words())
    }

    /// The attributes of a type.
    pub(super) fn container(&self) -> TokenStream {
        if self.all.is_empty() {
            return TokenStream::new();
        }
        let mut attributes = Attributes::default();
        match &self.cx.api.ty(self.id).kind {
            TypeKind::Struct(structure) => self.structure(structure, &mut attributes),
            TypeKind::Enum(Enum { values: EnumValues::Integers(values), closed }) => {
                self.integers(&values.iter().map(|(value, _)| *value).collect::<Vec<_>>(), *closed, &mut attributes);
            }
            TypeKind::Union(_) => {
                let decision = &self.cx.facts.decisions[&self.id];
                let tag = plain_tag(decision, self.cx.names.variants[&self.id].len());
                for attribute in self.words() {
                    match &tag {
                        Some(tag) => attributes.add(attribute, "tag", quote! { tag = #tag }),
                        None => attributes.add(attribute, "untagged", quote! { untagged }),
                    }
                }
            }
            TypeKind::Enum(Enum { values: EnumValues::Strings(_), .. }) | TypeKind::Alias(_) => {}
        }
        let configured = self.cx.names.decorated.types.get(&self.id);
        attributes.tokens(configured.map_or(&[][..], |decoration| &decoration.attributes))
    }

    fn structure(&self, structure: &Struct, attributes: &mut Attributes) {
        let reads_serde = self.words().any(|attribute| attribute == "serde");
        if structure.extra == Extra::Refused && reads_serde {
            attributes.add("serde", "deny_unknown_fields", quote! { deny_unknown_fields });
        }
        let is_nullable = |field: &Field| field.presence == Presence::RequiredNullable;
        if self.has(Dialect::Schemars) && structure.fields.iter().any(is_nullable) {
            // An `Option` may be absent otherwise.
            let required = structure.fields.iter().filter(|field| field.presence.is_required());
            let required = required.map(|field| &field.name);
            attributes.add("schemars", "extend", quote! { extend("required" = [#(#required),*]) });
        }
    }

    fn integers(&self, values: &[i64], closed: bool, attributes: &mut Attributes) {
        let values = values.iter().map(|value| proc_macro2::Literal::i64_unsuffixed(*value));
        if self.words().any(|attribute| attribute == "serde") {
            let from = if closed {
                quote! { try_from }
            } else {
                quote! { from }
            };
            attributes.add("serde", if closed { "try_from" } else { "from" }, quote! { #from = "i64" });
            attributes.add("serde", "into", quote! { into = "i64" });
        }
        if self.has(Dialect::TypeScript) {
            let values: Vec<String> = values.clone().map(|value| value.to_string()).collect();
            let ty = if closed { values.join(" | ") } else { "number".to_owned() };
            attributes.add("ts", "type", quote! { type = #ty });
        }
        if closed && self.has(Dialect::Schemars) {
            attributes.add("schemars", "extend", quote! { extend("enum" = [#(#values),*]) });
        }
    }

    /// The attributes of a field or of a variant, by its index.
    pub(super) fn part(&self, index: usize) -> TokenStream {
        if self.all.is_empty() {
            return TokenStream::new();
        }
        let mut attributes = Attributes::default();
        match &self.cx.api.ty(self.id).kind {
            TypeKind::Struct(structure) => match structure.fields.get(index) {
                Some(field) => self.field(index, field, &mut attributes),
                None => {
                    for attribute in self.words() {
                        attributes.add(attribute, "flatten", quote! { flatten });
                    }
                    if let Extra::Kept(values) = &structure.extra {
                        self.mirrored(&Type::Map(Box::new(values.clone())), Presence::Required, &mut attributes);
                        // ts-rs takes either.
                        attributes.words.retain(|(_, word, _)| *word != "as");
                    }
                }
            },
            TypeKind::Enum(Enum { values: EnumValues::Strings(values), .. }) => match values.get(index) {
                Some((value, _)) => self.renamed(&self.cx.names.variants[&self.id][index], value, &mut attributes),
                None => self.unknown_text(&mut attributes),
            },
            TypeKind::Union(union) => match union.variants.get(index) {
                Some(variant) => {
                    self.tagged(index, &mut attributes);
                    self.mirrored(&variant.ty, Presence::Required, &mut attributes);
                    // For fields alone.
                    attributes.words.retain(|(attribute, ..)| *attribute != "schema");
                }
                None => self.unknown_value(&mut attributes),
            },
            TypeKind::Enum(Enum { values: EnumValues::Integers(_), .. }) | TypeKind::Alias(_) => {}
        }
        let decorations = self.cx.names.decorated.parts.get(&(self.id, index));
        attributes.tokens(decorations.map_or(&[][..], Vec::as_slice))
    }

    /// The values of the tag of a variant.
    fn tagged(&self, index: usize, attributes: &mut Attributes) {
        let decision = &self.cx.facts.decisions[&self.id];
        let Some(tag) = &decision.tag else { return };
        let values: Vec<&String> =
            tag.values.iter().filter(|(_, variant)| *variant == index).map(|(value, _)| value).collect();
        let variants = &self.cx.names.variants[&self.id];
        match values.first() {
            Some(value) if plain_tag(decision, variants.len()).is_some() => {
                self.renamed(&variants[index], value, attributes);
            }
            Some(_) if self.has(Dialect::Schemars) && ![tag.absent, tag.other].contains(&Some(index)) => {
                let property = &tag.property;
                let listed = quote! { "properties" = { #property: { "enum": [#(#values),*] } } };
                attributes.add("schemars", "extend", quote! { extend("required" = [#property], #listed) });
            }
            _ => {}
        }
    }

    fn renamed(&self, name: &str, wire: &str, attributes: &mut Attributes) {
        if ident(name).to_string().trim_start_matches("r#") == wire {
            return;
        }
        for attribute in self.words() {
            attributes.add(attribute, "rename", quote! { rename = #wire });
        }
        if self.has(Dialect::Clap) {
            attributes.add("value", "name", quote! { name = #wire });
        }
    }

    fn field(&self, index: usize, field: &Field, attributes: &mut Attributes) {
        self.renamed(&self.cx.names.fields[&self.id][index], &field.name, attributes);
        let is_none = ty::text(&ty::std(self.cx, From::Types, "Option")) + "::is_none";
        match field.presence {
            Presence::Optional | Presence::OptionalNullable => {
                for attribute in self.words() {
                    if attribute == "ts" {
                        attributes.add("ts", "optional", quote! { optional });
                        continue;
                    }
                    attributes.add(attribute, "default", quote! { default });
                    attributes.add(attribute, "skip_serializing_if", quote! { skip_serializing_if = #is_none });
                }
            }
            Presence::RequiredNullable if self.has(Dialect::Utoipa) => {
                attributes.add("schema", "required", quote! { required = true });
            }
            Presence::Required | Presence::RequiredNullable => {}
        }
        self.mirrored(&field.ty, field.presence, attributes);
    }

    /// Another type in place of one that describes itself to none of the derives: those of the runtime, and dates.
    fn mirrored(&self, ty: &Type, presence: Presence, attributes: &mut Attributes) {
        for (dialect, attribute) in
            [(Dialect::Schemars, "schemars"), (Dialect::Utoipa, "schema"), (Dialect::TypeScript, "ts")]
        {
            if !self.has(dialect) {
                continue;
            }
            let Some(mirror) = mirror(self.cx, dialect, ty) else { continue };
            let text = ty::field(self.cx, &mirror, presence, false);
            match dialect {
                Dialect::Schemars => {
                    let text = ty::text(&text);
                    attributes.add(attribute, "with", quote! { with = #text });
                }
                Dialect::Utoipa => attributes.add(attribute, "value_type", quote! { value_type = #text }),
                _ => {
                    let text = ty::text(&text);
                    attributes.add(attribute, "as", quote! { as = #text });
                }
            }
            if let (Dialect::Schemars | Dialect::Utoipa, Some(format)) = (dialect, format(self.cx, ty)) {
                match dialect {
                    Dialect::Schemars => attributes.add(attribute, "extend", quote! { extend("format" = #format) }),
                    _ => attributes.add(attribute, "format", quote! { format = #format }),
                }
            }
        }
    }

    /// The variant of an enum for texts that are not listed.
    fn unknown_text(&self, attributes: &mut Attributes) {
        for dialect in &self.all {
            match dialect {
                Dialect::Serde | Dialect::Schemars => attributes.add("serde", "untagged", quote! { untagged }),
                Dialect::TypeScript => attributes.add("ts", "untagged", quote! { untagged }),
                // It would describe an object.
                Dialect::Utoipa if !self.has(Dialect::Schemars) => attributes.add("serde", "skip", quote! { skip }),
                Dialect::Utoipa => {}
                Dialect::Clap => attributes.add("value", "skip", quote! { skip }),
            }
        }
    }

    /// The variant of a union for values that are none of the others: where there is a tag, those without one that is known.
    fn unknown_value(&self, attributes: &mut Attributes) {
        let decision = &self.cx.facts.decisions[&self.id];
        let tag = decision.tag.as_ref().filter(|tag| tag.other.is_none());
        match tag {
            Some(tag) if self.has(Dialect::Schemars) => {
                let (property, values) = (&tag.property, tag.values.iter().map(|(value, _)| value));
                let values: HashSet<&String> = values.collect();
                let mut values: Vec<&String> = values.into_iter().collect();
                values.sort();
                if plain_tag(decision, self.cx.names.variants[&self.id].len()).is_some() {
                    attributes.add("serde", "untagged", quote! { untagged });
                }
                attributes.add(
                    "schemars",
                    "extend",
                    quote! {
                        extend("not" = {
                            "type": "object",
                            "required": [#property],
                            "properties": { #property: { "enum": [#(#values),*] } }
                        })
                    },
                );
            }
            _ => {
                for attribute in self.words() {
                    attributes.add(attribute, "skip", quote! { skip });
                }
            }
        }
        if self.has(Dialect::TypeScript) {
            attributes.add("ts", "skip", quote! { skip });
        }
    }
}

/// The property that tells the variants of a union apart, where each has one value of it and no value is read without. Attributes
/// can say nothing else of tags. `variants` counts the one for other values too.
fn plain_tag(decision: &Decision, variants: usize) -> Option<&String> {
    let tag = decision.tag.as_ref()?;
    let variant_count = variants - usize::from(decision.open);
    let each_has_one =
        (0..variant_count).all(|index| tag.values.iter().filter(|(_, variant)| *variant == index).count() == 1);
    let values: HashSet<&String> = tag.values.iter().map(|(value, _)| value).collect();
    let is_plain = each_has_one && values.len() == tag.values.len() && tag.absent.is_none() && tag.other.is_none();
    is_plain.then_some(&tag.property)
}

/// A type that a derive describes as the given one is on the wire; `None` where it does so with the type itself.
fn mirror(cx: &Context<'_>, dialect: Dialect, ty: &Type) -> Option<Type> {
    let within = |inner: &Type| mirror(cx, dialect, inner).map(Box::new);
    let foreign = |source: &str| Some(Type::Foreign(source.to_owned()));
    match ty::resolved(cx, ty) {
        Type::List(item) => within(item).map(Type::List),
        Type::Map(values) => within(values).map(Type::Map),
        Type::Nullable(value) => within(value).map(Type::Nullable),
        Type::Tuple(places) => {
            let mirrored: Vec<Option<Type>> = places.iter().map(|place| mirror(cx, dialect, place)).collect();
            mirrored.iter().any(Option::is_some).then(|| {
                let places = places.iter().zip(mirrored);
                Type::Tuple(places.map(|(place, mirror)| mirror.unwrap_or_else(|| place.clone())).collect())
            })
        }
        Type::Scalar(scalar) => match scalar {
            Scalar::DateTime | Scalar::Date | Scalar::HttpDate | Scalar::Uuid | Scalar::Secret => Some(Type::String),
            Scalar::Base64 | Scalar::Base64Url | Scalar::Quoted(_) | Scalar::QuotedNumber => Some(Type::String),
            Scalar::Ip | Scalar::Ipv4 | Scalar::Ipv6 if dialect == Dialect::Schemars => None,
            Scalar::Ip | Scalar::Ipv4 | Scalar::Ipv6 => Some(Type::String),
            Scalar::UnixTime => foreign("i64"),
            Scalar::Numeric(NumberKind::Int(_)) | Scalar::ExactInteger => foreign("i64"),
            Scalar::Numeric(_) | Scalar::ExactNumber => Some(Type::Float64),
        },
        Type::Bytes => Some(Type::String),
        Type::Any | Type::AnyObject if dialect == Dialect::Utoipa => foreign("Object"),
        // Its own schema has names.
        Type::Named(id) if dialect == Dialect::Utoipa => match &cx.api.ty(*id).kind {
            TypeKind::Enum(Enum { values: EnumValues::Integers(_), .. }) => foreign("i64"),
            _ => None,
        },
        file if *file == Type::file() => Some(Type::String),
        Type::Any | Type::AnyObject | Type::Bool | Type::Int(_) | Type::Float32 | Type::Float64 | Type::String => None,
        Type::Named(_) | Type::Foreign(_) => None,
    }
}

/// The word of JSON Schema for the format of a text.
fn format(cx: &Context<'_>, ty: &Type) -> Option<&'static str> {
    match ty::resolved(cx, ty) {
        Type::Scalar(Scalar::DateTime) => Some("date-time"),
        Type::Scalar(Scalar::Date) => Some("date"),
        Type::Scalar(Scalar::Uuid) => Some("uuid"),
        Type::Nullable(value) => format(cx, value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::Generator;
    use crate::config::Options;

    /// The types of a document with a struct and an enum, each with a derive and this configuration.
    fn types(derive: &str, configuration: &str) -> String {
        let document = r##"{"openapi": "3.1.0", "info": {"title": "A", "version": "1"}, "paths": {}, "components": {"schemas": {
            "Loaf": {"type": "object", "required": ["weightInGrams"], "properties": {
                "weightInGrams": {"type": "number"}, "baked": {"type": "string", "format": "date"}}},
            "Flour": {"type": "string", "enum": ["light-rye", "spelt"]}}}}"##;
        let types = ["Loaf", "Flour"].map(|name| format!("[types.{name}]\nderives = [\"{derive}\"]\n"));
        let options = Options::from_toml(&format!("{configuration}\n{}", types.concat())).unwrap();
        let text = Generator::from_text("document", document).options(options).generate().unwrap().module();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_derive_has_its_own_attributes() {
        for (derive, expected) in [
            ("::schemars::JsonSchema", &["#[serde(rename = \"weightInGrams\")] pub", "#[serde(untagged)] Unknown"][..]),
            ("JsonSchema", &["#[schemars(with = \"Option<String>\", extend(\"format\" = \"date\"))]"]),
            (
                "utoipa::ToSchema",
                &["#[schema(value_type = Option<String>, format = \"date\")]", "#[serde(skip)] Unknown"],
            ),
            ("::ts_rs::TS", &["#[ts(rename = \"weightInGrams\")] pub", "#[ts(optional, as = \"Option<String>\")]"]),
            ("clap::ValueEnum", &["#[value(name = \"light-rye\")] LightRye", "#[value(skip)] Unknown"]),
        ] {
            let text = types(derive, "");
            for expected in expected {
                assert!(text.contains(expected), "{derive}: {expected}\n{text}");
            }
        }
    }

    #[test]
    fn other_derives_have_none_unless_they_are_named() {
        for derive in ["Describe", "::my::Describe", "::my::ToSchema"] {
            assert!(!types(derive, "").contains("#[serde("), "{derive}");
        }
        for added in ["Describe", "::my::Describe"] {
            let text = types("::my::Describe", &format!("serde-derives = [\"{added}\"]"));
            assert!(text.contains("#[serde(rename = \"weightInGrams\")] pub"), "{text}");
            assert!(!text.contains("#[schemars("), "{text}");
        }
        assert!(!types("::my::Describe", "serde-derives = [\"::your::Describe\"]").contains("#[serde("));
        let error = Options::from_toml("serde-derives = [\"a b\"]").unwrap_err().to_string();
        assert!(error.contains("`a b` is not a path"), "{error}");
    }

    #[test]
    fn a_word_of_the_configuration_stands_alone() {
        let text = types("JsonSchema", "[types.\"Loaf.weightInGrams\"]\nattributes = ['#[serde(rename = \"grams\")]']");
        assert!(text.contains("#[serde(rename = \"grams\")] pub weight_in_grams"), "{text}");
    }
}
