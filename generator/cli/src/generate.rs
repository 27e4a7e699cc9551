//! `callsmith generate`: the client of a document, written.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::path::Path;

use callsmith::Generated;

use crate::args::{GenerateArgs, OutputArgs};
use crate::console::{Console, counts, plural};
use crate::document::{self, Client};
use crate::failure::Failure;
use crate::folder::Folder;
use crate::options;
use crate::plan::Plan;
use crate::remote::Policy;

/// Writes the client of a document.
pub(crate) fn run(args: &GenerateArgs, console: &Console) -> Result<(), Failure> {
    let policy = if args.update_lock { Policy::Update } else { Policy::Record };
    let args = &args.output;
    let (client, plan) = prepare(args, policy, console)?;
    console.reports(client.generated.reports());
    if !plan.in_the_way.is_empty() {
        return Err(in_the_way(&plan));
    }
    plan.carry_out()?;
    client.remote.record()?;
    tell_kept(&plan, console);
    console.done(&closing(args, &client.generated, &plan));
    Ok(())
}

/// Generates in memory and compares with what is there.
pub(crate) fn prepare(args: &OutputArgs, policy: Policy, console: &Console) -> Result<(Client, Plan), Failure> {
    let (folder, module) = output(args)?;
    let options = options::of_output(args)?;
    if policy == Policy::Update && options.allow_urls.is_empty() {
        let help = "`--allow-url PREFIX`, or `allow-urls` in callsmith.toml, says which URLs are fetched and locked";
        return Err(Failure::usage_with_help("`--update-lock` has no effect: no URL is allowed", help));
    }
    let client = document::generate(&args.document, options, policy)?;
    let generated = &client.generated;
    let folder = match policy {
        Policy::Record | Policy::Update => Folder::hold(folder, console)?,
        Policy::Fetch | Policy::Refuse => Folder::look(folder),
    };
    let plan = match module {
        Some(name) => Plan::of_module(folder, name, &generated.module(), args.force)?,
        None => Plan::of_crate(folder, generated.crate_files().iter(), args.force)?,
    };
    Ok((client, plan))
}

/// The folder that is written to, and the name of the file in it where that is all.
fn output(args: &OutputArgs) -> Result<(&Path, Option<&OsStr>), Failure> {
    let output = args.output.as_path();
    let found = fs::metadata(output).ok();
    let is_folder = found.as_ref().is_some_and(Metadata::is_dir);
    let is_device = found.as_ref().is_some_and(|found| !(found.is_file() || found.is_dir()));
    let refused =
        |what: &str, help: &str| Err(Failure::usage_with_help(format!("`{}` is {what}", output.display()), help));
    let of_module = "with `--module`, `-o` names a file, such as `src/client.rs`";
    let of_crate = "`-o` names the folder of the crate; with `--module` it names a file";
    match (args.module, output.file_name()) {
        (true, Some(name)) if !is_folder && !is_device => Ok((output.parent().unwrap_or(Path::new("")), Some(name))),
        (true, _) => refused(if is_device { "no file" } else { "a folder" }, of_module),
        (false, _) if is_device => refused("no folder", of_crate),
        (false, _) if found.is_some() && !is_folder => refused("a file", of_crate),
        (false, _) => Ok((output, None)),
    }
}

/// Tells which files were kept although they are not what would be generated.
pub(crate) fn tell_kept(plan: &Plan, console: &Console) {
    for kept in &plan.kept {
        let path = kept.path.display();
        if kept.outdated {
            console.notice(&format!(
                "`{path}` was edited and is kept, but what would be generated has changed: `callsmith check --force` shows \
                 how, and `callsmith generate --force` replaces it"
            ));
        } else {
            console.note(&format!("`{path}` is not what Callsmith wrote and is kept"));
        }
    }
}

fn in_the_way(plan: &Plan) -> Failure {
    let paths: Vec<String> = plan.in_the_way.iter().map(|path| format!("`{}`", path.display())).collect();
    let text = format!("nothing is written: Callsmith did not write {}", paths.join(", "));
    Failure::usage_with_help(text, "name another output with `-o`, or replace what is there with `--force`")
}

/// ``generated client `myservice` in client: 3 operations, 4 types (2 files changed)``
fn closing(args: &OutputArgs, generated: &Generated, plan: &Plan) -> String {
    let (name, output, inspection) = (generated.crate_name(), args.output.display(), generated.inspect());
    let types = plural(inspection.types.len(), "type");
    let (what, made) = match generated.has_types_only() {
        true => ("types", types),
        false => ("client", format!("{}, {types}", plural(inspection.operations.len(), "operation"))),
    };
    let removed = plan.changes.iter().filter(|change| change.new.is_none()).count();
    let files = match (plan.changes.len() - removed, removed) {
        (0, 0) => "no file changed".to_owned(),
        (0, removed) => format!("{} removed", plural(removed, "file")),
        (changed, 0) => format!("{} changed", plural(changed, "file")),
        (changed, removed) => format!("{} changed, {removed} removed", plural(changed, "file")),
    };
    let counts = counts(generated.reports());
    let found = if counts.is_empty() { counts } else { format!(", {counts}") };
    format!("generated {what} `{name}` in {output}: {made} ({files}){found}")
}
