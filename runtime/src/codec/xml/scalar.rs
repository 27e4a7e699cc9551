//! Scalars, which are text in XML.

use super::read::Json;
use crate::contract::Xml;

/// White space of XML.
pub(super) const SPACE: [char; 4] = [' ', '\t', '\r', '\n'];

/// The scalar that a text is, of those that it may be. Empty text is one only where it may be any text.
pub(super) fn scalar(text: &str, shapes: &[&'static Xml]) -> Option<Json> {
    let has = |is: fn(&Xml) -> bool| shapes.iter().any(|xml| is(xml));
    let is_text = has(|xml| matches!(xml, Xml::Text | Xml::Any));
    let trimmed = text.trim_matches(SPACE);
    // Numbers first: XML Schema writes booleans as `1` and `0` too (Part 2, section 3.2.2).
    if has(|xml| matches!(xml, Xml::Number)) {
        // `007` is no number where it may be text as well.
        let number = number(trimmed).filter(|number| !is_text || number == trimmed);
        if let Some(number) = number {
            return Some(Json::Raw(number));
        }
    }
    if has(|xml| matches!(xml, Xml::Boolean)) {
        match trimmed.to_ascii_lowercase().as_str() {
            "true" | "1" => return Some(Json::Raw("true".to_owned())),
            "false" | "0" => return Some(Json::Raw("false".to_owned())),
            _ => {}
        }
    }
    if is_text {
        Some(Json::Text(text.to_owned()))
    } else {
        (!trimmed.is_empty()).then(|| Json::Text(trimmed.to_owned()))
    }
}

// Numbers of XML Schema are wider than those of JSON (`+1`, `01`, `.5`), so they are written anew and not passed on.
/// The number as JSON writes it: digits as they are, without a sign or zeros that JSON has no place for.
fn number(text: &str) -> Option<String> {
    let (sign, rest) = match text.strip_prefix(['-', '+']) {
        Some(rest) => (if text.starts_with('-') { "-" } else { "" }, rest),
        None => ("", text),
    };
    let (mantissa, exponent) = match rest.find(['e', 'E']) {
        Some(at) => (&rest[..at], Some(&rest[at + 1..])),
        None => (rest, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_exponent = |text: &str| {
        let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
        !digits.is_empty() && is_digits(digits)
    };
    if whole.is_empty() && fraction.is_empty() || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    if !exponent.is_none_or(is_exponent) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    let exponent = exponent.map(|exponent| format!("e{exponent}")).unwrap_or_default();
    Some(format!("{sign}{whole}{point}{fraction}{exponent}"))
}
