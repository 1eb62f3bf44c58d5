//! Answers that are altered on the way.

use super::Fault;
use super::markup::{Element, Elements};
use super::{huge, page};
use crate::exchange::{Answer, Content, Incoming};
use bytes::Bytes;
use std::ops::Range;

/// How much of an answer that is made while it is sent is looked at; the rest goes on as it is.
const LOOKED_AT: usize = 1024 * 1024;

/// Alters an answer. The flag says whether there was anything to alter.
pub(crate) fn alter(fault: &Fault, answer: Answer, incoming: &Incoming) -> (Answer, bool) {
    let Answer { status, headers, content } = answer;
    let (head, rest) = head(content);
    let altered = match fault {
        Fault::Huge { records } => {
            huge::pieces(&head, *records).map(|pieces| Content::Pieces(Box::new(pieces)))
        }
        Fault::Truncated => Some(Content::Whole(head.slice(..head.len() / 2))),
        _ => match alter_bytes(fault, &head, incoming) {
            Some(altered) => return (Answer { status, headers, content: join(altered.into(), rest) }, true),
            None => None,
        },
    };
    match altered {
        Some(content) => (Answer { status, headers, content }, true),
        None => (Answer { status, headers, content: join(head, rest) }, false),
    }
}

/// An answer's beginning, which for an answer in memory is all, and what follows.
pub(crate) fn head(content: Content) -> (Bytes, Option<Pieces>) {
    match content {
        Content::Whole(bytes) => (bytes, None),
        Content::Pieces(mut pieces) => {
            let mut head = Vec::new();
            while head.len() < LOOKED_AT {
                match pieces.next() {
                    Some(piece) => head.extend_from_slice(&piece),
                    None => return (head.into(), None),
                }
            }
            (head.into(), Some(pieces))
        }
    }
}

type Pieces = Box<dyn Iterator<Item = Bytes> + Send>;

fn join(head: Bytes, rest: Option<Pieces>) -> Content {
    match rest {
        None => Content::Whole(head),
        Some(rest) => Content::Pieces(Box::new(std::iter::once(head).chain(rest))),
    }
}

fn alter_bytes(fault: &Fault, bytes: &[u8], incoming: &Incoming) -> Option<Vec<u8>> {
    let elements = Elements::of(bytes);
    let edits = match fault {
        Fault::MismatchedTag => {
            let leaf = middle(elements.leaves().filter(|leaf| !leaf.content.is_empty()))?;
            vec![insert(leaf.whole.end - 1, b"X")]
        }
        Fault::InvalidUtf8 => vec![insert(text(&elements)?, b"\xFF")],
        Fault::ControlCharacter => vec![insert(text(&elements)?, b"\x08")],
        Fault::UnknownElement => {
            vec![insert(member(&elements)?.whole.end, b"<SANDBOX_UNKNOWN>news</SANDBOX_UNKNOWN>")]
        }
        Fault::UnknownAttribute => vec![insert(member(&elements)?.name.end, b" sandbox_unknown=\"news\"")],
        Fault::UnknownWord { element, word } => {
            let word = word.replace('&', "&amp;").replace('<', "&lt;").into_bytes();
            let named = elements.named(element.as_bytes()).into_iter();
            named
                .filter(|element| !element.has_children)
                .map(|leaf| word_in(&elements, leaf, &word))
                .collect()
        }
        Fault::Missing { element } => {
            vec![(middle(elements.named(element.as_bytes()).into_iter())?.whole.clone(), Vec::new())]
        }
        Fault::Reordered => reordered(&elements),
        Fault::PageLoop => page::repeated(&elements, incoming)?,
        Fault::PageElsewhere(origin) => page::elsewhere(&elements, incoming, origin)?,
        _ => return None,
    };
    (!edits.is_empty()).then(|| apply(bytes, edits))
}

/// What comes in the place of a range.
pub(super) type Edit = (Range<usize>, Vec<u8>);

pub(super) fn insert(at: usize, what: &[u8]) -> Edit {
    (at..at, what.to_vec())
}

/// Carries out edits, which come in their order and do not overlap.
fn apply(bytes: &[u8], edits: Vec<Edit>) -> Vec<u8> {
    let mut altered = Vec::with_capacity(bytes.len() + 256);
    let mut at = 0;
    for (range, text) in edits {
        altered.extend_from_slice(bytes.get(at..range.start).unwrap_or_default());
        altered.extend_from_slice(&text);
        at = range.end.max(at);
    }
    altered.extend_from_slice(bytes.get(at..).unwrap_or_default());
    altered
}

/// The one in the middle.
fn middle<'a>(all: impl Iterator<Item = &'a Element>) -> Option<&'a Element> {
    let all: Vec<_> = all.collect();
    all.get(all.len() / 2).copied()
}

/// The beginning of the text in the middle.
fn text(elements: &Elements<'_>) -> Option<usize> {
    let leaf = middle(
        elements.leaves().filter(|leaf| !elements.bytes[leaf.content.clone()].trim_ascii().is_empty()),
    )?;
    let content = &elements.bytes[leaf.content.clone()];
    let before = content.len() - content.trim_ascii_start().len();
    let cdata = b"<![CDATA[";
    let inside = if content[before..].starts_with(cdata) { cdata.len() } else { 0 };
    Some(leaf.content.start + before + inside)
}

/// The element in the middle of those that are in records, else of all.
fn member<'a>(elements: &'a Elements<'_>) -> Option<&'a Element> {
    let records = elements.records();
    let inside = |leaf: &&Element| {
        let parent = leaf.parent.map(|parent| &elements.all[parent]);
        parent.is_some_and(|parent| records.iter().any(|record| record.whole == parent.whole))
    };
    middle(elements.leaves().filter(inside)).or_else(|| middle(elements.leaves()))
}

/// Another word in an element, which may have had one tag alone.
fn word_in(elements: &Elements<'_>, leaf: &Element, word: &[u8]) -> Edit {
    if leaf.content.end != leaf.whole.end {
        return (leaf.content.clone(), word.to_vec());
    }
    let end_of_name = leaf.whole.end - 2..leaf.whole.end;
    (end_of_name, [b">", word, b"</", elements.name(leaf), b">"].concat())
}

/// Every record with its members from the last to the first.
fn reordered(elements: &Elements<'_>) -> Vec<Edit> {
    let mut edits = Vec::new();
    for record in elements.records() {
        let members: Vec<&Element> = elements.children(elements.index(record)).collect();
        for (place, member) in members.iter().zip(members.iter().rev()) {
            edits.push((place.whole.clone(), elements.bytes[member.whole.clone()].to_vec()));
        }
    }
    edits
}
