use std::path::Path;
use std::{env, fs};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::json::escaped;
use super::pack::{Pack, Roots};
use super::{PAGE, SCRIPT, STYLE, excerpt};
use crate::{Code, Generator};

/// Restores packed values, as the page does.
fn unpacked(data: &str) -> Value {
    let data: Value = serde_json::from_str(data).expect("the data is JSON");
    let list = |key: &str| data[key].as_array().expect("an array").clone();
    let number = |value: &Value| usize::try_from(value.as_u64().expect("a number")).unwrap();
    let shapes = list("shapes");
    let mut values: Vec<Value> = Vec::new();
    let mut before: Vec<u16> = Vec::new();
    for text in list("texts").chunks(2) {
        before.truncate(number(&text[0]));
        before.extend(text[1].as_str().expect("a text").encode_utf16());
        values.push(String::from_utf16(&before).expect("a text is cut between characters").into());
    }
    for node in list("nodes") {
        let value = match node.as_array().map(Vec::as_slice) {
            None => node,
            Some([head, parts @ ..]) => {
                let parts = parts.iter().map(|part| values[number(part)].clone());
                match number(head) {
                    0 => Value::Array(parts.collect()),
                    shape => {
                        let keys = shapes[shape - 1].as_array().expect("keys").iter();
                        Value::Object(keys.map(|key| key.as_str().unwrap().to_owned()).zip(parts).collect())
                    }
                }
            }
            Some([]) => panic!("a node has a head"),
        };
        values.push(value);
    }
    let restored = |key: &str| Value::Array(list(key).iter().map(|at| values[number(at)].clone()).collect());
    json!({
        "summary": values[number(&data["summary"])],
        "operations": restored("operations"),
        "types": restored("types"),
        "findings": restored("findings"),
    })
}

/// The block of data of a page.
fn block(page: &str) -> &str {
    let (_, behind) = page.split_once("id=\"data\">").expect("the page has a block of data");
    behind.split_once("</script>").expect("the block has an end").0
}

/// The data of a page.
fn data(document: &str) -> Value {
    let generated = Generator::from_text("pets.yaml", document).generate();
    unpacked(block(&generated.unwrap_or_else(|error| panic!("{error}")).report_page()))
}

const PETS: &str = r##"openapi: 3.1.0
info: { title: Pets, version: '2', description: 'All pets.' }
servers: [{ url: 'https://pets.test' }]
paths:
  /pets/{id}:
    get:
      operationId: getPet
      summary: A pet
      tags: [pets]
      deprecated: true
      parameters:
        - { name: id, in: path, required: true, schema: { type: string }, description: The id. }
        - { name: lang, in: query, schema: { type: string } }
      responses:
        '200':
          description: The pet.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
        '404': { description: No such pet. }
components:
  schemas:
    Pet:
      oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }]
      discriminator: { propertyName: kind, mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' } }
    Cat:
      type: object
      required: [kind, color]
      properties: { kind: { type: string }, color: { $ref: '#/components/schemas/Color' } }
    Dog:
      type: object
      description: Barks.
      required: [kind]
      properties:
        kind: { type: string }
        barks: { type: integer, description: How often., not: { const: 0 } }
    Color: { type: string, enum: [red, dark-blue] }
"##;

#[test]
fn the_data_is_that_of_the_client() {
    let data = data(PETS);
    let summary = &data["summary"];
    assert_eq!([&summary["title"], &summary["version"], &summary["description"]], ["Pets", "2", "All pets."]);
    assert_eq!(
        summary["tallies"][0],
        json!({
            "kind": "operation", "total": 1, "exact": 1, "approximated": 0, "untyped": 0, "skipped": 0, "unused": 0, "omitted": 0,
        })
    );
    assert_eq!(summary["settings"], json!([]));
    let operation = &data["operations"][0];
    assert_eq!([&operation["method"], &operation["path"], &operation["id"]], ["GET", "/pets/{id}", "getPet"]);
    assert_eq!(operation["signature"], "fn get_pet(&self, id: &str) -> Call<GetPet>");
    assert_eq!((&operation["file"], &operation["line"]), (&json!("pets.yaml"), &json!(6)));
    assert_eq!((&operation["deprecated"], &operation["tags"]), (&json!(true), &json!(["pets"])));
    assert_eq!(operation["parameters"][0]["description"], "The id.");
    assert_eq!(operation["success"]["descriptions"], json!(["The pet."]));
    assert_eq!(operation["success"]["type"], "types::Pet");
    assert_eq!(operation["failure"]["statuses"], json!(["404"]));
}

#[test]
fn types_have_their_parts() {
    let data = data(PETS);
    let ty = |name: &str| {
        let mut types = data["types"].as_array().unwrap().iter();
        types.find(|ty| ty["rust"] == format!("types::{name}")).unwrap_or_else(|| panic!("there is no {name}"))
    };
    assert_eq!(ty("Pet")["tag"], json!({ "property": "kind" }));
    let variants = ty("Pet")["variants"].as_array().unwrap();
    assert_eq!(variants[1]["variant"], "Dog");
    assert_eq!((&variants[1]["type"], &variants[1]["tags"]), (&json!("types::Dog"), &json!(["dog", "Dog"])));
    assert_eq!(ty("Pet")["other"], "Unknown");
    assert_eq!(
        ty("Color")["values"],
        json!([
            { "value": "\"red\"", "variant": "Red" }, { "value": "\"dark-blue\"", "variant": "DarkBlue" },
        ])
    );
    let dog = ty("Dog");
    assert_eq!((&dog["description"], &dog["pointer"]), (&json!("Barks."), &json!("#/components/schemas/Dog")));
    assert_eq!(
        dog["fields"][1],
        json!({ "name": "barks", "rust": "barks", "type": "Option<i64>", "description": "How often." })
    );
}

#[test]
fn findings_have_their_lines() {
    let data = data(PETS);
    let pointer = "#/components/schemas/Dog/properties/barks/not";
    let findings = data["findings"].as_array().unwrap();
    let finding = findings.iter().find(|finding| finding["pointer"] == pointer).expect("`not` is named");
    assert_eq!([&finding["severity"], &finding["code"]], ["note", "unchecked-keyword"]);
    assert_eq!((&finding["file"], &finding["line"]), (&json!("pets.yaml"), &json!(34)));
    let excerpt = finding["excerpt"].as_str().unwrap();
    assert!(excerpt.contains("--> pets.yaml:34:") && excerpt.contains("barks: { type: integer"), "{excerpt}");
    assert!(!excerpt.contains("= at:") && !excerpt.contains("= note:"), "{excerpt}");
    let codes = data["summary"]["codes"].as_array().unwrap();
    let code = codes.iter().find(|code| code["code"] == "unchecked-keyword").expect("the code is explained");
    assert_eq!(code["explanation"], Code::UncheckedKeyword.explanation());
}

#[test]
fn sizes_are_those_of_groups() {
    let data = data(PETS);
    let sizes = data["summary"]["sizes"].as_array().unwrap();
    assert_eq!(sizes.len(), 2);
    assert_eq!(
        (&sizes[0]["module"], &sizes[0]["operations"], &sizes[0]["types"]),
        (&json!("pets"), &json!(1), &json!(4))
    );
    assert!(sizes[0]["models"]["lines"].as_u64() > Some(20), "{}", sizes[0]);
    assert_eq!((&sizes[1]["module"], &sizes[1]["types"]), (&Value::Null, &json!(0)));
    assert!(sizes[1]["calls"]["bytes"].as_u64() > Some(100), "{}", sizes[1]);
}

/// Texts that would end the block, begin a comment or a script, or break a line.
const HOSTILE: [&str; 7] = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "a\u{2028}b\u{2029}c\u{0}d\u{1}e\u{7f}\u{feff}\r\n",
    "/*DATA*//*SCRIPT*//*STYLE*/",
    "\\u003c\\\"&lt;]]>",
];

#[test]
fn a_text_stays_within_its_block() {
    for text in HOSTILE {
        let json = escaped(&Value::from(text).to_string());
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\u{0}', '\r', '\n']), "{json}");
        assert_eq!(serde_json::from_str::<Value>(&json).unwrap(), text);
    }
}

#[test]
fn packed_values_are_restored() {
    let value =
        json!({ "a": HOSTILE, "b": { "c": [1, true, null, [], {}], "a": HOSTILE[0] }, "d": [{ "c": 1 }, { "c": 1 }] });
    let mut pack = Pack::default();
    let summary = pack.add(&value);
    let [one, same] = [json!({ "c": 1 }), json!({ "c": 1, "absent": null })].map(|value| pack.add(&value));
    assert_eq!(one, same);
    let roots = Roots { summary, operations: vec![one], types: Vec::new(), findings: Vec::new() };
    let data = unpacked(&pack.finish(&roots));
    assert_eq!((&data["summary"], &data["operations"]), (&value, &json!([{ "c": 1 }])));
}

#[test]
fn a_hostile_document_adds_no_markup() {
    let quiet = format!("{PETS}    Text: {{ type: string, enum: [a] }}\n");
    let hostile = HOSTILE.iter().fold(PETS.to_owned(), |document, text| {
        let text = serde_json::to_string(text).unwrap();
        document.replace("summary: A pet", &format!("summary: {text}")).replacen("All pets.", "</script><script>", 1)
    });
    let pages =
        [quiet, hostile].map(|document| Generator::from_text("pets.yaml", document).generate().unwrap().report_page());
    let frames = pages.each_ref().map(|page| page.replace(block(page), ""));
    assert_eq!(frames[0], frames[1]);
    assert!(!block(&pages[1]).contains('<'));
}

/// Nothing in the page ends its script or style, and the marks stand in it once, in their order.
#[test]
fn the_parts_of_the_page_fit() {
    for text in [SCRIPT, STYLE] {
        let text = text.to_ascii_lowercase();
        assert!(!["</script", "</style", "<!--", "<script"].iter().any(|mark| text.contains(mark)));
    }
    let places = ["/*STYLE*/", "/*DATA*/", "/*SCRIPT*/"].map(|mark| {
        assert_eq!(PAGE.matches(mark).count(), 1, "{mark}");
        PAGE.find(mark)
    });
    assert!(places.is_sorted());
}

/// `CALLSMITH_UPDATE=1` writes the hashes.
#[test]
fn the_policy_has_the_hashes_of_script_and_style() {
    // A browser reads the ends of lines as a bare line feed, whatever a checkout has.
    let hash = |text: &str| STANDARD.encode(hmac_sha256::Hash::hash(text.replace("\r\n", "\n").as_bytes()));
    let (_, behind) = PAGE.split_once("content=\"default-src").expect("the page has a policy");
    let (policy, _) = behind.split_once('"').expect("the policy has an end");
    let right = format!(
        " 'none'; script-src 'sha256-{}'; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        hash(SCRIPT),
        hash(STYLE)
    );
    if policy != right && env::var_os("CALLSMITH_UPDATE").is_some() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/page.html");
        fs::write(path, PAGE.replacen(policy, &right, 1)).expect("the page can be written");
        return;
    }
    assert_eq!(policy, right, "`CALLSMITH_UPDATE=1` writes the hashes");
}

#[test]
fn an_excerpt_has_the_lines_alone() {
    let rendered =
        "warning[a]: b\n --> f:1:2\n  |\n1 | x: = note: y\n  | ^\n  |\n  = at: #/x\n  = note: c\n  = help: d";
    assert_eq!(excerpt(rendered), " --> f:1:2\n  |\n1 | x: = note: y\n  | ^");
    assert_eq!(excerpt("warning[a]: b\n  |\n  = help: c"), "");
}
