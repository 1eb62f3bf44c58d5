//! Where tokens begin and end, skipping, and the path of open elements.

use crate::xml::scanner::{Limits, Problem, Scanner, Token};
use expect_test::{Expect, expect};
use std::fmt::Write;

/// Each token with its place, the depth after it and the open elements.
fn check(document: &str, expected: Expect) {
    let mut scanner = Scanner::new(document.as_bytes(), Limits::default()).unwrap();
    let mut out = String::new();
    loop {
        let token = scanner.next().unwrap();
        let (start, end) = (scanner.token_offset(), scanner.offset());
        let kind = match token {
            Token::Start { .. } => "start",
            Token::End { .. } => "end",
            Token::Text { .. } => "text",
            Token::Eof => "eof",
        };
        let path: Vec<_> = scanner.open_names().collect();
        assert_eq!(path.len(), scanner.depth());
        write!(out, "{kind} {start}..{end} {:?} /{}", &document[start..end], path.join("/")).unwrap();
        if kind == "start" {
            for attribute in scanner.attributes() {
                write!(out, " {} at {}", attribute.name, attribute.offset).unwrap();
            }
        }
        out.push('\n');
        if token == Token::Eof {
            break;
        }
    }
    expected.assert_eq(&out);
}

#[test]
fn tokens_have_places() {
    check(
        "\u{FEFF}<!-- x -->\n<a b='1'  c='2' >x<!-- y -->é<![CDATA[z]]><d/><e></e >\n</a> <?p?> ",
        expect![[r#"
            start 14..31 "<a b='1'  c='2' >" /a b at 17 c at 24
            text 31..32 "x" /a
            text 42..44 "é" /a
            text 44..57 "<![CDATA[z]]>" /a
            start 57..61 "<d/>" /a/d
            end 57..61 "<d/>" /a
            start 61..64 "<e>" /a/e
            end 64..69 "</e >" /a
            text 69..70 "\n" /a
            end 70..74 "</a>" /
            eof 81..81 "" /
        "#]],
    );
}

#[test]
fn skipping_ends_behind_the_end_tag() {
    let document = "<a><b x='1'><c/>t<d>&lt;<e/></d></b ><f/></a>\n";
    let mut scanner = Scanner::new(document.as_bytes(), Limits::default()).unwrap();
    assert_eq!(scanner.skip_to_depth(0), Ok(0));
    assert_eq!(scanner.next(), Ok(Token::Start { name: "a" }));
    assert_eq!(scanner.next(), Ok(Token::Start { name: "b" }));
    assert_eq!(scanner.skip_to_depth(2), Ok(12));
    assert_eq!(scanner.skip_to_depth(7), Ok(12));
    assert_eq!(scanner.skip_to_depth(1), Ok(document.find("<f/>").unwrap()));
    assert_eq!(scanner.next(), Ok(Token::Start { name: "f" }));
    assert_eq!(scanner.skip_to_depth(1), Ok(document.find("</a>").unwrap()));
    assert_eq!(scanner.next(), Ok(Token::End { name: "a" }));
    assert_eq!(scanner.next(), Ok(Token::Eof));
    assert_eq!(scanner.skip_to_depth(0), Ok(document.len()));
}

#[test]
fn skipping_checks_what_it_skips() {
    let skip = |document: &str| {
        let mut scanner = Scanner::new(document.as_bytes(), Limits::default()).unwrap();
        scanner.next().unwrap();
        scanner.next().unwrap();
        scanner.skip_to_depth(1).map_err(|malformed| malformed.problem)
    };
    let undeclared = |name: &str| Problem::UndeclaredEntity { name: name.into() };
    assert_eq!(skip("<a><b><c>&x;</c></b></a>"), Err(undeclared("x")));
    assert_eq!(skip("<a><b><c d='&y;'/></b></a>"), Err(undeclared("y")));
    assert_eq!(skip("<a><b>\u{1}</b></a>"), Err(Problem::Character { character: '\u{1}' }));
    assert_eq!(skip("<a><b></b></a>"), Ok(10));
}
