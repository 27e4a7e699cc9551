//! The reference page of a configuration.

use std::fmt::Write as _;

use super::exclusions::clients_with;
use super::key::{ConfigKey, ConfigScope};
use super::schema::config_keys;

const HEAD: &str = "\
# Keys of a configuration

Each key of `callsmith.toml` and `[package.metadata.callsmith]`. [configuration.md](configuration.md) explains where they stand and how they
count. [callsmith.schema.json](callsmith.schema.json) is their JSON Schema, which `callsmith schema` prints.

* An operation is named by its `operationId`, by its method and path (`POST /score`), or by its JSON Pointer. In the first two, `*` stands for
  any text.
* A schema is named by its name (`Pet`), by its JSON Pointer in the document (`\"#/components/schemas/Pet\"`), or as a property (`Pet.name`).
  Values of an enum are named as they are on the wire (`Status.in-progress`). `Pet.name = \"…\"` and `\"Pet.name\" = \"…\"` mean the same.
* The command sets each option by `--set KEY=VALUE`, such as `--set closed-enums=true`. Generators set it by `Generator::set(\"closed-enums = true\")`,
  or by the field of `Options`. Where a key has a flag or a method of its own, it is named.

<!-- Written by a test from the keys. -->
";

/// A page in Markdown: a section for each key, with its form, default, places, example, flags and methods.
#[must_use]
pub fn config_reference() -> String {
    let mut keys = config_keys();
    keys.sort_by_key(|key| key.name);
    let mut text = HEAD.to_owned();
    text.push_str("\n| key | value | default |\n|---|---|---|\n");
    for key in &keys {
        let default = if key.default.is_empty() { "none" } else { key.default };
        writeln_to(
            &mut text,
            &format!("| [`{}`](#{}) | {} | {default} |", key.name, key.name, cell(&key.form.description())),
        );
    }
    keys.iter().for_each(|key| section(&mut text, key));
    text
}

fn section(text: &mut String, key: &ConfigKey) {
    writeln_to(text, &format!("\n## {}\n\n{}\n", key.name, key.documentation()));
    let place = match key.scope {
        ConfigScope::Everywhere => "at the top, and in `[[client]]`",
        ConfigScope::Top => "at the top",
        ConfigScope::Package => "in `[package.metadata.callsmith]`",
        ConfigScope::Within => "in the table",
    };
    writeln_to(text, &format!("* Value: {}", key.form.description()));
    if !key.default.is_empty() {
        writeln_to(text, &format!("* Default: {}", key.default));
    }
    writeln_to(text, &format!("* Place: {place}"));
    if let Some(clients) = clients_with(key.name) {
        writeln_to(text, &format!("* Clients: {clients}"));
    }
    let flags: Vec<String> = key.flags.iter().map(|flag| format!("`{flag}`")).collect();
    if !flags.is_empty() {
        writeln_to(text, &format!("* Command: {}", flags.join(", ")));
    }
    let methods = key.methods.iter().map(|method| format!("`Generator::{method}`"));
    let fields = key.field.iter().map(|field| format!("`Options::{field}`"));
    let rust: Vec<String> = methods.chain(fields).collect();
    if !rust.is_empty() {
        writeln_to(text, &format!("* Rust: {}", rust.join(", ")));
    }
    writeln_to(text, &format!("\n```toml\n{}\n```", key.example));
    if !key.keys().is_empty() {
        text.push_str("\n| key | value | meaning | example |\n|---|---|---|---|\n");
        for inner in key.keys() {
            let cells = [
                format!("`{}`", inner.name),
                cell(&inner.form.description()),
                cell(&inner.documentation()),
                format!("`{}`", inner.example),
            ];
            writeln_to(text, &format!("| {} |", cells.join(" | ")));
        }
    }
}

/// A text as a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn writeln_to(text: &mut String, line: &str) {
    // Writing to a text does not fail.
    let _ = writeln!(text, "{line}");
}
