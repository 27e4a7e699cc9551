//! Maps and sets with a quick hasher.
//!
//! That of the standard library takes a tenth of a run, since most keys are numbers and short words. The seed is random, and no output
//! depends on the order of a map.

use foldhash::fast::RandomState;

pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;
pub(crate) type HashSet<T> = std::collections::HashSet<T, RandomState>;
pub(crate) type IndexMap<K, V> = indexmap::IndexMap<K, V, RandomState>;
pub(crate) type IndexSet<T> = indexmap::IndexSet<T, RandomState>;
