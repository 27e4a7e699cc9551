//! Identifiers.
//!
//! * In: an [`Api`] and its [`Facts`].
//! * Out: [`Names`].
//! * Afterwards: every item, field, variant, method and argument has exactly one name, unique in its scope, and the
//!   same whatever the order of emission. Where two wishes collide the one that sorts first is granted, and the others
//!   get a number.

mod assigned;
mod case;
mod decorations;
mod features;
mod groups;
mod items;
pub(crate) mod lock;
mod neutral;
mod operations;
mod package;
mod patterns;
mod places;
mod plural;
mod prefixes;
mod prelude;
mod scope;
mod servers;
mod shape;
mod short;
mod signs;
mod targets;
mod types;
mod words;
mod xml;

use crate::collections::{HashMap, HashSet};

use assigned::AssignedNames;
pub(crate) use case::Case;
pub(crate) use decorations::ItemDecorations;
pub(crate) use groups::GroupNames;
use groups::SERVER_MODULE;
pub(crate) use operations::OperationNames;
pub(crate) use package::from_title;
use scope::Scope;
pub(crate) use servers::{ServerNames, VariableNames};
use targets::{RustNames, TargetIndex};

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
    /// Features of a generated crate, by group; none where it has none.
    pub(crate) features: Vec<Option<String>>,
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
    pub(crate) decorated: ItemDecorations,
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
            let group = names.group.iter().flat_map(|group| [&group.accessor, &group.ty]);
            group.chain([&names.method, &names.marker]).chain(&names.parameters).chain(&names.header_accessors)
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
    let case = Case::new(overrides.compounds());
    let stripped = prefixes::stripped(api, &case, overrides, diagnostics);
    let mut assigned =
        AssignedNames { short: short::ids(api), stripped, case, place: options.methods, ..AssignedNames::default() };
    if overrides.iter().next().is_some() {
        // Everything is named twice where the configuration has names. The first round is without it, since its keys
        // may be names in Rust; the second has the names that they give.
        let plain = Items::new(api, facts, &assigned);
        let targets = TargetIndex::new(api, facts).with(api, &plain.rust());
        assigned = assigned::apply_overrides(assigned, &targets, overrides, diagnostics);
    }
    lock::keep(api, facts, &options.locked_names, &mut assigned);
    let Items { groups, operations, types, fields, variants } = Items::new(api, facts, &assigned);
    let decorated = match decorations.iter().next() {
        Some(_) => {
            let rust = RustNames { types: &types, fields: &fields, variants: &variants, operations: &operations };
            decorations::decorated(api, facts, &TargetIndex::new(api, facts).with(api, &rust), decorations, diagnostics)
        }
        None => ItemDecorations::default(),
    };
    let decorated = ItemDecorations { serde_derives: options.serde_derives.clone(), ..decorated };
    prelude::report(api, facts, &assigned, &types, diagnostics);
    let features = features::features(facts, &groups, &options.features, diagnostics);
    let mut modules = Scope::new(groups.iter().map(String::as_str));
    Names {
        server_module: if api.servers.is_empty() { modules.take(SERVER_MODULE) } else { SERVER_MODULE.to_owned() },
        xml_module: modules.take("xml"),
        xml_schemas: xml::statics(api, &assigned, api.xml.schemas.iter().map(|schema| &schema.hint)),
        xml_roots: xml::names(api, &assigned, api.xml.roots.iter().map(|root| &root.hint)),
        servers: servers::names(api, &assigned.case),
        decorated,
        defaults: types::defaults(api, &fields),
        fields,
        variants,
        types,
        operations,
        groups,
        features,
        schemes: schemes(api, &assigned),
        setters: setters(api, &assigned.case),
    }
}

/// The items that the configuration can name.
struct Items {
    /// The modules.
    groups: Vec<String>,
    operations: Vec<OperationNames>,
    types: Vec<String>,
    fields: HashMap<TypeId, Vec<String>>,
    variants: HashMap<TypeId, Vec<String>>,
}

impl Items {
    fn new(api: &Api, facts: &Facts, assigned: &AssignedNames) -> Self {
        let types = types::names(api, assigned);
        let groups = groups::modules(api, facts, assigned);
        let with_methods = groups::groups(facts, assigned, &groups, &operations::CLIENT, &operations::MODULE);
        Self {
            operations: operations::names(api, facts, assigned, &with_methods),
            fields: types::fields(api, assigned),
            variants: types::variants(api, facts, assigned, &types),
            types,
            groups,
        }
    }

    fn rust(&self) -> RustNames<'_> {
        let Self { operations, types, fields, variants, .. } = self;
        RustNames { types, fields, variants, operations }
    }
}

fn schemes(api: &Api, assigned: &AssignedNames) -> Vec<String> {
    let mut scope = Scope::new(["API"]);
    let wish = |name: &str| case::constant(&assigned.case.snake(name, "scheme"));
    let wishes = api.security_schemes.iter().map(|scheme| (scheme.name.as_str(), wish(&scheme.name))).collect();
    types::granted(Some(&assigned.schemes), wishes, &mut scope, |scope, rest| scope.grant_texts(rest))
}

/// The setters of the builder. It has no other method that begins like them.
fn setters(api: &Api, case: &Case) -> Vec<String> {
    let wishes = api.security_schemes.iter().map(|scheme| (scheme.name.as_str(), case.snake(&scheme.name, "scheme")));
    Scope::default().grant_texts(wishes.collect()).into_iter().map(|name| format!("with_{name}")).collect()
}
