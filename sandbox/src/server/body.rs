//! The body of an answer on its way out: from memory or made while it is sent, whole or with what a fault does to it.

use super::wire::{End, Ending};
use crate::exchange::Content;
use crate::fault::{Fault, head};
use crate::limits::Admission;
use crate::log::{Log, Record};
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};
use tokio::time::Sleep;

/// How many bytes are given out at a time, so that what waits in the connection stays small.
const AT_A_TIME: usize = 64 * 1024;

/// The body.
pub(super) struct Outgoing {
    /// What is given out next.
    bytes: Bytes,
    /// What comes after that.
    pieces: Option<Box<dyn Iterator<Item = Bytes> + Send>>,
    /// What `Content-Length` says; the body is chunked if it is not known.
    length: Option<u64>,
    cut: Option<Cut>,
    drip: Option<Drip>,
    call: CallEnd,
}

/// Where the body stops, and how.
struct Cut {
    left: u64,
    end: End,
    ending: Ending,
}

/// So many bytes, then a pause.
struct Drip {
    bytes: usize,
    every: Duration,
    pause: Option<Pin<Box<Sleep>>>,
}

impl Outgoing {
    /// A body, and what a fault of the wire does to it.
    pub(super) fn new(content: Content, fault: Option<&Fault>, ending: Ending, call: CallEnd) -> Self {
        let cut = |left, end| Some(Cut { left, end, ending: ending.clone() });
        let mut length = None;
        let (content, cut, drip) = match fault {
            Some(Fault::ResetAfter(bytes)) => (content, cut(*bytes, End::Reset), None),
            Some(Fault::StallAfter(bytes)) => (content, cut(*bytes, End::Silence), None),
            Some(Fault::Drip { bytes, every }) => {
                (content, None, Some(Drip { bytes: (*bytes).max(1), every: *every, pause: None }))
            }
            Some(fault @ (Fault::WrongLength | Fault::CutChunks)) => {
                let (head, _) = head(content);
                let half = head.len() as u64 / 2;
                if *fault == Fault::WrongLength {
                    length = Some(head.len() as u64);
                    (Content::Whole(head), cut(half, End::Close), None)
                } else {
                    (Content::Pieces(Box::new(std::iter::once(head))), cut(half, End::Close), None)
                }
            }
            _ => (content, None, None),
        };
        let (bytes, pieces) = match content {
            Content::Whole(bytes) => {
                length = length.or(Some(bytes.len() as u64));
                (bytes, None)
            }
            Content::Pieces(pieces) => (Bytes::new(), Some(pieces)),
        };
        Self { bytes, pieces, length, cut, drip, call }
    }

    fn next_bytes(&mut self) -> Option<Bytes> {
        while self.bytes.is_empty() {
            self.bytes = self.pieces.as_mut()?.next()?;
        }
        let mut size = self.bytes.len().min(AT_A_TIME);
        if let Some(drip) = &self.drip {
            size = size.min(drip.bytes);
        }
        if let Some(cut) = &mut self.cut {
            size = size.min(usize::try_from(cut.left).unwrap_or(usize::MAX));
            cut.left -= size as u64;
        }
        Some(self.bytes.split_to(size))
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let body = self.get_mut();
        if let Some(cut) = body.cut.as_ref().filter(|cut| cut.left == 0) {
            // The connection sends what it has, then sees how it ends.
            cut.ending.set(cut.end);
            return Poll::Pending;
        }
        if let Some(pause) = body.drip.as_mut().and_then(|drip| drip.pause.as_mut()) {
            ready!(pause.as_mut().poll(cx));
        }
        let Some(bytes) = body.next_bytes() else { return Poll::Ready(None) };
        if let Some(drip) = &mut body.drip {
            drip.pause = Some(Box::pin(tokio::time::sleep(drip.every)));
        }
        body.call.sent += bytes.len() as u64;
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.length == Some(0) && self.cut.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        match self.length {
            Some(length) => SizeHint::with_exact(length),
            None => SizeHint::default(),
        }
    }
}

/// A call until its answer is sent, or its caller gone. Then this is dropped, and the log hears of it.
pub(super) struct CallEnd {
    pub(super) log: Arc<Log>,
    /// Its number in the log, if it is there.
    pub(super) number: Option<u64>,
    pub(super) began: Instant,
    /// It counts as running so long.
    pub(super) admission: Option<Admission>,
    /// Bytes of the body that were given out.
    pub(super) sent: u64,
}

impl CallEnd {
    /// Adds what became known of it to the log.
    pub(super) fn update(&self, change: impl FnOnce(&mut Record)) {
        if let Some(number) = self.number {
            self.log.update(number, change);
        }
    }
}

impl Drop for CallEnd {
    fn drop(&mut self) {
        self.admission.take();
        if let Some(number) = self.number {
            self.log.ended(number, self.sent, self.began.elapsed());
        }
    }
}
