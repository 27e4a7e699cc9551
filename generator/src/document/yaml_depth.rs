//! The depth of a YAML text, before it is read: the reader loads all of a text before it counts levels, and takes the
//! square of the time for brackets within brackets.

use saphyr_parser::{Event, Marker, Parser};

use crate::limits;

/// The byte of the first collection that is too deep.
pub(super) fn too_deep(text: &str) -> Option<usize> {
    if !may_be_deep(text) {
        return None;
    }
    let mut depth = 0usize;
    for event in Parser::new_from_str(text) {
        let (event, span) = match event {
            Ok(event) => event,
            // This parser looks for the end of a key before it tells of brackets, and has a limit of 255.
            Err(error) if error.info() == "recursion limit exceeded" => return Some(offset(text, error.marker())),
            // What is wrong otherwise the reader says.
            Err(_) => return None,
        };
        match event {
            Event::SequenceStart(..) | Event::MappingStart(..) => depth += 1,
            Event::SequenceEnd | Event::MappingEnd => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limits::YAML_DEPTH {
            return Some(offset(text, &span.start));
        }
    }
    None
}

/// The byte of a place: the parser counts characters.
fn offset(text: &str, marker: &Marker) -> usize {
    text.char_indices().nth(marker.index()).map_or(text.len(), |(at, _)| at)
}

/// Returns `true` if brackets are that deep, those in texts and comments included: few documents have so many, and only those are walked.
fn may_be_deep(text: &str) -> bool {
    let mut depth = 0usize;
    text.bytes().any(|byte| {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > limits::YAML_DEPTH
    })
}

#[cfg(test)]
mod tests {
    use super::too_deep;
    use crate::limits::YAML_DEPTH;

    #[test]
    fn collections_count_and_texts_do_not() {
        let nested = |depth: usize| format!("a: {}{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(too_deep(&nested(YAML_DEPTH - 1)), None);
        assert_eq!(too_deep(&nested(YAML_DEPTH + 1)), Some(3 + YAML_DEPTH - 1));
        assert_eq!(too_deep(&format!("a: '{}'\nb: |\n  {}\n", "[".repeat(1_000), "{".repeat(1_000))), None);
        let offset = too_deep(&format!("ü: {}", "[".repeat(100_000)));
        assert!(offset.is_some_and(|offset| (YAML_DEPTH..300).contains(&offset)), "{offset:?}");
        assert!(too_deep(&format!("ü: {}", "{a: ".repeat(100_000))).is_some());
    }
}
