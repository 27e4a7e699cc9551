use super::{Charset, json_escape};

fn written(media_type: &str, text: &str) -> Result<Vec<u8>, String> {
    Ok(Charset::of(media_type).encode(text, |_| None)?.to_vec())
}

#[test]
fn names_have_no_case() {
    assert_eq!(Charset::of("text/plain"), Charset::Utf8);
    assert_eq!(Charset::of("text/plain; Charset=\"ISO-8859-1\""), Charset::Latin1);
    assert_eq!(Charset::of("text/plain;a=b; charset=koi8-r"), Charset::Other("koi8-r"));
}

#[test]
fn characters_become_bytes() {
    assert_eq!(written("text/plain; charset=iso-8859-1", "é").unwrap(), b"\xE9");
    assert_eq!(written("text/plain; charset=windows-1252", "€é").unwrap(), b"\x80\xE9");
    assert_eq!(written("text/plain; charset=utf-16", "é").unwrap(), b"\xFE\xFF\x00\xE9");
    assert_eq!(written("text/plain; charset=us-ascii", "é").unwrap_err(), "`é` is no character of its charset");
    assert_eq!(written("text/plain; charset=koi8-r", "a").unwrap_err(), "the charset `koi8-r` cannot be written");
    let json = Charset::Latin1.encode("\"é€😀\"", json_escape).unwrap();
    assert_eq!(&json[..], b"\"\xE9\\u20ac\\ud83d\\ude00\"");
}

#[test]
fn bytes_become_characters() {
    assert_eq!(Charset::Latin1.decode(b"\xE9").unwrap(), "é");
    assert_eq!(Charset::Windows.decode(b"\x80").unwrap(), "€");
    assert_eq!(Charset::Utf16.decode(b"\xFF\xFE\xE9\x00").unwrap(), "é");
    assert_eq!(Charset::Utf16Le.decode(b"\xE9\x00").unwrap(), "é");
    assert!(Charset::Utf16.decode(b"\x00").is_err());
    assert_eq!(
        Charset::Other("koi8-r").decode(b"\xC1").unwrap_err().to_string(),
        "the charset `koi8-r` of the body cannot be read"
    );
}
