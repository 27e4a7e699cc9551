//! The clients of a configuration: its tables `[[client]]`.

use std::path::{Path, PathBuf};

use super::exclusions::normal;
use super::key::{ConfigForm, ConfigKey};
use super::table::{Table, Value};
use super::{ConfigSpan, OptionError, Options, package, read};
use crate::spelling::nearest;

/// The keys of `[[client]]`, beside those of options.
pub(super) const KEYS: &[ConfigKey] = &[
    ConfigKey::within(
        "name",
        ConfigForm::Text("name"),
        "The name of the client, for `--client`, `Generator::for_client` and `include_client!`. Without it: the \
         name of the file of the document.",
        "name = \"pets\", document = \"pets.json\"",
    ),
    ConfigKey::within(
        "document",
        ConfigForm::Text("path or URL"),
        "The document. Each client has one.",
        "document = \"pets.json\"",
    )
    .required(),
    ConfigKey::within(
        "output",
        ConfigForm::Text("path"),
        "The folder of the crate, or the file of the module, that `callsmith generate` writes. Without it a build \
         script generates the client.",
        "document = \"pets.json\", output = \"clients/pets\"",
    ),
    ConfigKey::within(
        "module",
        ConfigForm::Flag,
        "One file in place of a crate. Without it: `false`.",
        "document = \"pets.json\", output = \"src/pets.rs\", module = true",
    ),
];

/// A client of a configuration: a table `[[client]]`.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ConfiguredClient {
    /// The name, which no other client of the configuration has.
    pub name: String,
    /// The path of the document as seen from the current folder, or its URL.
    pub document: String,
    /// The folder of the crate, or the file of the module, that the command writes. `None` for a client of a build script.
    pub output: Option<PathBuf>,
    /// The client is one file in place of a crate.
    pub module: bool,
    /// Its options: those for all clients, and those of its table.
    pub options: Options,
    /// The place of the document.
    span: ConfigSpan,
}

impl ConfiguredClient {
    /// Reads a table `[[client]]` of a file in a folder, on top of the options for all clients.
    pub(super) fn read(item: &Value<'_>, folder: &Path, mut options: Options) -> Result<Self, OptionError> {
        let mut table = item.table_of_array("client")?;
        let (name, output) = (table.get("name"), table.get("output"));
        let Some(document) = table.get("document") else {
            let error = OptionError::new("a client has a `document`").at(item.span());
            return Err(match misspelt(&table) {
                Some(key) => error.help(format!("did you mean `document` by `{key}`?")),
                None => error.help("write its path, relative to this file, or its URL"),
            });
        };
        let text = document.text()?;
        if !is_url(text) {
            package::file(&folder.join(text), text).map_err(|error| document.error(error))?;
        }
        let name = match &name {
            Some(name) => {
                let text = name.text()?;
                package::module_name(text).map_err(|error| name.error(error))?;
                text.to_owned()
            }
            None => default_name(text).ok_or_else(|| {
                let error = OptionError::new(format!("the client of `{text}` has no name"));
                document.error(error.help("write one that a file can have: `name = \"client\"`"))
            })?,
        };
        let module = match table.get("module") {
            Some(value) => {
                let module = value.flag()?;
                if module && output.is_none() {
                    let error = OptionError::new("`module` is for a client with an `output`").at(value.span());
                    return Err(error.help("without an `output` a build script generates the client, as a module"));
                }
                module
            }
            None => false,
        };
        let output = output.map(|value| value.path()).transpose()?.map(|path| folder.join(path));
        read::read(&mut table, folder, &mut options)?;
        read::check_overlays(&mut table, folder)?;
        table.finish()?;
        let span = document.value_span();
        let document = if is_url(text) { text.to_owned() } else { folder.join(text).to_string_lossy().into_owned() };
        Ok(Self { name, document, output, module, options, span })
    }

    /// Returns `true` if a document is that of the client.
    pub(super) fn is_of(&self, document: &str) -> bool {
        let are_files = !is_url(&self.document) && Path::new(document).is_file();
        if are_files {
            normal(Path::new(&self.document)) == normal(Path::new(document))
        } else {
            self.document == document
        }
    }

    /// Returns `true` if a path is in the folders of sources of its crate.
    fn has_source(&self, path: &Path) -> bool {
        let crate_folder = self.output.as_deref().filter(|_| !self.module).map(normal);
        crate_folder
            .is_some_and(|folder| ["src", "tests"].iter().any(|name| normal(path).starts_with(folder.join(name))))
    }

    /// Checks that the document is a file, which a build script can read.
    pub(crate) fn check_file(&self) -> Result<(), OptionError> {
        if is_url(&self.document) {
            let error = OptionError::new("a build script fetches nothing, and the document is a URL");
            return Err(error
                .at(self.span.clone())
                .help("keep the document in a file, or write an `output` for the command"));
        }
        Ok(())
    }
}

/// Refuses keys of clients at the top.
pub(super) fn check_top(table: &Table<'_>) -> Result<(), OptionError> {
    let is_key = |key: &str| KEYS.iter().any(|inner| inner.name == key);
    match table.others().into_iter().find(|(key, _)| is_key(key)) {
        Some((key, value)) => {
            let error = OptionError::new(format!("unknown key `{key}`")).at(value.span());
            Err(error.help(format!("`{key}` stands in a table `[[client]]`")))
        }
        None => Ok(()),
    }
}

/// Checks that no two clients have one name or one output.
pub(super) fn check(clients: &[ConfiguredClient]) -> Result<(), OptionError> {
    for (index, client) in clients.iter().enumerate() {
        let before = &clients[..index];
        if before.iter().any(|other| other.name == client.name) {
            let error = OptionError::new(format!("two clients are called `{}`", client.name));
            return Err(error.at(client.span.clone()).help("`name` gives another name to one of them"));
        }
        let Some(output) = &client.output else { continue };
        if before.iter().any(|other| other.output.as_deref().map(normal) == Some(normal(output))) {
            let error = OptionError::new(format!("two clients have the output `{}`", output.display()));
            return Err(error.at(client.span.clone()).help("each client has an `output` of its own"));
        }
        // A crate is written with all of its sources: those of another client there would be removed as old ones.
        if let Some(outer) = clients.iter().find(|other| other.has_source(output)) {
            let message =
                format!("the output `{}` is among the sources of the client `{}`", output.display(), outer.name);
            return Err(OptionError::new(message).at(client.span.clone()).help("write it outside of that crate"));
        }
    }
    Ok(())
}

/// The client with a name.
pub(super) fn named(clients: Vec<ConfiguredClient>, name: &str) -> Result<ConfiguredClient, OptionError> {
    let names: Vec<String> = clients.iter().map(|client| client.name.clone()).collect();
    clients.into_iter().find(|client| client.name == name).ok_or_else(|| {
        let error = OptionError::new(format!("there is no client `{name}`"));
        match nearest(name, names.iter().map(String::as_str)) {
            Some(suggestion) => error.help(format!("did you mean `{suggestion}`?")),
            None if names.is_empty() => error.help("a table `[[client]]` of the configuration makes one"),
            None => error.help(format!("clients are {}", listed(&names))),
        }
    })
}

/// The client of a document; `None` where the configuration has none.
pub(super) fn of_document(
    clients: Vec<ConfiguredClient>,
    document: &str,
) -> Result<Option<ConfiguredClient>, OptionError> {
    let mut clients: Vec<ConfiguredClient> = clients.into_iter().filter(|client| client.is_of(document)).collect();
    if clients.len() > 1 {
        let names: Vec<String> = clients.iter().map(|client| client.name.clone()).collect();
        let error = OptionError::new(format!("`{document}` is the document of the clients {}", listed(&names)));
        let error = error.at(clients[1].span.clone());
        return Err(error.help("name one: `--client NAME`, or `Generator::for_client` in a build script"));
    }
    Ok(clients.pop())
}

fn listed(names: &[String]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The key that may stand for `document`.
fn misspelt(table: &Table<'_>) -> Option<String> {
    table.entries().into_iter().map(|(key, _)| key).find(|key| nearest(key, ["document"]).is_some())
}

/// The name of the file of a document, without what follows the last dot.
fn default_name(document: &str) -> Option<String> {
    let path = document.split(['?', '#']).next().unwrap_or_default();
    let name = Path::new(path).file_stem()?.to_str()?;
    package::module_name(name).is_ok().then(|| name.to_owned())
}

fn is_url(text: &str) -> bool {
    text.contains("://")
}

#[cfg(test)]
mod tests {
    use super::default_name;

    #[test]
    fn a_client_is_called_after_its_document() {
        assert_eq!(default_name("api/pets.json").as_deref(), Some("pets"));
        assert_eq!(default_name("https://example.com/v1/orders.yaml?key=a.b").as_deref(), Some("orders"));
        assert_eq!(default_name("a b.json"), None);
        assert_eq!(default_name("https://example.com/").as_deref(), Some("example"));
    }
}
