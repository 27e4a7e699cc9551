//! The program, against a server in place of both services.

use std::process::Command;

use serde_json::json;
use wiremock::matchers::{method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

#[tokio::test(flavor = "multi_thread")]
async fn excursions_and_their_weather() {
    let server = MockServer::start().await;
    let excursions = json!([
        { "day": "2027-05-01", "place": "Old Town", "people": 12 },
        { "day": "2027-05-08", "place": "Moon" },
    ]);
    Mock::given(method("GET"))
        .and(path("/calendar/excursions"))
        .and(query_param("month", "2027-05"))
        .respond_with(ResponseTemplate::new(200).set_body_json(excursions))
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(method("GET"))
        .and(path("/weather/places/Old%20Town/days/2027-05-01"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({ "degrees": 18.5, "rain": 20 })))
        .expect(1)
        .mount(&server)
        .await;
    // The other place is unknown: a server of wiremock answers 404 by itself.
    let mut program = Command::new(env!("CARGO_BIN_EXE_several-clients"));
    program.env("CALENDAR_URL", server.uri() + "/calendar").env("WEATHER_URL", server.uri() + "/weather");
    let output = program.output().expect("the program can be started");
    let expected = "2027-05-01: 12 people to Old Town: 18.5 °C, rain 20 %\n2027-05-08: 0 people to Moon: no forecast\n";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success());
}
