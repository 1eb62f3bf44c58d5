//! What reading records one by one does whatever their type is.

use super::window::Window;
use super::worth::Worth;
use crate::drift::{Drift, SetAside};
use crate::error::DecodeError;
use crate::table::{Place, Record};
use crate::xml::decode::{Decoder, error};
use crate::xml::driver::outer::{Carried, Outer, Route, Step};
use crate::xml::driver::{Driver, Fault};
use crate::xml::position::Position;
use crate::xml::report::{Reason, Recorded};
use crate::xml::scanner::{Mark, Scanner, may_be_for_want_of_more};
use std::ops::Range;

/// Reads a document around its records.
#[derive(Debug)]
pub(super) struct Core {
    decoder: Decoder,
    route: Route,
    window: Window,
    worth: Worth,
    /// Where reading goes on, once it has begun; offsets are those in the window.
    mark: Option<Mark>,
    outer: Outer,
    /// The elements that are open there, the root first.
    open: Vec<Open>,
    /// Further positions that an error may speak of although their text is gone.
    noted: Vec<Position>,
    carried: Carried,
    kept: usize,
    recorded: Recorded,
    /// Where the last record lies in the window.
    last: Option<Range<usize>>,
    is_over: bool,
    failed: Option<DecodeError>,
}

#[derive(Debug)]
struct Open {
    name: String,
    position: Position,
}

/// Why reading stopped for now.
enum Stop {
    /// A record is in its place, or the document is over.
    Done,
    Fault(Fault),
}

impl Core {
    pub(super) fn new(decoder: Decoder, route: Route) -> Self {
        Self {
            decoder,
            route,
            window: Window::new(),
            worth: Worth::default(),
            mark: None,
            outer: Outer::default(),
            open: Vec::new(),
            noted: Vec::new(),
            carried: Carried::default(),
            kept: 0,
            recorded: Recorded::default(),
            last: None,
            is_over: false,
            failed: None,
        }
    }

    pub(super) fn feed(&mut self, bytes: &[u8]) {
        let read = self.read_up_to();
        self.last = None;
        if self.window.forget(read) {
            self.mark = self.mark.map(|mark| mark.without(read));
        }
        self.window.feed(bytes);
        self.worth.arrived(bytes.len());
    }

    pub(super) fn end(&mut self) {
        self.window.end();
    }

    /// The name of the root element, once its start tag was read.
    pub(super) fn root(&self) -> Option<&str> {
        self.outer.root()
    }

    pub(super) fn is_over(&self) -> bool {
        self.is_over
    }

    pub(super) fn window_capacity(&self) -> usize {
        self.window.capacity()
    }

    pub(super) fn unread(&self) -> &str {
        self.window.text().get(self.read_up_to()..).unwrap_or_default()
    }

    pub(super) fn last(&self) -> Option<&str> {
        self.window.text().get(self.last.clone()?)
    }

    pub(super) fn take_drift(&mut self) -> Vec<Drift> {
        self.recorded.take_drift()
    }

    pub(super) fn take_set_aside(&mut self) -> Vec<SetAside> {
        std::mem::take(&mut self.recorded.set_aside)
    }

    /// Reads up to the next record, which goes into `out`, or as far as the text at hand goes; whether there is a record.
    pub(super) fn next(&mut self, value: &mut dyn Record, out: &mut dyn Place) -> Result<bool, DecodeError> {
        self.last = None;
        if let Some(failed) = &self.failed {
            return Err(failed.clone());
        }
        let unread = self.window.text().get(self.read_up_to()..).unwrap_or_default();
        let is_worth_it = !self.window.more() || self.worth.is_given(unread.as_bytes());
        if self.is_over || !is_worth_it {
            return Ok(false);
        }
        let outcome = match self.read(value, out) {
            Stop::Done => Ok(!self.is_over),
            Stop::Fault(Fault::Unfinished) => self.wait().map(|()| false),
            Stop::Fault(fault) => Err(self.error(fault)),
        };
        let outcome = outcome.and_then(|found| self.check().map(|()| found));
        if let Err(failed) = &outcome {
            self.failed = Some(failed.clone());
        }
        outcome
    }

    /// How much of the window was read.
    fn read_up_to(&self) -> usize {
        self.mark.map_or(0, |mark| mark.at)
    }

    fn read(&mut self, value: &mut dyn Record, out: &mut dyn Place) -> Stop {
        let limits = self.decoder.limits();
        let (text, start) = (self.window.text(), self.window.start());
        let (survey, more) = (self.window.survey(), self.window.more());
        let scanner = match self.mark {
            None => Scanner::begin_part(text, limits, survey, more),
            Some(mark) => {
                let offset = |open: &Open| open.position.offset().wrapping_sub(start.offset());
                let open = self.open.iter().map(|open| (open.name.as_str(), offset(open)));
                Ok(Scanner::resume(text, limits, survey, more, open, mark))
            }
        };
        let scanner = match scanner {
            Ok(scanner) => scanner,
            Err(malformed) => {
                let is_unfinished = more && may_be_for_want_of_more(&malformed, text);
                let fault = || Fault::malformed(malformed, "/".to_owned());
                return Stop::Fault(if is_unfinished { Fault::Unfinished } else { fault() });
            }
        };
        let is_begun = self.mark.is_some();
        let mut driver = {
            let carried = std::mem::take(&mut self.carried);
            Driver::resume(scanner, text, limits, carried, out, self.kept)
        };
        let mut mark = self.mark;
        let mut items = driver.items();
        let stop = loop {
            driver.report().set_aside_before = self.recorded.set_aside_count;
            let before = driver.scanner().offset();
            let step = match driver.step(value, &mut self.outer, self.route) {
                Ok(step) => step,
                Err(fault) => break Stop::Fault(fault),
            };
            if !driver.report().is_empty() {
                self.recorded.add(std::mem::take(driver.report()), text.as_bytes(), start);
            }
            if !matches!(step, Step::Record { .. }) {
                self.outer.locate(|offset| self.window.locate(offset));
            }
            let now = driver.scanner().mark();
            (mark, items) = (Some(now), driver.items());
            if step == Step::Over {
                self.is_over = true;
                break Stop::Done;
            }
            if now.at - before > limits.record {
                break Stop::Fault(too_long(limits.record, before, driver.path()));
            }
            if let Step::Record { start } = step
                && driver.has_record()
            {
                self.last = Some(start..now.at);
                break Stop::Done;
            }
        };
        let declared = driver.scanner().foreign_encoding().filter(|_| !is_begun && mark.is_some());
        let declared = declared.map(|(name, offset)| (name.to_owned(), offset));
        let (same, opened) = match mark {
            Some(mark) => opened(&self.open, &self.window, driver.scanner(), mark),
            None => (0, Vec::new()),
        };
        self.carried = driver.into_carried();
        self.carried.open_items.truncate(items.0);
        self.open.truncate(same);
        self.open.extend(opened);
        self.kept = items.1;
        self.mark = mark;
        if let Some(mark) = mark {
            note_positions(&mut self.noted, &self.window, mark);
        }
        if let Some((name, offset)) = declared {
            self.noted.push(self.window.locate(offset));
            self.window.declared(name, offset);
        }
        if let Stop::Done = stop {
            self.worth.was_not();
        }
        stop
    }

    /// The text at hand ends in something that has to be read whole.
    fn wait(&mut self) -> Result<(), DecodeError> {
        let at = self.read_up_to();
        let unread = self.window.text().get(at..).unwrap_or_default();
        let limit = self.decoder.limits().record;
        if unread.len() > limit {
            let names: Vec<&str> = self.open.iter().map(|open| open.name.as_str()).collect();
            return Err(self.error(too_long(limit, at, format!("/{}", names.join("/")))));
        }
        self.worth.was_in_vain(unread.as_bytes());
        Ok(())
    }

    /// What else ends reading: a text that is broken off, drift when strict.
    fn check(&self) -> Result<(), DecodeError> {
        if self.is_over
            && let Some(broken) = self.broken()
        {
            return Err(broken);
        }
        match DecodeError::drifted(&self.recorded.drift, &self.recorded.set_aside) {
            Some(drifted) if self.decoder.is_strict() => Err(drifted),
            _ => Ok(()),
        }
    }

    fn error(&self, fault: Fault) -> DecodeError {
        if matches!(fault, Fault::Malformed(_))
            && let Some(broken) = self.broken()
        {
            return broken;
        }
        let start = self.window.start().offset();
        let rest = |offset: usize| self.window.text().as_bytes().get(offset..).unwrap_or_default();
        error(fault, |offset| self.position(offset.wrapping_add(start)), rest)
    }

    /// What the text is broken off at, if it is.
    fn broken(&self) -> Option<DecodeError> {
        let malformed = self.window.broken()?.clone();
        let fault = Fault::malformed(malformed, "/".to_owned());
        Some(error(fault, |offset| self.position(offset), |_| self.window.pending()))
    }

    /// The position of an offset in the document: noted, or found in the window.
    fn position(&self, offset: usize) -> Position {
        let mut noted = self.open.iter().map(|open| &open.position).chain(&self.noted);
        let noted = noted.find(|position| position.offset() == offset).copied();
        let start = self.window.start().offset();
        noted.unwrap_or_else(|| self.window.locate(offset.saturating_sub(start)))
    }
}

/// How many of the open elements are those that are open at a mark, and the others that are.
fn opened(open: &[Open], window: &Window, scanner: &Scanner<'_>, mark: Mark) -> (usize, Vec<Open>) {
    let start = window.start().offset();
    let now = || scanner.open_elements().take(mark.depth);
    let is_same =
        |(open, (_, offset)): &(&Open, (&str, usize))| open.position.offset() == start.wrapping_add(*offset);
    let same = open.iter().zip(now()).take_while(is_same).count();
    let open =
        |(name, offset): (&str, usize)| Open { name: name.to_owned(), position: window.locate(offset) };
    (same, now().skip(same).map(open).collect())
}

/// Keeps the positions of what is before a mark and may be spoken of.
fn note_positions(noted: &mut Vec<Position>, window: &Window, mark: Mark) {
    let start = window.start().offset();
    for offset in mark.earlier() {
        let absolute = start.wrapping_add(offset);
        if !noted.iter().any(|position| position.offset() == absolute) {
            noted.push(window.locate(offset));
        }
    }
}

fn too_long(limit: usize, offset: usize, path: String) -> Fault {
    let message = format!("what has to be read whole here is longer than the limit of {limit} bytes");
    Fault::Limit(Box::new(Reason { offset, path, message }))
}
