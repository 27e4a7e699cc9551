//! Faults of services, networks and callers: the outcome of a call, its text, and that the next call of the same client works.
//!
//! [`FAULTS`] lists them, each with its tests. Most are here, against a server that responds as a script says (`server.rs`), awaited and blocking; some are
//! with their topic in `tests/client`. Documents with faults are another matter (`tests/tests/faults.rs` of the repository).
#![cfg(feature = "hyper")]

#[allow(dead_code, unreachable_pub)]
#[path = "../common/sample/lib.rs"]
mod sample;

mod bodies;
mod connections;
mod continuations;
mod dropped;
mod encrypted;
mod outcomes;
mod responses;
mod server;
mod tokens;
mod values;

/// A fault, the file with its tests in the folder `tests`, and their names.
type Fault = (&'static str, &'static str, &'static [&'static str]);

const FAULTS: &[Fault] = &[
    ("refused", "faults/connections.rs", &["refused"]),
    ("no answer to the connection", "client/timeouts.rs", &["connecting_has_a_limit"]),
    ("closed before the headers", "faults/connections.rs", &["closed_before_the_headers"]),
    ("reset before the headers", "faults/connections.rs", &["reset_before_the_headers"]),
    ("reset in the body", "faults/connections.rs", &["reset_in_the_body"]),
    ("closed while idle", "faults/connections.rs", &["closed_after_the_response"]),
    (
        "closed while idle, repeated",
        "client/retries.rs",
        &[
            "an_idle_connection_that_is_closed_is_no_error_of_a_get",
            "a_post_takes_another_connection_where_the_idle_one_is_closed",
        ],
    ),
    ("another protocol", "faults/connections.rs", &["another_protocol"]),
    ("slow headers", "faults/connections.rs", &["slow_headers"]),
    ("slow body", "faults/connections.rs", &["slow_body"]),
    ("stalled", "faults/connections.rs", &["stalled_before_the_headers", "stalled_in_the_body"]),
    ("stalled, by default", "client/timeouts.rs", &["a_stalled_response_ends_after_a_minute_by_default"]),
    ("stalled upload", "client/timeouts.rs", &["a_service_that_takes_nothing_more_is_an_error"]),
    ("truncated body", "faults/bodies.rs", &["truncated", "truncated_stream"]),
    (
        "Content-Length that is wrong",
        "faults/bodies.rs",
        &["truncated", "content_length_that_is_too_short", "two_content_lengths", "content_length_that_is_no_number"],
    ),
    ("invalid chunk", "faults/bodies.rs", &["invalid_chunk_size", "cut_chunk"]),
    ("invalid gzip", "faults/bodies.rs", &["invalid_gzip"]),
    ("gzip bomb", "faults/bodies.rs", &["gzip_bomb"]),
    ("unknown coding", "faults/bodies.rs", &["unknown_coding"]),
    ("10 GB", "faults/bodies.rs", &["ten_gigabytes", "ten_gigabytes_as_a_stream"]),
    (
        "answer before the end of the request",
        "client/lengths.rs",
        &["a_response_that_comes_early_is_not_lost", "a_response_that_comes_early_is_not_lost_to_a_thread_that_blocks"],
    ),
    ("empty body", "faults/bodies.rs", &["empty"]),
    ("header of 1 MB", "faults/bodies.rs", &["header_of_a_megabyte"]),
    ("500 headers", "faults/bodies.rs", &["five_hundred_headers"]),
    ("invalid UTF-8", "faults/values.rs", &["invalid_utf_8_in_json", "invalid_utf_8_in_text"]),
    ("invalid JSON", "faults/values.rs", &["invalid_json"]),
    ("value of another type", "faults/values.rs", &["a_value_of_another_type"]),
    ("HTML in place of JSON", "faults/values.rs", &["html"]),
    ("JSON of 100,000 levels", "faults/values.rs", &["a_hundred_thousand_levels"]),
    (
        "429 with Retry-After",
        "faults/responses.rs",
        &["retry_after_in_seconds", "retry_after_as_a_date", "retry_after_that_is_absurd"],
    ),
    ("storm of 503", "faults/responses.rs", &["storm_of_503"]),
    ("storm of 503, every other answer", "client/retries.rs", &["a_service_in_trouble_gets_a_tenth_more_requests"]),
    ("redirect loop", "faults/responses.rs", &["redirect_loop"]),
    (
        "redirect to another origin",
        "faults/responses.rs",
        &["cross_origin_redirect", "cross_origin_redirect_of_a_call_with_a_credential", "redirect_within_the_origin"],
    ),
    ("redirect from https to http", "faults/encrypted.rs", &["https_to_http_redirect"]),
    ("unknown root", "faults/encrypted.rs", &["unknown_root"]),
    ("wrong name", "faults/encrypted.rs", &["wrong_name"]),
    ("expired certificate", "faults/encrypted.rs", &["expired_certificate", "certificate_of_the_future"]),
    ("TLS 1.2 only", "faults/encrypted.rs", &["tls_1_2_only"]),
    ("TLS 1.3 only", "faults/encrypted.rs", &["tls_1_3_only"]),
    ("certificate of the client required", "faults/encrypted.rs", &["certificate_of_the_client_required"]),
    ("no TLS where it is expected", "faults/encrypted.rs", &["plain_response_to_https"]),
    ("tokens that expire", "faults/tokens.rs", &["tokens_expire_in_a_stream_of_calls"]),
    ("source that fails", "faults/tokens.rs", &["a_source_fails"]),
    ("source that fails, repeated", "client/tokens.rs", &["a_fetch_that_fails_is_repeated_as_calls_are"]),
    ("source that hangs", "faults/tokens.rs", &["a_source_hangs"]),
    ("source that is slow", "client/tokens.rs", &["a_source_slower_than_the_limit_of_a_call_serves_a_later_call"]),
    ("source that panics", "faults/tokens.rs", &["a_source_panics"]),
    ("dropped at any point", "faults/dropped.rs", &["calls_are_dropped", "runtimes_end"]),
    (
        "dropped while a token is fetched",
        "client/tokens.rs",
        &["a_call_that_is_dropped_leaves_the_fetch_to_the_others"],
    ),
    (
        "first request that cannot be sent again",
        "faults/continuations.rs",
        &["operations_go_on_after_a_stream", "pages_go_on_after_a_stream"],
    ),
    ("preconditions of the first request", "faults/continuations.rs", &["operations_go_on_without_preconditions"]),
    (
        "caller's code that panics",
        "client/nested.rs",
        &["code_of_the_caller_that_panics_is_an_error_and_the_next_call_works"],
    ),
    ("blocking call that waits for itself", "client/nested.rs", &["a_call_that_would_wait_for_itself_is_an_error"]),
];

/// The functions of a file that are tests.
fn tests_of(file: &str) -> Vec<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(file);
    let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let parts = text.split("test]\n").chain(text.split("test(start_paused = true)]\n")).skip(1);
    let name = |part: &str| {
        let line = part.lines().next()?.strip_suffix("() {")?;
        Some(line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ")?.to_owned())
    };
    parts.filter_map(name).collect()
}

#[test]
fn each_fault_has_its_tests() {
    for (fault, file, tests) in FAULTS {
        let names = tests_of(file);
        assert!(!tests.is_empty(), "{fault}");
        for test in *tests {
            assert!(names.iter().any(|names| names == test), "{fault}: {file} has no test `{test}`");
        }
    }
}

#[test]
fn each_test_is_of_a_fault() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults");
    for file in std::fs::read_dir(folder).expect("a folder") {
        let file = format!("faults/{}", file.expect("a file").file_name().to_string_lossy());
        for test in tests_of(&file).iter().filter(|_| file != "faults/main.rs") {
            let is_listed =
                FAULTS.iter().any(|(_, listed_file, tests)| *listed_file == file && tests.contains(&test.as_str()));
            assert!(is_listed, "`{test}` of {file} is not in the table");
        }
    }
}
