//! Words of names in the form that types have.

use super::case;

/// The words of a name: a capital begins each.
pub(super) fn in_name(name: &str) -> Vec<&str> {
    let starts = name.char_indices().filter(|(at, c)| *at > 0 && c.is_uppercase()).map(|(at, _)| at);
    let mut words = Vec::new();
    let mut from = 0;
    for at in starts.chain((!name.is_empty()).then_some(name.len())) {
        words.push(&name[from..at]);
        from = at;
    }
    words
}

/// A name with another one behind it, whose first words stand once where the name ends in them: `ContactStatus` of `Contact` and
/// `ContactStatus`. So do two words or more that the name has anywhere: `BarrierSegmentMemberSegment` of `BarrierSegmentMember` and
/// `BarrierSegment`. `None` where the name ends in all of them: it is the name of the type around.
pub(super) fn appended(name: &str, step: &str) -> Option<String> {
    /// The search is quadratic.
    const WORDS: usize = 24;
    let (before, behind) = (in_name(name), in_name(step));
    if before.len() > WORDS || behind.len() > WORDS {
        return Some(case::joined([name.to_owned(), step.to_owned()]));
    }
    if !behind.is_empty() && before.ends_with(&behind) {
        return None;
    }
    let is_repeated = |count: &usize| {
        let first = &behind[..*count];
        before.ends_with(first) || (*count > 1 && before.windows(*count).any(|words| words == first))
    };
    let repeated = (1..=behind.len()).rev().find(is_repeated).unwrap_or_default();
    // The last word stays: without it the name would be that of the type around.
    let rest = behind[repeated.min(behind.len().saturating_sub(1))..].concat();
    Some(case::joined([name.to_owned(), rest]))
}

#[cfg(test)]
mod tests {
    use super::{appended, in_name};

    #[test]
    fn a_capital_begins_a_word() {
        assert_eq!(in_name("OrderV1_2Line"), ["Order", "V1_2", "Line"]);
        assert_eq!(in_name(""), [""; 0]);
    }

    #[test]
    fn words_that_are_there_already_stand_once() {
        let names = [
            ("Contact", "ContactStatus", "ContactStatus"),
            ("FieldValue", "ValueByName", "FieldValueByName"),
            ("BarrierSegmentMember", "BarrierSegment", "BarrierSegmentMemberSegment"),
            ("BarrierSegmentMember", "BarrierSegmentKind", "BarrierSegmentMemberKind"),
            ("OrderLine", "Order", "OrderLineOrder"),
            ("Pet", "Owner", "PetOwner"),
            ("", "Owner", "Owner"),
        ];
        for (name, step, expected) in names {
            assert_eq!(appended(name, step).as_deref(), Some(expected), "{name} and {step}");
        }
        assert_eq!(appended("DataSource", "Source"), None);
        assert_eq!(appended("ImageUrl", "ImageUrl"), None);
    }
}
