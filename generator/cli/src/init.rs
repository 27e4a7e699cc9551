//! `callsmith init`: a configuration to begin with.

use std::fs;
use std::path::Path;

use callsmith::{ConfigKey, ConfigScope, config_keys, config_schema};

use crate::args::{InitArgs, is_url};
use crate::console::Console;
use crate::failure::Failure;
use crate::options::CONFIG;
use crate::plan::Change;
use crate::write::write;

/// The JSON Schema beside the configuration.
const SCHEMA: &str = "callsmith.schema.json";

const HEAD: &str = "\
# Options of Callsmith. A line that begins with `#` and a key is one to switch on: remove its `#`.
# Options at the top are for all clients, and each client has more in its table at the end.
";

// In the order of a file: keys of the top come before the first table. They may all be switched on together.
/// The keys that documents need most often.
const KEYS: [&str; 15] = [
    "keep-going",
    "validate",
    "closed-enums",
    "exact-numbers",
    "integers-as-doubles",
    "double-encoded",
    "non-finite-numbers",
    "methods",
    "deny",
    "select",
    "override",
    "formats",
    "names",
    "types",
    "pagination",
];

/// Writes the configuration and its schema.
pub(crate) fn run(args: &InitArgs, console: &Console) -> Result<(), Failure> {
    let document = args.document.as_deref();
    if let Some(path) = document.filter(|document| !is_url(document) && !Path::new(document).is_file()) {
        let help = "name a file or an http(s) URL; without DOCUMENT the client is a comment";
        return Err(Failure::usage_with_help(format!("there is no file `{path}`"), help));
    }
    let files = [(CONFIG, configuration(document)), (SCHEMA, config_schema())];
    let mut changes = Vec::new();
    for (name, text) in files {
        let old = fs::read_to_string(name).ok();
        // A link that leads nowhere is something that is there, too.
        let is_there = fs::symlink_metadata(name).is_ok();
        if is_there && old.as_deref() != Some(text.as_str()) && !args.force {
            return Err(Failure::usage_with_help(format!("`{name}` exists already"), "`--force` replaces it"));
        }
        changes.push(Change { path: name.into(), old, new: Some(text) });
    }
    let folder = Path::new(".");
    write(folder, &changes).map_err(|error| Failure::file("write to", folder, &error))?;
    let next = match document {
        Some(_) => "`callsmith generate` writes its client".to_owned(),
        None => format!("name a document in {CONFIG}, and `callsmith generate` writes its client"),
    };
    let text = format!("wrote {CONFIG} and {SCHEMA}; {next}");
    console.done(&text, console.message().plain(&text));
    Ok(())
}

/// The text of the configuration.
fn configuration(document: Option<&str>) -> String {
    let mut text = format!("#:schema ./{SCHEMA}\n{HEAD}");
    let keys = config_keys();
    for key in KEYS.iter().filter_map(|name| keys.iter().find(|key| key.name == *name)) {
        text.push('\n');
        text.push_str(&documentation(key));
        key.example.lines().for_each(|line| text.push_str(&format!("#{line}\n")));
    }
    for key in keys.iter().filter(|key| key.scope == ConfigScope::Top) {
        text.push('\n');
        text.push_str(&documentation(key));
        let (mark, document) = match document {
            Some(document) => ("", document),
            None => ("#", "openapi.json"),
        };
        let document = toml::Value::String(document.to_owned());
        text.push_str(&format!("{mark}[[client]]\n{mark}document = {document}\n{mark}output = \"client\"\n"));
    }
    text
}

/// The first sentence of the documentation, as comments.
fn documentation(key: &ConfigKey) -> String {
    let documentation = key.documentation();
    let sentence = documentation.split_inclusive(". ").next().unwrap_or_default().trim();
    let mut text = String::new();
    let mut line = "#".to_owned();
    for word in sentence.split(' ') {
        if line.chars().count() + word.chars().count() > 98 {
            text.push_str(&format!("{line}\n"));
            line = "#".to_owned();
        }
        line.push(' ');
        line.push_str(word);
    }
    text + &format!("{line}\n")
}

#[cfg(test)]
mod tests {
    use callsmith::{Options, config_keys};

    use super::{KEYS, configuration};

    /// The configuration with all keys switched on.
    fn without_marks(document: Option<&str>) -> String {
        let text = configuration(document);
        let lines = text.lines().map(|line| match line.strip_prefix('#') {
            Some(rest) if !rest.starts_with([' ', ':']) => rest,
            _ => line,
        });
        lines.fold(String::new(), |text, line| text + line + "\n")
    }

    #[test]
    fn all_keys_can_be_switched_on() {
        for document in [None, Some("a \"b\".json")] {
            let text = without_marks(document);
            let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
            for name in KEYS {
                assert!(table.contains_key(name), "{name}\n{text}");
            }
            let client = &table["client"][0];
            assert_eq!(client["document"].as_str(), Some(document.unwrap_or("openapi.json")));
            // The options without the client, which is a table of the file alone.
            let (options, _) = text.split_once("[[client]]").expect("it has a client");
            let options = Options::from_toml(options).unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert!(options.validate && options.keep_going && !options.pagination.is_empty());
        }
    }

    #[test]
    fn a_configuration_begins_with_no_option() {
        let table: toml::Table = configuration(None).parse().expect("it is TOML");
        assert!(table.is_empty(), "{table}");
        let table: toml::Table = configuration(Some("pets.json")).parse().expect("it is TOML");
        assert_eq!(table.keys().collect::<Vec<_>>(), ["client"]);
    }

    #[test]
    fn the_keys_are_keys() {
        let keys = config_keys();
        for name in KEYS {
            assert!(keys.iter().any(|key| key.name == name), "{name}");
        }
    }
}
