//! Numbers of a schema: bounds, the limits of widths, and what is easily lost.

use serde_json::{Value, json};

use super::view::View;

/// Integers that are allowed, those at the bounds first.
#[must_use]
pub fn integers(view: &View<'_>) -> Vec<Value> {
    let (low, high) = integer_bounds(view);
    let step = view.limit("multipleOf").filter_map(Value::as_i64).max().map_or(1, i128::from).max(1);
    let at_low = (low + step - 1).div_euclid(step) * step;
    let at_high = high.div_euclid(step) * step;
    let usual = [
        0,
        1,
        -1,
        42,
        1_000_000,
        i128::from(i32::MAX),
        i128::from(i32::MAX) + 1,
        i128::from(i32::MIN) - 1,
        1 << 53,
        (1 << 53) + 1,
    ];
    let all = [at_low, at_high].into_iter().chain(usual.into_iter().map(|number| number * step));
    let mut integers: Vec<i128> = Vec::new();
    for number in all.filter(|number| (low..=high).contains(number)) {
        if !integers.contains(&number) {
            integers.push(number);
        }
    }
    integers.iter().filter_map(|number| integer(*number)).collect()
}

fn integer(number: i128) -> Option<Value> {
    i64::try_from(number)
        .map(|number| json!(number))
        .or_else(|_| u64::try_from(number).map(|number| json!(number)))
        .ok()
}

fn integer_bounds(view: &View<'_>) -> (i128, i128) {
    let (mut low, mut high) = (i128::from(i64::MIN), i128::from(u64::MAX));
    for (limit, value) in &view.limits {
        let Some(number) = exact(value) else { continue };
        match *limit {
            "minimum" => low = low.max(number),
            "exclusiveMinimum" => low = low.max(number + 1),
            "maximum" => high = high.min(number),
            "exclusiveMaximum" => high = high.min(number - 1),
            _ => {}
        }
    }
    (low, high)
}

/// An integer, also when it is written as a double.
fn exact(value: &Value) -> Option<i128> {
    let whole = value.as_i64().map(i128::from).or_else(|| value.as_u64().map(i128::from));
    whole.or_else(|| value.as_f64().map(|number| number.clamp(-1e30, 1e30) as i128))
}

/// Numbers that are allowed, those at the bounds first.
#[must_use]
pub fn numbers(view: &View<'_>) -> Vec<Value> {
    let is_single = view.format() == Some("float");
    let usual: &[f64] = if is_single {
        &[1.5, 0.0, -1.0, 0.1, 3.402_823_5e38, 1e-30, 16_777_216.0]
    } else {
        &[1.5, 0.0, -1.0, 0.1, 1e300, 5e-324, 0.300_000_000_000_000_04, 123_456_789.125, -1.797_693_134_862_315_7e308]
    };
    let bounds = ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"];
    let bounds: Vec<f64> = bounds.iter().flat_map(|name| view.limit(name)).filter_map(Value::as_f64).collect();
    let between = match bounds.as_slice() {
        [one, other, ..] => vec![f64::midpoint(*one, *other)],
        [one] => vec![one + 1.0, one - 1.0],
        [] => Vec::new(),
    };
    let step = view.limit("multipleOf").filter_map(Value::as_f64).next();
    let steps = step.into_iter().flat_map(|step| [step, 2.0 * step, 10.0 * step, 0.0]);
    let all = bounds.iter().copied().chain(between).chain(steps).chain(usual.iter().copied());
    let fits = |number: &f64| !is_single || is_short(*number);
    let mut values: Vec<Value> =
        all.filter(fits).filter(|number| is_within(view, *number)).map(|number| json!(number)).collect();
    // And a number may be written as an integer.
    values.extend([json!(7), json!(-3)].into_iter().filter(|value| is_within(view, value.as_f64().unwrap_or(0.0))));
    values
}

/// Returns `true` if a single precision number is written with the same digits.
fn is_short(number: f64) -> bool {
    (number as f32).to_string().parse() == Ok(number)
}

fn is_within(view: &View<'_>, number: f64) -> bool {
    let limit = |name: &str| view.limit(name).filter_map(Value::as_f64).collect::<Vec<_>>();
    limit("minimum").iter().all(|bound| number >= *bound)
        && limit("maximum").iter().all(|bound| number <= *bound)
        && limit("exclusiveMinimum").iter().all(|bound| number > *bound)
        && limit("exclusiveMaximum").iter().all(|bound| number < *bound)
}
