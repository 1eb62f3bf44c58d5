use super::markup::Elements;
use super::name::name_of;
use super::{Fault, NAMES, alter};
use crate::exchange::{Answer, Content, Incoming};
use bytes::Bytes;
use expect_test::expect;
use http::{HeaderMap, Method};
use jiff::Timestamp;

/// Every form of the table, with values in the place of its words.
fn examples() -> impl Iterator<Item = String> {
    NAMES.iter().flat_map(|(form, _)| {
        let filled = form
            .replace("ELEMENT:WORD", "STATUS:Pondered")
            .replace("BYTES/MILLISECONDS", "40/5")
            .replace("ORIGIN", "https://192.0.2.7")
            .replace("ELEMENT", "ID");
        let filled = ["BYTES", "SECONDS", "CODE", "RECORDS"]
            .iter()
            .fold(filled, |text, word| text.replace(word, "503"));
        match filled.split_once('[') {
            Some((name, value)) => vec![name.to_owned(), format!("{name}{}", value.trim_end_matches(']'))],
            None => vec![filled],
        }
    })
}

#[test]
fn every_form_is_read_and_written() {
    for example in examples() {
        let fault: Fault = example.parse().unwrap_or_else(|error| panic!("{error}"));
        let written = fault.to_string();
        assert!(written.starts_with(&example), "{example} is written {written}");
        assert_eq!(written.parse(), Ok(fault));
    }
}

#[test]
fn the_readme_has_every_form() {
    let readme = include_str!("../../README.md");
    for (form, what) in NAMES {
        let row = format!("| `{form}` | {what} |");
        assert!(readme.contains(&row), "README.md has no row {row}");
    }
}

#[test]
fn other_texts_are_refused() {
    for text in
        ["", "fire", "stall=1", "reset-after", "reset-after=-1", "drip=0/5", "drip=5", "status=99", "missing"]
    {
        let error = text.parse::<Fault>().unwrap_err().to_string();
        assert!(error.starts_with(&format!("{text:?} is no fault, expected ")), "{error}");
    }
    let names: std::collections::HashSet<_> = NAMES.iter().map(|(form, _)| name_of(form)).collect();
    assert_eq!(names.len(), NAMES.len());
}

#[test]
fn any_bytes_can_be_altered() {
    const TEXT: &str = "<?xml version='1.0'?><!DOCTYPE A [<!ENTITY b '>'>]><A_LIST><!-- <A> --><A a='>' b=\"/>\"><ID>7</ID><B/>\
        <C><![CDATA[</C>]]></C></A><A><ID>8</ID><B x='1'>é &amp; è</B></A><data/></A_LIST>";
    let incoming = Incoming {
        method: Method::GET,
        path: "/qps/rest/3.0/search/was/finding".to_owned(),
        query: String::new(),
        headers: HeaderMap::new(),
        body: Bytes::new(),
        user: String::new(),
        received: Timestamp::UNIX_EPOCH,
    };
    let check = |document: &[u8]| {
        for example in examples() {
            let fault: Fault = example.parse().unwrap_or_else(|error| panic!("{error}"));
            let answer = Answer::xml(Bytes::copy_from_slice(document));
            if let (Answer { content: Content::Pieces(pieces), .. }, _) = alter(&fault, answer, &incoming) {
                assert!(pieces.count() > 0);
            }
        }
    };
    let mut random = fastrand::Rng::with_seed(7);
    for end in 0..=TEXT.len() {
        check(&TEXT.as_bytes()[..end]);
        let mut mutated = TEXT.as_bytes().to_vec();
        for _ in 0..4 {
            let at = random.usize(..mutated.len());
            mutated[at] = *random.choice(b"<>/!?'\"[]- A\xFF").unwrap_or(&b'<');
        }
        check(&mutated);
    }
}

#[test]
fn elements_are_found() {
    let text = b"<R><REQUEST><PARAM_LIST><P/></PARAM_LIST></REQUEST><A_LIST><A x='>'><ID>7</ID><B/></A><A>8</A></A_LIST></R>";
    let elements = Elements::of(text);
    let records = elements.records();
    let records: Vec<_> = records.iter().map(|record| (elements.identifier(record), &record.whole)).collect();
    expect![[r#"
        [
            (
                Some(
                    (
                        72..73,
                        7,
                    ),
                ),
                59..86,
            ),
            (
                Some(
                    (
                        89..90,
                        8,
                    ),
                ),
                86..94,
            ),
        ]
    "#]]
    .assert_debug_eq(&records);
}
