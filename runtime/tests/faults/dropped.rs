//! Calls that are dropped at any point of theirs.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use callsmith_runtime::{Method, Retry, Token, TokenError};

use crate::outcomes::{next, run};
use crate::sample::Client;
use crate::server::{Keep, Pause, Server, Slowly, framed, pet};

/// Numbers without a pattern, the same in each run (xorshift, Marsaglia 2003).
struct Numbers(AtomicU64);

impl Numbers {
    fn below(&self, end: u64) -> u64 {
        let mut number = self.0.load(Ordering::SeqCst);
        number ^= number << 13;
        number ^= number >> 7;
        number ^= number << 17;
        self.0.store(number, Ordering::SeqCst);
        number % end
    }
}

/// A service that is slow before the headers, in them, and in the body.
fn server() -> Server {
    let millisecond = Duration::from_millis(1);
    Server::new(move |_, before| match before % 4 {
        0 => vec![pet(), Keep],
        1 => vec![Pause(millisecond * 6), pet(), Keep],
        2 => vec![Slowly(b"HTTP/1.1 200 OK\r\n".to_vec(), millisecond), framed("content-length: 2\r\n", "{}")],
        _ => {
            let body = br#"{"id": 1, "color": "red", "owner": null}"#.to_vec();
            vec![framed("content-length: 40\r\n", ""), Slowly(body, millisecond / 2), Keep]
        }
    })
}

/// 400 calls are dropped after up to 12 ms: while they wait for a token, a connection, the headers, the body, or a repetition. The same client serves
/// those that follow.
#[test]
fn calls_are_dropped() {
    let server = server();
    let source = || async {
        tokio::time::sleep(Duration::from_millis(3)).await;
        Ok::<_, TokenError>(Token::new("t").expires_in(Duration::from_millis(40)))
    };
    let retry = Retry::up_to(2).first_pause(Duration::from_millis(4));
    let client = Client::builder(&server.url).token_source(source).retry(retry).build().expect("valid settings");
    let numbers = Numbers(AtomicU64::new(0x9E37_79B9_7F4A_7C15));
    run(async {
        let mut dropped = 0;
        for number in 0..400 {
            let limit = Duration::from_micros(numbers.below(12_000));
            let outcome = match number % 3 {
                0 => tokio::time::timeout(limit, async { client.get_pet("fault").await.map(drop).is_ok() }).await,
                1 => {
                    let body = "x".repeat(100_000);
                    let request = client.request(Method::POST, "/upload").body("text/plain", body);
                    tokio::time::timeout(limit, async { request.send().await.map(drop).is_ok() }).await
                }
                _ => {
                    let pieces = async {
                        let mut stream = client.get_pet("fault").stream().await.expect("headers").into_body();
                        while let Ok(Some(_)) = stream.chunk().await {}
                        true
                    };
                    tokio::time::timeout(limit, pieces).await
                }
            };
            dropped += usize::from(outcome.is_err());
            if number % 20 == 19 {
                next(&client).await.expect("the next call works");
            }
        }
        assert!(dropped >= 150, "{dropped} of 400");
        for _ in 0..50 {
            next(&client).await.expect("the next call works");
        }
    });
    #[cfg(feature = "blocking")]
    next(&client).send_blocking().expect("so does one that blocks");
}

/// A runtime that ends drops all of its calls.
#[test]
fn runtimes_end() {
    let server = server();
    let client = Client::builder(&server.url).bearer("k3y").build().expect("valid settings");
    for _ in 0..20 {
        run(async {
            for _ in 0..5 {
                let client = client.clone();
                tokio::spawn(async move { client.get_pet("fault").await.map(drop).is_ok() });
            }
            tokio::time::sleep(Duration::from_millis(4)).await;
        });
    }
    run(async { next(&client).await.expect("the next call works") });
}
