//! `media_types.json`, `body-binary.json`, `body-file.json`, `body-formdata.json`, `body-formdata-urlencoded.json`.

use callsmith_autorest::body_formdata_urlencoded::types as form;
use callsmith_autorest::{body_formdata, media_types};
use callsmith_runtime::File;
use serde_json::json;

#[tokio::test]
async fn media_types() {
    let client = client!(media_types);
    let source = media_types::types::SourcePath { source: Some("foo".to_owned()) };
    is!(client.analyze_body(&source), "Nice job with JSON");
    is!(client.analyze_body_raw("application/pdf", "PDF".into()), "Nice job with PDF");
    is!(client.analyze_body_no_accept_header(&source), ());
    is!(client.analyze_body_no_accept_header_raw("application/pdf", "PDF".into()), ());
    let content_type = "text/plain; charset=UTF-8";
    is!(
        client.content_type_with_encoding("").with_body(content_type, "hello"),
        "Nice job sending content type with encoding"
    );
}

/// The answers of these are empty, where the document declares a string.
#[tokio::test]
async fn several_media_types() {
    let client = client!(media_types);
    let text = json!({"hello": "world"}).to_string();
    is!(client.binary_body_with_two_content_types_raw("application/json", text.clone().into()), "");
    is!(client.binary_body_with_two_content_types_raw("application/octet-stream", "hello, world".into()), "");
    for (content_type, body) in [
        ("application/json", text.as_str()),
        ("application/octet-stream", "hello, world"),
        ("text/plain", "hello, world"),
    ] {
        is!(client.binary_body_with_three_content_types_raw(content_type, body.to_owned().into()), "");
        is!(client.body_three_types_raw(content_type, body.to_owned().into()), "");
    }
}

#[tokio::test]
async fn binaries() {
    let client = client!(body_binary);
    is!(client.upload_file(&of!({"more": "cowbell"})), ());
    is!(client.upload_binary("hello".into()), ());
    status!(client.download_error_stream(), 400);
}

#[tokio::test]
async fn files() {
    let client = client!(body_file);
    let picture = ok!(client.files_get_file());
    assert_eq!((picture.len(), &picture[..8]), (8_725, &b"\x89PNG\r\n\x1a\n"[..]));
    is!(client.files_get_empty_file(), "");
}

/// The answer has 3,000 MiB, more than is read into memory. A tenth of it shows that it is read piece by piece.
#[tokio::test]
async fn a_file_that_is_too_large() {
    let client = client!(body_file);
    let mut body = ok!(client.files_get_file_large().stream()).into_body();
    let mut length = 0;
    while length < 300 << 20 {
        length += ok!(body.chunk()).expect("the file goes on").len();
    }
}

#[tokio::test]
async fn forms() {
    let client = client!(body_formdata_urlencoded);
    let pet = form::FormdataurlencodedUpdatePetWithFormBody {
        pet_type: form::PetType::Dog,
        pet_food: form::PetFood::Meat,
        pet_age: 42,
        name: Some("Fido".to_owned()),
        status: None,
    };
    is!(client.formdataurlencoded_update_pet_with_form(1, &pet), ());
    let constant = form::FormdataurlencodedPartialConstantBodyObject {
        grant_type: Default::default(),
        service: "bar".to_owned(),
        aad_access_token: "foo".to_owned(),
    };
    is!(client.formdataurlencoded_partial_constant_body(&constant), ());
}

#[tokio::test]
async fn files_in_forms() {
    let client = client!(body_formdata);
    let body = body_formdata::types::FormdataUploadFileBody {
        file_content: File::new("sample.png", "the bytes of a file"),
        file_name: "sample.png".to_owned(),
    };
    is!(client.formdata_upload_file(&body), "the bytes of a file");
    is!(client.formdata_upload_file_via_body("the bytes of a file".into()), "the bytes of a file");
}
