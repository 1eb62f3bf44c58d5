//! The part of a document that has arrived and is not read yet.

use crate::xml::character::Survey;
use crate::xml::position::{Position, Walk};
use crate::xml::scanner::{Malformed, Problem, foreign_encoding, wide};

/// Text that has arrived, checked to be UTF-8 once.
#[derive(Debug)]
pub(super) struct Window {
    text: String,
    /// Bytes of a character, or of the first four, of which the rest is to come.
    pending: Vec<u8>,
    /// Whether the first four bytes were looked at, which tell encodings of two and four bytes a character.
    begun: bool,
    /// Where the text begins.
    start: Position,
    survey: Survey,
    /// The encoding that the document declares, and where, if it is not read.
    foreign: Option<(String, usize)>,
    /// What ends the text: it is not what follows the last byte, but something that is not read.
    broken: Option<Malformed>,
    ended: bool,
}

impl Window {
    pub(super) fn new() -> Self {
        Self {
            text: String::new(),
            pending: Vec::new(),
            begun: false,
            start: Position::START,
            survey: Survey::default(),
            foreign: None,
            broken: None,
            ended: false,
        }
    }

    /// What is at hand.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// How much memory it takes.
    pub(super) fn capacity(&self) -> usize {
        self.text.capacity()
    }

    /// What is known of it.
    pub(super) fn survey(&self) -> Survey {
        self.survey
    }

    /// Whether more of the document may come.
    pub(super) fn more(&self) -> bool {
        !self.ended && self.broken.is_none()
    }

    /// The bytes of a character that is not all there.
    pub(super) fn pending(&self) -> &[u8] {
        &self.pending
    }

    /// What ends the text, if not the document's own end; its offsets are those in the document.
    pub(super) fn broken(&self) -> Option<&Malformed> {
        self.broken.as_ref()
    }

    /// Where it begins in the document.
    pub(super) fn start(&self) -> Position {
        self.start
    }

    /// The position of an offset in it.
    pub(super) fn locate(&self, offset: usize) -> Position {
        Walk::from(self.start, self.text.as_bytes()).to(offset)
    }

    /// More of the document arrived.
    pub(super) fn feed(&mut self, mut bytes: &[u8]) {
        const FIRST: usize = 4;
        while !bytes.is_empty() && self.broken.is_none() {
            if self.begun && self.pending.is_empty() {
                self.add(bytes);
                return;
            }
            self.pending.push(bytes[0]);
            bytes = &bytes[1..];
            if self.begun || self.pending.len() >= FIRST {
                self.add_pending();
            }
        }
    }

    /// Nothing more will come.
    pub(super) fn end(&mut self) {
        if !self.begun {
            self.add_pending();
        }
        if let Some(byte) = self.pending.first().copied() {
            self.break_off(byte);
        }
        self.ended = true;
    }

    /// Forgets the first bytes; says whether it did. Leaves them when that would move more than it frees.
    pub(super) fn forget(&mut self, read: usize) -> bool {
        if read == 0 || self.broken.is_some() || read < self.text.len().saturating_sub(read) {
            return false;
        }
        self.start = self.locate(read);
        self.text.drain(..read);
        self.survey.forbidden = self.survey.forbidden.map(|offset| offset - read);
        if self.text.capacity() > LARGE && self.text.capacity() / 4 > self.text.len() {
            self.text.shrink_to((self.text.len() * 2).max(LARGE));
        }
        true
    }

    /// Says which encoding the document declares that is not read, and where: only ASCII can be read then.
    pub(super) fn declared(&mut self, name: String, offset: usize) {
        self.foreign = Some((name, offset));
        let mark = if self.text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
        self.refuse_foreign(mark);
    }

    fn add_pending(&mut self) {
        let pending = std::mem::take(&mut self.pending);
        if !self.begun {
            self.begun = true;
            self.broken = wide(&pending);
        }
        self.add(&pending);
    }

    /// Adds bytes of which none is before them; a cut character at their end stays pending.
    fn add(&mut self, bytes: &[u8]) {
        if self.broken.is_some() {
            return;
        }
        match simdutf8::compat::from_utf8(bytes) {
            Ok(text) => self.push(text),
            Err(error) => {
                let (valid, rest) = bytes.split_at(error.valid_up_to());
                self.push(str::from_utf8(valid).unwrap_or_default());
                match (error.error_len(), rest.first()) {
                    (None, _) => self.pending = rest.to_vec(),
                    (Some(_), Some(byte)) => self.break_off(*byte),
                    (Some(_), None) => {}
                }
            }
        }
    }

    fn push(&mut self, text: &str) {
        let length = self.text.len();
        if self.survey.forbidden.is_none() {
            let survey = Survey::of(text);
            self.survey.forbidden = survey.forbidden.map(|found| length + found);
            self.survey.carriage_return |= survey.carriage_return;
        }
        self.text.push_str(text);
        self.refuse_foreign(length);
    }

    /// Breaks the text off where it is not ASCII, if it has to be.
    fn refuse_foreign(&mut self, from: usize) {
        if let Some((name, offset)) = &self.foreign
            && let Some(found) = self.text.bytes().skip(from).position(|byte| !byte.is_ascii())
        {
            let at = self.start.offset() + from + found;
            self.broken.get_or_insert_with(|| foreign_encoding(name, *offset, at));
            self.text.truncate(from + found);
        }
    }

    /// What follows is not read.
    fn break_off(&mut self, byte: u8) {
        let at = self.start.offset() + self.text.len();
        let broken = match &self.foreign {
            Some((name, offset)) => foreign_encoding(name, *offset, at),
            None => Malformed::new(at, Problem::NotUtf8 { byte }),
        };
        self.broken.get_or_insert(broken);
    }
}

/// Beyond this, memory that is hardly used is given back.
const LARGE: usize = 1 << 20;
