//! The exponent `k` of a cost that grows as `operations^k`.

/// The cost of one client.
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
    let ((x, y), (end_x, end_y)) = (points.first()?.logarithms()?, points.last()?.logarithms()?);
    (end_x > x).then(|| (end_y - y) / (end_x - x))
}

#[cfg(test)]
mod tests {
    use super::{Point, between_ends};

    fn points(cost: fn(f64) -> f64) -> Vec<Point> {
        [1_000.0, 4_000.0, 12_000.0].map(|operations| Point { operations, seconds: cost(operations) }).to_vec()
    }

    #[test]
    fn finds_the_exponent() {
        for (cost, exponent) in
            [((|n| 0.002 * n) as fn(f64) -> f64, 1.0), (|n| 1e-7 * n * n, 2.0), (|n| n.powf(1.1), 1.1)]
        {
            assert!((between_ends(&points(cost)).unwrap() - exponent).abs() < 1e-9);
        }
    }

    #[test]
    fn nothing_is_made_of_nothing() {
        assert_eq!(between_ends(&points(|_| 0.0)), None);
        assert_eq!(between_ends(&points(|_| 1.0)[..1]), None);
        assert_eq!(between_ends(&[]), None);
    }
}
