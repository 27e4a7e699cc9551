//! `callsmith diff`: the changes of a client between two versions of a document.

use anstyle::Style;
use callsmith::{ApiChange, ApiDiff, ChangeKind, ChangeLevel, terminal};

use crate::args::{DiffArgs, DiffFormat, FailOn};
use crate::console::{Console, plural};
use crate::failure::{Failure, Message};
use crate::remote::Policy;
use crate::text::{ADDED, ERROR, FAINT, NOTE, REMOVED, STRONG, Text, WARNING};
use crate::{document, options};

/// Prints the changes, and fails if there are some of the level that the user names.
pub(crate) fn run(args: &DiffArgs, console: &Console) -> Result<(), Failure> {
    let source = options::of_document(&args.new)?;
    let name = source.document.document.unwrap_or_default();
    let progress = console.progress();
    // One set of options, also where the configuration has a client of the newer document: what the options change is
    // no change of the document.
    let new = document::generate(&args.new_document(&name), source.options.clone(), Policy::Fetch, progress)?;
    let old = document::generate(&args.old_document(&name), source.options, Policy::Fetch, progress)?;
    progress.stage("comparing the clients");
    let diff = new.generated.changes_since(&old.generated);
    progress.rest();
    let mut output = console.output();
    match args.format {
        DiffFormat::Text => console.print(text(&diff, &mut output)),
        DiffFormat::Markdown => console.print(output.plain(&markdown(&diff))),
        DiffFormat::Json => console.print_json(serde_json::to_string_pretty(&diff)),
    }?;
    let limit = match args.fail_on {
        FailOn::Breaking => ChangeLevel::Breaking,
        FailOn::Additive => ChangeLevel::Additive,
        FailOn::Any => ChangeLevel::Wire,
        FailOn::Never => return Ok(()),
    };
    let number = diff.changes.iter().filter(|change| change.level >= limit).count();
    if number == 0 {
        let summary = summary(&diff);
        console.done(&summary, console.message().plain(&summary));
        return Ok(());
    }
    Err(Failure::Drift(Message { text: summary(&diff), note: None, help: Some(help(args.fail_on).to_owned()) }))
}

fn help(fail_on: FailOn) -> &'static str {
    match fail_on {
        FailOn::Breaking => "`--fail-on never` only prints them",
        FailOn::Additive | FailOn::Any | FailOn::Never => "without `--fail-on` only breaking changes fail",
    }
}

/// The levels with their headlines and styles, the highest first.
const LEVELS: [(ChangeLevel, &str, Style); 3] = [
    (ChangeLevel::Breaking, "Breaking", ERROR),
    (ChangeLevel::Additive, "Additive", NOTE),
    (ChangeLevel::Wire, "On the wire alone", WARNING),
];

/// `2 breaking changes, 1 addition: a new major version`
fn summary(diff: &ApiDiff) -> String {
    let Some(level) = diff.level else { return "the clients are the same".to_owned() };
    let nouns = [
        (ChangeLevel::Breaking, "breaking change"),
        (ChangeLevel::Additive, "addition"),
        (ChangeLevel::Wire, "change on the wire alone"),
    ];
    let counts = nouns.into_iter().filter_map(|(level, noun)| match diff.of_level(level).count() {
        0 => None,
        number if level == ChangeLevel::Wire && number > 1 => Some(format!("{number} changes on the wire alone")),
        number => Some(plural(number, noun)),
    });
    let below = match level {
        ChangeLevel::Breaking => ", or minor below 1.0",
        _ => "",
    };
    format!("{}: a new {} version{below}", counts.collect::<Vec<_>>().join(", "), level.version_part())
}

fn text<'a>(diff: &ApiDiff, text: &'a mut Text) -> &'a Text {
    let mut gap = "";
    for (level, title, style) in LEVELS {
        let changes: Vec<&ApiChange> = diff.of_level(level).collect();
        if changes.is_empty() {
            continue;
        }
        text.plain(gap).styled(style, title).plain(&format!(" ({})\n", changes.len()));
        gap = "\n";
        for change in changes {
            text.plain("\n  ").styled(STRONG, &headline(change)).plain("\n");
            for (style, line) in lines(change) {
                text.plain("    ").styled(style, &line).plain("\n");
            }
            if let Some(note) = change.note {
                text.plain("    ").styled(FAINT, &format!("= note: {note}")).plain("\n");
            }
        }
    }
    text
}

fn markdown(diff: &ApiDiff) -> String {
    let mut text = format!("**{}**\n", summary(diff));
    for (level, title, _) in LEVELS {
        let changes: Vec<&ApiChange> = diff.of_level(level).collect();
        if changes.is_empty() {
            continue;
        }
        text.push_str(&format!("\n### {title} ({})\n\n```diff\n", changes.len()));
        for change in changes {
            text.push_str(&format!("# {}\n", headline(change)));
            for (_, line) in lines(change) {
                // A text of the document cannot end the block.
                text.push_str(&format!("{}\n", line.replace("```", "` ` `")));
            }
        }
        text.push_str("```\n");
    }
    text
}

/// ``changed `Client::list_pets` at #/paths/~1pets/get``
fn headline(change: &ApiChange) -> String {
    let kind = match change.kind {
        ChangeKind::Removed => "removed",
        ChangeKind::Renamed => "renamed",
        ChangeKind::Added => "added",
        _ => "changed",
    };
    let pointer = change.pointer.as_ref().map(|pointer| format!(" at {pointer}")).unwrap_or_default();
    terminal::line(&format!("{kind} `{}`{pointer}", change.path)).into_owned()
}

/// The item before and now.
fn lines(change: &ApiChange) -> Vec<(Style, String)> {
    let old = change.old.iter().map(|text| (REMOVED, format!("- {text}")));
    let new = change.new.iter().map(|text| (ADDED, format!("+ {text}")));
    old.chain(new).map(|(style, line)| (style, terminal::line(&line).into_owned())).collect()
}
