//! Strings of a schema.

use serde_json::Value;

use super::view::View;
use super::{formats, pattern};

/// Texts that are easily broken on their way.
const USUAL: [&str; 12] = [
    "a",
    "",
    "with \"quotes\", \\ and /",
    "größe 日本 🎉",
    "line\nbreak\ttab\u{1}\u{7f}",
    "null",
    "true",
    "007",
    "2024-02-29",
    " space ",
    "\u{feff}\u{2028}",
    "0123456789012345678901234567890123456789",
];

/// Strings that are allowed, as far as can be told.
#[must_use]
pub fn strings(view: &View<'_>) -> Vec<String> {
    let (least, most) = view.between("minLength", "maxLength");
    let fits = |text: &String| (least..=most).contains(&text.chars().count());
    if let Some(expression) = view.limit("pattern").find_map(Value::as_str) {
        let texts = (0..40).filter_map(|variant| pattern::text(expression, variant)).filter(&fits);
        let formatted = view.format().map(formats::values).unwrap_or_default().iter().map(|text| (*text).to_owned());
        let mut strings: Vec<String> = formatted.chain(texts.take(4)).collect();
        if strings.is_empty() {
            strings = [least, least.saturating_mul(2), 300]
                .into_iter()
                .filter_map(|variant| pattern::text(expression, variant))
                .collect();
        }
        return strings;
    }
    let values = view.format().map(formats::values).unwrap_or_default();
    let candidates = if values.is_empty() { &USUAL[..] } else { values };
    let mut strings: Vec<String> = candidates.iter().map(|text| (*text).to_owned()).filter(fits).collect();
    if strings.is_empty() || least > 1 && values.is_empty() {
        let lengths = [least, least.saturating_add(1).min(most)];
        strings.extend(
            lengths
                .iter()
                .filter(|length| **length <= 100_000)
                .map(|length| "aé".chars().cycle().take(*length).collect()),
        );
    }
    strings
}
