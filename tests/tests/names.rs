//! Names that the configuration gives, in place of those made of the document.

use callsmith::{Error, Generator, Options};

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
              schema: { type: object, properties: { age: { type: integer } } }
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
    let options = Options::from_toml(&format!("[names]\n{names}"))?;
    Generator::from_text("names.yaml", DOCUMENT).options(options).generate()
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
    for text in ["pub fn add(", "pub fn add_raw(", "pub enum Add {}", "struct Animal {"] {
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
    let told = |names: &str| {
        let error = generate(names).map(|_| ()).unwrap_err();
        error.reports().iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(
        told("creatPet = \"add\""),
        [
            "error[unknown-override]: no operation and no schema with a type of its own is `creatPet`, which is to be `add` \
          (did you mean `createPet`?)"
        ]
    );
    assert_eq!(
        told("list = \"all\""),
        [
            "error[unknown-override]: `list`, which is to be `all`, is both an operation and a schema (name it by its JSON \
          Pointer, which begins with `#/`)"
        ]
    );
}
