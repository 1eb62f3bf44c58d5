//! Templates.

use super::with_record;
use crate::document::write;
use crate::service::template::Template;
use expect_test::{Expect, expect};

fn check(template: &str, expect: Expect) {
    let record = [("title", "Edge & core"), ("groups", "a,b"), ("off", "0"), ("empty", "")];
    let outcome = match Template::parse(template) {
        Ok(template) => with_record(&record, |scope| {
            let mut out = String::new();
            template.render(scope).iter().for_each(|element| write::element(element, 0, &mut out));
            out
        }),
        Err(flaw) => format!("refused: {flaw}\n"),
    };
    expect.assert_eq(&outcome);
}

#[test]
fn elements_come_and_go_with_their_values() {
    check(
        "<A><T>{title}</T><N>{nothing}</N></A>",
        expect![[r#"
        <A>
          <T><![CDATA[Edge & core]]></T>
        </A>
    "#]],
    );
    check("<A><N>{nothing}</N></A>", expect![""]);
    check(
        "<A keep='yes'><N>{nothing}</N></A>",
        expect![[r#"
        <A/>
    "#]],
    );
    check(
        "<A><G>{split(groups)}</G></A>",
        expect![[r#"
        <A>
          <G>a</G>
          <G>b</G>
        </A>
    "#]],
    );
    check(
        "<A><T>{empty}</T></A>",
        expect![[r#"
        <A>
          <T></T>
        </A>
    "#]],
    );
    check(
        "<A x='{nothing}' y='{off}'/>",
        expect![[r#"
        <A y="0"/>
    "#]],
    );
    check("<A x='{nothing}'/>", expect![""]);
    check(
        "<A>{title}: {off}</A>",
        expect![[r#"
        <A><![CDATA[Edge & core: 0]]></A>
    "#]],
    );
}

#[test]
fn conditions_and_repetition() {
    check("<A if='off'>1</A>", expect![""]);
    check(
        "<A if='not(off)'>1</A>",
        expect![[r#"
        <A>1</A>
    "#]],
    );
    check(
        "<A each='split(groups)' n='{it}'><B>{concat(it, it)}</B></A>",
        expect![[r#"
        <A n="a">
          <B>aa</B>
        </A>
        <A n="b">
          <B>bb</B>
        </A>
    "#]],
    );
}

#[test]
fn flaws() {
    check(
        "<A>{title</A>",
        expect![[r#"
        refused: `{title` lacks a closing brace
    "#]],
    );
    check(
        "<A if='x('/>",
        expect![[r#"
        refused: `x(` calls `x`, which is no function
    "#]],
    );
}
