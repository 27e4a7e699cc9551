//! `callsmith generate`: the client of a document, written.

use std::ffi::OsStr;
use std::fs::{self, Metadata};
use std::path::Path;

use callsmith::{Generated, NamesLock};

use crate::args::{GenerateArgs, OutputArgs};
use crate::compare;
use crate::console::{Console, plural};
use crate::document::{self, Client};
use crate::failure::{Failure, Message};
use crate::folder::Folder;
use crate::options::{self, Target};
use crate::plan::Plan;
use crate::remote::Policy;
use crate::summary::Summary;

/// Writes the client of a document, or those of the configuration.
pub(crate) fn run(args: &GenerateArgs, console: &Console) -> Result<(), Failure> {
    let targets = options::targets(&args.output, console)?;
    let allows_urls = |target: &Target| {
        // What is wrong with its options is said when its turn comes.
        options::of_target(&args.output, target).map_or(true, |options| !options.allow_urls.is_empty())
    };
    if args.update_lock && !targets.iter().any(allows_urls) {
        let help = "`--allow-url PREFIX`, or `allow-urls` in callsmith.toml, says which URLs are fetched and locked";
        return Err(Failure::usage_with_help("`--update-lock` has no effect: no URL is allowed", help));
    }
    each_target(&targets, console, |target| write_target(args, target, console))
}

/// Does something for each client. One that fails does not stop the others.
pub(crate) fn each_target(
    targets: &[Target],
    console: &Console,
    work: impl Fn(&Target) -> Result<(), Failure>,
) -> Result<(), Failure> {
    if let [target] = targets {
        return work(target);
    }
    let mut failed = Vec::new();
    let mut exit_code = 0;
    for target in targets {
        if let Err(failure) = work(target) {
            console.progress().rest();
            failure.show(console);
            exit_code = failure.code().max(exit_code);
            failed.extend(target.name.as_ref().map(|name| format!("`{name}`")));
        }
    }
    if exit_code == 0 {
        return Ok(());
    }
    let text = format!("{} of {} clients failed: {}", failed.len(), targets.len(), failed.join(", "));
    Err(Failure::Clients { message: Message { text, note: None, help: None }, code: exit_code })
}

fn write_target(args: &GenerateArgs, target: &Target, console: &Console) -> Result<(), Failure> {
    let policy = if args.update_lock { Policy::Update } else { Policy::Record };
    let output = &args.output;
    let (client, plan) = prepare(output, target, policy, !args.dry_run, console)?;
    console.progress().rest();
    console.reports(client.generated.reports());
    // Before anything is written: a run changes all or nothing.
    if !plan.conflicts.is_empty() {
        return Err(conflict_failure(&plan));
    }
    if args.dry_run {
        return list(target, &client, &plan, console);
    }
    console.progress().stage("writing files");
    plan.apply()?;
    // After the files: the lock names only what a client was made of.
    client.remote.record()?;
    console.progress().rest();
    report_kept_files(&plan, console);
    let headline = format!("generated {}", named(target, &client.generated));
    Summary::new(headline, &target.document, &client.generated, console).files("written", &plan).show(console);
    Ok(())
}

/// Lists the files that would change.
fn list(target: &Target, client: &Client, plan: &Plan, console: &Console) -> Result<(), Failure> {
    let (folder, locked) = client.remote.changes();
    let mut text = console.output();
    compare::list(plan.folder(), &plan.changes, &mut text);
    compare::list(&folder, &locked, &mut text);
    console.print(&text)?;
    report_kept_files(plan, console);
    let number = plan.changes.len() + locked.len();
    let headline = format!("nothing was written: {} would change", plural(number, "file"));
    Summary::new(headline, &target.document, &client.generated, console).files("would be written", plan).show(console);
    Ok(())
}

/// Generates in memory and compares with what is there. A run that writes holds the folder.
pub(crate) fn prepare(
    args: &OutputArgs,
    target: &Target,
    policy: Policy,
    writes: bool,
    console: &Console,
) -> Result<(Client, Plan), Failure> {
    let (folder, module) = output(target)?;
    let mut options = options::of_target(args, target)?;
    let beside = NamesLock::beside(&target.output, target.module);
    let lock = match &options.names_lock {
        NamesLock::At(path) => Some(path.clone()),
        NamesLock::Beside => Some(beside),
        NamesLock::WhereItExists => beside.is_file().then_some(beside),
    };
    if let Some(path) = &lock {
        options.names_lock = NamesLock::At(path.clone());
    }
    let progress = console.progress();
    let client = document::generate(&target.document, options, policy, progress)?;
    let generated = &client.generated;
    // Runs that write exclude each other; one that only looks waits for nobody.
    let folder = if writes { Folder::hold(folder, console)? } else { Folder::look(folder) };
    progress.stage("writing code");
    let mut plan = match module {
        Some(name) => Plan::of_module(folder, name, &generated.module(), args.force)?,
        None => Plan::of_crate(folder, generated.crate_files().iter(), &generated.package_keys(), args.force)?,
    };
    if let Some(path) = &lock {
        plan.lock(path, generated.names_lock())?;
    }
    Ok((client, plan))
}

/// The folder that is written to, and the name of the file in it where that is all.
fn output(target: &Target) -> Result<(&Path, Option<&OsStr>), Failure> {
    let output = target.output.as_path();
    let metadata = fs::metadata(output).ok();
    let is_folder = metadata.as_ref().is_some_and(Metadata::is_dir);
    let is_device = metadata.as_ref().is_some_and(|metadata| !(metadata.is_file() || metadata.is_dir()));
    let refused =
        |what: &str, help: &str| Err(Failure::usage_with_help(format!("`{}` is {what}", output.display()), help));
    let of_module = "with `--module`, `-o` names a file, such as `src/client.rs`";
    let of_crate = "`-o` names the folder of the crate; with `--module` it names a file";
    match (target.module, output.file_name()) {
        (true, Some(name)) if !is_folder && !is_device => Ok((output.parent().unwrap_or(Path::new("")), Some(name))),
        (true, _) => refused(if is_device { "no file" } else { "a folder" }, of_module),
        (false, _) if is_device => refused("no folder", of_crate),
        (false, _) if metadata.is_some() && !is_folder => refused("a file", of_crate),
        (false, _) => Ok((output, None)),
    }
}

/// Tells which files were kept although they are not what would be generated.
pub(crate) fn report_kept_files(plan: &Plan, console: &Console) {
    for source in &plan.kept_sources {
        let path = source.path.display();
        if source.outdated {
            console.notice(&format!(
                "`{path}` was edited and is kept, but what would be generated has changed: `callsmith check --force` shows \
                 how, and `callsmith generate --force` replaces it"
            ));
        } else {
            console.note(&format!("`{path}` is not what Callsmith wrote and is kept"));
        }
    }
}

fn conflict_failure(plan: &Plan) -> Failure {
    let paths: Vec<String> = plan.conflicts.iter().map(|path| format!("`{}`", path.display())).collect();
    let text = format!("nothing is written: Callsmith did not write {}", paths.join(", "));
    Failure::usage_with_help(text, "name another output with `-o`, or replace what is there with `--force`")
}

/// ``client `myservice` in client``
pub(crate) fn named(target: &Target, generated: &Generated) -> String {
    let what = if generated.has_types_only() { "types" } else { "client" };
    let named = if generated.has_short_name() && !target.module { " (`--crate-name` sets another name)" } else { "" };
    format!("{what} `{}`{named} in {}", generated.crate_name(), target.output.display())
}
