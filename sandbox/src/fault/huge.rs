//! Answers with as many records as one likes, made while they are sent.

use super::markup::Elements;
use bytes::Bytes;
use std::ops::Range;

/// How long a piece is, about.
const PIECE: usize = 64 * 1024;

/// The document: what stands before the first record, the first record as often as asked for, and the end tags. What
/// else follows the records is left out, such as the address of a next page.
pub(super) fn pieces(document: &[u8], records: u64) -> Option<impl Iterator<Item = Bytes> + Send + use<>> {
    let elements = Elements::of(document);
    let list = elements.list()?;
    let record = *elements.records().first()?;
    let identifier = elements.identifier(record);
    let mut end = String::new();
    let mut open = Some(list);
    while let Some(index) = open {
        let element = &elements.all[index];
        end += &format!("</{}>", String::from_utf8_lossy(elements.name(element)));
        open = element.parent;
    }
    let start = record.whole.start;
    Some(Pieces {
        start: Some(start_with_count(&elements, start, records)),
        record: document[record.whole.clone()].to_vec(),
        number: identifier.map(|(at, first)| (at.start - start..at.end - start, first)),
        left: records,
        end: Some(end.into_bytes()),
    })
}

/// What stands before the first record, where the count of records is the one asked for and there is no next page.
fn start_with_count(elements: &Elements<'_>, end: usize, records: u64) -> Vec<u8> {
    let mut start = Vec::with_capacity(end + 32);
    let mut at = 0;
    for element in elements.leaves().filter(|leaf| leaf.whole.end <= end && leaf.parent == Some(0)) {
        let text = match elements.name(element) {
            b"count" => records.to_string(),
            b"hasMoreRecords" => "false".to_owned(),
            _ => continue,
        };
        start.extend_from_slice(&elements.bytes[at..element.content.start]);
        start.extend_from_slice(text.as_bytes());
        at = element.content.end;
    }
    start.extend_from_slice(&elements.bytes[at..end]);
    start
}

struct Pieces {
    start: Option<Vec<u8>>,
    record: Vec<u8>,
    /// Where in the record its number is, and the next number.
    number: Option<(Range<usize>, u64)>,
    left: u64,
    end: Option<Vec<u8>>,
}

impl Iterator for Pieces {
    type Item = Bytes;

    fn next(&mut self) -> Option<Bytes> {
        if let Some(start) = self.start.take() {
            return Some(start.into());
        }
        if self.left == 0 {
            return self.end.take().map(Bytes::from);
        }
        let mut piece = Vec::with_capacity(PIECE + self.record.len() + 24);
        while self.left > 0 && piece.len() < PIECE {
            self.left -= 1;
            match &mut self.number {
                None => piece.extend_from_slice(&self.record),
                Some((at, number)) => {
                    piece.extend_from_slice(&self.record[..at.start]);
                    piece.extend_from_slice(number.to_string().as_bytes());
                    piece.extend_from_slice(&self.record[at.end..]);
                    *number = number.wrapping_add(1);
                }
            }
        }
        Some(piece.into())
    }
}
