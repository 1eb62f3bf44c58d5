//! Decoding and encoding by tables, on types written by hand as the generator writes them.
#![allow(missing_docs, unreachable_pub)]

use expect_test::{Expect, expect};
use qualys_runtime::table::{Described, Document, Place, Record, Table, rows};
use qualys_runtime::{DateTime, Decoder, List, MaybeEmpty, decode, encode};
use std::fmt::{Debug, Write};
use std::sync::LazyLock;

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Doc {
    pub version: Option<String>,
    pub id: u32,
    pub title: Option<String>,
    pub start: Option<DateTime>,
    pub pause: Option<MaybeEmpty<u32>>,
    pub flag: Option<bool>,
    pub occurrence: Option<Occurrence>,
    pub ips: Option<Vec<String>>,
    pub items: Option<Vec<Item>>,
    pub custom: Option<Box<Custom>>,
    pub unit: Option<Unit>,
    pub note: Option<Note>,
    pub score: Option<Score>,
    pub gone: Option<MaybeEmpty<u8>>,
    pub none: Option<Inner>,
}
qualys_runtime::record! { Doc {
    version: attribute("version").optional(),
    id: element("ID"),
    title: element("TITLE").optional(),
    start: element("START").optional(),
    pause: element("PAUSE").optional(),
    flag: element("FLAG").optional().flag(),
    occurrence: choice(Occurrence::TABLE).optional(),
    ips: list("IPS", "IP").optional(),
    items: list("ITEMS", "ITEM").non_empty().optional(),
    custom: element("CUSTOM").optional(),
    unit: element("UNIT").optional(),
    note: element("NOTE").optional(),
    score: element("SCORE").optional(),
    gone: element("GONE").optional().nillable(),
    none: element("NONE").optional().nillable(),
} [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14] }
qualys_runtime::document! { Doc: "DOC" }

#[derive(Debug, Clone, PartialEq)]
pub enum Occurrence {
    Daily(Daily),
    Weekly(Weekly),
    Once(String),
}
qualys_runtime::choice! { Occurrence = Daily {
    Daily: element("DAILY"),
    Weekly: element("WEEKLY"),
    Once: element("ONCE").alias(&["SINGLE"]),
} [0 1 2] }

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Daily {
    pub frequency_days: u16,
}
qualys_runtime::record! { Daily {
    frequency_days: attribute("frequency_days"),
} [0] }

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Weekly {
    pub weekdays: List<u8>,
}
qualys_runtime::record! { Weekly {
    weekdays: attribute("weekdays").comma(),
} [0] }

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    pub key: String,
    pub value: Vec<u32>,
    pub inner: Option<Inner>,
}
qualys_runtime::record! { Item {
    key: element("KEY"),
    value: element("VALUE").one_or_more(),
    inner: element("INNER").optional(),
} [0 1 2] }

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inner {
    pub number: u8,
}
qualys_runtime::record! { Inner {
    number: element("NUMBER"),
} [0] }

/// `(ID, TITLE, TYPE?)+`
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Custom {
    pub entries: Vec<CustomEntry>,
}
qualys_runtime::record! { Custom {
    entries: group(CustomEntry::TABLE).one_or_more(),
} [0] }

#[derive(Debug, Clone, PartialEq, Default)]
pub struct CustomEntry {
    pub id: u32,
    pub title: String,
    pub r#type: Option<String>,
}
qualys_runtime::record! { CustomEntry {
    id: element("ID"),
    title: element("TITLE"),
    r#type: element("TYPE").optional(),
} [0 1 2] }

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    Minutes,
    Days,
    Unknown(String),
}
qualys_runtime::enumeration! { Unit {
    Minutes: "minutes" | "minute",
    Days: "days",
} [0 1] }

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Note {
    pub nodes: Vec<NoteNode>,
}
qualys_runtime::record! { Note {
    nodes: mixed(NoteNode::TABLE),
} [0] }

#[derive(Debug, Clone, PartialEq)]
pub enum NoteNode {
    Text(String),
    Bold(String),
}
qualys_runtime::choice! { NoteNode = Text {
    Text: text(),
    Bold: element("B"),
} [0 1] }

#[derive(Debug, Clone, PartialEq, Default)]
pub struct Score {
    pub severity: Option<String>,
    pub value: u8,
}
qualys_runtime::record! { Score {
    severity: attribute("severity").optional(),
    value: text(),
} [0 1] }

/// What decoding says, and what encoding makes of it; what was encoded must decode to the same value.
#[track_caller]
fn check(document: &str, expected: Expect) {
    expected.assert_eq(&outcome::<Doc>(document));
}

fn outcome<T: Document + Debug + PartialEq>(document: &str) -> String {
    let decoded = match decode::<T>(document.as_bytes()) {
        Ok(decoded) => decoded,
        Err(error) => return format!("error: {error}\n"),
    };
    let mut out = String::new();
    let xml = encode(&decoded.value).unwrap();
    let _ = writeln!(out, "{xml}");
    for drift in &decoded.drift {
        let _ = writeln!(out, "drift {drift}: {}", drift.text);
    }
    for record in &decoded.set_aside {
        let _ = writeln!(out, "{record}: {}", record.raw);
    }
    let again = Decoder::new().strict(decoded.drift.is_empty()).decode::<T>(xml.as_bytes()).unwrap();
    assert_eq!(again.value, decoded.value, "{xml}");
    let strict = Decoder::new().strict(true).decode::<T>(document.as_bytes());
    let is_clean = decoded.drift.is_empty() && decoded.set_aside.is_empty();
    assert_eq!(strict.is_ok(), is_clean);
    assert!(strict.is_ok() || strict.unwrap_err().is_drift());
    out
}

#[test]
fn text_keeps_what_is_said_and_drops_layout() {
    check(
        "<DOC><ID>1</ID><TITLE>a &lt;b&gt; &amp; &#65;</TITLE></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><TITLE>a &lt;b&gt; &amp; A</TITLE></DOC>
    "#]],
    );
    check(
        "<DOC>\n <ID>\n 1</ID><TITLE>\n  <![CDATA[ abc ]]>\n </TITLE></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><TITLE> abc </TITLE></DOC>
    "#]],
    );
    check(
        "<DOC><ID><![CDATA[1]]></ID><TITLE>x <![CDATA[& y]]> z</TITLE></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><TITLE>x &amp; y z</TITLE></DOC>
    "#]],
    );
    check(
        "<DOC><ID>1</ID><TITLE><![CDATA[a]]]]><![CDATA[>b]]></TITLE></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><TITLE>a]]&gt;b</TITLE></DOC>
    "#]],
    );
    check(
        "<DOC><ID>1</ID><TITLE>ab<!-- c -->cd</TITLE></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><TITLE>abcd</TITLE></DOC>
    "#]],
    );
    check(
        "<DOC><ID>1</ID><TITLE>  x\r\ny  </TITLE></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><TITLE>  x
        y  </TITLE></DOC>
    "#]],
    );
    check(
        "<DOC><ID>1</ID><TITLE/></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><TITLE/></DOC>
    "#]],
    );
}

#[test]
fn order_does_not_matter_where_names_tell() {
    check(
        "<DOC version='2'><TITLE>t</TITLE><ITEMS/><WEEKLY weekdays='0,6'/><FLAG>1</FLAG><ID>1</ID></DOC>",
        expect![[r#"
            <DOC version="2"><ID>1</ID><TITLE>t</TITLE><FLAG>1</FLAG><WEEKLY weekdays="0,6"/><ITEMS/></DOC>
            drift 1:34: none, where there is at least one: /DOC/ITEMS/ITEM: 
        "#]],
    );
}

#[test]
fn an_alias_is_read_and_the_schemas_own_name_written() {
    check(
        "<DOC><ID>1</ID><SINGLE>x</SINGLE><UNIT><![CDATA[ minute ]]></UNIT></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><ONCE>x</ONCE><UNIT>minutes</UNIT></DOC>
    "#]],
    );
}

#[test]
fn an_empty_number_is_a_value_where_the_schema_says_so_and_absent_elsewhere() {
    check(
        "<DOC><ID>1</ID><PAUSE/></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><PAUSE/></DOC>
    "#]],
    );
    check(
        "<DOC><ID>1</ID><PAUSE>5</PAUSE><START></START></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><PAUSE>5</PAUSE></DOC>
        drift 1:32: empty, where no text is no value: /DOC/START: <START></START>
    "#]],
    );
    check(
        "<DOC><ID/></DOC>",
        expect![[r#"
            error: 1:6: /DOC/ID: expected a whole number from 0 to 4294967295, found "<ID/>"; nothing around it is optional or repeated, so it could not be set aside: the document has no value without it
        "#]],
    );
}

#[test]
fn what_the_schema_does_not_have_is_skipped_and_recorded() {
    check(
        "<DOC new='1'><ID x='y'>1</ID><NEW><DEEP a='>'>x</DEEP></NEW>stray<NEW/><UNIT>weeks</UNIT></DOC>",
        expect![[r#"
            <DOC><ID>1</ID><UNIT>weeks</UNIT></DOC>
            drift 1:6: unknown attribute: /DOC/@new: new='1'
            drift 1:18: unknown attribute: /DOC/ID/@x: x='y'
            drift 1:30: unknown element: /DOC/NEW (2 times): <NEW><DEEP a='>'>x</DEEP></NEW>
            drift 1:61: text among elements: /DOC: stray
            drift 1:72: word that the enumeration does not list: /DOC/UNIT: <UNIT>weeks</UNIT>
        "#]],
    );
    check(
        "<DOC><ID>1</ID><TITLE>a</TITLE><TITLE>b</TITLE><DAILY frequency_days='1'/><ONCE/></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><TITLE>a</TITLE><DAILY frequency_days="1"/></DOC>
        drift 1:32: repeated, although it comes once: /DOC/TITLE: <TITLE>b</TITLE>
        drift 1:75: repeated, although it comes once: /DOC/ONCE: <ONCE/>
    "#]],
    );
    check(
        "<DOC><ID>1</ID><TITLE>a<i>b</i>c</TITLE><IPS><IP>1</IP></IPS><IPS><IP>2</IP></IPS></DOC>",
        expect![[r#"
            <DOC><ID>1</ID><TITLE>ac</TITLE><IPS><IP>1</IP><IP>2</IP></IPS></DOC>
            drift 1:24: unknown element: /DOC/TITLE/i: <i>b</i>
            drift 1:62: repeated, although it comes once: /DOC/IPS: <IPS><IP>2</IP></IPS>
        "#]],
    );
    check(
        "\n<?xml version='1.0'?><DOC><ID>1</ID><START>2019-11-\n19T22:00:00Z</START></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><START>2019-11-19T22:00:00Z</START></DOC>
        drift 1:1: white space before the XML declaration: /: 
        drift 2:37: value broken by white space: /DOC/START: <START>2019-11-
        19T22:00:00Z</START>
    "#]],
    );
}

#[test]
fn a_record_that_cannot_be_decoded_is_set_aside_and_its_neighbours_stay() {
    check(
        "<DOC><ID>1</ID><ITEMS>
<ITEM><KEY>a</KEY><VALUE>1</VALUE></ITEM>
<ITEM><VALUE>2</VALUE></ITEM>
<ITEM><KEY>c</KEY><VALUE>3</VALUE><INNER><NUMBER>300</NUMBER></INNER></ITEM>
<ITEM/>
<ITEM><KEY>d</KEY></ITEM>
<ITEM><KEY>e</KEY><VALUE>x</VALUE><VALUE>5</VALUE></ITEM>
</ITEMS></DOC>",
        expect![[r#"
            <DOC><ID>1</ID><ITEMS><ITEM><KEY>a</KEY><VALUE>1</VALUE></ITEM><ITEM><KEY>d</KEY></ITEM><ITEM><KEY>e</KEY><VALUE>5</VALUE></ITEM></ITEMS></DOC>
            drift 6:19: none, where there is at least one: /DOC/ITEMS/ITEM/VALUE: 
            3:1: /DOC/ITEMS/ITEM[2] set aside: 3:23: /DOC/ITEMS/ITEM: <KEY> is missing: <ITEM><VALUE>2</VALUE></ITEM>
            4:1: /DOC/ITEMS/ITEM[2] set aside: 4:42: /DOC/ITEMS/ITEM/INNER/NUMBER: expected a whole number from 0 to 255, found "<NUMBER>300</NUMBER>": <ITEM><KEY>c</KEY><VALUE>3</VALUE><INNER><NUMBER>300</NUMBER></INNER></ITEM>
            5:1: /DOC/ITEMS/ITEM[2] set aside: 5:1: /DOC/ITEMS/ITEM: <KEY> is missing: <ITEM/>
            7:19: /DOC/ITEMS/ITEM[3]/VALUE[1] set aside: 7:19: /DOC/ITEMS/ITEM/VALUE: expected a whole number from 0 to 4294967295, found "<VALUE>x</VALUE>": <VALUE>x</VALUE>
        "#]],
    );
    check(
        "<DOC><ID>1</ID><WEEKLY weekdays='x'/><SCORE severity='1'>999</SCORE></DOC>",
        expect![[r#"
        <DOC><ID>1</ID></DOC>
        1:16: /DOC/WEEKLY set aside: 1:24: /DOC/WEEKLY/@weekdays: expected a whole number from 0 to 255, found "x": <WEEKLY weekdays='x'/>
        1:38: /DOC/SCORE set aside: 1:38: /DOC/SCORE: expected a whole number from 0 to 255, found "<SCORE severity='1'>999</SCORE>": <SCORE severity='1'>999</SCORE>
    "#]],
    );
    check(
        "<DOC><ID>1</ID><DAILY/><START>soon</START></DOC>",
        expect![[r#"
        <DOC><ID>1</ID></DOC>
        1:16: /DOC/DAILY set aside: 1:16: /DOC/DAILY: the attribute frequency_days is missing: <DAILY/>
        1:24: /DOC/START set aside: 1:24: /DOC/START: expected a date and time such as 2017-10-12T18:10:00Z, found "<START>soon</START>": <START>soon</START>
    "#]],
    );
}

#[test]
fn groups_begin_anew_when_their_members_do() {
    check(
        "<DOC><ID>1</ID><CUSTOM><ID>1</ID><TITLE>a</TITLE><TYPE>x</TYPE><ID>2</ID><TITLE>b</TITLE></CUSTOM></DOC>",
        expect![[r#"
            <DOC><ID>1</ID><CUSTOM><ID>1</ID><TITLE>a</TITLE><TYPE>x</TYPE><ID>2</ID><TITLE>b</TITLE></CUSTOM></DOC>
        "#]],
    );
    check(
        "<DOC><ID>1</ID><CUSTOM><ID>1</ID><ID>2</ID><TITLE>b</TITLE></CUSTOM></DOC>",
        expect![[r#"
        <DOC><ID>1</ID></DOC>
        1:16: /DOC/CUSTOM set aside: 1:34: /DOC/CUSTOM/ID: <TITLE> is missing: <CUSTOM><ID>1</ID><ID>2</ID><TITLE>b</TITLE></CUSTOM>
    "#]],
    );
    check(
        "<DOC><ID>1</ID><CUSTOM/></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><CUSTOM/></DOC>
        drift 1:16: none, where there is at least one: /DOC/CUSTOM: 
    "#]],
    );
}

#[test]
fn mixed_content_keeps_the_order_of_text_and_elements() {
    check(
        "<DOC><ID>1</ID><NOTE>a <B>b</B> c<![CDATA[ <d> ]]><B/></NOTE></DOC>",
        expect![[r#"
        <DOC><ID>1</ID><NOTE>a <B>b</B> c &lt;d&gt; <B/></NOTE></DOC>
    "#]],
    );
}

#[test]
fn namespace_and_instance_attributes_are_no_content() {
    check(
        "<q:DOC xmlns:q='urn:q' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' \
         xsi:noNamespaceSchemaLocation='x.xsd'><q:ID>1</q:ID></q:DOC>",
        expect![[r#"
            <DOC><ID>1</ID></DOC>
        "#]],
    );
}

#[test]
fn a_record_that_comes_again_adds_to_the_first() {
    check(
        "<DOC><ID>1</ID><CUSTOM><ID>1</ID><TITLE>a</TITLE></CUSTOM><CUSTOM><ID>2</ID><TITLE>b</TITLE></CUSTOM></DOC>",
        expect![[r#"
            <DOC><ID>1</ID><CUSTOM><ID>1</ID><TITLE>a</TITLE><ID>2</ID><TITLE>b</TITLE></CUSTOM></DOC>
            drift 1:59: repeated, although it comes once: /DOC/CUSTOM: <CUSTOM><ID>2</ID><TITLE>b</TITLE></CUSTOM>
        "#]],
    );
    check(
        "<DOC><ID>1</ID><SCORE severity='1'>5</SCORE><SCORE severity='2'>6</SCORE><NOTE>a</NOTE><NOTE>b</NOTE></DOC>",
        expect![[r#"
            <DOC><ID>1</ID><NOTE>a</NOTE><SCORE severity="1">5</SCORE></DOC>
            drift 1:45: repeated, although it comes once: /DOC/SCORE: <SCORE severity='2'>6</SCORE>
            drift 1:88: repeated, although it comes once: /DOC/NOTE: <NOTE>b</NOTE>
        "#]],
    );
    check(
        "<DOC><ID>1</ID><CUSTOM><ID>1</ID><TITLE>a</TITLE></CUSTOM><CUSTOM><ID>x</ID></CUSTOM></DOC>",
        expect![[r#"
            <DOC><ID>1</ID><CUSTOM><ID>1</ID><TITLE>a</TITLE></CUSTOM></DOC>
            drift 1:59: repeated, although it comes once: /DOC/CUSTOM: <CUSTOM><ID>x</ID></CUSTOM>
            1:59: /DOC/CUSTOM set aside: 1:67: /DOC/CUSTOM/ID: expected a whole number from 0 to 4294967295, found "<ID>x</ID>": <CUSTOM><ID>x</ID></CUSTOM>
        "#]],
    );
}

#[test]
fn nil_is_empty_for_a_value_and_absent_for_a_record() {
    let xsi = "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:nil='true'";
    check(
        &format!("<DOC><ID>1</ID><GONE {xsi}/><NONE {xsi}></NONE></DOC>"),
        expect![[r#"
        <DOC><ID>1</ID><GONE xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/></DOC>
    "#]],
    );
}

#[test]
fn what_the_document_cannot_do_without_is_an_error() {
    check(
        "<DOC><TITLE>t</TITLE></DOC>",
        expect![[r#"
            error: 1:22: /DOC: <ID> is missing; nothing around it is optional or repeated, so it could not be set aside: the document has no value without it
        "#]],
    );
    check(
        "<OTHER/>",
        expect![[r#"
        error: 1:1: /OTHER: the root element is <OTHER>, expected <DOC>; decode it as the type of its root element
    "#]],
    );
    check(
        "",
        expect![[r#"
            error: 1:1: /: the input is empty; expected an XML document; the document cannot be read: check that it is XML and arrived whole
        "#]],
    );
    check(
        "<DOC><ID>1</ID><TITLE>abc",
        expect![[r#"
            error: 1:26: /DOC/TITLE: the input ends inside the element <TITLE>; expected </TITLE> (at 1:16); the document cannot be read: check that it is XML and arrived whole
        "#]],
    );
    check(
        "<DOC><ID>1</ID>\n<TITLE>abc</ID></DOC>",
        expect![[r#"
            error: 2:11: /DOC/TITLE: the end tag </ID> does not close <TITLE>, which is open; expected </TITLE> (at 2:1); the document cannot be read: check that it is XML and arrived whole
        "#]],
    );
    check(
        "<!DOCTYPE DOC [<!ENTITY e 'x'>]><DOC><ID>1</ID></DOC>",
        expect![[r#"
            error: 1:16: /: the DOCTYPE declares the entity `e`; documents with entities of their own are refused; the document cannot be read: check that it is XML and arrived whole
        "#]],
    );
}

#[test]
fn limits_are_kept() {
    let long = format!("<DOC><ID>1</ID><TITLE>{}</TITLE></DOC>", "x".repeat(100));
    let error = Decoder::new().max_value_length(99).decode::<Doc>(long.as_bytes()).unwrap_err();
    assert!(error.is_limit(), "{error}");
    assert!(Decoder::new().max_value_length(100).decode::<Doc>(long.as_bytes()).is_ok());
    let deep = format!("<DOC><ID>1</ID>{}{}</DOC>", "<N>".repeat(200), "</N>".repeat(200));
    let error = decode::<Doc>(deep.as_bytes()).unwrap_err();
    assert!(error.is_limit(), "{error}");
    assert!(Decoder::new().max_depth(300).decode::<Doc>(deep.as_bytes()).is_ok());
}

#[test]
fn differences_beyond_number_are_counted_together() {
    let unknown: String = (0..5000).map(|number| format!("<N{number}/>")).collect();
    let decoded = decode::<Doc>(format!("<DOC>{unknown}<ID>1</ID></DOC>").as_bytes()).unwrap();
    assert_eq!(decoded.drift.len(), 1001);
    assert_eq!(decoded.drift.iter().map(|one| one.count).sum::<u64>(), 5000);
}

#[test]
fn what_xml_cannot_carry_is_not_written() {
    let doc = Doc { title: Some("a\u{1f}".into()), ..Doc::default() };
    expect!["/DOC/TITLE: the character U+001F cannot stand in XML; take it out of the text"]
        .assert_eq(&encode(&doc).unwrap_err().to_string());
    let doc = Doc { version: Some("\u{0}".into()), ..Doc::default() };
    assert_eq!(encode(&doc).unwrap_err().path(), "/DOC/@version");
}

#[test]
fn limits_hold_for_attributes_names_and_records_set_aside() {
    let attribute = format!("<DOC version='{}'><ID>1</ID></DOC>", "x".repeat(100));
    assert!(Decoder::new().max_value_length(99).decode::<Doc>(attribute.as_bytes()).unwrap_err().is_limit());
    let name = format!("<{0}:DOC xmlns:{0}='u'><{0}:ID>1</{0}:ID></{0}:DOC>", "p".repeat(2000));
    assert!(decode::<Doc>(name.as_bytes()).unwrap_err().is_limit());
    let bad = format!("<DOC><ID>1</ID><ITEMS>{}</ITEMS></DOC>", "<ITEM/>".repeat(50));
    assert!(Decoder::new().max_set_aside(49).decode::<Doc>(bad.as_bytes()).unwrap_err().is_limit());
    assert_eq!(Decoder::new().max_set_aside(50).decode::<Doc>(bad.as_bytes()).unwrap().set_aside.len(), 50);
    let many: String = (0..300).map(|number| format!(" a{number}='1'")).collect();
    let many = format!("<DOC{many}><ID>1</ID></DOC>");
    assert!(decode::<Doc>(many.as_bytes()).unwrap_err().is_limit());
    assert!(Decoder::new().max_attributes(300).decode::<Doc>(many.as_bytes()).is_ok());
}

/// A type that contains itself, as deep as the decoder goes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tree {
    pub tree: Vec<Tree>,
}
qualys_runtime::record! { Tree {
    tree: element("T").zero_or_more(),
} [0] }
qualys_runtime::document! { Tree: "T" }

#[test]
fn recursion_ends_before_the_stack_does() {
    let nested = |depth: usize| format!("{}{}", "<T>".repeat(depth), "</T>".repeat(depth));
    let decoder = Decoder::new().max_depth(usize::MAX);
    let deepest = decoder.decode::<Tree>(nested(Decoder::DEEPEST).as_bytes()).unwrap();
    assert_eq!(encode(&deepest.value).unwrap().matches("<T").count(), Decoder::DEEPEST);
    assert!(decoder.decode::<Tree>(nested(Decoder::DEEPEST + 1).as_bytes()).unwrap_err().is_limit());
}

#[test]
fn a_name_with_a_prefix_in_the_schema_is_found_under_any() {
    #[derive(Debug, Clone, PartialEq, Default)]
    struct Prefixed {
        lang: Option<String>,
        body: String,
    }
    qualys_runtime::record! { Prefixed {
        lang: attribute("xml:lang").optional(),
        body: element("s:body"),
    } [0 1] }
    qualys_runtime::document! { Prefixed: "s:env" }
    for document in [
        "<s:env xml:lang='en' xmlns:s='u'><s:body>x</s:body></s:env>",
        "<env xml:lang='en' xmlns='u'><body>x</body></env>",
    ] {
        let decoded = decode::<Prefixed>(document.as_bytes()).unwrap();
        assert_eq!(decoded.drift, []);
        assert_eq!(decoded.value, Prefixed { lang: Some("en".into()), body: "x".into() });
    }
}

#[test]
fn another_root_is_named() {
    let error = decode::<Doc>(b"<SIMPLE_RETURN/>").unwrap_err();
    assert_eq!(error.found_root(), Some("SIMPLE_RETURN"));
    assert_eq!(decode::<Doc>(b"<DOC/>").unwrap_err().found_root(), None);
}

/// Plain tags and texts are read in a shorter way than others: a processing instruction in front of every tag makes them all
/// others. What is read has to be the same, whatever is wrong with it.
#[test]
fn what_is_plain_is_read_as_what_is_not() {
    let items = [
        "<ITEM><KEY>a</KEY><VALUE>1</VALUE><VALUE>2</VALUE></ITEM>",
        "<ITEM><KEY>b</KEY><INNER><NUMBER>7</NUMBER></INNER></ITEM>",
        "<ITEM><KEY>c</KEY><VALUE>x</VALUE></ITEM>",
        "<ITEM>text<VALUE>3</VALUE></ITEM>",
    ];
    let fields = [
        "<ID>1</ID>",
        "<ID> 2 </ID>",
        "<ID>none</ID>",
        "<TITLE>a > b</TITLE>",
        "<TITLE>\n<![CDATA[ <c> ]]>\n</TITLE>",
        "<TITLE><![CDATA[a]]><![CDATA[b]]></TITLE>",
        "<TITLE>c\r\nd &amp; e</TITLE>",
        "<TITLE></TITLE>",
        "<TITLE/>",
        "<START>2017-10-12T18:10:00Z</START>",
        "<START>2017-10-12 T18:10:00</START>",
        "<PAUSE></PAUSE>",
        "<FLAG>1</FLAG>",
        "<FLAG></FLAG>",
        "<ONCE>now</ONCE>",
        "<SINGLE>then</SINGLE>",
        "<IPS><IP>10.0.0.1</IP><IP>10.0.0.2</IP><OTHER/></IPS>",
        "<UNIT>hours</UNIT>",
        "<UNIT>aeons</UNIT>",
        "<NEW>x</NEW>",
        "stray",
    ];
    // Every pair of fields, once with line breaks and once without, in documents that begin in different ways.
    for (number, first) in fields.iter().enumerate() {
        for (second, layout) in fields.iter().zip(["", "\n    ", " ", "\n"].into_iter().cycle()) {
            // What comes again as it was is read in the shortest way.
            let items = [0, 1, 0, 0, 1, 2].map(|further| items[(number + further) % 4]).join(layout);
            let list = format!("<ITEMS>{layout}{items}{layout}</ITEMS>");
            let children = [*first, second, &list, "<UNIT>days</UNIT>", first, "<FLAG>0</FLAG>", second];
            let plain = format!("<DOC>{layout}{}{layout}</DOC>{}", children.join(layout), " ".repeat(80));
            let other = plain.replace('<', "<?p?><").replace("<?p?><![", "<![").replace("<?p?><c>", "<c>");
            let (plain, other) = (decode::<Doc>(plain.as_bytes()), decode::<Doc>(other.as_bytes()));
            match (plain, other) {
                (Ok(plain), Ok(other)) => {
                    assert_eq!(plain.value, other.value, "{first} {second}");
                    let drift = |of: &qualys_runtime::Decoded<Doc>| {
                        of.drift.iter().map(|one| (one.kind, one.path.clone(), one.count)).collect::<Vec<_>>()
                    };
                    assert_eq!(drift(&plain), drift(&other), "{first} {second}");
                    let aside = |of: &qualys_runtime::Decoded<Doc>| {
                        let about =
                            |one: &qualys_runtime::SetAside| (one.path.clone(), one.reason_path.clone());
                        of.set_aside.iter().map(about).collect::<Vec<_>>()
                    };
                    assert_eq!(aside(&plain), aside(&other), "{first} {second}");
                }
                (plain, other) => {
                    assert_eq!(
                        plain.err().map(|error| error.path().to_owned()),
                        other.err().map(|error| error.path().to_owned()),
                        "{first} {second}"
                    );
                }
            }
        }
    }
}

/// More rows than fit a byte.
#[derive(Debug, Clone, PartialEq)]
struct Wide(Vec<Option<String>>);

impl Wide {
    const ROWS: usize = 300;
}

impl Default for Wide {
    fn default() -> Self {
        Self(vec![None; Self::ROWS])
    }
}

impl Described for Wide {
    fn table(&self) -> &'static Table {
        static TABLE: LazyLock<Table> = LazyLock::new(|| {
            let name = |row: usize| &*format!("F{row}").leak();
            let fields: Vec<_> = (0..Wide::ROWS).map(|row| rows::element(name(row)).optional()).collect();
            Table::new(fields.leak())
        });
        &TABLE
    }
}

impl Record for Wide {
    fn place(&mut self, row: usize) -> Option<&mut dyn Place> {
        self.0.get_mut(row).map(|field| field as &mut dyn Place)
    }
    fn field(&self, row: usize) -> Option<&dyn Place> {
        self.0.get(row).map(|field| field as &dyn Place)
    }
    #[cfg(feature = "serde")]
    fn names(&self) -> &'static [&'static str] {
        &[]
    }
}

impl Document for Wide {
    const ROOTS: &'static [&'static str] = &["WIDE"];
}

#[test]
fn a_record_may_have_more_rows_than_fit_a_byte() {
    for last in 250..Wide::ROWS {
        let fields: String = (240..=last).map(|row| format!("<F{row}>{row}</F{row}>\n")).collect();
        let text = format!("<WIDE>\n{fields}</WIDE>{}", " ".repeat(100));
        let decoded = decode::<Wide>(text.as_bytes()).unwrap();
        assert_eq!(decoded.drift, [], "{last}");
        for (row, field) in decoded.value.0.iter().enumerate() {
            let expected = (240..=last).contains(&row).then(|| row.to_string());
            assert_eq!(*field, expected, "{last}");
        }
    }
}

/// What followed one child is expected behind the next; it may not stand in for the end tag of a value.
#[test]
fn an_end_tag_is_compared_whatever_was_learned_before() {
    let items = |last: &str| {
        let document = format!(
            "<DOC><ID>1</ID><ITEMS><ITEM><KEY>a</KEY><VALUE>x</VALUE></ITEM>\
             <ITEM><KEY>b</KEY><VALUE>1</VALUE></ITEM><ITEM><KEY>c</KEY>{last}</ITEM></ITEMS></DOC>{}",
            " ".repeat(80)
        );
        decode::<Doc>(document.as_bytes()).map(|decoded| decoded.value.items.unwrap_or_default().len())
    };
    assert_eq!(items("<VALUE>2</VALUE>").unwrap(), 3);
    assert!(items("<VALUE>2</VALUES>").is_err());
    assert!(items("<VALUE>2</ITEM>").is_err());
    assert!(items("<VALUE>x</ITEM>").is_err());
}

#[derive(Debug, Clone, PartialEq, Default)]
struct Renamed {
    name: Vec<String>,
}
qualys_runtime::record! { Renamed {
    name: element("NAME").alias(&["OLD"]).zero_or_more(),
} [0] }
qualys_runtime::document! { Renamed: "RENAMED" }

#[test]
fn an_element_ends_under_the_name_that_it_began_with() {
    let names = |last: &str| {
        let document = format!(
            "<RENAMED><OLD>a</OLD><OLD>b</OLD><NAME>c</NAME><OLD>d</OLD><NAME>e</NAME>{last}</RENAMED>{}",
            " ".repeat(80)
        );
        decode::<Renamed>(document.as_bytes()).map(|decoded| decoded.value.name.concat())
    };
    assert_eq!(names("<OLD>f</OLD>").unwrap(), "abcdef");
    assert_eq!(names("<NAME>f</NAME>").unwrap(), "abcdef");
    assert!(names("<OLD>f</NAME>").is_err());
    assert!(names("<NAME>f</OLD>").is_err());
    assert!(names("<NAME>f</OLD><NAME>g</NAME>").is_err());
}
