//! Where the elements of a document are in its bytes. It reads what the sandbox wrote, whole or only its beginning, and
//! checks nothing.

use std::ops::Range;

/// An element and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: Range<usize>,
    /// From the start tag's `<` to the end tag's `>`.
    pub(super) whole: Range<usize>,
    /// What is between the tags; nothing if there is one tag alone.
    pub(super) content: Range<usize>,
    /// The one that it is in.
    pub(super) parent: Option<usize>,
    /// Whether elements are in it.
    pub(super) has_children: bool,
    /// Whether its end tag is there.
    pub(super) is_closed: bool,
}

/// The elements of a document, in the order of their start tags.
#[derive(Debug)]
pub(super) struct Elements<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) all: Vec<Element>,
}

impl<'a> Elements<'a> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        let mut all: Vec<Element> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut at = 0;
        while let Some(start) = find(bytes, at, b"<") {
            let rest = &bytes[start..];
            let (end, tag) = if rest.starts_with(b"<!--") {
                (after(bytes, start + 4, b"-->"), None)
            } else if rest.starts_with(b"<![CDATA[") {
                (after(bytes, start + 9, b"]]>"), None)
            } else if rest.starts_with(b"<?") {
                (after(bytes, start + 2, b"?>"), None)
            } else if rest.starts_with(b"<!") {
                (after(bytes, start + 2, b">"), None)
            } else {
                let end = end_of_tag(bytes, start);
                (end, end.map(|end| start..end))
            };
            let Some(end) = end else { break };
            at = end;
            let Some(tag) = tag else { continue };
            if bytes[tag.start + 1] == b'/' {
                let Some(closed) = open.pop() else { break };
                all[closed].content.end = tag.start;
                all[closed].whole.end = tag.end;
                all[closed].is_closed = true;
                continue;
            }
            let name = name_at(bytes, tag.start + 1);
            let is_empty = bytes[tag.end - 2] == b'/';
            let parent = open.last().copied();
            if let Some(parent) = parent {
                all[parent].has_children = true;
            }
            if !is_empty {
                open.push(all.len());
            }
            let content = tag.end..if is_empty { tag.end } else { bytes.len() };
            let whole = tag.start..content.end;
            all.push(Element { name, whole, content, parent, has_children: false, is_closed: is_empty });
        }
        Self { bytes, all }
    }

    pub(super) fn name(&self, element: &Element) -> &'a [u8] {
        &self.bytes[element.name.clone()]
    }

    /// The elements that are there with both tags and have texts alone.
    pub(super) fn leaves(&self) -> impl Iterator<Item = &Element> {
        self.all
            .iter()
            .filter(|element| !element.has_children && element.is_closed && element.parent.is_some())
    }

    /// The elements with a name that are there to their ends.
    pub(super) fn named(&self, name: &[u8]) -> Vec<&Element> {
        self.all.iter().filter(|element| element.is_closed && self.name(element) == name).collect()
    }

    /// The elements in one, without those further down.
    pub(super) fn children(&self, parent: usize) -> impl Iterator<Item = &Element> {
        let inside = self.all.get(parent + 1..).unwrap_or_default();
        let end = self.all[parent].whole.end;
        let inside = inside.iter().take_while(move |element| element.whole.start < end);
        inside.filter(move |element| element.parent == Some(parent))
    }

    /// The element whose children are the records of the answer: a list outside of what repeats the request.
    pub(super) fn list(&self) -> Option<usize> {
        let mut request = 0..0;
        let list = self.all.iter().enumerate().find(|(_, element)| {
            let name = self.name(element);
            if name == b"REQUEST" {
                request = element.whole.clone();
            }
            let is_list =
                name == b"data" || [b"_LIST".as_slice(), b"_SET", b"S"].iter().any(|end| name.ends_with(end));
            is_list && element.has_children && !request.contains(&element.whole.start)
        });
        list.map(|(index, _)| index)
    }

    /// The records of the answer that are there to their ends.
    pub(super) fn records(&self) -> Vec<&Element> {
        let list = self.list().into_iter();
        list.flat_map(|list| self.children(list)).filter(|record| record.is_closed).collect()
    }

    /// The place of an element among all.
    pub(super) fn index(&self, element: &Element) -> usize {
        self.all.partition_point(|other| other.whole.start < element.whole.start)
    }

    /// The first element of a record, if its text is a number: what the record is known by.
    pub(super) fn identifier(&self, record: &Element) -> Option<(Range<usize>, u64)> {
        let first = match record.has_children {
            true => self.children(self.index(record)).next()?,
            false => record,
        };
        let text = std::str::from_utf8(&self.bytes[first.content.clone()]).ok()?;
        Some((first.content.clone(), text.parse().ok()?))
    }
}

/// The end of a tag: a `>` in quotes is none.
fn end_of_tag(bytes: &[u8], start: usize) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in bytes.iter().enumerate().skip(start + 1) {
        match (quote, byte) {
            (None, b'>') => return (at > start + 1).then_some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

fn name_at(bytes: &[u8], start: usize) -> Range<usize> {
    let length =
        bytes[start..].iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    start..length.map_or(bytes.len(), |length| start + length)
}

pub(super) fn find(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(what.len()).position(|window| window == what).map(|at| from + at)
}

fn after(bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
    find(bytes, from, what).map(|at| at + what.len())
}
