//! Records read one by one, in every shape that can be around them: the same as decoding the whole document gives.

#![allow(missing_docs)]

use expect_test::{Expect, expect};
use qualys_runtime::table::{Document, Single, text_at};
use qualys_runtime::{DecodeError, Decoder, RecordReader};
use std::fmt::{Debug, Write};

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Host {
    pub id: u32,
    pub name: Option<String>,
    pub tags: Option<Vec<String>>,
}
qualys_runtime::record! { Host {
    id: element("ID"),
    name: element("NAME").optional(),
    tags: list("TAGS", "TAG").optional(),
} [0 1 2] }

/// A list that may be absent, with what is required beside it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answer {
    pub version: Option<u8>,
    pub time: String,
    pub hosts: Option<Vec<Host>>,
    pub warning: Option<Warning>,
}
qualys_runtime::record! { Answer {
    version: attribute("version").optional(),
    time: element("TIME"),
    hosts: list("HOST_LIST", "HOST").non_empty().alias(&["HOSTS"]).optional(),
    warning: element("WARNING").optional(),
} [0 1 2 3] }
qualys_runtime::document! { Answer: "ANSWER" }

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Warning {
    pub url: String,
}
qualys_runtime::record! { Warning {
    url: element("URL"),
} [0] }

/// Lists in parts that may be absent, repeat, or are one of two.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parts {
    pub part: Vec<Part>,
}
qualys_runtime::record! { Parts {
    part: element("PART").one_or_more(),
} [0] }
qualys_runtime::document! { Parts: "PARTS" }

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Part {
    pub number: Option<u8>,
    pub either: Option<Either>,
    pub note: String,
}
qualys_runtime::record! { Part {
    number: attribute("number").optional(),
    either: choice(Either::TABLE).optional(),
    note: element("NOTE"),
} [0 1 2] }

#[derive(Debug, Clone, PartialEq)]
pub enum Either {
    Hosts(Vec<Host>),
    Count(u32),
}
qualys_runtime::choice! { Either = Count {
    Hosts: list("HOSTS", "HOST"),
    Count: element("COUNT"),
} [0 1] }

/// One of several elements, again and again, in groups that begin anew.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Groups {
    pub groups: Vec<Group>,
}
qualys_runtime::record! { Groups {
    groups: group(Group::TABLE).zero_or_more(),
} [0] }
qualys_runtime::document! { Groups: "GROUPS" }

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    pub title: String,
    pub entries: Vec<Entry>,
}
qualys_runtime::record! { Group {
    title: element("TITLE"),
    entries: choice(Entry::TABLE).one_or_more(),
} [0 1] }

#[derive(Debug, Clone, PartialEq)]
pub enum Entry {
    Address(u32),
    Host(Host),
}
qualys_runtime::choice! { Entry = Address {
    Address: element("ADDRESS"),
    Host: element("HOST"),
} [0 1] }

const HOSTS: &[&str] = &["HOST_LIST", "HOST"];

/// The records and what is left of the document, however it is cut; beside that, what the whole document gives.
fn check<T, R>(path: &'static [&'static str], document: &str, expected: Expect)
where
    T: Document + Debug + PartialEq,
    R: Single + Debug + PartialEq,
{
    let decoder = Decoder::new();
    let shown = shown::<T, R>(&decoder, path, document, document.len().max(1));
    for size in 1..document.len() {
        assert_eq!(self::shown::<T, R>(&decoder, path, document, size), shown, "pieces of {size}");
    }
    let mut out = shown;
    match decoder.decode::<T>(document.as_bytes()) {
        Ok(decoded) => {
            writeln!(out, "whole: {:?}", decoded.value).unwrap();
            decoded.drift.iter().for_each(|drift| writeln!(out, "{drift}: {}", drift.text).unwrap());
            decoded.set_aside.iter().for_each(|record| writeln!(out, "{record}: {}", record.raw).unwrap());
        }
        Err(error) => writeln!(out, "whole: {error}").unwrap(),
    }
    expected.assert_eq(&out);
}

fn shown<T, R>(decoder: &Decoder, path: &'static [&'static str], document: &str, size: usize) -> String
where
    T: Document + Debug,
    R: Single + Debug,
{
    let mut out = String::new();
    let mut reader = RecordReader::<T, R>::new(decoder.clone(), path);
    let mut read = |reader: &mut RecordReader<T, R>| -> Result<(), DecodeError> {
        while let Some(record) = reader.next()? {
            writeln!(out, "{record:?}").unwrap();
        }
        Ok(())
    };
    let outcome = document
        .as_bytes()
        .chunks(size)
        .try_for_each(|piece| {
            reader.feed(piece);
            read(&mut reader)
        })
        .and_then(|()| {
            reader.end();
            read(&mut reader)
        })
        .and_then(|()| reader.finish());
    match outcome {
        Ok(decoded) => {
            writeln!(out, "envelope: {:?}", decoded.value).unwrap();
            decoded.drift.iter().for_each(|drift| writeln!(out, "{drift}: {}", drift.text).unwrap());
            decoded.set_aside.iter().for_each(|record| writeln!(out, "{record}: {}", record.raw).unwrap());
        }
        Err(error) => writeln!(out, "error: {error}").unwrap(),
    }
    out
}

#[test]
fn a_list_and_what_is_around_it() {
    check::<Answer, Host>(
        HOSTS,
        "<?xml version='1.0'?>\n<!DOCTYPE ANSWER SYSTEM 'answer.dtd'>\n<ANSWER version='2'>\n <!-- a --><TIME>noon</TIME>\n <HOST_LIST>stray<!-- --> <HOST><ID>1</ID><NAME>é</NAME></HOST><!-- b --><HOST><ID>x</ID></HOST>\n  <NO/><HOST><ID>3</ID><NEW/></HOST></HOST_LIST>
 <WARNING><URL>u</URL></WARNING></ANSWER>\n",
        expect![[r#"
            Host { id: 1, name: Some("é"), tags: None }
            Host { id: 3, name: None, tags: None }
            envelope: Answer { version: Some(2), time: "noon", hosts: Some([]), warning: Some(Warning { url: "u" }) }
            5:13: text among elements: /ANSWER/HOST_LIST: stray
            6:3: unknown element: /ANSWER/HOST_LIST/NO: <NO/>
            6:24: unknown element: /ANSWER/HOST_LIST/HOST/NEW: <NEW/>
            5:74: /ANSWER/HOST_LIST/HOST[2] set aside: 5:80: /ANSWER/HOST_LIST/HOST/ID: expected a whole number from 0 to 4294967295, found "<ID>x</ID>": <HOST><ID>x</ID></HOST>
            whole: Answer { version: Some(2), time: "noon", hosts: Some([Host { id: 1, name: Some("é"), tags: None }, Host { id: 3, name: None, tags: None }]), warning: Some(Warning { url: "u" }) }
            5:13: text among elements: /ANSWER/HOST_LIST: stray
            6:3: unknown element: /ANSWER/HOST_LIST/NO: <NO/>
            6:24: unknown element: /ANSWER/HOST_LIST/HOST/NEW: <NEW/>
            5:74: /ANSWER/HOST_LIST/HOST[2] set aside: 5:80: /ANSWER/HOST_LIST/HOST/ID: expected a whole number from 0 to 4294967295, found "<ID>x</ID>": <HOST><ID>x</ID></HOST>
        "#]],
    );
}

#[test]
fn lists_that_are_empty_or_absent_or_come_again() {
    check::<Answer, Host>(
        HOSTS,
        "<ANSWER><TIME>t</TIME></ANSWER>",
        expect![[r#"
        envelope: Answer { version: None, time: "t", hosts: None, warning: None }
        whole: Answer { version: None, time: "t", hosts: None, warning: None }
    "#]],
    );
    check::<Answer, Host>(
        HOSTS,
        "<ANSWER><TIME>t</TIME><HOST_LIST/></ANSWER>",
        expect![[r#"
        envelope: Answer { version: None, time: "t", hosts: Some([]), warning: None }
        1:23: none, where there is at least one: /ANSWER/HOST_LIST/HOST: 
        whole: Answer { version: None, time: "t", hosts: Some([]), warning: None }
        1:23: none, where there is at least one: /ANSWER/HOST_LIST/HOST: 
    "#]],
    );
    check::<Answer, Host>(
        HOSTS,
        "<a:ANSWER xmlns:a='u'><a:HOSTS><a:HOST><a:ID>1</a:ID></a:HOST></a:HOSTS><a:TIME>t</a:TIME>\
         <HOST_LIST><HOST><ID>2</ID></HOST><HOST/></HOST_LIST></a:ANSWER>",
        expect![[r#"
            Host { id: 1, name: None, tags: None }
            Host { id: 2, name: None, tags: None }
            envelope: Answer { version: None, time: "t", hosts: Some([]), warning: None }
            1:91: repeated, although it comes once: /a:ANSWER/HOST_LIST: <HOST_LIST><HOST><ID>2</ID></HOST><HOST/></HOST_LIST>
            1:125: /a:ANSWER/HOST_LIST/HOST[3] set aside: 1:125: /a:ANSWER/HOST_LIST/HOST: <ID> is missing: <HOST/>
            whole: Answer { version: None, time: "t", hosts: Some([Host { id: 1, name: None, tags: None }, Host { id: 2, name: None, tags: None }]), warning: None }
            1:91: repeated, although it comes once: /a:ANSWER/HOST_LIST: <HOST_LIST><HOST><ID>2</ID></HOST><HOST/></HOST_LIST>
            1:125: /a:ANSWER/HOST_LIST/HOST[3] set aside: 1:125: /a:ANSWER/HOST_LIST/HOST: <ID> is missing: <HOST/>
        "#]],
    );
}

#[test]
fn lists_in_what_repeats_may_be_absent_or_is_one_of_two() {
    check::<Parts, Host>(
        &["PART", "HOSTS", "HOST"],
        "<PARTS><PART number='1'><HOSTS><HOST><ID>1</ID></HOST><HOST><ID/></HOST></HOSTS><NOTE>n</NOTE></PART>
<PART><HOSTS><HOST><ID>2</ID></HOST></HOSTS><!-- no note --></PART><PART><COUNT>7</COUNT><HOSTS><HOST><ID>3</ID></HOST></HOSTS><NOTE>m</NOTE></PART>
<PART number='x'><HOSTS><HOST><ID>4</ID></HOST></HOSTS><NOTE>o</NOTE></PART><PART><HOSTS/><NOTE>p</NOTE><HOSTS><HOST><ID>5</ID></HOST><HOST/></HOSTS></PART></PARTS>",
        expect![[r#"
            Host { id: 1, name: None, tags: None }
            Host { id: 2, name: None, tags: None }
            Host { id: 5, name: None, tags: None }
            envelope: Parts { part: [Part { number: Some(1), either: Some(Hosts([])), note: "n" }, Part { number: None, either: Some(Count(7)), note: "m" }, Part { number: None, either: Some(Hosts([])), note: "p" }] }
            2:90: repeated, although it comes once: /PARTS/PART/HOSTS (2 times): <HOSTS><HOST><ID>3</ID></HOST></HOSTS>
            1:55: /PARTS/PART[1]/HOSTS/HOST[2] set aside: 1:61: /PARTS/PART/HOSTS/HOST/ID: expected a whole number from 0 to 4294967295, found "<ID/>": <HOST><ID/></HOST>
            2:1: /PARTS/PART[2] set aside: 2:61: /PARTS/PART: <NOTE> is missing: <PART><HOSTS></HOSTS><!-- no note --></PART>
            3:1: /PARTS/PART[3] set aside: 3:7: /PARTS/PART/@number: expected a whole number from 0 to 255, found "x": <PART number='x'><HOSTS><HOST><ID>4</ID></HOST></HOSTS><NOTE>o</NOTE></PART>
            3:135: /PARTS/PART[3]/HOSTS/HOST[2] set aside: 3:135: /PARTS/PART/HOSTS/HOST: <ID> is missing: <HOST/>
            whole: Parts { part: [Part { number: Some(1), either: Some(Hosts([Host { id: 1, name: None, tags: None }])), note: "n" }, Part { number: None, either: Some(Count(7)), note: "m" }, Part { number: None, either: Some(Hosts([Host { id: 5, name: None, tags: None }])), note: "p" }] }
            2:90: repeated, although it comes once: /PARTS/PART/HOSTS (2 times): <HOSTS><HOST><ID>3</ID></HOST></HOSTS>
            1:55: /PARTS/PART[1]/HOSTS/HOST[2] set aside: 1:61: /PARTS/PART/HOSTS/HOST/ID: expected a whole number from 0 to 4294967295, found "<ID/>": <HOST><ID/></HOST>
            2:1: /PARTS/PART[2] set aside: 2:61: /PARTS/PART: <NOTE> is missing: <PART><HOSTS><HOST><ID>2</ID></HOST></HOSTS><!-- no note --></PART>
            3:1: /PARTS/PART[3] set aside: 3:7: /PARTS/PART/@number: expected a whole number from 0 to 255, found "x": <PART number='x'><HOSTS><HOST><ID>4</ID></HOST></HOSTS><NOTE>o</NOTE></PART>
            3:135: /PARTS/PART[3]/HOSTS/HOST[2] set aside: 3:135: /PARTS/PART/HOSTS/HOST: <ID> is missing: <HOST/>
        "#]],
    );
}

#[test]
fn one_of_several_elements_in_groups_that_begin_anew() {
    check::<Groups, Entry>(
        &["HOST"],
        "<GROUPS><TITLE>a</TITLE><ADDRESS>1</ADDRESS><HOST><ID>2</ID></HOST><ADDRESS>?</ADDRESS>
<TITLE>b</TITLE><HOST><ID>3</ID></HOST><HOST/><NO/></GROUPS>",
        expect![[r#"
            Address(1)
            Host(Host { id: 2, name: None, tags: None })
            Host(Host { id: 3, name: None, tags: None })
            envelope: Groups { groups: [Group { title: "a", entries: [] }, Group { title: "b", entries: [] }] }
            2:47: unknown element: /GROUPS/NO: <NO/>
            1:68: /GROUPS/ADDRESS[3] set aside: 1:68: /GROUPS/ADDRESS: expected a whole number from 0 to 4294967295, found "<ADDRESS>?</ADDRESS>": <ADDRESS>?</ADDRESS>
            2:40: /GROUPS/HOST[2] set aside: 2:40: /GROUPS/HOST: <ID> is missing: <HOST/>
            whole: Groups { groups: [Group { title: "a", entries: [Address(1), Host(Host { id: 2, name: None, tags: None })] }, Group { title: "b", entries: [Host(Host { id: 3, name: None, tags: None })] }] }
            2:47: unknown element: /GROUPS/NO: <NO/>
            1:68: /GROUPS/ADDRESS[3] set aside: 1:68: /GROUPS/ADDRESS: expected a whole number from 0 to 4294967295, found "<ADDRESS>?</ADDRESS>": <ADDRESS>?</ADDRESS>
            2:40: /GROUPS/HOST[2] set aside: 2:40: /GROUPS/HOST: <ID> is missing: <HOST/>
        "#]],
    );
}

#[test]
fn what_cannot_be_done_without_is_an_error() {
    check::<Answer, Host>(
        HOSTS,
        "<ANSWER><HOST_LIST><HOST><ID>1</ID></HOST></HOST_LIST></ANSWER>",
        expect![[r#"
            Host { id: 1, name: None, tags: None }
            error: 1:55: /ANSWER: <TIME> is missing; nothing around it is optional or repeated, so it could not be set aside: the document has no value without it
            whole: 1:55: /ANSWER: <TIME> is missing; nothing around it is optional or repeated, so it could not be set aside: the document has no value without it
        "#]],
    );
    check::<Answer, Host>(
        HOSTS,
        "<ANSWER version='x'><TIME>t</TIME></ANSWER>",
        expect![[r#"
        error: 1:9: /ANSWER/@version: expected a whole number from 0 to 255, found "x"; nothing around it is optional or repeated, so it could not be set aside: the document has no value without it
        whole: 1:9: /ANSWER/@version: expected a whole number from 0 to 255, found "x"; nothing around it is optional or repeated, so it could not be set aside: the document has no value without it
    "#]],
    );
    check::<Answer, Host>(
        HOSTS,
        "<SIMPLE_RETURN><A/></SIMPLE_RETURN>",
        expect![[r#"
        error: 1:1: /SIMPLE_RETURN: the root element is <SIMPLE_RETURN>, expected <ANSWER>; decode it as the type of its root element
        whole: 1:1: /SIMPLE_RETURN: the root element is <SIMPLE_RETURN>, expected <ANSWER>; decode it as the type of its root element
    "#]],
    );
}

#[test]
fn what_is_malformed_is_told_in_place() {
    for (document, expected) in [
        (
            "<ANSWER><TIME>t</TIME><HOST_LIST><HOST><ID>1</ID></HOST><HOST><ID>2</IT></HOST>",
            expect![[r#"
            Host { id: 1, name: None, tags: None }
            error: 1:68: /ANSWER/HOST_LIST/HOST/ID: the end tag </IT> does not close <ID>, which is open; expected </ID> (at 1:63); the document cannot be read: check that it is XML and arrived whole
            whole: 1:68: /ANSWER/HOST_LIST/HOST/ID: the end tag </IT> does not close <ID>, which is open; expected </ID> (at 1:63); the document cannot be read: check that it is XML and arrived whole
        "#]],
        ),
        (
            "<ANSWER>\n<HOST_LIST>\n<HOST><ID>1</ID></HOST>\n<HOST><ID>\u{1}</ID></HOST></HOST_LIST>",
            expect![[r#"
            Host { id: 1, name: None, tags: None }
            error: 4:11: /ANSWER/HOST_LIST/HOST/ID: the character U+0001 is not allowed in XML; the document cannot be read: check that it is XML and arrived whole
            whole: 4:11: /ANSWER/HOST_LIST/HOST/ID: the character U+0001 is not allowed in XML; the document cannot be read: check that it is XML and arrived whole
        "#]],
        ),
        (
            "<ANSWER>\n<HOST_LIST>\n<HOST><ID>1</ID></HOST>\n</ANSWER>",
            expect![[r#"
            Host { id: 1, name: None, tags: None }
            error: 4:1: /ANSWER/HOST_LIST: the end tag </ANSWER> does not close <HOST_LIST>, which is open; expected </HOST_LIST> (at 2:1); the document cannot be read: check that it is XML and arrived whole
            whole: 4:1: /ANSWER/HOST_LIST: the end tag </ANSWER> does not close <HOST_LIST>, which is open; expected </HOST_LIST> (at 2:1); the document cannot be read: check that it is XML and arrived whole
        "#]],
        ),
        (
            "<ANSWER><TIME>t</TIME></ANSWER><ANSWER/>",
            expect![[r#"
            error: 1:32: /: a second root element <ANSWER>; expected the end of the document (at 1:1); the document cannot be read: check that it is XML and arrived whole
            whole: 1:32: /: a second root element <ANSWER>; expected the end of the document (at 1:1); the document cannot be read: check that it is XML and arrived whole
        "#]],
        ),
        (
            "<?xml version='1.0' encoding='latin-1'?><ANSWER><TIME>\u{e9}</TIME></ANSWER>",
            expect![[r#"
            error: 1:31: /: the declared encoding `latin-1` is not read; expected UTF-8, or ASCII text alone (at 1:55); the document cannot be read: check that it is XML and arrived whole
            whole: 1:31: /: the declared encoding `latin-1` is not read; expected UTF-8, or ASCII text alone (at 1:55); the document cannot be read: check that it is XML and arrived whole
        "#]],
        ),
        (
            "<ANSWER><TIME>t</TIME><HOST_LIST><HOST><ID>1</ID></HOST>",
            expect![[r#"
            Host { id: 1, name: None, tags: None }
            error: 1:57: /ANSWER/HOST_LIST: the input ends inside the element <HOST_LIST>; expected </HOST_LIST> (at 1:23); the document cannot be read: check that it is XML and arrived whole
            whole: 1:57: /ANSWER/HOST_LIST: the input ends inside the element <HOST_LIST>; expected </HOST_LIST> (at 1:23); the document cannot be read: check that it is XML and arrived whole
        "#]],
        ),
        (
            "",
            expect![[r#"
            error: 1:1: /: the input is empty; expected an XML document; the document cannot be read: check that it is XML and arrived whole
            whole: 1:1: /: the input is empty; expected an XML document; the document cannot be read: check that it is XML and arrived whole
        "#]],
        ),
        (
            " \n",
            expect![[r#"
            error: 2:1: /: the input is white space alone; expected an XML document; the document cannot be read: check that it is XML and arrived whole
            whole: 2:1: /: the input is white space alone; expected an XML document; the document cannot be read: check that it is XML and arrived whole
        "#]],
        ),
    ] {
        check::<Answer, Host>(HOSTS, document, expected);
    }
}

#[test]
fn a_path_that_leads_to_nothing_that_repeats_leads_to_no_records() {
    for path in
        [&["WARNING"] as &[&str], &["NO", "HOST"], &[], &["TIME", "X"], &["HOST_LIST"], &["HOST_LIST", "X"]]
    {
        let mut reader = RecordReader::<Answer, Host>::new(Decoder::new(), path);
        reader.feed(b"<ANSWER><TIME>t</TIME><HOST_LIST><HOST><ID>1</ID></HOST></HOST_LIST></ANSWER>");
        reader.end();
        assert_eq!(reader.next().unwrap(), None, "{path:?}");
        assert_eq!(reader.finish().unwrap().value.hosts.unwrap().len(), 1, "{path:?}");
    }
}

fn reader(decoder: Decoder, document: &str) -> RecordReader<Answer, Host> {
    let mut reader = RecordReader::new(decoder, HOSTS);
    reader.feed(document.as_bytes());
    reader
}

#[test]
fn what_came_so_far_can_be_taken() {
    let mut reader = reader(
        Decoder::new(),
        "<ANSWER><TIME>t</TIME><HOST_LIST><HOST><ID>1</ID><NO/></HOST> <HOST/><!-- --><HOST><ID>2</ID><NO/></HOST><HOST><ID>1</ID><NO/></HOST>",
    );
    assert_eq!((reader.root(), reader.last_text()), (None, None));
    assert_eq!(reader.next().unwrap().unwrap().id, 1);
    assert_eq!(reader.root(), Some("ANSWER"));
    assert_eq!(reader.last_text(), Some("<HOST><ID>1</ID><NO/></HOST>"));
    let hash = reader.last_hash();
    assert_eq!(reader.take_drift().len(), 1);
    assert!(reader.take_drift().is_empty() && reader.take_set_aside().is_empty());
    let second = reader.next().unwrap().unwrap();
    assert_eq!(text_at(second.part(), &["ID"]).as_deref(), Some("2"));
    assert_eq!(reader.last_text(), Some("<HOST><ID>2</ID><NO/></HOST>"));
    assert_ne!(reader.last_hash(), hash);
    let set_aside = reader.take_set_aside();
    assert_eq!(set_aside[0].path, "/ANSWER/HOST_LIST/HOST[2]");
    reader.next().unwrap().unwrap();
    assert_eq!(reader.last_hash(), hash);
    assert_eq!(reader.take_drift()[0].count, 2);
    assert_eq!(reader.next().unwrap(), None);
    assert_eq!(reader.last_text(), None);
    assert!(!reader.is_over() && reader.finish().unwrap_err().is_truncated());
}

#[test]
fn strict_ends_at_the_first_difference() {
    let mut reader = reader(
        Decoder::new().strict(true),
        "<ANSWER><TIME>t</TIME><HOST_LIST><HOST><ID>1</ID></HOST><HOST><ID>2</ID><NO/></HOST>",
    );
    assert_eq!(reader.next().unwrap().unwrap().id, 1);
    assert!(reader.next().unwrap_err().is_drift());
    assert!(reader.next().unwrap_err().is_drift(), "an error stays");
}

#[test]
fn limits_hold() {
    let long = format!("<ANSWER><TIME>t</TIME><HOST_LIST><HOST><ID>1</ID><NAME>{}", "x".repeat(1000));
    let mut records = reader(Decoder::new().max_record_length(500), &long);
    let error = records.next().unwrap_err();
    assert!(error.is_limit() && error.to_string().contains("500"), "{error}");
    let whole = format!("{long}</NAME></HOST>");
    assert!(reader(Decoder::new().max_record_length(500), &whole).next().unwrap_err().is_limit());
    let outside = format!("<ANSWER>{}<TIME>t</TIME>", "<WARNING><URL>u</URL></WARNING>".repeat(50));
    assert!(reader(Decoder::new().max_record_length(500), &outside).next().unwrap_err().is_limit());
    let bad = format!("<ANSWER><TIME>t</TIME><HOST_LIST>{}", "<HOST/>".repeat(50));
    let mut records = reader(Decoder::new().max_set_aside(49), &bad);
    assert!(records.next().unwrap_err().is_limit());
    let mut records = reader(Decoder::new().max_set_aside(50), &bad);
    assert_eq!(records.next().unwrap(), None);
    assert_eq!(records.take_set_aside().len(), 50);
}

#[test]
fn another_root_leaves_what_was_fed() {
    let document = "<?xml version='1.0'?><!-- - --><SIMPLE_RETURN><RESPONSE>";
    let mut reader = reader(Decoder::new(), document);
    let error = reader.next().unwrap_err();
    assert_eq!(error.found_root(), Some("SIMPLE_RETURN"));
    assert_eq!(reader.unread(), document);
}

/// Many megabytes take the room of two pieces, and each piece is read about once.
#[test]
fn memory_is_bounded() {
    let record = "<HOST><ID>1</ID><NAME>a name</NAME><TAGS><TAG>one</TAG><TAG>two</TAG></TAGS></HOST>\n";
    let piece = record.repeat(100);
    let mut reader = reader(Decoder::new(), "<ANSWER><TIME>t</TIME><HOST_LIST>");
    let mut count = 0;
    for _ in 0..1000 {
        reader.feed(&piece.as_bytes()[..1000]);
        while reader.next().unwrap().is_some() {
            count += 1;
        }
        reader.feed(&piece.as_bytes()[1000..]);
        while reader.next().unwrap().is_some() {
            count += 1;
        }
        assert!(reader.window_capacity() < 4 * piece.len(), "{}", reader.window_capacity());
    }
    reader.feed(b"</HOST_LIST></ANSWER>");
    assert_eq!(count, 100_000);
    assert_eq!(reader.finish().unwrap().value.hosts, Some(vec![]));
}

/// A large record gives its room back.
#[test]
fn a_large_record_does_not_stay() {
    let mut reader = reader(Decoder::new(), "<ANSWER><TIME>t</TIME><HOST_LIST><HOST><ID>1</ID><NAME>");
    for _ in 0..10_000 {
        reader.feed(&[b'x'; 1000]);
        assert_eq!(reader.next().unwrap(), None);
    }
    reader.feed(b"</NAME></HOST>");
    assert_eq!(reader.next().unwrap().unwrap().name.unwrap().len(), 10_000_000);
    reader.feed(b"<HOST><ID>2</ID></HOST>");
    assert!(reader.window_capacity() < 2 << 20, "{}", reader.window_capacity());
    assert_eq!(reader.next().unwrap().unwrap().id, 2);
}
