//! Readers and files as bodies.

use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use super::Pieces;
use crate::net::BoxError;

/// The size of a piece in bytes.
const PIECE: usize = 64 << 10;

/// The content of a reader in pieces.
pub(super) fn pieces(reader: impl AsyncRead + Send + 'static) -> Pieces {
    Box::pin(Reader { reader: Box::pin(reader), buffer: vec![0; PIECE] })
}

struct Reader {
    reader: Pin<Box<dyn AsyncRead + Send>>,
    buffer: Vec<u8>,
}

impl Stream for Reader {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, buffer } = &mut *self;
        let mut buffer = ReadBuf::new(buffer);
        let read = ready!(reader.as_mut().poll_read(cx, &mut buffer));
        let bytes = buffer.filled();
        Poll::Ready(match read {
            Ok(()) if bytes.is_empty() => None,
            // A copy, since the transport may keep the piece while the buffer is filled again.
            Ok(()) => Some(Ok(Bytes::copy_from_slice(bytes))),
            Err(error) => Some(Err(error.into())),
        })
    }
}

#[cfg(feature = "fs")]
pub(super) use self::files::file;

#[cfg(feature = "fs")]
mod files {
    use std::io;
    use std::path::{Path, PathBuf};

    use tokio::fs::File;

    use super::*;
    use crate::net::BoxFuture;
    use crate::net::body::Source;

    /// A file that is opened when it is read.
    pub(in crate::net::body) struct OfPath(PathBuf);

    /// The file at a path, and its length.
    pub(in crate::net::body) fn file(path: &Path) -> io::Result<(OfPath, u64)> {
        let metadata = std::fs::metadata(path)?;
        if metadata.is_dir() {
            Err(io::ErrorKind::IsADirectory.into())
        } else {
            Ok((OfPath(path.to_owned()), metadata.len()))
        }
    }

    impl Source for OfPath {
        fn open(&self) -> Result<Pieces, BoxError> {
            Ok(Box::pin(Opening::Pending(Box::pin(File::open(self.0.clone())))))
        }
    }

    /// A file that is being opened, and its pieces.
    enum Opening {
        Pending(BoxFuture<io::Result<File>>),
        Open(Pieces),
    }

    impl Stream for Opening {
        type Item = Result<Bytes, BoxError>;

        fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            if let Opening::Pending(opening) = &mut *self {
                match ready!(opening.as_mut().poll(cx)) {
                    Ok(file) => *self = Opening::Open(pieces(file)),
                    Err(error) => return Poll::Ready(Some(Err(error.into()))),
                }
            }
            match &mut *self {
                Opening::Open(pieces) => pieces.as_mut().poll_piece(cx),
                Opening::Pending(_) => Poll::Pending,
            }
        }
    }
}
