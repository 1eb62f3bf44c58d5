use crate::component::DerivationSet;
use crate::datatype::{Datatype, Definition, NoContext};
use crate::source::{SourceId, Span};
use crate::xsd::{Facet, FacetKind, Namespaces};
use std::sync::Arc;

fn definition() -> Definition {
    let span = Span::new(SourceId(0), 0..0);
    Definition { name: None, is_final: DerivationSet::default(), span, docs: None }
}

/// A facet of a step: `minLength=1`; `!` before it makes it fixed.
fn facet(text: &str) -> Facet {
    let (fixed, text) = text.strip_prefix('!').map_or((false, text), |text| (true, text));
    let (name, value) = text.split_once('=').unwrap();
    Facet {
        kind: FacetKind::from_name(name).unwrap(),
        value: value.to_string(),
        span: Span::new(SourceId(0), 10..10 + value.len()),
        fixed,
        namespaces: Namespaces::from_iter([("p", "urn:p")]),
        docs: None,
    }
}

/// A type by its steps: `int / minInclusive=1 maxInclusive=9 / minInclusive=2`; `int*` is a list, `int|date` a union.
fn derive(steps: &str) -> (Arc<Datatype>, Vec<String>) {
    let mut parts = steps.split(" / ");
    let base = parts.next().unwrap();
    let mut messages = Vec::new();
    let members: Vec<_> = base.split('|').map(|name| named(name, &mut messages)).collect();
    let mut datatype = match members.as_slice() {
        [one] => one.clone(),
        _ => finished(Datatype::union(members, definition()), &mut messages),
    };
    for step in parts {
        let facets = step.split(' ').filter(|text| !text.is_empty()).map(facet).collect();
        datatype = finished(Datatype::restrict(&datatype, facets, definition(), &NoContext), &mut messages);
    }
    (datatype, messages)
}

fn named(name: &str, messages: &mut Vec<String>) -> Arc<Datatype> {
    match name.strip_suffix('*') {
        Some(item) => finished(Datatype::list(&named(item, messages), definition()), messages),
        None => Datatype::builtin(name).unwrap(),
    }
}

fn finished(
    made: (Datatype, Vec<crate::diagnostic::Diagnostic>),
    messages: &mut Vec<String>,
) -> Arc<Datatype> {
    messages.extend(made.1.into_iter().map(|one| one.message));
    Arc::new(made.0)
}

#[test]
fn facets_hold() {
    let rows: &[(&str, &[&str], &[&str])] = &[
        ("string / length=2", &["ab", "éé", "\u{10000}\u{10000}"], &["a", "abc"]),
        ("string / minLength=1 maxLength=2", &["a", "ab"], &["", "abc"]),
        ("hexBinary / length=2", &["0a0b"], &["0a", "0a0b0c"]),
        ("base64Binary / maxLength=3", &["AQID", "A Q I D", ""], &["AQIDBA=="]),
        ("anyURI / length=3", &["a/b"], &["a"]),
        ("int* / length=2", &["1 2", " 1\n2 "], &["1", "1 2 3", "1 a"]),
        ("NMTOKENS / maxLength=2", &["a", "a b"], &["", "a b c"]),
        ("QName / length=1", &["abc"], &["p:q"]),
        ("string / pattern=a+ pattern=b+", &["aa", "b"], &["ab", ""]),
        ("string / pattern=a.* / pattern=.*b", &["ab", "acb"], &["a", "b"]),
        ("int* / pattern=1.*", &["1 2", " 1 2"], &["2 1"]),
        ("token / pattern=a.b", &["a b", " a  b "], &["a", "ab"]),
        ("string / whiteSpace=collapse length=1", &[" a "], &["a b"]),
        ("decimal / enumeration=1.0 enumeration=2", &["1", "1.00", "2.0"], &["3"]),
        ("float / enumeration=NaN enumeration=0", &["NaN", "-0"], &["1"]),
        ("int* / enumeration=1", &["1", " 01 "], &["1 1", "2"]),
        ("string|int / enumeration=1", &["1"], &["01"]),
        ("int|string / enumeration=1", &["1", "01"], &["a"]),
        ("int|string / pattern=[0-9]+|a", &[" 1 ", "a"], &[" a", "b"]),
        ("int|date", &["1", "2000-01-01"], &["a", ""]),
        ("int / minInclusive=1 maxExclusive=5", &["1", "4", "+04"], &["0", "5"]),
        ("decimal / minExclusive=0.5 maxInclusive=1", &["0.51", "1.0"], &["0.5", "1.01"]),
        ("float / minInclusive=1", &["1", "INF"], &["NaN", "0.9"]),
        ("duration / maxInclusive=P1Y", &["P1Y", "P364D", "P12M"], &["P365D", "P2Y"]),
        ("date / minInclusive=2000-01-02", &["2000-01-02", "2000-01-04Z"], &["2000-01-01", "2000-01-02Z"]),
        ("decimal / totalDigits=3 fractionDigits=1", &["100", "10.1", "0.10", "000100.0"], &["1000", "1.01"]),
        ("integer / totalDigits=1", &["9", "09", "-9"], &["10"]),
    ];
    for (steps, valid, invalid) in rows {
        let (datatype, messages) = derive(steps);
        assert_eq!(messages, Vec::<String>::new(), "{steps}");
        for text in *valid {
            if let Err(refusal) = datatype.validate(text, &Names) {
                panic!("{steps}: {refusal}");
            }
        }
        for text in *invalid {
            assert!(datatype.validate(text, &Names).is_err(), "{steps} {text}");
        }
    }
}

struct Names;

impl crate::datatype::Context for Names {
    fn namespace(&self, prefix: &str) -> Option<&str> {
        None.or(match prefix {
            "" => Some("urn:default"),
            "q" => Some("urn:p"),
            _ => None,
        })
    }

    fn notation_is_declared(&self, name: &crate::xsd::QName) -> bool {
        name.local == "gif"
    }
}

#[test]
fn names_are_compared_without_their_prefixes() {
    let (datatype, messages) = derive("QName / enumeration=p:a");
    assert_eq!(messages, Vec::<String>::new());
    assert!(datatype.validate("q:a", &Names).is_ok());
    assert!(datatype.validate("a", &Names).is_err());
    assert!(datatype.validate("p:a", &Names).unwrap_err().expected.contains("prefix"));
    let notation = Datatype::builtin("NOTATION").unwrap();
    assert!(notation.lacks_notations());
    let facets = vec![facet("enumeration=p:gif")];
    let (datatype, found) = Datatype::restrict(&notation, facets.clone(), definition(), &Names);
    assert!(found.is_empty() && !datatype.lacks_notations());
    assert!(datatype.validate("q:gif", &Names).is_ok());
    assert!(datatype.validate("gif", &Names).is_err());
    let (_, found) = Datatype::restrict(&notation, facets, definition(), &NoContext);
    assert_eq!(found.len(), 1);
}

#[test]
fn definitions_are_checked() {
    let rows = [
        ("string / minInclusive=1", "`minInclusive` does not apply to `xs:string`"),
        ("boolean / enumeration=true", "`enumeration` does not apply to `xs:boolean`"),
        ("int / length=1", "`length` does not apply to `xs:int`"),
        ("float / totalDigits=1", "`totalDigits` does not apply to `xs:float`"),
        ("int* / minInclusive=1", "`minInclusive` does not apply to a list of `xs:int`"),
        ("int|date / length=1", "`length` does not apply to a union"),
        ("int|date / whiteSpace=collapse", "`whiteSpace` does not apply to a union"),
        ("string / length=1 length=1", "`length` is given twice"),
        ("string / length=-1", "`length` cannot be `-1`"),
        ("decimal / totalDigits=0", "`totalDigits` cannot be `0`"),
        ("string / length=1 minLength=1", "`minLength` and `length` exclude each other"),
        ("string / length=3 / maxLength=4", "`maxLength` and `length` exclude each other"),
        ("string / minLength=2 / length=1", "`minLength` is 2, more than `length`, which is 1"),
        ("string / minLength=2 maxLength=1", "`minLength` is 2, more than `maxLength`, which is 1"),
        (
            "string / maxLength=2 / maxLength=3",
            "`maxLength` is 2 in a restriction of `xs:string`, and cannot be more here",
        ),
        (
            "string / minLength=2 / minLength=1",
            "`minLength` is 2 in a restriction of `xs:string`, and cannot be less here",
        ),
        (
            "string / length=2 / length=1",
            "`length` is 2 in a restriction of `xs:string`, and cannot be other here",
        ),
        (
            "string / !maxLength=2 / maxLength=1",
            "`maxLength` is 2 in a restriction of `xs:string`, and cannot be other here",
        ),
        ("NMTOKENS / minLength=0", "`minLength` is 1 in `xs:NMTOKENS`, and cannot be less here"),
        ("integer / fractionDigits=1", "`fractionDigits` is 0 in `xs:integer`, and cannot be other here"),
        (
            "decimal / totalDigits=1 fractionDigits=2",
            "`fractionDigits` is 2, more than `totalDigits`, which is 1",
        ),
        (
            "token / whiteSpace=replace",
            "`whiteSpace` is `collapse` in `xs:token`, and cannot become `replace`",
        ),
        ("int / whiteSpace=preserve", "`whiteSpace` is `collapse` in `xs:int`, and cannot become `preserve`"),
        ("string / whiteSpace=none", "`whiteSpace` cannot be `none`"),
        ("int / enumeration=a", "`a` is not a value of `xs:int`"),
        ("int / maxInclusive=5 / enumeration=6", "`6` is not a value of a restriction of `xs:int`"),
        ("int / maxInclusive=2147483648", "`2147483648` is not a value of `xs:int`"),
        ("int / maxInclusive=5 / maxInclusive=6", "`6` is not a value of a restriction of `xs:int`"),
        ("int / maxExclusive=5 / maxInclusive=5", "`5` is not a value of a restriction of `xs:int`"),
        (
            "int / minInclusive=5 maxInclusive=4",
            "`minInclusive` is `5`, which lies beyond `maxInclusive`, which is `4`",
        ),
        (
            "int / minInclusive=5 maxExclusive=5",
            "`minInclusive` is `5`, which lies beyond `maxExclusive`, which is `5`",
        ),
        ("int / minInclusive=1 minExclusive=1", "`minInclusive` and `minExclusive` exclude each other"),
        (
            "int / !minInclusive=1 / minInclusive=2",
            "`minInclusive` is fixed as `1` in a restriction of `xs:int`, and cannot be other here",
        ),
        ("string / pattern=a**", "`a**` is not a pattern: `*` repeats what is repeated already"),
        ("anySimpleType / pattern=a", "`xs:anySimpleType` cannot be restricted"),
        ("NMTOKENS*", "`xs:NMTOKENS` cannot be the item type of a list"),
    ];
    for (steps, message) in rows {
        let (_, messages) = derive(steps);
        assert_eq!(messages, [message], "{steps}");
    }
    for steps in [
        "int / maxExclusive=5 / maxExclusive=5",
        "int / !minInclusive=1 / !minInclusive=01",
        "string / minLength=1 / length=1 / minLength=1",
        "NMTOKENS / length=2",
        "string / maxLength=99999999999999999999999",
        "string / whiteSpace=collapse / whiteSpace=collapse",
        "int / minExclusive=5 maxExclusive=5",
        "int* / enumeration=1 pattern=1",
    ] {
        assert_eq!(derive(steps).1, Vec::<String>::new(), "{steps}");
    }
}

#[test]
fn final_types_are_not_derived_from() {
    let is_final = DerivationSet { restriction: true, list: true, union: true, ..DerivationSet::default() };
    let string = Datatype::builtin("string").unwrap();
    let made = Datatype::restrict(&string, Vec::new(), Definition { is_final, ..definition() }, &NoContext);
    let mut messages = Vec::new();
    let last = finished(made, &mut messages);
    assert!(messages.is_empty());
    let _restricted =
        finished(Datatype::restrict(&last, Vec::new(), definition(), &NoContext), &mut messages);
    let _list = finished(Datatype::list(&last, definition()), &mut messages);
    let _union = finished(Datatype::union(vec![last], definition()), &mut messages);
    let of = "a restriction of `xs:string` cannot be";
    let expected = [
        format!("{of} restricted"),
        format!("{of} the item type of a list"),
        format!("{of} a member of a union"),
    ];
    assert_eq!(messages, expected);
}

#[test]
fn derivation_has_an_end() {
    let mut messages = Vec::new();
    let mut datatype = Datatype::builtin("string").unwrap();
    for _ in 0..2_000 {
        datatype =
            finished(Datatype::restrict(&datatype, Vec::new(), definition(), &NoContext), &mut messages);
    }
    assert!(!messages.is_empty());
    let mut union = Datatype::builtin("int").unwrap();
    messages.clear();
    for _ in 0..40 {
        union = finished(Datatype::union(vec![union.clone(), union], definition()), &mut messages);
    }
    assert!(messages.iter().any(|message| message.contains("too many")));
    assert!(union.validate("a", &NoContext).is_err() || !messages.is_empty());
}
