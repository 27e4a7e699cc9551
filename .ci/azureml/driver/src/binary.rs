//! Bytes in, bytes or JSON out.

use callsmith_runtime::{Body, Error};
use serde_json::json;

pub(crate) async fn run(base_url: &str) -> crate::Result {
    let client = raw::Client::builder(base_url).build()?;
    let picture = std::env::temp_dir().join(format!("callsmith-{}.png", std::process::id()));
    std::fs::write(&picture, b"\x89PNG\0\x01\xff")?;

    let answer = client.run_ml_service_raw("image/png", Body::file(&picture)?).await?;
    assert_eq!(json!(answer), json!({"len": 7, "ct": "image/png"}));

    let call =
        client.run_ml_service_raw("image/png", Body::file(&picture)?).with_query("m", "png").with_accept("image/png");
    assert_eq!(call.bytes().await?.body()[..], b"\xff\x01\0GNP\x89"[..]);
    std::fs::remove_file(&picture)?;

    let busy = client.run_ml_service_raw("image/png", "a".into()).with_query("m", "503").await;
    let Err(Error::Unexpected(error)) = busy else {
        panic!("an answer that is not as declared was expected: {busy:?}")
    };
    assert_eq!((error.status().as_u16(), &error.bytes()[..]), (503, &b"busy"[..]));
    println!("raw: {}", json!(answer));
    Ok(())
}
