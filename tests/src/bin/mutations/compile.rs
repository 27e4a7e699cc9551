//! Clients of changed documents through the compiler.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::{env, fs};

use callsmith_tests::corpus::check::check;
use callsmith_tests::corpus::repository;
use callsmith_tests::corpus::workspace::Workspace;

use crate::{Result, trial};

/// What makes this program write a client, which is given the path of a document, a seed and a folder.
pub(crate) const WRITER: &str = "--write";
/// The bytes of a document whose client is compiled.
const LARGEST: usize = 30_000;
/// So many clients are one workspace.
const CHUNK: usize = 50;

/// Compiles the first clients of documents that are small enough, and looks for tests in the documentation of some of them.
/// Returns `true` if there is no message and no test.
pub(crate) fn all(clients: &[(u64, PathBuf)], count: usize, doctests: usize) -> Result<bool> {
    let mut chosen = Vec::new();
    let mut larger = 0;
    for (seed, path) in clients {
        if chosen.len() == count {
            break;
        }
        if trial(path, *seed)?.text.len() <= LARGEST { chosen.push((*seed, path)) } else { larger += 1 }
    }
    let folder = env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from);
    let folder = folder.join("mutations");
    fs::create_dir_all(folder.join("clients"))?;
    let folder = folder.canonicalize()?;
    let (mut clean, mut errors, mut warnings, mut asked, mut tests) = (0, 0, 0, 0, 0);
    let mut done = 0;
    for chunk in chosen.chunks(CHUNK) {
        let members: Vec<String> = chunk.iter().map(|(seed, _)| name(*seed)).collect();
        for ((seed, path), name) in chunk.iter().zip(&members) {
            let client = folder.join("clients").join(name);
            let written = Command::new(env::current_exe()?)
                .args([WRITER.as_ref(), path.as_os_str(), seed.to_string().as_ref(), client.as_os_str()])
                .stdout(Stdio::null())
                .status()?;
            if !written.success() {
                return Err(format!("the client of seed {seed} is not written: {written}").into());
            }
        }
        let of_clients: Vec<String> = members.iter().map(|name| format!("clients/{name}")).collect();
        let workspace = Workspace::with(&folder, &of_clients).map_err(|error| error.to_string())?;
        let mut found = check(&workspace, None).map_err(|error| error.to_string())?;
        for ((seed, path), name) in chunk.iter().zip(&members) {
            let one = found.remove(name).unwrap_or_default();
            clean += usize::from(one.is_clean());
            errors += usize::from(one.errors > 0 || !one.reached);
            warnings += usize::from(one.warnings > 0);
            let message =
                one.first_error.or(one.first_warning).or_else(|| (!one.reached).then(|| "not reached".into()));
            if let Some(message) = message {
                println!("seed {seed} of {}: {message}", path.display());
                crate::keep(Some(&folder), path, *seed)?;
            }
        }
        if asked < doctests {
            asked += members.len();
            for name in with_doctests(&workspace)? {
                tests += 1;
                println!("{name} has a test in its documentation");
            }
        }
        workspace.clean().map_err(|error| error.to_string())?;
        fs::remove_dir_all(folder.join("clients"))?;
        done += chunk.len();
        eprintln!("compiled {done} of {}", chosen.len());
    }
    println!(
        "compiled {} clients ({larger} documents of more than {LARGEST} bytes passed over): {clean} clean, {errors} with \
         errors, {warnings} with warnings; {tests} of {asked} with a test in the documentation",
        chosen.len(),
    );
    Ok(errors + warnings + tests == 0)
}

/// Writes a client to a folder, whose name is that of the package.
pub(crate) fn write(path: &Path, seed: &str, folder: &Path) -> Result<ExitCode> {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    trial(path, seed.parse()?)?.write(folder, &name, &repository().join("runtime"))?;
    Ok(ExitCode::SUCCESS)
}

fn name(seed: u64) -> String {
    format!("corpus-{seed}")
}

/// The lines of rustdoc that name a test.
fn with_doctests(workspace: &Workspace) -> Result<BTreeSet<String>> {
    let listed = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--workspace", "--doc", "--no-fail-fast", "--quiet", "--", "--list"])
        .current_dir(workspace.root())
        .env("CARGO_TARGET_DIR", workspace.target())
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .stderr(Stdio::inherit())
        .output()?;
    if !listed.status.success() {
        return Err(format!("cargo cannot list the tests of the documentation: {}", listed.status).into());
    }
    let text = String::from_utf8_lossy(&listed.stdout).into_owned();
    Ok(text.lines().filter(|line| line.ends_with(": test")).map(str::to_owned).collect())
}
