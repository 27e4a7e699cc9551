//! Rust types in place of those of formats, and numbers with all their digits.

use std::collections::BTreeMap;

use callsmith::{Error, Generated, Generator, Options};
use quote::ToTokens;

const DOCUMENT: &str = r##"
openapi: 3.0.3
info: { title: formats, version: "1" }
paths:
  /prices/{at}:
    get:
      operationId: getPrice
      parameters:
        - { name: at, in: path, required: true, schema: { type: string, format: date-time } }
        - { name: least, in: query, schema: { type: number } }
      responses:
        "200": { description: It., content: { application/json: { schema: { $ref: "#/components/schemas/Price" } } } }
components:
  schemas:
    Price:
      type: object
      properties:
        at: { type: string, format: date-time }
        stamp: { type: integer, format: date-time }
        tag: { type: string, format: colour }
        amount: { type: number, format: decimal }
        count: { type: integer }
        share: { type: integer, minimum: 0, maximum: 100 }
        ratio: { type: number, format: double }
        weight: { type: number }
"##;

fn generate(options: &str) -> Result<Generated, Error> {
    Generator::from_text("formats.yaml", DOCUMENT).options(Options::from_toml(options)?).generate()
}

/// The fields of the one type.
fn fields(client: &Generated) -> BTreeMap<String, String> {
    let file = syn::parse_file(&client.module()).expect("a client is Rust");
    let types = file.items.iter().find_map(|item| match item {
        syn::Item::Mod(module) if module.ident == "types" => module.content.as_ref(),
        _ => None,
    });
    let fields = types.expect("it has types").1.iter().find_map(|item| match item {
        syn::Item::Struct(item) => Some(&item.fields),
        _ => None,
    });
    let text = |ty: &syn::Type| ty.to_token_stream().to_string().replace(' ', "");
    let entry = |field: &syn::Field| (field.ident.as_ref().expect("it has a name").to_string(), text(&field.ty));
    fields.expect("it has a struct").iter().map(entry).collect()
}

#[test]
fn what_formats_are_without_options() {
    let client = generate("").unwrap();
    let fields = fields(&client);
    let of = |name: &str| fields[name].as_str();
    assert_eq!((of("at"), of("stamp"), of("tag")), ("Option<rt::DateTime>", "Option<i64>", "Option<String>"));
    assert_eq!((of("amount"), of("count"), of("share")), ("Option<f64>", "Option<i64>", "Option<i64>"));
    let manifest = client.crate_files().get("Cargo.toml").unwrap().to_owned();
    assert!(manifest.contains("features = [\"chrono\"]"), "{manifest}");
}

#[test]
fn a_format_can_have_any_type() {
    let client = generate(
        "[formats]\ndate-time = \"String\"\n\"integer/date-time\" = \"u64\"\ncolour = \"::paint::Colour\"\n\
         decimal = \"::money::Amount\"\ninteger = \"i128\"\n",
    )
    .unwrap();
    let fields = fields(&client);
    let of = |name: &str| fields[name].as_str();
    assert_eq!((of("at"), of("stamp"), of("tag")), ("Option<String>", "Option<u64>", "Option<::paint::Colour>"));
    assert_eq!((of("amount"), of("count")), ("Option<::money::Amount>", "Option<i128>"));
    assert_eq!((of("ratio"), of("weight")), ("Option<f64>", "Option<f64>"));
    assert!(client.inspect().operations[0].signature.contains("at: &str"));
    let files = client.crate_files();
    assert!(!files.get("Cargo.toml").unwrap().contains("features = [\"chrono\"]"));
}

#[test]
fn a_type_of_a_crate_that_the_runtime_hands_on_switches_its_feature_on() {
    let client = generate("[formats]\ncolour = \"::callsmith_runtime::uuid::Uuid\"\n").unwrap();
    assert!(client.module().contains("rt::needs!(chrono, uuid);"));
}

#[test]
fn numbers_of_any_size_keep_their_digits_on_demand() {
    let client = generate("exact-numbers = true\nallow = [\"unrequired-security\"]\n").unwrap();
    let fields = fields(&client);
    let of = |name: &str| fields[name].as_str();
    assert_eq!((of("amount"), of("count")), ("Option<rt::Number>", "Option<rt::Number>"));
    assert_eq!((of("weight"), of("ratio"), of("share")), ("Option<rt::Number>", "Option<f64>", "Option<i64>"));
    let parameter = &client.inspect().operations[0].parameters[1];
    assert_eq!(parameter.signature.as_deref(), Some("fn least(self, value: &callsmith_runtime::Number) -> Self"));
    assert_eq!(client.reports(), []);
}

#[test]
fn a_format_that_nobody_knows_is_an_error() {
    let told = |options: &str| {
        let error = generate(options).map(|_| ()).unwrap_err();
        error
            .reports()
            .iter()
            .filter(|report| report.severity.to_string() == "error")
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        told("[formats]\ndatetime = \"String\"\n"),
        [
            "callsmith.toml:2:1: error[unknown-override]: no schema has the format `datetime`, which is to be `String` (`[formats]` for the \
             document `formats.yaml`) (did you mean `date-time`?)"
        ]
    );
    assert!(generate("[formats]\nuuid = \"String\"\n").is_ok(), "it is one that other documents have");
}

/// What a document shows is what its service writes, whatever the format says of it.
#[test]
fn a_string_whose_example_cannot_be_read_is_a_string() {
    let document = DOCUMENT.replace(
        "    Price:\n      type: object\n",
        "    Prices:\n      type: array\n      items: { $ref: \"#/components/schemas/Price\" }\n      example: [{ at: \"2024-01-02T00:00:00.000\" }]\n    \
         Price:\n      type: object\n",
    );
    let generate = |options: &str| {
        let options = Options::from_toml(options).expect("it is TOML");
        Generator::from_text("formats.yaml", document.as_str()).options(options).generate().expect("it is a document")
    };
    let client = generate("");
    assert_eq!(fields(&client)["at"], "Option<String>");
    let warning = client.reports().iter().find(|report| report.code.name() == "example-mismatch").unwrap();
    assert_eq!(
        warning.help.as_deref(),
        Some(
            "the type is `String`, since the service may write the like; `\"#/components/schemas/Price/properties/at\" = \"String\"` under `[override]` in callsmith.toml confirms that"
        )
    );
    assert_eq!(
        client.inspect().types.iter().map(|ty| ty.examples.len()).sum::<usize>(),
        1,
        "it is an example of the type"
    );
    let client = generate("[override]\n\"Price.at\" = \"::callsmith_runtime::DateTime\"\n");
    assert_eq!(fields(&client)["at"], "Option<::callsmith_runtime::DateTime>");
    assert!(client.module().contains("rt::needs!(chrono);"));
}
