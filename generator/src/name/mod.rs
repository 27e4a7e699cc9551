//! Identifiers.
//!
//! * In: an [`Api`] and its [`Facts`].
//! * Out: [`Names`].
//! * Afterwards: every item, field, variant, method and argument has exactly one name, unique in its scope, and the
//!   same whatever the order of emission. Where two wishes collide the one that sorts first is granted, and the others
//!   get a number.

mod case;
mod decorations;
mod given;
mod items;
mod known;
mod operations;
mod patterns;
mod plural;
mod prelude;
mod scope;
mod servers;
mod signs;
mod types;
mod xml;

use std::collections::{HashMap, HashSet};

pub(crate) use decorations::Decorated;
use given::Given;
use known::Known;
pub(crate) use operations::OperationNames;
use scope::Scope;
pub(crate) use servers::{ServerNames, VariableNames};

use crate::analyze::Facts;
use crate::config::Options;
use crate::diagnostic::Diagnostics;
use crate::ir::{Api, TypeId};

/// All identifiers, without `r#`.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    /// Types, by [`TypeId`].
    pub(crate) types: Vec<String>,
    /// Fields of structs, by the index of the field; the last one is for undeclared properties.
    pub(crate) fields: HashMap<TypeId, Vec<String>>,
    /// Constants of default values, by struct and index of the field.
    pub(crate) defaults: HashMap<(TypeId, usize), String>,
    /// Variants of enums, by the index of the value; the last one of an open enum is for unknown values.
    pub(crate) variants: HashMap<TypeId, Vec<String>>,
    /// Operations, by their id.
    pub(crate) operations: Vec<OperationNames>,
    /// Modules, by group.
    pub(crate) groups: Vec<String>,
    /// Statics of security schemes, by index.
    pub(crate) schemes: Vec<String>,
    /// Setters of the builder for security schemes, by index.
    pub(crate) setters: Vec<String>,
    /// The module of the servers.
    pub(crate) server_module: String,
    /// The module of tables for XML.
    pub(crate) xml_module: String,
    /// Tables of schemas in XML, by index.
    pub(crate) xml_schemas: Vec<String>,
    /// Markers of bodies in XML, by index.
    pub(crate) xml_roots: Vec<String>,
    /// Servers, by index.
    pub(crate) servers: Vec<ServerNames>,
    /// Derives and attributes that the configuration adds, which are found by name.
    pub(crate) decorated: Decorated,
}

impl Names {
    /// Returns `true` if a name needs more than ASCII: rustc warns of letters that are easily confused with others.
    pub(crate) fn beyond_ascii(&self) -> bool {
        self.all().any(|name| !name.is_ascii())
    }

    /// Returns `true` if a name has letters without case, so that it is the same for a field and a variant.
    pub(crate) fn without_case(&self) -> bool {
        let has_case = |c: char| c.is_ascii() || !c.is_alphabetic() || !c.to_lowercase().eq(c.to_uppercase());
        self.all().any(|name| !name.chars().all(has_case))
    }

    fn all(&self) -> impl Iterator<Item = &String> {
        let fields = self.fields.values().chain(self.variants.values()).flatten();
        let operations = self.operations.iter().flat_map(|names| {
            [&names.method, &names.marker].into_iter().chain(&names.parameters).chain(&names.header_accessors)
        });
        let modules = self
            .groups
            .iter()
            .chain(&self.schemes)
            .chain(&self.setters)
            .chain(&self.xml_schemas)
            .chain(&self.xml_roots);
        let servers = self.servers.iter().flat_map(ServerNames::all);
        self.types.iter().chain(fields).chain(operations).chain(modules).chain(servers)
    }

    /// Names of the types module which hide a name that Rust programs take for granted, such as `Option`.
    pub(crate) fn taken(&self) -> HashSet<&str> {
        self.types.iter().map(String::as_str).collect()
    }
}

/// Names everything. What the configuration gives a name is granted it before all others.
pub(crate) fn name(api: &Api, facts: &Facts, options: &Options, diagnostics: &mut Diagnostics) -> Names {
    let (overrides, decorations) = (&options.name_overrides, &options.types);
    let named = overrides.iter().next().is_some() || decorations.iter().next().is_some();
    let (given, decorated) = match named {
        true => {
            let known = Known::of(api);
            let given = given::given(&known, overrides, diagnostics);
            (given, decorations::decorated(api, &known, decorations, diagnostics))
        }
        false => (Given::default(), Decorated::default()),
    };
    let operations = operations::names(api, facts, &given);
    let types = types::names(api, &given);
    prelude::report(api, &given, &types, diagnostics);
    let groups = groups(api, facts);
    let fields = types::fields(api, &given);
    let mut modules = Scope::new(groups.iter().map(String::as_str));
    Names {
        server_module: if api.servers.is_empty() { modules.take(SERVER_MODULE) } else { SERVER_MODULE.to_owned() },
        xml_module: modules.take("xml"),
        xml_schemas: xml::names(api, &given, api.xml.schemas.iter().map(|schema| &schema.hint)),
        xml_roots: xml::names(api, &given, api.xml.roots.iter().map(|root| &root.hint)),
        servers: servers::names(api),
        decorated,
        defaults: types::defaults(api, &fields),
        fields,
        variants: types::variants(api, facts, &given),
        types,
        operations,
        groups,
        schemes: schemes(api),
        setters: setters(api),
    }
}

/// The modules of operations. A tag does not take the name of the module of servers, which `Client::at` speaks of.
fn groups(api: &Api, facts: &Facts) -> Vec<String> {
    let reserved = ["types", "client", "rt", "std", "core", "alloc", "callsmith_runtime"];
    let mut scope = Scope::new(reserved.into_iter().chain((!api.servers.is_empty()).then_some(SERVER_MODULE)));
    let wishes = facts.groups.iter().map(|group| {
        let name = match &group.tag {
            Some(tag) => case::snake(tag, "group"),
            None => "operations".to_owned(),
        };
        if group.part == 0 { name } else { format!("{name}_{}", group.part + 1) }
    });
    scope.grant(wishes)
}

/// The module of the servers.
const SERVER_MODULE: &str = "servers";

fn schemes(api: &Api) -> Vec<String> {
    let mut scope = Scope::new(["API"]);
    let wish = |name: &str| case::constant(&case::snake(name, "scheme"));
    scope.grant_texts(api.security_schemes.iter().map(|scheme| (scheme.name.as_str(), wish(&scheme.name))).collect())
}

/// The setters of the builder. It has no other method that begins like them.
fn setters(api: &Api) -> Vec<String> {
    let wishes = api.security_schemes.iter().map(|scheme| (scheme.name.as_str(), case::snake(&scheme.name, "scheme")));
    Scope::default().grant_texts(wishes.collect()).into_iter().map(|name| format!("with_{name}")).collect()
}
