//! Parts of trees that several nodes have in common.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use crate::collections::IndexMap;

// The bundle stage copies what it reads, since references lead to a node any number of times. The copy of a shared part costs no more
// than a count.
/// A list or an object of nodes. A clone has the same content, and a change of shared content copies its uppermost level.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shared<T>(Arc<T>);

impl<T: Clone> Shared<T> {
    /// The content, which is copied if another node has it too.
    pub(crate) fn into_inner(self) -> T {
        Arc::unwrap_or_clone(self.0)
    }
}

impl<T> From<T> for Shared<T> {
    fn from(content: T) -> Self {
        Self(Arc::new(content))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<'a, T> IntoIterator for &'a Shared<Vec<T>> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, K, V> IntoIterator for &'a Shared<IndexMap<K, V>> {
    type Item = (&'a K, &'a V);
    type IntoIter = indexmap::map::Iter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::Shared;

    #[test]
    fn a_change_leaves_the_other_as_it_was() {
        let before: Shared<Vec<u8>> = vec![1].into();
        let mut after = before.clone();
        after.push(2);
        assert_eq!((before.into_inner(), after.into_inner()), (vec![1], vec![1, 2]));
    }
}
