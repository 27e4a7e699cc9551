//! Singulars of English nouns, for the items of lists.
//!
//! A wrong guess is an odd name and no more. Names of generated types last, so the rules stand here rather than in a
//! library, whose next version might decide otherwise.

/// Plurals that follow no rule below, by their ends.
const IRREGULAR: [(&str, &str); 20] = [
    ("people", "person"),
    ("children", "child"),
    ("women", "woman"),
    ("men", "man"),
    ("indices", "index"),
    ("vertices", "vertex"),
    ("matrices", "matrix"),
    ("criteria", "criterion"),
    ("phenomena", "phenomenon"),
    ("movies", "movie"),
    ("cookies", "cookie"),
    ("ties", "tie"),
    ("aliases", "alias"),
    ("canvases", "canvas"),
    ("caches", "cache"),
    ("axes", "axis"),
    ("analyses", "analysis"),
    ("statuses", "status"),
    ("shoes", "shoe"),
    ("sizes", "size"),
];

/// Nouns that end like a plural and are none, or are both.
const UNCOUNTED: [&str; 5] = ["series", "species", "news", "means", "alias"];

/// Ends of plurals, each with that of the singular, the longer ones first.
const ENDS: [(&str, &str); 9] = [
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("buses", "bus"),
    ("viruses", "virus"),
    ("oes", "o"),
    ("ies", "y"),
    ("s", ""),
];

/// The singular of the last word of a name in the form `OrderLines`; `None` where it is no plural.
pub(super) fn singular(name: &str) -> Option<String> {
    let word = name.rfind(char::is_uppercase).map_or(name, |at| &name[at..]);
    let letters = word.to_lowercase();
    if UNCOUNTED.contains(&letters.as_str()) {
        return None;
    }
    if let Some((plural, singular)) = IRREGULAR.iter().find(|(plural, _)| *plural == letters) {
        let first = if word.starts_with(char::is_uppercase) { 1 } else { 0 };
        let stem = &name[..name.len() - plural.len() + first];
        return Some(format!("{stem}{}", &singular[first..]));
    }
    // Singulars end so too: `address`, `status`, `basis`, `atlas`.
    if ["ss", "us", "is", "as"].iter().any(|end| letters.ends_with(end)) {
        return None;
    }
    let (end, singular) = ENDS.iter().find(|(end, _)| letters.ends_with(end) && letters.len() > end.len() + 1)?;
    Some(format!("{}{singular}", &name[..name.len() - end.len()]))
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn plurals_have_a_singular() {
        let singulars = [
            ("Lines", "Line"),
            ("OrderLines", "OrderLine"),
            ("Categories", "Category"),
            ("Addresses", "Address"),
            ("Boxes", "Box"),
            ("Batches", "Batch"),
            ("Databases", "Database"),
            ("Responses", "Response"),
            ("Statuses", "Status"),
            ("People", "Person"),
            ("TreeIndices", "TreeIndex"),
            ("Features", "Feature"),
            ("Données", "Donnée"),
        ];
        for (plural, expected) in singulars {
            assert_eq!(singular(plural).as_deref(), Some(expected), "{plural}");
        }
    }

    #[test]
    fn other_words_have_none() {
        for word in ["Data", "Status", "Address", "Analysis", "Series", "Line", "Info", "S", "Us", "Gas", ""] {
            assert_eq!(singular(word), None, "{word}");
        }
    }
}
