//! JSON within a page of HTML.

/// JSON that a block `<script type="application/json">` can hold. No text ends the block, begins a comment, or is a line break for a
/// reader of scripts.
pub(super) fn escaped(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            // Outside of strings JSON has none of them, and within one such an escape is the character.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{7f}' => {
                text.push_str(&format!("\\u{:04x}", c as u32));
            }
            _ => text.push(c),
        }
    }
    text
}
