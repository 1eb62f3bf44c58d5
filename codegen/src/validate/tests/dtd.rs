//! Documents and the IR of DTDs.

use super::lines;
use crate::diagnostic::Diagnostics;
use crate::ir::Model;
use crate::lower::dtd::Extent;
use crate::resolver::Resolver;
use crate::source::{SourceFile, Sources};
use crate::validate::{Grammar, Options, Reading, document};
use crate::{dtd, lower};
use expect_test::{Expect, expect};

/// What is wrong with a document of a DTD.
fn check(schema: &str, document: &str, expect: Expect) {
    let mut sources = Sources::default();
    let file = SourceFile::new("schema.dtd", schema);
    let source = sources.add(file.clone());
    let mut diagnostics = Diagnostics::default();
    let parsed = dtd::parse(source, &mut sources, &mut Resolver::default(), &mut diagnostics);
    let lowered = lower::dtd::lower("schema", &file, &parsed, Extent::Whole, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}", diagnostics.render(&sources, false));
    let mut model = Model::default();
    model.modules.insert("schema".to_owned(), lowered.module);
    let components = lower::components::lower(&model, "schema").expect("the module");
    let source = sources.add(SourceFile::new("document.xml", document));
    let options = Options { reading: Reading::Local, ..Options::default() };
    let (resolver, grammar) = (&mut Resolver::default(), &Grammar::new(&components));
    let found = document::validate(source, &mut sources, resolver, grammar, options, &mut diagnostics);
    let found = found.expect("well-formed");
    expect.assert_eq(&lines(&found, &sources));
}

const LIST: &str = "<!ELEMENT LIST (HEAD?, (ITEM | NOTE)+, END)>
<!ELEMENT HEAD (#PCDATA)> <!ELEMENT NOTE (#PCDATA | B)*> <!ELEMENT B EMPTY> <!ELEMENT END EMPTY>
<!ELEMENT ITEM (ID, NAME?)> <!ATTLIST ITEM kind (a | b) #REQUIRED lang CDATA 'en'>
<!ELEMENT ID (#PCDATA)> <!ELEMENT NAME (#PCDATA)>";

#[test]
fn valid_documents() {
    check(LIST, "<LIST><ITEM kind='a'><ID>1</ID></ITEM><END/></LIST>", expect![""]);
    check(
        LIST,
        "<LIST>\n <HEAD>h</HEAD> <NOTE>a<B/>b</NOTE><!-- c --><ITEM kind=' b '><ID/><NAME/></ITEM>\n<END/></LIST>",
        expect![""],
    );
    check(LIST, "<q:LIST xmlns:q='u'><q:NOTE/><END xmlns='v'/></q:LIST>", expect![""]);
    check(LIST, "<LIST><q:NOTE/><END/></LIST>", expect![""]);
}

#[test]
fn elements() {
    check(
        LIST,
        "<LIST><END/></LIST>",
        expect![[r#"
        1:7 Element: `END` is not expected here, in `/LIST`; expected `HEAD`, `ITEM` or `NOTE`
    "#]],
    );
    check(
        LIST,
        "<LIST><HEAD/></LIST>",
        expect![[r#"
        1:1 Missing: `LIST` is not complete, in `/LIST`; expected `ITEM` or `NOTE` in it
    "#]],
    );
    check(
        LIST,
        "<LIST/>",
        expect![[r#"
        1:1 Missing: `LIST` is not complete, in `/LIST`; expected `HEAD`, `ITEM` or `NOTE` in it
    "#]],
    );
    check(
        LIST,
        "<LIST><NOTE/><HEAD/><ITEM kind='c'><NAME/><NAME/></ITEM><Note/><END>x</END><ZZ><NAME/></ZZ></LIST>",
        expect![[r#"
            1:14 Element: `HEAD` is not expected here, in `/LIST`; expected `ITEM`, `NOTE` or `END`
            1:27 Value: `c` is no value of the attribute `kind`, which is a restriction of `xs:token`, in `/LIST/ITEM`; expected `a` or `b`
            1:36 Element: `NAME` is not expected here, in `/LIST/ITEM`; expected `ID`
            1:43 Element: `NAME` is not expected here, in `/LIST/ITEM`; expected the end of `ITEM`
            1:57 Element: `Note` is not expected here, in `/LIST`; expected `ITEM`, `NOTE` or `END`
            1:69 Text: `END` has to be empty, but has text, in `/LIST/END`; expected nothing
            1:76 Element: `ZZ` is not expected here, in `/LIST`; expected the end of `LIST`
        "#]],
    );
    check(
        LIST,
        "<LIST>text<NOTE/>more<END/></LIST>",
        expect![[r#"
        1:7 Text: `LIST` has text beside its elements, in `/LIST`; expected `HEAD`, `ITEM` or `NOTE`
    "#]],
    );
    check(
        LIST,
        "<ITEM kind='a'><ID/></ITEM>",
        expect![[r#"
        1:1 Root: `ITEM` is not declared, in `/ITEM`; expected `LIST`
    "#]],
    );
}

#[test]
fn attributes() {
    check(
        LIST,
        "<LIST><ITEM lang='x' Kind='a'><ID x='1'/></ITEM><END/></LIST>",
        expect![[r#"
        1:22 Attribute: `ITEM` has no attribute `Kind`, in `/LIST/ITEM`; expected `kind` or `lang`
        1:7 MissingAttribute: `ITEM` lacks its attribute `kind`, in `/LIST/ITEM`; expected `kind="…"`
        1:35 Attribute: `ID` has no attribute `x`, in `/LIST/ITEM/ID`; expected no attributes
    "#]],
    );
}

#[test]
fn corrections_of_names_and_words_are_alternatives() {
    let mut model = Model::default();
    let mut diagnostics = Diagnostics::default();
    let file = SourceFile::new("schema.dtd", LIST);
    let mut sources = Sources::default();
    let source = sources.add(file.clone());
    let parsed = dtd::parse(source, &mut sources, &mut Resolver::default(), &mut diagnostics);
    let lowered = lower::dtd::lower("list", &file, &parsed, Extent::Whole, &mut diagnostics);
    model.modules.insert("list".to_owned(), lowered.module);
    let corrections = "[[fixup]]\nschema = 'list'\nat = 'ITEM/NAME'\nalias = 'TITLE'\nreason = 'r'\nsource = 's'\n\
        [[fixup]]\nschema = 'list'\nat = 'ITEM/ID'\ntype = 'unsignedInt'\nreason = 'r'\nsource = 's'\n";
    let corrections = SourceFile::new("fixups.toml", corrections);
    let fixups = crate::fixups::parse(crate::source::SourceId(1), &corrections, &mut diagnostics);
    crate::fixups::apply(&fixups, &mut model, &|_, _| None, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{diagnostics:?}");
    let components = lower::components::lower(&model, "list").expect("the module");
    let found = |document: &str| document::complaints(&Grammar::new(&components), "d", document).join("\n");
    let with = |item: &str| found(&format!("<LIST><ITEM kind='a'>{item}</ITEM><END/></LIST>"));
    expect![[r#""#]].assert_eq(&with("<ID> 7 </ID><TITLE>t</TITLE>"));
    expect![[r#"
        d:1:26: `x` is no value of `ID`, which is `xs:unsignedInt`, in `/LIST/ITEM/ID`; expected a whole number
        d:1:39: `TITLE` is not expected here, in `/LIST/ITEM`; expected the end of `ITEM`"#]]
    .assert_eq(&with("<ID>x</ID><NAME/><TITLE/>"));
}

#[test]
fn what_a_model_leaves_open_is_followed_as_far_as_that_goes() {
    let model = |model: &str| format!("<!ELEMENT r {model}><!ELEMENT x EMPTY><!ELEMENT y EMPTY>");
    let document = |count: usize| format!("<r>{}</r>", "<x/>".repeat(count));
    let many = model(&format!("({})", ["x?"; 300].join(",")));
    check(&many, &document(1), expect![""]);
    check(&many, &document(40), expect![""]);
    check(
        &many,
        "<r><x/><y/></r>",
        expect![[r#"
        1:8 Element: `y` is not expected here, in `/r`; expected `x`, others or the end of `r`
    "#]],
    );
    // Each level doubles what is possible; no document is worth all of that.
    let nested = (0..13).fold("x?".to_owned(), |inner, _| format!("({inner},{inner})?"));
    check(
        &model(&format!("({nested})")),
        &document(500),
        expect![[r#"
        1:1 Limit: the content model leaves open too much to be matched, in `/r`; what is in this was not looked at in full
    "#]],
    );
    check(
        &model(&format!("({nested})")),
        "<r><x/><z/></r>",
        expect![[r#"
        1:8 Element: `z` is not expected here, in `/r`; `r` has no such element
        1:1 Limit: the content model leaves open too much to be matched, in `/r`; what is in this was not looked at in full
    "#]],
    );
}
