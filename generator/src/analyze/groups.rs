//! Operations by module.

use crate::collections::IndexMap;

use crate::ir::{Api, Operation, OperationId};

/// Setters of equal names on one `Call` cost the square of their number to compile; a module has a `Call` of its own.
const GROUP_SIZE: usize = 250;

/// Operations without a tag stand in a module of their own where so many paths begin alike: a resource with its usual methods.
const SEGMENT_SIZE: usize = 4;

/// Operations that stand in one module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) label: Label,
    /// Counts the modules of one label, from 0.
    pub(crate) part: usize,
    pub(crate) operations: Vec<OperationId>,
}

/// The text that operations of a group have in common.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Label {
    /// Their first tag.
    Tag(String),
    /// The segment in which paths of operations without tags differ first.
    Segment(String),
    /// They have no tag, and no path like those of others.
    Rest,
}

impl Label {
    /// The tag.
    pub(crate) fn tag(&self) -> Option<&str> {
        match self {
            Self::Tag(tag) => Some(tag),
            Self::Segment(_) | Self::Rest => None,
        }
    }

    /// The words that a module is called after; none of the rest.
    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Tag(text) | Self::Segment(text) => Some(text),
            Self::Rest => None,
        }
    }
}

/// Parts operations by their first tag, or by their paths, in the order in which these are met.
pub(super) fn groups(api: &Api) -> Vec<Group> {
    let segments = segments(api);
    let mut by_label: IndexMap<Label, Vec<OperationId>> = IndexMap::default();
    for (id, operation) in api.operation_ids() {
        let label = match (tag(operation), segments.get(&id)) {
            (Some(tag), _) => Label::Tag(tag.to_owned()),
            (None, Some(segment)) => Label::Segment(segment.clone()),
            (None, None) => Label::Rest,
        };
        by_label.entry(label).or_default().push(id);
    }
    let mut groups = Vec::new();
    for (label, operations) in by_label {
        // A fixed size and not halves: an operation that is added at the end moves none of the others to another
        // module.
        for (part, operations) in operations.chunks(GROUP_SIZE).enumerate() {
            groups.push(Group { label: label.clone(), part, operations: operations.to_vec() });
        }
    }
    groups
}

fn tag(operation: &Operation) -> Option<&str> {
    operation.tags.first().map(String::as_str).filter(|tag| !tag.trim().is_empty())
}

/// The segments of the paths of operations without tags, behind those that all of them begin with. Rare ones are none.
fn segments(api: &Api) -> IndexMap<OperationId, String> {
    let untagged = api.operation_ids().filter(|(_, operation)| tag(operation).is_none());
    let mut paths: Vec<(OperationId, Vec<&str>)> =
        untagged.map(|(id, operation)| (id, words(&operation.path))).collect();
    while let Some(first) = paths.first().and_then(|(_, words)| words.first().copied())
        && paths.iter().all(|(_, words)| words.first() == Some(&first))
    {
        for (_, words) in &mut paths {
            words.remove(0);
        }
    }
    let mut counts: IndexMap<&str, usize> = IndexMap::default();
    for segment in paths.iter().filter_map(|(_, words)| words.first()) {
        *counts.entry(segment).or_default() += 1;
    }
    let common = paths.iter().filter_map(|(id, words)| Some((*id, *words.first()?)));
    common
        .filter(|(_, segment)| counts[segment] >= SEGMENT_SIZE)
        .map(|(id, segment)| (id, segment.to_owned()))
        .collect()
}

/// The segments of a path template without parameters, query and fragment.
fn words(path: &str) -> Vec<&str> {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    path.split('/').filter(|segment| !segment.is_empty() && !segment.contains('{')).collect()
}

#[cfg(test)]
mod tests {
    use super::{Label, groups};
    use crate::Generator;

    /// The labels of the groups, each with the number of its operations.
    fn labels(operations: &[(&str, Option<&str>)]) -> Vec<(String, usize)> {
        let paths = operations.iter().enumerate().map(|(index, (path, tag))| {
            let tags = tag.map(|tag| format!("tags: [{tag}], ")).unwrap_or_default();
            format!("  {path}/x{index}: {{ get: {{ {tags}responses: {{ '204': {{ description: d }} }} }} }}\n")
        });
        let paths: String = paths.collect();
        let text = format!("openapi: 3.1.0\ninfo: {{ title: T, version: '1' }}\npaths:\n{paths}");
        let generated = Generator::from_text("a.yaml", text).generate().expect("the document is one");
        let groups = groups(generated.api()).into_iter().map(|group| {
            let name = match &group.label {
                Label::Tag(tag) => format!("tag {tag}"),
                Label::Segment(segment) => format!("segment {segment}"),
                Label::Rest => "rest".to_owned(),
            };
            (name, group.operations.len())
        });
        groups.collect()
    }

    #[test]
    fn operations_without_tags_are_grouped_by_the_segment_in_which_paths_differ() {
        let mut paths = vec![("/api/v1/pets", None); 4];
        paths.extend([("/api/v1/shops", None); 5]);
        paths.extend([("/api/v1/health", None); 3]);
        let expected = [("segment pets", 4), ("segment shops", 5), ("rest", 3)];
        assert_eq!(labels(&paths), expected.map(|(name, count)| (name.to_owned(), count)));
    }

    #[test]
    fn tags_come_before_paths() {
        let mut paths = vec![("/pets", Some("animals")); 2];
        paths.extend([("/pets", None); 2]);
        let expected = [("tag animals", 2), ("rest", 2)];
        assert_eq!(labels(&paths), expected.map(|(name, count)| (name.to_owned(), count)));
    }
}
