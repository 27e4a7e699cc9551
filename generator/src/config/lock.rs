//! The lock of names: a text with the Rust name of each item, one on a line.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use super::{ConfigSpan, OptionError};
use crate::document::Source;
use crate::limits;

/// The first line.
const HEAD: &str =
    "# Names in Rust of what Callsmith generates, which new versions of the document keep. Check this file in.";

/// The file that keeps the names of items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NamesLock {
    /// The command keeps them where the file `callsmith.names` beside the `Cargo.toml` of the generated crate exists.
    #[default]
    WhereItExists,
    /// The command keeps them in that file, and makes it where it is missing; for a module `client.rs` that is `client.names`.
    Beside,
    /// In this file. The command writes it; a build script only reads it.
    At(PathBuf),
}

impl NamesLock {
    /// The file of a generated crate in a folder, or of a module that is a file.
    #[must_use]
    pub fn beside(output: &Path, is_module: bool) -> PathBuf {
        if is_module { output.with_extension("names") } else { output.join("callsmith.names") }
    }
}

/// The names of a lock, each by the kind of its item and the texts that tell it from others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct KeptNames {
    entries: BTreeMap<(Kind, Vec<String>), String>,
}

macro_rules! kinds {
    ($($kind:ident $word:literal $keys:literal,)+) => {
        /// The kind of an item.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Kind {
            $($kind,)+
        }

        impl Kind {
            fn from_word(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$kind),)+
                    _ => None,
                }
            }

            fn word(self) -> &'static str {
                match self {
                    $(Self::$kind => $word,)+
                }
            }

            /// The number of texts that tell items of the kind apart.
            fn keys(self) -> usize {
                match self {
                    $(Self::$kind => $keys,)+
                }
            }
        }
    };
}

kinds! {
    // Pointer and shape.
    Type "type" 2,
    // Pointer of the type, and name on the wire.
    Field "field" 2,
    // Pointer of the type, and value or type.
    Variant "variant" 2,
    // Pointer and id.
    Method "method" 2,
    Marker "marker" 1,
    Arguments "arguments" 1,
    // Pointer of the operation, location and name.
    Parameter "parameter" 2,
    // Pointer of the operation and side.
    Answers "answers" 2,
    // Pointer of the operation, side and status.
    Answer "answer" 2,
    Headers "headers" 1,
    // Pointer of the operation and name.
    Header "header" 2,
    // Tag and number.
    Group "group" 2,
    Scheme "scheme" 1,
}

impl KeptNames {
    /// Reads a file; there are no names where it does not exist.
    pub(crate) fn read(path: &Path) -> Result<Self, OptionError> {
        let name = path.to_string_lossy().replace('\\', "/");
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&name, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(OptionError::new(format!("the lock of names `{name}` cannot be read: {error}"))),
        }
    }

    fn parse(name: &str, text: &str) -> Result<Self, OptionError> {
        let source = Arc::new(Source::new(name, text));
        let mut names = Self::default();
        let mut at = 0;
        // A byte order mark is no part of the text.
        let text = source.text.as_str();
        for line in text.split_inclusive('\n') {
            let range = at..at + line.trim_end().len();
            at += line.len();
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |why: &str, help: &str| {
                let error = OptionError::new(format!("this line of the lock of names {why}"));
                Err(error.at(ConfigSpan::new(&source, range.clone(), &"".into())).help(help))
            };
            if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
                return wrong("is a mark of a merge", "keep the lines of both sides, and remove the marks");
            }
            let words = words(line);
            let Some((kind, keys, name)) = words.as_deref().and_then(item) else {
                return wrong("names no item", "remove it: `callsmith generate` writes what is missing");
            };
            if !is_identifier(name) {
                return wrong("has no name in Rust at its end", "letters, digits and `_` make one");
            }
            let previous = names.entries.insert((kind, keys), name.to_owned());
            if previous.is_some_and(|previous| previous != name) {
                return wrong("gives an item another name than a line above it", "keep one of the two");
            }
        }
        Ok(names)
    }

    /// The name of an item.
    pub(crate) fn get(&self, kind: Kind, keys: &[&str]) -> Option<&str> {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        self.entries.get(&(kind, keys)).map(String::as_str)
    }

    /// Adds the name of an item. Of two that have one description the first one stays.
    pub(crate) fn add(&mut self, kind: Kind, keys: &[&str], name: &str) {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        self.entries.entry((kind, keys)).or_insert_with(|| name.to_owned());
    }

    /// All items of a kind.
    pub(crate) fn entries_of(&self, kind: Kind) -> impl Iterator<Item = (&[String], &str)> {
        let all = self.entries.range((kind, Vec::new())..).take_while(move |((entry_kind, _), _)| *entry_kind == kind);
        all.map(|((_, keys), name)| (keys.as_slice(), name.as_str()))
    }

    /// Returns `true` if nothing is kept.
    pub(crate) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The text of the file: sorted, so that two branches that add items merge.
    pub(crate) fn text(&self) -> String {
        let mut lines: Vec<String> = self
            .entries
            .iter()
            .map(|((kind, keys), name)| {
                let keys = keys.iter().map(|key| written(key));
                let words: Vec<String> = std::iter::once(kind.word().to_owned()).chain(keys).collect();
                format!("{} {name}\n", words.join(" "))
            })
            .collect();
        lines.sort();
        format!("{HEAD}\n{}", lines.concat())
    }
}

/// The kind, keys and name of the words of a line.
fn item(words: &[String]) -> Option<(Kind, Vec<String>, &str)> {
    let [kind, keys @ .., name] = words else { return None };
    let kind = Kind::from_word(kind).filter(|kind| kind.keys() == keys.len())?;
    Some((kind, keys.to_vec(), name))
}

/// A text as one word: as it is, or as a JSON string.
fn written(text: &str) -> String {
    let is_word = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"' && byte != b'\\');
    if is_word { text.to_owned() } else { serde_json::Value::from(text).to_string() }
}

/// The words of a line; `None` where a string has no end.
fn words(line: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut rest = line;
    while !rest.is_empty() {
        let length = match rest.strip_prefix('"') {
            Some(string) => {
                let mut escaped = false;
                let end = string.bytes().position(|byte| {
                    let ends = byte == b'"' && !escaped;
                    escaped = byte == b'\\' && !escaped;
                    ends
                })?;
                end + 2
            }
            None => rest.find(' ').unwrap_or(rest.len()),
        };
        let word = &rest[..length];
        words.push(if word.starts_with('"') { serde_json::from_str(word).ok()? } else { word.to_owned() });
        rest = match &rest[length..] {
            "" => "",
            behind => behind.strip_prefix(' ')?,
        };
    }
    Some(words)
}

fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    let is_start = |c: char| c == '_' || unicode_ident::is_xid_start(c);
    // A number behind a name that is as long as can be makes it longer.
    let length = limits::IDENTIFIER_CHARACTERS * 2;
    name != "_"
        && chars.next().is_some_and(is_start)
        && chars.all(unicode_ident::is_xid_continue)
        && name.chars().count() <= length
}

#[cfg(test)]
mod tests {
    use super::{HEAD, KeptNames, Kind};

    fn error(text: &str) -> String {
        KeptNames::parse("callsmith.names", text).expect_err("it is wrong").to_string()
    }

    #[test]
    fn a_text_is_what_was_read() {
        let mut names = KeptNames::default();
        names.add(Kind::Field, &["#/components/schemas/A b", "with \"marks\"\n"], "with_marks");
        names.add(Kind::Type, &["#/components/schemas/A b", "00"], "AB");
        names.add(Kind::Field, &["#/a", ""], "empty");
        let text = names.text();
        assert_eq!(
            text,
            format!(
                "{HEAD}\nfield \"#/components/schemas/A b\" \"with \\\"marks\\\"\\n\" with_marks\nfield #/a \"\" empty\n\
                 type \"#/components/schemas/A b\" 00 AB\n"
            )
        );
        assert_eq!(KeptNames::parse("a", &text), Ok(names.clone()));
        assert_eq!(KeptNames::parse("a", &text.replace('\n', "\r\n")).map(|names| names.text()), Ok(text));
        assert_eq!(names.get(Kind::Type, &["#/components/schemas/A b", "00"]), Some("AB"));
        assert_eq!(names.entries_of(Kind::Field).count(), 2);
    }

    #[test]
    fn errors_show_the_place() {
        for (text, message, place) in [
            ("# a\ntype #/a 00 A\n<<<<<<< main\n", "is a mark of a merge", "3:1"),
            ("type #/a A\n", "names no item", "1:1"),
            ("tpye #/a 00 A\n", "names no item", "1:1"),
            ("type \"#/a 00 A\n", "names no item", "1:1"),
            ("type #/a 00 A;B\n", "has no name in Rust", "1:1"),
            ("type #/a 00 _\n", "has no name in Rust", "1:1"),
            ("marker #/a A\nmarker #/a B\n", "another name than a line above", "2:1"),
        ] {
            let error = error(text);
            assert!(
                error.contains(message) && error.contains(&format!("callsmith.names:{place}\n")),
                "{text}: {error}"
            );
        }
    }
}
