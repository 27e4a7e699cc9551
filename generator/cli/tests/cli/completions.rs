//! `callsmith completions`.

use crate::support::Folder;

#[test]
fn every_shell_has_completions() {
    let folder = Folder::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let outcome = folder.run(&["completions", shell]).exits(0);
        assert_eq!(outcome.stderr, "", "{shell}");
        for word in ["generate", "keep-going", "completions", "dry-run"] {
            assert!(outcome.stdout.contains(word), "{shell}: {word}");
        }
    }
    let outcome = folder.run(&["completions", "tcsh"]).exits(2);
    assert!(outcome.stderr.contains("[possible values: bash, elvish, fish, powershell, zsh]"), "{}", outcome.stderr);
}

#[cfg(unix)]
#[test]
fn bash_completes_flags() {
    let folder = Folder::new();
    folder.write("callsmith.bash", &folder.run(&["completions", "bash"]).exits(0).stdout);
    let script = ". ./callsmith.bash; COMP_WORDS=(callsmith check --st); COMP_CWORD=2; _callsmith callsmith --st check; \
                  echo \"${COMPREPLY[@]}\"";
    let bash = std::process::Command::new("bash").args(["-c", script]).current_dir(folder.path(".")).output();
    let bash = bash.expect("the machine has bash");
    assert_eq!(String::from_utf8_lossy(&bash.stdout), "--stat\n", "{}", String::from_utf8_lossy(&bash.stderr));
}
