//! Pages of Markdown and their blocks of code.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// A page of the guide, or the README.
pub(crate) struct Page {
    /// The name of the file without its ending.
    pub(crate) name: String,
    pub(crate) path: PathBuf,
    pub(crate) text: String,
}

/// A block of code between fences.
pub(crate) struct Block {
    /// The language behind the fence: `rust`, `console`.
    pub(crate) language: String,
    /// The words behind the language, separated by commas: `no_run`, `ignore`.
    pub(crate) marks: Vec<String>,
    pub(crate) code: String,
    /// The place of the code in the text of the page.
    pub(crate) range: Range<usize>,
    /// The line of the fence, counted from 1.
    pub(crate) line: usize,
    /// The comment of HTML on the line above the fence.
    pub(crate) comment: Option<String>,
}

impl Page {
    pub(crate) fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.file_stem().expect("a page has a name").to_string_lossy().into_owned();
        Self { name, path: path.to_owned(), text }
    }

    /// The README of the repository and the pages of `docs/`, in the order of their names.
    pub(crate) fn all(repository: &Path) -> Vec<Self> {
        let entries = fs::read_dir(repository.join("docs")).expect("the guide is a folder");
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
        paths.sort();
        paths.insert(0, repository.join("README.md"));
        paths.iter().map(|path| Self::read(path)).collect()
    }

    pub(crate) fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open: Option<Block> = None;
        let (mut offset, mut above) = (0, "");
        for (index, line) in self.text.split_inclusive('\n').enumerate() {
            if let Some(info) = line.strip_prefix("```") {
                if let Some(mut block) = open.take() {
                    block.range.end = offset;
                    self.text[block.range.clone()].clone_into(&mut block.code);
                    blocks.push(block);
                } else {
                    let mut words = info.trim().split(',').map(str::to_owned);
                    let comment = above.trim().strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
                    open = Some(Block {
                        language: words.next().unwrap_or_default(),
                        marks: words.collect(),
                        code: String::new(),
                        range: offset + line.len()..offset,
                        line: index + 1,
                        comment: comment.map(|comment| comment.trim().to_owned()),
                    });
                }
            }
            if !line.trim().is_empty() {
                above = line;
            }
            offset += line.len();
        }
        assert!(open.is_none(), "{}: a block has no end", self.path.display());
        blocks
    }

    /// Writes the page with other texts at the places of some blocks, which stand in their order.
    pub(crate) fn write(&self, changes: &[(Range<usize>, String)]) {
        let mut text = self.text.clone();
        for (range, code) in changes.iter().rev() {
            text.replace_range(range.clone(), code);
        }
        fs::write(&self.path, text).expect("the page can be written");
    }
}

impl Block {
    pub(crate) fn has_mark(&self, mark: &str) -> bool {
        self.marks.iter().any(|name| name == mark)
    }

    /// A block that no test uses: the mark `ignore`, or a comment above it that says why (`<!-- not run: needs a network -->`).
    pub(crate) fn is_ignored(&self) -> bool {
        self.has_mark("ignore") || self.comment.as_ref().is_some_and(|comment| comment.starts_with("not run: "))
    }

    /// The file that the first line names in a comment: `# callsmith.toml`, `// src/main.rs`.
    pub(crate) fn file(&self) -> Option<&str> {
        let first = self.code.lines().next()?;
        let name = first.strip_prefix("# ").or_else(|| first.strip_prefix("// "))?;
        let is_path =
            name.contains('.') && name.chars().all(|char| char.is_ascii_alphanumeric() || "./-_".contains(char));
        is_path.then_some(name)
    }
}
