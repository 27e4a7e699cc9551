//! Charsets of texts (RFC 9110, section 8.3.2).

use std::borrow::Cow;

use bytes::Bytes;

use crate::codec::json::{DecodeFailure, EncodeFailure};

/// The charset that a media type names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Charset<'a> {
    Utf8,
    Ascii,
    /// ISO 8859-1.
    Latin1,
    /// Windows-1252: ISO 8859-1 with signs in place of control characters.
    Windows,
    /// UTF-16, big-endian where no byte order mark says otherwise.
    Utf16,
    Utf16Le,
    Utf16Be,
    /// A charset that cannot be read or written, by its name.
    Other(&'a str),
}

// The charsets of a web of documents, without a crate of tables: all others are rare in JSON and XML, and an error
// names them.
/// The names of charsets, without regard to case (IANA, "Character Sets").
const NAMES: [(&str, Charset<'static>); 14] = [
    ("utf-8", Charset::Utf8),
    ("utf8", Charset::Utf8),
    ("us-ascii", Charset::Ascii),
    ("ascii", Charset::Ascii),
    ("iso-8859-1", Charset::Latin1),
    ("iso8859-1", Charset::Latin1),
    ("iso_8859-1", Charset::Latin1),
    ("latin1", Charset::Latin1),
    ("windows-1252", Charset::Windows),
    ("cp1252", Charset::Windows),
    ("utf-16", Charset::Utf16),
    ("utf16", Charset::Utf16),
    ("utf-16le", Charset::Utf16Le),
    ("utf-16be", Charset::Utf16Be),
];

/// The characters of Windows-1252 from 0x80 to 0x9F; those that have none stand for themselves.
const SIGNS: [char; 32] = [
    '\u{20AC}', '\u{81}', '\u{201A}', '\u{192}', '\u{201E}', '\u{2026}', '\u{2020}', '\u{2021}', '\u{2C6}', '\u{2030}',
    '\u{160}', '\u{2039}', '\u{152}', '\u{8D}', '\u{17D}', '\u{8F}', '\u{90}', '\u{2018}', '\u{2019}', '\u{201C}',
    '\u{201D}', '\u{2022}', '\u{2013}', '\u{2014}', '\u{2DC}', '\u{2122}', '\u{161}', '\u{203A}', '\u{153}', '\u{9D}',
    '\u{17E}', '\u{178}',
];

impl<'a> Charset<'a> {
    /// The charset of a media type; UTF-8 where it names none.
    pub(crate) fn parse(media_type: &'a str) -> Self {
        let Some((_, parameters)) = media_type.split_once(';') else { return Self::Utf8 };
        let parameters = parameters.split(';').filter_map(|parameter| parameter.split_once('='));
        let mut named = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
        // UTF-8 is what JSON has (RFC 8259) and what everybody sends who names nothing.
        let Some((_, name)) = named.next() else { return Self::Utf8 };
        let name = name.trim().trim_matches('"');
        let entry = NAMES.iter().find(|(entry, _)| entry.eq_ignore_ascii_case(name));
        entry.map_or(Self::Other(name), |(_, charset)| *charset)
    }

    /// The first of its names; `None` for one that cannot be written.
    pub(crate) fn name(self) -> Option<&'static str> {
        NAMES.iter().find(|(_, charset)| *charset == self).map(|(name, _)| *name)
    }

    // `replaced` is for XML, which can write any character as a reference; elsewhere a lacking character is an error.
    /// The bytes of a text. `replaced` is written in place of a character that the charset lacks, where there is a way to.
    pub(crate) fn encode(self, text: &str, replaced: fn(char) -> Option<String>) -> Result<Bytes, EncodeFailure> {
        let wide = |unit: fn(u16) -> [u8; 2]| Ok(text.encode_utf16().flat_map(unit).collect::<Vec<u8>>().into());
        match self {
            Self::Utf8 => Ok(Bytes::copy_from_slice(text.as_bytes())),
            // The byte order mark is needed where the name tells no order (RFC 2781, section 4.3).
            Self::Utf16 => Ok([0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect()),
            Self::Utf16Be => wide(u16::to_be_bytes),
            Self::Utf16Le => wide(u16::to_le_bytes),
            Self::Other(name) => {
                Err(EncodeFailure::new(format!("the charset `{}` cannot be written", name.escape_debug())))
            }
            Self::Ascii | Self::Latin1 | Self::Windows => {
                let mut bytes = Vec::with_capacity(text.len());
                for c in text.chars() {
                    match (self.byte(c), replaced(c)) {
                        (Some(byte), _) => bytes.push(byte),
                        (None, Some(other)) => bytes.extend(other.into_bytes()),
                        (None, None) => {
                            return Err(EncodeFailure::new(format!(
                                "`{}` is no character of its charset",
                                c.escape_debug()
                            )));
                        }
                    }
                }
                Ok(bytes.into())
            }
        }
    }

    /// The byte of a character in a charset of single bytes.
    fn byte(self, c: char) -> Option<u8> {
        let sign = |c| SIGNS.iter().position(|sign| *sign == c).and_then(|index| u8::try_from(0x80 + index).ok());
        match self {
            Self::Ascii => c.is_ascii().then_some(c).and_then(|c| u8::try_from(c).ok()),
            Self::Windows if ('\u{80}'..='\u{9F}').contains(&c) || u32::from(c) > 0xFF => sign(c),
            _ => u8::try_from(c).ok(),
        }
    }

    /// The text of bytes.
    pub(crate) fn decode(self, bytes: &[u8]) -> Result<Cow<'_, str>, DecodeFailure> {
        let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
            let (pairs, rest) = (bytes.chunks_exact(2), bytes.len() % 2);
            let units: Vec<u16> = pairs.map(|pair| unit([pair[0], pair[1]])).collect();
            let text = String::from_utf16(&units).ok().filter(|_| rest == 0);
            text.map(Cow::Owned).ok_or_else(|| DecodeFailure::new("the body is not UTF-16 text"))
        };
        match (self, bytes) {
            (Self::Utf16 | Self::Utf16Le, [0xFF, 0xFE, rest @ ..]) => wide(rest, u16::from_le_bytes),
            (Self::Utf16 | Self::Utf16Be, [0xFE, 0xFF, rest @ ..]) => wide(rest, u16::from_be_bytes),
            // Without a mark it "SHOULD be interpreted as being big-endian" (RFC 2781, section 4.3).
            (Self::Utf16 | Self::Utf16Be, bytes) => wide(bytes, u16::from_be_bytes),
            (Self::Utf16Le, bytes) => wide(bytes, u16::from_le_bytes),
            (Self::Latin1, bytes) => Ok(bytes.iter().map(|byte| char::from(*byte)).collect()),
            (Self::Windows, bytes) => Ok(bytes.iter().map(|byte| sign_of(*byte)).collect()),
            // ASCII is a part of UTF-8. A charset that is not known is read where the bytes are UTF-8 all the same.
            (Self::Utf8 | Self::Ascii | Self::Other(_), bytes) => {
                let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes));
                text.map(Cow::Borrowed).map_err(|error| {
                    DecodeFailure::new(match self {
                        Self::Other(name) => {
                            format!("the charset `{}` of the body cannot be read", name.escape_debug())
                        }
                        _ => format!("the body is not UTF-8 text: {error}"),
                    })
                })
            }
        }
    }
}

/// The character of a byte of Windows-1252.
fn sign_of(byte: u8) -> char {
    match byte {
        0x80..=0x9F => SIGNS[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// A document of JSON or XML in the charset that its media type names. Both have a way to write what the charset lacks.
pub(crate) fn in_charset(content_type: &str, text: impl Into<Bytes>, is_xml: bool) -> Result<Bytes, EncodeFailure> {
    let (charset, text) = (Charset::parse(content_type), text.into());
    if charset == Charset::Utf8 {
        return Ok(text);
    }
    let text = String::from_utf8_lossy(&text);
    match (is_xml, charset.name()) {
        (true, Some(name)) => {
            // The declaration of the document must not contradict its media type.
            let text = text.replacen("encoding=\"UTF-8\"", &format!("encoding=\"{name}\""), 1);
            charset.encode(&text, xml_reference)
        }
        _ => charset.encode(&text, json_escape),
    }
}

/// A character within a JSON string by its number (RFC 8259, section 7).
fn json_escape(c: char) -> Option<String> {
    let mut units = [0; 2];
    Some(c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect())
}

/// A character of XML by its number.
fn xml_reference(c: char) -> Option<String> {
    Some(format!("&#{};", u32::from(c)))
}

#[cfg(test)]
mod tests {
    use super::{Charset, json_escape};

    fn written(media_type: &str, text: &str) -> Result<Vec<u8>, String> {
        Charset::parse(media_type)
            .encode(text, |_| None)
            .map(|bytes| bytes.to_vec())
            .map_err(|failure| failure.to_string())
    }

    #[test]
    fn names_have_no_case() {
        assert_eq!(Charset::parse("text/plain"), Charset::Utf8);
        assert_eq!(Charset::parse("text/plain; Charset=\"ISO-8859-1\""), Charset::Latin1);
        assert_eq!(Charset::parse("text/plain;a=b; charset=koi8-r"), Charset::Other("koi8-r"));
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
}
