//! A hash that is the same on every machine and in every version of Rust (FNV-1a, 64 bits).

/// Collects bytes.
#[derive(Clone, Copy, Debug)]
pub struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self::new()
    }
}

impl Hash {
    /// Of nothing.
    pub fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    /// With some bytes more, and a mark of where they end.
    pub fn with(self, bytes: impl AsRef<[u8]>) -> Self {
        let step = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        let bytes = bytes.as_ref();
        Self(bytes.len().to_le_bytes().iter().fold(bytes.iter().fold(self.0, step), step))
    }

    /// As text.
    pub fn hex(self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::Hash;

    #[test]
    fn what_is_one_text_is_not_two() {
        assert_eq!(Hash::new().hex(), "cbf29ce484222325");
        assert_eq!(Hash::new().with("ab").hex(), Hash::new().with("ab").hex());
        assert_ne!(Hash::new().with("ab").hex(), Hash::new().with("a").with("b").hex());
        assert_ne!(Hash::new().with("a").hex(), Hash::new().with("b").hex());
    }
}
