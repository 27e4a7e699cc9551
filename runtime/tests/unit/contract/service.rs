//! Unit tests of `spec/mod.rs`.

use crate::contract::Api;

#[test]
fn user_agent_is_made_of_tokens() {
    let suffix = concat!(" callsmith/", env!("CARGO_PKG_VERSION"));
    assert_eq!(
        Api::new("My service (beta)", "1.0 rc").default_user_agent(),
        format!("My-service--beta-/1.0-rc{suffix}")
    );
    assert_eq!(Api::new("", " ").default_user_agent(), format!("client/0{suffix}"));
    assert_eq!(Api::new("a", "1").user_agent("own/2").default_user_agent(), "own/2");
}
