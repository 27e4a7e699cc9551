//! Names that are nearly right.

use crate::limits;

/// The candidate nearest to a name, if it is near enough to be meant.
pub(crate) fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > limits::SUGGESTION_BYTES {
        return None;
    }
    candidates
        .into_iter()
        .filter(|candidate| candidate.len() <= limits::SUGGESTION_BYTES)
        .map(|candidate| {
            let ratio = similar::TextDiff::from_chars(name.to_lowercase(), candidate.to_lowercase()).ratio();
            (candidate, ratio)
        })
        .filter(|(_, ratio)| *ratio >= 0.7)
        .max_by(|a, b| a.1.total_cmp(&b.1))
        .map(|(candidate, _)| candidate)
}

/// The candidate that a name was meant to be: the only one that differs by a single slip of the pen. Case and separators
/// do not count.
pub(crate) fn closest_name<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let name = letters(name);
    let mut best = None;
    for candidate in candidates {
        let letters = letters(candidate);
        if letters == name {
            return Some(candidate);
        }
        if is_slip(&name, &letters) && best.replace(candidate).is_some_and(|other| other != candidate) {
            return None;
        }
    }
    best
}

fn letters(name: &str) -> Vec<char> {
    name.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).flat_map(char::to_lowercase).collect()
}

/// `true` if one letter was changed, left out, added, or changed with its neighbour.
fn is_slip(wrong: &[char], right: &[char]) -> bool {
    /// A name of one letter is nearly any other.
    const MIN_LENGTH: usize = 2;
    if right.len() < MIN_LENGTH || wrong.len().abs_diff(right.len()) > 1 {
        return false;
    }
    let same = wrong.iter().zip(right).take_while(|(a, b)| a == b).count();
    let (wrong, right) = (&wrong[same..], &right[same..]);
    match (wrong, right) {
        ([_, wrong @ ..], right) if wrong == right => true,
        (wrong, [_, right @ ..]) if wrong == right => true,
        ([_, wrong @ ..], [_, right @ ..]) if wrong == right => true,
        ([a, b, wrong @ ..], [c, d, right @ ..]) => a == d && b == c && wrong == right,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{closest_name, nearest};

    #[test]
    fn misspelt_keys_find_the_one_that_is_meant() {
        assert_eq!(nearest("desciption", ["title", "description", "summary"]), Some("description"));
        assert_eq!(nearest("operationID", ["operationId", "tags"]), Some("operationId"));
        assert_eq!(nearest("colour", ["title", "description"]), None);
    }

    #[test]
    fn one_slip_leaves_no_doubt() {
        let keys = ["get", "put", "post", "parameters", "operationId"];
        assert_eq!(closest_name("paramters", keys), Some("parameters"));
        assert_eq!(closest_name("parametres", keys), Some("parameters"));
        assert_eq!(closest_name("parrameters", keys), Some("parameters"));
        assert_eq!(closest_name("operation_id", keys), Some("operationId"));
        assert_eq!(closest_name("pots", keys), Some("post"));
        assert_eq!(closest_name("gut", keys), None);
        assert_eq!(closest_name("paremetres", keys), None);
    }
}
