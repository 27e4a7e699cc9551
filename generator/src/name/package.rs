//! Names of crates.

use super::case::Case;

/// Words of titles that say of what kind the document is, and not what it describes.
const KINDS: [&str; 9] =
    ["api", "apis", "documentation", "docs", "official", "openapi", "spec", "specification", "swagger"];

/// The name of a crate from the title of its document, and `true` if words of the title were left out.
pub(crate) fn from_title(title: &str, case: &Case) -> (String, bool) {
    let parts = title.split([':', '|', '(', '+', ',', '\u{2013}', '\u{2014}']).flat_map(|part| part.split(" - "));
    let whole: Vec<String> = words(title, case);
    let short = parts.map(|part| informative_words(&words(part, case))).find(|words| !words.is_empty());
    let short = short.unwrap_or_else(|| whole.clone());
    (short.join("-"), short != whole)
}

/// The words that tell what a document describes.
fn informative_words(words: &[String]) -> Vec<String> {
    let is_kind = |word: &str| KINDS.contains(&word);
    let mut sentences: Vec<String> = Vec::new();
    for (index, word) in words.iter().enumerate() {
        let next = words.get(index + 1).map(String::as_str);
        let before = index.checked_sub(1).map(|index| words[index].as_str());
        // `API Gateway` is no API of a gateway.
        let is_noun = word == "api" && index == 0 && next.is_some_and(|next| !is_kind(next) && next != "for");
        let is_left_out = is_kind(word) && !is_noun
            || matches!(word.as_str(), "rest" | "restful") && next.is_none_or(is_kind)
            || word == "the" && index == 0
            || word == "for" && sentences.is_empty()
            // A version of OpenAPI.
            || matches!(before, Some("openapi" | "swagger")) && word.bytes().all(|byte| byte.is_ascii_digit());
        if !is_left_out {
            sentences.push(word.clone());
        }
    }
    // The rest may be but a version.
    sentences.retain(|word| !word.is_empty());
    if sentences.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_digit())) { Vec::new() } else { sentences }
}

/// The words of a title, each in small letters; one with capitals within it is several, joined by hyphens. A title of several words is a sentence, and a
/// word of two parts in it is the name of a product.
fn words(title: &str, case: &Case) -> Vec<String> {
    let is_sentence = title.split_whitespace().nth(1).is_some();
    let word = |word: &str| if is_sentence && is_product(word) { word.to_lowercase() } else { word.to_owned() };
    let title: Vec<String> = title.split_whitespace().map(word).collect();
    let words = case.words(&title.join(" "));
    words.into_iter().map(|word| word.trim_matches('_').replace('_', "-")).filter(|word| !word.is_empty()).collect()
}

/// Returns `true` for a word such as `PetHub`, `PetHub's` or `PetAI`: letters with one step from a small one to a capital.
fn is_product(word: &str) -> bool {
    let word = ["'s", "\u{2019}s"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    let steps = word.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    // `OpenAPI` says of what kind the document is.
    let is_kind = KINDS.contains(&word.to_ascii_lowercase().as_str());
    word.bytes().all(|byte| byte.is_ascii_alphabetic()) && steps.count() == 1 && !is_kind
}

#[cfg(test)]
mod tests {
    use super::from_title;
    use crate::name::Case;

    #[test]
    fn titles_are_shortened_to_what_they_tell() {
        for (title, name) in [
            ("Pet Store", "pet-store"),
            ("Pet Store API", "pet-store"),
            ("The Pet Store REST API", "pet-store"),
            ("Swagger Pets - OpenAPI 3.0", "pets"),
            ("Baker's official OpenAPI spec + Oven extension", "baker"),
            ("OpenAPI specification for Pets", "pets"),
            ("PetStore API v2", "petstore-v2"),
            ("PetHub v3 REST API", "pethub-v3"),
            ("PetHub's official OpenAPI spec + Oven extension", "pethub"),
            ("The PetAI API: PetHub", "petai"),
            ("PetHub", "pet-hub"),
            ("PetStoreAdmin API", "pet-store-admin"),
            ("API Gateway", "api-gateway"),
            ("API", "api"),
            ("OpenAPI 3.1", "openapi-3-1"),
            ("RESTful Naps", "restful-naps"),
            ("Naps RESTful API", "naps"),
            ("FastAPI", "fast-api"),
            ("", ""),
        ] {
            assert_eq!(from_title(title, &Case::default()).0, name, "{title}");
        }
    }
}
