//! Predictions of models that MLflow serves.
//!
//! `mlflow.yaml` describes the envelopes that all models share; the columns and cells are those of the model.
//!
//! ```no_run
//! use mlflow::client::{Client, ScoreInput};
//! use mlflow::{numbers, row, table};
//!
//! # async fn predict() -> Result<(), Box<dyn std::error::Error>> {
//! let client = Client::builder("https://diabetes.westeurope.inference.ml.azure.com/score").bearer("abc123").build()?;
//! let patients = table(["age", "sex", "bmi"], [row![59, "f", 32.1], row![48, "m", None::<f64>]]);
//! let progression = numbers(&client.score(&ScoreInput::new(patients.into())).await?);
//! # Ok(())
//! # }
//! ```

/// The client, made by `build.rs`.
#[allow(missing_docs)]
pub mod client {
    callsmith_runtime::include_client!();
}

use client::{Cell, Prediction, Table};

/// A value that a cell of a table can hold; `None` is an empty one.
pub trait IntoCell {
    /// The value as a cell.
    fn into_cell(self) -> Option<Cell>;
}

macro_rules! into_cell {
    ($($from:ty => $to:ty),+) => {$(
        impl IntoCell for $from {
            fn into_cell(self) -> Option<Cell> {
                Some(Cell::from(<$to>::from(self)))
            }
        }
    )+};
}

into_cell!(i32 => i64, i64 => i64, u32 => i64, f32 => f64, f64 => f64, bool => bool, &str => String, String => String);

impl<T: IntoCell> IntoCell for Option<T> {
    fn into_cell(self) -> Option<Cell> {
        self.and_then(T::into_cell)
    }
}

/// A row of a table: `row![36, "London", true]`.
#[macro_export]
macro_rules! row {
    ($($value:expr),* $(,)?) => {
        ::std::vec![$($crate::IntoCell::into_cell($value)),*]
    };
}

/// A table of named columns and rows.
pub fn table<'a>(
    columns: impl IntoIterator<Item = &'a str>,
    rows: impl IntoIterator<Item = Vec<Option<Cell>>>,
) -> Table {
    Table::new(columns.into_iter().map(str::to_owned).collect(), rows.into_iter().collect())
}

/// The predictions as numbers; `None` where one of them is something else.
pub fn numbers(predictions: &[Prediction]) -> Option<Vec<f64>> {
    let number = |prediction: &Prediction| match prediction {
        Prediction::Number(number) => Some(*number),
        _ => None,
    };
    predictions.iter().map(number).collect()
}
