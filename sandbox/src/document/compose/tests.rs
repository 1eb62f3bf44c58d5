//! Completing documents of a small schema.

use super::complete;
use crate::document::write::element;
use crate::document::{Element, Node, parse};
use expect_test::{Expect, expect};
use jiff::Timestamp;
use qualys_codegen::ir::Model;
use qualys_codegen::source::SourceFile;
use qualys_codegen::validate::Grammar;
use qualys_codegen::validate::document::complaints;
use qualys_codegen::{Inputs, lower};

const SCHEMA: &str = r#"
<!ELEMENT ROOT (HEAD, (A | B)?, (PAIR | (FIRST, SECOND?))*, (KEY, VALUE*)+, LAST)>
<!ELEMENT HEAD (#PCDATA)>
<!ATTLIST HEAD kind (one|two) #REQUIRED note CDATA #IMPLIED>
<!ELEMENT A (#PCDATA)>
<!ELEMENT B (A, NOTHING, A)>
<!ELEMENT NOTHING EMPTY>
<!ELEMENT PAIR (#PCDATA)>
<!ELEMENT FIRST (#PCDATA)>
<!ELEMENT SECOND (#PCDATA)>
<!ELEMENT KEY (#PCDATA)>
<!ELEMENT VALUE (#PCDATA)>
<!ELEMENT LAST ((LAST, LAST) | END_DATETIME | B)>
<!ELEMENT END_DATETIME (#PCDATA)>
<!ELEMENT TEXT (#PCDATA | A | B)*>
"#;

fn model() -> Model {
    let schemas = vec![SourceFile::new("t.dtd", SCHEMA)];
    let read = qualys_codegen::model(&Inputs { folder: "schemas".to_owned(), schemas, ..Inputs::default() });
    assert!(!read.diagnostics.has_errors(), "{}", read.diagnostics.render(&read.sources, false));
    read.model
}

/// What becomes of a partial document.
fn check(partial: &str, expect: Expect) {
    let model = model();
    let partial = parse(partial).expect("a document");
    let mut text = String::new();
    match complete(&model, "t", &partial, Timestamp::UNIX_EPOCH) {
        Ok(whole) => {
            element(&whole, 0, &mut text);
            let components = lower::components::lower(&model, "t").expect("the schema");
            assert_eq!(complaints(&Grammar::new(&components), "t", &text), Vec::<String>::new());
        }
        Err(misfit) => text = misfit.to_string(),
    }
    expect.assert_eq(&text);
}

#[test]
fn what_is_required_is_filled_in_and_nothing_else() {
    check(
        "<ROOT/>",
        expect![[r#"
            <ROOT>
              <HEAD kind="one">head</HEAD>
              <KEY>key</KEY>
              <LAST>
                <END_DATETIME>1970-01-01T00:00:00Z</END_DATETIME>
              </LAST>
            </ROOT>
        "#]],
    );
}

#[test]
fn what_is_there_is_put_in_the_order_of_the_schema() {
    check(
        "<ROOT><LAST><B><A>1</A></B></LAST><KEY>k</KEY><PAIR>p</PAIR><B><A>x</A><A>y</A></B><HEAD note='n' kind='two'>h</HEAD></ROOT>",
        expect![[r#"
            <ROOT>
              <HEAD kind="two" note="n">h</HEAD>
              <B>
                <A>x</A>
                <NOTHING/>
                <A>y</A>
              </B>
              <PAIR>p</PAIR>
              <KEY>k</KEY>
              <LAST>
                <B>
                  <A>a</A>
                  <NOTHING/>
                  <A>1</A>
                </B>
              </LAST>
            </ROOT>
        "#]],
    );
}

#[test]
fn groups_that_repeat_stay_as_they_are() {
    check(
        "<ROOT><KEY>1</KEY><KEY>2</KEY><VALUE>2a</VALUE><VALUE>2b</VALUE><KEY>3</KEY>\
         <FIRST>f</FIRST><PAIR>p</PAIR><SECOND>s</SECOND></ROOT>",
        expect![[r#"
            <ROOT>
              <HEAD kind="one">head</HEAD>
              <FIRST>f</FIRST>
              <PAIR>p</PAIR>
              <FIRST>first</FIRST>
              <SECOND>s</SECOND>
              <KEY>1</KEY>
              <KEY>2</KEY>
              <VALUE>2a</VALUE>
              <VALUE>2b</VALUE>
              <KEY>3</KEY>
              <LAST>
                <END_DATETIME>1970-01-01T00:00:00Z</END_DATETIME>
              </LAST>
            </ROOT>
        "#]],
    );
}

#[test]
fn a_type_that_needs_itself_ends() {
    check(
        "<ROOT><LAST><LAST/></LAST></ROOT>",
        expect![[r#"
            <ROOT>
              <HEAD kind="one">head</HEAD>
              <KEY>key</KEY>
              <LAST>
                <LAST>
                  <END_DATETIME>1970-01-01T00:00:00Z</END_DATETIME>
                </LAST>
                <LAST>
                  <END_DATETIME>1970-01-01T00:00:00Z</END_DATETIME>
                </LAST>
              </LAST>
            </ROOT>
        "#]],
    );
}

#[test]
fn text_and_elements_stay_among_each_other() {
    check(
        "<TEXT>one <A>two</A> three<B/></TEXT>",
        expect![[r#"
            <TEXT>one <A>two</A> three<B><A>a</A><NOTHING></NOTHING><A>a</A></B></TEXT>
        "#]],
    );
}

#[test]
fn what_has_no_place_is_an_error() {
    check("<OTHER/>", expect!["/OTHER: no root element of `t`; expected ROOT or TEXT"]);
    check(
        "<ROOT><COLOUR/></ROOT>",
        expect![[
            r#"/ROOT: `COLOUR` is not known here; expected (HEAD, (A | B)?, (PAIR | (FIRST, SECOND?))*, (KEY, VALUE*)+, LAST)"#
        ]],
    );
    check("<ROOT><HEAD size='1'/></ROOT>", expect!["/ROOT/HEAD: there is no attribute `size`"]);
    check("<ROOT><HEAD><A/></HEAD></ROOT>", expect!["/ROOT/HEAD: `A` where only text is"]);
    check("<ROOT><A/><B/></ROOT>", expect!["/ROOT: `B` is there beside another of the choice A, B"]);
    check(
        "<ROOT>text</ROOT>",
        expect![
            "/ROOT: text where only elements are: (HEAD, (A | B)?, (PAIR | (FIRST, SECOND?))*, (KEY, VALUE*)+, LAST)"
        ],
    );
    check("<ROOT><B><NOTHING>x</NOTHING></B></ROOT>", expect!["/ROOT/B/NOTHING: it is always empty"]);
    check(
        "<ROOT><LAST/><LAST/></ROOT>",
        expect![
            "/ROOT: `LAST` is there once too often, or beside what it excludes: (HEAD, (A | B)?, (PAIR | (FIRST, SECOND?))*, (KEY, VALUE*)+, LAST)"
        ],
    );
}

#[test]
fn what_is_nested_too_deep_is_an_error() {
    let mut deep = Element::new("LAST");
    for _ in 0..200 {
        deep = Element::new("LAST").with(deep);
    }
    let root = Element::new("ROOT").with(deep);
    let misfit = complete(&model(), "t", &root, Timestamp::UNIX_EPOCH).expect_err("too deep");
    assert!(misfit.text.contains("nested deeper than 128"), "{}", misfit.text);
}

#[test]
fn an_empty_text_stays_empty() {
    let model = model();
    let mut root = Element::new("ROOT");
    root.set("HEAD", "");
    root.make("KEY");
    let whole = complete(&model, "t", &root, Timestamp::UNIX_EPOCH).expect("a document");
    assert_eq!(whole.child("HEAD").map(|head| head.children.clone()), Some(Vec::new()));
    assert_eq!(whole.child("KEY").map(|key| key.children.clone()), Some(vec![Node::Text("key".to_owned())]));
}
