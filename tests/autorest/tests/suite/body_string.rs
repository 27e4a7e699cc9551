//! `body-string.json`.

use callsmith_autorest::body_string::{Client, types};
use callsmith_runtime::{Base64, Base64Url};

const MANY_SCRIPTS: &str = "\u{554a}\u{9f44}\u{4e02}\u{72db}\u{72dc}\u{f9f1}\u{f92c}\u{f9f1}\u{fa0c}\u{fa29}\u{2ca}\u{301e}\
     \u{3021}\u{ffe4}\u{2121}\u{3231}\u{2010}\u{30fc}\u{fe61}\u{fe62}\u{fe6b}\u{3001}\u{3013}\u{2170}\
     \u{2179}\u{2488}\u{20ac}\u{3220}\u{3229}\u{2160}\u{216b}\u{ff01}\u{ffe3}\u{3041}\u{3093}\u{30a1}\
     \u{30f6}\u{391}\u{fe34}\u{410}\u{42f}\u{430}\u{44f}\u{101}\u{261}\u{3105}\u{3129}\u{2500}\
     \u{254b}\u{fe35}\u{fe44}\u{fe3b}\u{fe31}\u{fe33}\u{fe34}\u{2170}\u{2179}\u{251}\u{e7c7}\u{261}\
     \u{3007}\u{303e}\u{2ffb}\u{2e81}\u{e843}\u{4723}\u{e864}\u{20ac}";
const SPACES: &str = "    Now is the time for all good men to come to the aid of their country    ";

fn client() -> Client {
    client!(body_string)
}

#[tokio::test]
async fn texts() {
    let client = client();
    is!(client.string_get_null(), None);
    is!(client.string_put_null(&None).without_body(), ());
    says!(client.string_get_empty(), "");
    is!(client.string_put_empty(&"".into()), ());
    says!(client.string_get_mbcs(), MANY_SCRIPTS);
    is!(client.string_put_mbcs(&MANY_SCRIPTS.into()), ());
    says!(client.string_get_whitespace(), SPACES);
    is!(client.string_put_whitespace(&SPACES.into()), ());
    // No body at all is no string.
    undecodable!(client.string_get_not_provided());
}

#[tokio::test]
async fn bytes() {
    let client = client();
    is!(client.string_get_base64_encoded(), Base64(b"a string that gets encoded with base64".to_vec()));
    let bytes = Base64Url(b"a string that gets encoded with base64url".to_vec());
    is!(client.string_get_base64_url_encoded(), bytes);
    is!(client.string_put_base64_url_encoded(&bytes), ());
    is!(client.string_get_null_base64_url_encoded(), None);
}

#[tokio::test]
async fn enums() {
    let client = client();
    use types::RefColors::RedColor;
    is!(client.enum_get_not_expandable(), RedColor);
    is!(client.enum_put_not_expandable(&RedColor), ());
    is!(client.enum_get_referenced(), RedColor);
    is!(client.enum_put_referenced(&RedColor), ());
    // The server leaves out what the document requires.
    undecodable!(client.enum_get_referenced_constant());
    let constant = types::RefColorConstant { color_constant: types::ColorConstant::GreenColor, field1: None };
    is!(client.enum_put_referenced_constant(&constant), ());
}
