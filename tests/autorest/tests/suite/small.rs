//! Small documents: `client-enum.json`, `extensible-enums-swagger.json`, `merge-patch.json`, `multiple-inheritance.json`,
//! `non-string-enum.json`, `object-type.json`, `reserved-words.json`, `security-aad.json`, `security-key.json`, `validation.json`.

use callsmith_autorest::{extensible_enums_swagger, multiple_inheritance, non_string_enum};
use callsmith_autorest::{reserved_words, security_aad, security_key, validation};
use callsmith_runtime::{Error, File};
use serde_json::json;

#[tokio::test]
async fn enums_that_are_open() {
    use extensible_enums_swagger::types::{DaysOfWeekExtensibleEnum as Day, IntEnum};
    let client = client!(extensible_enums_swagger);
    let pet = ok!(client.pet_get_by_pet_id("tommy"));
    assert_eq!((pet.days_of_week, pet.int_enum), (Some(Day::Monday), IntEnum::Value1));
    let pet = ok!(client.pet_get_by_pet_id("casper"));
    assert_eq!((pet.days_of_week, pet.int_enum), (Some(Day::Unknown("Weekend".to_owned())), IntEnum::Value2));
    let pet = ok!(client.pet_get_by_pet_id("scooby"));
    assert_eq!((pet.days_of_week, pet.int_enum), (Some(Day::Thursday), IntEnum::Unknown("2.1".to_owned())));
    let sent = of!({"name": "Retriever", "IntEnum": "3", "DaysOfWeek": "Friday"});
    is!(client.pet_add_pet(&sent), sent);
}

#[tokio::test]
async fn enums_of_numbers() {
    let client = client!(non_string_enum);
    is!(client.int_get(), non_string_enum::types::IntEnum::Value429);
    is!(client.int_put(&non_string_enum::types::IntEnum::Value200), "Nice job posting an int enum");
    is!(client.float_get(), 429.1);
    is!(client.float_put(200.4), "Nice job posting a float enum");
}

#[tokio::test]
async fn an_enum_in_a_header() {
    is!(client!(client_enum).head(), ());
}

#[tokio::test]
async fn several_supertypes() {
    let client = client!(multiple_inheritance);
    says!(client.get_pet(), {"name": "Peanut"});
    is!(client.put_pet(&of!({"name": "Butter"})), "Pet was correct!");
    says!(client.get_horse(), {"name": "Fred", "isAShowHorse": true});
    is!(client.put_horse(&of!({"name": "General", "isAShowHorse": false})), "Horse was correct!");
    says!(client.get_feline(), {"meows": true, "hisses": true});
    is!(client.put_feline(&of!({"meows": false, "hisses": true})), "Feline was correct!");
    says!(client.get_cat(), {"name": "Whiskers", "likesMilk": true, "meows": true, "hisses": true});
    let cat = of!({"name": "Boots", "likesMilk": false, "meows": true, "hisses": false});
    is!(client.put_cat(&cat), "Cat was correct!");
    let kitten: multiple_inheritance::types::Kitten = ok!(client.get_kitten());
    assert_eq!((kitten.name.as_str(), kitten.eats_mice_yet, kitten.likes_milk), ("Gatito", Some(false), Some(true)));
    let kitten = of!({"name": "Kitty", "likesMilk": false, "meows": true, "hisses": false, "eatsMiceYet": true});
    is!(client.put_kitten(&kitten), "Kitten was correct!");
}

#[tokio::test]
async fn objects_without_properties() {
    let client = client!(object_type);
    says!(client.get(), {"message": "An object was successfully returned"});
    is!(client.put(&of!({"foo": "bar"})), ());
    let Err(Error::Api(error)) = client.put(&of!({"bad": "value"})).await else {
        panic!("the declared error was expected")
    };
    assert_eq!(error.body()["message"], "The object you passed was incorrect");
}

#[tokio::test]
async fn merge_patch() {
    let client = client!(merge_patch);
    // The server counts bytes, one of which is a space.
    is!(client.patch_single(&Default::default()).with_body("application/merge-patch+json", r#"{"foo": "bar"}"#), ());
}

/// The answers of these are empty, where the document declares an object.
#[tokio::test]
async fn reserved_words_of_languages() {
    let client = client!(reserved_words);
    undecodable!(client.import_operation_one("foo"));
    undecodable!(client.operation_with_content_param("hello, world".into()));
    undecodable!(client.operation_with_json_param(&json!({"hello": "world"})));
    let data =
        reserved_words::types::OperationWithDataParamBody { data: "hello".to_owned(), world: "world".to_owned() };
    undecodable!(client.operation_with_data_param(&data));
    let files = reserved_words::types::OperationWithFilesParamBody {
        files: File::new("my.txt", "hello"),
        file_name: "my.txt".to_owned(),
    };
    undecodable!(client.operation_with_files_param(&files));
    undecodable!(client.operation_with_url("foo", "x").query_parameters(&["one", "two"]));
    undecodable!(client.reserved_enum(reserved_words::types::MyEnum::Import));
}

#[tokio::test]
async fn credentials() {
    let client = security_key::Client::builder(&crate::support::url()).api_key("123456789").build().unwrap();
    is!(client.head(), ());
    let token = "https://security.microsoft.com/.default";
    let client = security_aad::Client::builder(&crate::support::url()).bearer(token).build().unwrap();
    is!(client.head(), ());
}

#[tokio::test]
async fn fixed_values() {
    let client = client!(validation);
    is!(client.get_with_constant_in_path(), ());
    let product = validation::types::Product::default();
    let answer = ok!(client.post_with_constant_in_body(&product));
    assert_eq!(answer.const_child, product.const_child);
}
