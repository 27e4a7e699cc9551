//! The same answer as a list, as JSON within a string, with bare `NaN`, and as both; with the options that read them, and
//! without.

use callsmith_runtime::Error;

pub(crate) async fn run(base_url: &str) -> crate::Result {
    let client = answers::Client::builder(base_url).build()?;
    let input = |form: &str| answers::ServiceInput {
        data: Some(vec![vec![0.5, 1.5], vec![1.0, -3.25]]),
        form: Some(form.to_owned()),
    };

    for form in ["list", "text"] {
        assert_eq!(client.run_ml_service(&input(form)).await?, [2.0, -2.25], "{form}");
    }
    for form in ["list_nan", "text_nan"] {
        let sums = client.run_ml_service(&input(form)).await?;
        let [2.0, -2.25, nan, f64::INFINITY, f64::NEG_INFINITY] = sums[..] else { panic!("{form}: {sums:?}") };
        assert!(nan.is_nan(), "{form}");
    }

    let unready = client.run_ml_service(&answers::ServiceInput { data: Some(vec![vec![f64::NAN]]), form: None }).await;
    assert!(matches!(unready, Err(Error::InvalidRequest(_))), "{unready:?}");

    let client = answers_as_declared::Client::builder(base_url).build()?;
    for (form, option, body) in [
        ("text", "double-encoded", "\"[2.0, -2.25]\""),
        ("list_nan", "non-finite-numbers", "[2.0, -2.25, NaN, Infinity, -Infinity]"),
    ] {
        let input = answers_as_declared::ServiceInput {
            data: Some(vec![vec![0.5, 1.5], vec![1.0, -3.25]]),
            form: Some(form.to_owned()),
        };
        let error = client.run_ml_service(&input).await.expect_err(form);
        let message = format!("{option} = [\"RunMLService\"]");
        assert!(error.to_string().contains(&message), "{error}");
        assert_eq!(error.body().map(|bytes| &bytes[..]), Some(body.as_bytes()), "{error:?}");
    }
    println!("answers: lists, JSON within strings and numbers that are not finite");
    Ok(())
}
