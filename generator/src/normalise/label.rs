//! The style `label` of arrays and objects that are not exploded, which the versions of the specification write in two ways.
//!
//! `.blue.black` in OAS 3.0.0 to 3.0.3 and 3.1.0, `.blue,black` (as RFC 6570, section 3.2.5) in 3.0.4, in 3.1.1 and after
//! them ("Style Examples"). A document is read by the table of the version that it names.

/// The versions whose tables have dots.
const DOTTED: [&str; 8] = ["3", "3.0", "3.0.0", "3.0.1", "3.0.2", "3.0.3", "3.1", "3.1.0"];

/// Returns `true` if a version has commas in its table.
pub(super) fn has_commas(version: &str) -> bool {
    // A release candidate is one of its version.
    let version = version.split('-').next().unwrap_or_default();
    !DOTTED.contains(&version)
}

#[cfg(test)]
mod tests {
    use super::has_commas;

    #[test]
    fn each_version_has_its_table() {
        for version in ["3.0.0", "3.0.3", "3.0.0-rc1", "3.1.0", "3.1"] {
            assert!(!has_commas(version), "{version}");
        }
        for version in ["3.0.4", "3.1.1", "3.2.0", ""] {
            assert!(has_commas(version), "{version}");
        }
    }
}
