//! Harms a document at one place.

use fastrand::Rng;

use super::sites::{self, Sites};
use super::tree::{Path, Tree};
use super::words::{Kind, OTHERS, SCHEMA, Shape};

/// The faults of a harmed document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fault {
    /// A value of another kind than the specification says. The place is the value.
    WrongKind,
    /// A required key was taken away. The place is the object that lacks it, and the line that of its own key.
    MissingKey,
    /// One letter of a key was changed. The place is the key.
    MisspeltKey,
    /// A reference leads nowhere. The place is its `$ref`.
    DanglingReference,
    /// A key, an operationId or a parameter was written twice. The place is the second one.
    Duplicate,
}

/// All kinds of faults.
pub const FAULTS: [Fault; 5] =
    [Fault::WrongKind, Fault::MissingKey, Fault::MisspeltKey, Fault::DanglingReference, Fault::Duplicate];

/// A harmed document.
pub struct FaultyDocument {
    /// The document.
    pub tree: Tree,
    /// The place of the fault.
    pub path: Path,
    /// The fault in words.
    pub what: String,
    /// `true` if the key at the place is another than before.
    pub renamed: bool,
}

/// Plants a fault at a random place; `None` where the document has no place for it.
#[must_use]
pub fn plant(tree: &Tree, fault: Fault, rng: &mut Rng) -> Option<FaultyDocument> {
    let sites = sites::find(tree);
    match fault {
        Fault::WrongKind => wrong_kind(tree, &sites, rng),
        Fault::MissingKey => missing_key(tree, &sites, rng),
        Fault::MisspeltKey => misspelt_key(tree, &sites, rng),
        Fault::DanglingReference => dangling(tree, &sites, rng),
        Fault::Duplicate => duplicate(tree, &sites, rng),
    }
}

fn wrong_kind(tree: &Tree, sites: &Sites, rng: &mut Rng) -> Option<FaultyDocument> {
    let (path, kind) = rng.choice(&sites.values)?;
    let word = |word: &str| Tree::Word(word.to_owned());
    let text = Tree::Text("other".to_owned());
    let list = Tree::List(vec![Tree::Text("other".to_owned())]);
    let object = Tree::Object(vec![("other".to_owned(), Tree::Text("kind".to_owned()))]);
    let wrong = match kind {
        Kind::Text => vec![word("7"), word("true"), list, object],
        Kind::Flag => vec![word("7"), text, list, object],
        Kind::Number => vec![word("true"), text, list, object],
        Kind::Bound => vec![text, list, object],
        Kind::TextOrList => vec![word("7"), object],
        Kind::List(_) => vec![word("7"), text, object],
        Kind::Map(_) | Kind::Object(_) | Kind::OrReference(_) => vec![word("7"), text, list],
        Kind::Schema | Kind::SchemaOrFlag => vec![word("7"), text, list],
        Kind::SchemaOrList => vec![word("7"), text],
        Kind::Any => return None,
    };
    let wrong = rng.choice(wrong)?;
    let mut faulty = tree.clone();
    let what = format!("{kind:.9?} is {wrong:?}", kind = Short(kind));
    *faulty.at_mut(path) = wrong;
    Some(FaultyDocument { tree: faulty, path: path.clone(), what, renamed: false })
}

/// A kind without what is in it.
struct Short<'a>(&'a Kind);

impl std::fmt::Debug for Short<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self.0 {
            Kind::Text => "a string",
            Kind::Flag => "a boolean",
            Kind::Number | Kind::Bound => "a number",
            Kind::TextOrList => "a type",
            Kind::List(_) => "a list",
            Kind::Map(_) => "a map",
            Kind::Object(_) | Kind::OrReference(_) => "an object",
            Kind::Schema | Kind::SchemaOrFlag | Kind::SchemaOrList => "a schema",
            Kind::Any => "any value",
        })
    }
}

fn missing_key(tree: &Tree, sites: &Sites, rng: &mut Rng) -> Option<FaultyDocument> {
    let mut places = Vec::new();
    for (path, shape) in &sites.objects {
        let object = tree.at(path);
        let needed = shape.required.iter().copied().chain(conditional(tree, object, shape));
        places.extend(needed.filter(|key| object.get(key).is_some()).map(|key| (path, key)));
    }
    let (path, key) = rng.choice(places)?;
    let mut faulty = tree.clone();
    if let Tree::Object(members) = faulty.at_mut(path) {
        members.retain(|(name, _)| name != key);
    }
    Some(FaultyDocument { tree: faulty, path: path.clone(), what: format!("no `{key}`"), renamed: false })
}

/// Keys that an object needs because of its other keys, or of the version.
fn conditional(tree: &Tree, object: &Tree, shape: &Shape) -> Vec<&'static str> {
    let has = |key: &str, value: &str| object.get(key).and_then(Tree::text) == Some(value);
    let swagger = tree.get("swagger").is_some();
    let version = tree.get("openapi").and_then(Tree::text).unwrap_or_default();
    let old = swagger || version.starts_with("3.0");
    let mut keys = Vec::new();
    match shape.name {
        "OpenAPI" if old => keys.push("paths"),
        "Operation" if old => keys.push("responses"),
        // OAS 3.2 demands it no more.
        "Response" if version.starts_with("3.0") || version.starts_with("3.1") => keys.push("description"),
        "Schema" if old && has("type", "array") => keys.push("items"),
        "Parameter" => {
            if has("in", "path") {
                keys.push("required");
            }
            keys.push(if swagger { if has("in", "body") { "schema" } else { "type" } } else { "schema" });
        }
        "Security Scheme" if has("type", "apiKey") => keys.extend(["name", "in"]),
        "Security Scheme" if has("type", "http") => keys.push("scheme"),
        "Security Scheme" if has("type", "oauth2") => keys.push(if swagger { "flow" } else { "flows" }),
        "Security Scheme" if has("type", "openIdConnect") => keys.push("openIdConnectUrl"),
        _ => {}
    }
    keys
}

fn misspelt_key(tree: &Tree, sites: &Sites, rng: &mut Rng) -> Option<FaultyDocument> {
    let mut places = Vec::new();
    for (path, shape) in &sites.objects {
        for (step, (key, _)) in tree.at(path).members().iter().enumerate() {
            if shape.keys.iter().any(|(name, _)| name == key) {
                places.push((path, step, *shape));
            }
        }
    }
    let (path, step, shape) = rng.choice(places)?;
    let key = &tree.at(path).members()[step].0;
    let wrong = std::iter::repeat_with(|| misspelt(key, rng)).take(20).find(|wrong| !is_known(wrong, shape))?;
    let what = format!("`{key}` is `{wrong}`");
    let mut faulty = tree.clone();
    if let Tree::Object(members) = faulty.at_mut(path) {
        members[step].0 = wrong;
    }
    let mut path = path.clone();
    path.push(step);
    Some(FaultyDocument { tree: faulty, path, what, renamed: true })
}

fn is_known(key: &str, shape: &Shape) -> bool {
    let is_keyword = || shape.name == "Parameter" && SCHEMA.keys.iter().any(|(name, _)| *name == key);
    shape.keys.iter().any(|(name, _)| *name == key) || OTHERS.contains(&key) || key.starts_with("x-") || is_keyword()
}

/// The word with one letter changed, left out, doubled, or changed with its neighbour.
fn misspelt(word: &str, rng: &mut Rng) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = rng.usize(0..letters.len());
    match rng.u8(0..4) {
        0 => letters[at] = rng.lowercase(),
        1 => letters.insert(at, letters[at]),
        2 if letters.len() > 2 => {
            letters.remove(at);
        }
        _ if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters[at] = rng.lowercase(),
    }
    letters.into_iter().collect()
}

fn dangling(tree: &Tree, sites: &Sites, rng: &mut Rng) -> Option<FaultyDocument> {
    let local: Vec<&Path> = sites
        .references
        .iter()
        .filter(|path| tree.at(path).text().is_some_and(|text| text.starts_with("#/") && text.len() > 3))
        .collect();
    let path = rng.choice(local)?;
    let text = tree.at(path).text()?;
    let (section, name) = text.rsplit_once('/')?;
    let wrong = match rng.u8(0..3) {
        0 => format!("{section}/{name}Qx"),
        1 => format!("{section}/Qx{name}"),
        _ => format!("{section}/{}qx", &name.chars().take(name.chars().count() / 2).collect::<String>()),
    };
    let what = format!("`{text}` is `{wrong}`");
    let mut faulty = tree.clone();
    *faulty.at_mut(path) = Tree::Text(wrong);
    Some(FaultyDocument { tree: faulty, path: path.clone(), what, renamed: false })
}

fn duplicate(tree: &Tree, sites: &Sites, rng: &mut Rng) -> Option<FaultyDocument> {
    match rng.u8(0..3) {
        0 => repeated_operation_id(tree, sites, rng),
        1 => repeated_parameter(tree, sites, rng),
        _ => None,
    }
    .or_else(|| repeated_key(tree, sites, rng))
}

/// A member is written once more at the end of its object.
fn repeated_key(tree: &Tree, sites: &Sites, rng: &mut Rng) -> Option<FaultyDocument> {
    let filled: Vec<_> = sites.objects.iter().filter(|(path, _)| !tree.at(path).members().is_empty()).collect();
    let (path, _) = rng.choice(filled)?;
    let mut faulty = tree.clone();
    let Tree::Object(members) = faulty.at_mut(path) else { return None };
    let again = rng.choice(members.iter())?.clone();
    let what = format!("the key `{}` twice", again.0);
    let mut path = path.clone();
    path.push(members.len());
    members.push(again);
    Some(FaultyDocument { tree: faulty, path, what, renamed: false })
}

/// An operation is called as one before it.
fn repeated_operation_id(tree: &Tree, sites: &Sites, rng: &mut Rng) -> Option<FaultyDocument> {
    let mut ids: Vec<(Path, String)> = Vec::new();
    for (path, _) in sites.objects.iter().filter(|(_, shape)| shape.name == "Operation") {
        let members = tree.at(path).members();
        if let Some(step) = members.iter().position(|(key, value)| key == "operationId" && value.text().is_some()) {
            let id = members[step].1.text()?.to_owned();
            ids.push(([path.as_slice(), &[step]].concat(), id));
        }
    }
    let later = 1 + rng.usize(0..ids.len().checked_sub(1).filter(|&number| number > 0)?);
    let id = ids[rng.usize(0..later)].1.clone();
    let (path, earlier_id) = ids[later].clone();
    if earlier_id == id {
        return None;
    }
    let mut faulty = tree.clone();
    let what = format!("the operationId `{id}` twice");
    *faulty.at_mut(&path) = Tree::Text(id);
    Some(FaultyDocument { tree: faulty, path, what, renamed: false })
}

/// A parameter is written once more at the end of its list.
fn repeated_parameter(tree: &Tree, sites: &Sites, rng: &mut Rng) -> Option<FaultyDocument> {
    let list = rng.choice(&sites.parameters)?;
    let mut faulty = tree.clone();
    let Tree::List(items) = faulty.at_mut(list) else { return None };
    let again = rng.choice(items.iter())?.clone();
    let mut path = list.clone();
    path.push(items.len());
    items.push(again);
    Some(FaultyDocument { tree: faulty, path, what: "a parameter twice".to_owned(), renamed: false })
}
