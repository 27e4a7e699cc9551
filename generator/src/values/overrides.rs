//! Types of the configuration in place of schemas and formats.

use crate::collections::HashMap;
use std::collections::BTreeSet;

use super::scalar::Scalars;
use crate::amend::Keys;
use crate::compose::Composed;
use crate::config::{Formats, Options, optional_type};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Origin, SchemaId, SpanTarget};
use crate::grammar::nearest;
use crate::ir::Type;
use crate::schema::SchemaTable;
use crate::spec::{Field, Keyword, Members as _};

/// The types of the schemas that the configuration names. `Option<T>` of a property is a `T` that may be absent, which the
/// schema around it says already.
pub(super) fn of_schemas(
    options: &Options,
    composed: &Composed,
    diagnostics: &mut Diagnostics,
) -> HashMap<SchemaId, Type> {
    let mut foreign = HashMap::default();
    let mut keys_of: HashMap<SchemaId, &str> = HashMap::default();
    of_document(options, composed, diagnostics, &mut foreign);
    if options.type_overrides.iter().next().is_none() {
        return foreign;
    }
    let keys = Keys::new(&composed.schemas, &composed.pointers);
    let nullable: BTreeSet<SchemaId> =
        options.nullable.iter().filter_map(|(key, _)| keys.find(key)).map(|matched| matched.schema).collect();
    for (key, setting) in options.type_overrides.iter() {
        let rust = &setting.value;
        let Some(matched) = keys.find(key) else {
            diagnostics.push(keys.unknown(key, &format!("to replace with `{rust}`")).at_option(&setting.span));
            continue;
        };
        if let Some(other) = keys_of.insert(matched.schema, key) {
            let message = format!("`{other}` and `{key}` name the same schema, so `{rust}` has no effect");
            diagnostics.push(Diagnostic::idle_option(message).at_option(&setting.span));
            continue;
        }
        let optional = optional_type(rust).filter(|_| matched.property.is_some());
        let ty = Type::Foreign(optional.unwrap_or_else(|| rust.to_owned()));
        foreign.insert(matched.schema, if nullable.contains(&matched.schema) { ty.nullable() } else { ty });
    }
    foreign
}

/// The types that the document names for schemas (`x-rust-type`), of the crates that the configuration lets in.
fn of_document(
    options: &Options,
    composed: &Composed,
    diagnostics: &mut Diagnostics,
    foreign: &mut HashMap<SchemaId, Type>,
) {
    let mut crates: BTreeSet<String> = BTreeSet::new();
    let mut reported: BTreeSet<String> = BTreeSet::new();
    let mut seen: BTreeSet<Origin> = BTreeSet::new();
    for id in composed.schemas.ids() {
        let Some(node) = &composed.schemas.get(id).annotations.rust_type else { continue };
        // Schemas that were made of one share its node, whose fault is told once.
        let is_first = seen.insert(node.origin);
        match RustType::read(node) {
            Err(reason) if is_first => {
                let message = format!("`{}` {reason}", Keyword::RustType);
                let diagnostic = Diagnostic::warning(Code::InvalidValue, message).at(node.origin, SpanTarget::Value);
                diagnostics.push(diagnostic.with_note("the type is made of the schema"));
            }
            Err(_) => {}
            Ok(RustType { of, path }) if options.rust_types.has_all() || options.rust_types.names().has(&of) => {
                foreign.insert(id, Type::Foreign(path));
                crates.insert(of);
            }
            Ok(RustType { of, path }) => {
                if is_first {
                    let message = format!("the client does not use the type `{path}`");
                    let note = Diagnostic::note(Code::Unsupported, message).at(node.origin, SpanTarget::Key);
                    let note = note.with_note("the type is made of the schema");
                    diagnostics.push(
                        note.help(format!("`rust-types = [\"{of}\"]` in callsmith.toml uses the types of that crate")),
                    );
                }
                reported.insert(of);
            }
        }
    }
    for (name, span) in options.rust_types.names().iter().filter(|(name, _)| !crates.contains(*name)) {
        let message = format!("no schema has a type of the crate `{name}`");
        let suggestion = nearest(name, reported.iter().map(String::as_str));
        diagnostics.push(Diagnostic::unknown_option(name, message, suggestion).at_option(span));
    }
}

/// A type of a crate: `{ "crate": "pets", "version": "1.0", "path": "pets::Pet" }`.
struct RustType {
    of: String,
    path: String,
}

impl RustType {
    /// Reads the value of the extension, or says what is wrong with it.
    fn read(node: &Node) -> Result<Self, String> {
        let text = |field: Field| {
            let text = node.text(field).map(str::trim).filter(|text| !text.is_empty());
            text.ok_or_else(|| format!("has no text `{field}`: `crate`, `version` and `path` make a type"))
        };
        let (of, path) = (text(Field::Crate)?, text(Field::DottedPath)?);
        text(Field::Version)?;
        if node.member(Field::Parameters).is_some_and(|list| list.as_array().is_none_or(|list| !list.is_empty())) {
            return Err("has `parameters`, which are not read".to_owned());
        }
        let of_crate = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let mut segments = path.strip_prefix("::").unwrap_or(path).split("::");
        let is_of_crate = segments.next() == Some(of.replace('-', "_").as_str());
        let rest: Vec<&str> = segments.collect();
        // The path is printed into the client. Each segment has to be a name, so that no document writes code.
        let is_name = |name: &&str| syn::parse_str::<syn::Ident>(name).is_ok();
        if !of.chars().all(of_crate) || !is_of_crate || rest.is_empty() || !rest.iter().all(is_name) {
            return Err(format!(
                "names no type of the crate `{of}`: a path begins with it, as `{}::Type`",
                of.replace('-', "_")
            ));
        }
        Ok(Self { of: of.to_owned(), path: format!("::{}::{}", of.replace('-', "_"), rest.join("::")) })
    }
}

/// Names the formats of the configuration that neither the specifications nor the document know.
pub(super) fn check_formats(formats: &Formats, schemas: &SchemaTable, diagnostics: &mut Diagnostics) {
    let unknown: Vec<_> = formats.iter().filter(|(format, _)| !Scalars::is_known(format)).collect();
    if unknown.is_empty() {
        return;
    }
    let used: BTreeSet<&str> = schemas.ids().filter_map(|id| schemas.get(id).format_name()).collect();
    for (format, setting) in unknown.into_iter().filter(|(format, _)| !used.contains(format)) {
        let message = format!("no schema has the format `{format}` to replace with `{}`", setting.value);
        let suggestion = nearest(format, used.iter().copied().chain(Scalars::format_names()));
        diagnostics.push(Diagnostic::unknown_option(format, message, suggestion).at_option(&setting.span));
    }
}

#[cfg(test)]
mod tests {
    use crate::{Generator, Options};

    const DOCUMENT: &str = r##"{"openapi": "3.0.3", "info": {"title": "pets", "version": "1"}, "paths": {"/pets": {"get": {
        "operationId": "list", "responses": {"200": {"description": "", "content": {"application/json": {
            "schema": {"$ref": "#/components/schemas/Pet"}}}}}}}},
        "components": {"schemas": {"Pet": {"type": "object", "properties": {
            "name": {"type": "string", "x-rust-type": {"crate": "pet-names", "version": "1.2", "path": "pet_names::of::Name"}},
            "toys": {"type": "array", "items": {"type": "string", "x-rust-type": {"crate": "toys", "version": "*", "path": "::toys::Toy"}}},
            "born": {"type": "string", "x-rust-type": {"crate": "toys", "version": "1", "path": "toys::Day"}}
        }}}}}"##;

    fn client(toml: &str) -> Result<String, String> {
        let options = Options::from_toml(toml).map_err(|error| error.to_string())?;
        let client = Generator::from_text("pets.json", DOCUMENT).options(options).generate();
        client.map(|client| client.module()).map_err(|error| error.to_string())
    }

    #[test]
    fn types_of_crates_that_are_let_in_are_used() {
        for (toml, [name, toys, born]) in [
            ("", ["Option<String>", "Option<Vec<String>>", "Option<String>"]),
            (
                "rust-types = [\"pet-names\"]",
                ["Option<::pet_names::of::Name>", "Option<Vec<String>>", "Option<String>"],
            ),
            ("rust-types = true", ["Option<::pet_names::of::Name>", "Option<Vec<::toys::Toy>>", "Option<::toys::Day>"]),
            // The configuration goes before the document.
            (
                "rust-types = [\"toys\"]\noverride.Pet.born = \"u8\"",
                ["Option<String>", "Option<Vec<::toys::Toy>>", "Option<u8>"],
            ),
        ] {
            let module = client(toml).unwrap();
            for field in [format!("name: {name}"), format!("toys: {toys}"), format!("born: {born}")] {
                assert!(module.contains(&field), "{toml}: {field}\n{module}");
            }
        }
        let error = client("rust-types = [\"toy\"]").unwrap_err();
        assert!(error.contains("no schema has a type of the crate `toy`") && error.contains("`toys`"), "{error}");
    }
}
