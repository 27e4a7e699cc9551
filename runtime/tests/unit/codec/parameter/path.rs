//! Unit tests of `parameter/path.rs`.

use crate::codec::parameter::{Value, fill as fill_template};
use crate::contract::{Parameter, Style};

static PARAMETERS: &[Parameter] = &[
    Parameter::path("id"),
    Parameter::path("rest").style(Style::Matrix),
    Parameter::path("label").style(Style::Label),
];

fn fill(template: &str, texts: [&str; 3]) -> Result<String, String> {
    let values = texts.map(|text| Value::Text(text.to_owned()));
    let (path, query) = fill_template(template, PARAMETERS, |index| values.get(index))?;
    Ok(if query.is_empty() { path } else { format!("{path}?{query}") })
}

#[test]
fn values_are_encoded() {
    assert_eq!(fill("/pets/{id}", ["a/b c", "", ""]).as_deref(), Ok("/pets/a%2Fb%20c"));
    assert_eq!(fill("/pets/{id}.json{rest}/x", ["7", "", ""]).as_deref(), Ok("/pets/7.json;rest/x"));
    assert_eq!(fill("pets(id='{id}')", ["7", "", ""]).as_deref(), Ok("/pets(id='7')"));
}

#[test]
fn a_query_is_kept_and_a_fragment_dropped() {
    assert_eq!(fill("/a?b=c", [""; 3]).as_deref(), Ok("/a?b=c"));
    assert_eq!(fill("/#Action=List", [""; 3]).as_deref(), Ok("/"));
    assert_eq!(fill("/a?id={id}#x", ["1&2", "", ""]).as_deref(), Ok("/a?id=1%262"));
}

#[test]
fn empty_values_and_steps_are_refused() {
    let empty = "the path parameter `id`: it is empty";
    assert_eq!(fill("/pets/{id}/x", [""; 3]), Err(empty.to_owned()));
    let advice = "; `empty-path-parameters` in callsmith.toml allows it at the end of a path";
    assert_eq!(fill("/pets/{id}", [""; 3]), Err(format!("{empty}{advice}")));
    for (template, value) in [("/{id}", "."), ("/a/{id}/b", ".."), ("/a/.{id}", ".")] {
        assert!(fill(template, [value, "", ""]).is_err(), "{template}");
    }
    assert_eq!(fill("/{id}.txt", [".", "", ""]).as_deref(), Ok("/..txt"));
    assert!(fill("/{label}", [""; 3]).is_err());
    assert_eq!(fill("/{unknown}", [""; 3]), Err("the path parameter `unknown`: it has no value".to_owned()));
}
