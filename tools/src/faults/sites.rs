//! Sites for faults in a document.

use super::tree::{Path, Tree};
use super::words::{Kind, OPENAPI, SCHEMA, SWAGGER, Shape};

/// The places of a document.
#[derive(Default)]
pub struct Sites {
    /// Values whose kind the specification fixes.
    pub values: Vec<(Path, Kind)>,
    /// Objects with fixed fields.
    pub objects: Vec<(Path, &'static Shape)>,
    /// The strings of references.
    pub references: Vec<Path>,
    /// Lists of parameters that are not empty.
    pub parameters: Vec<Path>,
}

/// Finds the places of a document; none where it is of no version that is known.
#[must_use]
pub fn find(tree: &Tree) -> Sites {
    let mut walk = SiteWalk { sites: Sites::default(), path: Vec::new() };
    match (tree.get("openapi"), tree.get("swagger")) {
        (Some(_), _) => walk.object(tree, &OPENAPI),
        (_, Some(_)) => walk.object(tree, &SWAGGER),
        _ => {}
    }
    walk.sites
}

struct SiteWalk {
    sites: Sites,
    path: Path,
}

impl SiteWalk {
    fn step(&mut self, step: usize, tree: &Tree, kind: Kind) {
        self.path.push(step);
        self.value(tree, kind);
        self.path.pop();
    }

    fn value(&mut self, tree: &Tree, kind: Kind) {
        if !matches!(kind, Kind::Any) {
            self.sites.values.push((self.path.clone(), kind));
        }
        match (kind, tree) {
            (Kind::List(kind), Tree::List(items)) => self.items(items, *kind),
            (Kind::Map(kind), Tree::Object(members)) => {
                for (step, (key, value)) in members.iter().enumerate() {
                    if !key.starts_with("x-") {
                        self.step(step, value, *kind);
                    }
                }
            }
            (Kind::Object(shape), Tree::Object(_)) => self.object(tree, shape),
            (Kind::OrReference(shape), Tree::Object(_)) if !self.reference(tree) => self.object(tree, shape),
            (Kind::SchemaOrList, Tree::List(items)) => self.items(items, Kind::Schema),
            (Kind::Schema | Kind::SchemaOrFlag | Kind::SchemaOrList, Tree::Object(_)) if !self.reference(tree) => {
                self.object(tree, &SCHEMA);
            }
            _ => {}
        }
    }

    fn items(&mut self, items: &[Tree], kind: Kind) {
        if matches!(kind, Kind::OrReference(shape) if shape.name == "Parameter") && !items.is_empty() {
            self.sites.parameters.push(self.path.clone());
        }
        for (step, item) in items.iter().enumerate() {
            self.step(step, item, kind);
        }
    }

    fn object(&mut self, tree: &Tree, shape: &'static Shape) {
        self.sites.objects.push((self.path.clone(), shape));
        for (step, (key, value)) in tree.members().iter().enumerate() {
            let fixed = shape.keys.iter().find(|(name, _)| name == key).map(|(_, kind)| *kind);
            if let Some(kind) = fixed.or(shape.rest.filter(|_| !key.starts_with("x-"))) {
                self.step(step, value, kind);
            }
        }
    }

    /// Returns `true` if an object is a reference.
    fn reference(&mut self, tree: &Tree) -> bool {
        let position = tree.members().iter().position(|(key, value)| key == "$ref" && value.text().is_some());
        if let Some(step) = position {
            let mut path = self.path.clone();
            path.push(step);
            self.sites.references.push(path);
        }
        position.is_some()
    }
}
