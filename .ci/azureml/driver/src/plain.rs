//! A script whose document declares neither input nor output, and which encodes its answer itself.

use serde_json::json;

pub(crate) async fn run(base_url: &str) -> crate::Result {
    let client = plain::Client::builder(base_url).build()?;
    let answer = client.run_ml_service_raw("application/json", r#"{"data": [[1.0, 2.5]]}"#.into()).await?;
    assert_eq!(json!(answer), json!({"rows": 1, "sum": 3.5}));
    println!("plain: {}", json!(answer));
    Ok(())
}
