//! Flags and configurations as options of the library.

use std::fs;
use std::path::{Path, PathBuf};

use callsmith::{Brackets, Configuration, ConfiguredClient, Methods, NamesLock, Options};

use crate::args::{DocumentArgs, OutputArgs, is_url};
use crate::console::Console;
use crate::failure::Failure;
use crate::relative;

/// The configuration that is read where none is named.
pub(crate) const CONFIG: &str = "callsmith.toml";

/// A document with the options of its client: those of the configuration, overridden by flags.
#[derive(Debug)]
pub(crate) struct Source {
    /// The arguments, which name the document.
    pub(crate) document: DocumentArgs,
    pub(crate) options: Options,
}

/// A client to write, or to compare.
#[derive(Debug)]
pub(crate) struct Target {
    /// The name in the configuration; `None` for a document of the command line that has no client there.
    pub(crate) name: Option<String>,
    pub(crate) document: DocumentArgs,
    /// The folder of the crate, or the file of the module.
    pub(crate) output: PathBuf,
    /// The client is one file in place of a crate.
    pub(crate) module: bool,
    /// The options of the configuration.
    options: Options,
}

/// The document that is named, or that of the client which is.
pub(crate) fn of_document(args: &DocumentArgs) -> Result<Source, Failure> {
    let configuration = configuration(args)?;
    let (document, mut options) = match (&args.document, &args.client) {
        (Some(document), _) => {
            let mut options = Options::default();
            configuration.apply(document, &mut options)?;
            (document.clone(), options)
        }
        (None, Some(name)) => {
            let client = configuration.client(name)?;
            (client.document, client.options)
        }
        (None, None) => {
            let mut clients = configuration.clients()?;
            match (clients.pop(), clients.is_empty()) {
                (Some(client), true) => (client.document, client.options),
                (Some(last), false) => return Err(several(clients.iter().chain([&last]))),
                (None, _) => return Err(no_client()),
            }
        }
    };
    add_flags(args, &mut options)?;
    Ok(Source { document: args.named(&document, true), options: options.checked()? })
}

/// The clients to write: that of the document or client that is named, or all of the configuration that have an output.
pub(crate) fn targets(args: &OutputArgs, console: &Console) -> Result<Vec<Target>, Failure> {
    let configuration = configuration(&args.document)?;
    let clients = match (&args.document.document, &args.document.client) {
        (Some(document), _) => return Ok(vec![target_of_document(args, document, &configuration)?]),
        (None, Some(name)) => vec![configuration.client(name)?],
        (None, None) => configuration.clients()?,
    };
    let number = clients.len();
    if number > 1 {
        check_flags_of_one(args)?;
    }
    let is_fetched = clients.iter().any(|client| is_url(&client.document));
    let target = |client: ConfiguredClient| {
        let Some(output) = args.output.clone().filter(|_| number == 1).or(client.output) else {
            console.note(&format!("client `{}` has no `output`: a build script generates it", client.name));
            return None;
        };
        // Headers are for what is fetched. Where nothing is, they are a mistake to report.
        let document = args.document.named(&client.document, is_url(&client.document) || !is_fetched);
        let module = args.module || (client.module && args.output.is_none());
        Some(Target { name: Some(client.name), document, output, module, options: client.options })
    };
    let targets: Vec<Target> = clients.into_iter().filter_map(target).collect();
    match (targets.is_empty(), number) {
        (false, _) => Ok(targets),
        (true, 0) => Err(no_client()),
        (true, _) => {
            let help = "write an `output` into the table `[[client]]`, or name the output with `-o`";
            Err(Failure::usage_with_help("no client of the configuration has an `output`", help))
        }
    }
}

/// The target of a document on the command line, which a client of the configuration may have too.
fn target_of_document(args: &OutputArgs, document: &str, configuration: &Configuration) -> Result<Target, Failure> {
    let mut options = Options::default();
    configuration.apply(document, &mut options)?;
    let client = configuration.client_of(document)?;
    let (name, configured_output, is_module) =
        client.map_or((None, None, false), |client| (Some(client.name), client.output, client.module));
    let module = args.module || (is_module && args.output.is_none());
    let Some(output) = args.output.clone().or(configured_output) else {
        let help = "`-o DIR` names the folder of the crate, or with `--module` the file";
        return Err(Failure::usage_with_help("no output is named", help));
    };
    Ok(Target { name, document: args.document.named(document, true), output, module, options })
}

/// Checks that no flag is set which is for one client, where several are generated.
fn check_flags_of_one(args: &OutputArgs) -> Result<(), Failure> {
    let flags = [("-o", args.output.is_some()), ("--module", args.module), ("--crate-name", args.crate_name.is_some())];
    match flags.iter().find(|(_, is_set)| *is_set) {
        Some((flag, _)) => {
            let help = "name its document, or the client with `--client NAME`";
            Err(Failure::usage_with_help(
                format!("`{flag}` is for one client, and the configuration has several"),
                help,
            ))
        }
        None => Ok(()),
    }
}

fn no_client() -> Failure {
    let help = format!("name one, or write a table `[[client]]` into {CONFIG}, which `callsmith init` begins");
    Failure::usage_with_help("no document is named, and no client is configured", help)
}

fn several<'a>(clients: impl Iterator<Item = &'a ConfiguredClient>) -> Failure {
    let names: Vec<String> = clients.map(|client| format!("`{}`", client.name)).collect();
    let help = format!("`--client NAME` names one: {}", names.join(", "));
    Failure::usage_with_help("no document is named, and several clients are configured", help)
}

/// Adds the flags that are for documents.
fn add_flags(args: &DocumentArgs, options: &mut Options) -> Result<(), Failure> {
    options.overlays.extend(args.overlays.iter().cloned());
    options.allow_folders.extend(args.allow_folders.iter().cloned());
    options.allow_urls.extend(args.allow_urls.iter().cloned());
    for flag in &args.overrides {
        options.type_overrides.insert(&flag.pointer, &flag.rust_type)?;
    }
    if let Some(brackets) = args.brackets.as_deref().and_then(Brackets::from_name) {
        options.brackets = brackets;
    }
    if let Some(methods) = args.methods.as_deref().and_then(Methods::from_name) {
        options.methods = methods;
    }
    args.raw.iter().for_each(|operation| options.raw.insert(operation));
    options.exact_numbers |= args.exact_numbers;
    options.unsigned_integers |= args.unsigned_integers;
    options.lenient_nulls |= args.lenient_nulls;
    options.types_only |= args.types_only;
    options.keep_unused_types |= args.keep_unused_types;
    for selector in &args.included {
        options.select.include(selector)?;
    }
    for selector in &args.excluded {
        options.select.exclude(selector)?;
    }
    options.keep_going |= args.keep_going;
    options.validate |= args.validate;
    for (name, number) in &args.limits {
        options.limits.set(name, *number)?;
    }
    for code in &args.denied {
        options.deny.insert(code)?;
    }
    for code in &args.allowed {
        options.allow.insert(code)?;
    }
    for setting in &args.settings {
        options.set(setting)?;
    }
    Ok(())
}

/// The options of a target, overridden by flags.
pub(crate) fn of_target(args: &OutputArgs, target: &Target) -> Result<Options, Failure> {
    let mut options = target.options.clone();
    add_flags(&args.document, &mut options)?;
    options.tests |= args.tests;
    if let Some(name) = &args.crate_name {
        options.crate_name = Some(name.clone());
    }
    if args.names_lock && options.names_lock == NamesLock::WhereItExists {
        options.names_lock = NamesLock::Beside;
    }
    if let Some(version) = &args.runtime_version {
        options.runtime_version = Some(version.clone());
        options.runtime_path = None;
    }
    if let Some(path) = &args.runtime_path {
        Options::check_folder(path)?;
        let path = if path.is_absolute() { Ok(path.clone()) } else { relative::path(&target.output, path) };
        let path = path.map_err(|error| Failure::file("find", Path::new("."), &error))?;
        (options.runtime_path, options.runtime_version) = (Some(path), None);
    }
    let options = options.checked()?;
    if target.module {
        options.check_module()?
    } else {
        options.check_crate(&target.output)?
    }
    Ok(options)
}

/// The configuration that is named. Otherwise those of the current folder: that of its package for the build script,
/// and behind it that of the command, unless the package names it.
fn configuration(args: &DocumentArgs) -> Result<Configuration, Failure> {
    if let Some(path) = &args.config {
        return Ok(Configuration::read(path)?);
    }
    let mut configuration = Configuration::default();
    if Path::new("Cargo.toml").is_file() {
        configuration = Configuration::package("")?;
    }
    let current = fs::canonicalize(CONFIG);
    let is_own =
        |path: &Path| current.as_ref().is_ok_and(|current| fs::canonicalize(path).is_ok_and(|path| path == *current));
    if current.is_ok() && !configuration.paths().any(is_own) {
        configuration = configuration.and(Configuration::read(CONFIG)?);
    }
    Ok(configuration)
}

#[cfg(test)]
mod tests {
    use callsmith::{ConfigKey, Options, config_keys};
    use clap::{Args, Command, Parser};

    use super::{Target, add_flags, of_target};
    use crate::args::{self, Cli, OutputArgs};

    /// Flags that are no options of a client.
    const OTHERS: [&str; 7] = ["client", "header", "config", "set", "output", "module", "force"];

    fn parsed(flags: &[String]) -> OutputArgs {
        let start = ["callsmith", "check", "a.json", "-o", "client"].map(str::to_owned);
        let cli = Cli::try_parse_from(start.iter().chain(flags)).unwrap_or_else(|error| panic!("{error}"));
        match cli.command {
            args::Command::Check(args) => args.output,
            _ => panic!("another command was read"),
        }
    }

    /// The flags that say what the example of a key does.
    fn flags(key: &ConfigKey) -> Vec<String> {
        let table: toml::Table = key.example.parse().expect("an example is TOML");
        let names: Vec<String> =
            key.flags.iter().filter_map(|flag| flag.split(' ').next()).map(str::to_owned).collect();
        let text = |value: &toml::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let of = |name: &str, value: &toml::Value| match value {
            toml::Value::Boolean(_) => vec![name.to_owned()],
            toml::Value::Array(items) => items.iter().flat_map(|item| [name.to_owned(), text(item)]).collect(),
            toml::Value::Table(entries) => {
                entries.iter().flat_map(|(key, value)| [name.to_owned(), format!("{key}={}", text(value))]).collect()
            }
            value => vec![name.to_owned(), text(value)],
        };
        match (&table[key.name], names.as_slice()) {
            (value, [name]) => of(name, value),
            (value, names) => names.iter().flat_map(|name| of(name, &value[&name[2..]])).collect(),
        }
    }

    /// A flag and a key have the same effect.
    #[test]
    fn flags_are_the_options_of_their_keys() {
        let mut number = 0;
        // The path of the runtime is written as seen from the output.
        for key in config_keys().iter().filter(|key| key.field.is_some() && key.name != "runtime-path") {
            if key.flags.is_empty() {
                continue;
            }
            let args = parsed(&flags(key));
            let mut options = Options::default();
            add_flags(&args.document, &mut options).unwrap_or_else(|error| panic!("{error:?}"));
            if options == Options::default() {
                let (document, output) = (args.document.clone(), "client".into());
                let target = Target { name: None, document, output, module: false, options };
                options = of_target(&args, &target).unwrap_or_else(|error| panic!("{error:?}"));
            }
            // An example may name a folder that is not there, so nothing is checked.
            let mut expected = Options::default();
            match expected.set(key.example) {
                Ok(()) => assert_eq!(options, expected, "{}", key.name),
                Err(error) => assert!(error.message().contains("there is no folder"), "{error}"),
            }
            number += 1;
        }
        assert!(number >= 20, "only {number} keys have flags");
    }

    #[test]
    fn flags_are_those_of_the_keys() {
        let command = OutputArgs::augment_args(Command::new("a"));
        let named: Vec<String> =
            config_keys().iter().flat_map(|key| key.flags).map(|flag| (*flag).to_owned()).collect();
        let mut flags = Vec::new();
        for argument in command.get_arguments() {
            let Some(long) = argument.get_long() else { continue };
            let value = argument.get_action().takes_values().then(|| argument.get_value_names()).flatten();
            flags.push(match value {
                Some([name]) => format!("--{long} {name}"),
                _ => format!("--{long}"),
            });
            let is_option = !OTHERS.contains(&long);
            assert!(!is_option || named.contains(flags.last().expect("one was added")), "{long} is of no key");
        }
        for flag in named {
            assert!(flags.contains(&flag), "{flag} is no flag: {flags:?}");
        }
    }
}
