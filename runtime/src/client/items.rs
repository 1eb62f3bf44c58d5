//! The records of a list, one by one, while they arrive, over all pages.

use super::Client;
use super::answer::{Body, EXCERPT, Head};
use super::attempts::Attempts;
use super::call::Call;
use super::envelope;
use super::error::{Error, ErrorKind};
use super::failure::Failure;
use super::paging::Paging;
use super::report::Report;
use super::scrub::Scrub;
use super::source::{Ready, Source};
use super::whole;
use crate::RecordReader;
use crate::drift::SetAside;
use crate::error::DecodeError;
use crate::request::Records;
use crate::table::{self, Part, Single};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex};
use tracing::Instrument as _;

/// Where the records of a list come from.
pub(super) struct ItemSource<O: Records> {
    client: Client,
    operation: O,
    paging: Paging,
    attempts: Attempts,
    page: Option<Page<O>>,
    report: Arc<Mutex<Report>>,
    /// The number of the last record that was handed out.
    last_id: Option<u64>,
    /// The mark of that record.
    last_mark: u64,
}

/// A page that is being read.
struct Page<O: Records> {
    call: Call,
    head: Head,
    body: Body,
    scrub: Scrub,
    reader: RecordReader<O::Response, O::Record>,
    /// The beginning of what arrived, until the first record: for errors.
    begun: Option<Vec<u8>>,
    has_ended: bool,
    /// What is wrong with the text.
    trouble: Option<DecodeError>,
    /// Records that were read since the page was asked for last.
    read: u64,
    /// Records of the page that were handed out, in this attempt or in one before.
    handed_out: u64,
    /// Records that were set aside since the page was asked for last.
    read_aside: u64,
    /// Records of the page that were set aside and reported.
    reported_aside: u64,
}

impl<O: Records> ItemSource<O> {
    pub(super) fn new(client: Client, operation: O, report: Arc<Mutex<Report>>) -> Result<Self, Error> {
        let call = Call::of(&operation)?;
        let attempts = Attempts::new(&client.core, &client.settings);
        Ok(Self {
            paging: Paging::new(call),
            attempts,
            client,
            operation,
            page: None,
            report,
            last_id: None,
            last_mark: 0,
        })
    }

    /// Asks for a page, of which some records were handed out and some set aside before it broke off.
    async fn open(&mut self, call: Call, (handed_out, reported_aside): (u64, u64)) -> Result<(), Error> {
        let span = tracing::info_span!("qualys", operation = O::NAME);
        let (head, body, scrub) = self.attempts.open(&call).instrument(span).await?;
        let reader = RecordReader::new(self.client.settings.decoder.clone(), O::PATH);
        self.page = Some(Page {
            call,
            head,
            body,
            scrub,
            reader,
            begun: Some(Vec::new()),
            has_ended: false,
            trouble: None,
            read: 0,
            handed_out,
            read_aside: 0,
            reported_aside,
        });
        Ok(())
    }

    /// The page is over: what it says about the next.
    async fn close(&mut self, mut page: Page<O>) -> Result<(), Error> {
        let set_aside = page.reader.take_set_aside();
        let set_aside = page.new_aside(set_aside);
        let Page { call, head, body, scrub, reader, begun, handed_out, .. } = page;
        // The call is over, too.
        drop(body);
        let begun = begun.unwrap_or_default();
        let failed = |failure| scrub.failure(failure, head.status, &begun);
        let decoded = match reader.finish() {
            Ok(decoded) => decoded,
            Err(error) => {
                return Err(self.attempts.ended(&call, failed(whole::undecodable(&head, None, error))));
            }
        };
        if let Some(refusal) = envelope::refusal(&decoded.value) {
            let failure = failed(head.refusal(refusal));
            if handed_out > 0 {
                return Err(self.attempts.ended(&call, failure));
            }
            self.attempts.failed(&call, failure).await?;
            return self.open(call, (0, 0)).await;
        }
        let more = envelope::more(&decoded.value);
        self.report().page(&head, decoded.drift, set_aside)?;
        self.client.core.budget.succeeded();
        tracing::debug!(operation = call.operation, records = handed_out, "page read");
        let platform = &self.client.core.platform;
        self.paging.turn(more, &call, self.last_id, platform, |id| self.operation.after(id))?;
        self.attempts = Attempts::new(&self.client.core, &self.client.settings);
        Ok(())
    }

    /// The text of a page cannot be read on.
    async fn troubled(&mut self, page: Page<O>, error: DecodeError) -> Result<(), Error> {
        let handed_out = (page.handed_out, page.reported_aside);
        let Page { begun: Some(begun), call, head, body, scrub, .. } = page else {
            let failure = whole::undecodable(&page.head, None, error);
            return self.resume(page, failure).await;
        };
        // Nothing was read of the list: what arrived may be something else.
        let begun = body.excerpt(begun).await;
        let failure = scrub.failure(whole::undecodable(&head, Some(&begun), error), head.status, &begun);
        self.attempts.failed(&call, failure).await?;
        self.open(call, handed_out).await
    }

    /// A page broke off: it is asked for again from where it was.
    async fn resume(&mut self, mut page: Page<O>, failure: Failure) -> Result<(), Error> {
        let failure = page.failure(failure);
        let drift = page.reader.take_drift();
        let handed_out = (page.handed_out, page.reported_aside);
        let has_begun = page.handed_out > 0;
        let call = page.call;
        // The call is over: its place among those that may run is needed for the next.
        drop(page.body);
        self.attempts.failed(&call, failure).await?;
        let behind = self.last_id.filter(|_| has_begun).and_then(|id| self.operation.after(id));
        match behind {
            Some(operation) => {
                self.report().note(drift, Vec::new())?;
                self.open(Call::of(&operation)?, (0, 0)).await
            }
            // What differed will be seen again.
            None => self.open(call, handed_out).await,
        }
    }

    fn report(&self) -> std::sync::MutexGuard<'_, Report> {
        super::report::lock(&self.report)
    }
}

impl<O: Records> Page<O> {
    fn failure(&self, failure: Failure) -> Failure {
        let begun = self.begun.as_deref().unwrap_or_default();
        self.scrub.failure(failure, self.head.status, begun)
    }

    /// Of records that were set aside, those that were not reported in an attempt before.
    fn new_aside(&mut self, mut set_aside: Vec<SetAside>) -> Vec<SetAside> {
        let known = self.reported_aside.saturating_sub(self.read_aside);
        let all = set_aside.len();
        set_aside.drain(..all.min(usize::try_from(known).unwrap_or(usize::MAX)));
        self.read_aside += all as u64;
        self.reported_aside = self.reported_aside.max(self.read_aside);
        set_aside
    }

    fn feed(&mut self, bytes: &[u8]) {
        if let Some(begun) = &mut self.begun {
            let room = EXCERPT.saturating_sub(begun.len()).min(bytes.len());
            begun.extend_from_slice(&bytes[..room]);
        }
        self.reader.feed(bytes);
    }
}

impl<O: Records> Source for ItemSource<O> {
    type Item = O::Record;

    fn ready(&mut self) -> Result<Ready<O::Record>, Error> {
        let Some(page) = &mut self.page else {
            return Ok(if self.paging.is_over() { Ready::Over } else { Ready::NotYet });
        };
        loop {
            let record = match page.reader.next() {
                Ok(Some(record)) => record,
                Ok(None) => return Ok(Ready::NotYet),
                // Whether the page can be resumed is seen when there is time to wait.
                Err(error) => {
                    page.trouble = Some(error);
                    return Ok(Ready::NotYet);
                }
            };
            page.begun = None;
            page.read += 1;
            let mark = page.reader.last_text().map_or(0, mark);
            if page.read <= page.handed_out {
                if page.read == page.handed_out && mark != self.last_mark {
                    let message = "the list changed while a page of it that broke off was resumed";
                    let failure = Failure::last(Error::new(ErrorKind::Changed, message));
                    return Err(self.attempts.ended(&page.call, page.failure(failure)));
                }
                continue;
            }
            page.handed_out = page.read;
            self.last_mark = mark;
            self.last_id = number_of(&record, O::ID);
            self.attempts.progressed();
            let set_aside = page.reader.take_set_aside();
            if !set_aside.is_empty() {
                let set_aside = page.new_aside(set_aside);
                super::report::lock(&self.report).note(Vec::new(), set_aside)?;
            }
            return Ok(Ready::Item(record));
        }
    }

    async fn advance(&mut self) -> Result<(), Error> {
        let Some(mut page) = self.page.take() else {
            return match self.paging.next() {
                Some(call) => self.open(call, (0, 0)).await,
                None => Ok(()),
            };
        };
        if let Some(error) = page.trouble.take() {
            return self.troubled(page, error).await;
        }
        if page.has_ended {
            return self.close(page).await;
        }
        match page.body.chunk().await {
            Ok(Some(bytes)) => page.feed(&bytes),
            Ok(None) => {
                page.reader.end();
                page.has_ended = true;
            }
            Err(failure) => return self.resume(page, failure).await,
        }
        self.page = Some(page);
        Ok(())
    }
}

/// The number of a record.
fn number_of(record: &impl Single, id: &[&str]) -> Option<u64> {
    match record.part() {
        Part::Record(record) if !id.is_empty() => table::number(record, id),
        _ => None,
    }
}

/// Tells a record from others: by its length and its beginning, which has what identifies it.
fn mark(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    let beginning = text.as_bytes();
    beginning[..beginning.len().min(256)].hash(&mut hasher);
    text.len().hash(&mut hasher);
    hasher.finish()
}
