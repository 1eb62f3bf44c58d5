//! Calls whose answer is read whole.

use super::answer::Head;
use super::attempts::Attempts;
use super::call::Call;
use super::core::Core;
use super::envelope;
use super::error::{Error, ErrorKind};
use super::failure::Failure;
use super::response::Response;
use super::settings::Settings;
use crate::error::DecodeError;
use crate::table::{Document, Record};
use crate::xml::decode::{Decoded, Decoder};
use std::sync::Arc;
use std::time::Duration;
use tracing::Instrument as _;

/// What an answer is read into.
pub(super) trait Read: Send {
    /// Reads it, and gives the document to look into.
    fn read(&mut self, body: &[u8]) -> Result<&dyn Record, DecodeError>;
}

/// Reads a document.
pub(super) struct Reading<T> {
    decoder: Decoder,
    decoded: Option<Decoded<T>>,
}

impl<T> Reading<T> {
    pub(super) fn new(settings: &Settings) -> Self {
        Self { decoder: settings.decoder.clone(), decoded: None }
    }

    pub(super) fn response(self, answer: Answer) -> Option<Response<T>> {
        let Decoded { value, drift, set_aside, .. } = self.decoded?;
        let Answer { operation, head, attempts, waited, body } = answer;
        Some(Response { value, drift, set_aside, operation, head, attempts, waited, body })
    }
}

impl<T: Document + Send> Read for Reading<T> {
    fn read(&mut self, body: &[u8]) -> Result<&dyn Record, DecodeError> {
        let decoded = self.decoder.decode::<T>(body)?;
        Ok(&self.decoded.insert(decoded).value)
    }
}

/// What came beside the document.
pub(super) struct Answer {
    operation: &'static str,
    head: Head,
    attempts: u32,
    waited: Duration,
    body: Option<Vec<u8>>,
}

/// Makes a call, and reads its answer.
pub(super) async fn call(
    core: &Arc<Core>,
    settings: &Arc<Settings>,
    call: &Call,
    into: &mut dyn Read,
) -> Result<Answer, Error> {
    let span = tracing::info_span!("qualys", operation = call.operation);
    let attempts = async move {
        let mut attempts = Attempts::new(core, settings);
        loop {
            let (head, body, scrub) = attempts.open(call).await?;
            let failure = match body.whole(settings.max_answer_length).await {
                Err(failure) => failure,
                Ok(body) => match read(&head, &body, into) {
                    None => {
                        core.budget.succeeded();
                        let body = settings.keep_body.then_some(body);
                        return Ok(Answer {
                            operation: call.operation,
                            head,
                            attempts: attempts.made,
                            waited: attempts.waited,
                            body,
                        });
                    }
                    Some(failure) => scrub.failure(failure, head.status, &body),
                },
            };
            attempts.failed(call, failure).await?;
        }
    };
    attempts.instrument(span).await
}

/// Reads an answer; what is wrong with it, if anything is.
fn read(head: &Head, body: &[u8], into: &mut dyn Read) -> Option<Failure> {
    match into.read(body) {
        Ok(document) => envelope::refusal(document).map(|refusal| head.refusal(refusal)),
        Err(error) => Some(undecodable(head, Some(body), error)),
    }
}

/// What an answer is that could not be decoded. Without its text it is known to have begun as it should.
pub(super) fn undecodable(head: &Head, body: Option<&[u8]>, error: DecodeError) -> Failure {
    if body.is_some_and(|body| body.trim_ascii().is_empty()) {
        let message = "the answer is empty";
        return Failure::passing(Error::new(ErrorKind::Interrupted, message).with_status(head.status));
    }
    let is_xml = body.is_none_or(|body| body.trim_ascii_start().starts_with(b"<") && !is_html(body));
    if error.is_truncated() && is_xml {
        let message = format!("the answer ended too early: {error}");
        return Failure::passing(Error::new(ErrorKind::Interrupted, message).with_source(error));
    }
    match body {
        Some(body) if error.is_unexpected_root() => {
            let failure = head.failure(body);
            failure.unwrap_or_else(|| Failure::last(head.unexpected(body, error.found_root())))
        }
        Some(body) if error.is_malformed() && !is_xml => Failure::last(head.unexpected(body, None)),
        _ => Failure::last(Error::new(ErrorKind::Decode, error.to_string()).with_source(error)),
    }
}

fn is_html(body: &[u8]) -> bool {
    let start = &body.trim_ascii_start()[..body.trim_ascii_start().len().min(14)];
    let start = start.to_ascii_lowercase();
    start.starts_with(b"<!doctype html") || start.starts_with(b"<html")
}

/// An answer that was not read, which the loop above does not end with.
pub(super) fn nothing_read() -> Error {
    Error::new(ErrorKind::Unexpected, "the answer was not read")
}
