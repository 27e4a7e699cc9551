//! The form of values on the wire, after RFC 6570. (OAS 3.0.4 and 3.1.1, "Style Values", "Style Examples" and "Encoding
//! Object".) It is written from these alone, and not with the encoder of the runtime: generated tests hold that against
//! it.

use serde_json::Value;

use crate::config::Brackets;
use crate::ir::{BodyPart, Parameter, ParameterForm, PartStyle};
use crate::spec::{Encoding, Location, MediaType, Style};

/// A name and a text.
pub(super) type NamedText = (String, String);

// Written from the model and the specification. Sharing an encoder with the runtime would test it against itself.
/// A value as its style takes it.
enum StyledValue {
    Text(String),
    List(Vec<String>),
    Object(Vec<NamedText>),
}

/// The texts of a place: percent-encoding, and the delimiters of values.
#[derive(Clone, Copy)]
struct WireEncoding {
    encode: fn(&str) -> String,
    is_url: bool,
}

const RAW: WireEncoding = WireEncoding { encode: str::to_owned, is_url: false };

impl WireEncoding {
    fn delimiter(self, style: Style) -> &'static str {
        match (style, self.is_url) {
            (Style::SpaceDelimited, true) => "%20",
            (Style::PipeDelimited, true) => "%7C",
            (Style::TabDelimited, true) => "%09",
            (Style::SpaceDelimited, false) => " ",
            (Style::PipeDelimited, false) => "|",
            (Style::TabDelimited, false) => "\t",
            _ => ",",
        }
    }
}

/// `text` percent-encoded but for unreserved characters (RFC 3986, section 2.3) and those of `kept`.
fn percent(text: &str, unreserved: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        let sign = char::from(byte);
        if sign.is_ascii_alphanumeric() || "-._~".contains(sign) || (sign.is_ascii() && unreserved.contains(sign)) {
            encoded.push(sign);
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

fn encode_strict(text: &str) -> String {
    percent(text, "")
}

fn encode_twice(text: &str) -> String {
    encode_strict(&encode_strict(text))
}

/// Reserved characters stay, as in `{+name}` of RFC 6570, and so do triplets: without those that would end the value.
fn reserved(text: &str, unreserved: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut from) = (String::new(), 0);
    for (at, _) in text.match_indices('%') {
        let is_triplet = bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        if is_triplet && at >= from {
            out += &percent(&text[from..at], unreserved);
            out += &text[at..at + 3];
            from = at + 3;
        }
    }
    out + &percent(&text[from..], unreserved)
}

fn reserved_in_query(text: &str) -> String {
    reserved(text, ":/?[]@!$'()*,;=")
}

fn reserved_in_path(text: &str) -> String {
    reserved(text, ":/@!$&'()*+,;=")
}

fn reserved_in_cookie(text: &str) -> String {
    reserved(text, ":/?#[]@!$&'()*+=")
}

/// A piece of a URL as it is: what no URL may hold is percent-encoded.
pub(super) fn written(text: &str) -> String {
    percent(text, ":/?[]@!$'()*,;=&+%")
}

fn written_in_path(text: &str) -> String {
    percent(text, ":/[]@!$'()*,;=&+%")
}

/// The text of a string, number or boolean; `None` for what has none.
pub(super) fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(flag.to_string()),
        // A double without a fraction has none on the wire.
        Value::Number(number) if number.is_f64() => number.as_f64().map(|double| double.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The value of a parameter for its style. Null is left out; what is within a list or object has a text, unless the styles of the levels say how lists are
/// written.
fn shape(value: &Value, nested: &[Style], place: WireEncoding) -> Option<StyledValue> {
    let inner = |value: &Value| -> Option<Option<String>> {
        match value {
            Value::Null => Some(None),
            value => level(value, nested, place).map(Some),
        }
    };
    Some(match value {
        Value::Array(items) => {
            let items: Option<Vec<_>> = items.iter().map(inner).collect();
            StyledValue::List(items?.into_iter().flatten().collect())
        }
        Value::Object(object) => {
            let mut pairs = Vec::new();
            for (key, value) in object {
                pairs.extend(inner(value)?.map(|text| ((place.encode)(key), text)));
            }
            StyledValue::Object(pairs)
        }
        value => StyledValue::Text((place.encode)(&text(value)?)),
    })
}

fn level(value: &Value, nested: &[Style], place: WireEncoding) -> Option<String> {
    match (value, nested) {
        (Value::Array(items), [style, deeper @ ..]) => {
            let items: Option<Vec<String>> = items.iter().map(|item| level(item, deeper, place)).collect();
            Some(items?.join(place.delimiter(*style)))
        }
        (value, _) => text(value).map(|text| (place.encode)(&text)),
    }
}

/// One text.
fn joined(shape: StyledValue, style: Style, explode: bool, place: WireEncoding) -> String {
    let delimiter = if style == Style::Label && explode { "." } else { place.delimiter(style) };
    match shape {
        StyledValue::Text(text) => text,
        StyledValue::List(items) => items.join(delimiter),
        StyledValue::Object(pairs) => {
            let between = if explode { "=" } else { delimiter };
            let pairs: Vec<String> = pairs.iter().map(|(key, value)| format!("{key}{between}{value}")).collect();
            pairs.join(delimiter)
        }
    }
}

/// Named texts.
fn pairs(
    name: &str,
    value: &Value,
    (style, explode): (Style, bool),
    (nested, brackets): (&[Style], Brackets),
    place: WireEncoding,
) -> Option<Vec<NamedText>> {
    let name = (place.encode)(name);
    if style == Style::DeepObject {
        let mut pairs = Vec::new();
        deep(&name, value, brackets, place, &mut pairs);
        return Some(pairs);
    }
    let shape = shape(value, nested, place)?;
    let is_empty = match &shape {
        StyledValue::Text(_) => false,
        StyledValue::List(items) => items.is_empty(),
        StyledValue::Object(pairs) => pairs.is_empty(),
    };
    Some(match shape {
        _ if is_empty => Vec::new(),
        StyledValue::List(items) if explode => items.into_iter().map(|item| (name.clone(), item)).collect(),
        StyledValue::Object(pairs) if explode => pairs,
        shape => vec![(name, joined(shape, style, explode, place))],
    })
}

/// `name[key]=value`.
fn deep(name: &str, value: &Value, brackets: Brackets, place: WireEncoding, pairs: &mut Vec<NamedText>) {
    let [open, close] = if place.is_url { ["%5B", "%5D"] } else { ["[", "]"] };
    match value {
        Value::Object(object) => {
            for (key, value) in object {
                deep(&format!("{name}{open}{}{close}", (place.encode)(key)), value, brackets, place, pairs);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let name = match brackets {
                    Brackets::Indices => format!("{name}{open}{index}{close}"),
                    Brackets::Empty => format!("{name}{open}{close}"),
                    Brackets::Repeat => name.to_owned(),
                };
                deep(&name, item, brackets, place, pairs);
            }
        }
        value => pairs.extend(text(value).map(|text| (name.to_owned(), (place.encode)(&text)))),
    }
}

/// The place of a parameter on the wire, with its text.
pub(super) enum WireParameter {
    Path(String),
    /// Pairs of the query, as text.
    Query(String),
    Header(String, String),
    Cookies(Vec<NamedText>),
}

/// A parameter on the wire; `None` where the specification does not say how it is written.
pub(super) fn parameter(parameter: &Parameter, value: &Value, brackets: Brackets) -> Option<WireParameter> {
    let as_json;
    let value = match parameter.form {
        ParameterForm::Json => {
            as_json = Value::String(value.to_string());
            &as_json
        }
        ParameterForm::Form if parameter.location != Location::QueryString => return None,
        ParameterForm::Plain | ParameterForm::Structure | ParameterForm::Form => value,
    };
    let how = (parameter.style, parameter.explode);
    let what = (&parameter.nested[..], brackets);
    Some(match parameter.location {
        Location::Path => {
            let place = WireEncoding {
                is_url: true,
                encode: match parameter.encoding {
                    Encoding::None => written_in_path,
                    _ if parameter.allow_reserved => reserved_in_path,
                    Encoding::Twice => encode_twice,
                    Encoding::Once => encode_strict,
                },
            };
            let text = match parameter.style {
                Style::Matrix => {
                    let pairs = pairs(&parameter.name, value, how, what, place)?;
                    let pair = |(name, text): &NamedText| match text.as_str() {
                        // Without `=` where the value is empty (RFC 6570, section 3.2.7).
                        "" => format!(";{name}"),
                        _ => format!(";{name}={text}"),
                    };
                    pairs.iter().map(pair).collect()
                }
                Style::Label => {
                    format!(".{}", joined(shape(value, what.0, place)?, parameter.style, parameter.explode, place))
                }
                _ => joined(shape(value, what.0, place)?, parameter.style, parameter.explode, place),
            };
            // A client refuses these: the path would be another one (RFC 3986, section 5.2.4).
            if text.is_empty() || text.split('/').any(|step| matches!(step, "." | "..")) {
                return None;
            }
            WireParameter::Path(text)
        }
        Location::Query => {
            let encode = match parameter.encoding {
                Encoding::None => written,
                _ if parameter.allow_reserved => reserved_in_query,
                Encoding::Once | Encoding::Twice => encode_strict,
            };
            WireParameter::Query(query(&pairs(
                &parameter.name,
                value,
                how,
                what,
                WireEncoding { encode, is_url: true },
            )?))
        }
        Location::QueryString => WireParameter::Query(match parameter.form {
            ParameterForm::Form => form(value, &parameter.fields, brackets)?,
            _ if parameter.encoding == Encoding::None => written(&text(value)?),
            _ => encode_strict(&text(value)?),
        }),
        Location::Cookie if parameter.style == Style::Cookie => {
            let pairs = pairs(&parameter.name, value, how, what, RAW)?;
            WireParameter::Cookies(pairs).into_sendable()?
        }
        Location::Cookie => {
            let encode = if parameter.allow_reserved { reserved_in_cookie } else { encode_strict };
            WireParameter::Cookies(pairs(&parameter.name, value, how, what, WireEncoding { encode, is_url: true })?)
        }
        Location::Header | Location::Part => {
            let text = joined(shape(value, what.0, RAW)?, parameter.style, parameter.explode, RAW);
            let is_sendable =
                !text.is_empty() && text.trim() == text && text.bytes().all(|byte| (b' '..=b'~').contains(&byte));
            WireParameter::Header(parameter.name.to_ascii_lowercase(), is_sendable.then_some(text)?)
        }
    })
}

impl WireParameter {
    /// Cookies that are not percent-encoded hold neither `;` nor anything beyond ASCII.
    fn into_sendable(self) -> Option<Self> {
        match &self {
            Self::Cookies(pairs) => {
                let is_sendable =
                    |(_, text): &NamedText| text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b';');
                pairs.iter().all(is_sendable).then_some(self)
            }
            _ => Some(self),
        }
    }
}

/// Pairs as a query has them.
pub(super) fn query(pairs: &[NamedText]) -> String {
    pairs.iter().map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join("&")
}

/// Pairs that are texts, as a query has them.
pub(super) fn plain_query(pairs: &[NamedText]) -> String {
    let encoded: Vec<NamedText> = pairs.iter().map(|(name, text)| (encode_strict(name), encode_strict(text))).collect();
    query(&encoded)
}

/// An object as a form (`application/x-www-form-urlencoded`).
pub(super) fn form(value: &Value, fields: &[BodyPart], brackets: Brackets) -> Option<String> {
    let place = WireEncoding { encode: encode_strict, is_url: true };
    let mut all: Vec<NamedText> = Vec::new();
    for (name, value) in value.as_object()? {
        let field = fields.iter().find(|field| field.name == *name);
        let media_type = field.and_then(|field| field.content_type.as_deref()).map(MediaType::new);
        match (field.and_then(|field| field.style), media_type) {
            (Some(style), _) => {
                let PartStyle { style, explode, allow_reserved } = style;
                let encode = if allow_reserved { reserved_in_query } else { encode_strict };
                all.extend(pairs(
                    name,
                    value,
                    (style, explode),
                    (&[], brackets),
                    WireEncoding { encode, is_url: true },
                )?);
            }
            (None, _) if value.is_null() => {}
            (None, Some(media_type)) if media_type.is_json() => {
                all.push((encode_strict(name), encode_strict(&value.to_string())))
            }
            (None, Some(_)) if value.is_array() || value.is_object() => return None,
            (None, _) => match value {
                Value::Array(items) => {
                    let items: Vec<NamedText> =
                        items.iter().filter_map(plain).map(|text| (name.clone(), text)).collect();
                    all.extend(items.iter().map(|(name, text)| (encode_strict(name), (place.encode)(text))));
                }
                value => all.extend(plain(value).map(|text| (encode_strict(name), encode_strict(&text)))),
            },
        }
    }
    Some(query(&all))
}

/// The text of a value: an object or array as JSON.
fn plain(value: &Value) -> Option<String> {
    match value {
        Value::Object(_) | Value::Array(_) => Some(value.to_string()),
        value => text(value),
    }
}

/// The parts of an object as a body of several (`multipart/form-data`): names and content. Of an array there is a part for each item, unless
/// its media type is JSON.
pub(super) fn parts(value: &Value, declared: &[BodyPart], brackets: Brackets) -> Option<Vec<NamedText>> {
    let mut parts = Vec::new();
    for (name, value) in value.as_object()? {
        let part = declared.iter().find(|part| part.name == *name);
        let media_type = part.and_then(|part| part.content_type.as_deref()).map(MediaType::new);
        if part.is_some_and(|part| part.xml.is_some())
            || media_type.as_ref().is_some_and(|essence| essence.is_xml() || essence.is_form())
        {
            return None;
        }
        let is_json = media_type.is_some_and(|essence| essence.as_str().contains("json"));
        match (value, part.and_then(|part| part.style)) {
            (Value::Null, _) => {}
            (value, Some(PartStyle { style, explode, .. })) => {
                parts.extend(pairs(name, value, (style, explode), (&[], brackets), RAW)?);
            }
            (Value::Array(items), None) if !is_json => {
                parts.extend(items.iter().filter_map(plain).map(|text| (name.clone(), text)));
            }
            (value, None) if is_json => parts.push((name.clone(), value.to_string())),
            (value, None) => parts.extend(plain(value).map(|text| (name.clone(), text))),
        }
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{RAW, WireParameter, form, pairs, parameter, parts, plain_query, query};
    use crate::config::Brackets;
    use crate::ir::{BodyPart, Parameter, PartPlace, PartStyle};
    use crate::spec::{Encoding, Location, Style};

    /// The parameter `color` as OAS 3.1.1 has it in "Style Examples".
    fn color(location: Location, style: Style, explode: bool) -> Parameter {
        let operation = crate::Generator::from_text(
            "document",
            r#"{"openapi": "3.0.3", "info": {"title": "a", "version": "1"}, "paths": {"/a": {"get": {"parameters":
            [{"name": "color", "in": "query", "schema": {"type": "string"}}], "responses": {"204": {"description": ""}}}}}}"#,
        );
        let parameter = operation.generate().expect("a client").first_parameter();
        Parameter { location, style, explode, ..parameter }
    }

    fn text(current_parameter: &Parameter, value: &Value) -> Option<String> {
        Some(match parameter(current_parameter, value, Brackets::Indices)? {
            WireParameter::Path(text) | WireParameter::Query(text) | WireParameter::Header(_, text) => text,
            WireParameter::Cookies(pairs) => {
                pairs.iter().map(|(name, text)| format!("{name}={text}")).collect::<Vec<_>>().join("; ")
            }
        })
    }

    #[test]
    fn styles_are_those_of_the_specification() {
        let (array, object) = (json!(["blue", "black", "brown"]), json!({ "R": 100, "G": 200, "B": 150 }));
        let rows = [
            (
                Location::Path,
                Style::Matrix,
                false,
                ";color=blue",
                ";color=blue,black,brown",
                ";color=R,100,G,200,B,150",
            ),
            (
                Location::Path,
                Style::Matrix,
                true,
                ";color=blue",
                ";color=blue;color=black;color=brown",
                ";R=100;G=200;B=150",
            ),
            (Location::Path, Style::Label, false, ".blue", ".blue,black,brown", ".R,100,G,200,B,150"),
            (Location::Path, Style::Label, true, ".blue", ".blue.black.brown", ".R=100.G=200.B=150"),
            (Location::Path, Style::Simple, false, "blue", "blue,black,brown", "R,100,G,200,B,150"),
            (Location::Header, Style::Simple, true, "blue", "blue,black,brown", "R=100,G=200,B=150"),
            (Location::Query, Style::Form, false, "color=blue", "color=blue,black,brown", "color=R,100,G,200,B,150"),
            (
                Location::Query,
                Style::Form,
                true,
                "color=blue",
                "color=blue&color=black&color=brown",
                "R=100&G=200&B=150",
            ),
            (
                Location::Query,
                Style::SpaceDelimited,
                false,
                "color=blue",
                "color=blue%20black%20brown",
                "color=R%20100%20G%20200%20B%20150",
            ),
            (
                Location::Query,
                Style::PipeDelimited,
                false,
                "color=blue",
                "color=blue%7Cblack%7Cbrown",
                "color=R%7C100%7CG%7C200%7CB%7C150",
            ),
            (
                Location::Query,
                Style::DeepObject,
                true,
                "color=blue",
                "color%5B0%5D=blue&color%5B1%5D=black&color%5B2%5D=brown",
                "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150",
            ),
            (
                Location::Cookie,
                Style::Form,
                true,
                "color=blue",
                "color=blue; color=black; color=brown",
                "R=100; G=200; B=150",
            ),
        ];
        for (location, style, explode, of_text, of_array, of_object) in rows {
            let parameter = color(location, style, explode);
            let written = [json!("blue"), array.clone(), object.clone()]
                .map(|value| text(&parameter, &value).unwrap_or_default());
            assert_eq!(written, [of_text, of_array, of_object], "{style:?} {explode}");
        }
    }

    #[test]
    fn reserved_characters_are_percent_encoded_once_twice_or_not() {
        let parameter = color(Location::Query, Style::Form, true);
        let value = json!("a/b?c&ü %41");
        assert_eq!(text(&parameter, &value).as_deref(), Some("color=a%2Fb%3Fc%26%C3%BC%20%2541"));
        let reserved = Parameter { allow_reserved: true, ..parameter.clone() };
        assert_eq!(text(&reserved, &value).as_deref(), Some("color=a/b?c%26%C3%BC%20%41"));
        let bare = Parameter { encoding: Encoding::None, ..parameter.clone() };
        assert_eq!(text(&bare, &value).as_deref(), Some("color=a/b?c&%C3%BC%20%41"));
        let path = Parameter { location: Location::Path, style: Style::Simple, encoding: Encoding::Twice, ..parameter };
        assert_eq!(text(&path, &json!("a/b")).as_deref(), Some("a%252Fb"));
        assert_eq!(text(&path, &json!("..")), None);
        assert_eq!(text(&path, &json!([["a"]])), None);
    }

    #[test]
    fn nested_lists_have_the_styles_of_their_levels() {
        let parameter = color(Location::Query, Style::PipeDelimited, false);
        let parameter = Parameter { nested: vec![Style::Form], ..parameter };
        assert_eq!(text(&parameter, &json!([["a", 1], ["b"]])).as_deref(), Some("color=a,1%7Cb"));
    }

    fn part(name: &str, style: Option<PartStyle>, content_type: Option<&str>) -> BodyPart {
        let content_type = content_type.map(str::to_owned);
        BodyPart { name: name.to_owned(), place: PartPlace::Named, style, content_type, xml: None, headers: Vec::new() }
    }

    #[test]
    fn forms_and_parts_have_their_encodings() {
        let value = json!({ "id": 1.5, "tags": ["a b", "c"], "at": { "x": 1 }, "none": null, "raw": [1, 2] });
        let usual = "id=1.5&tags=a%20b&tags=c&at=%7B%22x%22%3A1%7D&raw=1&raw=2";
        assert_eq!(form(&value, &[], Brackets::Indices).as_deref(), Some(usual));
        let deep = PartStyle { style: Style::DeepObject, explode: true, allow_reserved: false };
        let declared = [part("at", Some(deep), None), part("raw", None, Some("application/json"))];
        let styled = "id=1.5&tags=a%20b&tags=c&at%5Bx%5D=1&raw=%5B1%2C2%5D";
        assert_eq!(form(&value, &declared, Brackets::Indices).as_deref(), Some(styled));
        let pairs = parts(&value, &declared, Brackets::Indices).unwrap_or_default();
        let pairs: Vec<_> = pairs.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        let expected = [("id", "1.5"), ("tags", "a b"), ("tags", "c"), ("at[x]", "1"), ("raw", "[1,2]")];
        assert_eq!(pairs, expected);
        assert_eq!(parts(&value, &[part("at", None, Some("application/xml"))], Brackets::Indices), None);
    }

    #[test]
    fn brackets_are_those_of_the_configuration() {
        let how = (Style::DeepObject, true);
        let written = |brackets| pairs("a", &json!(["x"]), how, (&[], brackets), RAW).map(|pairs| query(&pairs));
        assert_eq!(written(Brackets::Empty).as_deref(), Some("a[]=x"));
        assert_eq!(written(Brackets::Repeat).as_deref(), Some("a=x"));
        assert_eq!(plain_query(&[("api key".to_owned(), "a/b".to_owned())]), "api%20key=a%2Fb");
    }
}
