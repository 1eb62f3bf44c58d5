//! Reading, writing and changing trees.

use super::validity::Schemas;
use super::write::{document, element, halves};
use super::{DEPTH, Element, Node, parse};
use crate::model::model;
use expect_test::{Expect, expect};

/// What is read of a text, written again; or why it is not read.
fn check(text: &str, expect: Expect) {
    expect.assert_eq(&match parse(text) {
        Ok(root) => document(&root, None),
        Err(error) => error.to_string(),
    });
}

#[test]
fn a_document_is_read_and_written() {
    check(
        "<?xml version='1.0'?><!-- one --><A x='1 &lt; 2' xmlns:i='http://www.w3.org/2001/XMLSchema-instance' \
         i:noNamespaceSchemaLocation='a.xsd'>\n <B/>\n <C> a &amp; b <![CDATA[<c>]]></C><D>\u{e9}</D></A>",
        expect![[r#"
            <?xml version="1.0" encoding="UTF-8" ?>
            <A x="1 &lt; 2">
              <B/>
              <C><![CDATA[ a & b <c>]]></C>
              <D>é</D>
            </A>
        "#]],
    );
    check(
        "<A><![CDATA[a]]]]><![CDATA[>b]]></A>",
        expect![[r#"
            <?xml version="1.0" encoding="UTF-8" ?>
            <A><![CDATA[a]]]]><![CDATA[>b]]></A>
        "#]],
    );
}

#[test]
fn what_is_no_document_is_refused_with_its_place() {
    check("", expect!["line 1, column 1: the document does not have a root node"]);
    check("<A>\n<B></A>", expect!["line 2, column 4: expected 'B' tag, not 'A' at 2:4"]);
    check("<!DOCTYPE A [<!ENTITY b 'c'>]><A>&b;</A>", expect!["line 1, column 1: XML with DTD detected"]);
    let deep = |depth: usize| format!("{}{}", "<A>".repeat(depth), "</A>".repeat(depth));
    assert!(parse(&deep(DEPTH)).is_ok());
    for depth in [DEPTH + 1, 200_000] {
        let error = parse(&deep(depth)).expect_err("too deep").to_string();
        assert!(error.contains("nested deeper than 128"), "{error}");
    }
}

#[test]
fn what_is_written_is_read_again() {
    let mut seed = fastrand::Rng::with_seed(4);
    for _ in 0..500 {
        let root = random(&mut seed, 0);
        let mut text = String::new();
        element(&root, 0, &mut text);
        let read = parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
        assert_eq!(trimmed(&read), trimmed(&root), "{text}");
    }
}

/// An element with children or with a text.
fn random(seed: &mut fastrand::Rng, depth: usize) -> Element {
    const TEXTS: [&str; 8] = ["a", "<", "]]>", "a & b", "\"'", " \r\n\t", "\u{1F600}>", ""];
    let text = |seed: &mut fastrand::Rng| seed.choice(TEXTS).unwrap_or_default();
    let mut element = Element::new(seed.choice(["A", "B_c"]).unwrap_or("D"));
    if seed.bool() {
        element.set_attribute("x", text(seed));
    }
    if depth < 4 && seed.bool() {
        (0..seed.usize(..4)).for_each(|_| element.push(random(seed, depth + 1)));
    } else {
        element.set_text(text(seed));
    }
    element
}

/// An element with its texts trimmed, and without empty ones: how they are split into nodes does not matter.
fn trimmed(element: &Element) -> Element {
    let mut other = Element { children: Vec::new(), ..element.clone() };
    other.children.extend(element.elements().map(|child| Node::Element(trimmed(child))));
    let text = element.text();
    if !text.is_empty() {
        other.children.push(Node::Text(text));
    }
    other
}

#[test]
fn characters_that_xml_does_not_have_are_left_out() {
    let text = document(&Element::of_text("A", "a\u{0}\u{1}<b\u{FFFE}"), None);
    assert_eq!(parse(&text).map(|root| root.text()), Ok("a<b".to_owned()), "{text}");
}

#[test]
fn paths_lead_to_what_is_there_and_make_what_is_not() {
    let mut root = Element::new("A");
    root.set("b/c", "1");
    root.make("b").push(Element::of_text("c", "2"));
    root.set("b/c", "3");
    assert_eq!(root.text_at("b/c").as_deref(), Some("3"));
    assert_eq!(root.all_at("b/c").iter().map(|one| one.text()).collect::<Vec<_>>(), ["3", "2"]);
    assert_eq!(root.at("b/d"), None);
    assert_eq!(root.at("").map(|one| one.name.as_str()), Some("A"));
    assert_eq!(root.child_mut("b").map(|b| b.remove("c").len()), Some(2));
    assert_eq!(root.child("b").map(Element::has_elements), Some(false));
    root.set_attribute("x", "1");
    root.set_attribute("x", "2");
    assert_eq!(root.attribute("x"), Some("2"));
}

#[test]
fn a_document_is_written_around_its_records() {
    let mut root = Element::new("A");
    root.set("b/t", "1");
    root.make("b/list");
    root.set("b/u", "2");
    let (mut text, tail) = halves(&root, Some("https://qualysapi.example.com/a.dtd"), "b/list");
    element(&Element::of_text("r", "x"), 3, &mut text);
    text.push_str(&tail);
    expect![[r#"
        <?xml version="1.0" encoding="UTF-8" ?>
        <!DOCTYPE A SYSTEM "https://qualysapi.example.com/a.dtd">
        <A>
          <b>
            <t>1</t>
            <list>
              <r>x</r>
            </list>
            <u>2</u>
          </b>
        </A>
    "#]]
    .assert_eq(&text);
}

#[test]
fn what_is_not_valid_is_told_with_its_place() {
    let schemas = Schemas::new(model());
    let check = |module: &str, text: &str| match schemas.check(module, "answer", text) {
        Ok(()) => "valid".to_owned(),
        Err(invalid) => format!("{:?} {invalid}", invalid.rule),
    };
    let module = "common/2.0/simple_return";
    let text = |time: &str| {
        format!(
            "<SIMPLE_RETURN><RESPONSE><DATETIME>{time}</DATETIME><TEXT>done</TEXT></RESPONSE></SIMPLE_RETURN>"
        )
    };
    expect![[r#"
        valid
        Some(Value) answer:1:36: `today` is no value of `DATETIME`, which is `xs:dateTime`, in `/SIMPLE_RETURN/RESPONSE/DATETIME`; expected a date and time, such as `2000-12-31T23:59:59` or `2000-12-31T23:59:59Z`
        Some(Root) answer:1:1: `OTHER` is not declared, in `/OTHER`; expected `SIMPLE_RETURN`
        None answer:1:16: the file ends inside of `<SIMPLE_RETURN>`; expected `</SIMPLE_RETURN>`
        None there is no schema `common/2.0/none`"#]]
    .assert_eq(
        &[
            check(module, &text("2026-02-03T10:00:00Z")),
            check(module, &text("today")),
            check(module, "<OTHER/>"),
            check(module, "<SIMPLE_RETURN>"),
            check("common/2.0/none", "<SIMPLE_RETURN/>"),
        ]
        .join("\n"),
    );
}
