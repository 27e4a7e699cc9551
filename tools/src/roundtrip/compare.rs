//! Comparison of the value that came back with the value that was sent, as the schema sees both.

use serde_json::Value;

use super::definitions::Definitions;
use super::formats;
use super::oracle::Oracle;
use super::view::{View, is_null};

/// Formats of numbers.
const NUMBERS: [&str; 10] =
    ["int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double"];

/// A difference of the value that came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The kind of difference.
    pub code: &'static str,
    /// The JSON Pointer of the value.
    pub at: String,
}

/// Compares values of the definitions.
#[derive(Clone, Copy, Debug)]
pub struct Comparison<'a> {
    /// The definitions.
    pub definitions: &'a Definitions,
    /// Says which alternatives a value is one of.
    pub oracle: &'a Oracle,
}

impl<'a> Comparison<'a> {
    /// The first difference between two values of a definition.
    ///
    /// # Errors
    /// There is one.
    pub fn compare(&self, key: &str, sent: &Value, got: &Value) -> Result<(), Difference> {
        self.values(&[self.definitions.get(key)], sent, got, "")
    }

    fn values(&self, schemas: &[&'a Value], sent: &Value, got: &Value, at: &str) -> Result<(), Difference> {
        let fails = |code| Err(Difference { code, at: at.to_owned() });
        match (sent, got) {
            _ if sent == got => Ok(()),
            (Value::Number(sent), Value::Number(got)) if numbers_are_equal(sent, got) => Ok(()),
            (Value::Number(one), Value::Number(other)) => {
                // A `float` has fewer digits than JSON writes.
                let is_float = self.view(schemas, sent).format() == Some("float");
                let single = |number: &serde_json::Number| number.as_f64().map(|number| number as f32);
                if is_float && single(one) == single(other) { Ok(()) } else { fails("changed-number") }
            }
            (Value::String(sent), Value::String(got)) => {
                let view = self.view(schemas, &Value::String(sent.clone()));
                let is_equal = view.format().is_some_and(|format| formats::are_equal(format, sent, got));
                if is_equal { Ok(()) } else { fails("changed-string") }
            }
            // What may be a number or a string of numerals is written as a number.
            (Value::String(text), Value::Number(_))
                if self.view(schemas, sent).format().is_some_and(|format| NUMBERS.contains(&format)) =>
            {
                let number = text.parse::<i64>().map(Value::from).or_else(|_| text.parse().map(Value::Number)).ok();
                number.map_or_else(|| fails("changed-string"), |number| self.values(schemas, &number, got, at))
            }
            (Value::Array(sent), Value::Array(got)) if sent.len() != got.len() => fails("changed-length"),
            (Value::Array(items), Value::Array(got)) => {
                let view = self.view(schemas, sent);
                items.iter().zip(got).enumerate().try_for_each(|(index, (item, got))| {
                    let schemas = view.prefix.get(index).unwrap_or(&view.items);
                    self.values(schemas, item, got, &format!("{at}/{index}"))
                })
            }
            (Value::Object(_), Value::Object(_)) => self.objects(&self.view(schemas, sent), sent, got, at),
            _ => fails("changed-kind"),
        }
    }

    fn objects(&self, view: &View<'a>, sent: &Value, got: &Value, at: &str) -> Result<(), Difference> {
        let (Some(sent), Some(got)) = (sent.as_object(), got.as_object()) else { return Ok(()) };
        for (name, value) in sent {
            let schemas = property(view, name);
            let below = || format!("{at}/{name}");
            match got.get(name) {
                Some(got) if is_ignored(view, name) => parts(value, got, &below())?,
                Some(got) => self.values(&schemas, value, got, &below())?,
                None if value.is_null() && !self.allows_null(&schemas, 0) => {}
                None if is_ignored(view, name) => {}
                None if value.is_null() => return Err(Difference { code: "lost-null", at: below() }),
                None => return Err(Difference { code: "lost-property", at: below() }),
            }
        }
        // The property that tells alternatives apart is written also where it was left out (it has to be required: OAS
        // 3.0.4, "Discriminator Object"), and an optional one that has one value there.
        let is_tag = |name: &str| {
            let is_constant = |(property, value): &(&str, &Value)| *property == name && got.get(name) == Some(*value);
            view.tags.iter().any(|(property, _)| *property == name) || view.constants.iter().any(is_constant)
        };
        match got.keys().find(|name| !sent.contains_key(*name) && !is_tag(name)) {
            Some(name) => Err(Difference { code: "added-property", at: format!("{at}/{name}") }),
            None => Ok(()),
        }
    }

    /// The statements of schemas, with those of the alternatives that a value is valid for; with all alternatives if
    /// it is valid for none.
    fn view(&self, schemas: &[&'a Value], value: &Value) -> View<'a> {
        let mut view = View::new(self.definitions, schemas);
        for _ in 0..64 {
            if view.groups.is_empty() {
                break;
            }
            let group = view.groups.remove(0);
            if let Some(property) = group.tags.and_then(|tags| tags.get("property")?.as_str()) {
                view.tags.push((property, Vec::new()));
            }
            let fitting: Vec<&Value> =
                group.members.iter().copied().filter(|member| self.fits(member, value)).collect();
            let is_choice = group.members.len() > 1;
            let members = if fitting.is_empty() { group.members } else { fitting };
            for member in members {
                if is_choice {
                    view.add_constants(self.definitions, member);
                }
                view.add(self.definitions, member);
            }
        }
        view
    }

    fn fits(&self, member: &Value, value: &Value) -> bool {
        match self.definitions.target(member) {
            Some((key, _)) => self.oracle.is_valid(key, value),
            None => is_null(member) == value.is_null(),
        }
    }

    fn allows_null(&self, schemas: &[&'a Value], depth: usize) -> bool {
        let view = View::new(self.definitions, schemas);
        view.types.as_ref().is_none_or(|types| types.contains("null"))
            && view.listed().is_none_or(|listed| listed.contains(&&Value::Null))
            && depth < 8
            && view.groups.iter().all(|group| group.members.iter().any(|member| self.allows_null(&[member], depth + 1)))
    }
}

/// The schemas of a property, declared or not.
fn property<'a>(view: &View<'a>, name: &str) -> Vec<&'a Value> {
    match view.declared(name) {
        Some(schemas) => schemas.to_vec(),
        None if view.patterns.is_empty() => view.additional.clone(),
        None => view.additional.iter().copied().chain(view.patterns.iter().map(|(_, schema)| *schema)).collect(),
    }
}

/// A property that is neither declared nor spoken of is ignored, where any are declared.
fn is_ignored(view: &View<'_>, name: &str) -> bool {
    let is_said = view.additional.iter().any(|schema| schema != &&Value::Bool(false)) || !view.patterns.is_empty();
    view.declared(name).is_none() && !is_said && !view.properties.is_empty()
}

/// Of what could have been left out altogether a part may be.
fn parts(sent: &Value, got: &Value, at: &str) -> Result<(), Difference> {
    let within = |key: &dyn std::fmt::Display| format!("{at}/{key}");
    match (sent, got) {
        (Value::Object(sent), Value::Object(got)) => got.iter().try_for_each(|(name, got)| match sent.get(name) {
            Some(sent) => parts(sent, got, &within(name)),
            None => Err(Difference { code: "added-property", at: within(name) }),
        }),
        (Value::Array(sent), Value::Array(got)) if sent.len() == got.len() => {
            let mut pairs = sent.iter().zip(got).enumerate();
            pairs.try_for_each(|(index, (sent, got))| parts(sent, got, &within(&index)))
        }
        (Value::Number(sent), Value::Number(got)) if numbers_are_equal(sent, got) => Ok(()),
        _ if sent == got => Ok(()),
        _ => Err(Difference { code: "changed-undeclared", at: at.to_owned() }),
    }
}

/// Numbers by value, integers exactly.
fn numbers_are_equal(one: &serde_json::Number, other: &serde_json::Number) -> bool {
    let exact = |number: &serde_json::Number| number.as_i64().map(i128::from).or(number.as_u64().map(i128::from));
    match (exact(one), exact(other)) {
        (Some(one), Some(other)) => one == other,
        (Some(whole), None) => other.as_f64().is_some_and(|number| is_exactly(number, whole)),
        (None, Some(whole)) => one.as_f64().is_some_and(|number| is_exactly(number, whole)),
        (None, None) => one.as_f64() == other.as_f64(),
    }
}

fn is_exactly(number: f64, whole: i128) -> bool {
    number.fract() == 0.0 && number.abs() < 1e30 && number as i128 == whole
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Comparison, Definitions, Oracle};

    fn code(schema: Value, sent: Value, got: Value) -> &'static str {
        let definitions = Definitions {
            schemas: [("d0".to_owned(), schema)].into_iter().collect(),
            named: Vec::new(),
            unresolved: 0,
            is_directional: false,
        };
        let oracle = Oracle::new(&definitions).unwrap();
        let comparison = Comparison { definitions: &definitions, oracle: &oracle };
        comparison.compare("d0", &sent, &got).map_or_else(|difference| difference.code, |()| "equal")
    }

    #[test]
    fn numbers_are_compared_by_value() {
        assert_eq!(code(json!(true), json!(1), json!(1.0)), "equal");
        assert_eq!(
            code(json!(true), json!(9_007_199_254_740_993_i64), json!(9_007_199_254_740_992_f64)),
            "changed-number"
        );
        let float = json!({ "type": ["number"], "format": "float" });
        assert_eq!(code(float.clone(), json!(0.123_456_789_f64), json!(0.123_456_79_f32)), "equal");
        assert_eq!(code(float, json!(0.5), json!(0.25)), "changed-number");
        assert_eq!(code(json!(true), json!([1]), json!([1, 2])), "changed-length");
        assert_eq!(code(json!(true), json!("1"), json!(1)), "changed-kind");
    }

    #[test]
    fn what_is_not_declared_may_be_ignored_and_nothing_else() {
        let open = json!({ "type": ["object"], "properties": { "a": { "type": ["string"] } } });
        let accepted =
            json!({ "type": ["object"], "properties": { "a": { "type": ["string"] } }, "additionalProperties": true });
        assert_eq!(code(open.clone(), json!({ "a": "x", "b": 1 }), json!({ "a": "x" })), "equal");
        assert_eq!(code(accepted.clone(), json!({ "a": "x", "b": 1 }), json!({ "a": "x" })), "lost-property");
        assert_eq!(code(open.clone(), json!({ "a": "x" }), json!({})), "lost-property");
        assert_eq!(code(open.clone(), json!({ "a": null }), json!({})), "equal");
        let within = |value: Value| code(open.clone(), json!({ "b": { "c": 1, "d": 2 } }), json!({ "b": value }));
        assert_eq!(
            [within(json!({ "c": 1 })), within(json!({ "e": 1 })), within(json!({ "c": 2 }))],
            ["equal", "added-property", "changed-undeclared"]
        );
        assert_eq!(code(open, json!({}), json!({ "a": null })), "added-property");
        assert_eq!(code(json!({ "type": ["object"] }), json!({ "a": 1 }), json!({})), "lost-property");
        let nullable = json!({ "type": ["object"], "properties": { "a": { "type": ["string", "null"] } } });
        assert_eq!(code(nullable, json!({ "a": null }), json!({})), "lost-null");
    }

    #[test]
    fn texts_of_a_format_are_compared_by_value() {
        let time = json!({ "type": ["string"], "format": "date-time" });
        assert_eq!(code(time, json!("2024-01-01T00:00:00Z"), json!("2024-01-01T00:00:00+00:00")), "equal");
        assert_eq!(code(json!({ "type": ["string"] }), json!("a"), json!("A")), "changed-string");
    }
}
