//! Features of a generated crate.

use crate::collections::HashMap;
use std::collections::{BTreeMap, BTreeSet};

use super::scope::Scope;
use crate::analyze::{Facts, Label};
use crate::config::{Features, is_feature};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::grammar::nearest;
use crate::limits;

/// The feature that has the smallest groups, where there are too many for one each.
const OTHERS: &str = "others";

/// The features by group; none where a crate has no two of them. `modules` are the names of the groups.
pub(super) fn features(
    facts: &Facts,
    modules: &[String],
    options: &Features,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<String>> {
    report_unknown(facts, options, diagnostics);
    let none = vec![None; facts.groups.len()];
    if options.is_off() {
        return none;
    }
    let configured: BTreeMap<&str, &str> = options.iter().map(|(tag, name)| (tag, name.value.as_str())).collect();
    let given_to = |label: &Label| label.text().and_then(|text| configured.get(text).copied());
    // A group whose own name is given to another one shares its feature.
    let mut scope = Scope::new(["default"]);
    let mut names: HashMap<&Label, String> = HashMap::default();
    for (group, module) in facts.groups.iter().zip(modules).filter(|(group, _)| group.part == 0) {
        let name = match given_to(&group.label) {
            Some(name) => name.to_owned(),
            None => {
                let wish = module.replace('_', "-");
                let wish = if is_feature(&wish) { wish } else { "group".to_owned() };
                scope.grant([wish]).remove(0)
            }
        };
        names.insert(&group.label, name);
    }
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for group in &facts.groups {
        *sizes.entry(&names[&group.label]).or_default() += group.operations.len();
    }
    if sizes.len() < 2 {
        return none;
    }
    let largest_tags = largest(&sizes);
    let name = |label: &Label| {
        if largest_tags.contains(names[label].as_str()) { names[label].clone() } else { OTHERS.to_owned() }
    };
    facts.groups.iter().map(|group| Some(name(&group.label))).collect()
}

/// The features that stay: all of them, or the largest.
fn largest<'a>(sizes: &BTreeMap<&'a str, usize>) -> BTreeSet<&'a str> {
    let mut sorted: Vec<(&str, usize)> = sizes.iter().map(|(name, size)| (*name, *size)).collect();
    sorted.sort_by_key(|(name, size)| (usize::MAX - size, *name));
    // The largest groups keep features of their own: they are worth leaving out.
    let count = if sorted.len() > limits::FEATURES { limits::FEATURES - 1 } else { sorted.len() };
    sorted.into_iter().take(count).map(|(name, _)| name).collect()
}

/// Reports tags of the configuration that no group is called after.
fn report_unknown(facts: &Facts, options: &Features, diagnostics: &mut Diagnostics) {
    let labels: BTreeSet<&str> = facts.groups.iter().filter_map(|group| group.label.text()).collect();
    for (tag, setting) in options.iter().filter(|(tag, _)| !labels.contains(tag)) {
        let message = format!("there is no group of operations `{tag}` to give the feature `{}`", setting.value);
        let diagnostic = Diagnostic::unknown_option(tag, message, nearest(tag, labels.iter().copied()));
        diagnostics.push(diagnostic.at_option(&setting.span));
    }
}
