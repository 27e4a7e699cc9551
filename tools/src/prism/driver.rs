//! The program that makes calls, written from what `callsmith inspect --format json` prints.

use std::fmt::Write as _;

use serde::Deserialize;

/// The program text of a client, as far as calls need it.
#[derive(Clone, Debug, Deserialize)]
pub struct ClientSummary {
    /// The operations.
    pub operations: Vec<OperationSummary>,
    /// The types.
    pub types: Vec<TypeSummary>,
    /// The security schemes.
    pub security: Vec<SchemeSummary>,
}

/// A security scheme.
#[derive(Clone, Debug, Deserialize)]
pub struct SchemeSummary {
    /// Its name.
    pub name: String,
    /// The part of the text for calls on the wire.
    pub kind: String,
    /// The name of the header, parameter or cookie of an API key.
    pub parameter: Option<String>,
}

/// An operation.
#[derive(Clone, Debug, Deserialize)]
pub struct OperationSummary {
    /// Its name.
    pub id: String,
    /// The HTTP method.
    pub method: String,
    /// The path template.
    pub path: String,
    /// The method of the client.
    pub rust: String,
    /// The module of the operation.
    pub module: String,
    /// The struct of the required parameters, where they are one argument.
    pub arguments: Option<String>,
    /// The parameters in the order of the arguments.
    pub parameters: Vec<ParameterSummary>,
    /// The body.
    pub body: Option<BodySummary>,
    /// The security requirements.
    pub security: Vec<Vec<String>>,
}

/// A parameter.
#[derive(Clone, Debug, Deserialize)]
pub struct ParameterSummary {
    /// The name on the wire.
    pub name: String,
    /// The place in the request.
    #[serde(rename = "in")]
    pub place: String,
    /// `true` if every call has it.
    pub required: bool,
    /// The name of the argument.
    pub argument: Option<String>,
    /// The name of the setter.
    pub setter: Option<String>,
    /// The type of its value.
    #[serde(rename = "type")]
    pub ty: String,
    /// The type of the argument.
    pub passed_as: String,
}

/// A body.
#[derive(Clone, Debug, Deserialize)]
pub struct BodySummary {
    /// The media type it is sent as.
    pub media_type: String,
    /// `true` if every call has it.
    pub required: bool,
    /// The type of its value.
    #[serde(rename = "type")]
    pub ty: String,
    /// The type of the argument.
    pub passed_as: String,
    /// The setter, where it is no argument.
    pub setter: Option<String>,
}

/// A type.
#[derive(Clone, Debug, Deserialize)]
pub struct TypeSummary {
    /// Its path.
    pub rust: String,
    /// The fields of a struct.
    #[serde(default)]
    pub fields: Vec<FieldSummary>,
}

/// A field of a struct.
#[derive(Clone, Debug, Deserialize)]
pub struct FieldSummary {
    /// The name on the wire; none is the map of what is not declared.
    pub name: Option<String>,
    /// The name in Rust.
    pub rust: String,
    /// The type.
    #[serde(rename = "type")]
    pub ty: String,
}

// Written from what `callsmith inspect` prints and not from the generator, so that what is called is what users can
// see.
/// The library that calls each operation of a client: a function for each, and a table of them.
#[must_use]
pub fn library(client: &str, inspection: &ClientSummary) -> String {
    let krate = client.replace('-', "_");
    let mut out = format!(
        "#![allow(deprecated, unused_imports, unused_variables, non_snake_case)]\n\n\
         use callsmith_runtime::v1 as rt;\n\
         use calls::{{StartedCall, Run, Values}};\n\
         use {krate}::{{Client, types}};\n\n"
    );
    if inspection.types.is_empty() {
        out = out.replace(&format!("use {krate}::{{Client, types}};"), &format!("use {krate}::Client;"));
    }
    for (index, operation) in inspection.operations.iter().enumerate() {
        out.push_str(&function(&krate, index, operation, inspection));
    }
    let rows: String = (0..inspection.operations.len()).map(|index| format!("    call_{index},\n")).collect();
    let _ = write!(
        out,
        "const OPERATIONS: &[fn(&Client, &Values) -> StartedCall] = &[\n{rows}];\n\n\
         pub fn run(run: &Run) {{\n    \
         let client = Client::builder(run.base_url()){}\n        \
         .timeout(std::time::Duration::from_secs(20)).service(run.transport()).build().expect(\"valid settings\");\n    \
         run.all(&client, OPERATIONS);\n}}\n",
        credentials(inspection)
    );
    out
}

/// The setters of the credentials that the document has a place for: one for each scheme, and one for each place where no operation chooses.
fn credentials(inspection: &ClientSummary) -> String {
    let is_required =
        inspection.operations.iter().flat_map(|operation| &operation.security).any(|needed| !needed.is_empty());
    let is_in_header = |scheme: &SchemeSummary| {
        let parameter = scheme.parameter.as_deref().unwrap_or_default();
        scheme.kind != "api-key" || parameter.eq_ignore_ascii_case("authorization")
    };
    let mut setters = String::new();
    let mut is_taken = false;
    for scheme in inspection.security.iter().filter(|scheme| scheme.kind != "mutual-tls") {
        if is_in_header(scheme) && !is_required && std::mem::replace(&mut is_taken, true) {
            continue;
        }
        let value = match scheme.kind.as_str() {
            "bearer" => "bearer(\"token\")",
            "basic" => "basic(\"user\", \"password\")",
            _ => "api_key(\"key\")",
        };
        let _ = write!(setters, ".credential({:?}, callsmith_runtime::Credential::{value})", scheme.name);
    }
    setters
}

/// The function of one operation.
fn function(krate: &str, index: usize, operation: &OperationSummary, inspection: &ClientSummary) -> String {
    let mut out = format!(
        "// {} {}\nfn call_{index}(client: &Client, values: &Values) -> StartedCall {{\n",
        operation.method, operation.path
    );
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let Some(name) = &parameter.argument else { continue };
        let argument_form = argument_form(&parameter.ty, &parameter.passed_as, &format!("p{index}"));
        let _ = writeln!(out, "    let p{index} = values.parameter::<{}>({index})?;", argument_form.decoded);
        match operation.arguments {
            Some(_) => fields.push(format!("{name}: {}", argument_form.expression)),
            None => arguments.push(argument_form.expression),
        }
    }
    if let Some(name) = &operation.arguments {
        arguments.push(format!("{krate}::{}::{name} {{ {} }}", operation.module, fields.join(", ")));
    }
    let method = operation.rust.trim_start_matches("Client::");
    let without = format!("client.{method}({})", arguments.join(", "));
    match &operation.body {
        None => drop(writeln!(out, "    let call = {without};")),
        Some(body) if body.setter.is_some() => {
            let (prepare, expression) = self::body(body, inspection);
            let setter = body.setter.as_deref().unwrap_or_default();
            let with = format!("{{ {prepare} {without}.{setter}({expression}) }}");
            let _ = writeln!(out, "    let call = if values.has_body() {with} else {{ {without} }};");
        }
        Some(body) => {
            let (prepare, expression) = self::body(body, inspection);
            arguments.push(expression);
            let with = format!("{{ {prepare} client.{method}({}) }}", arguments.join(", "));
            let _ = writeln!(out, "    let call = {with};");
        }
    }
    for (index, parameter) in operation.parameters.iter().enumerate() {
        let Some(setter) = &parameter.setter else { continue };
        let argument_form = argument_form(&parameter.ty, &parameter.passed_as, "value");
        let _ = writeln!(
            out,
            "    let call = match values.optional::<{}>({index})? {{ Some(value) => call.{setter}({}), None => call }};",
            argument_form.decoded, argument_form.expression
        );
    }
    out.push_str("    calls::begin(call)\n}\n\n");
    out
}

/// The argument of a value: the type that is read from JSON, and the expression.
struct ArgumentForm {
    decoded: String,
    expression: String,
}

fn argument_form(ty: &str, passed_as: &str, name: &str) -> ArgumentForm {
    let (ty, passed_as) = (runtime(ty), runtime(passed_as));
    let (decoded, expression) = match passed_as.strip_prefix('&') {
        Some("str") => ("String".to_owned(), format!("&{name}")),
        Some("[impl rt::TextValue]") => ("Vec<String>".to_owned(), format!("&{name}")),
        Some("[&str]") => {
            ("Vec<String>".to_owned(), format!("&{name}.iter().map(String::as_str).collect::<Vec<&str>>()"))
        }
        Some(slice) if slice.starts_with('[') && ty.contains("Quoted") => {
            (ty, format!("&{name}.iter().map(|item| item.0).collect::<Vec<_>>()"))
        }
        Some(slice) if slice.starts_with('[') => {
            (format!("Vec<{}>", slice.trim_matches(['[', ']'])), format!("&{name}"))
        }
        Some(borrowed) => (borrowed.to_owned(), format!("&{name}")),
        None if ty.contains("Quoted") => (ty, format!("{name}.0")),
        None => (passed_as, name.to_owned()),
    };
    ArgumentForm { decoded, expression }
}

/// The statements that prepare the value of a body, and the expression of the argument.
fn body(body: &BodySummary, inspection: &ClientSummary) -> (String, String) {
    if body.passed_as == "callsmith_runtime::Body" {
        return ("let b = values.bytes()?.into();".to_owned(), "b".to_owned());
    }
    if let Some(item) = body.passed_as.strip_prefix("callsmith_runtime::BodyItems<") {
        let item = runtime(item.strip_suffix('>').unwrap_or(item));
        return (format!("let b = values.items::<{item}>()?.into();"), "b".to_owned());
    }
    let fields = inspection.types.iter().find(|ty| ty.rust == body.ty).map(|ty| &ty.fields);
    if let Some(fields) = fields.filter(|fields| fields.iter().any(is_file)) {
        let fields: Vec<String> = fields.iter().map(field).collect();
        return (format!("let b = {} {{ {} }};", body.ty, fields.join(", ")), "&b".to_owned());
    }
    let argument_form = argument_form(&body.ty, &body.passed_as, "b");
    (format!("let b = values.body::<{}>()?;", argument_form.decoded), argument_form.expression)
}

fn is_file(field: &FieldSummary) -> bool {
    field.ty.contains("callsmith_runtime::File")
}

/// A field of a body with files, which cannot be read from JSON.
fn field(field: &FieldSummary) -> String {
    match &field.name {
        Some(name) if is_file(field) => format!("{}: values.file({name:?})?", field.rust),
        Some(name) => format!("{}: values.property::<{}>({name:?})?", field.rust, runtime(&field.ty)),
        None => format!("{}: Default::default()", field.rust),
    }
}

/// Types of the runtime by the module where generated code finds them.
fn runtime(ty: &str) -> String {
    let marked = ty.replace("::callsmith_runtime::", "::\0::");
    marked.replace("callsmith_runtime::", "rt::").replace("::\0::", "::callsmith_runtime::")
}

#[cfg(test)]
mod tests {
    use super::{ClientSummary, library};
    use crate::corpus::repository;

    #[test]
    fn a_function_for_each_operation() {
        let generated =
            callsmith::Generator::new(repository().join("fixtures/golden/parameters.yaml")).generate().unwrap();
        let inspection: ClientSummary =
            serde_json::from_value(serde_json::to_value(generated.inspect()).unwrap()).unwrap();
        let text = library("parameters-client", &inspection);
        for line in [
            "use parameters_client::Client;",
            "    let p0 = values.parameter::<String>(0)?;",
            "    let p1 = values.parameter::<i64>(1)?;",
            "    let call = client.get_book(&p0, p1);",
            "    let call = match values.optional::<String>(2)? { Some(value) => call.q(&value), None => call };",
        ] {
            assert!(text.contains(line), "{line}\n{text}");
        }
    }

    #[test]
    fn items_of_a_body_are_a_list() {
        let generated =
            callsmith::Generator::new(repository().join("fixtures/golden/streams.yaml")).generate().unwrap();
        let inspection: ClientSummary =
            serde_json::from_value(serde_json::to_value(generated.inspect()).unwrap()).unwrap();
        let text = library("streams-client", &inspection);
        let line = "let b = values.items::<types::Line>()?.into();";
        assert!(text.contains(line), "{line}\n{text}");
    }
}
