//! Validation of requests: the constraints of a document, checked before a request is sent.
//!
//! Rules are tables over the JSON form of a value, since that is what a document speaks of. Whatever Rust type stands
//! for a schema, and however it is written, the rules are the same. A rule says nothing of values of another kind than
//! it is made for (JSON Schema 2020-12, Validation, section 6).

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
use crate::codec::parameter::Value;
use crate::codec::parts::{FILE_KEY, PartValue, ToPart};
use crate::contract::Rule;

/// A value that is not as the document says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid(Box<(String, String)>);

impl Invalid {
    fn new(path: String, reason: String) -> Self {
        Self(Box::new((path, reason)))
    }

    /// The path within the value, as in `pets[3].name`; empty for the value as a whole.
    pub fn path(&self) -> &str {
        &self.0.0
    }

    /// The reason, as in `longer than 20 characters`.
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

// Rules hold for the JSON form, whatever Rust type stands for a schema. So they are tables, and no code for each field.
/// Holds a value against rules. One without a JSON form cannot be sent and breaks them all.
pub fn validate<T: Serialize + ?Sized>(value: &T, rules: &[Rule]) -> Result<(), Invalid> {
    check_value(&PartValue::of(value), rules)
}

/// Holds a value with files against rules, of which there are none for files.
pub fn validate_part<T: ToPart + ?Sized>(value: &T, rules: &[Rule]) -> Result<(), Invalid> {
    check_value(&value.to_part(), rules)
}

fn check_value(value: &PartValue, rules: &[Rule]) -> Result<(), Invalid> {
    let invalid = |failure: EncodeFailure| Invalid::new(failure.path().to_owned(), failure.reason().to_owned());
    let walk = RuleWalk { path: String::new(), is_of_texts: false, is_of_parts: true };
    walk.all(&value.to_json().map_err(invalid)?, rules)
}

// Only requests are checked, and of these typed values alone. Raw bodies, items that are sent one by one, texts and
// files have no JSON form here. Nor have unions within parameters that are not JSON. An answer that breaks a limit is
// still worth more than an error.
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
            let walk = RuleWalk { path: String::new(), is_of_texts: true, is_of_parts: false };
            walk.all(&json_of(value, rules), rules)
        }
    }
}

/// Holds the properties of a body of parts against rules, of which there are none for files.
pub(crate) fn check_parts(properties: Vec<(String, Json)>, rules: &[Rule]) -> Result<(), Invalid> {
    let walk = RuleWalk { path: String::new(), is_of_texts: false, is_of_parts: true };
    walk.all(&Json::Object(properties.into_iter().collect()), rules)
}

/// Holds the properties of a form against rules.
pub(crate) fn check_properties(properties: &[(String, Json)], rules: &[Rule]) -> Result<(), Invalid> {
    if rules.is_empty() {
        return Ok(());
    }
    check(&Json::Object(properties.iter().cloned().collect()), rules)
}

fn check(json: &Json, rules: &[Rule]) -> Result<(), Invalid> {
    RuleWalk { path: String::new(), is_of_texts: false, is_of_parts: false }.all(json, rules)
}

/// The JSON form of a parameter, whose scalars are text: a number where the rules speak of one.
fn json_of(value: &Value, rules: &[Rule]) -> Json {
    let rules: Vec<&Rule> = rules.iter().flat_map(Rule::nested_rules).collect();
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
pub(crate) struct RuleViolation(String);

/// A walk through a value and its rules.
struct RuleWalk {
    /// The path of the current value; it stays at the value that breaks a rule.
    path: String,
    /// All scalars are texts, by which variants cannot be told.
    is_of_texts: bool,
    /// Some texts stand for files, of which no rule says anything but how many there are.
    is_of_parts: bool,
}

impl RuleWalk {
    fn all(mut self, json: &Json, rules: &[Rule]) -> Result<(), Invalid> {
        self.value(json, rules).map_err(|RuleViolation(reason)| Invalid::new(self.path, reason))
    }

    fn value(&mut self, json: &Json, rules: &[Rule]) -> Result<(), RuleViolation> {
        if self.is_file(json) {
            return Ok(());
        }
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

    fn is_file(&self, json: &Json) -> bool {
        self.is_of_parts && json == FILE_KEY
    }

    /// Holds a value against the rules of several variants. Where it breaks all of them, those of the first are told.
    fn one_of(&mut self, json: &Json, variants: &[usize], rules: &[&[Rule]]) -> Result<(), RuleViolation> {
        let mut first = None;
        for rules in variants.iter().filter_map(|index| rules.get(*index)) {
            let mut walk = Self { path: self.path.clone(), is_of_texts: false, is_of_parts: self.is_of_parts };
            match walk.value(json, rules) {
                Ok(()) => return Ok(()),
                Err(reason) => first = first.or(Some((walk.path, reason))),
            }
        }
        first.map_or(Ok(()), |(path, reason)| {
            self.path = path;
            Err(reason)
        })
    }

    fn items(&mut self, items: &[Json], rule: &Rule) -> Result<(), RuleViolation> {
        let mut seen = HashSet::new();
        let is_new = |item: &Json| self.is_file(item) || seen.insert(item.to_string());
        if matches!(rule, Rule::UniqueItems) && !items.iter().all(is_new) {
            return Err(RuleViolation("two equal items".to_owned()));
        }
        for (index, item) in items.iter().enumerate() {
            let rules = match rule {
                Rule::Items(rules) => rules,
                Rule::Item(position, rules) if *position == index => rules,
                _ => continue,
            };
            self.within(item, rules, &format!("[{index}]"))?;
        }
        Ok(())
    }

    fn properties(&mut self, properties: &JsonObject, rule: &Rule) -> Result<(), RuleViolation> {
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

    /// Checks an item, by its number in brackets, or a property of a value.
    fn within(&mut self, json: &Json, rules: &[Rule], step: &str) -> Result<(), RuleViolation> {
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
    pub(crate) fn number(&self, text: &str) -> Result<(), RuleViolation> {
        let compared = |bound: &str| Some(Decimal::parse(text)?.compare(&Decimal::parse(bound)?));
        let is_multiple = |divisor: &str| Decimal::parse(text)?.is_multiple(&Decimal::parse(divisor)?);
        match self {
            Self::Minimum(bound) if compared(bound) == Some(Ordering::Less) => {
                Err(RuleViolation(format!("less than {bound}")))
            }
            Self::Maximum(bound) if compared(bound) == Some(Ordering::Greater) => {
                Err(RuleViolation(format!("more than {bound}")))
            }
            Self::Above(bound) if compared(bound).is_some_and(Ordering::is_le) => {
                Err(RuleViolation(format!("not more than {bound}")))
            }
            Self::Below(bound) if compared(bound).is_some_and(Ordering::is_ge) => {
                Err(RuleViolation(format!("not less than {bound}")))
            }
            Self::MultipleOf(divisor) if is_multiple(divisor) == Some(false) => {
                Err(RuleViolation(format!("not a multiple of {divisor}")))
            }
            _ => Ok(()),
        }
    }

    /// Holds a text against it.
    pub(crate) fn text(&self, text: &str) -> Result<(), RuleViolation> {
        match self {
            #[cfg(feature = "regex")]
            Self::Pattern(pattern) if !pattern::matches(pattern, text) => {
                Err(RuleViolation(format!("does not match `{pattern}`")))
            }
            // The length is "the number of its characters" (JSON Schema 2020-12, Validation, section 6.3.1), and not of
            // bytes.
            Self::MinLength(_) | Self::MaxLength(_) => self.count(text.chars().count(), "characters"),
            _ => Ok(()),
        }
    }

    /// Holds the number of characters, items or properties against it.
    pub(crate) fn count(&self, count: usize, what: &str) -> Result<(), RuleViolation> {
        let (noun, is_least, limit) = match self {
            Self::MinLength(limit) => ("characters", true, *limit),
            Self::MaxLength(limit) => ("characters", false, *limit),
            Self::MinItems(limit) => ("items", true, *limit),
            Self::MaxItems(limit) => ("items", false, *limit),
            Self::MinProperties(limit) => ("properties", true, *limit),
            Self::MaxProperties(limit) => ("properties", false, *limit),
            _ => return Ok(()),
        };
        if noun != what || count == limit || (count > limit) == is_least {
            return Ok(());
        }
        let [less, more] = if noun == "characters" { ["shorter", "longer"] } else { ["fewer", "more"] };
        let word = if is_least { less } else { more };
        Err(RuleViolation(format!("{word} than {limit} {noun}")))
    }

    /// The rules of a type, or itself.
    fn nested_rules(&self) -> &[Self] {
        match self {
            Self::Of(rules) => rules(),
            other => std::slice::from_ref(other),
        }
    }

    fn of_property(&self, name: &str) -> &'static [Self] {
        match self {
            Self::Property(rule_name, rules) if *rule_name == name => rules,
            Self::Others(names, rules) if !names.contains(&name) => rules,
            _ => &[],
        }
    }
}
