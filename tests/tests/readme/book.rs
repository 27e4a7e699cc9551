//! The guide as a book: its table of contents, and links that lead somewhere.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::page::Page;
use crate::project::repository;

/// The anchors of the headings of a page, as GitHub and mdBook make them.
fn anchors(text: &str) -> BTreeSet<String> {
    let (mut anchors, mut counts) = (BTreeSet::new(), BTreeMap::<String, usize>::new());
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::End(TagEnd::Heading(_)) => {
                let title = heading.take().unwrap_or_default().to_lowercase();
                let chars = title.trim().chars().filter(|char| char.is_alphanumeric() || " -_".contains(*char));
                let anchor: String = chars.map(|char| if char == ' ' { '-' } else { char }).collect();
                let count = counts.entry(anchor.clone()).or_default();
                anchors.insert(if *count == 0 { anchor } else { format!("{anchor}-{count}") });
                *count += 1;
            }
            _ => {}
        }
    }
    anchors
}

/// The targets of the links and images of a page.
fn links(text: &str) -> Vec<String> {
    let target = |event| match event {
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => Some(dest_url.into_string()),
        _ => None,
    };
    Parser::new_ext(text, Options::ENABLE_TABLES).filter_map(target).collect()
}

/// The links of a page that lead nowhere.
fn broken(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut faults = Vec::new();
    for link in links(&text) {
        if link.starts_with("https://") || link.starts_with("http://") {
            continue;
        }
        let (file, anchor) = link.split_once('#').map_or((link.as_str(), None), |(file, anchor)| (file, Some(anchor)));
        let target = match file {
            "" => path.to_owned(),
            file => path.parent().expect("a page is in a folder").join(file),
        };
        if !target.exists() {
            faults.push(format!("{}: `{link}`: there is no such file", path.display()));
        } else if let Some(anchor) = anchor
            && target.extension().is_some_and(|extension| extension == "md")
            && !anchors(&fs::read_to_string(&target).expect("a page is text")).contains(anchor)
        {
            faults.push(format!("{}: `{link}`: there is no such heading", path.display()));
        }
    }
    faults
}

#[test]
fn links_lead_somewhere() {
    let root = repository();
    let mut paths: Vec<PathBuf> = Page::all(&root).into_iter().map(|page| page.path).collect();
    for name in ["ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md"] {
        paths.push(root.join(name));
    }
    for name in
        ["generator/README.md", "generator/cli/README.md", "runtime/README.md", "tests/README.md", "tools/README.md"]
    {
        paths.push(root.join(name));
    }
    let faults: Vec<String> = paths.iter().flat_map(|path| broken(path)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let folder = repository().join("docs");
    let summary = fs::read_to_string(folder.join("SUMMARY.md")).expect("the book has a table of contents");
    let listed: Vec<String> = links(&summary);
    let unique: BTreeSet<String> = listed.iter().cloned().collect();
    assert_eq!(listed.len(), unique.len(), "a page is listed twice");
    let entries = fs::read_dir(&folder).expect("the guide is a folder");
    let names = entries.map(|entry| entry.expect("it can be read").file_name().to_string_lossy().into_owned());
    let pages: BTreeSet<String> = names.filter(|name| name.ends_with(".md") && name != "SUMMARY.md").collect();
    let missing: Vec<&String> = pages.difference(&unique).collect();
    assert!(missing.is_empty(), "docs/SUMMARY.md does not list {missing:?}");
    // mdBook makes no page of it.
    let text = |page: &String| fs::read_to_string(folder.join(page)).expect("a page can be read");
    let broken: Vec<&String> = pages.iter().filter(|page| text(page).contains("(SUMMARY.md")).collect();
    assert!(broken.is_empty(), "{broken:?} link to a page that the book lacks");
    // The settings that mdBook needs to find the pages.
    let book: toml::Table = fs::read_to_string(folder.join("book.toml")).unwrap().parse().expect("it is TOML");
    assert_eq!(book["book"]["src"].as_str(), Some("."));
}

/// The most words of a sentence.
const WORDS: usize = 25;

/// The sentences of paragraphs and lists that are too long. A piece of code counts as a word; tables and blocks of code do not count.
fn long_sentences(text: &str) -> Vec<String> {
    let (mut paragraphs, mut paragraph, mut is_prose) = (Vec::new(), String::new(), true);
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Table(_) | Tag::Heading { .. }) => is_prose = false,
            Event::End(TagEnd::CodeBlock | TagEnd::Table | TagEnd::Heading(_)) => is_prose = true,
            Event::Start(Tag::Paragraph | Tag::Item) | Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                paragraphs.push(std::mem::take(&mut paragraph));
            }
            Event::Text(text) if is_prose => paragraph.push_str(&text),
            Event::Code(_) if is_prose => paragraph.push_str("CODE"),
            Event::SoftBreak => paragraph.push(' '),
            _ => {}
        }
    }
    let mut long = Vec::new();
    for paragraph in paragraphs {
        let words: Vec<&str> = paragraph.split_whitespace().collect();
        let mut start = 0;
        for index in 0..words.len() {
            let is_end = words[index].trim_end_matches([')', '"']).ends_with(['.', '!', '?']);
            let begins = words
                .get(index + 1)
                .is_none_or(|word| word.starts_with(|char: char| char.is_uppercase() || "(\"".contains(char)));
            if is_end && begins || index + 1 == words.len() {
                if index + 1 - start > WORDS {
                    long.push(words[start..=index].join(" "));
                }
                start = index + 1;
            }
        }
    }
    long
}

#[test]
fn sentences_are_short() {
    let mut faults = Vec::new();
    for page in Page::all(&repository()) {
        for sentence in long_sentences(&page.text) {
            faults.push(format!("{}: {sentence}", page.name));
        }
    }
    assert!(faults.is_empty(), "sentences of more than {WORDS} words:\n{}", faults.join("\n"));
    let words = "word ".repeat(WORDS);
    assert_eq!(long_sentences(&format!("{words}more.\n\nA `b c`. W{words}\n\n```\n{words}more\n```\n")).len(), 1);
}

#[test]
fn a_link_is_held_against_files_and_headings() {
    let heads = anchors("# A `b-c` D\n\n## Over (and) out\n\n## Over (and) out\n");
    let expected = ["a-b-c-d", "over-and-out", "over-and-out-1"].map(str::to_owned);
    assert_eq!(heads, BTreeSet::from(expected));
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("links");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("a.md"), "# One\n\n[a](#one) [b](#two) [c](b.md) [d](a.md#one) [e](https://example.com)\n")
        .unwrap();
    assert_eq!(broken(&folder.join("a.md")).len(), 2);
}
