//! The example of a client crate.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::credential::Shown;
use crate::emit::{Context, accessor};
use crate::ir::{Body, BodyCodec, Codec, Operation, OperationId, Type, TypeKind};

/// `examples/call.rs`: a call that needs no more than the document says.
pub(super) fn example(cx: &Context<'_>, crate_name: &str) -> String {
    let krate = format_ident!("{}", crate_name.replace('-', "_"));
    let credential = Shown::of(cx.api);
    let builder = credential.builder();
    let call = cx
        .api
        .operation_ids()
        .filter_map(|(id, operation)| Some((rank(cx, operation)?, id, operation)))
        .min_by_key(|(rank, id, _)| (*rank, *id))
        .map(|(_, id, operation)| call(cx, id, operation));
    let call = call.unwrap_or_else(|| quote! { println!("{client:?}"); });
    let text = quote! {
        #[tokio::main]
        async fn main() -> Result<(), Box<dyn std::error::Error>> {
            let url = std::env::var("BASE_URL")?;
            #builder
            #call
            Ok(())
        }
    };
    let imports = quote! { use #krate::Client; };
    let text = syn::parse2(text).map(|file| prettyplease::unparse(&file)).unwrap_or_default();
    let imports = syn::parse2(imports).map(|file| prettyplease::unparse(&file)).unwrap_or_default();
    let variables = match credential.variables() {
        [] => String::new(),
        names => format!(", with {} as credential where one is needed", names.join(" and ")),
    };
    format!("// Calls the service at BASE_URL{variables}.\n\n{imports}\n{text}")
}

/// How well an operation serves as an example, the least first; `None` where it needs values that nobody knows.
fn rank(cx: &Context<'_>, operation: &Operation) -> Option<u8> {
    if operation.deprecated || operation.parameters.iter().any(|parameter| parameter.required) {
        return None;
    }
    match &operation.body {
        Some(Body { codec: BodyCodec::Json, ty: Type::Named(body), .. }) => {
            // Other names for a type are taken as that type, which need not be one that can be decoded (`str`).
            if matches!(cx.api.ty(*body).kind, TypeKind::Alias(_)) {
                return None;
            }
            Some(if cx.api.ty(*body).examples.is_empty() { 2 } else { 0 })
        }
        Some(_) => None,
        None if operation.method.as_str() == "GET" => Some(1),
        None => Some(3),
    }
}

fn call(cx: &Context<'_>, id: OperationId, operation: &Operation) -> TokenStream {
    let method: TokenStream = accessor(&cx.names.operations[id.0].method).parse().unwrap_or_default();
    let shown = match operation.success.codec {
        Codec::Empty => quote! { client.#method().await?; println!("done"); },
        Codec::Binary => quote! { let answer = client.#method().await?; println!("{} bytes", answer.len()); },
        _ => quote! { let answer = client.#method().await?; println!("{answer:?}"); },
    };
    let Some(Body { ty: Type::Named(body), .. }) = &operation.body else {
        return shown;
    };
    let example = cx.api.ty(*body).examples.first().map(serde_json::Value::to_string);
    let json = example.unwrap_or_else(|| "{}".to_owned());
    quote! {
        let body = callsmith_runtime::serde_json::from_str(#json)?;
        let answer = client.#method(&body).await?;
        println!("{answer:?}");
    }
}

#[cfg(test)]
mod tests {
    use crate::Generator;

    /// The example of a document with one operation whose body is a named schema.
    fn example(schema: &str) -> String {
        let document = format!(
            r##"{{"openapi": "3.0.3", "info": {{"title": "A", "version": "1"}}, "paths": {{"/a": {{"post": {{"operationId": "send",
            "requestBody": {{"required": true, "content": {{"application/json": {{"schema": {{"$ref": "#/components/schemas/Body"}}}}}}}},
            "responses": {{"204": {{"description": "done"}}}}}}}}}}, "components": {{"schemas": {{"Body": {schema}}}}}}}"##
        );
        let client = Generator::from_text("document", document).generate().unwrap();
        let files = client.crate_files();
        files.get("examples/call.rs").unwrap().to_owned()
    }

    #[test]
    fn a_body_that_is_a_text_is_no_example() {
        assert!(
            example(r#"{"type": "object", "properties": {"a": {"type": "string"}}}"#).contains("client.send(&body)")
        );
        assert!(!example(r#"{"type": "string"}"#).contains("client.send"));
    }
}
