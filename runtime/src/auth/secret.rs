//! Text that must not be shown.

use std::fmt;
use std::sync::Arc;

/// Text that must not be shown: a key, a token, a password.
///
/// `Debug` prints `[redacted]` and there is no `Display`: the text is reached by [`Secret::expose`] alone, so that a
/// search for that word finds every place where a secret leaves its wrapper. Cloning is cheap.
///
/// ```
/// # use callsmith_runtime::Secret;
/// let key = Secret::from("s3cr3t");
/// assert_eq!(format!("{key:?}"), "[redacted]");
/// assert_eq!(key.expose(), "s3cr3t");
/// ```
#[derive(Clone)]
pub struct Secret(Arc<str>);

impl Secret {
    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

macro_rules! from {
    ($($type:ty)*) => {$(
        impl From<$type> for Secret {
            fn from(text: $type) -> Self {
                Self(Arc::from(AsRef::<str>::as_ref(&text)))
            }
        }
    )*};
}
from!(&str String &String);
