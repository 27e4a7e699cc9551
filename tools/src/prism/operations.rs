//! The parameters, bodies and responses of an operation, as the document has them: where their schemas are.

use serde_json::Value;

use crate::roundtrip::documents::{Address, Documents};

/// An operation.
#[derive(Clone, Debug, Default)]
pub struct Operation {
    /// Its parameters, those of the path item included.
    pub parameters: Vec<Parameter>,
    /// The media types of the body, each with its schema, where it has one.
    pub bodies: Vec<(String, Option<Address>)>,
    /// The media types that a body may have.
    pub consumes: Vec<String>,
    /// The properties of a form of Swagger 2.0.
    pub form: Vec<Parameter>,
    /// The statuses of its responses, as they are written.
    pub statuses: Vec<String>,
    /// The responses: the status as it is written, the media type, and the schema.
    pub responses: Vec<Response>,
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// `path`, `query`, `header`, `cookie` or `formData`.
    pub place: String,
    /// `true` if it has to be there.
    pub required: bool,
    /// The place of its schema; in Swagger 2.0 a parameter is one itself.
    pub schema: Option<Address>,
}

/// A response.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status as it is written: `200`, `2XX` or `default`.
    pub status: String,
    /// The media type; in Swagger 2.0 a response has none of its own.
    pub media_type: Option<String>,
    /// The place of its schema.
    pub schema: Address,
}

impl Operation {
    /// The operation with a path and a method. The item of the path may be in another file.
    pub fn find(documents: &mut Documents, path: &str, method: &str) -> Option<Self> {
        let items = ["/paths", "/x-ms-paths"].map(|list| follow(documents, Address::root(list)).within(path));
        let item = items.into_iter().find(|item| documents.get(item).is_some())?;
        let item = follow(documents, item);
        let at = follow(documents, item.within(&method.to_ascii_lowercase()));
        documents.get(&at)?;
        let mut operation = Self::default();
        let mut bodies = Vec::new();
        for list in [at.within("parameters"), item.within("parameters")] {
            let count = documents.get(&list).and_then(Value::as_array).map_or(0, Vec::len);
            for index in 0..count {
                let at = follow(documents, list.within(&index.to_string()));
                operation.parameter(documents, &at, &mut bodies);
            }
        }
        operation.bodies(documents, &at, &bodies);
        operation.responses(documents, &at);
        Some(operation)
    }

    fn parameter(&mut self, documents: &Documents, at: &Address, bodies: &mut Vec<Address>) {
        let text = |key: &str| documents.get(&at.within(key)).and_then(Value::as_str).map(str::to_owned);
        let (Some(name), Some(place)) = (text("name"), text("in")) else { return };
        let schema = at.within("schema");
        if place == "body" {
            bodies.push(schema);
            return;
        }
        let content = first(documents, &at.within("content")).map(|(_, entry)| entry.within("schema"));
        let schema = if documents.is_v2() {
            Some(at.clone())
        } else {
            [Some(schema), content].into_iter().flatten().find(|place| documents.get(place).is_some())
        };
        let required = documents.get(&at.within("required")) == Some(&Value::Bool(true)) || place == "path";
        let parameter = Parameter { name, place, required, schema };
        let parameters = self.parameters.iter().chain(&self.form);
        // Those of the operation come first.
        if parameters.clone().any(|parameters| parameters.name == parameter.name && parameters.place == parameter.place)
        {
            return;
        }
        if parameter.place == "formData" { self.form.push(parameter) } else { self.parameters.push(parameter) }
    }

    fn bodies(&mut self, documents: &mut Documents, at: &Address, bodies: &[Address]) {
        if documents.is_v2() {
            let types = words(documents, &[at.within("consumes"), Address::root("/consumes")]);
            self.consumes.clone_from(&types);
            for media_type in types {
                self.bodies.extend(bodies.first().map(|schema| (media_type, Some(schema.clone()))));
            }
            if self.bodies.is_empty() {
                self.bodies.extend(bodies.first().map(|schema| ("application/json".to_owned(), Some(schema.clone()))));
            }
            return;
        }
        let body = follow(documents, at.within("requestBody"));
        for (media_type, entry) in entries(documents, &body.within("content")) {
            let schema = Some(entry.within("schema")).filter(|schema| documents.get(schema).is_some());
            self.consumes.push(media_type.clone());
            self.bodies.push((media_type, schema));
        }
    }

    fn responses(&mut self, documents: &mut Documents, at: &Address) {
        for (status, response) in entries(documents, &at.within("responses")) {
            if !status.starts_with("x-") {
                self.statuses.push(status.clone());
            }
            let response = follow(documents, response);
            let contents = entries(documents, &response.within("content"));
            let contents = contents.into_iter().map(|(media_type, entry)| (Some(media_type), entry));
            for (media_type, entry) in contents.chain([(None, response)]) {
                let schema = entry.within("schema");
                if documents.get(&schema).is_some() {
                    self.responses.push(Response { status: status.clone(), media_type, schema });
                }
            }
        }
    }

    /// Returns `true` if some success is declared: a status of 2xx, or any status.
    #[must_use]
    pub fn has_success(&self) -> bool {
        self.statuses.iter().any(|status| status.starts_with('2') || status == "default")
    }

    /// Returns `true` if the document says that a body may have a media type. Swagger 2.0 says it with `consumes`.
    #[must_use]
    pub fn consumes(&self, media_type: &str) -> bool {
        self.consumes.iter().any(|one| essence(one) == essence(media_type))
    }

    /// The schema of the response with a status and a media type: the code itself, its range, or else the default.
    #[must_use]
    pub fn response(&self, status: u16, media_type: &str) -> Option<&Response> {
        let wanted = [status.to_string(), format!("{}XX", status / 100), "default".to_owned()];
        let responses_of = |name: &String| -> Vec<&Response> {
            self.responses.iter().filter(|response| response.status.eq_ignore_ascii_case(name)).collect()
        };
        let responses = wanted.iter().map(responses_of).find(|responses| !responses.is_empty())?;
        let is_same = |response: &&&Response| {
            response.media_type.as_deref().is_some_and(|one| essence(one) == essence(media_type))
        };
        responses.iter().find(is_same).or(responses.first()).copied()
    }
}

/// A media type without its parameters.
fn essence(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The targets of references in a place.
fn follow(documents: &mut Documents, at: Address) -> Address {
    let mut at = at;
    for _ in 0..20 {
        let reference = documents.get(&at.within("$ref")).and_then(Value::as_str).map(str::to_owned);
        match reference.and_then(|reference| documents.resolve(&at, &reference)) {
            Some(target) => at = target,
            None => break,
        }
    }
    at
}

fn entries(documents: &Documents, at: &Address) -> Vec<(String, Address)> {
    let object = documents.get(at).and_then(Value::as_object).into_iter().flatten();
    object.map(|(name, _)| (name.clone(), at.within(name))).collect()
}

fn first(documents: &Documents, at: &Address) -> Option<(String, Address)> {
    entries(documents, at).into_iter().next()
}

/// The texts of the first list that is there.
fn words(documents: &Documents, places: &[Address]) -> Vec<String> {
    let list = places.iter().find_map(|place| documents.get(place)?.as_array());
    list.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::Operation;
    use crate::corpus::repository;
    use crate::roundtrip::documents::Documents;

    fn find_operation(fixture: &str, path: &str, method: &str) -> Operation {
        let mut documents = Documents::open(&repository().join("fixtures").join(fixture)).unwrap();
        Operation::find(&mut documents, path, method).unwrap()
    }

    #[test]
    fn an_operation_of_3_0() {
        let operation = find_operation("golden/multipart.yaml", "/uploads", "POST");
        assert!(
            operation.consumes("multipart/form-data; boundary=x") && !operation.consumes("text/plain"),
            "{operation:?}"
        );
        let operation = find_operation("golden/parameters.yaml", "/shelves/{shelf}/books/{book}", "GET");
        let names: Vec<_> = operation.parameters.iter().map(|one| (one.name.as_str(), one.required)).collect();
        assert_eq!(names[..3], [("shelf", true), ("book", true), ("q", false)]);
        assert!(operation.parameters.iter().all(|one| one.schema.is_some()));
    }

    #[test]
    fn an_operation_of_2_0() {
        let operation = find_operation("golden/form-body-2.0.json", "/charges", "POST");
        assert!(!operation.form.is_empty() && operation.bodies.is_empty(), "{operation:?}");
    }

    #[test]
    fn the_response_of_a_status() {
        let operation = find_operation("example/openapi.yaml", "/pets", "GET");
        assert_eq!(operation.response(200, "application/json; charset=utf-8").unwrap().status, "200");
        assert!(operation.response(599, "text/plain").is_none_or(|response| response.status == "default"));
    }
}
