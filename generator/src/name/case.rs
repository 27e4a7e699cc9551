//! Words of the document as Rust identifiers.

use std::borrow::Cow;

use heck::{ToPascalCase, ToSnakeCase};
use unicode_normalization::UnicodeNormalization;

use super::signs;

use crate::limits;

/// Words of the trade that have capitals within them, as texts write them and as types do. A name of a product is none of them: those that
/// a document needs stand in its configuration.
const COMPOUNDS: [(&str, &str); 45] = [
    ("OAuth", "OAuth"),
    ("OpenID", "OpenId"),
    ("OpenAPI", "OpenApi"),
    ("OpenApi", "OpenApi"),
    ("AsyncAPI", "AsyncApi"),
    ("OData", "OData"),
    ("GraphQL", "GraphQl"),
    ("NoSQL", "NoSql"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("IPsec", "Ipsec"),
    ("IPSec", "Ipsec"),
    ("macOS", "MacOs"),
    ("iPadOS", "IpadOs"),
    ("iOS", "Ios"),
    ("tvOS", "TvOs"),
    ("watchOS", "WatchOs"),
    ("eSIM", "Esim"),
    ("gRPC", "Grpc"),
    ("mTLS", "Mtls"),
    ("mDNS", "Mdns"),
    ("vCPU", "Vcpu"),
    ("vCard", "Vcard"),
    ("vLAN", "Vlan"),
    ("iFrame", "Iframe"),
    ("iCal", "Ical"),
    ("sRGB", "Srgb"),
    ("kWh", "Kwh"),
    ("kHz", "Khz"),
    ("MHz", "Mhz"),
    ("GHz", "Ghz"),
    ("ETag", "Etag"),
    ("eTag", "Etag"),
    ("WiFi", "Wifi"),
    ("VoIP", "Voip"),
    ("IoT", "Iot"),
    ("IdP", "Idp"),
    ("SaaS", "Saas"),
    ("PaaS", "Paas"),
    ("IaaS", "Iaas"),
    ("XPath", "Xpath"),
    ("DevOps", "DevOps"),
    ("RESTful", "Restful"),
    ("NaN", "Nan"),
    ("LaTeX", "Latex"),
];

/// The way from texts to identifiers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Case {
    /// The compounds of the configuration, which are written in types as they are there.
    compounds: Vec<String>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// Words that their capitals tell apart.
    Words(&'a str),
    /// One word, as text and as types write it.
    Compound { text: &'a str, pascal: String },
}

impl Case {
    /// The case of a document with compounds of its own.
    pub(crate) fn new<'a>(compounds: impl IntoIterator<Item = &'a str>) -> Self {
        let mut collected_compounds: Vec<String> = compounds.into_iter().map(str::to_owned).collect();
        // The longest first: a compound that begins like a longer one would cut that apart.
        collected_compounds.sort_by_key(|compound| std::cmp::Reverse(compound.len()));
        Self { compounds: collected_compounds }
    }

    /// `run_ml_service`. The fallback stands before a digit and in place of nothing.
    pub(crate) fn snake(&self, text: &str, fallback: &str) -> String {
        let text = words(text);
        let words = self.pieces(&text).into_iter().map(|piece| match piece {
            Piece::Words(words) => words.to_snake_case(),
            Piece::Compound { text, .. } => text.to_lowercase(),
        });
        let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
        finish(&words.join("_"), fallback, "_")
    }

    /// `RunMlService`. The fallback stands before a digit and in place of nothing.
    pub(crate) fn pascal(&self, text: &str, fallback: &str) -> String {
        let text = words(text);
        let mut name = String::with_capacity(text.len());
        for piece in self.pieces(&text) {
            let word = match piece {
                Piece::Words(words) => words.to_pascal_case(),
                Piece::Compound { pascal, .. } => pascal,
            };
            // Digits stay apart: `1.10` and `11.0` are not the same, and `v1.0` and `v10` would be one name.
            if name.ends_with(is_digit) && word.starts_with(is_digit) {
                name.push('_');
            }
            name.push_str(&word);
        }
        finish(&name, fallback, "")
    }

    /// As [`Case::pascal`], for names of schemas, which may be those of generic types: `Page[Item]`, `Page<Item>` and `Page«Item»`
    /// are `PageOfItem`, and `Item[]` is `ItemList`.
    pub(crate) fn type_name(&self, text: &str, fallback: &str) -> String {
        self.pascal(&generic(text), fallback)
    }

    /// The words of a text that spaces and signs part, each as [`Case::snake`] has it.
    pub(super) fn words(&self, text: &str) -> Vec<String> {
        words(text).split_whitespace().map(|word| self.snake(word, "")).collect()
    }

    /// The pieces of a text whose words are parted by spaces.
    fn pieces<'a>(&self, text: &'a str) -> Vec<Piece<'a>> {
        // All other compounds have a capital within them, and most texts have none.
        if self.compounds.is_empty() && !text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return text.split_whitespace().map(Piece::Words).collect();
        }
        let mut pieces = Vec::new();
        for word in text.split_whitespace() {
            let (mut from, mut at) = (0, 0);
            while let Some(c) = word[at..].chars().next() {
                match self.compound(word, at) {
                    Some((length, pascal)) => {
                        pieces.extend((from < at).then(|| Piece::Words(&word[from..at])));
                        pieces.push(Piece::Compound { text: &word[at..at + length], pascal });
                        (from, at) = (at + length, at + length);
                    }
                    None => at += c.len_utf8(),
                }
            }
            pieces.extend((from < word.len()).then(|| Piece::Words(&word[from..])));
        }
        pieces
    }

    /// The compound that begins at a place of a word: its length, and its form in types. The length includes digits and
    /// the plural `s` behind it.
    fn compound(&self, word: &str, at: usize) -> Option<(usize, String)> {
        let (before, rest) = (word[..at].chars().next_back(), &word[at..]);
        let first = rest.chars().next()?;
        let begins = match before {
            None | Some('_') => true,
            Some(before) => first.is_uppercase() && !before.is_uppercase(),
        };
        if !begins {
            return None;
        }
        let words = self.compounds.iter().map(|compound| (compound.as_str(), None));
        let general = COMPOUNDS.iter().map(|(text, pascal)| (*text, Some(*pascal)));
        // In camel case the first letter of a name is a small one: `oAuth2Client`, `openAPIUrl`.
        let is_first = before.is_none_or(|before| before == '_');
        let small = |text: &str| text.as_bytes().first().map(u8::to_ascii_lowercase);
        let initial = small(rest);
        let matches = |text: &str| {
            // Most words begin with another letter than most compounds, and each word is compared with all of them.
            if small(text) != initial {
                return false;
            }
            let mut letters = text.chars();
            let lowered = letters.next().map(|first| first.to_ascii_lowercase());
            let behind = lowered.filter(|_| is_first).and_then(|first| rest.strip_prefix(first));
            rest.starts_with(text) || behind.is_some_and(|behind| behind.starts_with(letters.as_str()))
        };
        let listed = words.chain(general).filter(|(text, _)| !text.is_empty() && matches(text));
        listed
            .filter_map(|(text, pascal)| {
                let length = text.len() + plural(&rest[text.len()..]);
                let digits = rest[length..].bytes().take_while(u8::is_ascii_digit).count();
                let length = length + if text.ends_with(is_digit) { 0 } else { digits };
                let tail = &rest[text.len()..length];
                let pascal = || pascal.map_or_else(|| capital(text), str::to_owned);
                ends(&rest[length..]).then(|| (length, format!("{}{tail}", pascal())))
            })
            .chain(version(rest))
            .chain(abbreviations(rest))
            .next()
    }
}

/// `V1` and `V1beta2`, before a capital: digits alone do not end a word.
fn version(rest: &str) -> Option<(usize, String)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let number = digits(rest.strip_prefix('V')?);
    let mut length = 1 + number;
    for stage in ["alpha", "beta"] {
        let behind = rest[length..].strip_prefix(stage).map_or(0, digits);
        length += if behind > 0 { stage.len() + behind } else { 0 };
    }
    let is_version = number > 0 && rest[length..].starts_with(char::is_uppercase);
    is_version.then(|| (length, capital(&rest[..length].to_lowercase())))
}

/// The plural of an abbreviation: `URLs`, `IDs`. The X of a header such as `XMsDate` is a word.
fn abbreviations(rest: &str) -> Option<(usize, String)> {
    let capitals = rest.bytes().take_while(u8::is_ascii_uppercase).count();
    let is_header = capitals == 2 && rest.starts_with('X');
    let is_plural = capitals >= 2 && !is_header && plural(&rest[capitals..]) == 1;
    is_plural.then(|| (capitals + 1, capital(&rest[..capitals + 1].to_lowercase())))
}

/// The length of the `s` of a plural that ends a word.
fn plural(rest: &str) -> usize {
    usize::from(rest.strip_prefix('s').is_some_and(ends))
}

/// Returns `true` if a word ends before a text.
fn ends(rest: &str) -> bool {
    !rest.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit())
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A name in the form that [`Case::snake`] gives as that of a constant.
pub(super) fn constant(name: &str) -> String {
    // As in `finish`.
    composed(&name.to_uppercase()).chars().filter(|c| unicode_ident::is_xid_continue(*c)).collect()
}

/// One name of several in the form that [`Case::pascal`] gives.
pub(super) fn joined(names: impl IntoIterator<Item = String>) -> String {
    let name: String = names.into_iter().collect();
    name.chars().take(limits::IDENTIFIER_CHARACTERS).collect()
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn finish(name: &str, fallback: &str, separator: &str) -> String {
    // Rust compares identifiers in this form, and changing the case of a letter may have left it.
    // Some texts spell a whole type into a name. A cut name may collide, and collisions are settled like all others.
    let name = composed(name)
        .chars()
        .filter(|c| unicode_ident::is_xid_continue(*c))
        .take(limits::IDENTIFIER_CHARACTERS)
        .collect::<String>();
    let name = name.trim_end_matches('_');
    match name.chars().next() {
        None => fallback.to_owned(),
        Some(first) if unicode_ident::is_xid_start(first) => name.to_owned(),
        Some(_) => format!("{fallback}{separator}{name}"),
    }
}

/// The text in the form in which Rust compares identifiers (NFC). ASCII is in it.
fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { text.nfc().collect() }
}

/// The text with signs that carry meaning spelt out, and all others as spaces.
fn words(text: &str) -> String {
    let text = if text.is_ascii() { Cow::Borrowed(text) } else { plain(text).nfc().collect() };
    let text = without_apostrophes(&text);
    let text = signs::spelt(text.trim());
    text.chars().map(|c| if c != '_' && unicode_ident::is_xid_continue(c) { c } else { ' ' }).collect()
}

/// The text with plain letters in place of other forms of them, such as ligatures and full-width ones. The compiler
/// warns of the latter in identifiers (`uncommon_codepoints`).
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii() && unicode_ident::is_xid_continue(c) {
            plain.extend(std::iter::once(c).nfkc())
        } else {
            plain.push(c)
        }
    }
    plain
}

/// The text without the apostrophes within words, and without the `'s` of a genitive.
fn without_apostrophes(text: &str) -> Cow<'_, str> {
    let is_mark = |c: char| matches!(c, '\'' | '\u{2019}');
    if !text.contains(is_mark) {
        return Cow::Borrowed(text);
    }
    let mut letters = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !is_mark(c) || !letters.ends_with(char::is_alphabetic) || !chars.peek().is_some_and(|c| c.is_alphabetic()) {
            letters.push(c);
            continue;
        }
        let mut behind = chars.clone();
        let is_genitive = behind.next() == Some('s') && !behind.next().is_some_and(char::is_alphanumeric);
        if is_genitive {
            chars.next();
        }
    }
    Cow::Owned(letters)
}

/// The name of a generic type with its brackets as words.
fn generic(text: &str) -> String {
    let mut words = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for (index, c) in text.char_indices() {
        match c {
            '[' if text[index..].starts_with("[]") => words.push_str(" list"),
            '[' | '<' | '«' if before.is_alphanumeric() => words.push_str(" of "),
            '[' | '<' | '«' | ']' | '>' | '»' => words.push(' '),
            c => words.push(c),
        }
        before = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Case, joined};

    /// A text, and what it is called as a method, argument or field, and as a type or variant.
    const NAMES: &[(&str, &str, &str)] = &[
        ("RunMLService", "run_ml_service", "RunMlService"),
        ("x-ms-request-id", "x_ms_request_id", "XMsRequestId"),
        ("getPetsV2", "get_pets_v2", "GetPetsV2"),
        ("HTTPServer2XX", "http_server2_xx", "HttpServer2Xx"),
        ("filter[name]", "filter_name", "FilterName"),
        ("ids[]", "ids", "Ids"),
        ("$filter", "filter", "Filter"),
        ("@odata.type", "odata_type", "OdataType"),
        ("type", "type", "Type"),
        // Compounds.
        ("registerOAuth2Client", "register_oauth2_client", "RegisterOAuth2Client"),
        ("OAuth2", "oauth2", "OAuth2"),
        ("oAuth2Client", "oauth2_client", "OAuth2Client"),
        ("is_openAPIUrl", "is_openapi_url", "IsOpenApiUrl"),
        ("idPlan", "id_plan", "IdPlan"),
        ("oauth_token", "oauth_token", "OauthToken"),
        ("OAuthorize", "o_authorize", "OAuthorize"),
        ("getOpenAPISpec", "get_openapi_spec", "GetOpenApiSpec"),
        ("IPv4Address", "ipv4_address", "Ipv4Address"),
        ("allowedIPv6Addresses", "allowed_ipv6_addresses", "AllowedIpv6Addresses"),
        ("macOS", "macos", "MacOs"),
        ("is_iOS_app", "is_ios_app", "IsIosApp"),
        ("GraphQLQuery", "graphql_query", "GraphQlQuery"),
        ("getCoreV1APIResources", "get_core_v1_api_resources", "GetCoreV1ApiResources"),
        ("AppsV1beta2Api", "apps_v1beta2_api", "AppsV1beta2Api"),
        ("clientURLs", "client_urls", "ClientUrls"),
        ("userIDsByName", "user_ids_by_name", "UserIdsByName"),
        ("vCPUs", "vcpus", "Vcpus"),
        ("getXMsText", "get_x_ms_text", "GetXMsText"),
        ("HTTPServer", "http_server", "HttpServer"),
        ("myHyperTextPage", "my_hypertext_page", "MyHyperTextPage"),
        ("fooBAR2", "foobar2", "FooBAR2"),
        ("Baker's dozen", "baker_dozen", "BakerDozen"),
        ("don\u{2019}t 'stop'", "dont_stop", "DontStop"),
        // Digits.
        ("200", "none_200", "None200"),
        ("2xx", "none_2xx", "None2xx"),
        ("1.0", "none_1_0", "None1_0"),
        ("1.10", "none_1_10", "None1_10"),
        ("v1.2-beta3", "v1_2_beta3", "V1_2Beta3"),
        // Signs.
        ("+1", "plus_1", "Plus1"),
        ("-1", "minus_1", "Minus1"),
        ("-created_at", "minus_created_at", "MinusCreatedAt"),
        ("C++", "c_plus_plus", "CPlusPlus"),
        ("C#", "c_sharp", "CSharp"),
        ("A-", "a_minus", "AMinus"),
        ("AB+", "ab_plus", "AbPlus"),
        ("50%", "none_50_percent", "None50Percent"),
        (">=", "greater_or_equal", "GreaterOrEqual"),
        ("<=10", "less_or_equal_10", "LessOrEqual10"),
        ("!=", "not_equal", "NotEqual"),
        ("<none>", "none", "None"),
        ("*", "star", "Star"),
        ("*/*", "star_slash_star", "StarSlashStar"),
        ("_", "underscore", "Underscore"),
        ("-----", "none", "None"),
        // Nothing.
        ("", "none", "None"),
        (" \u{200b}\u{0}", "none", "None"),
        ("\u{1f600}", "none", "None"),
        // Beyond ASCII: as Rust compares it.
        ("größe", "größe", "Größe"),
        ("日本", "日本", "日本"),
        ("e\u{301}cole", "école", "École"),
        ("\u{212a}elvin", "kelvin", "Kelvin"),
        // Other forms of letters.
        ("ﬁt", "fit", "Fit"),
        ("ＦｕｌｌWidth", "full_width", "FullWidth"),
        ("ǅep", "džep", "Džep"),
        ("ﬃ ª ㎏", "ffi_a", "FfiA"),
        ("area²™", "area", "Area"),
    ];

    #[test]
    fn anything_becomes_an_idiomatic_identifier() {
        for (text, small, large) in NAMES {
            let case = Case::new(["HyperText", "fooBAR"]);
            assert_eq!((&*case.snake(text, "none"), &*case.pascal(text, "None")), (*small, *large), "{text:?}");
        }
    }

    /// Names of schemas, and of their types.
    const TYPES: &[(&str, &str)] = &[
        ("Foo", "Foo"),
        ("Foo[]", "FooList"),
        ("Foo[][]", "FooListList"),
        ("Page[Item]", "PageOfItem"),
        ("Page<Item>", "PageOfItem"),
        ("Page«List«Item»»", "PageOfListOfItem"),
        ("Map<string,Item[]>", "MapOfStringItemList"),
        ("List<<Item>>", "ListOfItem"),
        ("Item [old]", "ItemOld"),
        ("[Item]", "Item"),
        ("com.example.v1.Item", "ComExampleV1Item"),
        ("Page`1[System.String]", "Page1OfSystemString"),
    ];

    #[test]
    fn constants_are_upper_case_in_every_script() {
        for (name, constant) in
            [("api_key", "API_KEY"), ("größe", "GRÖSSE"), ("имя", "ИМЯ"), ("日本", "日本"), ("ΐ", "Ϊ́")]
        {
            assert_eq!(super::constant(name), constant);
        }
    }

    #[test]
    fn generic_types_keep_their_structure() {
        for (text, name) in TYPES {
            assert_eq!(Case::default().type_name(text, "Type"), *name, "{text:?}");
        }
    }

    #[test]
    fn long_names_are_cut() {
        let case = Case::default();
        assert_eq!(case.snake(&"long_".repeat(100), "x").len(), 119);
        assert_eq!(case.pascal(&"é".repeat(500), "X").chars().count(), 120);
        assert_eq!(case.pascal(&"A".repeat(120), "X").len(), 120);
    }

    #[test]
    fn names_of_parts_are_put_together() {
        assert_eq!(joined(["Pet", "V1_2Beta", "Item"].map(str::to_owned)), "PetV1_2BetaItem");
        assert_eq!(joined(["Long"; 50].map(str::to_owned)).len(), 120);
    }
}
