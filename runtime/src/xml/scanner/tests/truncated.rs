//! A document cut off anywhere is refused.

use crate::xml::scanner::{Limits, Malformed, Scanner, Token};

/// One of everything; the document ends with its root element, so that every shorter text lacks something.
const SAMPLE: &str = "\u{FEFF}\n<?xml version=\"1.0\" encoding='UTF-8' standalone = \"yes\" ?>
<!DOCTYPE x:R PUBLIC '-//X//EN' \"r.dtd\" [ <!-- ' --> <?p \"?> <!ELEMENT R (#PCDATA)> <!ATTLIST R é CDATA '>'> ] >
<!-- before -->\r\n<?target data ? ?>
<x:R xmlns:x = 'urn:x' é=\"a &amp;&#x1D11E;\r\nb\">t&lt;é\u{10000}\r\n<![CDATA[]] <&]]]]><![CDATA[>]]><!-- - --><b/><c d=''></c >
 ] ]] &#65;<?p?></x:R >";

fn read(document: &[u8]) -> Result<usize, Malformed> {
    let mut scanner = Scanner::new(document, Limits::default())?;
    let mut tokens = 0;
    while scanner.next()? != Token::Eof {
        tokens += 1;
    }
    Ok(tokens)
}

#[test]
fn every_beginning_of_a_document_is_refused() {
    assert_eq!(read(SAMPLE.as_bytes()), Ok(10));
    for end in 0..SAMPLE.len() {
        let document = &SAMPLE.as_bytes()[..end];
        let malformed = read(document).expect_err("cut off");
        assert!(malformed.offset <= end, "{end}: {malformed:?}");
        assert!(malformed.problem.related().is_none_or(|related| related <= end), "{end}: {malformed:?}");
        assert!(!malformed.problem.to_string().is_empty());
        assert!(malformed.ends_too_early(&document[malformed.offset..]), "{end}: {malformed:?}");
    }
}

/// The middle of a document is none either, wherever it begins; it only must not panic or go on for ever.
#[test]
fn every_end_of_a_document_is_read_without_panic() {
    for start in 1..SAMPLE.len() {
        let _ = read(&SAMPLE.as_bytes()[start..]);
    }
}
