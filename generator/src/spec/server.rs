//! Addresses of a service.

/// A server that the document names (OAS 3.1.1, "Server Object").
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Server {
    /// The URL; `{name}` stands for a variable.
    pub(crate) url: String,
    /// The name in the document, if it has one.
    pub(crate) name: Option<String>,
    /// The description in the document, in Markdown.
    pub(crate) description: Option<String>,
    /// The variables of the URL, in its order.
    pub(crate) variables: Vec<Variable>,
}

/// A variable of a server (OAS 3.1.1, "Server Variable Object").
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Variable {
    /// The name in the URL.
    pub(crate) name: String,
    /// The value where the user gives none, if the document has one.
    pub(crate) default: Option<String>,
    /// The values that are allowed; any value, where the list is empty.
    pub(crate) values: Vec<String>,
    /// The description in the document, in Markdown.
    pub(crate) description: Option<String>,
}

impl Server {
    /// Returns `true` if the URL is relative to the address of the document.
    pub(crate) fn is_relative(&self) -> bool {
        // A variable at the beginning may stand for all that comes before the path.
        !self.url.starts_with('{') && !self.url.contains("://")
    }

    /// The URL with the defaults of its variables; `None` where one of them has none.
    pub(crate) fn with_defaults(&self) -> Option<String> {
        let mut url = self.url.clone();
        for variable in &self.variables {
            url = url.replace(&format!("{{{}}}", variable.name), variable.default.as_ref()?);
        }
        Some(url)
    }
}
