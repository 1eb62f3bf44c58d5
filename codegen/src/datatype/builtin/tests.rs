use crate::datatype::{Datatype, NameRole, NoContext, Variety};

#[test]
fn all_are_there_behind_their_bases() {
    let names: Vec<_> = Datatype::builtins().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 45);
    for (at, (name, datatype)) in Datatype::builtins().enumerate() {
        assert_eq!(datatype.name.as_ref().map(|name| name.local.as_str()), Some(name));
        if let Some(base) = datatype.base.as_ref().and_then(|base| base.name.as_ref()) {
            assert!(names.iter().position(|one| *one == base.local).is_some_and(|base| base < at), "{name}");
        } else {
            assert_eq!(name, "anySimpleType");
        }
    }
    assert!(Datatype::builtin("anyType").is_none());
}

#[test]
fn lexical_spaces() {
    let rows: [(&str, &[&str], &[&str]); 29] = [
        ("anySimpleType", &["", " anything at all\n"], &[]),
        ("string", &["", "  a\tb "], &[]),
        ("normalizedString", &["", " a\n b"], &[]),
        ("token", &["", "a  b"], &[]),
        ("language", &["en", "en-GB", "x-klingon-abcdefgh", " de "], &["", "en_GB", "abcdefghi", "en-", "ü"]),
        ("NMTOKEN", &["-a.1:b", "1", "é"], &["", "a b", "a,b", "—"]),
        ("NMTOKENS", &["a", " a\n1 "], &["", " ", "a ,"]),
        ("Name", &[":a", "a:b:c", "_1"], &["", "1a", "-a", ".a"]),
        ("NCName", &["a", "_a.b-1", "é"], &["", "a:b", ":", "1"]),
        ("ID", &["a"], &["a:b", "1", ""]),
        ("IDREFS", &["a b"], &["", "a b:c"]),
        ("ENTITY", &["a"], &["a b"]),
        ("boolean", &["true", "false", "1", "0", " true "], &["", "TRUE", "yes", "10"]),
        ("decimal", &["1", "-1.50", " +.5 "], &["", "1e1", "1,5"]),
        ("integer", &["-0", "+12", "000", "99999999999999999999999"], &["", "1.0", "1.", "+-1", "1 2"]),
        ("nonPositiveInteger", &["0", "-1", "-0"], &["1"]),
        ("negativeInteger", &["-1"], &["0", "-0", "1"]),
        ("long", &["9223372036854775807", "-9223372036854775808"], &["9223372036854775808"]),
        ("int", &["2147483647", "-2147483648"], &["2147483648", "-2147483649"]),
        ("short", &["32767", "-32768"], &["32768", "-32769"]),
        ("byte", &["127", "-128"], &["128", "-129"]),
        ("nonNegativeInteger", &["0", "+1", "-0"], &["-1"]),
        ("unsignedLong", &["18446744073709551615"], &["18446744073709551616", "-1"]),
        ("unsignedInt", &["4294967295"], &["4294967296"]),
        ("unsignedShort", &["65535"], &["65536"]),
        ("unsignedByte", &["255"], &["256"]),
        ("positiveInteger", &["1"], &["0", "-1"]),
        (
            "anyURI",
            &["", "a b", "http://example.org/?é#x", "../%20", "urn:a:b", "a/b:c", "C:/a", "#a:b"],
            &["%", "a%2", "%zz", ":a", "1:a", "é:a"],
        ),
        ("hexBinary", &["", "0aF0"], &["0", "0g"]),
    ];
    for (name, valid, invalid) in rows {
        let datatype = Datatype::builtin(name).unwrap();
        for text in valid {
            if let Err(refusal) = datatype.validate(text, &NoContext) {
                panic!("{refusal}");
            }
        }
        for text in invalid {
            let refusal = datatype.validate(text, &NoContext).unwrap_err();
            assert!(!refusal.expected.is_empty(), "{refusal}");
        }
    }
}

#[test]
fn roles_of_names() {
    for (name, text, roles) in [
        ("ID", " a ", vec![(NameRole::Id, "a")]),
        ("IDREF", "a", vec![(NameRole::IdReference, "a")]),
        ("IDREFS", "a b", vec![(NameRole::IdReference, "a"), (NameRole::IdReference, "b")]),
        ("ENTITIES", "x", vec![(NameRole::Entity, "x")]),
        ("NCName", "a", vec![]),
    ] {
        let valid = Datatype::builtin(name).unwrap().validate(text, &NoContext).unwrap();
        let found: Vec<_> = valid.roles.iter().map(|(role, name)| (*role, name.as_str())).collect();
        assert_eq!(found, roles, "{name}");
    }
}

#[test]
fn derivation() {
    let (of, any) = (|name| Datatype::builtin(name).unwrap(), Datatype::any());
    for (name, base, expected) in [
        ("int", "integer", true),
        ("int", "decimal", true),
        ("integer", "int", false),
        ("ID", "string", true),
        ("NMTOKENS", "NMTOKEN", false),
        ("float", "double", false),
    ] {
        assert_eq!(of(name).is_derived_from(&of(base)), expected, "{name} {base}");
        assert!(of(name).is_derived_from(&any));
    }
    assert!(matches!(of("IDREFS").variety, Variety::List(_)));
}
