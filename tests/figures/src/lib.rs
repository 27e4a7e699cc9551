//! Figures of Callsmith: instructions, peak memory and bytes of output, held against those of the last landing.
//!
//! ```sh
//! .ci/run figures
//! ```
//!
//! * [`work`]: the work that is measured;
//! * [`measure`]: a measurement of it, by this program in processes of its own;
//! * [`figures`]: the figures, the file of the last landing, and the limit;
//! * [`values`]: values that are decoded and encoded.

pub mod figures;
pub mod measure;
pub mod values;
pub mod work;

/// Any error, as text for the one who started the program.
pub type Result<T> = std::result::Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The golden client whose types are decoded and encoded.
#[rustfmt::skip]
#[path = "../../golden/repositories.rs"]
pub mod repositories;
/// The golden client that is called.
#[rustfmt::skip]
#[path = "../../golden/scoring_v3_0.rs"]
pub mod scoring;
