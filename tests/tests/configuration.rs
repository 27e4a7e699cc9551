//! The keys of a configuration: reader, JSON Schema, reference page and options are made of one table, and agree.
//!
//! `CALLSMITH_UPDATE=1 cargo test --package callsmith-tests --test configuration` writes `docs/callsmith.schema.json` and
//! `docs/configuration-reference.md` anew.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use callsmith::{
    Brackets, ClosedEnums, ConfigForm, ConfigKey, ConfigScope, Configuration, CratePackage, CrateVersion, Features,
    Generator, Methods, NamesLock, Options, PageRule, Selection, config_keys,
};
use callsmith_tests::fixtures;
use jsonschema::Validator;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The text of a file that is made of the keys.
fn is_up_to_date(path: &str, expected: &str) {
    let file = root().join(path);
    if fixtures::is_update() {
        fs::write(&file, expected).expect("the file can be written");
    }
    let text = fs::read_to_string(&file).unwrap_or_default();
    assert!(text == expected, "{path} is not up to date; CALLSMITH_UPDATE=1 writes it");
}

#[test]
fn the_schema_is_up_to_date() {
    is_up_to_date("docs/callsmith.schema.json", &callsmith::config_schema());
}

#[test]
fn the_reference_is_up_to_date() {
    is_up_to_date("docs/configuration-reference.md", &callsmith::config_reference());
}

/// A folder with the files and folders that examples name.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("the machine has a folder for temporary files");
    for path in ["client/mended.yaml", "client/pets.json", "client/LICENSE", "schemas/pet.json"] {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("it is in a folder")).expect("folders can be made");
        fs::write(path, "{}").expect("files can be written");
    }
    folder
}

/// The options of a configuration.
fn options(folder: &Path, text: &str) -> Result<Options, String> {
    let mut options = Options::default();
    configuration(folder, text)?.apply("other.json", &mut options).map_err(|error| error.to_string())?;
    Ok(options)
}

fn configuration(folder: &Path, text: &str) -> Result<Configuration, String> {
    let path = folder.join("client/callsmith.toml");
    fs::write(&path, text).expect("files can be written");
    Configuration::read(path).map_err(|error| error.to_string())
}

/// Options with something set.
fn set(set: impl FnOnce(&mut Options)) -> Options {
    let mut options = Options::default();
    set(&mut options);
    options
}

fn package(set_package: impl FnOnce(&mut CratePackage)) -> Options {
    set(|options| set_package(&mut options.package))
}

/// The options that the example of a key gives.
fn expected(folder: &Path, name: &str) -> Options {
    let client = folder.join("client");
    let named = |names: &[&str]| Selection::named(names.iter().copied());
    match name {
        "crate-name" => set(|options| options.crate_name = Some("my-service".to_owned())),
        "runtime-path" => set(|options| options.runtime_path = Some("../runtime".into())),
        "runtime-version" => set(|options| options.runtime_version = Some("0.3".to_owned())),
        "features" => set(|options| {
            options.features = Features::default();
            options.features.insert("Model scoring", "scoring").expect("the option can be used");
        }),
        "types-apart" => set(|options| options.types_apart = true),
        "package" => package(|package| {
            package.version = Some(CrateVersion::Document);
            package.license = Some("MIT OR Apache-2.0".to_owned());
        }),
        "overlays" => set(|options| options.overlays = vec![client.join("mended.yaml")]),
        "allow-folders" => set(|options| options.allow_folders = vec![client.join("../schemas")]),
        "allow-urls" => set(|options| {
            options.allow_urls = vec!["https://example.com/schemas/".parse().expect("the option can be used")]
        }),
        "keep-going" => set(|options| options.keep_going = true),
        "limits" => set(|options| options.limits.set("schemas", 500_000).expect("the option can be used")),
        "deny" => set(|options| options.deny.insert("unknown-key").expect("the option can be used")),
        "allow" => set(|options| options.allow.insert("operation-id").expect("the option can be used")),
        "validate" => set(|options| options.validate = true),
        "closed-enums" => set(|options| options.closed_enums = ClosedEnums::named(["Color"])),
        "double-encoded" => set(|options| options.double_encoded = named(&["RunMLService"])),
        "non-finite-numbers" => set(|options| options.non_finite_numbers = named(&["RunMLService", "score*"])),
        "streams" => set(|options| options.streams = named(&["listEvents"])),
        "raw" => set(|options| options.raw = named(&["RunMLService", "POST /score"])),
        "deny-unknown-properties" => set(|options| options.deny_unknown_properties = true),
        "keep-unknown-properties" => set(|options| options.keep_unknown_properties = true),
        "override" => set(|options| {
            options.type_overrides.insert("ServiceInput.data", "Vec<Vec<f64>>").expect("the option can be used")
        }),
        "rust-types" => set(|options| options.rust_types = named(&["pet-names"])),
        "formats" => set(|options| options.formats.insert("date-time", "String").expect("the option can be used")),
        "exact-numbers" => set(|options| options.exact_numbers = true),
        "unsigned-integers" => set(|options| options.unsigned_integers = true),
        "brackets" => set(|options| options.brackets = Brackets::Empty),
        "integers-as-doubles" => set(|options| options.integers_as_doubles = named(&["RunMLService"])),
        "empty-path-parameters" => set(|options| options.empty_path_parameters = named(&["readFile"])),
        "nullable" => set(|options| options.nullable.insert("ServiceInput.data.age")),
        "optional" => set(|options| options.optional.insert("ServiceInput.data.weight")),
        "null-as-absent" => set(|options| options.null_as_absent = named(&["Pet.tag"])),
        "lenient-nulls" => set(|options| options.lenient_nulls = true),
        "types-only" => set(|options| options.types_only = true),
        "select" => set(|options| {
            options.select.include("tag:scoring").expect("the option can be used");
            options.select.include("path:/models/*").expect("the option can be used");
            options.select.exclude("deprecated").expect("the option can be used");
        }),
        "methods" => set(|options| options.methods = Methods::Grouped),
        "keep-unused-types" => set(|options| options.keep_unused_types = true),
        "tests" => set(|options| options.tests = true),
        "names" => set(|options| {
            options.name_overrides.insert("RunMLService", "predict").expect("the option can be used");
            options.name_overrides.insert("ServiceInput.data", "rows").expect("the option can be used");
        }),
        "names-lock" => set(|options| options.names_lock = NamesLock::Beside),
        "types" => set(|options| {
            options.types.derive("ServiceInput", "::schemars::JsonSchema").expect("the option can be used");
            options.types.attribute("ServiceInput", "#[doc(alias = \"request\")]").expect("the option can be used");
        }),
        "serde-derives" => set(|options| options.serde_derives = vec!["::my_crate::Describe".to_owned()]),
        "pagination" => set(|options| {
            options.pagination = vec![PageRule::cursor("page_token", "/next_page_token").operations(["list*"])];
        }),
        _ => panic!("the example of `{name}` has no expected options: add them here"),
    }
}

/// The options that the example of a key in the table of another key gives.
fn expected_within(folder: &Path, outer: &str, name: &str) -> Options {
    let rule = |rule: PageRule| set(|options| options.pagination = vec![rule]);
    let text = |text: &str| Some(text.to_owned());
    match (outer, name) {
        ("package", "version") => package(|package| package.version = Some(CrateVersion::Set("1.2.3".to_owned()))),
        ("package", "description") => package(|package| package.description = text("Calls the pet shop.")),
        ("package", "license") => package(|package| package.license = text("MIT OR Apache-2.0")),
        ("package", "license-file") => package(|package| package.license_files = vec![folder.join("client/LICENSE")]),
        ("package", "repository") => package(|package| package.repository = text("https://example.com/pets")),
        ("package", "homepage") => package(|package| package.homepage = text("https://example.com")),
        ("package", "documentation") => package(|package| package.documentation = text("https://example.com/docs")),
        ("package", "keywords") => package(|package| package.keywords = vec!["pets".to_owned(), "api".to_owned()]),
        ("package", "categories") => package(|package| package.categories = vec!["api-bindings".to_owned()]),
        ("package", "authors") => package(|package| package.authors = vec!["Ada <ada@example.com>".to_owned()]),
        ("package", "edition") => package(|package| package.edition = text("2021")),
        ("package", "rust-version") => package(|package| package.rust_version = text("1.90")),
        ("package", "publish") => package(|package| package.publish = Some(Vec::new())),
        ("limits", "schemas") => set(|options| options.limits.set("schemas", 500_000).expect("the option can be used")),
        ("limits", "listed-values") => {
            set(|options| options.limits.set("listed-values", 200_000).expect("the option can be used"))
        }
        ("limits", "large-patterns") => {
            set(|options| options.limits.set("large-patterns", 500).expect("the option can be used"))
        }
        ("select", "include") => set(|options| options.select.include("tag:issues").expect("the option can be used")),
        ("select", "exclude") => set(|options| {
            options.select.exclude("deprecated").expect("the option can be used");
            options.select.exclude("ignored").expect("the option can be used");
        }),
        ("names", "compounds") => {
            set(|options| options.name_overrides.compound("GitHub").expect("the option can be used"))
        }
        ("names", "strip-prefix") => {
            set(|options| options.name_overrides.strip_prefix("io.pets.*.").expect("the option can be used"))
        }
        ("types", "derives") => set(|options| {
            options.types.derive("a", "Eq").expect("the option can be used");
            options.types.derive("a", "::schemars::JsonSchema").expect("the option can be used");
        }),
        ("types", "attributes") => {
            set(|options| options.types.attribute("a", "#[doc(alias = \"request\")]").expect("the option can be used"))
        }
        ("pagination", "operations") => rule(PageRule::link_header().operations(["list*"])),
        ("pagination", "style") => rule(PageRule::link_header()),
        ("pagination", "parameter") => rule(PageRule::page("page")),
        ("pagination", "body") => rule(PageRule::offset_in_body("/offset")),
        ("pagination", "next") => rule(PageRule::next_link("/next")),
        ("pagination", "header") => rule(PageRule::cursor_header("cursor", "X-Next")),
        ("pagination", "items") => rule(PageRule::link_header().items("/data")),
        ("pagination", "more") => rule(PageRule::offset("offset").more("/has_more")),
        ("pagination", "total") => rule(PageRule::offset("offset").total("/total")),
        ("pagination", "last") => rule(PageRule::page("page").last("/last_page")),
        ("pagination", "start") => rule(PageRule::page("page").start(0)),
        _ => panic!("the example of `{outer}.{name}` has no expected options: add them here"),
    }
}

/// The example of a key in the table of another key, as a configuration.
fn within(outer: &ConfigKey, inner: &str) -> String {
    match outer.name {
        "pagination" | "client" => format!("{} = [{{ {inner} }}]\n", outer.name),
        "types" => format!("types.a = {{ {inner} }}\n"),
        name => format!("{name} = {{ {inner} }}\n"),
    }
}

fn option_keys() -> impl Iterator<Item = ConfigKey> {
    config_keys().into_iter().filter(|key| key.scope == ConfigScope::Everywhere)
}

#[test]
fn examples_have_their_effect() {
    let folder = folder();
    for key in option_keys() {
        let expected = expected(folder.path(), key.name);
        assert_ne!(expected, Options::default(), "{}", key.name);
        assert_eq!(options(folder.path(), key.example), Ok(expected), "{}", key.name);
        for inner in key.keys() {
            let text = within(&key, inner.example);
            let expected = expected_within(folder.path(), key.name, inner.name);
            assert_ne!(expected, Options::default(), "{}.{}", key.name, inner.name);
            assert_eq!(options(folder.path(), &text), Ok(expected), "{text}");
        }
    }
}

/// Each option has the same effect in a file, in a table of a client, and by the setter of options and generators.
#[test]
fn examples_have_their_effect_everywhere() {
    let folder = folder();
    for key in option_keys() {
        let expected = expected(folder.path(), key.name);
        let head = "[[client]]\ndocument = \"pets.json\"\n";
        let table: toml::Table = key.example.parse().expect("an example is TOML");
        // As it is written below `[[client]]`: the header of its table has the name of the client's in front.
        let example = key.example.replace("[[", "[[client.").replacen("[types", "[client.types", 1);
        let example = match table.values().next() {
            Some(toml::Value::Table(_)) if key.name != "types" => example.replacen('[', "[client.", 1),
            _ => example,
        };
        let clients = configuration(folder.path(), &format!("{head}{example}\n")).expect("it can be read").clients();
        let clients = clients.unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(clients[0].options, expected, "{example}");
        assert_eq!(clients[0].name, "pets");

        if !["overlays", "allow-folders"].contains(&key.name) {
            let mut options = Options::default();
            options.set(key.example).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(options, expected, "{}", key.example);
            assert!(Generator::from_text("a.json", "{}").set(key.example).is_ok());
        }
    }
}

#[test]
fn clients_have_their_keys() {
    let folder = folder();
    let key = config_keys().into_iter().find(|key| key.name == "client").expect("clients have a key");
    let path = |path: &str| folder.path().join("client").join(path);
    for inner in key.keys() {
        let clients = configuration(folder.path(), &within(&key, inner.example))
            .and_then(|configuration| configuration.clients().map_err(|error| error.to_string()));
        let clients = clients.unwrap_or_else(|error| panic!("{error}"));
        let client = &clients[0];
        assert_eq!((client.name.as_str(), Path::new(&client.document)), ("pets", &*path("pets.json")));
        let (output, module) = match inner.name {
            "name" | "document" => (None, false),
            "output" => (Some(path("clients/pets")), false),
            "module" => (Some(path("src/pets.rs")), true),
            name => panic!("the example of `client.{name}` has no expected client: add it here"),
        };
        assert_eq!((&client.output, client.module), (&output, module), "{}", inner.name);
    }
    let clients = configuration(folder.path(), key.example).expect("it can be read").clients().expect("it is right");
    assert_eq!(
        clients[0].options,
        set(|options| options.type_overrides.insert("Pet.weight", "f32").expect("the option can be used"))
    );
}

/// A package and the file that it names: options of both are for the clients of both, and those of a client go before them.
#[test]
fn clients_of_a_package_have_the_options_of_both_files() {
    let folder = folder();
    let write =
        |name: &str, text: &str| fs::write(folder.path().join("client").join(name), text).expect("it is written");
    write(
        "Cargo.toml",
        "[package]\nname = \"a\"\n[package.metadata.callsmith]\nconfig = \"named.toml\"\nbrackets = \"empty\"\nvalidate = true\n\
         [[package.metadata.callsmith.client]]\nname = \"second\"\ndocument = \"pets.json\"\n",
    );
    write(
        "named.toml",
        "brackets = \"repeat\"\nexact-numbers = true\n[[client]]\ndocument = \"pets.json\"\nvalidate = false\n\
         [client.names]\nPet = \"Animal\"\n",
    );
    let configuration = Configuration::package(folder.path().join("client")).expect("it can be read");
    let clients = configuration.clients().expect("it is right");
    let [first, second] = clients.as_slice() else { panic!("{clients:?}") };
    let common = |validate: bool| {
        set(|options| {
            options.brackets = Brackets::Empty;
            options.exact_numbers = true;
            options.validate = validate;
        })
    };
    let mut expected = common(false);
    expected.name_overrides.insert("Pet", "Animal").expect("it is a name");
    assert_eq!((first.name.as_str(), &first.options), ("pets", &expected));
    assert_eq!((second.name.as_str(), &second.options), ("second", &common(true)));
    // An error of a client shows the header of its table.
    write("named.toml", "[[client]]\ndocument = \"pets.json\"\nraw = 1\n");
    let error = Configuration::package(folder.path().join("client")).expect("it can be read").clients().unwrap_err();
    let text = error.to_string();
    assert!(text.contains("expected `true`, `false` or a list of names") && text.contains("named.toml:3:7"), "{text}");
}

/// The reader has the keys of the table, and no others: it lists them where one is unknown.
#[test]
fn the_reader_knows_the_keys_of_the_table() {
    let folder = folder();
    let known_keys = |text: &str| -> BTreeSet<String> {
        let error = options(folder.path(), text).expect_err(text);
        let (_, list) = error.split_once("known keys are ").unwrap_or_else(|| panic!("{error}"));
        list.lines().next().unwrap_or_default().split(", ").map(|name| name.trim_matches('`').to_owned()).collect()
    };
    let names = |keys: &[ConfigKey]| -> BTreeSet<String> { keys.iter().map(|key| key.name.to_owned()).collect() };
    let all = config_keys();
    let top: Vec<ConfigKey> = all.iter().filter(|key| key.scope != ConfigScope::Package).copied().collect();
    assert_eq!(known_keys("qqqqqqqqqqqqqqqqqq = 1"), names(&top));
    for key in all.iter().filter(|key| !key.keys().is_empty()) {
        let text = match key.name {
            // A key that is not fixed names an item.
            "names" => continue,
            "limits" => {
                let error = options(folder.path(), "limits.qqqqqqqqqqqqqqqqqq = 1").unwrap_err();
                assert!(key.keys().iter().all(|inner| error.contains(&format!("`{}`", inner.name))), "{error}");
                continue;
            }
            "pagination" => within(key, "style = \"page\", parameter = \"page\", qqqqqqqqqqqqqqqqqq = 1"),
            "client" => within(key, "document = \"pets.json\", qqqqqqqqqqqqqqqqqq = 1"),
            _ => within(key, "qqqqqqqqqqqqqqqqqq = 1"),
        };
        let mut expected = names(key.keys());
        if key.name == "client" {
            expected.extend(option_keys().map(|key| key.name.to_owned()));
        }
        assert_eq!(known_keys(&text), expected, "{}", key.name);
    }
}

/// Each key that a user may misspell is proposed.
#[test]
fn misspelt_keys_are_proposed() {
    let folder = folder();
    for key in option_keys().filter(|key| key.name.len() > 4) {
        let misspelt = format!("{}x", key.name);
        let error = options(folder.path(), &format!("{misspelt} = 1\n")).expect_err("the key is unknown");
        assert!(error.contains(&format!("did you mean `{}`?", key.name)), "{error}");
        assert!(error.contains("callsmith.toml:1:1\n"), "{error}");
    }
}

/// Words that the table lists are those that the reader takes.
#[test]
fn words_are_those_of_the_reader() {
    let words = |name: &str| {
        let key = option_keys().find(|key| key.name == name).expect("it is a key");
        let ConfigForm::Word(words) = key.form else { panic!("`{name}` is one of some words") };
        words.to_vec()
    };
    assert_eq!(words("brackets"), Brackets::ALL.map(Brackets::name));
    assert_eq!(words("methods"), Methods::ALL.map(Methods::name));
    let folder = folder();
    let error = options(folder.path(), "[[pagination]]\nstyle = \"qqqqqqqqq\"\n").expect_err("the style is unknown");
    let pagination = option_keys().find(|key| key.name == "pagination").expect("it is a key");
    let style = pagination.keys().iter().find(|key| key.name == "style").expect("a rule has a style");
    let ConfigForm::Word(styles) = style.form else { panic!("a style is a word") };
    let listed: Vec<String> = styles.iter().map(|style| format!("`{style}`")).collect();
    assert!(error.contains(&format!("styles are {}", listed.join(", "))), "{error}");
}

#[test]
fn keys_are_documented() {
    let reference = callsmith::config_reference();
    let mut names = BTreeSet::new();
    for key in config_keys() {
        assert!(names.insert(key.name), "two keys are called `{}`", key.name);
        assert!(reference.contains(&format!("\n## {}\n", key.name)), "{}", key.name);
        for key in [key].iter().chain(key.keys()) {
            let documentation = key.documentation();
            assert!(documentation.ends_with('.') && documentation.len() > 10, "{}: {documentation}", key.name);
            for sentence in documentation.split(". ") {
                let words = sentence.split_whitespace().count();
                assert!(words <= 32, "{}: {words} words: {sentence}", key.name);
            }
        }
    }
}

/// Methods that the table names are those of the generator.
#[test]
fn methods_of_keys_are_methods() {
    let files = fs::read_dir(root().join("generator/src/generator")).expect("the repository has it");
    let files = files.map(|file| file.expect("a folder can be listed").path());
    let texts = files.chain([root().join("generator/src/generator.rs")]).map(fs::read_to_string);
    let source: String = texts.map(|text| text.expect("it is text")).collect();
    for key in config_keys() {
        for method in key.methods {
            assert!(source.contains(&format!("    pub fn {method}(")), "{}: {method}", key.name);
        }
    }
}

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&callsmith::config_schema()).expect("the schema is JSON");
    jsonschema::meta::validate(&schema).unwrap_or_else(|error| panic!("{error}"));
    jsonschema::options()
        .with_draft(jsonschema::Draft::Draft202012)
        .build(&schema)
        .unwrap_or_else(|error| panic!("{error}"))
}

/// The first violation of the schema by a configuration.
fn violation(validator: &Validator, text: &str) -> Option<String> {
    let table: toml::Table = text.parse().unwrap_or_else(|error| panic!("{error}\n{text}"));
    let value = serde_json::to_value(table).expect("a table is JSON");
    validator.iter_errors(&value).next().map(|error| format!("{error} at {}", error.instance_path()))
}

#[test]
fn the_schema_accepts_the_examples() {
    let validator = validator();
    for key in config_keys().into_iter().filter(|key| key.scope != ConfigScope::Package) {
        assert_eq!(violation(&validator, key.example), None, "{}", key.example);
        for inner in key.keys().iter().filter(|inner| key.name != "client" || inner.example.contains("document")) {
            let text = within(&key, inner.example);
            assert_eq!(violation(&validator, &text), None, "{text}");
        }
    }
}

#[test]
fn the_schema_accepts_other_forms() {
    let validator = validator();
    for text in [
        "",
        "features = false",
        "closed-enums = true",
        "closed-enums = \"declared\"",
        "raw = false",
        "names-lock = \"callsmith.names\"",
        "deny = [\"warnings\"]",
        "[override]\nPet.owner.name = \"String\"",
        "[names]\ncompounds = \"words\"\nPet.compounds = \"words\"",
        "[types.Pet]\nderives = [\"Eq\"]\n[types.Pet.name]\nattributes = [\"#[a]\"]",
        "[package]\nlicense-file = [\"A\", \"B\"]\npublish = [\"own\"]",
        "[[client]]\ndocument = \"a.json\"\nraw = true\n[client.types.Pet]\nderives = [\"Eq\"]\n[[client.pagination]]\nstyle = \"link-header\"",
    ] {
        assert_eq!(violation(&validator, text), None, "{text}");
    }
}

/// Each is an error of the reader too.
#[test]
fn the_schema_refuses_mistakes() {
    let (validator, folder) = (validator(), folder());
    for text in [
        "validat = true",
        "validate = \"yes\"",
        "crate-name = 1",
        "overlays = \"mended.yaml\"",
        "brackets = \"index\"",
        "methods = true",
        "deny = [\"unknown-kee\"]",
        "allow = [\"syntax\"]",
        "closed-enums = \"Color\"",
        "raw = \"list\"",
        "features = [\"a\"]",
        "[limits]\nschema = 1",
        "[limits]\nschemas = -1",
        "[select]\nincludes = [\"tag:a\"]",
        "[package]\nlicence = \"MIT\"",
        "[package]\nedition = \"2018\"",
        "[override]\nPet = 1",
        "[formats]\ndate = [\"String\"]",
        "[names]\nPet = true",
        "[types.Pet]\nderive = [\"Eq\"]",
        "[[pagination]]\nstyle = \"pages\"",
        "[[pagination]]\nparameter = \"page\"",
        "[[pagination]]\nstyle = \"page\"\nparameter = \"page\"\nlats = \"/a\"",
        "[client]\ndocument = \"pets.json\"",
        "[[client]]\noutput = \"a\"",
        "[[client]]\ndocument = \"pets.json\"\nvalidat = true",
        "[[client]]\ndocument = \"pets.json\"\noutput = 1",
        "[[client]]\ndocument = \"pets.json\"\nclient = []",
    ] {
        assert!(violation(&validator, text).is_some(), "{text}");
        assert!(options(folder.path(), text).is_err(), "{text}");
    }
}

/// The configurations of fixtures, and those in the guides.
#[test]
fn the_schema_accepts_all_configurations() {
    let validator = validator();
    let mut number = 0;
    let mut folders = vec![root().join("fixtures"), root().join("examples"), root().join("docs")];
    let mut check = |path: &Path, text: &str| {
        number += 1;
        assert_eq!(violation(&validator, text), None, "{}:\n{text}", path.display());
    };
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder belongs to the repository").flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            if path.is_dir() && name != "target" {
                folders.push(path);
            } else if name == "callsmith.toml" && !path.to_string_lossy().contains("rejected") {
                check(&path, &fs::read_to_string(&path).expect("the file can be read"));
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = fs::read_to_string(&path).expect("the file can be read");
                blocks(&text).iter().for_each(|block| check(&path, block));
            }
        }
    }
    assert!(number > 60, "only {number} configurations were found");
}

/// The blocks of TOML of a page that are a configuration: not a manifest, and not what a tool writes.
fn blocks(page: &str) -> Vec<&str> {
    let blocks = page.split("```toml\n").skip(1).filter_map(|rest| rest.split("\n```").next());
    let keys: BTreeSet<&str> = config_keys().iter().map(|key| key.name).collect();
    let is_configuration = |block: &&str| {
        let Ok(table) = block.parse::<toml::Table>() else { return false };
        let is_manifest = ["dependencies", "build-dependencies", "dev-dependencies", "workspace", "profile"];
        let is_manifest = is_manifest.iter().any(|key| table.contains_key(*key))
            || table.get("package").is_some_and(|package| package.get("metadata").is_some());
        !is_manifest && table.keys().any(|key| keys.contains(key.as_str())) && !table.contains_key("config")
    };
    blocks.filter(is_configuration).collect()
}
