//! Clients of changed documents through the compiler: many modules of a few packages at a time, one for each core.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::{env, fs, thread};

use callsmith_tools::corpus::check::{Line, run};
use callsmith_tools::corpus::repository;
use callsmith_tools::corpus::workspace::Workspace;

use crate::{Result, keep, trial};

/// The argument that makes this program write a module, which is given the path of a document, a seed and a file.
pub(crate) const WRITER: &str = "--write";
/// The bytes of a document whose client is compiled.
const MAX_BYTES: usize = 30_000;
/// So many modules are one package.
const CHUNK: usize = 50;
/// The packages, whose artifacts [`Workspace::clean`] removes, with the numbers of cores.
const NAME: &str = "corpus-changed";

/// Lints that count for a package as a whole, so that a module cannot allow them; the root of a client of its own does.
const OF_THE_PACKAGE: &str = "#![allow(uncommon_codepoints, mixed_script_confusables, confusable_idents)]";

/// The figures of a run.
#[derive(Default)]
struct Figures {
    errors: usize,
    warnings: usize,
    requested: usize,
    with_tests: usize,
}

/// Compiles the first clients of documents that are small enough, and looks for tests in the documentation of some of them.
/// Returns `true` if there is no message and no test.
pub(crate) fn all(clients: &[(u64, PathBuf)], count: usize, doctests: usize) -> Result<bool> {
    let mut chosen = Vec::new();
    let mut larger = 0;
    for (seed, path) in clients {
        if chosen.len() == count {
            break;
        }
        if trial(path, *seed)?.text.len() <= MAX_BYTES { chosen.push((*seed, path.as_path())) } else { larger += 1 }
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository().join("target"), PathBuf::from);
    let folder = target.join("mutations");
    fs::create_dir_all(&folder)?;
    let folder = folder.canonicalize()?;
    let cores = thread::available_parallelism().map_or(1, Into::into);
    let names: Vec<String> = (0..cores).map(|core| format!("{NAME}-{core}")).collect();
    for name in &names {
        fs::create_dir_all(folder.join(name).join("src"))?;
        fs::write(folder.join(name).join("Cargo.toml"), manifest(name))?;
    }
    let workspace = Workspace::with(&folder, &names).map_err(|error| error.to_string())?;
    let mut figures = Figures::default();
    for (number, chunk) in chosen.chunks(CHUNK * cores).enumerate() {
        packages(&workspace, &names, chunk, figures.requested < doctests, &mut figures)?;
        let Figures { errors, warnings, .. } = figures;
        let done = number * CHUNK * cores + chunk.len();
        eprintln!("compiled {done} of {}: {errors} with errors, {warnings} with warnings", chosen.len());
    }
    workspace.clean().map_err(|error| error.to_string())?;
    let Figures { errors, warnings, requested, with_tests } = figures;
    println!(
        "compiled {} clients ({larger} of documents with more than {MAX_BYTES} bytes are passed over): {errors} with errors, \
         {warnings} with warnings; {with_tests} of {requested} with a test in the documentation",
        chosen.len(),
    );
    Ok(errors + warnings + with_tests == 0)
}

fn manifest(name: &str) -> String {
    format!(
        "[package]\nname = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\ncallsmith-runtime = {{ path = \
         {:?}, features = [\"chrono\", \"regex\", \"uuid\", \"xml\"] }}\n",
        repository().join("runtime")
    )
}

/// A client that is a module of one of the packages.
struct Module<'a> {
    package: usize,
    seed: u64,
    path: &'a Path,
}

/// Compiles some clients as modules of the packages. What has an error is taken out, since it may hide what is wrong with others.
fn packages(
    workspace: &Workspace,
    names: &[String],
    chunk: &[(u64, &Path)],
    doctests: bool,
    figures: &mut Figures,
) -> Result<()> {
    let sources: Vec<PathBuf> = names.iter().map(|name| workspace.root().join(name).join("src")).collect();
    for folder in &sources {
        fs::remove_dir_all(folder)?;
        fs::create_dir_all(folder)?;
    }
    let mut modules: BTreeMap<String, Module<'_>> = BTreeMap::new();
    let mut writers = Vec::new();
    for (number, (seed, path)) in chunk.iter().enumerate() {
        let (name, package) = (format!("m{seed}"), number % names.len());
        let file = sources[package].join(format!("{name}.rs"));
        let writer = Command::new(env::current_exe()?)
            .args([WRITER.as_ref(), path.as_os_str(), seed.to_string().as_ref(), file.as_os_str()])
            .stdout(Stdio::null())
            .spawn()?;
        writers.push((*seed, writer));
        if writers.len() == names.len() {
            written(&mut writers)?;
        }
        modules.insert(name, Module { package, seed: *seed, path });
    }
    written(&mut writers)?;
    loop {
        for (package, folder) in sources.iter().enumerate() {
            let mut text = format!("//! Clients.\n{OF_THE_PACKAGE}\n\n");
            for (name, _) in modules.iter().filter(|(_, module)| module.package == package) {
                let _ = writeln!(text, "pub mod {name};");
            }
            fs::write(folder.join("lib.rs"), text)?;
        }
        let (mut errors, mut warnings, mut runtime) = (BTreeMap::new(), BTreeMap::new(), None);
        let status = run(workspace, &["--lib"], |line| match line {
            Line::CompilerMessage { message, .. } if message.is_finding() => {
                let module = message.file().and_then(module_of).unwrap_or_default();
                let messages = if message.level.starts_with("error") { &mut errors } else { &mut warnings };
                messages.entry(module).or_insert_with(|| message.excerpt());
            }
            Line::CompilerArtifact { manifest_path, filenames } if manifest_path.ends_with("runtime/Cargo.toml") => {
                runtime = filenames.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "rmeta"));
            }
            _ => {}
        });
        let status = status.map_err(|error| error.to_string())?;
        if errors.keys().chain(warnings.keys()).any(|module| !modules.contains_key(module))
            || !status.success() && errors.is_empty()
        {
            return Err(format!("cargo cannot check the clients: {status}, {errors:?} {warnings:?}").into());
        }
        let messages = if errors.is_empty() { &warnings } else { &errors };
        for (module, message) in messages {
            let Module { seed, path, .. } = modules[module];
            println!("seed {seed} of {}: {message}", path.display());
            keep(Some(workspace.root()), path, seed)?;
        }
        if errors.is_empty() {
            figures.warnings += warnings.len();
            if doctests {
                let runtime = runtime.ok_or("cargo does not say where the runtime is")?;
                figures.requested += modules.len();
                for folder in &sources {
                    figures.with_tests += with_tests(workspace, folder, &runtime)?.len();
                }
            }
            return Ok(());
        }
        figures.errors += errors.len();
        modules.retain(|name, _| !errors.contains_key(name));
    }
}

/// Waits for the processes that write clients.
fn written(writers: &mut Vec<(u64, Child)>) -> Result<()> {
    for (seed, mut writer) in writers.drain(..) {
        let status = writer.wait()?;
        if !status.success() {
            return Err(format!("the client of seed {seed} is not written: {status}").into());
        }
    }
    Ok(())
}

/// Writes a client to a file.
pub(crate) fn write(path: &Path, seed: &str, file: &Path) -> Result<ExitCode> {
    fs::write(file, trial(path, seed.parse()?)?.generator().generate()?.module())?;
    Ok(ExitCode::SUCCESS)
}

fn module_of(file: &str) -> Option<String> {
    Some(Path::new(file).file_stem()?.to_str()?.to_owned())
}

/// The modules in whose documentation rustdoc finds tests.
fn with_tests(workspace: &Workspace, sources: &Path, runtime: &Path) -> Result<BTreeSet<String>> {
    let mut external = std::ffi::OsString::from("callsmith_runtime=");
    external.push(runtime);
    let mut dependencies = std::ffi::OsString::from("dependency=");
    dependencies.push(workspace.target().join("debug").join("deps"));
    let listed = Command::new(env::var_os("RUSTDOC").unwrap_or_else(|| "rustdoc".into()))
        .args(["--test", "--edition", "2024", "--crate-name", "changed"])
        .args(["--extern".as_ref(), external.as_os_str(), "-L".as_ref(), dependencies.as_os_str()])
        .args(["--test-args", "--list", "src/lib.rs"])
        .current_dir(sources.parent().unwrap_or(sources))
        .output()?;
    let output = String::from_utf8_lossy(&listed.stdout).into_owned();
    if !listed.status.success() || !output.contains(" tests, ") {
        return Err(format!("rustdoc lists no tests: {}\n{}", output, String::from_utf8_lossy(&listed.stderr)).into());
    }
    let tests = output.lines().filter(|line| line.ends_with(": test"));
    tests.clone().for_each(|test| println!("{test}"));
    Ok(tests.filter_map(|test| module_of(test.split(" - ").next()?)).collect())
}
