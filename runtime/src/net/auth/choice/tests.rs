//! The choice of credentials for a request.

use super::super::error::TokenError;
use super::super::slot::Slot;
use super::*;
use crate::contract::In;

const BEARER: SecurityScheme = SecurityScheme::bearer("Bearer");
const BASIC: SecurityScheme = SecurityScheme::basic("Basic");
const KEY: SecurityScheme = SecurityScheme::api_key("Key", In::Query, "key");
const APP: SecurityScheme = SecurityScheme::api_key("App", In::Header, "x-app");
const HEADER: SecurityScheme = SecurityScheme::authorization("Header", "");
const DIGEST: SecurityScheme = SecurityScheme::http("Digest", "digest");
const CERTIFICATE: SecurityScheme = SecurityScheme::mutual_tls("Certificate");

const UNNEEDED: &str = "no credential was sent, since the document says that the operation needs none: `CredentialPolicy::Always` sends it";
const ELSEWHERE: &str = "no credential was sent, since the server is of another origin than the base URL";
const OPTIONAL: &str =
    "no credential was sent, since `CredentialPolicy::WhenRequired` sends it only to operations that require one";

/// A document that requires these schemes somewhere.
const REQUIRED: Declared = Declared { schemes: &[&APP, &BASIC, &BEARER, &CERTIFICATE, &KEY], is_required: true };
/// A document that declares these schemes, and requires none.
const UNREQUIRED: Declared = Declared { is_required: false, ..REQUIRED };
/// A document without schemes.
const UNDECLARED: Declared = Declared { schemes: &[], is_required: false };

fn nowhere(_: CredentialLocation) -> ValueOrigin {
    ValueOrigin::Nowhere
}

fn operation(security: Security) -> CredentialRequest<'static> {
    CredentialRequest {
        target: &"`op` (GET /)",
        security: Some(security),
        policy: CredentialPolicy::ByDocument,
        is_at_home: true,
        is_by_hand: false,
        placement: &nowhere,
    }
}

fn bearer() -> (Slot, Credential) {
    (Slot::Bearer, Credential::bearer("b"))
}

fn basic() -> (Slot, Credential) {
    (Slot::Basic, Credential::basic("u", "p"))
}

fn api_key() -> (Slot, Credential) {
    (Slot::ApiKey, Credential::api_key("k"))
}

fn slots(set: &[(Slot, Credential)]) -> Slots {
    let mut slots = Slots::default();
    set.iter().for_each(|(slot, credential)| slots.set(slot.clone(), credential.clone()));
    slots
}

/// The chosen schemes with the kinds of their credentials, and the lack.
fn chosen(
    set: &[(Slot, Credential)],
    declared: Declared,
    applicant: &CredentialRequest<'_>,
) -> Result<Vec<String>, String> {
    let choice = slots(set).choose(&declared, applicant).map_err(|error| error.to_string())?;
    let shown = |(scheme, credential): &(Option<SecurityScheme>, Credential)| {
        format!("{} {credential:?}", scheme.map_or("none", |scheme| scheme.name))
    };
    let lack = choice.lack.iter().map(ToString::to_string);
    Ok(choice.credentials.iter().map(shown).chain(lack).collect())
}

fn required(set: &[(Slot, Credential)], security: Security) -> Result<Vec<String>, String> {
    chosen(set, REQUIRED, &operation(security))
}

fn ok(expected: &[&str]) -> Result<Vec<String>, String> {
    Ok(expected.iter().map(ToString::to_string).collect())
}

#[test]
fn the_first_alternative_with_all_credentials_counts() {
    let key = ok(&["Key Credential(api key)"]);
    assert_eq!(required(&[api_key()], &[&[&BEARER], &[&KEY]]), key);
    assert_eq!(required(&[api_key()], &[&[&BEARER, &KEY], &[&KEY]]), key);
    let both = [api_key(), bearer()];
    assert_eq!(required(&both, &[&[&BEARER], &[&KEY]]), ok(&["Bearer Credential(bearer)"]));
    let expected = ok(&["Key Credential(api key)", "Bearer Credential(bearer)"]);
    assert_eq!(required(&both, &[&[&KEY, &BEARER]]), expected);
}

#[test]
fn anonymous_access_counts_only_without_a_better_alternative() {
    let unset = "no credential was set for the security scheme `Bearer`: `.bearer(..)` sets it";
    assert_eq!(required(&[], &[&[], &[&BEARER]]), ok(&[unset]));
    assert_eq!(required(&[bearer()], &[&[], &[&BEARER]]), ok(&["Bearer Credential(bearer)"]));
    assert_eq!(required(&[basic()], &[&[], &[&BEARER]]), ok(&[unset]), "what fits nothing that is optional stays here");
}

#[test]
fn what_is_set_and_satisfies_nothing_is_an_error() {
    assert_eq!(
        required(&[bearer()], &[&[&BASIC]]),
        Err("`op` (GET /) was not sent: it requires a credential for `Basic` (`.basic(..)`), which is not set"
            .to_owned())
    );
    // Of an AND what is set does not suffice.
    assert_eq!(
        required(&[bearer()], &[&[&BEARER, &APP], &[&BASIC], &[&DIGEST]]),
        Err("`op` (GET /) was not sent: it requires a credential for `App` (`.api_key(..)`), or for `Basic` (`.basic(..)`), \
             or for `Digest` (`.credential(\"Digest\", Credential::api_key(\"digest ..\"))`), which is not set"
            .to_owned())
    );
}

#[test]
fn nothing_that_is_set_is_sent_without() {
    let unset = "no credential was set for the security scheme `Basic`: `.basic(..)` sets it";
    assert_eq!(required(&[], &[&[&BASIC], &[&BEARER]]), ok(&[unset]));
    assert_eq!(required(&[], &[]), ok(&["no credential was set"]));
}

#[test]
fn a_value_of_the_request_counts_as_set() {
    let by_client = |place: CredentialLocation| {
        if place.is(CredentialLocation::AUTHORIZATION) { ValueOrigin::Client } else { ValueOrigin::Nowhere }
    };
    let by_call = |place: CredentialLocation| {
        if place.is(CredentialLocation::AUTHORIZATION) { ValueOrigin::Call } else { ValueOrigin::Nowhere }
    };
    let applicant = |current_placement: &'static (dyn Fn(CredentialLocation) -> ValueOrigin + Sync)| {
        CredentialRequest { placement: current_placement, ..operation(&[&[&BEARER, &KEY]]) }
    };
    let by_client: &'static _ = Box::leak(Box::new(by_client));
    let by_call: &'static _ = Box::leak(Box::new(by_call));
    let key = ok(&["Key Credential(api key)"]);
    assert_eq!(chosen(&[api_key()], REQUIRED, &applicant(by_client)), key);
    assert_eq!(chosen(&[api_key()], REQUIRED, &applicant(by_call)), key);
    let all = [api_key(), bearer()];
    let both = ok(&["Bearer Credential(bearer)", "Key Credential(api key)"]);
    assert_eq!(
        chosen(&all, REQUIRED, &applicant(by_client)),
        both,
        "a credential comes before a header of all requests"
    );
    assert_eq!(chosen(&all, REQUIRED, &applicant(by_call)), key, "and behind one of the call");
    // Who authenticates a call by hand is not held back.
    let by_hand = CredentialRequest { is_by_hand: true, ..applicant(by_call) };
    let unset = "no credential was set for the security scheme `Key`: `.api_key(..)` sets it";
    assert_eq!(chosen(&[bearer()], REQUIRED, &by_hand), ok(&[unset]));
}

#[test]
fn certificates_are_left_to_the_transport() {
    let unset = "no credential was set for the security scheme `Bearer`: `.bearer(..)` sets it";
    let sent = ok(&["Bearer Credential(bearer)"]);
    assert_eq!(required(&[], &[&[&CERTIFICATE], &[&BEARER]]), ok(&[unset]));
    assert_eq!(required(&[], &[&[&CERTIFICATE, &BEARER]]), ok(&[unset]));
    assert_eq!(required(&[bearer()], &[&[&CERTIFICATE], &[&BEARER]]), sent);
    assert_eq!(required(&[bearer()], &[&[&CERTIFICATE, &BEARER]]), sent);
    assert_eq!(required(&[bearer()], &[&[&CERTIFICATE]]), ok(&[UNNEEDED]), "a certificate alone may be enough");
    let always = CredentialRequest { policy: CredentialPolicy::Always, ..operation(&[&[&CERTIFICATE]]) };
    assert_eq!(chosen(&[bearer()], REQUIRED, &always), sent);
    assert_eq!(required(&[], &[&[&CERTIFICATE]]), ok(&[]));
}

#[test]
fn a_credential_of_a_name_comes_before_that_of_the_kind() {
    let set = [api_key(), (Slot::Scheme("App".to_owned()), Credential::bearer("app"))];
    let expected = ok(&["Key Credential(api key)", "App Credential(bearer)"]);
    assert_eq!(required(&set, &[&[&KEY, &APP]]), expected);
}

#[test]
fn any_credential_serves_a_key_in_authorization() {
    let header = |set: &[_]| required(set, &[&[&HEADER]]);
    assert_eq!(header(&[api_key()]), ok(&["Header Credential(api key)"]));
    assert_eq!(header(&[basic()]), ok(&["Header Credential(basic)"]));
    assert_eq!(header(&[api_key(), bearer()]), ok(&["Header Credential(bearer)"]), "a key may go elsewhere");
}

#[test]
fn an_operation_without_a_requirement_beside_others_is_sent_without() {
    for security in [&[] as Security, &[&[]]] {
        let set = [bearer(), api_key()];
        assert_eq!(chosen(&set, REQUIRED, &operation(security)), ok(&[UNNEEDED]));
        let always = CredentialRequest { policy: CredentialPolicy::Always, ..operation(security) };
        let all = ok(&["Bearer Credential(bearer)", "App Credential(api key)", "Key Credential(api key)"]);
        assert_eq!(chosen(&set, REQUIRED, &always), all);
    }
}

#[test]
fn where_nothing_is_required_all_that_fits_is_sent() {
    let set = [basic(), api_key()];
    let fitting = ok(&["Basic Credential(basic)", "App Credential(api key)", "Key Credential(api key)"]);
    assert_eq!(chosen(&set, UNREQUIRED, &operation(&[])), fitting);
    let by_hand = CredentialRequest { security: None, policy: CredentialPolicy::WhenRequired, ..operation(&[]) };
    assert_eq!(chosen(&set, REQUIRED, &by_hand), fitting, "requests by hand too");
    assert_eq!(chosen(&[bearer()], UNDECLARED, &operation(&[])), ok(&["none Credential(bearer)"]));
    assert_eq!(chosen(&[basic()], UNDECLARED, &operation(&[])), ok(&["none Credential(basic)"]));
    let elsewhere = CredentialRequest { is_at_home: false, ..operation(&[]) };
    for declared in [UNREQUIRED, UNDECLARED] {
        assert_eq!(chosen(&[bearer()], declared, &elsewhere), ok(&[ELSEWHERE]));
    }
}

#[test]
fn when_required_is_neither_without_a_requirement_nor_with_an_optional_one() {
    let applicant = |security| CredentialRequest { policy: CredentialPolicy::WhenRequired, ..operation(security) };
    for security in [&[] as Security, &[&[]], &[&[], &[&BEARER]], &[&[&CERTIFICATE]]] {
        assert_eq!(chosen(&[bearer()], REQUIRED, &applicant(security)), ok(&[OPTIONAL]), "{security:?}");
        assert_eq!(chosen(&[], REQUIRED, &applicant(security)), ok(&["no credential was set"]), "{security:?}");
    }
    assert_eq!(chosen(&[bearer()], UNDECLARED, &applicant(&[])), ok(&[OPTIONAL]));
    assert_eq!(chosen(&[bearer()], REQUIRED, &applicant(&[&[&BEARER]])), ok(&["Bearer Credential(bearer)"]));
}

#[test]
fn always_sends_what_fits_where_an_optional_requirement_has_nothing() {
    let always = CredentialRequest { policy: CredentialPolicy::Always, ..operation(&[&[], &[&BEARER]]) };
    assert_eq!(chosen(&[basic()], REQUIRED, &always), ok(&["Basic Credential(basic)"]));
}

/// Requirements that a request without a credential satisfies.
const OPEN: [Security; 3] = [&[&[], &[&BEARER]], &[&[&BEARER], &[]], &[&[&CERTIFICATE], &[&BEARER]]];

#[test]
fn an_optional_credential_stays_at_the_origin_of_the_base_url() {
    for policy in [CredentialPolicy::ByDocument, CredentialPolicy::Always, CredentialPolicy::WhenRequired] {
        for security in OPEN {
            let elsewhere = CredentialRequest { policy, is_at_home: false, ..operation(security) };
            assert_eq!(chosen(&[bearer()], REQUIRED, &elsewhere), ok(&[ELSEWHERE]), "{policy:?} {security:?}");
            assert_eq!(chosen(&[], REQUIRED, &elsewhere), ok(&["no credential was set"]), "{policy:?} {security:?}");
        }
        let elsewhere = CredentialRequest { policy, is_at_home: false, ..operation(&[&[&BEARER]]) };
        let sent = ok(&["Bearer Credential(bearer)"]);
        assert_eq!(chosen(&[bearer()], REQUIRED, &elsewhere), sent, "a server that the document names requires it");
    }
}

#[test]
fn the_credential_of_a_connection_counts_where_no_other_serves() {
    let source = || async { Err(TokenError::new("there is none")) };
    let connection = || (Slot::Connection, Credential::token_source(source));
    let required = |set: &[_], security| required(set, security);
    let result = ok(&["Bearer Credential(token source)"]);
    assert_eq!(required(&[connection()], &[&[&BEARER]]), result);
    assert_eq!(required(&[connection(), basic()], &[&[&BEARER]]), result, "what is set has no place here");
    assert_eq!(required(&[connection(), bearer()], &[&[&BEARER]]), ok(&["Bearer Credential(bearer)"]));
    assert_eq!(required(&[connection(), api_key()], &[&[&HEADER]]), ok(&["Header Credential(api key)"]));
    // Neither as the first of the alternatives.
    assert_eq!(required(&[connection(), basic()], &[&[&BEARER], &[&BASIC]]), ok(&["Basic Credential(basic)"]));
    assert_eq!(required(&[connection(), api_key()], &[&[&BEARER], &[&KEY]]), ok(&["Key Credential(api key)"]));
    // It stays beside what goes elsewhere.
    let both = ok(&["Key Credential(api key)", "Bearer Credential(token source)"]);
    assert_eq!(required(&[connection(), api_key()], &[&[&KEY, &BEARER]]), both);
    let unrequired = |set: &[_]| chosen(set, UNREQUIRED, &operation(&[]));
    assert_eq!(unrequired(&[connection(), basic()]), ok(&["Basic Credential(basic)"]), "in one place");
    assert_eq!(unrequired(&[connection()]), result);
    assert_eq!(chosen(&[connection(), basic()], UNDECLARED, &operation(&[])), ok(&["none Credential(basic)"]));
    assert_eq!(chosen(&[connection()], UNDECLARED, &operation(&[])), ok(&["none Credential(token source)"]));
}

#[test]
fn names_of_the_document_are_on_one_line() {
    const NAMED: SecurityScheme = SecurityScheme::http("a\n\u{202e}'b\"", "x\ny");
    let setter = r#"`.credential("a\n\u{202e}\'b\"", Credential::api_key("x\ny .."))`"#;
    let name = r#"`a\n\u{202e}'b"`"#;
    let unset = format!("no credential was set for the security scheme {name}: {setter} sets it");
    assert_eq!(required(&[], &[&[&NAMED]]), ok(&[&unset]));
    let unsatisfied =
        format!("`op` (GET /) was not sent: it requires a credential for {name} ({setter}), which is not set");
    assert_eq!(required(&[bearer()], &[&[&NAMED]]), Err(unsatisfied));
}
