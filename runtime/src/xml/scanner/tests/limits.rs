//! Limits, and input that is large in one way.

use super::{check_within, dump};
use crate::xml::scanner::{Limits, Scanner};
use expect_test::expect;

#[test]
fn limits() {
    let limits = Limits { depth: 2, attributes: 2, text: 1, ..Limits::default() };
    check_within(
        limits,
        [
            "<a><b></b><b/></a>",
            "<a><b><c/></b></a>",
            "<a><b>\n<c>",
            "<a b='1' c='2'/>",
            "<a b='1' c='2'\nd='3'/>",
            "<a>text longer than the limit is for the caller to refuse</a>",
        ],
        expect![[r#"
            <a><b></b><b/></a>
                <a> <b> </b> <b> </b> </a> end
            <a><b><c/></b></a>
                <a> <b> 1:7: elements stand more than 2 deep, which is the limit
            <a><b>\n<c>
                <a> <b> "\n" 2:1: elements stand more than 2 deep, which is the limit
            <a b='1' c='2'/>
                <a b="1" c="2"> </a> end
            <a b='1' c='2'\nd='3'/>
                2:1: one element has more than 2 attributes, which is the limit
            <a>text longer than the limit is for the caller to refuse</a>
                <a> "text longer than the limit is for the caller to refuse" </a> end
        "#]],
    );
    check_within(
        Limits { depth: 0, attributes: 0, text: 0, ..Limits::default() },
        ["<a/>"],
        expect![[r#"
        <a/>
            1:1: elements stand more than 0 deep, which is the limit
    "#]],
    );
    check_within(
        Limits { depth: 1, attributes: 0, text: 0, ..Limits::default() },
        ["<a/>", "<a b='1'/>"],
        expect![[r#"
        <a/>
            <a> </a> end
        <a b='1'/>
            1:4: one element has more than 0 attributes, which is the limit
    "#]],
    );
}

/// Names are compared in another way from some number of attributes on.
#[test]
fn many_attributes() {
    let tag = |count: usize, last: &str| {
        let attributes: Vec<_> = (0..count).map(|number| format!("a{number}='x'")).collect();
        format!("<t {} {last}/>", attributes.join(" "))
    };
    let refused = |document: &str, limit: usize| {
        let limits = Limits { attributes: limit, ..Limits::default() };
        let dump = dump(document.as_bytes(), limits);
        dump.contains("stands twice") || dump.contains("which is the limit")
    };
    for count in [1, 14, 15, 16, 17, 18, 40, 300] {
        assert!(!refused(&tag(count, "b='x'"), count + 1), "{count}");
        assert!(refused(&tag(count, "b='x'"), count), "{count}");
        for again in [0, count / 2, count - 1] {
            assert!(refused(&tag(count, &format!("a{again}='x'")), count + 1), "{count} {again}");
        }
    }
}

#[test]
fn depth_costs_no_call_stack() {
    let limits = Limits { depth: usize::MAX, ..Limits::default() };
    let deep = 200_000;
    let document = "<a>".repeat(deep) + &"</a>".repeat(deep);
    let mut scanner = Scanner::new(document.as_bytes(), limits).unwrap();
    scanner.next().unwrap();
    assert_eq!(scanner.skip_to_depth(0), Ok(document.len()));
}
