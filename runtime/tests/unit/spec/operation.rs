//! Unit tests of `spec/operation.rs`.

use crate::spec::*;

#[test]
fn the_most_specific_declaration_wins() {
    let spec = Spec::new("x", Method::GET, "/").success(&[Status::Range(2)]).errors(&[
        Status::Code(202),
        Status::Range(4),
        Status::Default,
    ]);
    assert_eq!(spec.verdict(200), Verdict::Success);
    assert_eq!(spec.verdict(202), Verdict::Error);
    assert_eq!(spec.verdict(404), Verdict::Error);
    assert_eq!(spec.verdict(500), Verdict::Error);
}

#[test]
fn default_is_an_error_outside_of_2xx_and_a_success_within() {
    let spec = Spec::new("x", Method::GET, "/").success(&[Status::Code(200)]).errors(&[Status::Default]);
    assert_eq!(spec.verdict(201), Verdict::Undeclared);
    assert_eq!(spec.verdict(302), Verdict::Error);
    let spec = Spec::new("x", Method::GET, "/").success(&[Status::Default]);
    assert_eq!(spec.verdict(201), Verdict::Success);
    assert_eq!(spec.verdict(404), Verdict::Undeclared);
}
