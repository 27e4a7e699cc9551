//! Faults planted in good documents, and what the generator says of them.
//!
//! A document that gives a client without an error is read into a [`tree`], harmed at one random place ([`mod@plant`]) and
//! written anew ([`mod@write`]), so that the place of the fault is known: its JSON Pointer and its line. The findings that
//! the unharmed document does not have are those of the fault; the first of them should name the place ([`measure`]).
//!
//! | fault | what is done | its place |
//! |---|---|---|
//! | wrong kind | a value becomes a string, number, boolean, array or object, where that does not belong | the value |
//! | missing key | a required key is taken away | the object that lacks it, on the line of its own key |
//! | misspelt key | one letter of a known key is changed, left out, doubled or swapped | the key |
//! | dangling reference | the name at the end of a `$ref` becomes another | the `$ref` |
//! | duplicate | a key or parameter is written once more, an operation is called as another | the second one |

pub mod measure;
pub mod plant;
pub mod sites;
pub mod tree;
pub mod words;
pub mod write;

use fastrand::Rng;

pub use measure::{Grade, Outcome, ValidDocument};
pub use plant::{FAULTS, Fault};
pub use write::Format;

/// Plants faults in turn over documents, each kind in each document, until there are `count`. A document without a place
/// for one kind is passed over for it.
pub fn plant_all<'a>(documents: impl IntoIterator<Item = &'a ValidDocument>, count: usize, seed: u64) -> Vec<Outcome> {
    let mut rng = Rng::with_seed(seed);
    let documents: Vec<&ValidDocument> = documents.into_iter().collect();
    let mut outcomes = Vec::with_capacity(count);
    while outcomes.len() < count {
        let before = outcomes.len();
        for document in &documents {
            for fault in FAULTS {
                if outcomes.len() < count {
                    outcomes.extend(document.plant_fault(fault, &mut rng));
                }
            }
        }
        if outcomes.len() == before {
            break;
        }
    }
    outcomes
}
