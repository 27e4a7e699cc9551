//! The contract with the runtime: the module `callsmith_runtime::v1`, which generated code calls `rt`.
//!
//! Signatures and fields name types by their public path, such as `::callsmith_runtime::DateTime`; `PUBLIC` lists those
//! names. `NAMES` lists every name of the hidden module that is printed. No name is put together from pieces. The
//! functions of this file print names that depend on a word of the model. The templates of other files have theirs as
//! in generated code.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::Context;
use super::xml;
use crate::config::Brackets;
use crate::ir::{Codec, Reading, XmlKind};
use crate::spec::{GeneratedValue, Location, Method, Status, Style};

/// The first item of a client: it compiles where the runtime fulfils this version of the contract.
pub(super) fn version() -> TokenStream {
    quote! { ::callsmith_runtime::contract!(1, 0); }
}

/// The first item of a module that names the runtime.
pub(super) fn import() -> TokenStream {
    quote! { use ::callsmith_runtime::v1 as rt; }
}

/// The constructor of the table of an operation.
pub(super) fn spec(method: &Method, id: &str, path: &str) -> TokenStream {
    let method = match method.as_str() {
        "GET" => return quote! { rt::Spec::get(#id, #path) },
        "PUT" => return quote! { rt::Spec::put(#id, #path) },
        "POST" => return quote! { rt::Spec::post(#id, #path) },
        "DELETE" => return quote! { rt::Spec::delete(#id, #path) },
        "PATCH" => return quote! { rt::Spec::patch(#id, #path) },
        "OPTIONS" => quote! { rt::Method::OPTIONS },
        "HEAD" => quote! { rt::Method::HEAD },
        "TRACE" => quote! { rt::Method::TRACE },
        "QUERY" => quote! { rt::Method::QUERY },
        other => quote! { rt::Method::new(#other) },
    };
    quote! { rt::Spec::new(#id, #method, #path) }
}

/// The constructor of a parameter, by its location. Headers of parts begin as headers.
pub(super) fn parameter(location: Location) -> TokenStream {
    match location {
        Location::Path => quote! { rt::Parameter::path },
        Location::Query => quote! { rt::Parameter::query },
        Location::QueryString => quote! { rt::Parameter::query_string },
        Location::Header | Location::Part => quote! { rt::Parameter::header },
        Location::Cookie => quote! { rt::Parameter::cookie },
    }
}

/// The location of an API key.
pub(super) fn api_key(location: Location) -> TokenStream {
    match location {
        Location::Query => quote! { rt::In::Query },
        Location::Cookie => quote! { rt::In::Cookie },
        Location::Header | Location::Path | Location::QueryString | Location::Part => quote! { rt::In::Header },
    }
}

/// The style of a parameter.
pub(super) fn style(style: Style) -> TokenStream {
    match style {
        Style::Matrix => quote! { rt::Style::Matrix },
        Style::Label => quote! { rt::Style::Label },
        Style::Simple => quote! { rt::Style::Simple },
        Style::Form => quote! { rt::Style::Form },
        Style::SpaceDelimited => quote! { rt::Style::SpaceDelimited },
        Style::PipeDelimited => quote! { rt::Style::PipeDelimited },
        Style::TabDelimited => quote! { rt::Style::TabDelimited },
        Style::DeepObject => quote! { rt::Style::DeepObject },
        Style::Cookie => quote! { rt::Style::Cookie },
    }
}

/// The text for the items of an array, unless it is the default.
pub(super) fn brackets(brackets: Brackets) -> Option<TokenStream> {
    match brackets {
        Brackets::Indices => None,
        Brackets::Empty => Some(quote! { rt::Brackets::Empty }),
        Brackets::Repeat => Some(quote! { rt::Brackets::Repeat }),
    }
}

/// The key of a response.
pub(super) fn status(status: Status) -> TokenStream {
    match status {
        Status::Code(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote! { rt::Status::Code(#code) }
        }
        Status::Range(digit) => {
            let digit = Literal::u8_unsuffixed(digit);
            quote! { rt::Status::Range(#digit) }
        }
        Status::Default => quote! { rt::Status::Default },
    }
}

/// A value that a client makes for a header.
pub(super) fn made(made: GeneratedValue) -> TokenStream {
    match made {
        GeneratedValue::Key => quote! { rt::Made::Key },
        GeneratedValue::Time => quote! { rt::Made::Time },
    }
}

/// The marker of a codec.
pub(super) fn codec(cx: &Context<'_>, codec: Codec, reading: Reading) -> TokenStream {
    let mut marker = match codec {
        Codec::Json if cx.api.lenient_nulls && !reading.non_finite => quote! { rt::JsonOrEmpty },
        Codec::Json => quote! { rt::Json },
        Codec::JsonString => quote! { rt::JsonString },
        Codec::Text => quote! { rt::Text },
        Codec::Binary => quote! { rt::Binary },
        Codec::Empty => quote! { rt::Empty },
        Codec::ByStatus => quote! { rt::ByStatus },
        Codec::Xml(root) => {
            let root = xml::root(cx, root);
            quote! { rt::XmlBody<#root> }
        }
        Codec::JsonOrXml(root) => {
            let root = xml::root(cx, root);
            quote! { rt::JsonOrXml<#root> }
        }
    };
    if reading.non_finite && codec.is_json() {
        marker = quote! { rt::NonFinite<#marker> };
    }
    if reading.double_encoded && (codec.is_json() || codec == Codec::JsonString) {
        marker = quote! { rt::DoubleEncoded<#marker> };
    }
    marker
}

/// A name without `rt::` in front: the rows of some macros have it so.
pub(super) fn unqualified(path: TokenStream) -> TokenStream {
    path.into_iter().skip(quote! { rt:: }.into_iter().count()).collect()
}

/// The kind of a node in XML. An element is the default.
pub(super) fn xml_kind(kind: XmlKind) -> Option<TokenStream> {
    match kind {
        XmlKind::Element => None,
        XmlKind::Attribute => Some(quote! { rt::XmlKind::Attribute }),
        XmlKind::Text => Some(quote! { rt::XmlKind::Text }),
        XmlKind::Cdata => Some(quote! { rt::XmlKind::Cdata }),
        XmlKind::None => Some(quote! { rt::XmlKind::None }),
    }
}

/// The names of the runtime that generated code has, in order, each with the names within it: variants and associated items.
///
/// `tests/tests/contract.rs` holds them against the runtime and the golden files.
#[cfg(test)]
#[rustfmt::skip]
const NAMES: &[(&str, &str)] = &[
    ("Answers", ""),
    ("Api", "new"),
    ("Binary", ""),
    ("Blank", "blank"),
    ("Brackets", "Empty Repeat"),
    ("ByStatus", ""),
    ("Bytes", "copy_from_slice"),
    ("Candidate", "array listed object of text"),
    ("Checked", ""),
    ("Deserialize", ""),
    ("Deserializer", ""),
    ("DoubleEncoded", ""),
    ("Empty", ""),
    ("Fields", ""),
    ("Fixed", "json other text"),
    ("Framing", "Lines Sequence"),
    ("HasEvents", ""),
    ("HasItems", ""),
    ("Headers", ""),
    ("In", "Cookie Header Query"),
    ("InPlace", ""),
    ("Json", ""),
    ("JsonOrEmpty", ""),
    ("JsonOrXml", ""),
    ("JsonString", ""),
    ("Kinds", "ANY ARRAY BOOLEAN INTEGER NULL NUMBER OBJECT SINGLE STRING"),
    ("LongRunning", ""),
    ("Made", "Key Time"),
    ("MapAccess", ""),
    ("Method", "HEAD OPTIONS QUERY TRACE new"),
    ("NextOperation", "new"),
    ("NonFinite", ""),
    ("OAuthFlow", "authorization_code client_credentials"),
    ("Object", ""),
    ("Operation", ""),
    ("Optional", ""),
    ("OptionalBody", ""),
    ("Paged", ""),
    ("Paging", "new"),
    ("Parameter", "cookie header path query query_string"),
    ("Part", "new nth rest"),
    ("PartValue", ""),
    ("PartWriter", "new"),
    ("Polling", "new"),
    ("Present", ""),
    ("Rule", "Above Below Item Items Json MaxItems MaxLength MaxProperties Maximum MinItems MinLength MinProperties Minimum MultipleOf Of Others Property UniqueItems Variants"),
    ("SchemeSetters", ""),
    ("SecurityScheme", "api_key authorization basic bearer http mutual_tls oauth2"),
    ("Serialize", ""),
    ("Serializer", ""),
    ("Server", "new"),
    ("Spec", "delete get new patch post put"),
    ("Status", "Code Default Range"),
    ("Style", "Cookie DeepObject Form Label Matrix PipeDelimited Simple SpaceDelimited TabDelimited"),
    ("Tag", ""),
    ("Text", ""),
    ("ToPart", ""),
    ("Union", ""),
    ("Writer", "new"),
    ("Xml", "Any Boolean List Number Object Tagged Text Tuple Union Within Word"),
    ("XmlBody", ""),
    ("XmlKind", "Attribute Cdata None Text"),
    ("XmlNode", "new"),
    ("XmlRoot", ""),
    ("answers", ""),
    ("checked", ""),
    ("client", ""),
    ("closed_integer_enum", ""),
    ("closed_string_enum", ""),
    ("collected", ""),
    ("display", ""),
    ("error_answers", ""),
    ("group", ""),
    ("headers", ""),
    ("integer_enum", ""),
    ("needs", ""),
    ("object", ""),
    ("operation", ""),
    ("parameter", ""),
    ("part_union", ""),
    ("pattern", ""),
    ("string_enum", ""),
    ("union", ""),
    ("union_from", ""),
    ("variants", ""),
];

/// The names of the public root of the runtime that signatures and fields have, in order.
#[cfg(test)]
#[rustfmt::skip]
const PUBLIC: &[&str] = &[
    "Base64",
    "Base64Url",
    "BearerCredential",
    "Body",
    "BodyItems",
    "Bytes",
    "Client",
    "ClientBuilder",
    "Date",
    "DateTime",
    "File",
    "HeaderError",
    "HttpDate",
    "JsonObject",
    "JsonValue",
    "Number",
    "Numeric",
    "Quoted",
    "Secret",
    "Server",
    "TextValue",
    "UnixTime",
    "Uuid",
];

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::fs;
    use std::path::Path;

    use proc_macro2::{TokenStream, TokenTree};
    use quote::quote;

    use super::{NAMES, PUBLIC};

    /// Names by what they are within.
    type Names = BTreeMap<String, BTreeSet<String>>;

    /// Collects the names behind `rt::`, and the names within them.
    fn collect(tokens: TokenStream, names: &mut Names) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => collect(group.stream(), names),
                TokenTree::Ident(ident) if ident == "rt" => {
                    let Some(name) = segment(&tokens, at + 1) else { continue };
                    names.entry(name).or_default().extend(segment(&tokens, at + 4));
                }
                _ => {}
            }
        }
    }

    /// The identifier behind `::` at a place. A hole of a template is none.
    fn segment(tokens: &[TokenTree], at: usize) -> Option<String> {
        let [TokenTree::Punct(first), TokenTree::Punct(second), name, ..] = tokens.get(at..)? else { return None };
        if first.as_char() != ':' || second.as_char() != ':' {
            return None;
        }
        match name {
            TokenTree::Ident(ident) => Some(ident.to_string()),
            TokenTree::Punct(punct) if punct.as_char() == '#' => panic!("a name of the runtime is put together"),
            _ => None,
        }
    }

    #[test]
    fn templates_have_the_names_of_the_list() {
        let mut names = Names::new();
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emit")).unwrap() {
            let text = fs::read_to_string(entry.unwrap().path()).unwrap();
            collect(text.parse().unwrap(), &mut names);
        }
        let listed = NAMES.iter().map(|(name, within)| {
            ((*name).to_owned(), within.split_whitespace().map(str::to_owned).collect::<BTreeSet<_>>())
        });
        assert_eq!(names, listed.clone().collect::<Names>());
        assert!(listed.clone().map(|(name, _)| name).is_sorted(), "the list is in order");
        assert_eq!(listed.count(), names.len(), "no name is listed twice");
    }

    /// Collects the types behind `callsmith_runtime::`.
    fn collect_public(tokens: TokenStream, names: &mut BTreeSet<String>) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => collect_public(group.stream(), names),
                TokenTree::Ident(ident) if ident == "callsmith_runtime" => {
                    names.extend(segment(&tokens, at + 1).filter(|name| name.starts_with(char::is_uppercase)));
                }
                _ => {}
            }
        }
    }

    #[test]
    fn templates_have_the_public_names_of_the_list() {
        let mut names = BTreeSet::new();
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/emit")).unwrap() {
            collect_public(fs::read_to_string(entry.unwrap().path()).unwrap().parse().unwrap(), &mut names);
        }
        assert_eq!(names.iter().map(String::as_str).collect::<Vec<_>>(), PUBLIC);
    }

    #[test]
    fn names_are_found_in_templates() {
        let mut collected = Names::new();
        let text = "/// rt::Comment\nquote! { impl rt::Api for #name { fn f() -> Vec<rt::Status> { rt::Status::Code(#code); \"rt::Text\"; art::B; rt::needs!(x) } } }";
        collect(text.parse().unwrap(), &mut collected);
        let names = collected
            .iter()
            .map(|(name, within)| (name.as_str(), within.iter().map(String::as_str).collect::<Vec<_>>()));
        assert_eq!(names.collect::<Vec<_>>(), [("Api", vec![]), ("Status", vec!["Code"]), ("needs", vec![])]);
        assert_eq!(super::unqualified(quote! { rt::NonFinite<rt::Json> }).to_string(), "NonFinite < rt :: Json >");
    }

    #[test]
    #[should_panic = "put together"]
    fn names_that_are_put_together_are_found() {
        collect("quote! { rt::Style::#style }".parse().unwrap(), &mut Names::new());
    }
}
