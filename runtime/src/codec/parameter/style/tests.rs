//! The table "Style Examples" of OAS 3.0.3, row by row.

use super::*;
use crate::codec::parameter::Value;
use crate::contract::{Brackets, Location, Parameter, Style};

fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

/// The values of the table's columns: `""`, `"blue"`, `["blue","black","brown"]`, `{ "R": 100, "G": 200, "B": 150 }`.
fn columns() -> [Value; 4] {
    let properties = [("R", "100"), ("G", "200"), ("B", "150")];
    [
        text(""),
        text("blue"),
        Value::List(["blue", "black", "brown"].map(text).to_vec()),
        Value::Object(properties.map(|(key, value)| (key.to_owned(), text(value))).to_vec()),
    ]
}

/// The text that is sent for `value`, with the name if the location has one.
fn sent(parameter: &Parameter, value: &Value) -> Option<String> {
    let join = |pairs: Vec<(String, String)>, separator: &str| {
        let pairs: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join(separator))
    };
    match parameter.location {
        Location::Path => {
            let mut path = String::new();
            append_path_text(&mut path, parameter, value).expect("valid");
            Some(path)
        }
        Location::Query => {
            let mut query = String::new();
            append_query(&mut query, parameter, value).expect("valid");
            assert_eq!(
                query.strip_prefix('?').map(str::to_owned),
                join(query_pairs(parameter, value).expect("valid"), "&")
            );
            query.strip_prefix('?').map(str::to_owned)
        }
        Location::QueryString => query_text(parameter, value).expect("valid"),
        Location::Header | Location::Part => header_value(parameter, value).expect("valid"),
        Location::Cookie => join(cookie_pairs(parameter, value).expect("valid"), "; "),
    }
}

#[track_caller]
fn row(parameter: Parameter, expected: [Option<&str>; 4]) {
    for (value, expected) in columns().iter().zip(expected) {
        // "n/a" in the table: the combination has no meaning.
        if let Some(expected) = expected {
            assert_eq!(sent(&parameter, value).as_deref(), Some(expected), "{parameter:?} {value:?}");
        }
    }
}

#[test]
fn style_examples() {
    let path = |style, explode| Parameter::path("color").style(style).explode(explode);
    let query = |style, explode| Parameter::query("color").style(style).explode(explode);
    let cookie = |style, explode| Parameter::cookie("color").style(style).explode(explode);
    let header = |explode| Parameter::header("color").explode(explode);

    row(
        path(Style::Matrix, false),
        [Some(";color"), Some(";color=blue"), Some(";color=blue,black,brown"), Some(";color=R,100,G,200,B,150")],
    );
    row(
        path(Style::Matrix, true),
        [Some(";color"), Some(";color=blue"), Some(";color=blue;color=black;color=brown"), Some(";R=100;G=200;B=150")],
    );
    // OAS 3.1.1.
    row(path(Style::Label, false), [Some("."), Some(".blue"), Some(".blue,black,brown"), Some(".R,100,G,200,B,150")]);
    row(path(Style::Label, true), [Some("."), Some(".blue"), Some(".blue.black.brown"), Some(".R=100.G=200.B=150")]);
    row(
        query(Style::Form, false),
        [Some("color="), Some("color=blue"), Some("color=blue,black,brown"), Some("color=R,100,G,200,B,150")],
    );
    row(
        query(Style::Form, true),
        [Some("color="), Some("color=blue"), Some("color=blue&color=black&color=brown"), Some("R=100&G=200&B=150")],
    );
    row(
        cookie(Style::Form, false),
        [Some("color="), Some("color=blue"), Some("color=blue,black,brown"), Some("color=R,100,G,200,B,150")],
    );
    row(
        cookie(Style::Form, true),
        [Some("color="), Some("color=blue"), Some("color=blue; color=black; color=brown"), Some("R=100; G=200; B=150")],
    );
    for simple in [path(Style::Simple, false), header(false)] {
        row(simple, [None, Some("blue"), Some("blue,black,brown"), Some("R,100,G,200,B,150")]);
    }
    for simple in [path(Style::Simple, true), header(true)] {
        row(simple, [None, Some("blue"), Some("blue,black,brown"), Some("R=100,G=200,B=150")]);
    }
    row(
        query(Style::SpaceDelimited, false),
        [None, None, Some("color=blue%20black%20brown"), Some("color=R%20100%20G%20200%20B%20150")],
    );
    row(
        query(Style::PipeDelimited, false),
        [None, None, Some("color=blue%7Cblack%7Cbrown"), Some("color=R%7C100%7CG%7C200%7CB%7C150")],
    );
    row(query(Style::DeepObject, true), [None, None, None, Some("color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150")]);
}

#[test]
fn values_cannot_break_out_of_their_place() {
    let tricky = Value::List(vec![text("a,b"), text("c&d=e#f")]);
    assert_eq!(sent(&Parameter::query("q").explode(false), &tricky).as_deref(), Some("q=a%2Cb,c%26d%3De%23f"));
    assert_eq!(sent(&Parameter::query("q").allow_reserved(true), &tricky).as_deref(), Some("q=a,b&q=c%26d=e%23f"));
    assert_eq!(sent(&Parameter::path("p"), &text("a/../b")).as_deref(), Some("a%2F..%2Fb"));
    assert_eq!(sent(&Parameter::cookie("c"), &text("a;b")).as_deref(), Some("c=a%3Bb"));
    assert_eq!(sent(&Parameter::cookie("c").style(Style::Cookie), &text("a b")).as_deref(), Some("c=a b"));
}

#[test]
fn absent_and_empty_values_are_left_out() {
    let nothing = [Value::Absent, Value::List(vec![]), Value::Object(vec![]), Value::List(vec![Value::Absent])];
    for value in &nothing {
        for parameter in [
            Parameter::query("q"),
            Parameter::query("q").explode(false),
            Parameter::cookie("c"),
            Parameter::header("h"),
        ] {
            assert_eq!(sent(&parameter, value), None, "{parameter:?} {value:?}");
        }
    }
}

#[test]
fn nesting_is_refused_unless_deep() {
    let nested = Value::Object(vec![("a".into(), Value::Object(vec![("b".into(), text("1"))]))]);
    assert_eq!(sent(&Parameter::query("q").style(Style::DeepObject), &nested).as_deref(), Some("q%5Ba%5D%5Bb%5D=1"));
    assert!(query_pairs(&Parameter::query("q"), &nested).is_err());
    assert!(header_value(&Parameter::header("h"), &Value::List(vec![nested])).is_err());
}

#[test]
fn arrays_within_arrays_of_swagger_2() {
    let value = Value::structure(&[["a", "b c"], ["d|e", "f"]]);
    let query = Parameter::query("n").explode(false).nested(&[Style::PipeDelimited]);
    assert_eq!(sent(&query, &value).as_deref(), Some("n=a%7Cb%20c,d%7Ce%7Cf"));
    let multi = Parameter::query("n").nested(&[Style::TabDelimited]);
    assert_eq!(sent(&multi, &value).as_deref(), Some("n=a%09b%20c&n=d%7Ce%09f"));
    let header = Parameter::header("n").style(Style::SpaceDelimited).nested(&[Style::Simple]);
    assert_eq!(sent(&header, &value).as_deref(), Some("a,b c d|e,f"));
    let path = Parameter::path("n").style(Style::TabDelimited).nested(&[Style::PipeDelimited]);
    assert_eq!(sent(&path, &value).as_deref(), Some("a%7Cb%20c%09d%7Ce%7Cf"));
}

#[test]
fn objects_within_objects_have_further_brackets() {
    let value = Value::structure(&serde_json::json!({ "a": { "b": [1, 2], "c": null }, "d": [{ "e": "f g" }] }));
    let deep = Parameter::query("n").style(Style::DeepObject);
    assert_eq!(
        sent(&deep, &value).as_deref(),
        Some("n%5Ba%5D%5Bb%5D%5B0%5D=1&n%5Ba%5D%5Bb%5D%5B1%5D=2&n%5Bd%5D%5B0%5D%5Be%5D=f%20g")
    );
    let sent = |brackets| sent(&Parameter::query("n").style(Style::DeepObject).brackets(brackets), &value);
    let empty = "n%5Ba%5D%5Bb%5D%5B%5D=1&n%5Ba%5D%5Bb%5D%5B%5D=2&n%5Bd%5D%5B%5D%5Be%5D=f%20g";
    assert_eq!(sent(Brackets::Empty).as_deref(), Some(empty));
    assert_eq!(sent(Brackets::Repeat).as_deref(), Some("n%5Ba%5D%5Bb%5D=1&n%5Ba%5D%5Bb%5D=2&n%5Bd%5D%5Be%5D=f%20g"));
}

#[test]
fn the_whole_query() {
    let json = Value::json(&serde_json::json!({ "a": [1, 2], "b": "c&d" }));
    let query = Parameter::query_string("q");
    assert_eq!(sent(&query, &json).as_deref(), Some("%7B%22a%22%3A%5B1%2C2%5D%2C%22b%22%3A%22c%26d%22%7D"));
    assert_eq!(sent(&query.encoded(true), &text("a=b&c=d#")).as_deref(), Some("a=b&c=d%23"));
}
