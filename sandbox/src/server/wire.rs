//! A connection that can be ended in the ways that connections end.

use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::task::{Context, Poll, ready};
use tokio::net::TcpStream;

/// How a connection ends once everything that was written has gone out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// It does not: nothing more comes.
    Silence,
    /// It is closed.
    Close,
    /// It is reset.
    Reset,
}

/// Says from within a call how its connection ends.
#[derive(Debug, Clone, Default)]
pub(super) struct Ending(Arc<AtomicU8>);

const CLOSE: u8 = 1;
const RESET: u8 = 2;

impl Ending {
    /// The connection ends like this when it is flushed next.
    pub(super) fn set(&self, end: End) {
        match end {
            End::Silence => {}
            End::Close => self.0.store(CLOSE, Ordering::Release),
            End::Reset => self.0.store(RESET, Ordering::Release),
        }
    }

    fn get(&self) -> Option<End> {
        match self.0.load(Ordering::Acquire) {
            CLOSE => Some(End::Close),
            RESET => Some(End::Reset),
            _ => None,
        }
    }
}

/// The connection.
pub(super) struct Wire {
    stream: TokioIo<TcpStream>,
    ending: Ending,
}

impl Wire {
    pub(super) fn new(stream: TcpStream, ending: Ending) -> Self {
        Self { stream: TokioIo::new(stream), ending }
    }
}

impl Read for Wire {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_read(cx, buffer)
    }
}

impl Write for Wire {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let wire = self.get_mut();
        ready!(Pin::new(&mut wire.stream).poll_flush(cx))?;
        match wire.ending.get() {
            None | Some(End::Silence) => Poll::Ready(Ok(())),
            Some(End::Close) => Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into())),
            Some(End::Reset) => {
                // With nothing to linger for, the system answers the close with RST instead of FIN.
                wire.stream.inner().set_zero_linger()?;
                Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()))
            }
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.get_mut().stream).poll_write_vectored(cx, slices)
    }
}
