//! Arguments: the clients to measure.

use std::fmt;

use callsmith_tools::synthetic::Tags;

use crate::Result;

// Measured: 2.23 times the bare types and 0.15 of the derive macros of serde, for a hundred structs with ten fields.
// Tried and not cheaper: free functions in place of methods, one constant in place of three, one trait for reading and
// writing, closures.
/// The greatest cost of types, as a multiple of the same types without a codec, unless another limit is set.
const OF_BARE: f64 = 2.5;

/// The clients to measure.
#[derive(Debug, PartialEq)]
pub(crate) struct Arguments {
    /// Numbers of operations, ascending.
    pub(crate) operations: Vec<usize>,
    pub(crate) groupings: Vec<Grouping>,
    /// The number of times that each client is checked.
    pub(crate) runs: usize,
    /// The number of structs whose types are measured, instead of operations.
    pub(crate) types: Option<usize>,
    /// The largest cost of types against that of the same types without a codec.
    pub(crate) of_bare: f64,
}

/// The grouping of operations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Grouping {
    /// A tag for every forty.
    Every,
    /// No tags.
    None,
}

impl Grouping {
    pub(crate) fn tags(self) -> Tags {
        match self {
            Self::Every => Tags::Every(40),
            Self::None => Tags::None,
        }
    }
}

impl fmt::Display for Grouping {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Every => "every",
            Self::None => "none",
        })
    }
}

impl Arguments {
    pub(crate) fn read(mut arguments: impl Iterator<Item = String>) -> Result<Self> {
        let (mut operations, mut groupings, mut runs) = (vec![1_000, 4_000, 12_000], Vec::new(), 2);
        let (mut types, mut of_bare) = (None, OF_BARE);
        while let Some(name) = arguments.next() {
            let value = arguments.next().ok_or_else(|| format!("`{name}` has no value"))?;
            match name.as_str() {
                "--operations" => {
                    operations = value.split(',').map(|number| positive(&name, number)).collect::<Result<_>>()?;
                    operations.sort_unstable();
                    operations.dedup();
                }
                "--tags" => groupings.push(match value.as_str() {
                    "every" => Grouping::Every,
                    "none" => Grouping::None,
                    _ => return Err(format!("`--tags` is `every` or `none`, not `{value}`").into()),
                }),
                "--types" => types = Some(positive(&name, &value)?),
                "--of-bare" => {
                    of_bare = value.parse().map_err(|_| format!("`{name}` takes a number, not `{value}`"))?
                }
                "--runs" => runs = positive(&name, &value)?,
                _ => return Err(format!("there is no option `{name}`").into()),
            }
        }
        if groupings.is_empty() {
            groupings = vec![Grouping::None, Grouping::Every];
        }
        Ok(Self { operations, groupings, runs, types, of_bare })
    }
}

fn positive(name: &str, text: &str) -> Result<usize> {
    match text.trim().parse() {
        Ok(number) if number > 0 => Ok(number),
        _ => Err(format!("`{name}` takes numbers from 1 on, not `{text}`").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Arguments, Grouping, OF_BARE};

    fn read(arguments: &[&str]) -> Result<Arguments, String> {
        Arguments::read(arguments.iter().map(|text| text.to_string())).map_err(|error| error.to_string())
    }

    #[test]
    fn without_options_everything_is_measured() {
        let all = Arguments {
            operations: vec![1_000, 4_000, 12_000],
            groupings: vec![Grouping::None, Grouping::Every],
            runs: 2,
            types: None,
            of_bare: OF_BARE,
        };
        assert_eq!(read(&[]), Ok(all));
    }

    #[test]
    fn numbers_are_sorted() {
        let some = Arguments {
            operations: vec![10, 20],
            groupings: vec![Grouping::Every],
            runs: 3,
            types: None,
            of_bare: OF_BARE,
        };
        assert_eq!(read(&["--operations", "20,10,20", "--tags", "every", "--runs", "3"]), Ok(some));
    }

    #[test]
    fn types_are_measured_by_themselves() {
        let read = read(&["--types", "100", "--runs", "7"]).unwrap();
        assert_eq!((read.types, read.runs), (Some(100), 7));
    }

    #[test]
    fn another_limit_may_be_set() {
        assert_eq!(read(&["--types", "100", "--of-bare", "3.3"]).unwrap().of_bare, 3.3);
    }

    #[test]
    fn mistakes_are_told() {
        let message_of = |words: &[&str]| read(words).unwrap_err();
        assert_eq!(message_of(&["--operations", "0"]), "`--operations` takes numbers from 1 on, not `0`");
        assert_eq!(message_of(&["--tags", "all"]), "`--tags` is `every` or `none`, not `all`");
        assert_eq!(message_of(&["--runs"]), "`--runs` has no value");
        assert_eq!(message_of(&["-v", "1"]), "there is no option `-v`");
    }
}
