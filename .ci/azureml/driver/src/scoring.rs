//! The model of the README, through a client for each version of the document.

use callsmith_runtime::Error;

use crate::expected::{INCOMPLETE, MESSAGE_FAILED, MESSAGE_INCOMPLETE, PREDICTIONS, ROWS};

/// The same calls through one of the clients. Their types have the same names, but are not the same types.
macro_rules! call {
    ($client:ident, $base_url:expr) => {{
        let client = $client::Client::builder($base_url).build()?;

        let input = $client::ServiceInput { data: Some(ROWS.map(Vec::from).into()) };
        let predictions = client.run_ml_service(&input).await?;
        assert_eq!(predictions, PREDICTIONS);

        assert_eq!(client.service_health_check().await?, "Healthy");

        let malformed = client.run_ml_service(&input).with_body("application/json", INCOMPLETE).await;
        let Err(Error::Api(error)) = malformed else { panic!("the document's error type was expected: {malformed:?}") };
        assert_eq!(error.status(), 400);
        assert_eq!(error.body().message.as_deref(), Some(MESSAGE_INCOMPLETE));

        let failed = client.run_ml_service(&$client::ServiceInput { data: Some(Vec::new()) }).await;
        let Err(Error::Api(error)) = failed else { panic!("the document's error type was expected: {failed:?}") };
        assert_eq!(error.status(), 500);
        assert_eq!(error.body().message.as_deref(), Some(MESSAGE_FAILED));
        assert_eq!(error.headers().get("x-ms-run-function-failed"), Some("True"));

        println!("{}: {predictions:?}", stringify!($client));
    }};
}

pub(crate) async fn run(base_url: &str) -> crate::Result {
    call!(scoring_v2, base_url);
    call!(scoring_v3, base_url);
    call!(scoring_v3_1, base_url);
    Ok(())
}
