//! The scanner against another reader of XML: what both make of the same documents, and for which reasons they may differ.

use super::corpus::File;
use super::mutation;
use crate::xml::scanner::{Limits, Malformed, Problem, Scanner, Token};
use std::collections::BTreeMap;
use std::fmt::{Debug, Write};

/// Another reader, whose errors are `E`.
pub(super) struct Against<E: 'static> {
    /// Elements, attributes and text as it reads them, written as those of the scanner are.
    pub(super) read: fn(&str) -> Result<String, E>,
    pub(super) differences: &'static [Difference<E>],
}

/// A document with what both make of it: its elements, attributes and text, or what is wrong.
pub(super) struct Case<'d, E> {
    pub(super) document: &'d str,
    pub(super) ours: Result<String, Malformed>,
    pub(super) theirs: Result<String, E>,
}

/// Something on which the two differ for a reason.
pub(super) struct Difference<E> {
    pub(super) reason: &'static str,
    /// A document that shows it.
    pub(super) example: &'static str,
    /// Whether it is why they differ on a document.
    pub(super) explains: fn(&Case<'_, E>) -> bool,
}

impl<E: Debug> Against<E> {
    pub(super) fn case<'d>(&self, document: &'d str) -> Case<'d, E> {
        Case { document, ours: read(document.as_bytes()), theirs: (self.read)(document) }
    }

    /// Fails if the example of a difference shows none, or another.
    pub(super) fn every_difference_is_one(&self) {
        for difference in self.differences {
            let case = self.case(difference.example);
            assert!(case.differs(), "no difference any more: {}", difference.reason);
            assert!((difference.explains)(&case), "the example shows something else: {}", difference.reason);
        }
    }

    /// Compares mutated documents. The mutations have to be worth it: more than `least` are taken by both, and as many
    /// refused, since all harmless or all fatal ones would show little.
    pub(super) fn mutated_documents(&self, count: usize, least: usize) {
        let mut agreed = [0_usize; 2];
        let mut explained = BTreeMap::new();
        let mut failures = String::new();
        for document in mutation::documents(count) {
            let Ok(document) = str::from_utf8(&document) else {
                assert!(read(&document).is_err(), "{}", document.escape_ascii());
                continue;
            };
            let case = self.case(document);
            match self.explain(&case) {
                Ok(None) => agreed[usize::from(case.ours.is_ok())] += 1,
                Ok(Some(reason)) => *explained.entry(reason).or_insert(0) += 1,
                Err(message) if failures.len() < 10_000 => writeln!(failures, "{message}").unwrap(),
                Err(_) => {}
            }
        }
        assert!(failures.is_empty(), "{failures}");
        assert!(agreed.iter().all(|count| *count > least), "{agreed:?} {explained:?}");
    }

    /// Compares files; gives how many the scanner takes.
    pub(super) fn files(&self, files: &[File]) -> usize {
        let (mut accepted, mut failures) = (0, String::new());
        for File { path, bytes } in files {
            let Ok(document) = str::from_utf8(bytes) else {
                assert!(read(bytes).is_err(), "{path}");
                continue;
            };
            let case = self.case(document);
            accepted += usize::from(case.ours.is_ok());
            if let Err(message) = self.explain(&case) {
                writeln!(failures, "{path}: {message}").unwrap();
            }
        }
        assert!(failures.is_empty(), "{failures}");
        accepted
    }

    /// The reason for a difference, if there is any; a message when there is none.
    fn explain(&self, case: &Case<'_, E>) -> Result<Option<&'static str>, String> {
        if !case.differs() {
            return Ok(None);
        }
        match self.differences.iter().find(|difference| (difference.explains)(case)) {
            Some(difference) => Ok(Some(difference.reason)),
            None => {
                let shown: String = case.document.chars().take(2_000).collect();
                Err(format!("{shown:?}\nours: {:?}\ntheirs: {:?}", case.ours, case.theirs))
            }
        }
    }
}

impl<E> Case<'_, E> {
    pub(super) fn differs(&self) -> bool {
        match (&self.ours, &self.theirs) {
            (Ok(ours), Ok(theirs)) => ours != theirs,
            (ours, theirs) => ours.is_ok() != theirs.is_ok(),
        }
    }

    /// What only the scanner has against the document.
    pub(super) fn refused(&self) -> Option<&Problem> {
        self.theirs.is_ok().then_some(self.ours.as_ref().err()).flatten().map(|malformed| &malformed.problem)
    }
}

/// Elements, attributes and text as the scanner reads them; names without prefixes, which not every reader keeps.
fn read(document: &[u8]) -> Result<String, Malformed> {
    let mut scanner = Scanner::new(document, Limits::default())?;
    let mut out = String::new();
    loop {
        match scanner.next()? {
            Token::Start { name } => {
                write!(out, "<{}", local(name)).unwrap();
                for attribute in scanner.attributes() {
                    if attribute.name != "xmlns" && !attribute.name.starts_with("xmlns:") {
                        write!(out, " {}={:?}", local(attribute.name), attribute.value).unwrap();
                    }
                }
                out.push('>');
            }
            Token::End { name } => write!(out, "</{}>", local(name)).unwrap(),
            Token::Text { text, .. } => out.push_str(&text.replace('<', "&lt;")),
            Token::Eof => return Ok(out),
        }
    }
}

pub(super) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
