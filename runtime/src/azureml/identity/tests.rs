use super::environment::{FromEnvironment, workload_identity};
use crate::net::auth::TokenSource;

/// The identity that these variables describe, as `Debug` shows it, or the error.
fn described(variables: &[(&str, &str)]) -> String {
    let value = |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
    let shown = match FromEnvironment::read(&value) {
        Ok(identity) => format!("{identity:?}"),
        Err(error) => error.to_string(),
    };
    assert!(!shown.contains("s3cret"), "{shown}");
    shown
}

const PRINCIPAL: [(&str, &str); 2] = [("AZURE_TENANT_ID", "tenant"), ("AZURE_CLIENT_ID", "client")];

#[test]
fn a_client_secret_comes_before_a_token_file_and_that_before_a_managed_identity() {
    let all = [
        ("IDENTITY_ENDPOINT", "http://localhost/token"),
        ("IDENTITY_HEADER", "s3cret"),
        ("AZURE_FEDERATED_TOKEN_FILE", "/var/token"),
    ];
    let secret = [("AZURE_CLIENT_SECRET", "s3cret"), ("AZURE_AUTHORITY_HOST", "https://login.example")];
    let shown = described(&[&all[..], &PRINCIPAL, &secret].concat());
    let expected =
        r#"Principal(ServicePrincipal { tenant: "tenant", client_id: "client", authority: "https://login.example""#;
    assert!(shown.starts_with(expected), "{shown}");
    assert!(described(&[&all[..], &PRINCIPAL].concat()).starts_with("Principal(ServicePrincipal"));
    let managed = described(&[&all[..2], &PRINCIPAL].concat());
    assert!(managed.starts_with(r#"Managed(ManagedIdentity { endpoint: None, client_id: Some("client")"#), "{managed}");
}

#[test]
fn what_is_described_in_part_is_an_error_that_names_the_rest() {
    let secret = ("AZURE_CLIENT_SECRET", "s3cret");
    assert_eq!(described(&[secret]), "`AZURE_CLIENT_SECRET` is set and `AZURE_TENANT_ID` is not");
    assert_eq!(described(&[secret, PRINCIPAL[0]]), "`AZURE_CLIENT_SECRET` is set and `AZURE_CLIENT_ID` is not");
    let file = ("AZURE_FEDERATED_TOKEN_FILE", "/var/token");
    assert_eq!(described(&[file, PRINCIPAL[1]]), "`AZURE_FEDERATED_TOKEN_FILE` is set and `AZURE_TENANT_ID` is not");
    for (endpoint, proof, other) in
        [("IDENTITY_ENDPOINT", "IDENTITY_HEADER", "MSI_SECRET"), ("MSI_ENDPOINT", "MSI_SECRET", "IDENTITY_HEADER")]
    {
        let endpoint = (endpoint, "http://localhost/token");
        for set in [&[endpoint][..], &[endpoint, (other, "s3cret")]] {
            let error = described(set);
            assert!(error.ends_with(&format!("(`{}` without `{proof}`) are not supported", endpoint.0)), "{error}");
        }
        assert!(described(&[endpoint, (proof, "s3cret")]).starts_with("Managed("));
    }
    let error = workload_identity(&|_| None).expect_err("nothing is set").to_string();
    assert_eq!(error, "`AZURE_FEDERATED_TOKEN_FILE` is not set");
}

#[test]
fn an_environment_without_an_identity_is_an_error_that_names_the_variables() {
    let error = described(&PRINCIPAL);
    for part in ["`AZURE_CLIENT_SECRET`", "`AZURE_FEDERATED_TOKEN_FILE`", "`MSI_ENDPOINT`", "`with_managed_identity`"] {
        assert!(error.contains(part), "{error}");
    }
    let certificate = described(&[&PRINCIPAL[..], &[("AZURE_CLIENT_CERTIFICATE_PATH", "cert.pem")]].concat());
    assert!(certificate.contains("client certificates are not supported"), "{certificate}");
}

/// The endpoint of a managed identity with these variables.
fn endpoint(variables: &[(&str, &str)]) -> Result<String, String> {
    let value = |name: &str| variables.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
    super::managed::endpoint(&value).map_err(|error| error.to_string())
}

#[test]
fn the_environment_names_the_endpoint_of_a_managed_identity() {
    let endpoint_of = |variables: &[(&str, &str)]| endpoint(variables).expect("it is supported");
    let header = ("IDENTITY_HEADER", "s3cret");
    let app_service = ("IDENTITY_ENDPOINT", "http://169.254.130.2:8081/msi/token");
    let compute = ("MSI_ENDPOINT", "http://127.0.0.1:46808/MSI/auth");
    assert_eq!(endpoint_of(&[]), "http://169.254.169.254/metadata/identity/oauth2/token");
    let host = ("AZURE_POD_IDENTITY_AUTHORITY_HOST", "http://127.0.0.1:1/");
    assert_eq!(endpoint_of(&[host]), "http://127.0.0.1:1/metadata/identity/oauth2/token");
    assert_eq!(endpoint_of(&[compute, app_service, header]), app_service.1);
    assert_eq!(endpoint_of(&[compute, ("MSI_SECRET", "s3cret")]), compute.1);
    for (variables, platform) in [
        (&[app_service][..], "Azure Arc"),
        (&[compute], "Cloud Shell"),
        (&[app_service, header, ("IDENTITY_SERVER_THUMBPRINT", "ab")], "Service Fabric"),
    ] {
        let error = endpoint(variables).expect_err(platform);
        assert!(error.contains(platform) && error.contains("not supported"), "{error}");
    }
}

#[tokio::test]
async fn a_secret_goes_over_no_connection_that_others_can_read() {
    use super::{ManagedIdentity, ServicePrincipal};

    let refused = |error: crate::TokenError| {
        assert!(error.to_string().contains("without https"), "{error}");
        assert!(!error.to_string().contains("s3cret"), "{error}");
    };
    let principal = |authority| ServicePrincipal::new("tenant", "client", "s3cret").authority(authority);
    for authority in ["http://login.example", "http://10.0.0.4", "http://169.254.1.1:80"] {
        refused(principal(authority).token().await.expect_err(authority));
    }
    for endpoint in ["http://identity.example/token", "http://93.184.215.14/token", "http://[2001:db8::1]/token"] {
        refused(ManagedIdentity::new().app_service(endpoint, "s3cret").token().await.expect_err(endpoint));
        refused(ManagedIdentity::new().compute(endpoint, "s3cret").token().await.expect_err(endpoint));
    }
    let error = principal("ftp://login.example").token().await.expect_err("no http").to_string();
    assert_eq!(error, "Microsoft Entra has an address that is no URL with http or https");
    let shown = format!("{:?}", principal(" login.example "));
    assert!(shown.contains(r#"authority: "https://login.example""#), "a host alone: {shown}");
    let error = ServicePrincipal::new(" ", "client", "s3cret").token().await.expect_err("no tenant").to_string();
    assert_eq!(error, "the tenant of the service principal is empty");
}
