//! Lists as async streams: records and pages.

use super::Client;
use super::error::Error;
use super::items::ItemSource;
use super::limits::Limits;
use super::pages::PageSource;
use super::report::{self, Report};
use super::response::Response;
use super::source::Polled;
use crate::drift::{Drift, SetAside};
use crate::request::Records;
use std::fmt;
use std::future::poll_fn;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

/// The records of a list, while they arrive, over all pages: an async stream, or by [`next`](Items::next).
///
/// It ends with the list, or with the first error. A page that breaks off is asked for again from where it was. Records that
/// cannot be decoded are no items: take them with [`set_aside`](Items::set_aside).
pub struct Items<O: Records> {
    polled: Polled<ItemSource<O>>,
    refused: Option<Error>,
    report: Arc<Mutex<Report>>,
}

impl<O: Records> Items<O> {
    pub(crate) fn new(client: Client, operation: O) -> Self {
        let report = Arc::<Mutex<Report>>::default();
        match ItemSource::new(client, operation, Arc::clone(&report)) {
            Ok(source) => Self { polled: Polled::new(source), refused: None, report },
            Err(error) => Self { polled: Polled::Over, refused: Some(error), report },
        }
    }

    /// The next record; `None` when the list is over. Giving the future up loses nothing.
    ///
    /// # Errors
    ///
    /// As `Client::send`; the list is over then.
    pub async fn next(&mut self) -> Option<Result<O::Record, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<O::Record, Error>>> {
        match self.refused.take() {
            Some(error) => Poll::Ready(Some(Err(error))),
            None => self.polled.poll(context),
        }
    }

    /// The next record, if it arrived already.
    #[cfg(feature = "blocking")]
    pub(crate) fn buffered(&mut self) -> Option<Result<O::Record, Error>> {
        self.polled.ready()
    }

    /// How many pages were read to their end.
    pub fn pages(&self) -> u64 {
        report::lock(&self.report).pages
    }

    /// The limits that the service told with the last page.
    pub fn limits(&self) -> Limits {
        report::lock(&self.report).limits
    }

    /// Differences from the schema, of the pages that were read to their end. They are handed out once.
    pub fn drift(&mut self) -> Vec<Drift> {
        report::lock(&self.report).take_drift()
    }

    /// Records that could not be decoded, of the pages that were read to their end. They are handed out once; the stream ends
    /// in an error when more than 16 MiB of them were not.
    pub fn set_aside(&mut self) -> Vec<SetAside> {
        report::lock(&self.report).take_set_aside()
    }
}

#[cfg(feature = "stream")]
impl<O: Records> futures_core::Stream for Items<O> {
    type Item = Result<O::Record, Error>;

    fn poll_next(self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<O: Records> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &O::NAME)
            .field("pages", &self.pages())
            .finish_non_exhaustive()
    }
}

/// The pages of a list, each read whole: an async stream, or by [`next`](Pages::next).
pub struct Pages<O: Records> {
    polled: Polled<PageSource<O>>,
    refused: Option<Error>,
}

impl<O: Records> Pages<O> {
    pub(crate) fn new(client: Client, operation: O) -> Self {
        match PageSource::new(client, operation) {
            Ok(source) => Self { polled: Polled::new(source), refused: None },
            Err(error) => Self { polled: Polled::Over, refused: Some(error) },
        }
    }

    /// The next page; `None` when there is none. Giving the future up loses nothing.
    ///
    /// # Errors
    ///
    /// As `Client::send`; the list is over then.
    pub async fn next(&mut self) -> Option<Result<Response<O::Response>, Error>> {
        poll_fn(|context| self.poll(context)).await
    }

    pub(super) fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Response<O::Response>, Error>>> {
        match self.refused.take() {
            Some(error) => Poll::Ready(Some(Err(error))),
            None => self.polled.poll(context),
        }
    }
}

#[cfg(feature = "stream")]
impl<O: Records> futures_core::Stream for Pages<O> {
    type Item = Result<Response<O::Response>, Error>;

    fn poll_next(self: std::pin::Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<O: Records> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::NAME).finish_non_exhaustive()
    }
}
