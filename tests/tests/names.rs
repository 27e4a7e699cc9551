//! Names that the configuration gives, in place of those made of the document.

use std::path::Path;

use callsmith::{Code, Error, Generator, Options};
use serde_json::{Value, json};

const DOCUMENT: &str = r##"
openapi: 3.0.3
info: { title: names, version: "1" }
paths:
  /pets:
    post:
      operationId: createPet
      requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/Pet" } } } }
      responses:
        "200":
          description: The pet.
          content:
            application/json:
              schema: { type: object, properties: { age: { type: integer, format: int32 } } }
    get:
      operationId: list
      responses: { "204": { description: Nothing. } }
components:
  schemas:
    Pet:
      type: object
      properties:
        owner: { type: object, properties: { name: { type: string } } }
    Owner: { type: object, properties: { pet: { $ref: "#/components/schemas/Pet" } } }
    list: { type: object, properties: { pet: { $ref: "#/components/schemas/Pet" } } }
"##;

fn generate(names: &str) -> Result<callsmith::Generated, Error> {
    configured(&format!("[names]\n{names}"))
}

/// The client under a configuration, without the note on the document, which has no security scheme.
fn configured(configuration: &str) -> Result<callsmith::Generated, Error> {
    let options = Options::from_toml(configuration)?;
    Generator::from_text("names.yaml", DOCUMENT)
        .options(options)
        .allow("unrequired-security")?
        .keep_unused_types(true)
        .generate()
}

fn methods(generated: &callsmith::Generated) -> Vec<String> {
    generated.inspect().operations.into_iter().map(|operation| operation.rust).collect()
}

fn types(generated: &callsmith::Generated) -> Vec<String> {
    let mut types: Vec<String> = generated.inspect().types.into_iter().map(|ty| ty.rust).collect();
    types.sort();
    types
}

#[test]
fn a_type_follows_the_name_of_its_property() {
    let types = types(&generate("\"Pet.owner\" = \"keeper\"").unwrap());
    assert!(types.contains(&"types::PetKeeper".to_owned()), "{types:?}");
    assert!(!types.contains(&"types::PetOwner".to_owned()), "{types:?}");
}

#[test]
fn operations_and_schemas_have_the_names_that_are_given() {
    let plain = generate("").unwrap();
    assert_eq!(methods(&plain), ["Client::create_pet", "Client::list"]);
    assert_eq!(
        types(&plain),
        ["types::CreatePetResponse", "types::List", "types::Owner", "types::Pet", "types::PetOwner"]
    );

    let named = generate("createPet = \"add\"\nPet = \"Animal\"\n\"#/components/schemas/Owner\" = \"Keeper\"").unwrap();
    assert_eq!(methods(&named), ["Client::add", "Client::list"]);
    assert_eq!(
        types(&named),
        ["types::AddResponse", "types::Animal", "types::AnimalOwner", "types::Keeper", "types::List"]
    );
    let module = named.module();
    for text in ["pub fn add(", "pub enum Add {}", "struct Animal {"] {
        assert!(module.contains(text), "{text} is not in the module");
    }
}

#[test]
fn a_name_that_is_given_is_granted_first() {
    let named = generate("Owner = \"Pet\"").unwrap();
    assert_eq!(
        types(&named),
        ["types::CreatePetResponse", "types::List", "types::Pet", "types::Pet2", "types::Pet2Owner"]
    );
    assert!(named.module().contains("pub struct Pet {\n        pub pet: Option<Pet2>"), "{}", named.module());
}

#[test]
fn pointers_name_what_has_no_name_of_its_own() {
    let named =
        generate("\"#/components/schemas/Pet/properties/owner\" = \"Human\"\n\"/paths/~1pets/get\" = \"all_pets\"")
            .unwrap();
    assert!(types(&named).contains(&"types::Human".to_owned()), "{:?}", types(&named));
    assert_eq!(methods(&named), ["Client::create_pet", "Client::all_pets"]);
}

#[test]
fn names_for_nothing_are_errors() {
    let messages = |names: &str| {
        let error = generate(names).map(|_| ()).unwrap_err();
        error.reports().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        messages("creatPet = \"add\""),
        ["callsmith.toml:2:1: error[unknown-override]: there is no operation or type `creatPet` to be called `add` \
          (`[names]` for the document `names.yaml`) \
          (did you mean `createPet`?)"]
    );
    assert_eq!(
        messages("list = \"all\""),
        ["callsmith.toml:2:1: error[unknown-override]: `list` names both an operation and a schema \
             (`[names]` for the document `names.yaml`) (name it by its JSON \
          Pointer, which begins with `#/`)"]
    );
}

/// The types beside operations stand in the root of a client with one module of operations; a schema of that name comes first.
#[test]
fn types_of_operations_are_in_the_root() {
    let response = |text: &str| json!({ "description": text, "content": { "application/json": { "schema": { "type": "string" } } } });
    let reference = json!({ "$ref": "#/components/schemas/TakenError" });
    let error = json!({ "description": "", "content": { "application/json": { "schema": reference } } });
    let responses = json!({ "204": { "description": "" }, "400": response("a"), "404": error });
    let document = |tags: [&str; 2]| {
        let operation = |id: &str, tag| json!({ "operationId": id, "tags": [tag], "responses": responses });
        json!({
            "openapi": "3.1.0", "info": { "title": "names", "version": "1" },
            "paths": { "/a": { "get": operation("free", tags[0]), "put": operation("taken", tags[1]) } },
            "components": { "schemas": { "TakenError": { "type": "object", "properties": { "a": { "type": "string" } } } } },
        })
        .to_string()
    };
    let module = |tags| {
        Generator::from_text("names.json", document(tags))
            .keep_unused_types(true)
            .generate()
            .expect("it is right")
            .module()
    };
    let (one, two) = (module(["a", "a"]), module(["a", "b"]));
    assert!(one.contains("pub use self::a::FreeError;"), "{one}");
    assert!(!two.contains("pub use self::a::"), "{two}");
}

/// A client of operations as frameworks call them, after their path and method.
fn framework(names: &str) -> Result<callsmith::Generated, Error> {
    let operation = |id: &str| json!({ "operationId": id, "responses": { "204": { "description": "" } } });
    let document = json!({
        "openapi": "3.1.0", "info": { "title": "names", "version": "1" },
        "paths": {
            "/flows/filter": { "post": operation("list_flows_flows_filter_post") },
            "/flows/count": { "post": operation("count_flows_flows_count_post"), "get": operation("Flows.get-count_flows_count_get") },
            "/flows": { "get": operation("list") },
        },
        "components": { "schemas": {
            "FlowFilter-Input": { "type": "object", "properties": { "a": { "type": "string" } } },
            "FlowCount-Input": { "type": "object", "properties": { "b": { "type": "string" } } },
        } },
    });
    let options = Options::from_toml(&format!("[names]\n{names}"))?;
    let generator = Generator::from_text("names.json", document.to_string()).options(options).keep_unused_types(true);
    generator.allow("unrequired-security")?.generate()
}

#[test]
fn a_pattern_names_all_that_is_like_it() {
    let client = framework(
        "\"*_post\" = \"*\"\n\"*_flows_filter_post\" = \"*\"\n\"*_flows_count_get\" = \"*\"\n\"*-Input\" = \"New*\"\n\
         count_flows_flows_count_post = \"count\"",
    );
    let client = client.unwrap();
    assert_eq!(methods(&client), ["Client::list_flows", "Client::count", "Client::flows_get_count", "Client::list"]);
    assert_eq!(types(&client), ["types::NewFlowCount", "types::NewFlowFilter"]);
}

#[test]
fn patterns_for_nothing_and_for_one_name_are_errors() {
    let messages = |names: &str| {
        let error = framework(names).map(|_| ()).unwrap_err();
        error.reports().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        messages("\"*_put\" = \"*\"\n\"*_*_*_filter_*\" = \"*\"\n\"list*_post\" = \"list\"\n\"*-Input\" = \"Input\""),
        [
            "callsmith.toml:2:1: error[unknown-override]: no operation and no schema matches `*_put` \
             (`[names]` for the document `names.json`) (`callsmith inspect` lists the operations and types of the document)",
            "callsmith.toml:3:1: error[unknown-override]: `*_*_*_filter_*` has more than 3 `*` \
             (`[names]` for the document `names.json`) (a `*` stands for any text, here and in the name)",
            "callsmith.toml:4:1: error[unknown-override]: with `list*_post`, the operations `list`, \
             `list_flows_flows_filter_post` have the same name `list` (`[names]` for the document `names.json`) \
             (a key without `*` gives one of them another name)",
            "callsmith.toml:5:1: error[unknown-override]: with `*-Input`, the schemas `FlowCount-Input`, \
             `FlowFilter-Input` have the same name `Input` (`[names]` for the document `names.json`) \
             (a key without `*` gives one of them another name)",
        ]
    );
}

/// The names of all functions in a file of the runtime.
fn functions(path: &str) -> Vec<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime/src").join(path);
    let text = std::fs::read_to_string(path).expect("the runtime is a folder of the repository");
    let name = |rest: &str| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().map(str::to_owned);
    let mut names: Vec<String> = text.split(" fn ").skip(1).filter_map(name).filter(|name| !name.is_empty()).collect();
    names.sort();
    names.dedup();
    names
}

/// Macros of the runtime write methods beside those of the document: a parameter or operation of such a name gets another.
#[test]
fn methods_of_the_runtime_are_not_taken() {
    let (of_call, of_client) = (functions("contract/macros/call.rs"), functions("contract/macros/client.rs"));
    assert!(of_call.contains(&"raw_body".to_owned()) && of_client.contains(&"builder".to_owned()));
    let parameters: Value =
        of_call.iter().map(|name| json!({ "name": name, "in": "query", "schema": { "type": "string" } })).collect();
    let operation = |id: &str| {
        let responses = json!({ "204": { "description": "" } });
        json!({ "operationId": id, "parameters": parameters, "responses": responses })
    };
    let paths: Value = of_client.iter().map(|id| (format!("/{id}"), json!({ "get": operation(id) }))).collect();
    let document = json!({ "openapi": "3.0.3", "info": { "title": "names", "version": "1" }, "paths": paths });
    let inspection =
        Generator::from_text("names.json", document.to_string()).keep_unused_types(true).generate().unwrap().inspect();
    assert_eq!(inspection.operations.len(), of_client.len());
    for operation in inspection.operations {
        let method = operation.rust.trim_start_matches("Client::");
        assert!(!of_client.iter().any(|name| name == method), "{method} is a method of every client");
        for setter in operation.parameters.into_iter().filter_map(|parameter| parameter.setter) {
            assert!(!of_call.contains(&setter), "{setter} is a method of every call");
        }
    }
}

/// The note on names of the prelude says what to write, and what it says gives other names to all of them.
#[test]
fn names_of_the_prelude_are_replaced_as_the_note_says() {
    let path = callsmith_tests::fixtures::root().join("golden/std-type-names.yaml");
    let notes = |options: &str| {
        let options = Options::from_toml(options).expect("the help is a line of the configuration");
        let generated = Generator::new(&path).options(options).generate().expect("the document is right");
        let reports = generated.reports().iter().filter(|report| report.code == Code::HiddenName).cloned();
        reports.collect::<Vec<_>>()
    };
    let [note] = notes("").try_into().expect("there is one note for all types");
    let help = note.help.expect("the note says what helps");
    let line = help.split('`').nth(1).expect("the line is quoted");
    assert!(line.contains("= \"OptionModel\""), "{line}");
    assert_eq!(notes(line).len(), 0, "{line}");
}

#[test]
fn properties_and_values_have_names_too() {
    let named = generate("\"Pet.owner\" = \"keeper\"\n\"#/components/schemas/Pet/properties/owner.name\" = \"called\"")
        .unwrap();
    let module = named.module();
    assert!(module.contains("pub keeper: Option<PetKeeper>") && module.contains("pub called: Option<String>"));
    let error = generate("\"Pet.ownr\" = \"keeper\"").unwrap_err();
    assert_eq!(
        error.reports()[0].to_string(),
        "callsmith.toml:2:1: error[unknown-override]: there is no operation, property or value `Pet.ownr` to be called `keeper` \
         (`[names]` for the document `names.yaml`) \
         (did you mean `Pet.owner`?)"
    );
}

/// The diagnostics of a configuration.
fn messages_of(options: &str) -> Vec<String> {
    let generated = configured(options);
    generated.map(|_| ()).expect_err("it names what is not there").reports().iter().map(ToString::to_string).collect()
}

#[test]
fn schemas_and_properties_are_replaced_by_their_names() {
    let options =
        Options::from_toml("[override]\nOwner = \"::my::Owner\"\n\"Pet.owner\" = \"::my::Keeper\"\n").unwrap();
    let client =
        Generator::from_text("names.yaml", DOCUMENT).options(options).keep_unused_types(true).generate().unwrap();
    let module = client.module();
    assert!(module.contains("pub type Owner = ::my::Owner;"), "{module}");
    assert!(module.contains("pub owner: Option<::my::Keeper>,"), "{module}");
    assert_eq!(
        messages_of("[override]\nOwnr = \"u8\"\n\"Pet.ownr\" = \"u8\"\n"),
        [
            "callsmith.toml:2:1: error[unknown-override]: there is no schema or property `Ownr` to replace with `u8` \
             (`[override]` for the document `names.yaml`) (did you mean `Owner`?)",
            "callsmith.toml:3:1: error[unknown-override]: there is no schema or property `Pet.ownr` to replace with `u8` \
             (`[override]` for the document `names.yaml`) (did you mean `Pet.owner`?)",
        ]
    );
}

#[test]
fn derives_and_attributes_are_for_types_and_their_parts() {
    assert_eq!(
        messages_of(
            "[override]\nOwner = \"u8\"\n[types]\nOwner = { derives = [\"Eq\"] }\n\"Pet.owner.name\" = { derives = [\"Eq\"] }\n\
             createPet = { attributes = [\"#[must_use]\"] }\nPett = { derives = [\"Eq\"] }\n"
        ),
        [
            "callsmith.toml:4:1: error[unknown-override]: `Owner` is another name for a type, which has no derives and attributes of its own \
             (`[types]` for the document `names.yaml`) (name the other type)",
            "callsmith.toml:5:1: error[unknown-override]: `Pet.owner.name` is a part of a type: derives are for types \
             (`[types]` for the document `names.yaml`) (write `attributes`, or name the type)",
            "callsmith.toml:6:1: error[unknown-override]: `createPet` is an operation: derives and attributes are for types \
             (`[types]` for the document `names.yaml`) (write the name of the type of its body, which `callsmith inspect` lists)",
            "callsmith.toml:7:1: error[unknown-override]: there is no operation or type `Pett` to have derives or \
             attributes (`[types]` for the document `names.yaml`) (did you mean `Pet`?)",
        ]
    );
}

/// A document of two groups.
const GROUPS: &str = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\npaths:\n  /a:\n    get: { tags: [Old pets], operationId: old_pets_list, parameters: [{ name: n, in: query, schema: { type: string } }], responses: { '204': { description: d } } }\n    put: { tags: [Old pets], operationId: pets/feed, responses: { '204': { description: d } } }\n    post: { tags: [new], operationId: new, responses: { '204': { description: d } } }\n";

fn calls(configuration: &str) -> Result<Vec<String>, Error> {
    let options = Options::from_toml(configuration)?;
    let generated =
        Generator::from_text("groups.yaml", GROUPS).options(options).allow("unrequired-security")?.generate()?;
    Ok(generated.inspect().operations.into_iter().map(|operation| operation.call).collect())
}

#[test]
fn methods_of_groups_can_be_renamed_by_what_is_called() {
    assert_eq!(calls("").unwrap(), ["old_pets_list", "pets_feed", "new2"]);
    let grouped = "methods = \"grouped\"\n";
    assert_eq!(calls(grouped).unwrap(), ["old_pets().list", "old_pets().pets_feed", "new2().new2"]);
    let renamed = format!(
        "{grouped}[names]\n\"group:Old pets\" = \"pets\"\n\"old_pets().list\" = \"all\"\n\"group:new\" = \"fresh\"\n\"new\" = \"make\"\n"
    );
    assert_eq!(calls(&renamed).unwrap(), ["pets().all", "pets().feed", "fresh().make"]);
    let error = calls(&format!("{grouped}[names]\n\"group:old pets\" = \"pets\"\n")).unwrap_err().to_string();
    assert!(
        error.contains("there is no operation or type `group:old pets`") && error.contains("`group:Old pets`"),
        "{error}"
    );
    let error = calls("methods = \"by-tag\"").unwrap_err().to_string();
    assert!(error.contains("expected `\"flat\"` or `\"grouped\"`"), "{error}");
}

/// Only the public methods of a call take a name from a parameter.
#[test]
fn parameters_keep_names_that_generated_code_does_not_need() {
    let names = ["form", "json", "text", "multipart", "bytes"];
    let parameters = names.map(|name| format!("{{ name: {name}, in: query, schema: {{ type: string }} }}")).join(", ");
    let document = format!(
        "openapi: 3.0.3
info: {{ title: T, version: '1' }}
paths: {{ /a: {{ post: {{ operationId: a, parameters: [{parameters}], responses: {{ '204': {{ description: d }} }} }} }} }}
"
    );
    let generated = callsmith::Generator::from_text("openapi.yaml", document).generate().expect("a client");
    let [operation] = generated.inspect().operations.try_into().expect("one operation");
    let setters: Vec<_> = operation.parameters.into_iter().filter_map(|parameter| parameter.setter).collect();
    assert_eq!(setters, ["form", "json", "text", "multipart", "bytes_query"]);
}
