//! Paths from one folder to another.

use std::path::{Component, Path, PathBuf};
use std::{env, fs, io};

// Relative, since the files that hold such paths are checked in: a project may be moved or cloned.
/// The way from a folder to a target, both seen from the current folder, as `../` and names. Neither has to exist.
///
/// Where there is no such way, because the two are on different drives, it is the absolute path of the target.
pub(crate) fn path(folder: &Path, target: &Path) -> io::Result<PathBuf> {
    match shortest(&env::current_dir()?, folder, target) {
        Some(relative) => Ok(relative),
        None => std::path::absolute(target),
    }
}

// A link of a project stays where the project goes, and what it leads to may not. Above the project a link only makes
// the way longer.
/// The way that goes up the least: through the links of the target, or past them.
fn shortest(current: &Path, folder: &Path, target: &Path) -> Option<PathBuf> {
    let from = physical(current, folder);
    let targets = [linked(current, target), physical(current, target)].into_iter();
    let ups = |path: &PathBuf| path.components().filter(|component| *component == Component::ParentDir).count();
    targets.filter_map(|to| relative_path(&from, &to)).min_by_key(ups)
}

/// The absolute path without `.` and `..`. Links stay, apart from those in front of `..`.
fn linked(current: &Path, path: &Path) -> PathBuf {
    let mut full = PathBuf::new();
    for component in current.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                full = physical(current, &full);
                full.pop();
            }
            Component::Prefix(_) | Component::RootDir | Component::Normal(_) => full.push(component),
        }
    }
    full
}

/// The absolute path without `.`, `..` and, as far as it exists, symbolic links. The links have to go first: what `..`
/// is depends on them.
fn physical(current: &Path, path: &Path) -> PathBuf {
    let mut full = PathBuf::new();
    for component in current.join(path).components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                full.pop();
            }
            Component::Prefix(_) | Component::RootDir => full.push(component),
            Component::Normal(_) => {
                full.push(component);
                if let Ok(real) = fs::canonicalize(&full) {
                    full = real;
                }
            }
        }
    }
    full
}

/// The way between absolute paths; `None` where they have no root in common.
fn relative_path(from: &Path, to: &Path) -> Option<PathBuf> {
    let common = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    if common == 0 {
        return None;
    }
    let up = from.components().skip(common).map(|_| Component::ParentDir);
    let relative: PathBuf = up.chain(to.components().skip(common)).collect();
    Some(if relative.as_os_str().is_empty() { PathBuf::from(".") } else { relative })
}

#[cfg(all(test, unix))]
mod tests {
    use std::path::Path;

    use super::{physical, relative_path, shortest};

    #[test]
    fn a_way_goes_up_and_down() {
        let between = |from: &str, to: &str| {
            let absolute = |path| physical(Path::new("/nowhere/home"), Path::new(path));
            relative_path(&absolute(from), &absolute(to)).map(|relative| relative.to_string_lossy().into_owned())
        };
        assert_eq!(between("client", "runtime").as_deref(), Some("../runtime"));
        assert_eq!(between("out/./clients/../a", "../lib/runtime").as_deref(), Some("../../../lib/runtime"));
        assert_eq!(between("/nowhere/else/client", "runtime").as_deref(), Some("../../home/runtime"));
        assert_eq!(between(".", "runtime/").as_deref(), Some("runtime"));
        assert_eq!(between("a", "a/").as_deref(), Some("."));
        assert_eq!(between("../../../..", "x").as_deref(), Some("nowhere/home/x"));
    }

    #[test]
    fn links_are_followed_before_parents() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("it exists");
        std::fs::create_dir_all(root.join("real/deep")).expect("folders");
        std::os::unix::fs::symlink("real/deep", root.join("link")).expect("a link");
        assert_eq!(physical(&root, Path::new("link/../x/../y")), root.join("real/y"));
    }

    #[test]
    fn links_within_a_project_stay() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("it exists");
        for name in ["elsewhere/runtime", "home/project"] {
            std::fs::create_dir_all(root.join(name)).expect("folders");
        }
        let link = |to: &str, at: &str| std::os::unix::fs::symlink(root.join(to), root.join(at)).expect("a link");
        link("elsewhere/runtime", "home/project/runtime");
        link("home", "alias");
        let project = root.join("home/project");
        let path_to = |target: &str| {
            let path = shortest(&project, Path::new("client"), &root.join(target)).expect("there is one");
            path.to_string_lossy().into_owned()
        };
        assert_eq!(path_to("home/project/runtime"), "../runtime");
        assert_eq!(path_to("home/project/runtime/../x"), "../../../elsewhere/x");
        // A link above the project is none of it.
        assert_eq!(path_to("alias/project/lib"), "../lib");
    }
}
