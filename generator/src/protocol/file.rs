//! Names of source files.
//!
//! The compiler finds the file of a module by its name only if that is ASCII (E0754). File systems take 255 bytes at
//! most, and Windows keeps some names for devices, with any ending.

use crate::collections::HashSet;

use crate::limits;

/// The file names of the modules of a crate, without their ending, in the order of the modules. The names of files are
/// those of the modules, where those can be names of files. All others end in `_`, as no name of a module does.
pub(crate) fn stems(modules: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut taken = HashSet::default();
    let stem = |module: String| {
        if is_plain(&module) {
            return module;
        }
        let ascii: String = module.chars().flat_map(spelt).take(limits::FILE_NAME_BYTES).collect();
        let mut stem = format!("{ascii}_");
        let mut number = 1;
        while !taken.insert(stem.clone()) {
            number += 1;
            stem = format!("{ascii}_{number}_");
        }
        stem
    };
    modules.into_iter().map(stem).collect()
}

/// A letter as ASCII: itself, or the number of its code point.
fn spelt(c: char) -> Vec<char> {
    if c.is_ascii() { vec![c] } else { format!("u{:x}", u32::from(c)).chars().collect() }
}

fn is_plain(module: &str) -> bool {
    // Sources of the crate itself.
    let roots = ["lib", "main", "mod"];
    module.is_ascii() && module.len() <= limits::FILE_NAME_BYTES && !roots.contains(&module) && !is_device(module)
}

// Windows opens a device for these names, whatever the ending: a tag `con` must not become the file `con.rs`.
/// Returns `true` if Windows keeps a name for a device ("Naming Files, Paths, and Namespaces").
pub(crate) fn is_device(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let number = name.strip_prefix("com").or_else(|| name.strip_prefix("lpt"));
    matches!(name.as_str(), "aux" | "con" | "nul" | "prn")
        || number.is_some_and(|number| number.len() == 1 && number.bytes().all(|byte| byte.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::{is_device, stems};

    #[test]
    fn modules_have_files_that_every_system_can_have() {
        let long = "é".repeat(120);
        let modules =
            ["pets", "lib", "main", "mod", "aux", "com1", "com10", "catégories", "宠物", &long, &format!("{long}2")];
        let stems = stems(modules.map(str::to_owned));
        let plain = ["pets", "lib_", "main_", "mod_", "aux_", "com1_", "com10", "catue9gories_", "u5ba0u7269_"];
        assert_eq!(stems[..9], plain);
        assert_ne!(stems[9], stems[10]);
        assert!(stems.iter().all(|stem| stem.is_ascii() && stem.len() < 200 && !is_device(stem)), "{stems:?}");
    }
}
