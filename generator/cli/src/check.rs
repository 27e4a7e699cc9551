//! `callsmith check`: whether a client is what would be generated.

use crate::args::OutputArgs;
use crate::console::{Console, plural, print};
use crate::failure::{Failure, Message};
use crate::generate::{prepare, tell_kept};
use crate::plan::Plan;
use crate::remote::Policy;

/// Prints what `generate` would change; fails where that is something.
pub(crate) fn run(args: &OutputArgs, console: &Console) -> Result<(), Failure> {
    let (client, plan) = prepare(args, Policy::Refuse, console)?;
    if console.is_verbose() {
        console.reports(client.generated.reports());
        tell_kept(&plan, console);
    }
    if plan.changes.is_empty() {
        return Ok(());
    }
    print(&plan.diff())?;
    let (output, differ) = (args.output.display(), files(&plan));
    let text = format!("`{output}` is not what is generated from `{}`: {differ}", client.name);
    Err(Failure::Drift(Message { text, help: Some(help(args, &plan)) }))
}

fn files(plan: &Plan) -> String {
    match plan.changes.len() {
        1 => "1 file differs".to_owned(),
        number => format!("{} differ", plural(number, "file")),
    }
}

fn help(args: &OutputArgs, plan: &Plan) -> String {
    let command = "run `callsmith generate` with the same arguments";
    match plan.in_the_way.first() {
        Some(path) => format!("{command} and `--force`: Callsmith did not write `{}`", path.display()),
        None if args.force => format!("{command}; without `--force` it keeps what was edited"),
        None => command.to_owned(),
    }
}
