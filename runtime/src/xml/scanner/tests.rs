//! Documents and what the scanner makes of them.

use super::{Limits, Malformed, Scanner, Token};
use crate::xml::position::Position;
use expect_test::Expect;
use std::fmt::Write;

mod accepted;
mod corpus;
mod differential;
mod limits;
mod mutation;
mod offsets;
mod quick_xml;
mod refused;
mod refused_prolog;
mod refused_references;
mod roxmltree;
mod truncated;

/// Each document, with its tokens up to the end or the problem.
fn check<D: AsRef<[u8]>>(documents: impl IntoIterator<Item = D>, expected: Expect) {
    check_within(Limits::default(), documents, expected);
}

fn check_within<D: AsRef<[u8]>>(limits: Limits, documents: impl IntoIterator<Item = D>, expected: Expect) {
    let mut out = String::new();
    for document in documents {
        let document = document.as_ref();
        let mut shown = document.escape_ascii().to_string().replace("\\\"", "\"").replace("\\'", "'");
        if let Ok(text) = str::from_utf8(document) {
            shown = text.escape_debug().to_string().replace("\\\"", "\"").replace("\\'", "'");
        }
        writeln!(out, "{shown}\n    {}", dump(document, limits)).unwrap();
    }
    expected.assert_eq(&out);
}

fn dump(document: &[u8], limits: Limits) -> String {
    let mut out = String::new();
    let mut scanner = match Scanner::new(document, limits) {
        Ok(scanner) => scanner,
        Err(malformed) => return describe(document, &malformed),
    };
    loop {
        match scanner.next() {
            Ok(Token::Start { name }) => {
                write!(out, "<{name}").unwrap();
                for attribute in scanner.attributes() {
                    write!(out, " {}={:?}", attribute.name, attribute.value).unwrap();
                }
                out.push_str("> ");
            }
            Ok(Token::End { name }) => write!(out, "</{name}> ").unwrap(),
            Ok(Token::Text { text, cdata: false }) => write!(out, "{text:?} ").unwrap(),
            Ok(Token::Text { text, cdata: true }) => write!(out, "CDATA {text:?} ").unwrap(),
            Ok(Token::Eof) => {
                assert_eq!(scanner.depth(), 0);
                assert_eq!(scanner.offset(), document.len());
                assert_eq!(scanner.next(), Ok(Token::Eof), "the end stays the end");
                out.push_str("end");
                return out;
            }
            Err(malformed) => {
                assert_eq!(scanner.next(), Err(malformed.clone()), "a problem stays");
                assert_eq!(scanner.skip_to_depth(0).err(), (scanner.depth() > 0).then(|| malformed.clone()));
                out.push_str(&describe(document, &malformed));
                return out;
            }
        }
    }
}

fn describe(document: &[u8], malformed: &Malformed) -> String {
    let mut out = format!("{}: {}", Position::of(document, malformed.offset), malformed.problem);
    if let Some(related) = malformed.problem.related() {
        write!(out, " [see {}]", Position::of(document, related)).unwrap();
    }
    out
}
