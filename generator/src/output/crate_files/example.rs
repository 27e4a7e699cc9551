//! The example of a client crate.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::credential::CredentialSetter;
use crate::emit::{self, Context, Expression, accessor};
use crate::ir::{Body, BodyCodec, Codec, Operation, OperationId, Type};
use crate::protocol::{shell, terminal};

/// `examples/call.rs`, and what the README says of it.
pub(super) struct Example {
    pub(super) text: String,
    /// The environment variables of the credential.
    pub(super) variables: &'static [&'static str],
    /// The base URL that it asks for: a URL with words for what the document does not say. `None` where it calls a server of the
    /// document.
    pub(super) base_url: Option<String>,
    /// The operation that it calls.
    pub(super) operation: Option<OperationId>,
}

/// A call of the example, with the types that it names.
struct Call {
    statements: TokenStream,
    types: BTreeSet<String>,
    /// The path of the operation.
    path: String,
}

/// A call that needs no more than the document says.
pub(super) fn example(cx: &Context<'_>, crate_name: &str) -> Example {
    let krate = format_ident!("{}", crate_name.replace('-', "_"));
    let candidates = cx.api.operation_ids().filter_map(|(id, operation)| Some((rank(cx, operation)?, id, operation)));
    let mut candidates: Vec<_> = candidates.collect();
    candidates.sort_by_key(|(rank, id, _)| (*rank, *id));
    let called =
        candidates.into_iter().find_map(|(_, id, operation)| Some((id, operation, call(cx, &krate, id, operation)?)));
    let (id, operation, call) = match called {
        Some((id, operation, call)) => (Some(id), Some(operation), Some(call)),
        None => (None, None, None),
    };
    let credential = CredentialSetter::new(cx.api, operation);
    let server = operation.filter(|operation| operation.server.is_none()).and_then(|_| server(cx, &krate));
    let (base_url, url, place, about) = match &server {
        Some((builder, url)) => (None, quote! {}, (builder.clone(), url.clone()), None),
        None => {
            let (base_url, about) = base_url(cx, call.as_ref().map_or("", |call| &call.path));
            let url = quote! { let url = std::env::var("BASE_URL")?; };
            (Some(base_url), url, (quote! { Client::builder(&url) }, Some("BASE_URL".to_owned())), about)
        }
    };
    let builder = credential.builder(&place.0);
    let Call { statements, types, .. } = call.unwrap_or_else(|| Call {
        statements: quote! { println!("{client:?}"); },
        types: BTreeSet::new(),
        path: String::new(),
    });
    let allow = has_famous_constants(&statements).then(|| quote! { #[allow(clippy::approx_constant)] });
    let text = quote! {
        #[tokio::main]
        #allow
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            #url
            #builder
            #statements
            Ok(())
        }
    };
    let types: Vec<Ident> = types.iter().map(|name| format_ident!("{}", name)).collect();
    let imports = match &types[..] {
        [] => quote! { use #krate::Client; },
        [one] => quote! { use #krate::{Client, types::#one}; },
        several => quote! { use #krate::{Client, types::{#(#several),*}}; },
    };
    let text = syn::parse2(text).map(|file| tight_signs(&prettyplease::unparse(&file))).unwrap_or_default();
    let imports = syn::parse2(imports).map(|file| prettyplease::unparse(&file)).unwrap_or_default();
    let variables = match credential.variables() {
        [] => String::new(),
        names => format!(", with {} as credential where one is needed", names.join(" and ")),
    };
    let place = place.1.map(|place| format!(" at {place}")).unwrap_or_default();
    let about = about.map(|about| format!("// BASE_URL is {about}.\n")).unwrap_or_default();
    let text = format!("// Calls the service{place}{variables}.\n{about}\n{imports}\n{text}");
    Example { text, variables: credential.variables(), base_url, operation: id }
}

/// The first server of the document that needs no values of the user: the expression of a builder, and its URL where
/// that is plain.
fn server(cx: &Context<'_>, krate: &Ident) -> Option<(TokenStream, Option<String>)> {
    let mut servers = cx.api.servers.iter().zip(&cx.names.servers).filter(|(server, _)| !server.is_relative());
    let (url, names) = servers.find_map(|(server, names)| Some((server.with_defaults()?, names)))?;
    let (module, function) = (emit::ident(&cx.names.server_module), emit::ident(&names.function));
    Some((quote! { Client::at(&#krate::#module::#function()) }, Some(url).filter(|url| shell::is_plain(url))))
}

/// The base URL of the service, and a phrase about it for whoever runs the example. Both are on one line. A URL that a
/// shell would read as more than a word is not shown: the README has a command line with it.
fn base_url(cx: &Context<'_>, path: &str) -> (String, Option<String>) {
    // One operation may have a server of its own.
    if let Some(url) = cx.api.base_urls().into_iter().find(|url| shell::is_plain(url)) {
        return (url.clone(), Some(format!("a server of the service, such as {url}")));
    }
    let relative =
        cx.api.servers.iter().filter(|server| server.is_relative()).find_map(|server| server.with_defaults());
    let prefix = relative.filter(|url| shell::is_plain(url)).unwrap_or_default();
    let prefix = prefix.trim_end_matches('/');
    if let Some(authority) = prefix.strip_prefix("//") {
        let url = format!("https://{authority}");
        return (url.clone(), Some(format!("a server of the service, such as {url}")));
    }
    if prefix.starts_with('/') {
        let url = format!("https://HOST{prefix}");
        return (url.clone(), Some(format!("{url}, with the host of the service")));
    }
    // It stands in a comment, which a line break would end.
    let path = terminal::line(&path.split_whitespace().collect::<String>()).into_owned();
    let about =
        format!("the URL of the service without the path `{path}`; it may have a prefix, as https://HOST/PREFIX has");
    ("https://HOST/PREFIX".to_owned(), (!path.is_empty()).then_some(about))
}

// Whoever tries the crate runs the example: it must change nothing in the service where that can be had.
/// The rank of an operation as an example, the least first; `None` where it needs values that nobody knows. Operations
/// that change nothing and answer with content come first, with the fewest arguments. Then come those with a body that
/// the document shows, and those with one that is made up. What only says that a service is up comes behind these.
fn rank(cx: &Context<'_>, operation: &Operation) -> Option<(u8, usize)> {
    // From four arguments on they are a struct.
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let count = required.clone().count();
    if operation.deprecated || count > 3 || required.clone().any(|parameter| parameter.deprecated) {
        return None;
    }
    let method = operation.method.as_str();
    let body = operation.body.as_ref().filter(|body| body.is_argument || body.required);
    let rank = match body {
        Some(body) if matches!(body.codec, BodyCodec::Json | BodyCodec::Form) => {
            match (body.sample.as_ref()?.is_example, method == "POST") {
                (true, true) => 1,
                (true, false) => 2,
                (false, true) => 3,
                (false, false) => 5,
            }
        }
        Some(_) => return None,
        None if method != "GET" => 6,
        None if has_content(cx, operation) => 0,
        None => 4,
    };
    Some((rank, count))
}

/// Returns `true` if an answer is more than a word, as a health check gives.
fn has_content(cx: &Context<'_>, operation: &Operation) -> bool {
    let ty = emit::resolved(cx, &operation.success.ty);
    operation.success.codec != Codec::Empty && !matches!(ty, Type::String | Type::Bytes)
}

/// The call of an operation; `None` where its body cannot be written.
fn call(cx: &Context<'_>, krate: &Ident, id: OperationId, operation: &Operation) -> Option<Call> {
    let method = emit::method_path(&cx.names.operations[id.0]);
    let required = operation.parameters.iter().filter(|parameter| parameter.required);
    let arguments: Option<Vec<Expression>> = required.map(|parameter| emit::argument(cx, krate, parameter)).collect();
    let (mut arguments, mut types) = (arguments?, BTreeSet::new());
    arguments.iter_mut().for_each(|argument| types.append(&mut argument.types));
    let mut arguments: Vec<TokenStream> = arguments.into_iter().map(|argument| argument.tokens).collect();
    let mut setter = None;
    let body = match operation.body.as_ref().filter(|body| body.is_argument || body.required) {
        Some(body) => {
            let Expression { tokens, types: named } = expression(cx, krate, body)?;
            types.extend(named);
            let passed = if emit::body_text(cx, body).starts_with('&') {
                quote! { &body }
            } else {
                quote! { body }
            };
            match &cx.names.operations[id.0].body_setter {
                Some(name) => {
                    let name: TokenStream = accessor(name).parse().ok()?;
                    setter = Some(quote! { .#name(#passed) });
                }
                None => arguments.push(passed),
            }
            Some(quote! { let body = #tokens; })
        }
        None => None,
    };
    let arguments = quote! { #(#arguments),* };
    let shown = match operation.success.codec {
        Codec::Empty => quote! { client.#method(#arguments)#setter.await?; println!("done"); },
        Codec::Binary if operation.success.ty == Type::Bytes => {
            quote! { let answer = client.#method(#arguments)#setter.await?; println!("{} bytes", answer.len()); }
        }
        _ => quote! { let answer = client.#method(#arguments)#setter.await?; println!("{answer:?}"); },
    };
    Some(Call { statements: quote! { #body #shown }, types, path: operation.path.clone() })
}

// A literal of its type, checked by the compiler with the client (`tests/golden/calls.rs`); JSON only where the type
// has none.
/// The value of a body: a literal, or JSON where the value has none in Rust.
fn expression(cx: &Context<'_>, krate: &Ident, body: &Body) -> Option<Expression> {
    let sample = body.sample.as_ref()?;
    // The argument borrows texts, which a list of values does not have.
    if matches!(emit::resolved(cx, &body.ty), Type::List(inner) if *emit::resolved(cx, inner) == Type::String) {
        let texts: Option<Vec<&str>> = sample.value.as_array()?.iter().map(serde_json::Value::as_str).collect();
        let texts = texts.filter(|texts| !texts.is_empty())?;
        return Some(Expression { tokens: quote! { [#(#texts),*] }, types: BTreeSet::new() });
    }
    emit::literal(cx, krate, &body.ty, &sample.value).or_else(|| {
        let json = sample.value.to_string();
        // The type follows from the argument, but for what a borrowed text or list is a part of.
        let tokens = match emit::body_text(cx, body) {
            text if text == "&str" => return None,
            text if text.starts_with("&[") => quote! { callsmith_runtime::serde_json::from_str::<Vec<_>>(#json)? },
            _ => quote! { callsmith_runtime::serde_json::from_str(#json)? },
        };
        Some(Expression { tokens, types: BTreeSet::new() })
    })
}

/// Takes the gap out of `- 1.0`, as the tokens of a macro are printed. There is no difference in examples, and strings are
/// left alone.
fn tight_signs(code: &str) -> String {
    let (mut tight, mut rest, mut in_string) = (String::with_capacity(code.len()), code, false);
    while let Some(at) = rest.find(['"', '\\', '-']) {
        let (before, sign) = rest.split_at(at);
        let escaped = sign.strip_prefix('\\').and_then(|escaped| escaped.chars().next());
        let length = 1 + escaped.map_or(0, char::len_utf8);
        tight.push_str(before);
        tight.push_str(&sign[..length]);
        rest = &sign[length..];
        in_string ^= sign.starts_with('"');
        let number = rest.trim_start();
        if sign.starts_with('-') && !in_string && number.starts_with(|c: char| c.is_ascii_digit()) {
            let gap = &rest[..rest.len() - number.len()];
            if gap.contains('\n') {
                // The line ends in front of the number, sign and all.
                tight.truncate(tight.trim_end_matches([' ', '-']).len());
                tight.push_str(gap);
                tight.push('-');
            }
            rest = number;
        }
    }
    tight + rest
}

/// Returns `true` if there are numbers that look like constants of mathematics, which clippy takes for mistakes.
fn has_famous_constants(tokens: &TokenStream) -> bool {
    const FAMOUS: [&str; 19] = [
        "3.14", "2.71", "1.41", "0.70", "1.57", "0.78", "1.04", "0.52", "0.39", "0.31", "0.63", "1.12", "0.69", "2.30",
        "0.43", "1.44", "0.30", "3.32", "6.28",
    ];
    let text = tokens.to_string();
    FAMOUS.iter().any(|digits| text.contains(digits))
}

#[cfg(test)]
mod tests {
    use crate::Generator;

    /// The example of a document with a health check and one operation with a body, which is `components.schemas.Body`.
    fn example(schemas: &str, media_type: &str) -> String {
        let document = format!(
            r##"{{"openapi": "3.0.3", "info": {{"title": "A", "version": "1"}}, "paths": {{
            "/": {{"get": {{"operationId": "health", "responses": {{"200": {{"description": "up", "content":
            {{"application/json": {{"schema": {{"type": "string"}}}}}}}}}}}}}},
            "/a": {{"post": {{"operationId": "send",
            "requestBody": {{"required": true, "content": {{"application/json":
            {{"schema": {{"$ref": "#/components/schemas/Body"}} {media_type}}}}}}},
            "responses": {{"204": {{"description": "done"}}}}}}}}}}, "components": {{"schemas": {{{schemas}}}}}}}"##
        );
        let client = Generator::from_text("document", document).generate().unwrap();
        let files = client.crate_files();
        files.get("examples/call.rs").unwrap().to_owned()
    }

    /// The statement that makes the body, on one line.
    fn body(schemas: &str, media_type: &str) -> String {
        let text = example(schemas, media_type);
        let (_, body) = text.split_once("let body = ").unwrap_or_else(|| panic!("{text}"));
        let (body, _) = body.split_once(";\n").unwrap();
        body.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .replace("( ", "(")
            .replace("[ ", "[")
            .replace(", ]", "]")
            .replace(", }", " }")
    }

    #[test]
    fn a_body_of_the_document_comes_before_a_health_check() {
        let rows = r#""Body": {"type": "object", "properties": {"data": {"type": "array", "items": {"type": "array",
            "items": {"type": "number"}}}}, "example": {"data": [[1, 2.5], [3, -4]]}}"#;
        let text = example(rows, "");
        assert!(text.contains("use a::{Client, types::Body};") && text.contains("client.send(&body)"), "{text}");
        let expected = "Body { data: Some(vec![vec![1.0, 2.5], vec![3.0, -4.0]]) }";
        assert_eq!(body(rows, ""), expected);
    }

    #[test]
    fn signs_stand_at_their_numbers() {
        let tight = super::tight_signs;
        assert_eq!(tight("[- 1.0, -\n    2, \"- 1 \\\" - 2\", - 3]"), "[-1.0,\n    -2, \"- 1 \\\" - 2\", -3]");
        assert_eq!(tight("fn a() -> u8 { \"\\\\\"; - 1 }"), "fn a() -> u8 { \"\\\\\"; -1 }");
    }

    #[test]
    fn the_example_of_the_media_type_comes_first() {
        let named = r#""Body": {"type": "object", "properties": {"a": {"type": "string"}}, "example": {"a": "x"}}"#;
        assert_eq!(body(named, r#", "example": {"a": "y"}"#), r#"Body { a: Some("y".to_owned()) }"#);
        assert_eq!(body(named, r#", "examples": {"b": {"value": {"a": "z"}}}"#), r#"Body { a: Some("z".to_owned()) }"#);
        // One that contradicts its schema is no example.
        assert_eq!(body(named, r#", "example": {"a": [1]}"#), r#"Body { a: Some("x".to_owned()) }"#);
        // A number where text belongs is read as its text.
        assert_eq!(body(named, r#", "example": {"a": 1}"#), r#"Body { a: Some("1".to_owned()) }"#);
    }

    #[test]
    fn a_union_has_the_variant_that_the_value_is_written_as() {
        let schemas = r##""Cell": {"oneOf": [{"type": "integer"}, {"type": "number"}]},
            "Table": {"type": "object", "required": ["rows"], "properties": {"rows": {"type": "array", "items": {"$ref": "#/components/schemas/Cell"}}}},
            "Body": {"type": "object", "required": ["input"], "properties": {"input": {"oneOf": [
            {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "number"}}},
            {"$ref": "#/components/schemas/Table"}]}}, "example": {"input": {"rows": [1, 2.5]}}}"##;
        let expected = "Body { input: BodyInput::Table(Table { rows: vec![Cell::Integer(1), Cell::Number(2.5)] }) }";
        assert_eq!(body(schemas, ""), expected);
    }

    #[test]
    fn a_body_without_an_example_comes_before_a_health_check() {
        let open = r#""Body": {"type": "object"}"#;
        assert!(example(open, "").contains("client.send(&body)"));
        let texts = r#""Body": {"type": "array", "items": {"type": "string"}, "example": ["a"]}"#;
        assert_eq!(body(texts, ""), "[\"a\"]");
    }

    #[test]
    fn examples_of_properties_are_composed() {
        let schemas = r##""Body": {"type": "object", "required": ["kind", "at", "id"], "properties": {
            "id": {"type": "integer", "readOnly": true}, "kind": {"type": "string", "enum": ["a", "b"]},
            "at": {"type": "string", "format": "date-time"}, "note": {"type": "string"},
            "pet": {"$ref": "#/components/schemas/Pet"}}},
            "Pet": {"type": "object", "properties": {"name": {"type": "string", "example": "Minka"}}}"##;
        let expected = r#"BodyRequest { kind: BodyKind::A, at: "2026-01-31T12:00:00Z".parse()?, pet: Some(Pet { name: Some("Minka".to_owned()) })"#;
        assert!(
            body(schemas, "").replace("Body {", "BodyRequest {").contains("kind: BodyKind::A"),
            "{}",
            body(schemas, "")
        );
        assert!(body(schemas, "").contains(&expected[14..]), "{}", body(schemas, ""));
    }

    #[test]
    fn rows_are_cut_short_and_columns_are_not() {
        let rows = |items: &str| {
            format!(
                r#""Body": {{"type": "object", "properties": {{"rows": {{"type": "array", {items}
            "items": {{"type": "array", "items": {{"type": "integer"}}}}}}, "index": {{"type": "array", "items": {{"type": "integer"}}}}}}}}"#
            )
        };
        let five = r#", "example": {"rows": [[1], [2], [3], [4], [5]]}"#;
        assert!(body(&rows(""), five).contains("vec![vec![1], vec![2], vec![3]]"));
        assert!(body(&rows(r#""minItems": 4,"#), five).contains("vec![3], vec![4]]"));
        let split = r#", "example": {"rows": [[1], [2], [3], [4], [5]], "index": [0, 1, 2, 3, 4]}"#;
        assert!(body(&rows(""), split).contains("vec![4], vec![5]]"));
    }

    #[test]
    fn a_value_without_a_literal_is_json() {
        let schemas = r#""Body": {"type": "object", "properties": {"a": {"type": "string", "format": "byte"}}, "example": {"a": "aGk="}}"#;
        assert_eq!(body(schemas, ""), r#"callsmith_runtime::serde_json::from_str("{\"a\":\"aGk=\"}")?"#);
    }

    #[test]
    fn a_body_that_is_made_up_comes_before_a_word_and_a_text_is_one() {
        let required = r#""Body": {"type": "object", "required": ["n"], "properties": {"n": {"type": "integer"}}}"#;
        assert_eq!(body(required, ""), "Body { n: 1 }");
        assert!(example(r#""Body": {"type": "string"}"#, "").contains("let body = \"string\".to_owned();"));
    }

    #[test]
    fn the_base_url_is_that_of_the_document() {
        let with = |servers: &str| {
            let document = format!(
                r#"{{"openapi": "3.0.3", {servers} "info": {{"title": "A", "version": "1"}}, "paths": {{"/score": {{"post":
                {{"operationId": "score", "responses": {{"204": {{"description": "done"}}}}}}}}}}}}"#
            );
            let files = Generator::from_text("document", document).generate().unwrap().crate_files();
            let run =
                files.get("README.md").unwrap().lines().find(|line| line.starts_with("Run it")).unwrap().to_owned();
            (files.get("examples/call.rs").unwrap().to_owned(), run)
        };
        let (text, run) = with(r#""servers": [{"url": "https://a.example/v1"}],"#);
        let about = "// Calls the service at https://a.example/v1, with API_KEY as credential where one is needed.\n\n";
        assert!(text.starts_with(about) && text.contains("Client::at(&a::servers::server())"), "{text}");
        assert!(!text.contains("BASE_URL"), "{text}");
        assert_eq!(run, "Run it with `API_KEY=… cargo run --example call`.");
        let with = |servers: &str| {
            let (text, run) = with(servers);
            (text.lines().nth(1).unwrap().to_owned(), run)
        };
        let (about, _) = with(r#""servers": [{"url": "/api/v1/"}],"#);
        assert_eq!(about, "// BASE_URL is https://HOST/api/v1, with the host of the service.");
        let (about, run) = with(r#""servers": [{"url": "https://a.example/$(touch${IFS}owned)"}],"#);
        assert!(about.contains("without the path `/score`"), "{about}");
        assert_eq!(run, "Run it with `BASE_URL=https://HOST/PREFIX API_KEY=… cargo run --example call`.");
        let (about, run) = with("");
        assert!(about.contains("without the path `/score`"), "{about}");
        assert_eq!(run, "Run it with `BASE_URL=https://HOST/PREFIX API_KEY=… cargo run --example call`.");
    }
}
