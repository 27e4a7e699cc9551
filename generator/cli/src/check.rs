//! `callsmith check`: compares a client with the one that would be generated.

use crate::args::{CheckArgs, OutputArgs};
use crate::compare;
use crate::console::{Console, plural};
use crate::document::Client;
use crate::failure::{Failure, Message};
use crate::generate::{each_target, named, prepare, report_kept_files};
use crate::options::{self, Target};
use crate::plan::Plan;
use crate::remote::Policy;
use crate::summary::Summary;

/// Prints the changes that `generate` would make, and fails if there are any.
pub(crate) fn run(args: &CheckArgs, console: &Console) -> Result<(), Failure> {
    let targets = options::targets(&args.output, console)?;
    each_target(&targets, console, |target| check(args, target, console))
}

fn check(args: &CheckArgs, target: &Target, console: &Console) -> Result<(), Failure> {
    let output = &args.output;
    let (client, plan) = prepare(output, target, Policy::Refuse, false, console)?;
    console.progress().rest();
    if console.is_verbose() {
        console.reports(client.generated.reports());
        report_kept_files(&plan, console);
    }
    if plan.changes.is_empty() {
        let headline = format!("checked {}: up to date", named(target, &client.generated));
        Summary::new(headline, &target.document, &client.generated, console).files("written", &plan).show(console);
        return Ok(());
    }
    if !plan.has_client() {
        return Err(no_client(target, &client, &plan));
    }
    console.progress().stage("comparing files");
    let mut text = console.output();
    let (lines, is_cut) = if args.stat {
        let (added, removed) = compare::stat(&plan.changes, &mut text);
        (format!(" (+{added} -{removed} lines)"), false)
    } else {
        (String::new(), compare::diff(&plan.changes, console.is_verbose(), &mut text))
    };
    console.progress().rest();
    console.print(&text)?;
    let (path, differ) = (target.output.display(), files(&plan));
    let text = format!("`{path}` is not what is generated from `{}`: {differ}{lines}", client.name);
    let note = is_cut.then(|| "`--verbose` shows the whole diff, `--stat` the files alone".to_owned());
    Err(Failure::Drift(Message { text, note, help: Some(help(output, &plan)) }))
}

/// The output has nothing that Callsmith wrote.
fn no_client(target: &Target, client: &Client, plan: &Plan) -> Failure {
    let output = target.output.display();
    let document = if target.document.document.as_deref() == Some("-") { "-" } else { &client.name };
    let module = if target.module { " --module" } else { "" };
    let command = match &target.name {
        Some(name) => format!("callsmith generate --client {name}"),
        None => format!("callsmith generate {document} -o {output}{module}"),
    };
    let reason = match (plan.conflicts.first(), target.output.exists(), target.module) {
        (Some(path), ..) => format!("Callsmith did not write `{}`", path.display()),
        (None, true, _) => "it has none of its files".to_owned(),
        (None, false, true) => "there is no such file".to_owned(),
        (None, false, false) => "there is no such folder".to_owned(),
    };
    let holds = if target.module { "is not a" } else { "holds no" };
    let text = format!("`{output}` {holds} generated client: {reason}");
    let help = if plan.conflicts.is_empty() {
        format!("`{command}` writes one")
    } else {
        format!("name another output with `-o`, or replace what is there with `{command} --force`")
    };
    Failure::Drift(Message { text, note: None, help: Some(help) })
}

fn files(plan: &Plan) -> String {
    match plan.changes.len() {
        1 => "1 file differs".to_owned(),
        number => format!("{} differ", plural(number, "file")),
    }
}

fn help(args: &OutputArgs, plan: &Plan) -> String {
    let command = "run `callsmith generate` with the same arguments";
    match plan.conflicts.first() {
        Some(path) => format!("{command} and `--force`: Callsmith did not write `{}`", path.display()),
        None if args.force => format!("{command}; without `--force` it keeps what was edited"),
        None => command.to_owned(),
    }
}
