//! A `Cargo.toml` that was edited, brought up to date: comments, order and keys of the user stay.
//!
//! Callsmith owns the dependency on the runtime: its version or path, and the features that the client needs. It also
//! owns the features of the client and the keys of `[package]` that the configuration sets. What else a later run would
//! write is a matter of the first one.

use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

const RUNTIME: &str = "callsmith-runtime";

/// The old text with what Callsmith owns of the new one; `None` where the old one is no manifest.
pub(crate) fn merged(old: &str, new: &str, keys: &[&str]) -> Option<String> {
    let mut document: DocumentMut = old.parse().ok()?;
    let new: DocumentMut = new.parse().ok()?;
    let before = document.to_string();
    let package = document.get_mut("package")?.as_table_like_mut()?;
    for key in keys {
        if let Some(value) = new.get("package").and_then(|package| package.get(key)) {
            put(package, key, value);
        }
    }
    runtime(&mut document, new.get("dependencies")?.get(RUNTIME)?)?;
    // The generated tests need the runtime's mock.
    if let Some(testing) = new.get("dev-dependencies").and_then(|table| table.get(RUNTIME)) {
        table(&mut document, "dev-dependencies")?.entry(RUNTIME).or_insert_with(|| testing.clone());
    }
    if let Some(features) = new.get("features").and_then(Item::as_table_like) {
        let target = table(&mut document, "features")?;
        features.iter().for_each(|(name, value)| put(target, name, value));
    }
    let text = document.to_string();
    // As it stands, with whatever line ends it has.
    Some(if text == before { old.to_owned() } else { text })
}

/// A table of the document, which is made where it is absent.
fn table<'a>(document: &'a mut DocumentMut, name: &str) -> Option<&'a mut dyn TableLike> {
    document.entry(name).or_insert_with(|| Item::Table(Table::new())).as_table_like_mut()
}

/// Sets a value; one that says the same stays as it is written, and a comment behind it stays too.
fn put(table: &mut dyn TableLike, key: &str, value: &Item) {
    let Some(target) = table.get_mut(key) else {
        table.insert(key, value.clone());
        return;
    };
    if is_same(target, value) {
        return;
    }
    let decor = target.as_value().map(|target| target.decor().clone());
    *target = value.clone();
    if let (Some(decor), Some(target)) = (decor, target.as_value_mut()) {
        *target.decor_mut() = decor;
    }
}

fn is_same(one: &Item, other: &Item) -> bool {
    let plain = |item: &Item| {
        let mut value = item.clone().into_value().ok()?;
        value.decor_mut().clear();
        if let Some(array) = value.as_array_mut() {
            array.fmt();
            array.iter_mut().for_each(|item| item.decor_mut().clear());
        }
        Some(value.to_string())
    };
    plain(one) == plain(other)
}

/// Brings the dependency on the runtime up to date. A source that only the user can know (a workspace, a repository) stays.
fn runtime(document: &mut DocumentMut, new: &Item) -> Option<()> {
    let new = new.as_table_like()?;
    let dependencies = table(document, "dependencies")?;
    if let Some(version) = dependencies.get(RUNTIME).and_then(Item::as_str) {
        // `callsmith-runtime = "0.1"` in short.
        let mut long = InlineTable::new();
        long.insert("version", version.into());
        dependencies.insert(RUNTIME, Item::Value(Value::InlineTable(long)));
    }
    let empty = || Item::Value(Value::InlineTable(InlineTable::new()));
    let dependency = dependencies.entry(RUNTIME).or_insert_with(empty).as_table_like_mut()?;
    let is_elsewhere = ["workspace", "git", "registry"].iter().any(|key| dependency.contains_key(key));
    for (key, value) in new.iter() {
        match key {
            "version" | "path" if is_elsewhere => {}
            "features" => add(dependency, value.as_array()?),
            _ => put(dependency, key, value),
        }
    }
    Some(())
}

/// Adds the features that are not there.
fn add(table: &mut dyn TableLike, features: &Array) {
    let listed = table.entry("features").or_insert_with(|| Item::Value(Value::Array(Array::new())));
    let Some(listed) = listed.as_array_mut() else { return };
    for feature in features.iter().filter_map(Value::as_str) {
        if !listed.iter().any(|listed| listed.as_str() == Some(feature)) {
            listed.push(feature);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::merged;

    const NEW: &str = "[package]\nname = \"a\"\nversion = \"2.0.0\"\nkeywords = [\"x\"]\n\n\
                       [dependencies]\ncallsmith-runtime = { version = \"2\", features = [\"chrono\"] }\n";

    fn dependencies(old: &str, new: &str) -> String {
        let manifest = |text: &str| format!("[package]\nname = \"a\"\n\n[dependencies]\n{text}\n");
        let merged = merged(&manifest(old), &manifest(new), &[]).expect("both are manifests");
        merged.split_once("[dependencies]\n").expect("the table stays").1.trim_end().to_owned()
    }

    #[test]
    fn edits_and_comments_stay() {
        let old = "# mine\n[package]\nname = \"b\" # the name\nversion = \"0.3.0\"\nlicense = \"MIT\"\n\n\
                   [dependencies]\n# theirs\nserde = \"1\"\ncallsmith-runtime = { version = \"1\", features = [\"blocking\"] }\n\n\
                   [dev-dependencies]\nrstest = \"1\"\n";
        let expected = old.replace(
            "{ version = \"1\", features = [\"blocking\"] }",
            "{ version = \"2\", features = [\"blocking\", \"chrono\"] }",
        );
        assert_eq!(merged(old, NEW, &[]).as_deref(), Some(&*expected));
        assert_eq!(merged(&expected, NEW, &[]), Some(expected.clone()));
        let keys = expected.replace("\"b\" # the", "\"a\" # the").replace("0.3.0", "2.0.0");
        let keys = keys.replace("license = \"MIT\"\n", "license = \"MIT\"\nkeywords = [\"x\"]\n");
        assert_eq!(merged(old, NEW, &["name", "version", "keywords"]), Some(keys));
    }

    #[test]
    fn the_source_of_the_runtime_is_that_of_the_user_where_he_has_one() {
        let new = "callsmith-runtime = { version = \"2\", features = [\"uuid\"] }";
        for (old, expected) in [
            ("callsmith-runtime = \"1\"", new),
            ("", new),
            (
                "callsmith-runtime = { path = \"../own\", version = \"1\" }",
                "callsmith-runtime = { path = \"../own\", version = \"2\" , features = [\"uuid\"] }",
            ),
            (
                "callsmith-runtime = { workspace = true }",
                "callsmith-runtime = { workspace = true , features = [\"uuid\"] }",
            ),
            (
                "callsmith-runtime.workspace = true",
                "callsmith-runtime.workspace = true\ncallsmith-runtime.features = [\"uuid\"]",
            ),
        ] {
            let merged = dependencies(old, new);
            assert_eq!(merged.replace(" ,", ","), expected.replace(" ,", ","), "{old}");
        }
    }

    #[test]
    fn features_of_the_client_are_its_own() {
        let new = format!("{NEW}\n[features]\ndefault = [\"pets\"]\npets = []\n");
        let old = "[package]\nname = \"a\"\n[dependencies]\n[features]\nmine = []\npets = [\"old\"]\n";
        let merged = merged(old, &new, &[]).expect("both are manifests");
        assert!(merged.contains("mine = []\npets = []\ndefault = [\"pets\"]\n"), "{merged}");
    }

    #[test]
    fn what_is_no_manifest_is_none() {
        for old in ["[package", "", "[dependencies]\n", "package = 1\n"] {
            assert_eq!(merged(old, NEW, &[]), None, "{old}");
        }
    }

    #[test]
    fn line_ends_stay_where_nothing_changes() {
        let old = NEW.replace('\n', "\r\n");
        assert_eq!(merged(&old, NEW, &[]).as_deref(), Some(&*old));
    }
}
