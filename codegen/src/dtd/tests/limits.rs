//! What the limits stop, and how soon.

use super::{check_diagnostics, read};
use expect_test::expect;
use std::fmt::Write;

/// Entities that each refer ten times to the one before.
fn laughs(sign: char, reference: &str) -> String {
    let mut text = format!("<!ENTITY {sign} a0 \"B | \">\n").replace("& ", "");
    for level in 1..12 {
        let body = reference.replace('N', &(level - 1).to_string()).repeat(10);
        let _ = writeln!(text, "{}", format!("<!ENTITY {sign} a{level} \"{body}\">").replace("& ", ""));
    }
    text
}

#[test]
fn billion_laughs_in_declarations() {
    let text = laughs('%', "&#37;aN;") + "<!ELEMENT A (%a11; B)>\n<!ELEMENT B EMPTY>";
    check_diagnostics(
        &text,
        expect![[r#"
            error: the entities of this file expand to more than 4 MiB
              --> sample.dtd:13:14
               |
            13 | <!ELEMENT A (%a11; B)>
               |              ^^^^^ this reference leads past the limit
               |
               = help: the rest of the file is not read; look for entities that refer to others many times over"#]],
    );
}

#[test]
fn billion_laughs_in_entity_values() {
    check_diagnostics(
        &laughs('%', "%aN;"),
        expect![[r#"
            error: the entities of this file expand to more than 4 MiB
             --> sample.dtd:7:52
              |
            7 | <!ENTITY % a6 "%a5;%a5;%a5;%a5;%a5;%a5;%a5;%a5;%a5;%a5;">
              |                                                    ^^^^ this reference leads past the limit
              |
              = help: the rest of the file is not read; look for entities that refer to others many times over"#]],
    );
}

#[test]
fn billion_laughs_in_defaults() {
    let text = laughs('&', "&aN;") + "<!ATTLIST A b CDATA \"&a11;\">";
    check_diagnostics(
        &text,
        expect![[r#"
            error: the entities of this file expand to more than 4 MiB
              --> sample.dtd:13:22
               |
            13 | <!ATTLIST A b CDATA "&a11;">
               |                      ^^^^^ this reference leads past the limit
               |
               = help: the rest of the file is not read; look for entities that refer to others many times over"#]],
    );
}

#[test]
fn references_nest_to_a_limit() {
    let mut text = "<!ENTITY % a0 \"B\">".to_owned();
    for level in 1..80 {
        let _ = write!(text, "<!ENTITY % a{level} \"&#37;a{};\">", level - 1);
    }
    let (_, diagnostics, _) = read(&(text.clone() + "<!ELEMENT A (%a63;)>"));
    assert!(!diagnostics.has_errors());
    let (_, diagnostics, _) = read(&(text + "<!ELEMENT A (%a64;)>"));
    let messages: Vec<_> = diagnostics.iter().map(|one| one.message.as_str()).collect();
    expect!["entities are nested deeper than 64, at `%a0;`"].assert_eq(&messages.join("\n"));
}

#[test]
fn groups_nest_to_a_limit() {
    let nested = |depth: usize| format!("<!ELEMENT A {}B{}>", "(".repeat(depth), ")".repeat(depth));
    let (_, diagnostics, _) = read(&nested(256));
    assert!(!diagnostics.has_errors());
    for depth in [257, 1_000_000] {
        let (_, diagnostics, _) = read(&nested(depth));
        let messages: Vec<_> = diagnostics.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages, ["groups are nested deeper than 256 in the declaration of element `A`"]);
    }
}

#[test]
fn errors_and_warnings_are_not_without_number() {
    let (document, diagnostics, _) = read(&("<!ELEMENT A>\n".repeat(10_000) + "<!ELEMENT B EMPTY>"));
    assert_eq!(diagnostics.iter().count(), 101);
    assert_eq!(document.declarations.len(), 0);
    let (document, diagnostics, _) = read(&("<!ELEMENT A EMPTY>\n".repeat(10_000) + "<!ELEMENT B EMPTY>"));
    assert_eq!(diagnostics.iter().count(), 101);
    assert_eq!(document.declarations.len(), 2);
    let last = diagnostics.iter().last().map(|one| one.message.as_str());
    assert_eq!(last, Some("9899 more warnings about this file are not shown"));
}

/// Constructs that are never closed, many times over: time grows with the text alone.
#[test]
fn long_texts_of_openings_end_soon() {
    for opening in
        ["<![", "<![IGNORE[", "<![INCLUDE[", "<!--", "<?", "<!", "\"", "%", "]]>", ">", "> ", "<", "]"]
    {
        let (_, diagnostics, _) = read(&opening.repeat(300_000));
        assert!(diagnostics.has_errors(), "{opening}");
    }
}
