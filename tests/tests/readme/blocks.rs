//! The code of the README by section and file.

use std::fs;
use std::path::Path;

/// The README, or a section of it.
pub(crate) struct Blocks {
    text: String,
}

impl Blocks {
    pub(crate) fn of_readme() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
        Self { text: fs::read_to_string(path).expect("the repository has a README") }
    }

    /// The text below a heading of the second level.
    pub(crate) fn section(&self, heading: &str) -> Self {
        let start = self.text.split_once(&format!("\n## {heading}\n"));
        let (_, text) = start.unwrap_or_else(|| panic!("the README has no section `{heading}`"));
        Self { text: text.split("\n## ").next().unwrap_or_default().to_owned() }
    }

    /// The blocks of code without their fences.
    fn all(&self) -> Vec<&str> {
        let pieces: Vec<&str> = self.text.split("\n```").collect();
        // Every second piece is a block: the language, a line break, and the code.
        let code = |piece: &&'_ str| -> usize { piece.find('\n').map_or(piece.len(), |end| end + 1) };
        pieces.iter().skip(1).step_by(2).map(|piece| &piece[code(piece)..]).collect()
    }

    /// The blocks whose first line is a comment with the name of a file.
    fn files(&self, name: &str) -> Vec<String> {
        let heads = [format!("# {name}\n"), format!("// {name}\n")];
        let of_file = |block: &&str| heads.iter().any(|head| block.starts_with(head));
        self.all().into_iter().filter(of_file).map(|block| format!("{block}\n")).collect()
    }

    pub(crate) fn nth(&self, name: &str, index: usize) -> String {
        self.files(name).into_iter().nth(index).unwrap_or_else(|| panic!("there is no block {index} of `{name}`"))
    }

    /// The only block of a file.
    pub(crate) fn file(&self, name: &str) -> String {
        let files = self.files(name);
        assert_eq!(files.len(), 1, "blocks of `{name}`");
        files.concat()
    }
}
