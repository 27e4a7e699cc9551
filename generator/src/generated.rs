//! The client that is generated, in memory.

use std::path::{Path, PathBuf};

use crate::api_diff::{self, ApiDiff, ClientItems};
use crate::config::Options;
use crate::coverage::Coverage;
use crate::diagnostic::{Diagnostics, Report};
use crate::document::{SourceId, Sources};
use crate::emit::{self, Context, Layout};
use crate::error::Error;
use crate::inspect::{self, Inspection};
use crate::name;
use crate::output::{self, Files, Tested, Written};
use crate::pipeline::{self, Model, on_a_deep_stack};
use crate::report;

/// A client in memory.
pub struct Generated {
    pub(crate) model: Model,
    pub(crate) diagnostics: Diagnostics,
    pub(crate) reports: Vec<Report>,
    pub(crate) sources: Sources,
    pub(crate) root: SourceId,
    pub(crate) documents: Vec<PathBuf>,
    pub(crate) options: Options,
}

impl Generated {
    /// The client as one module, for `include!` or a snapshot.
    #[must_use]
    pub fn module(&self) -> String {
        on_a_deep_stack(|| output::module_text(&emit::emit(&self.context(), Layout::Module)))
    }

    /// The client as a crate: `Cargo.toml`, `README.md`, `src/`, `examples/`, and with [`Options::tests`] `tests/`.
    #[must_use]
    pub fn crate_files(&self) -> Files {
        on_a_deep_stack(|| {
            let cx = self.context();
            let krate = output::crate_name(cx.api, &self.options).replace('-', "_");
            output::crate_files(&cx, emit::emit(&cx, Layout::Crate(&krate)), &self.options)
        })
    }

    /// Writes the client as a crate into a folder.
    ///
    /// # Errors
    /// A file cannot be written, or [`Options::runtime_path`] leads to no folder.
    pub fn write_crate(&self, folder: impl AsRef<Path>) -> Result<Written, Error> {
        let folder = folder.as_ref();
        self.options.check_crate(folder)?;
        self.crate_files().write(folder).map_err(|source| Error::Output { path: folder.to_owned(), source })
    }

    /// The text of the lock of names: the name of each item, for the file that [`Options::names_lock`] names.
    #[must_use]
    pub fn names_lock(&self) -> String {
        name::lock::names(&self.model.api, &self.model.facts, &self.model.names).text()
    }

    /// Diagnostics, sorted by place. None is an error, except with `keep_going`.
    #[must_use]
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// The files that were read.
    #[must_use]
    pub fn documents(&self) -> &[PathBuf] {
        &self.documents
    }

    /// The name of the crate that [`Generated::crate_files`] makes.
    #[must_use]
    pub fn crate_name(&self) -> String {
        output::crate_name(&self.model.api, &self.options)
    }

    /// The keys of `[package]` in its manifest that the configuration sets.
    #[must_use]
    pub fn package_keys(&self) -> Vec<&'static str> {
        let name = self.options.crate_name.is_some().then_some("name");
        name.into_iter().chain(self.options.package.keys()).collect()
    }

    /// Returns `true` if the name of the crate is the title of the document without some of its words.
    #[must_use]
    pub fn has_short_name(&self) -> bool {
        output::is_shortened(&self.model.api, &self.options)
    }

    /// Returns `true` if there are types and no calls; see [`Options::types_only`].
    #[must_use]
    pub fn has_types_only(&self) -> bool {
        self.options.types_only
    }

    /// The account of the crate's tests; `None` if it has none. See [`Options::tests`].
    #[must_use]
    pub fn tested(&self) -> Option<Tested> {
        self.options.tests.then(|| on_a_deep_stack(|| output::tested(&self.context(), &self.crate_name())))
    }

    /// The number of operations that the client calls.
    #[must_use]
    pub fn count_operations(&self) -> usize {
        if self.options.types_only { 0 } else { self.model.api.operation_ids().count() }
    }

    /// The number of types. Schemas that say the same have one.
    #[must_use]
    pub fn count_types(&self) -> usize {
        let api = &self.model.api;
        api.type_ids().filter(|(id, _)| !api.duplicates.contains_key(id)).count()
    }

    /// The operations and types of the client with their Rust names.
    #[must_use]
    pub fn inspect(&self) -> Inspection {
        on_a_deep_stack(|| inspect::inspect(&self.context(), self.reports.clone()))
    }

    /// The changes of the client since that of an older version of the document.
    #[must_use]
    pub fn changes_since(&self, old: &Self) -> ApiDiff {
        let items = |client: &Self| ClientItems::read(&client.module(), &client.inspect());
        on_a_deep_stack(|| api_diff::compare(&items(old), &items(self)))
    }

    /// The coverage of the document: each construct with its outcome in the client. The document is walked once more
    /// for it.
    #[must_use]
    pub fn coverage(&self) -> Coverage {
        on_a_deep_stack(|| pipeline::coverage(&self.sources, self.root, &self.model, &self.diagnostics))
    }

    /// The report about the document and its client, as a page of HTML: operations, types, findings, coverage and sizes. The page is
    /// complete in itself, and nothing in it reaches a network.
    #[must_use]
    pub fn report_page(&self) -> String {
        let coverage = self.coverage();
        on_a_deep_stack(|| {
            let cx = self.context();
            let inspection = inspect::inspect(&cx, Vec::new());
            let sizes = output::sizes(&cx, &self.crate_name().replace('-', "_"));
            report::page(
                &cx,
                report::Parts {
                    document: self.sources.root().name.as_str(),
                    inspection,
                    coverage,
                    sizes,
                    findings: &self.reports,
                    options: &self.options,
                    sources: &self.sources,
                },
            )
        })
    }

    #[cfg(test)]
    pub(crate) fn api(&self) -> &crate::ir::Api {
        &self.model.api
    }

    /// The first parameter of the first operation.
    #[cfg(test)]
    pub(crate) fn first_parameter(&self) -> crate::ir::Parameter {
        self.model.api.operations[0].parameters[0].clone()
    }

    fn context(&self) -> Context<'_> {
        Context::new(&self.model.api, &self.model.facts, &self.model.names)
    }
}

impl std::fmt::Debug for Generated {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Generated")
            .field("title", &self.model.api.title)
            .field("operations", &self.model.api.operations.len())
            .field("types", &self.model.api.types.len())
            .field("reports", &self.reports)
            .finish_non_exhaustive()
    }
}
