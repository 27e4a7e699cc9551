//! Unit tests of `spec/operation.rs`.

use crate::contract::*;

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
    assert_eq!(spec.verdict(201), Verdict::Success);
    assert_eq!(spec.verdict(302), Verdict::Error);
    let spec = Spec::new("x", Method::GET, "/").success(&[Status::Default]);
    assert_eq!(spec.verdict(201), Verdict::Success);
    assert_eq!(spec.verdict(404), Verdict::Undeclared);
}

#[test]
fn an_error_without_a_body_of_a_type_is_told_from_others() {
    let errors = &[Status::Code(404), Status::Code(409), Status::Range(4), Status::Default];
    let spec = Spec::new("x", Method::GET, "/").errors(errors).untyped(&[Status::Code(404), Status::Default]);
    let verdicts = [404, 409, 410, 500, 304].map(|status| spec.verdict(status));
    use Verdict::{Error, Untyped};
    assert_eq!(verdicts, [Untyped, Error, Error, Untyped, Untyped]);
}

#[test]
fn the_nearest_success_applies_where_none_is_declared() {
    let spec = Spec::new("x", Method::GET, "/").success(&[Status::Code(200), Status::Code(204), Status::Code(302)]);
    let nearest = [200, 201, 202, 203, 299].map(|status| spec.success_of(status));
    assert_eq!(nearest, [200, 200, 200, 204, 204].map(|code| Some(Status::Code(code))));
}
