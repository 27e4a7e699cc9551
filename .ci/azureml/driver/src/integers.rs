//! Fractions in and out, where the document says integers.

pub(crate) async fn run(base_url: &str) -> crate::Result {
    let client = integers::Client::builder(base_url).build()?;
    let input = integers::ServiceInput { data: Some(vec![vec![0.25, 1.5], vec![2.0, 3.0]]) };
    let sums: Vec<f64> = client.run_ml_service(&input).await?;
    assert_eq!(sums, [1.75, 5.0]);
    println!("integers: {sums:?}");
    Ok(())
}
