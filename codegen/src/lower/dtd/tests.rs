//! Tests of the lowering: the module as text, and what is reported.

use super::{Lowered, lower};
use crate::diagnostic::Diagnostics;
use crate::dtd;
use crate::ir::{Attribute, Content, Occurs, Particle, Target, Term, Value, ValueKind};
use crate::lower::dtd::Extent;
use crate::resolver::Resolver;
use crate::source::{SourceFile, Sources};
use expect_test::{Expect, expect};
use std::fmt::Write;

fn run(text: &str) -> (Lowered, Diagnostics, Sources) {
    let mut sources = Sources::default();
    let file = SourceFile::new("vm/sample.dtd", text);
    let source = sources.add(file.clone());
    let mut diagnostics = Diagnostics::default();
    let document = dtd::parse(source, &mut sources, &mut Resolver::default(), &mut diagnostics);
    let lowered = lower("vm/sample", &file, &document, Extent::Whole, &mut diagnostics);
    (lowered, diagnostics, sources)
}

fn check(text: &str, expected: Expect) {
    let (_, diagnostics, sources) = run(text);
    assert_eq!(diagnostics.render(&sources, false), "");
    check_tree(text, expected);
}

fn check_tree(text: &str, expected: Expect) {
    expected.assert_eq(&dump(&run(text).0, text));
}

fn dump(lowered: &Lowered, text: &str) -> String {
    let module = &lowered.module;
    let mut out = String::new();
    let docs = |docs: &Option<String>| docs.as_ref().map_or(String::new(), |docs| format!(" -- {docs:?}"));
    let _ = writeln!(out, "{}{}", module.source, docs(&module.docs));
    for root in &module.roots {
        let _ = writeln!(out, "root {} {}{}", root.name, target(&root.target), docs(&root.docs));
    }
    for (name, one) in &module.types {
        let content = match &one.content {
            Content::Empty => "empty".to_owned(),
            Content::Any => "any".to_owned(),
            Content::Value(one) => value(one),
            Content::Elements(one) => particle(one, text),
            Content::Mixed(one) => format!("mixed {}", particle(one, text)),
        };
        let _ = writeln!(out, "type {name} `{}` = {content}{}", one.model, docs(&one.docs));
        for Attribute { name, value: kind, required, default, docs: said, .. } in &one.attributes {
            let required = if *required { " required" } else { "" };
            let default = default.as_ref().map_or(String::new(), |one| format!(" {one:?}"));
            let _ = writeln!(out, "  @{name} {}{required}{default}{}", value(kind), docs(said));
        }
    }
    for (name, one) in &module.enumerations {
        let words: Vec<_> = one.words.iter().map(|word| word.text.as_str()).collect();
        let _ = writeln!(out, "enumeration {name} = {}{}", words.join(" | "), docs(&one.docs));
    }
    for one in &lowered.undeclared {
        let place = text.get(one.span.range()).unwrap_or("OUTSIDE OF THE TEXT");
        let _ = writeln!(out, "undeclared {} in {} @ {place:?}", one.element, one.parent);
    }
    out
}

/// A particle, with the place of each group that is left.
fn particle(one: &Particle, text: &str) -> String {
    let list = |parts: &[Particle], separator: &str| {
        let parts: Vec<_> = parts.iter().map(|part| particle(part, text)).collect();
        let place = text.get(one.span.range()).unwrap_or("OUTSIDE OF THE TEXT");
        format!("{{{} @ {place:?}}}", parts.join(separator))
    };
    let term = match &one.term {
        Term::Element(element) => {
            let docs = element.docs.as_ref().map_or(String::new(), |docs| format!(" -- {docs:?}"));
            format!("{}: {}{docs}", element.name, target(&element.target))
        }
        Term::Sequence(parts) => list(parts, ", "),
        Term::Choice(parts) => list(parts, " | "),
        Term::All(parts) => list(parts, " & "),
        Term::Any => "any".to_owned(),
    };
    let occurs = match one.occurs {
        Occurs::ONE => "",
        Occurs::OPTIONAL => "?",
        Occurs::ANY => "*",
        Occurs::MANY => "+",
        _ => "OTHER BOUNDS",
    };
    format!("{term}{occurs}")
}

fn target(one: &Target) -> String {
    match one {
        Target::Type(id) => id.to_string(),
        Target::Value(one) => value(one),
    }
}

fn value(one: &Value) -> String {
    match &one.kind {
        ValueKind::Text => "text".to_owned(),
        ValueKind::Enumeration(id) => format!("enumeration {id}"),
        ValueKind::List(item, separator) => format!("list of {} by {separator:?}", value(item)),
        other => format!("{other:?}"),
    }
}

#[test]
fn elements() {
    check(
        "<!ELEMENT LIST (ID, TITLE?, (A|B)+, QDS*)>\n<!ELEMENT ID (#PCDATA)>\n<!ELEMENT TITLE (#PCDATA)*>\n\
         <!ELEMENT A EMPTY>\n<!ELEMENT B ANY>\n<!ELEMENT QDS (#PCDATA)>\n\
         <!ATTLIST QDS severity CDATA #REQUIRED>\n<!ELEMENT HTML (#PCDATA|A|ID)*>\n<!ATTLIST A>",
        expect![[r#"
            vm/sample.dtd
            root LIST vm/sample:LIST
            root HTML vm/sample:HTML
            type LIST `(ID, TITLE?, (A | B)+, QDS*)` = {ID: text, TITLE: text?, {A: vm/sample:A | B: vm/sample:B @ "(A|B)+"}+, QDS: vm/sample:QDS* @ "(ID, TITLE?, (A|B)+, QDS*)"}
            type A `EMPTY` = empty
            type B `ANY` = any
            type QDS `(#PCDATA)` = text
              @severity text required
            type HTML `(#PCDATA | A | ID)*` = mixed {A: vm/sample:A | ID: text @ "(#PCDATA|A|ID)*"}*
        "#]],
    );
}

#[test]
fn groups_around_a_single_part_go() {
    // As it stands, the model is not deterministic, which is warned about.
    check_tree(
        "<!ELEMENT R ((A), ((A))*, (A?)+, (A+)?, (A*)+, (A?)?, (A+)+, ((A|B))+, ((A,B)?)+, (((A|B)*)?))>\n\
         <!ELEMENT S (A)>\n<!ELEMENT T (A)+>\n<!ELEMENT U ((A|B)+)>\n\
         <!ELEMENT A (#PCDATA)><!ELEMENT B (#PCDATA)>",
        expect![[r#"
            vm/sample.dtd
            root R vm/sample:R
            root S vm/sample:S
            root T vm/sample:T
            root U vm/sample:U
            type R `((A), ((A))*, (A?)+, (A+)?, (A*)+, (A?)?, (A+)+, ((A | B))+, ((A, B)?)+, (((A | B)*)?))` = {A: text, A: text*, A: text*, A: text*, A: text*, A: text?, A: text+, {A: text | B: text @ "(A|B)"}+, {A: text, B: text @ "(A,B)?"}*, {A: text | B: text @ "(A|B)*"}* @ "((A), ((A))*, (A?)+, (A+)?, (A*)+, (A?)?, (A+)+, ((A|B))+, ((A,B)?)+, (((A|B)*)?))"}
            type S `(A)` = A: text
            type T `(A)+` = A: text+
            type U `((A | B)+)` = {A: text | B: text @ "(A|B)+"}+
        "#]],
    );
}

#[test]
fn attributes() {
    check(
        r##"<!NOTATION gif SYSTEM "gif"><!ELEMENT MONTHLY ANY>
<!ATTLIST MONTHLY frequency CDATA #REQUIRED day_of_week (0|1|2) #IMPLIED
  week (1|2) "1" token NMTOKEN #IMPLIED tokens NMTOKENS "a b" refs IDREFS #IMPLIED files ENTITIES #IMPLIED
  id ID #IMPLIED ref IDREF #IMPLIED file ENTITY #IMPLIED picture NOTATION (gif) #IMPLIED
  version CDATA #FIXED "2.0">
<!ATTLIST MONTHLY more CDATA #IMPLIED>"##,
        expect![[r#"
            vm/sample.dtd
            root MONTHLY vm/sample:MONTHLY
            type MONTHLY `ANY` = any
              @frequency text required
              @day_of_week enumeration vm/sample:MONTHLY/@day_of_week
              @week enumeration vm/sample:MONTHLY/@week Default { value: "1", fixed: false }
              @token text
              @tokens list of text by Space Default { value: "a b", fixed: false }
              @refs list of text by Space
              @files list of text by Space
              @id text
              @ref text
              @file text
              @picture enumeration vm/sample:MONTHLY/@picture
              @version text Default { value: "2.0", fixed: true }
              @more text
            enumeration MONTHLY/@day_of_week = 0 | 1 | 2
            enumeration MONTHLY/@week = 1 | 2
            enumeration MONTHLY/@picture = gif
        "#]],
    );
}

#[test]
fn documentation() {
    check(
        "<!--\n  The   DTD\n  of samples.\n\n\n  $Revision$ -->\n\n<!-- The list. -->\n<!ELEMENT LIST (ID, QDS)>\n\
         <!-- Its   key. -->\n<!-- A number. -->\n<!ELEMENT ID (#PCDATA)>\n<!ELEMENT QDS (#PCDATA)> <!-- score -->\n\
         <!-- how bad -->\n<!ATTLIST QDS severity (high|low) #REQUIRED>\n<!-- two at once -->\n\
         <!ATTLIST QDS a CDATA #IMPLIED b CDATA #IMPLIED>\n<!---->\n<!ELEMENT X EMPTY>",
        expect![[r#"
            vm/sample.dtd -- "The DTD of samples.\n\n$Revision$"
            root LIST vm/sample:LIST -- "The list."
            root X vm/sample:X
            type LIST `(ID, QDS)` = {ID: text -- "Its key.\n\nA number.", QDS: vm/sample:QDS -- "score\n\ntwo at once" @ "(ID, QDS)"} -- "The list."
            type QDS `(#PCDATA)` = text -- "score\n\ntwo at once"
              @severity enumeration vm/sample:QDS/@severity required -- "how bad"
              @a text
              @b text
            type X `EMPTY` = empty
            enumeration QDS/@severity = high | low -- "how bad"
        "#]],
    );
}

#[test]
fn roots() {
    // Recursion through itself does not take the root away.
    check(
        "<!ELEMENT TREE (NODE*, TREE*)><!ELEMENT NODE EMPTY>",
        expect![[r#"
        vm/sample.dtd
        root TREE vm/sample:TREE
        type TREE `(NODE*, TREE*)` = {NODE: vm/sample:NODE*, TREE: vm/sample:TREE* @ "(NODE*, TREE*)"}
        type NODE `EMPTY` = empty
    "#]],
    );
    // All are referred to: the first.
    check(
        "<!ELEMENT A (B?)><!ELEMENT B (A?)>",
        expect![[r#"
        vm/sample.dtd
        root A vm/sample:A
        type A `(B?)` = B: vm/sample:B?
        type B `(A?)` = A: vm/sample:A?
    "#]],
    );
    check(
        "<!ELEMENT A (#PCDATA)>",
        expect![[r#"
        vm/sample.dtd
        root A text
    "#]],
    );
    check(
        "",
        expect![[r#"
        vm/sample.dtd
    "#]],
    );
}

#[test]
fn references_to_undeclared_elements() {
    let text = "<!ENTITY % more 'COMMENTS'>\n<!ELEMENT SCHEDULE (START_DATE.UTC, %more;)>\n\
                <!ELEMENT START_DATE_UTC (#PCDATA)>\n<!ELEMENT MIXED (#PCDATA|NONE)*>";
    check(
        text,
        expect![[r#"
            vm/sample.dtd
            root SCHEDULE vm/sample:SCHEDULE
            root START_DATE_UTC text
            root MIXED vm/sample:MIXED
            type SCHEDULE `(START_DATE.UTC, COMMENTS)` = {START_DATE.UTC: vm/sample:anyType, COMMENTS: vm/sample:anyType @ "(START_DATE.UTC, %more;)"}
            type MIXED `(#PCDATA | NONE)*` = mixed {NONE: vm/sample:anyType @ "(#PCDATA|NONE)*"}*
            type anyType `ANY` = any
            undeclared START_DATE.UTC in SCHEDULE @ "START_DATE.UTC"
            undeclared COMMENTS in SCHEDULE @ "%more;"
            undeclared NONE in MIXED @ "NONE"
        "#]],
    );
    let (lowered, _, sources) = run(text);
    let warnings: Vec<_> =
        lowered.undeclared.iter().map(|one| one.warning().render(&sources, false)).collect();
    expect![[r#"
        warning: element `START_DATE.UTC` is not declared
         --> vm/sample.dtd:2:21
          |
        2 | <!ELEMENT SCHEDULE (START_DATE.UTC, %more;)>
          |                     ^^^^^^^^^^^^^^ the content of `SCHEDULE` refers to it; it may hold anything
          |
          = help: `START_DATE_UTC` is declared: correct the name in the fixups

        warning: element `COMMENTS` is not declared
         --> vm/sample.dtd:2:37
          |
        2 | <!ELEMENT SCHEDULE (START_DATE.UTC, %more;)>
          |                                     ^^^^^^ the content of `SCHEDULE` refers to it; it may hold anything
          |
          = help: say what it holds in the fixups

        warning: element `NONE` is not declared
         --> vm/sample.dtd:4:26
          |
        4 | <!ELEMENT MIXED (#PCDATA|NONE)*>
          |                          ^^^^ the content of `MIXED` refers to it; it may hold anything
          |
          = help: say what it holds in the fixups"#]]
    .assert_eq(&warnings.join("\n\n"));
    assert_eq!(lowered.elements.get("START_DATE_UTC"), Some(&Target::Value(Value::text())));
}

#[test]
fn attributes_of_undeclared_elements() {
    let (lowered, diagnostics, sources) = run("<!ELEMENT A EMPTY>\n<!ATTLIST B c (x|y) #IMPLIED>");
    expect![[r#"
        warning: element `B` has attributes, but is not declared
         --> vm/sample.dtd:2:11
          |
        2 | <!ATTLIST B c (x|y) #IMPLIED>
          |           ^ these attributes are left out
          |
          = help: declare the element, or correct its name here"#]]
    .assert_eq(&diagnostics.render(&sources, false));
    assert!(lowered.module.enumerations.is_empty());
}

/// Documentation is copied to references, but not without measure.
#[test]
fn copies_of_documentation_end_at_a_limit() {
    let references = vec!["A"; 100_000].join("|");
    let text =
        format!("<!-- {} -->\n<!ELEMENT A (#PCDATA)>\n<!ELEMENT B ({references})>", "x".repeat(100_000));
    let (lowered, _, _) = run(&text);
    let Some(Content::Elements(Particle { term: Term::Choice(parts), .. })) =
        lowered.module.types.get("B").map(|one| &one.content)
    else {
        panic!("B is a choice");
    };
    let copied =
        parts.iter().filter(|part| matches!(&part.term, Term::Element(one) if one.docs.is_some())).count();
    assert_eq!((parts.len(), copied), (100_000, 167));
}
