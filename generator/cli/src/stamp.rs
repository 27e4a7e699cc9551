//! Stamps that tell edited files from generated ones.
//!
//! `Cargo.toml`, `README.md` and the example begin with a line that holds a fingerprint of the rest. As long as it fits,
//! the file is what an earlier run wrote, and can be replaced. Once it does not, or the line is gone, the file belongs
//! to the user; of a `Cargo.toml` what the user edited.

use std::path::Path;

const STAMP_START: &str = "Written by Callsmith (";
const STAMP_END: &str = "). Once edited, it is yours: later runs keep it.";
/// The same for `Cargo.toml`.
const BEHIND_MANIFEST: &str = "). Edits are kept: later runs update the dependency on the runtime.";

/// The owner of a file that begins as files of Callsmith may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stamp {
    /// Without a fingerprint: the user's.
    Missing,
    /// Written with this fingerprint, and edited since.
    Edited(u64),
    /// As it was written.
    Intact,
}

/// A text with its fingerprint in the first line, as a comment of the kind that the file has.
pub(crate) fn stamped(path: &Path, text: &str) -> String {
    let rest = format!("\n{text}");
    let behind = if path == Path::new("Cargo.toml") { BEHIND_MANIFEST } else { STAMP_END };
    let line = format!("{STAMP_START}{:016x}{behind}", fingerprint(&rest));
    let line = match path.extension().and_then(|extension| extension.to_str()) {
        Some("rs") => format!("// {line}"),
        Some("md") => format!("<!-- {line} -->"),
        _ => format!("# {line}"),
    };
    format!("{line}\n{rest}")
}

/// The owner of a file.
pub(crate) fn stamp_of(text: &str) -> Stamp {
    match parts(text) {
        None => Stamp::Missing,
        Some((written, rest)) if written == fingerprint(rest) => Stamp::Intact,
        Some((written, _)) => Stamp::Edited(written),
    }
}

/// The fingerprint in the first line of a text.
pub(crate) fn written(text: &str) -> Option<u64> {
    parts(text).map(|(written, _)| written)
}

/// The fingerprint in the first line, and the lines behind it.
fn parts(text: &str) -> Option<(u64, &str)> {
    let (line, rest) = text.split_once('\n')?;
    let (_, line) = line.split_once(STAMP_START)?;
    let (digits, _) = line.split_once(')')?;
    Some((u64::from_str_radix(digits, 16).ok()?, rest))
}

/// FNV-1a of the text, in 64 bits, whatever its line ends are. It tells edited files from others, and no friend from foe.
fn fingerprint(text: &str) -> u64 {
    let bytes = text.bytes().filter(|byte| *byte != b'\r');
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Stamp, stamp_of, stamped, written};

    #[test]
    fn a_stamp_tells_whether_a_file_was_edited() {
        for path in ["Cargo.toml", "README.md", "examples/call.rs"] {
            let text = stamped(Path::new(path), "a\nb\n");
            assert_eq!(stamp_of(&text), Stamp::Intact, "{text}");
            assert_eq!(stamp_of(&text.replace('\n', "\r\n")), Stamp::Intact, "{text}");
            let edited = stamp_of(&format!("{text}c\n"));
            assert_eq!(Some(edited), written(&text).map(Stamp::Edited), "{text}");
            let without = text.split_once('\n').map(|(_, rest)| stamp_of(rest));
            assert_eq!(without, Some(Stamp::Missing), "{text}");
        }
    }

    #[test]
    fn a_stamp_is_a_comment() {
        let line = |path: &str| stamped(Path::new(path), "a\n").lines().next().map(str::to_owned).unwrap_or_default();
        let rest = "Written by Callsmith (2f7bc4189cbfeb1a). Once edited, it is yours: later runs keep it.";
        let of_manifest =
            "Written by Callsmith (2f7bc4189cbfeb1a). Edits are kept: later runs update the dependency on the runtime.";
        assert_eq!(line("Cargo.toml").split_once(' '), Some(("#", of_manifest)));
        assert_eq!(line("examples/call.rs").split_once(' '), Some(("//", rest)));
        assert_eq!(line("README.md"), format!("<!-- {rest} -->"));
    }
}
