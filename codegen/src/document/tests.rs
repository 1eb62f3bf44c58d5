//! Documents, well-formed and not, valid and not.

mod agreement;
mod robustness;

use super::{Document, canonical, read, validity};
use crate::diagnostic::Diagnostics;
use crate::resolver::Resolver;
use crate::source::{SourceFile, Sources};
use expect_test::{Expect, expect};

/// A document, what is reported about it and its DTD, and the sources; the first file is the document.
fn run(files: &[(&str, &str)]) -> (Option<Document>, Diagnostics, Sources) {
    let mut resolver = Resolver::default();
    files.iter().for_each(|(path, text)| resolver.add(SourceFile::new(*path, *text)));
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let source = resolver.source(files[0].0, &mut sources).expect("the first file");
    let document = read(source, &mut sources, &mut resolver, &mut diagnostics);
    if let Some(document) = &document {
        validity::check(document, &mut diagnostics);
    }
    (document, diagnostics, sources)
}

/// Compares the canonical form of a document that is valid.
fn check(files: &[(&str, &str)], expected: Expect) {
    let (document, diagnostics, sources) = run(files);
    assert_eq!(diagnostics.render(&sources, false), "");
    expected.assert_eq(&canonical::print(&document.expect("a document")));
}

/// Compares what is wrong with a document: each place, the constraint or none, and the message.
fn check_faults(files: &[(&str, &str)], expected: Expect) {
    let (document, diagnostics, sources) = run(files);
    let mut shown = String::new();
    for one in diagnostics.iter() {
        let constraint =
            one.validity.map_or("not well-formed".to_owned(), |constraint| constraint.to_string());
        shown += &format!("{} {constraint}: {}\n", sources.locate(one.span), one.message);
    }
    shown += if document.is_some() { "read" } else { "not read" };
    expected.assert_eq(&shown);
}

#[test]
fn entities_of_both_subsets() {
    check(
        &[
            (
                "a.xml",
                "<!DOCTYPE a SYSTEM 'd/a.dtd' [<!ENTITY in '<b>&out;</b>'>\n<!ENTITY out 'own'>\n<!ATTLIST a x CDATA 'own'>]>\n\
                 <a y=' 1  2\n'>&in;&chapter;<![CDATA[<&]]>&lt;&#60;</a><?end x ?>",
            ),
            (
                "d/a.dtd",
                "<?xml encoding='UTF-8'?><!ENTITY % yes 'INCLUDE'><!ENTITY % more SYSTEM '../more.mod'>%more;\n<!ENTITY out 'not used'>\n\
                 <!ATTLIST a x CDATA 'not used' y NMTOKENS #IMPLIED z CDATA #FIXED '&out;'>",
            ),
            (
                "more.mod",
                "<!ELEMENT a ANY><![%yes;[<!ELEMENT b (#PCDATA)>]]><!ENTITY chapter SYSTEM 'chapter.xml'>",
            ),
            ("chapter.xml", "<?xml version='1.0' encoding='UTF-8'?>text\r\nof <b/>"),
        ],
        expect![[
            r#"<a x="own" y="1 2" z="own"><b>own</b>text&#10;of <b></b>&lt;&amp;&lt;&lt;</a><?end x ?>"#
        ]],
    );
}

#[test]
fn what_is_not_well_formed() {
    let cases = [
        "<a>",
        "<a></b>",
        "<a/><b/>",
        "<a x='1' x='2'/>",
        "<a x='<'/>",
        "<a x=1/>",
        "<a>&none;</a>",
        "<a>]]></a>",
        "<a>&#0;</a>",
        "<!DOCTYPE a [<!ENTITY e '<b>'>]><a>&e;</b></a>",
        "<!DOCTYPE a [<!ENTITY e '</a><a>'>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e '&#60;'>]><a x='&e;'/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'e.xml'>]><a x='&e;'/>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM 'e.xml' NDATA n>]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY % p 'x'><!ENTITY e '%p;'>]><a/>",
        "<!DOCTYPE a [<!ENTITY % p 'EMPTY'><!ELEMENT a %p;>]><a/>",
        "<!DOCTYPE a [<![INCLUDE[]]>]><a/>",
        "<!DOCTYPE a [<!ELEMENT a ANY>",
        "<?xml version='2.0'?><a/>",
        " <?xml version='1.0'?><a/>",
        "<?xml version='1.0' standalone='maybe'?><a/>",
        "text",
        "",
    ];
    let mut shown = String::new();
    for case in cases {
        let (document, diagnostics, sources) = run(&[("a.xml", case)]);
        assert!(document.is_none(), "{case}");
        let fault = diagnostics.iter().find(|one| one.validity.is_none()).expect("a fault");
        shown += &format!("{case}\n    {}: {}\n", sources.locate(fault.span), fault.message);
    }
    expect![[r#"
        <a>
            a.xml:1:4: the file ends inside of `<a>`
        <a></b>
            a.xml:1:4: `</b>` closes `<a>`
        <a/><b/>
            a.xml:1:5: unexpected `<` in the document, behind its element
        <a x='1' x='2'/>
            a.xml:1:10: attribute `x` stands more than once in a tag
        <a x='<'/>
            a.xml:1:7: `<` stands in a value, in attribute `x` of `a`
        <a x=1/>
            a.xml:1:6: unexpected `1` in attribute `x` of `a`
        <a>&none;</a>
            a.xml:1:4: the entity `&none;` is not declared
        <a>]]></a>
            a.xml:1:4: `]]>` stands in the text
        <a>&#0;</a>
            a.xml:1:4: this reference is to no character of XML
        <!DOCTYPE a [<!ENTITY e '<b>'>]><a>&e;</b></a>
            a.xml:1:36: the text of `&e;` ends inside of `<b>`
        <!DOCTYPE a [<!ENTITY e '</a><a>'>]><a>&e;</a>
            a.xml:1:40: `</a>` closes an element that does not begin in the same text
        <!DOCTYPE a [<!ENTITY e '&f;'><!ENTITY f '&e;'>]><a>&e;</a>
            a.xml:1:53: the entity `&e;` contains itself
        <!DOCTYPE a [<!ENTITY e '&#60;'>]><a x='&e;'/>
            a.xml:1:41: the text of an entity brings `<` into attribute `x` of `a`
        <!DOCTYPE a [<!ENTITY e SYSTEM 'e.xml'>]><a x='&e;'/>
            a.xml:1:48: `&e;` stands in a value, but is external
        <!DOCTYPE a [<!ENTITY e SYSTEM 'e.xml' NDATA n>]><a>&e;</a>
            a.xml:1:53: `&e;` is not XML, and is referred to as if it were
        <!DOCTYPE a [<!ENTITY % p 'x'><!ENTITY e '%p;'>]><a/>
            a.xml:1:43: a parameter entity is referred to inside the declaration of entity `&e;`
        <!DOCTYPE a [<!ENTITY % p 'EMPTY'><!ELEMENT a %p;>]><a/>
            a.xml:1:47: a parameter entity is referred to inside the declaration of element `a`
        <!DOCTYPE a [<![INCLUDE[]]>]><a/>
            a.xml:1:14: a conditional section stands in the internal subset of a document
        <!DOCTYPE a [<!ELEMENT a ANY>
            a.xml:1:30: the file ends in the document type declaration
        <?xml version='2.0'?><a/>
            a.xml:1:16: this is not a version: `1.0`
         <?xml version='1.0'?><a/>
            a.xml:1:2: `<?xml` stands inside the document
        <?xml version='1.0' standalone='maybe'?><a/>
            a.xml:1:33: this is not `yes` or `no`
        text
            a.xml:1:1: unexpected `text` in the document

            a.xml:1:1: the file ends in the document
    "#]]
    .assert_eq(&shown);
}

#[test]
fn what_is_not_valid() {
    check_faults(
        &[(
            "a.xml",
            "<!DOCTYPE list [
<!ELEMENT list (head?, (item | note)+)>
<!ELEMENT head (#PCDATA)> <!ELEMENT note (#PCDATA | b)*> <!ELEMENT item EMPTY> <!ELEMENT b (#PCDATA)>
<!ATTLIST item id ID #REQUIRED to IDREFS #IMPLIED kind (x | y) 'x' v CDATA #FIXED '1' file ENTITY #IMPLIED>
]>
<list>
 <item id='one' to='one  two'/><item id='one'/><head/>
 <item kind='z' id='1' v='2' file='none'>x</item><note>a<item id='i'/></note><none/>&#32;
</list>",
        )],
        expect![[r#"
            a.xml:8:85 Element Valid: text stands in `list`, which holds elements alone
            a.xml:7:48 Element Valid: element `head` may not stand here in `list`
            a.xml:8:2 Element Valid: element `item` has content
            a.xml:8:57 Element Valid: element `item` may not stand in `note`
            a.xml:8:78 Element Valid: element `none` is not declared
            a.xml:7:38 ID: the ID `one` is not the only one
            a.xml:8:8 Enumeration: attribute `kind` of `item` is `z`
            a.xml:8:17 ID: attribute `id` of `item` is `1`
            a.xml:8:24 Fixed Attribute Default: attribute `v` of `item` is `2`
            a.xml:8:30 Entity Name: `none` is no entity with a notation
            a.xml:7:17 IDREF: no element has the ID `two`
            read"#]],
    );
    check_faults(
        &[("a.xml", "<!DOCTYPE a [<!ELEMENT a (b, c)> <!ELEMENT b EMPTY>]><a><b><!-- --></b></a>")],
        expect![[r#"
            a.xml:1:54 Element Valid: element `a` is not complete
            a.xml:1:57 Element Valid: element `b` has content
            read"#]],
    );
    check_faults(
        &[("a.xml", "<!DOCTYPE a [<!ELEMENT b ANY>]><b>&#32;</b>")],
        expect![[r#"
        a.xml:1:32 Root Element Type: the document element is `b`
        read"#]],
    );
    check_faults(
        &[
            (
                "a.xml",
                "<?xml version='1.0' standalone='yes'?><!DOCTYPE a SYSTEM 'a.dtd'><a>\n<b x='1'/><b x=' 1'/></a>",
            ),
            ("a.dtd", "<!ELEMENT a (b+)><!ELEMENT b EMPTY><!ATTLIST b x NMTOKEN '1' y CDATA '2'>"),
        ],
        expect![[r#"
            a.xml:1:69 Standalone Document Declaration: white space stands in `a`, which other files declare to hold elements alone
            a.xml:2:1 Standalone Document Declaration: attribute `y` of `b` depends on what other files declare
            a.xml:2:14 Standalone Document Declaration: attribute `x` of `b` depends on what other files declare
            a.xml:2:11 Standalone Document Declaration: attribute `y` of `b` depends on what other files declare
            read"#]],
    );
}

#[test]
fn what_declarations_break() {
    check_faults(
        &[(
            "a.xml",
            "<!DOCTYPE a [
<!ELEMENT a ((b, c) | (b, d))> <!ELEMENT b EMPTY> <!ELEMENT b EMPTY> <!ELEMENT c (#PCDATA | b | b)*>
<!ATTLIST b n NOTATION (gif | gif) #IMPLIED i ID #FIXED 'i' j ID #IMPLIED k IDREF '1' l (x | y) 'z' xml:space CDATA #IMPLIED>
<!ENTITY e SYSTEM 'e' NDATA none>
]>
<a><b/><c/></a>",
        )],
        expect![[r#"
            a.xml:2:61 Unique Element Type Declaration: element `b` is declared more than once
            a.xml:2:97 No Duplicate Types: `b` stands more than once in the declaration of element `c`
            a.xml:3:31 No Duplicate Tokens: `gif` stands more than once in the declaration of attribute `n` of element `b`
            a.xml:3:97 Attribute Default Value Syntactically Correct: the default `z` is none of the words of its enumeration
            a.xml:2:24 Deterministic Content Models: the content model of `a` is not deterministic
            a.xml:4:29 Notation Declared: the notation `none` is not declared
            a.xml:3:13 No Notation on Empty Element: attribute `n` of element `b` gives a notation to what has no content
            a.xml:3:25 Notation Attributes: the notation `gif` is not declared
            a.xml:3:45 ID Attribute Default: attribute `i` of element `b` is an ID and has a default
            a.xml:3:61 One ID per Element Type: element `b` has several attributes of the type ID
            a.xml:3:75 Attribute Default Value Syntactically Correct: the default of attribute `k` of element `b` is no value of its type
            a.xml:3:101 White Space Handling: attribute `xml:space` of element `b` is not declared as XML asks
            a.xml:6:4 IDREF: attribute `k` of `b` is `1`
            a.xml:6:4 Enumeration: attribute `l` of `b` is `z`
            read"#]],
    );
}

#[test]
fn places_are_in_the_file_that_has_the_fault() {
    let (_, diagnostics, sources) = run(&[
        ("a.xml", "<!DOCTYPE a SYSTEM 'a.dtd'>\n<a>&e;</a>"),
        ("a.dtd", "<!ELEMENT a ANY>\n<!ENTITY % p SYSTEM 'p.mod'>\n%p;\n<!ENTITY e SYSTEM 'e.xml'>"),
        ("p.mod", "<!ELEMENT b (c,>\n"),
        ("e.xml", "text\n <c>"),
    ]);
    expect![[r#"
        error: unexpected `>` in the declaration of element `b`
         --> p.mod:1:16
          |
        1 | <!ELEMENT b (c,>
          |                ^ expected the name of an element or `(`
          |
         ::: a.dtd:2:12
          |
        2 | <!ENTITY % p SYSTEM 'p.mod'>
          |            - in the text of `%p;`, which is declared here"#]]
    .assert_eq(&diagnostics.render(&sources, false));
    let (_, diagnostics, sources) = run(&[
        ("a.xml", "<!DOCTYPE a [<!ELEMENT a ANY><!ENTITY e SYSTEM 'e.xml'>]>\n<a>&e;</a>"),
        ("e.xml", "text\n <c>"),
    ]);
    expect![[r#"
        error: the text of `&e;` ends inside of `<c>`
         --> e.xml:2:5
          |
        2 |  <c>
          |  ---^ expected `</c>`
          |  |
          |  begins here
          |
         ::: a.xml:1:39
          |
        1 | <!DOCTYPE a [<!ELEMENT a ANY><!ENTITY e SYSTEM 'e.xml'>]>
          |                                       - in the text of `&e;`, which is declared here"#]]
    .assert_eq(&diagnostics.render(&sources, false));
    let (_, diagnostics, sources) = run(&[("a.xml", "<!DOCTYPE a SYSTEM 'none.dtd'><a/>")]);
    expect![[r#"
        error: the external subset of `a` is not among the inputs
         --> a.xml:1:1
          |
        1 | <!DOCTYPE a SYSTEM 'none.dtd'><a/>
          | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ looked for `none.dtd`; nothing is fetched
          |
          = help: put the file there, or name it in an XML catalog (`catalog.xml`)"#]]
    .assert_eq(&diagnostics.render(&sources, false));
}
