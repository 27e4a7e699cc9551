//! Many rows through an endpoint that rejects, breaks and lets tokens expire.

mod support;

use std::time::{Duration, Instant};

use callsmith_goldens::scoring_v2::{Client, ServiceInput};
use callsmith_runtime::azureml::{Connection, ServicePrincipal};
use callsmith_runtime::chunks::Chunks;
use callsmith_tests::gateway::{Fault, Gateway, RunningGateway, Throttle};
use callsmith_tests::issuer::Issuer;
use callsmith_tests::service::{Service, predict};

/// Rows that are all different.
fn rows(count: usize) -> Vec<Vec<f64>> {
    (0..count).map(|row| (0..10).map(|column| (row * 10 + column) as f64 / 1000.0).collect()).collect()
}

fn expected(rows: &[Vec<f64>]) -> Vec<f64> {
    rows.iter().map(|row| predict(&row.as_slice().try_into().expect("a row has ten numbers"))).collect()
}

fn input(rows: &[Vec<f64>]) -> ServiceInput {
    ServiceInput { data: Some(rows.to_vec()) }
}

fn under_load(throttle: &Throttle) -> RunningGateway {
    Gateway::in_front_of(Service::regression().router()).keys(["key"]).timed_tokens().throttle(throttle).start()
}

fn principal(issuer: &Issuer) -> ServicePrincipal {
    ServicePrincipal::new(Issuer::TENANT, Issuer::CLIENT, Issuer::SECRET).authority(&issuer.url())
}

/// A connection whose pauses begin short, since the load of a test passes soon.
fn connection(gateway: &RunningGateway) -> Connection {
    let connection = Connection::new(&gateway.scoring_uri()).expect("a scoring address");
    let retry = connection.retry();
    connection.with_retry(retry.first_pause(Duration::from_millis(50)))
}

#[tokio::test]
async fn ten_thousand_rows_are_scored_once_and_in_order_whatever_the_endpoint_does() {
    // As an instance with `max_concurrent_requests_per_instance` 3.
    let throttle = Throttle::new(6, Duration::from_millis(50))
        .every(13, Fault::Unavailable)
        .every(17, Fault::CutConnection)
        .every(19, Fault::ModelTimeout)
        .every(23, Fault::BusyModel)
        .every(29, Fault::BadGateway);
    // All rows take more requests than one token is good for.
    let gateway = Gateway::in_front_of(Service::regression().router()).tokens_of_uses(60).throttle(&throttle).start();
    let issuer = Issuer::start(Duration::from_secs(3600));
    let connection = connection(&gateway).with_token_source(principal(&issuer)).with_retry_after_model_timeout();
    let client = Client::connect(&connection).build().expect("valid settings");

    let rows = rows(10_000);
    let (start, mut most_rows) = (Instant::now(), 0);
    let outcome = Chunks::of(rows.clone())
        .rows(100)
        .parallel(8)
        .on_progress(|progress| {
            most_rows = progress.rows;
            assert_eq!(progress.total, Some(10_000));
        })
        .run(|rows| client.run_ml_service(&input(rows)))
        .await;
    let seconds = start.elapsed().as_secs_f64();

    let failures: Vec<_> =
        outcome.failures().map(|(range, failed)| (range.clone(), failed.error.to_string())).collect();
    assert!(failures.is_empty(), "what passes by itself is repeated: {failures:?}, {:?}", throttle.responses());
    let predictions = outcome.complete().expect("there is no failure").concat();
    assert_eq!(predictions, expected(&rows));
    assert_eq!(most_rows, 10_000);
    let answered = throttle.responses();
    println!("10,000 rows in {} requests within {seconds:.1} s: {answered:?}", gateway.count());
    println!("{} tokens, at most {} requests at a time", issuer.issued(), throttle.most());
    assert_eq!(answered["200"], 100, "each chunk is scored once");
    for kind in ["408", "424", "429", "502", "503", "cut"] {
        assert!(answered.get(kind).is_some_and(|count| *count > 0), "no {kind}: {answered:?}");
    }
    assert_eq!(throttle.most(), 6);
    assert!(issuer.issued() > 1, "a token expired on the way");
}

#[tokio::test]
async fn chunks_that_failed_are_sent_again_and_the_others_not() {
    // The model times out now and then, which the preset does not repeat.
    let throttle = Throttle::new(8, Duration::ZERO).every(9, Fault::ModelTimeout);
    let gateway = under_load(&throttle);
    let client = Client::connect(&connection(&gateway).with_key("key")).build().expect("valid settings");
    let rows = rows(3_000);
    let mut outcome = Chunks::of(rows.clone()).parallel(8).run(|rows| client.run_ml_service(&input(rows))).await;
    let failed: Vec<_> = outcome.failures().map(|(range, failed)| (range.clone(), failed.rows.len())).collect();
    assert_eq!(failed.len(), 3, "{outcome:?}");
    assert!(failed.iter().all(|(range, rows)| range.start % 100 == 0 && *rows == 100), "{failed:?}");
    for (range, failed) in outcome.failures() {
        assert_eq!(failed.rows, rows[range.clone()]);
        assert_eq!(failed.error.status().map(|status| status.as_u16()), Some(408));
    }
    outcome.retry(|rows| client.run_ml_service(&input(rows))).await;
    assert_eq!(outcome.complete().expect("three calls more").concat(), expected(&rows));
    assert_eq!(gateway.count(), 33);
}

#[tokio::test]
async fn a_stream_of_rows_is_scored_while_it_is_read() {
    let throttle = Throttle::new(4, Duration::from_millis(2));
    let gateway = under_load(&throttle);
    let client = Client::connect(&connection(&gateway).with_key("key")).build().expect("valid settings");
    // Rows are made when there is room for them: there is no end.
    let mut made = 0;
    let endless = (0_usize..).map(|row| vec![row as f64; 10]).inspect(|_| made += 1);
    let mut stream = Chunks::of(endless).rows(50).parallel(4).stream(|rows| client.run_ml_service(&input(rows)));
    for number in 0..40 {
        let chunk = stream.next().await.expect("there is no end");
        assert_eq!(chunk.range, number * 50..number * 50 + 50);
        let first = [(number * 50) as f64; 10];
        assert_eq!(chunk.result.expect("it is scored")[0], predict(&first));
    }
    drop(stream);
    assert!(made <= 44 * 50, "{made} rows were made");
}
