//! What a document says of values beside their type, held against a request before it is sent.
//!
//! Rules are tables over the JSON form of a value, since that is what a document speaks of: whatever Rust type stands for a schema, and however it is
//! written, the rules are the same. A rule says nothing of values of another kind than it is made for (JSON Schema 2020-12, Validation, section 6).

mod decimal;
#[cfg(feature = "regex")]
mod pattern;

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fmt;

use serde_core::Serialize;
use serde_json::Value as Json;

use self::decimal::Decimal;
use crate::JsonObject;
use crate::codec::json::EncodeFailure;
use crate::codec::parameter::{Value, json_of_any};
use crate::contract::Rule;

/// A value that is not as the document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(Box<(String, String)>);

impl From<Invalid> for String {
    fn from(invalid: Invalid) -> Self {
        invalid.to_string()
    }
}

impl Invalid {
    fn new(path: String, reason: String) -> Self {
        Self(Box::new((path, reason)))
    }

    /// Where in the value, as in `pets[3].name`; empty for the value as a whole.
    pub fn path(&self) -> &str {
        &self.0.0
    }

    /// What is wrong with it, as in `longer than 20 characters`.
    pub fn reason(&self) -> &str {
        &self.0.1
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.path() {
            "" => f.write_str(self.reason()),
            path => write!(f, "{path}: {}", self.reason()),
        }
    }
}

impl std::error::Error for Invalid {}

/// Holds a value against rules. One without a JSON form cannot be sent and breaks them all.
pub fn validate<T: Serialize + ?Sized>(value: &T, rules: &[Rule]) -> Result<(), Invalid> {
    let invalid = |failure: EncodeFailure| Invalid::new(failure.path().to_owned(), failure.reason().to_owned());
    let json = json_of_any(value).map_err(invalid)?;
    serde_json::from_slice(&json).map_or(Ok(()), |json| check(&json, rules))
}

/// Holds a JSON text against rules.
pub(crate) fn check_text(text: &[u8], rules: &[Rule]) -> Result<(), Invalid> {
    if rules.is_empty() {
        return Ok(());
    }
    let json = serde_json::from_slice(text).map_err(|error| Invalid::new(String::new(), error.to_string()))?;
    check(&json, rules)
}

/// Holds a parameter against rules.
pub(crate) fn check_parameter(value: &Value, rules: &[Rule]) -> Result<(), Invalid> {
    match (value, rules) {
        (_, []) | (Value::Absent | Value::Invalid(_), _) => Ok(()),
        (Value::Text(text), [Rule::Json(rules)]) => check_text(text.as_bytes(), rules),
        _ => {
            let walk = Walk { path: String::new(), is_of_texts: true };
            walk.all(&json_of(value, rules), rules)
        }
    }
}

/// Holds the properties of a form against rules.
pub(crate) fn check_properties(properties: &[(String, Json)], rules: &[Rule]) -> Result<(), Invalid> {
    if rules.is_empty() {
        return Ok(());
    }
    check(&Json::Object(properties.iter().cloned().collect()), rules)
}

fn check(json: &Json, rules: &[Rule]) -> Result<(), Invalid> {
    Walk { path: String::new(), is_of_texts: false }.all(json, rules)
}

/// The JSON form of a parameter, whose scalars are text: a number where the rules speak of one.
fn json_of(value: &Value, rules: &[Rule]) -> Json {
    let rules: Vec<&Rule> = rules.iter().flat_map(Rule::own).collect();
    let within = |name: &str| rules.iter().map(|rule| rule.of_property(name)).find(|rules| !rules.is_empty());
    match value {
        Value::Absent | Value::Invalid(_) => Json::Null,
        Value::Text(text) => match serde_json::from_str::<serde_json::Number>(text) {
            Ok(number) if rules.iter().any(|rule| rule.is_of_numbers()) => Json::Number(number),
            _ => Json::String(text.clone()),
        },
        Value::List(items) => {
            let of_items =
                rules.iter().find_map(|rule| if let Rule::Items(rules) = rule { Some(*rules) } else { None });
            items.iter().map(|item| json_of(item, of_items.unwrap_or_default())).collect()
        }
        Value::Object(properties) => {
            let property =
                |(name, value): &(String, Value)| (name.clone(), json_of(value, within(name).unwrap_or(&[])));
            properties.iter().map(property).collect()
        }
    }
}

/// The reason why a value breaks a rule; the walk knows the place.
pub(crate) struct Broken(String);

/// A walk through a value and its rules.
struct Walk {
    /// Where it stands; where a rule is broken it is left there.
    path: String,
    /// All scalars are texts, by which variants cannot be told.
    is_of_texts: bool,
}

impl Walk {
    fn all(mut self, json: &Json, rules: &[Rule]) -> Result<(), Invalid> {
        self.value(json, rules).map_err(|Broken(reason)| Invalid::new(self.path, reason))
    }

    fn value(&mut self, json: &Json, rules: &[Rule]) -> Result<(), Broken> {
        for rule in rules {
            match (rule, json) {
                (Rule::Of(rules), _) => self.value(json, rules())?,
                (Rule::Variants(..), _) if self.is_of_texts => {}
                (Rule::Variants(variants, rules), _) => self.one_of(json, &variants(&json.to_string()), rules)?,
                (_, Json::Number(number)) => rule.number(&number.to_string())?,
                (_, Json::String(text)) => rule.text(text)?,
                (_, Json::Array(items)) => {
                    rule.count(items.len(), "items")?;
                    self.items(items, rule)?;
                }
                (_, Json::Object(properties)) => {
                    rule.count(properties.len(), "properties")?;
                    self.properties(properties, rule)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Holds a value against the rules of several variants. Where it breaks all of them, those of the first are told.
    fn one_of(&mut self, json: &Json, variants: &[usize], rules: &[&[Rule]]) -> Result<(), Broken> {
        let mut first = None;
        for rules in variants.iter().filter_map(|index| rules.get(*index)) {
            let mut own = Self { path: self.path.clone(), is_of_texts: false };
            match own.value(json, rules) {
                Ok(()) => return Ok(()),
                Err(reason) => first = first.or(Some((own.path, reason))),
            }
        }
        first.map_or(Ok(()), |(path, reason)| {
            self.path = path;
            Err(reason)
        })
    }

    fn items(&mut self, items: &[Json], rule: &Rule) -> Result<(), Broken> {
        let mut seen = HashSet::new();
        if matches!(rule, Rule::UniqueItems) && !items.iter().all(|item| seen.insert(item.to_string())) {
            return Err(Broken("two equal items".to_owned()));
        }
        for (index, item) in items.iter().enumerate() {
            let rules = match rule {
                Rule::Items(rules) => rules,
                Rule::Item(own, rules) if *own == index => rules,
                _ => continue,
            };
            self.within(item, rules, &format!("[{index}]"))?;
        }
        Ok(())
    }

    fn properties(&mut self, properties: &JsonObject, rule: &Rule) -> Result<(), Broken> {
        match rule {
            Rule::Property(name, rules) => {
                properties.get(*name).map_or(Ok(()), |value| self.within(value, rules, name))
            }
            Rule::Others(..) => {
                properties.iter().try_for_each(|(name, value)| self.within(value, rule.of_property(name), name))
            }
            _ => Ok(()),
        }
    }

    /// What is within a value: an item by its number in brackets, or a property.
    fn within(&mut self, json: &Json, rules: &[Rule], step: &str) -> Result<(), Broken> {
        let length = self.path.len();
        if !self.path.is_empty() && !step.starts_with('[') {
            self.path.push('.');
        }
        self.path.push_str(step);
        self.value(json, rules)?;
        self.path.truncate(length);
        Ok(())
    }
}

impl Rule {
    fn is_of_numbers(&self) -> bool {
        matches!(self, Self::Minimum(_) | Self::Maximum(_) | Self::Above(_) | Self::Below(_) | Self::MultipleOf(_))
    }

    /// Holds a number against it.
    pub(crate) fn number(&self, text: &str) -> Result<(), Broken> {
        let compared = |bound: &str| Some(Decimal::parse(text)?.compare(&Decimal::parse(bound)?));
        let is_multiple = |of: &str| Decimal::parse(text)?.is_multiple(&Decimal::parse(of)?);
        match self {
            Self::Minimum(bound) if compared(bound) == Some(Ordering::Less) => {
                Err(Broken(format!("less than {bound}")))
            }
            Self::Maximum(bound) if compared(bound) == Some(Ordering::Greater) => {
                Err(Broken(format!("more than {bound}")))
            }
            Self::Above(bound) if compared(bound).is_some_and(Ordering::is_le) => {
                Err(Broken(format!("not more than {bound}")))
            }
            Self::Below(bound) if compared(bound).is_some_and(Ordering::is_ge) => {
                Err(Broken(format!("not less than {bound}")))
            }
            Self::MultipleOf(of) if is_multiple(of) == Some(false) => Err(Broken(format!("not a multiple of {of}"))),
            _ => Ok(()),
        }
    }

    /// Holds a text against it.
    pub(crate) fn text(&self, text: &str) -> Result<(), Broken> {
        match self {
            #[cfg(feature = "regex")]
            Self::Pattern(pattern) if !pattern::matches(pattern, text) => {
                Err(Broken(format!("does not match `{pattern}`")))
            }
            Self::MinLength(_) | Self::MaxLength(_) => self.count(text.chars().count(), "characters"),
            _ => Ok(()),
        }
    }

    /// Holds the number of characters, items or properties against it.
    pub(crate) fn count(&self, count: usize, what: &str) -> Result<(), Broken> {
        let (of, is_least, limit) = match self {
            Self::MinLength(limit) => ("characters", true, *limit),
            Self::MaxLength(limit) => ("characters", false, *limit),
            Self::MinItems(limit) => ("items", true, *limit),
            Self::MaxItems(limit) => ("items", false, *limit),
            Self::MinProperties(limit) => ("properties", true, *limit),
            Self::MaxProperties(limit) => ("properties", false, *limit),
            _ => return Ok(()),
        };
        if of != what || count == limit || (count > limit) == is_least {
            return Ok(());
        }
        let [less, more] = if of == "characters" { ["shorter", "longer"] } else { ["fewer", "more"] };
        let word = if is_least { less } else { more };
        Err(Broken(format!("{word} than {limit} {of}")))
    }

    /// The rules of a type, or itself.
    fn own(&self) -> &[Self] {
        match self {
            Self::Of(rules) => rules(),
            other => std::slice::from_ref(other),
        }
    }

    fn of_property(&self, name: &str) -> &'static [Self] {
        match self {
            Self::Property(own, rules) if *own == name => rules,
            Self::Others(known, rules) if !known.contains(&name) => rules,
            _ => &[],
        }
    }
}
