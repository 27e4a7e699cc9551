//! Names of servers and their variables.

use super::case::Case;
use super::scope::Scope;
use crate::ir::Api;
use crate::spec::{Server, Variable};

/// Names of one server.
#[derive(Clone, Debug)]
pub(crate) struct ServerNames {
    /// The function that makes it.
    pub(crate) function: String,
    /// The type of a server with variables.
    pub(crate) ty: String,
    /// Its variables, by index.
    pub(crate) variables: Vec<VariableNames>,
}

impl ServerNames {
    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = &String> {
        let variables =
            self.variables.iter().flat_map(|names| [&names.name, &names.ty].into_iter().chain(&names.values));
        [&self.function, &self.ty].into_iter().chain(variables)
    }
}

/// Names of one variable.
#[derive(Clone, Debug)]
pub(crate) struct VariableNames {
    /// The setter or argument.
    pub(crate) name: String,
    /// The enum of its values, where they are listed.
    pub(crate) ty: String,
    /// The variants of that enum.
    pub(crate) values: Vec<String>,
}

/// Names of all servers, in the order of the document.
pub(super) fn names(api: &Api, case: &Case) -> Vec<ServerNames> {
    let functions = Scope::default().grant(api.servers.iter().map(|server| preferred_name(server, case)));
    // A tuple struct is a function too, and in a script without case both would have one name.
    let mut types = Scope::new(functions.iter().map(String::as_str).chain(["Self"]));
    let server = |(server, function): (&Server, String)| {
        let ty = types.take(&case.pascal(&function, "Server"));
        let mut setters = Scope::new(["self", "document", "into", "from", "clone", "fmt", "deref", "url"]);
        let variables = server.variables.iter().map(|variable| VariableNames {
            name: setters.take(&case.snake(&variable.name, "variable")),
            ty: types.take(&format!("{ty}{}", case.pascal(&variable.name, "Variable"))),
            values: values(variable, case),
        });
        let variables = variables.collect();
        ServerNames { function, ty, variables }
    };
    api.servers.iter().zip(functions.clone()).map(server).collect()
}

/// The wished name of a server: its name in the document, or a description as short as a name.
fn preferred_name(server: &Server, case: &Case) -> String {
    /// A longer description is no name.
    const NAME_BYTES: usize = 40;
    let described = server.description.as_deref().map(|text| text.trim().trim_end_matches('.'));
    let described = described.filter(|text| text.len() <= NAME_BYTES && !text.contains(['\n', '{', '<', '/']));
    let name = server.name.as_deref().or(described).unwrap_or("server");
    case.snake(name, "server")
}

fn values(variable: &Variable, case: &Case) -> Vec<String> {
    let mut scope = Scope::new(["Self"]);
    let wishes = variable.values.iter().map(|value| {
        let fallback = if value.is_empty() { "Empty" } else { "Value" };
        case.pascal(value, fallback)
    });
    scope.grant(wishes)
}
