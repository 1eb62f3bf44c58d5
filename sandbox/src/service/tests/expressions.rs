//! Expressions.

use super::with_record;
use crate::service::expression::Expression;
use expect_test::{Expect, expect};

fn check(expression: &str, expect: Expect) {
    let record = [
        ("title", "Edge"),
        ("empty", ""),
        ("ips", "192.0.2.9,192.0.2.1-192.0.2.4"),
        ("days", "friday,sunday,friday"),
        ("launched", "2026-01-15T11:59:50Z"),
        ("template.id", "122601"),
    ];
    let outcome = match Expression::parse(expression) {
        Ok(expression) => with_record(&record, |scope| format!("{:?}", expression.evaluate(scope))),
        Err(flaw) => format!("refused: {flaw}"),
    };
    expect.assert_eq(&outcome);
}

#[test]
fn names_texts_and_alternatives() {
    check("title", expect![[r#"["Edge"]"#]]);
    check("missing_one", expect!["[]"]);
    check("empty", expect![[r#"[""]"#]]);
    check("nothing | 'a | b' | title", expect![[r#"["a | b"]"#]]);
    check("nothing | 7", expect![[r#"["7"]"#]]);
}

#[test]
fn functions() {
    check("concat(title, '-', 3)", expect![[r#"["Edge-3"]"#]]);
    check("concat(title, nothing)", expect!["[]"]);
    check("ranges(ips)", expect![[r#"["192.0.2.9-192.0.2.9", "192.0.2.1-192.0.2.4"]"#]]);
    check("end(split(ips))", expect![[r#"["192.0.2.9", "192.0.2.4"]"#]]);
    check("weekday_numbers(days)", expect![[r#"["0,5"]"#]]);
    check("when(is(title, 'Edge', 'Core'), now())", expect![[r#"["2026-01-15T12:00:00Z"]"#]]);
    check("when(missing(title), now())", expect!["[]"]);
    check("stage(launched, 'waits', 'runs', 'is over')", expect![[r#"["runs"]"#]]);
    check("lookup('template', 'id', 'questions', template.id)", expect![[r#"["19"]"#]]);
    check("before('a=b', '=') | after('a=b', '=')", expect![[r#"["a"]"#]]);
    check("plus(38600, number())", expect![[r#"["38600"]"#]]);
    check("between(5, 5)", expect![[r#"["5"]"#]]);
    check("between(9, 5)", expect!["[]"]);
    check("pick()", expect!["[]"]);
    check("hours_after(launched, 2)", expect![[r#"["2026-01-15T13:59:50Z"]"#]]);
}

#[test]
fn flaws() {
    check("", expect!["refused: ``, at character 0: expected a name, a number or a text in quotes"]);
    check("a |", expect!["refused: `a |`, at character 3: expected a name, a number or a text in quotes"]);
    check("'a", expect!["refused: `'a`, at character 0: expected a closing '"]);
    check("call(a)", expect!["refused: `call(a)` calls `call`, which is no function"]);
    check("has(a b)", expect!["refused: `has(a b)`, at character 5: expected `,` or `)`"]);
    check("a b", expect!["refused: `a b`, at character 1: expected the end"]);
    let deep = "has(".repeat(100);
    assert!(Expression::parse(&deep).is_err());
}
