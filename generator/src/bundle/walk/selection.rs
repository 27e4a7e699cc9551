//! The operations that the user selects. The others are not walked: no later stage sees anything of them.

use crate::collections::HashSet;

use super::DocumentWalk;
use crate::config::{Select, Selectable};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Origin, SpanTarget};
use crate::grammar::{Kind, ObjectShape};
use crate::ir::id_from_path;
use crate::spec::{Field, Members as _, Method, foreign};

/// The selection of the user, and what it did.
pub(super) struct Selection<'a> {
    select: &'a Select,
    /// The place of the operations that are walked now.
    place: PathItemPosition,
    /// The operations and webhooks that were met.
    met: Vec<Selectable>,
    /// The places of those that are not selected.
    omitted: Vec<Origin>,
    /// The places of those that are: one of a shared path item may be both.
    selected: HashSet<Origin>,
    /// The place of the first extension that leaves an operation out, and the requests of all such operations.
    ignored: Option<(Field, Origin)>,
    requests: Vec<String>,
}

/// The place of a path item.
enum PathItemPosition {
    /// Among `paths`, or the webhooks: the path or name. Its operations are selected.
    Named(String),
    /// Among the components, from where a reference takes it: its operations are walked there.
    Shared,
    /// Within an operation, which is selected with all that it has.
    Within,
}

impl<'a> Selection<'a> {
    pub(super) fn new(select: &'a Select) -> Self {
        let (met, omitted, requests) = (Vec::new(), Vec::new(), Vec::new());
        Self {
            select,
            place: PathItemPosition::Within,
            met,
            omitted,
            selected: HashSet::default(),
            ignored: None,
            requests,
        }
    }

    /// Returns `true` if operations are left out by the user.
    pub(super) fn has_omitted(&self) -> bool {
        !self.omitted.is_empty()
    }

    /// Reports selectors that name nothing, and gives the operations that are not selected.
    pub(super) fn finish(self, diagnostics: &mut Diagnostics) -> Vec<Origin> {
        let mut are_known = true;
        for (list, setting) in self.select.iter() {
            let selector = &setting.value;
            let Some(message) = selector.unmatched() else { continue };
            if self.met.iter().any(|operation| selector.names(operation)) {
                continue;
            }
            are_known = false;
            let message = format!("{message}, which `{}` names", list.key());
            let diagnostic = Diagnostic::error(Code::UnknownOverride, message).at_option(&setting.span);
            diagnostics.push(match selector.suggestion(&self.met) {
                Some(suggestion) => diagnostic.help(format!("did you mean `{suggestion}`?")),
                None => diagnostic.help("`callsmith inspect` without a selection lists the operations of the document"),
            });
        }
        if are_known && !self.met.is_empty() && !self.met.iter().any(|operation| self.select.covers(operation)) {
            let diagnostic = Diagnostic::error(Code::UnknownOverride, "the selection leaves no operation");
            let last = self.select.iter().last().map(|(_, setting)| &setting.span);
            let diagnostic = last.map_or(diagnostic.clone(), |span| diagnostic.at_option(span));
            diagnostics.push(diagnostic.help("an operation has to be named by `include`, and not by `exclude`"));
        }
        if let Some((field, origin)) = self.ignored {
            let (requests, verb) = match &*self.requests {
                [request] => (format!("`{request}`"), "it is"),
                [first, _] => (format!("`{first}` and another operation"), "they are"),
                [first, rest @ ..] => (format!("`{first}` and {} other operations", rest.len()), "they are"),
                [] => return self.omitted,
            };
            let note = |message| Diagnostic::note(Code::Unsupported, message).at(origin, SpanTarget::Key);
            diagnostics.push(if self.select.excludes_ignored() {
                note(format!("`{field}` asks generators to leave out {requests}"))
                    .with_note(format!("{verb} not in the client"))
                    .help("remove `ignored` from `exclude` under `[select]` to have them in the client")
            } else {
                note(format!("`{field}` asks generators to leave out {requests}"))
                    .with_note(format!("{verb} in the client"))
                    .help("`exclude = [\"ignored\"]` under `[select]` leaves them out")
            });
        }
        let Self { mut omitted, selected, .. } = self;
        omitted.retain(|origin| !selected.contains(origin));
        omitted
    }
}

impl DocumentWalk<'_, '_> {
    /// Returns `true` if path items are walked for each place that refers to them, since other operations may be selected there.
    pub(super) fn is_selected_apart(&self, kind: Kind) -> bool {
        !self.selection.select.is_empty() && is_of(kind, "Path Item")
    }

    /// Walks an entry that may be a path item, whose operations are selected by where it stands.
    pub(super) fn placed<T>(&mut self, key: &str, kind: Kind, work: impl FnOnce(&mut Self) -> T) -> T {
        if !self.is_selected_apart(kind) {
            return work(self);
        }
        let place = match self.position.pointer.tokens() {
            _ if self.position.pointer.document().is_some() => PathItemPosition::Within,
            [section] if is_walked(section) => PathItemPosition::Named(key.to_owned()),
            [_, section] if is_section(section, &[Field::PathItems]) => PathItemPosition::Shared,
            _ => PathItemPosition::Within,
        };
        let outer = std::mem::replace(&mut self.selection.place, place);
        let result = work(self);
        self.selection.place = outer;
        result
    }

    // Left-out operations are not walked, so no later stage has to ask. Nothing in them is a finding, and a document
    // that only they refer to is not opened.
    /// Returns `true` if a member of a path item is an operation that is not selected.
    pub(super) fn is_omitted(&mut self, key: &str, node: &Node, kind: Kind) -> bool {
        if self.is_ignored(key, node, kind) {
            return true;
        }
        let selection = &mut self.selection;
        if selection.select.is_empty() || !is_of(kind, "Operation") {
            return false;
        }
        let path = match &selection.place {
            PathItemPosition::Named(path) => path,
            // A path item of the components is walked again for each path that refers to it, and the selection decides
            // there. The same item may be selected for one path and not for another.
            PathItemPosition::Shared => return true,
            PathItemPosition::Within => return false,
        };
        let Some(method) = Method::of_field(key).or_else(|| Method::parse(key)) else { return false };
        let operation = selectable(method.as_str(), path, &self.position.pointer.to_string(), node);
        let is_omitted = !selection.select.covers(&operation);
        if is_omitted {
            selection.omitted.push(node.origin);
            self.diagnostics.omit_operation(operation.clone());
        } else {
            selection.selected.insert(node.origin);
        }
        selection.met.push(operation);
        is_omitted
    }
}

impl DocumentWalk<'_, '_> {
    /// Returns `true` if the user excludes what an extension leaves out: an operation, or all operations of a path item.
    fn is_ignored(&mut self, key: &str, node: &Node, kind: Kind) -> bool {
        if !(is_of(kind, "Path Item") || is_of(kind, "Operation")) {
            return false;
        }
        let Some(field) = foreign::ignored(node) else { return false };
        let at = node.member(field).map_or(node.origin, |node| node.origin);
        let pointer = self.position.pointer.to_string();
        let of_item = |path: &str, method: &str, pointer: &str, node: &Node| {
            let method = Method::of_field(method).or_else(|| Method::parse(method))?;
            Some((selectable(method.as_str(), path, pointer, node), node.origin))
        };
        let is_own = self.position.pointer.document().is_none();
        let operations: Vec<(Selectable, Origin)> = match self.position.pointer.tokens() {
            [section, path] if is_own && is_of(kind, "Path Item") && is_walked(section) => {
                let members = node.as_object().into_iter().flatten();
                let fixed = members.filter(|(method, _)| Method::of_field(method).is_some());
                let all = fixed.chain(node.entries(Field::AdditionalOperations));
                all.filter_map(|(method, node)| of_item(path, method, &format!("{pointer}/{method}"), node)).collect()
            }
            [section, path, ..] if is_own && is_of(kind, "Operation") && is_walked(section) => {
                of_item(path, key, &pointer, node).into_iter().collect()
            }
            // Several paths may refer to it.
            _ => {
                let message = format!("Callsmith does not read `{field}` in a path item that others refer to");
                let note = Diagnostic::note(Code::Unsupported, message).at(at, SpanTarget::Key);
                self.diagnostics.push(note.with_note("its operations are in the client"));
                return false;
            }
        };
        let selection = &mut self.selection;
        if operations.is_empty() {
            return false;
        }
        selection.ignored.get_or_insert((field, at));
        let is_excluded = selection.select.excludes_ignored();
        for (operation, origin) in operations {
            selection.requests.push(format!("{} {}", operation.method, operation.path));
            if !is_excluded {
                continue;
            }
            selection.omitted.push(origin);
            selection.met.push(operation.clone());
            self.diagnostics.omit_operation(operation);
        }
        is_excluded
    }
}

/// Returns `true` for the sections of a document whose path items have operations of the client.
fn is_walked(section: &str) -> bool {
    is_section(section, &[Field::Paths, Field::PathsWithQueries, Field::Webhooks])
}

/// An operation at a JSON Pointer, which may be sloppy: it was not checked.
fn selectable(method: &str, path: &str, pointer: &str, node: &Node) -> Selectable {
    let id = node.text(Field::OperationId).filter(|id| !id.trim().is_empty()).map(str::to_owned);
    let tags = node.member(Field::Tags);
    let listed = tags.and_then(Node::as_array).into_iter().flatten();
    let tags = listed.chain(tags).filter_map(Node::as_str).map(str::to_owned);
    let deprecated = node.member(Field::Deprecated);
    Selectable {
        id: id.unwrap_or_else(|| id_from_path(method, path)),
        tags: tags.collect(),
        method: method.to_owned(),
        path: path.to_owned(),
        pointer: pointer.to_owned(),
        is_deprecated: deprecated.is_some_and(|flag| flag.as_bool() == Some(true) || flag.as_str() == Some("true")),
    }
}

fn is_of(kind: Kind, name: &str) -> bool {
    let (Kind::Object(ObjectShape { name: shape_name, .. }) | Kind::OrReference(ObjectShape { name: shape_name, .. })) =
        kind
    else {
        return false;
    };
    *shape_name == name
}

fn is_section(token: &str, sections: &[Field]) -> bool {
    sections.iter().any(|section| section.name() == token)
}

#[cfg(test)]
mod tests {
    use crate::{Generator, Options};

    const DOCUMENT: &str = r##"{"swagger": "2.0", "info": {"title": "pets", "version": "1"}, "paths": {
        "/a": {"get": {"operationId": "one", "x-fern-ignore": true, "responses": {"204": {"description": ""}}},
               "put": {"operationId": "two", "x-speakeasy-ignore": false, "responses": {"204": {"description": ""}}}},
        "/b": {"x-sdk-exclude": true, "get": {"operationId": "three", "responses": {"204": {"description": ""}}}},
        "/c": {"get": {"operationId": "four", "x-stainless-skip": ["go"], "responses": {"204": {"description": ""}}},
               "put": {"operationId": "five", "x-stainless-skip": ["go", "rust"], "responses": {"204": {"description": ""}}}}
    }}"##;

    /// The operations of the client, and its notes about extensions that leave some out.
    fn client(select: &str) -> (String, String) {
        let options = Options::from_toml(&format!("[select]\n{select}\n")).unwrap();
        let client = Generator::from_text("pets.json", DOCUMENT).options(options).generate().unwrap();
        let inspection = client.inspect();
        let operations: Vec<&str> = inspection.operations.iter().map(|operation| operation.id.as_str()).collect();
        let notes = client.reports().iter().filter(|report| report.message.contains("asks generators"));
        let notes = notes.map(|report| format!("{}: {}", report.message, report.note.as_deref().unwrap_or_default()));
        (operations.join(" "), notes.collect())
    }

    #[test]
    fn operations_that_the_document_leaves_out_are_excluded_by_a_selector() {
        let note = "`x-fern-ignore` asks generators to leave out `GET /a` and 2 other operations: they are";
        assert_eq!(client(""), ("one two three four five".to_owned(), format!("{note} in the client")));
        assert_eq!(client("exclude = [\"ignored\"]"), ("two four".to_owned(), format!("{note} not in the client")));
        assert_eq!(client("include = [\"method:GET\"]\nexclude = [\"ignored\"]").0, "four");
        assert_eq!(client("include = [\"path:/c\"]").0, "four five");
    }
}
