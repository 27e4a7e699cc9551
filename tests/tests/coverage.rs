//! The coverage of a document: every construct is exact, or it is listed with the diagnostic that says why.

use callsmith::{ConstructKind, Coverage, Generator, Outcome};
use callsmith_tests::fixtures;

fn coverage(document: &str) -> Coverage {
    Generator::from_text("openapi.yaml", document)
        .keep_unused_types(true)
        .generate()
        .expect("the document is one")
        .coverage()
}

/// Kind, outcome and pointer of each loss.
fn losses(coverage: &Coverage) -> Vec<String> {
    let line = |loss: &callsmith::Loss| format!("{} {} {}", loss.kind, loss.outcome, loss.location.pointer);
    coverage.losses.iter().map(line).collect()
}

/// A document with one operation, and what is given of it.
fn document(operation: &str, components: &str) -> String {
    format!(
        "openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n  /a:\n    get:\n      operationId: a\n{operation}\n\
         components:\n{components}\n"
    )
}

#[test]
fn every_construct_is_counted_once() {
    let coverage = coverage(&document(
        "      parameters:
        - { name: limit, in: query, schema: { type: integer } }
        - { $ref: '#/components/parameters/Page' }
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } }
      responses: { '200': { description: d, content: { application/json: { schema: { type: string } } } } }",
        "  parameters: { Page: { name: page, in: query, schema: { type: integer } } }
  schemas: { A: { type: object, properties: { x: { type: integer }, y: { $ref: '#/components/schemas/A' } } } }",
    ));
    assert_eq!(losses(&coverage), Vec::<String>::new());
    let counts = ConstructKind::ALL.iter().map(|kind| coverage.tally(*kind));
    let counts: Vec<(String, usize, usize)> = counts
        .map(|tally| (tally.kind.to_string(), tally.total, tally.exact))
        .filter(|(_, total, _)| *total > 0)
        .collect();
    let expected = [
        ("operation", 1),
        ("parameter", 2),
        ("body", 1),
        ("response", 1),
        ("media-type", 2),
        ("schema", 5),
        ("reference", 2),
        ("property", 2),
    ];
    assert_eq!(counts, expected.map(|(kind, count)| (kind.to_owned(), count, count)));
}

#[test]
fn shared_objects_without_a_use_are_unused() {
    let coverage = coverage(&document(
        "      responses: { '204': { description: d } }",
        "  parameters: { Page: { name: page, in: query, schema: { type: array, items: { type: integer } } } }",
    ));
    assert_eq!(losses(&coverage), Vec::<String>::new());
    assert_eq!(coverage.tally(ConstructKind::Parameter).unused, 1);
    assert_eq!(coverage.tally(ConstructKind::Schema).unused, 2);
}

#[test]
fn what_is_below_a_loss_is_lost_for_the_same_reason() {
    let coverage = coverage(&document(
        "      responses: { '204': { description: d } }",
        "  schemas: { A: { not: { type: object, properties: { x: { type: integer } } } } }",
    ));
    let lost = losses(&coverage);
    assert_eq!(
        lost,
        [
            "schema approximated #/components/schemas/A",
            "schema skipped #/components/schemas/A/not",
            "schema skipped #/components/schemas/A/not/properties/x",
            "property skipped #/components/schemas/A/not/properties/x",
        ]
    );
    assert_eq!(coverage.unaccounted().count(), 0);
    assert!(
        coverage
            .losses
            .iter()
            .all(|loss| loss.message.as_deref().is_some_and(|text| text.contains("does not check values")))
    );
}

#[test]
fn the_untyped_share_is_that_of_schemas_which_say_more() {
    let coverage = coverage(&document(
        "      responses: { '204': { description: d } }",
        "  schemas: { A: {}, B: { description: anything }, C: { type: object }, D: { format: date } }",
    ));
    assert_eq!(losses(&coverage), ["schema untyped #/components/schemas/D"]);
    assert!((coverage.untyped_share() - 0.25).abs() < f64::EPSILON, "{}", coverage.untyped_share());
}

#[test]
fn losses_say_where_they_are_and_why() {
    let coverage =
        coverage(&document("      responses: { '204': { description: d } }", "  schemas:\n    D: { format: date }"));
    let [loss] = coverage.losses.as_slice() else { panic!("{:?}", coverage.losses) };
    assert_eq!(
        loss.to_string(),
        "openapi.yaml:10:5: schema untyped [looser-type]: this schema has `format`, but no `type`"
    );
    assert_eq!(loss.outcome, Outcome::Untyped);
}

#[test]
fn nothing_in_the_fixtures_is_lost_without_a_diagnostic() {
    let documents = fixtures::clients().into_iter().map(|(_, path)| (path, true));
    let documents: Vec<_> = documents.chain(fixtures::warned().into_iter().map(|(_, path)| (path, false))).collect();
    assert!(documents.len() > 40, "only {} documents were found", documents.len());
    let mut unaccounted = Vec::new();
    for (path, is_whole) in documents {
        for keep in [true, false] {
            let generator = Generator::new(&path).keep_unused_types(keep);
            let coverage = generator.generate().expect("the fixture gives a client").coverage();
            let operations = coverage.tally(ConstructKind::Operation);
            assert!(!is_whole || operations.skipped == 0, "{}", path.display());
            unaccounted.extend(coverage.unaccounted().map(ToString::to_string));
        }
    }
    assert!(unaccounted.is_empty(), "{}", unaccounted.join("\n"));
}

/// `null` beside an alternative that allows everything takes nothing away, and the name of a reference is that of its end.
#[test]
fn names_of_references_and_any_value_or_null_are_exact() {
    let schemas = "  schemas:
    A: { type: object, properties: { a: { anyOf: [{}, { type: 'null' }] }, b: { oneOf: [{ type: 'null' }, true] } } }
    B: { $ref: 'lib.yaml#/First' }";
    let text = document("      responses: { '204': { description: d } }", schemas).replace("3.0.3", "3.1.0");
    let library = "First: { $ref: '#/Second' }\nSecond: { $ref: '#/Third' }\nThird: { type: string }\n";
    let generator = Generator::from_text("openapi.yaml", text).document("lib.yaml", library).keep_unused_types(true);
    let coverage = generator.generate().expect("the documents give a client").coverage();
    assert_eq!(losses(&coverage), Vec::<String>::new());
    assert_eq!(coverage.tally(ConstructKind::Schema).exact, 8);
}

/// Headers of parts are given by the caller or sent by themselves; items of a body are typed.
#[test]
fn headers_of_parts_and_items_of_bodies_are_exact() {
    let text = "openapi: 3.2.0
info: { title: T, version: '1' }
paths:
  /a:
    post:
      operationId: a
      requestBody:
        content:
          multipart/form-data:
            schema: { type: object, properties: { file: { type: string, format: binary } } }
            encoding:
              file:
                headers:
                  X-A: { required: true, schema: { type: integer } }
                  X-B: { schema: { const: b } }
                  X-C: { content: { application/json: { schema: { type: object, properties: { x: { type: integer } } } } } }
          application/jsonl: { itemSchema: { type: object, properties: { y: { type: integer } } } }
      responses: { '204': { description: d } }
";
    let generated = Generator::from_text("openapi.yaml", text).generate().expect("the document is one");
    let coverage = generated.coverage();
    assert_eq!(losses(&coverage), Vec::<String>::new());
    let tally = coverage.tally(ConstructKind::Header);
    assert_eq!((tally.total, tally.exact), (3, 3));
    let operation = &generated.inspect().operations[0];
    let setters =
        operation.parameters.iter().map(|one| (one.location.as_str(), one.part.as_deref(), one.name.as_str()));
    assert_eq!(setters.collect::<Vec<_>>(), [("part", Some("file"), "X-A"), ("part", Some("file"), "X-C")]);
    let lines = &operation.body.as_ref().expect("a body").others[0];
    assert_eq!((lines.is_written, lines.method.as_deref()), (true, Some("a_as_lines")));
}

#[test]
fn references_to_what_is_no_schema_are_losses_with_a_diagnostic() {
    let coverage = coverage(&document(
        "      responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/paths/~1a' } } } } }",
        "  schemas: { A: { properties: { x: { allOf: [{ description: d }, { $ref: '#/components/schemas/A/properties' }] } } } }",
    ));
    assert_eq!(coverage.losses.iter().filter(|loss| loss.code.is_none()).count(), 0, "{:?}", coverage.losses);
    let expected = [
        "schema untyped #/components/schemas/A/properties/x",
        "reference approximated #/components/schemas/A/properties/x/allOf/1",
    ];
    let losses = losses(&coverage);
    for loss in expected {
        assert!(losses.contains(&loss.to_owned()), "{losses:?}");
    }
    // What the references lead to is no schema.
    assert!(!losses.iter().any(|loss| loss.ends_with("#/paths/~1a")), "{losses:?}");
}

#[test]
fn patterns_of_keys_lose_nothing_where_their_values_are_any() {
    let coverage = coverage(&document(
        "      responses: { '204': { description: d } }",
        "  schemas: { A: { type: object, patternProperties: { '^x-': {} }, additionalProperties: false } }",
    ));
    assert_eq!(losses(&coverage), Vec::<String>::new());
}

#[test]
fn a_media_type_that_stands_for_a_list_says_why_a_body_is_lost() {
    let coverage = coverage(
        "swagger: '2.0'\ninfo: { title: T, version: '1' }\nproduces: image\npaths: { /a: { get: { operationId: a,
         responses: { '200': { description: d, schema: { $ref: '#/definitions/A' } } } } } }
definitions: { A: { type: array, items: { type: number } } }",
    );
    assert!(!coverage.losses.is_empty());
    assert_eq!(coverage.losses.iter().filter(|loss| loss.code.is_none()).count(), 0, "{:?}", coverage.losses);
}

#[test]
fn keywords_that_a_version_lacks_say_why_a_schema_is_lost() {
    let coverage = coverage(
        "swagger: '2.0'\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { operationId: a, parameters: [{ name: tags, in: query,
         type: array, items: { allOf: [{ type: string }] } }], responses: { '204': { description: d } } } } }",
    );
    assert!(losses(&coverage).iter().any(|loss| loss.contains("schema untyped")), "{:?}", losses(&coverage));
    assert_eq!(coverage.losses.iter().filter(|loss| loss.code.is_none()).count(), 0, "{:?}", coverage.losses);
}

#[test]
fn a_chain_of_references_that_ends_nowhere_is_named_at_its_end() {
    let coverage = coverage(
        "swagger: '2.0'\ninfo: { title: T, version: '1' }\npaths: { /a: { get: { operationId: a,
         responses: { '200': { $ref: '#/responses/A' } } } } }\nresponses: { A: { $ref: { b: c } } }",
    );
    assert!(losses(&coverage).iter().any(|loss| loss.starts_with("response skipped")), "{:?}", losses(&coverage));
    assert_eq!(coverage.losses.iter().filter(|loss| loss.code.is_none()).count(), 0, "{:?}", coverage.losses);
}

/// Constructs that the selection leaves out are counted by themselves, with all that no selected operation leads to.
#[test]
fn what_is_not_selected_is_omitted() {
    let text = "openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a:
    get:
      operationId: a
      tags: [a]
      responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Both' } } } } }
  /b:
    post:
      operationId: b
      tags: [b]
      parameters: [{ name: page, in: query, schema: { type: integer } }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Mine' } } } }
      responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Both' } } } } }
      callbacks: { done: { '{$request.body#/url}': { post: { responses: { '204': { description: d } } } } } }
webhooks:
  c: { post: { tags: [c], responses: { '204': { description: d } } } }
components:
  schemas:
    Both: { type: object, properties: { x: { type: string } } }
    Mine: { type: object, properties: { y: { $ref: '#/components/schemas/Inner' } } }
    Inner: { type: object, properties: { z: { type: string } } }
    Idle: { type: object, properties: { w: { type: string } } }
";
    let generator = Generator::from_text("openapi.yaml", text).include("tag:a").expect("it is a selector");
    let generated = generator.clone().generate().expect("the document is one");
    let types: Vec<_> = generated.inspect().types.into_iter().map(|ty| ty.rust).collect();
    assert_eq!(types, ["types::Both"]);
    let coverage = generated.coverage();
    assert_eq!(losses(&coverage), Vec::<String>::new());
    let counts = |kind| {
        let tally = coverage.tally(kind);
        (tally.total, tally.exact, tally.unused, tally.omitted)
    };
    assert_eq!(counts(ConstructKind::Operation), (2, 1, 0, 1));
    assert_eq!(counts(ConstructKind::Incoming), (2, 0, 0, 2));
    assert_eq!(counts(ConstructKind::Parameter), (1, 0, 0, 1));
    // A parameter, three shared schemas with a string each, and one that nothing refers to.
    assert_eq!(counts(ConstructKind::Schema), (8, 2, 2, 4));
    assert_eq!(counts(ConstructKind::Property), (4, 1, 1, 2));
    let all_types = generator.keep_unused_types(true).generate().expect("the document is one");
    assert_eq!(all_types.inspect().types.len(), 4);
    assert_eq!(all_types.coverage().tally(ConstructKind::Schema).exact, 7);
}

/// Nothing is said of components that no selected operation leads to, whether they are loose or wrong. All is said of those that one leads to, also as a
/// subtype.
#[test]
fn what_is_not_selected_has_no_findings() {
    let text = "openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a:
    get:
      operationId: a
      tags: [a]
      parameters: [{ $ref: '#/components/parameters/Mine' }]
      responses: { '200': { description: d, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  /b:
    post:
      operationId: b
      tags: [b]
      parameters: [{ $ref: '#/components/parameters/Other' }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Wrong' } } } }
      responses: { '204': { description: d } }
components:
  parameters:
    Mine: { name: mine, in: query, schema: { type: integer, mine: 1 } }
    Other: { name: other, in: query, schema: { type: integer, other: 1 } }
  schemas:
    Pet: { type: object, required: [kind], properties: { kind: { type: string } }, discriminator: { propertyName: kind } }
    Cat: { allOf: [{ $ref: '#/components/schemas/Pet' }, { type: object, properties: { claws: { type: integer, cat: 1 } } }] }
    Wrong: { type: object, properties: { a: { allOf: [{ type: string }, { type: integer }] }, b: { $ref: '#/nowhere' } } }
    Webhook: { type: object, properties: { c: { type: string, format: date, example: never } }, required: 5, webhook: 1 }
";
    let findings = |selector: &str| -> Vec<String> {
        let generator = Generator::from_text("openapi.yaml", text).include(selector).expect("it is a selector");
        let generated = generator.generate().expect("the document is one");
        let pointers = generated.reports().iter().filter_map(|report| Some(report.location.as_ref()?.pointer.clone()));
        pointers.collect()
    };
    let mine = ["parameters/Mine/schema/mine", "schemas/Cat/allOf/1/properties/claws/cat"];
    let mut pointers = findings("tag:a");
    pointers.retain(|pointer| pointer.starts_with("#/components/") && !pointer.ends_with("/schema"));
    assert_eq!(pointers, mine.map(|place| format!("#/components/{place}")));
    let others = findings("tag:b");
    assert!(others.contains(&"#/components/parameters/Other/schema/other".to_owned()), "{others:?}");
    assert!(others.iter().any(|pointer| pointer.starts_with("#/components/schemas/Wrong")), "{others:?}");
    assert!(!others.iter().any(|pointer| pointer.contains("Cat") || pointer.contains("Webhook")), "{others:?}");
    // Types that are kept have their findings.
    let complete = Generator::from_text("openapi.yaml", text).include("tag:a").expect("it is a selector");
    let complete = complete.keep_unused_types(true).generate().expect("the document is one");
    let is_of_webhook = |report: &callsmith::Report| {
        report.location.as_ref().is_some_and(|location| location.pointer.starts_with("#/components/schemas/Webhook"))
    };
    assert!(complete.reports().iter().any(is_of_webhook));
}

/// A path item that two paths share has operations of each, of which one may be selected.
#[test]
fn operations_of_a_shared_path_item_are_selected_apart() {
    let text = "openapi: 3.1.0
info: { title: T, version: '1' }
paths:
  /a: { $ref: '#/components/pathItems/Item' }
  /b: { $ref: '#/components/pathItems/Item' }
components:
  pathItems:
    Item:
      get: { tags: [x], responses: { '204': { description: d } } }
      post: { responses: { '204': { $ref: '#/nowhere' } } }
";
    let generator = Generator::from_text("openapi.yaml", text).include("operation:GET /b").expect("it is a selector");
    let generated = generator.generate().unwrap_or_else(|error| panic!("{error}"));
    let paths: Vec<_> = generated.inspect().operations.into_iter().map(|one| (one.method, one.path)).collect();
    assert_eq!(paths, [("GET".to_owned(), "/b".to_owned())]);
    let operations = generated.coverage().tally(ConstructKind::Operation);
    assert_eq!((operations.total, operations.exact, operations.omitted), (2, 1, 1));
}
