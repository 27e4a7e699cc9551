//! The exponent `k` of a cost that grows as `operations^k`.

/// What one client costs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Point {
    pub(crate) operations: f64,
    pub(crate) seconds: f64,
}

impl Point {
    /// Both on a logarithmic scale; `None` where there is no cost.
    fn logarithms(self) -> Option<(f64, f64)> {
        (self.operations > 0.0 && self.seconds > 0.0).then(|| (self.operations.ln(), self.seconds.ln()))
    }
}

/// The exponent between the first and the last point. `None` where a point has no cost, or both have the same place.
pub(crate) fn between_ends(points: &[Point]) -> Option<f64> {
    least_squares(&[*points.first()?, *points.last()?])
}

/// The exponent of the line through all points on logarithmic scales. `None` where a point has no cost, or all have the
/// same place.
pub(crate) fn least_squares(points: &[Point]) -> Option<f64> {
    let points: Vec<(f64, f64)> = points.iter().map(|point| point.logarithms()).collect::<Option<_>>()?;
    let count = points.len() as f64;
    let (sum_x, sum_y) = points.iter().fold((0.0, 0.0), |(x, y), point| (x + point.0, y + point.1));
    let (mean_x, mean_y) = (sum_x / count, sum_y / count);
    let covariance: f64 = points.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let variance: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    (variance > 0.0).then(|| covariance / variance)
}

#[cfg(test)]
mod tests {
    use super::{Point, between_ends, least_squares};

    fn points(cost: fn(f64) -> f64) -> Vec<Point> {
        [1_000.0, 4_000.0, 12_000.0].map(|operations| Point { operations, seconds: cost(operations) }).to_vec()
    }

    #[test]
    fn finds_the_exponent() {
        for (cost, exponent) in
            [((|n| 0.002 * n) as fn(f64) -> f64, 1.0), (|n| 1e-7 * n * n, 2.0), (|n| n.powf(1.1), 1.1)]
        {
            assert!((between_ends(&points(cost)).unwrap() - exponent).abs() < 1e-9);
            assert!((least_squares(&points(cost)).unwrap() - exponent).abs() < 1e-9);
        }
    }

    #[test]
    fn the_middle_counts_in_least_squares_alone() {
        let mut bent = points(|n| n);
        bent[1].seconds *= 2.0;
        assert!((between_ends(&bent).unwrap() - 1.0).abs() < 1e-9);
        assert!((least_squares(&bent).unwrap() - 1.0).abs() > 0.01);
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        assert_eq!(least_squares(&points(|_| 0.0)), None);
        assert_eq!(between_ends(&points(|_| 1.0)[..1]), None);
        assert_eq!(between_ends(&[]), None);
    }
}
