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
    let type_of = |name: &str| fields[name].as_str();
    assert_eq!(
        (type_of("at"), type_of("stamp"), type_of("tag")),
        ("Option<::callsmith_runtime::DateTime>", "Option<i64>", "Option<String>")
    );
    assert_eq!(
        (type_of("amount"), type_of("count"), type_of("share")),
        ("Option<::callsmith_runtime::Number>", "Option<i64>", "Option<i64>")
    );
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
    let type_of = |name: &str| fields[name].as_str();
    assert_eq!(
        (type_of("at"), type_of("stamp"), type_of("tag")),
        ("Option<String>", "Option<u64>", "Option<::paint::Colour>")
    );
    assert_eq!((type_of("amount"), type_of("count")), ("Option<::money::Amount>", "Option<i128>"));
    assert_eq!((type_of("ratio"), type_of("weight")), ("Option<f64>", "Option<f64>"));
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
    let type_of = |name: &str| fields[name].as_str();
    assert_eq!(
        (type_of("amount"), type_of("count")),
        ("Option<::callsmith_runtime::Number>", "Option<::callsmith_runtime::Number>")
    );
    assert_eq!(
        (type_of("weight"), type_of("ratio"), type_of("share")),
        ("Option<::callsmith_runtime::Number>", "Option<f64>", "Option<i64>")
    );
    let parameter = &client.inspect().operations[0].parameters[1];
    assert_eq!(parameter.signature.as_deref(), Some("fn least(self, value: &callsmith_runtime::Number) -> Self"));
    assert_eq!(client.reports(), []);
}

#[test]
fn integers_without_a_sign_are_unsigned_on_demand() {
    let document = DOCUMENT
        .replace("ratio: { type: number, format: double }", "ratio: { type: integer, minimum: 0, format: int32 }");
    let document =
        document.replace("count: { type: integer }", "count: { type: integer, exclusiveMinimum: true, minimum: -1 }");
    let generate = |options: &str| {
        let options = Options::from_toml(options).expect("it is TOML");
        let client = Generator::from_text("formats.yaml", document.as_str()).options(options).generate();
        fields(&client.expect("it is a document"))
    };
    let with = generate("unsigned-integers = true\n");
    let type_of = |name: &str| with[name].clone();
    assert_eq!([type_of("share"), type_of("ratio")], ["Option<u64>", "Option<u32>"]);
    assert_eq!([type_of("count"), type_of("stamp")], ["Option<i64>", "Option<i64>"]);
    let without = generate("");
    assert_eq!([without["share"].as_str(), without["ratio"].as_str()], ["Option<i64>", "Option<i32>"]);
}

#[test]
fn a_number_of_an_integer_format_can_have_another_type() {
    let document = DOCUMENT
        .replace("share: { type: integer, minimum: 0, maximum: 100 }", "share: { type: number, format: int64 }");
    let generate = |options: &str| {
        let options = Options::from_toml(options).expect("it is TOML");
        let client = Generator::from_text("formats.yaml", document.as_str()).options(options).generate();
        fields(&client.expect("it is a document"))["share"].clone()
    };
    assert_eq!(generate(""), "Option<i64>");
    assert_eq!(generate("[formats]\n\"number/int64\" = \"f64\"\n"), "Option<f64>");
    assert_eq!(generate("[formats]\nint64 = \"i128\"\n"), "Option<i128>");
    // A type and a format in two parts of a schema.
    let document = DOCUMENT.replace(
        "share: { type: integer, minimum: 0, maximum: 100 }",
        "share: { allOf: [{ type: number }, { format: int32 }] }",
    );
    let client = Generator::from_text("formats.yaml", document).generate().expect("it is a document");
    assert_eq!(fields(&client)["share"], "Option<i32>");
}

#[test]
fn a_format_that_nobody_knows_is_an_error() {
    let messages = |options: &str| {
        let error = generate(options).map(|_| ()).unwrap_err();
        error
            .reports()
            .iter()
            .filter(|report| report.severity.to_string() == "error")
            .map(ToString::to_string)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        messages("[formats]\ndatetime = \"String\"\n"),
        [
            "callsmith.toml:2:1: error[unknown-override]: no schema has the format `datetime` to replace with `String` (`[formats]` for the \
             document `formats.yaml`) (did you mean `date-time`?)"
        ]
    );
    assert!(generate("[formats]\nuuid = \"String\"\n").is_ok(), "it is one that other documents have");
}

/// An example counts more than the format: a service writes what its document shows.
#[test]
fn a_string_whose_example_cannot_be_read_is_a_string() {
    let document = DOCUMENT.replace(
        "    Price:\n      type: object\n",
        "    Prices:\n      type: array\n      items: { $ref: \"#/components/schemas/Price\" }\n      example: [{ at: \"2024-01-02T00:00:00.000\" }]\n    \
         Price:\n      type: object\n",
    );
    let generate = |options: &str| {
        let options = Options::from_toml(options).expect("it is TOML");
        Generator::from_text("formats.yaml", document.as_str())
            .options(options)
            .keep_unused_types(true)
            .generate()
            .expect("it is a document")
    };
    let client = generate("");
    assert_eq!(fields(&client)["at"], "Option<String>");
    let warning = client.reports().iter().find(|report| report.code.name() == "example-mismatch").unwrap();
    assert_eq!(warning.note.as_deref(), Some("the type is `String`, since the service may write such values"));
    assert_eq!(
        warning.help.as_deref(),
        Some(
            "`\"#/components/schemas/Price/properties/at\" = \"String\"` under `[override]` in callsmith.toml confirms this type"
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
