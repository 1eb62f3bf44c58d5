//! What inputs may be beside whole schemas: fragments of DTDs, files that others refer to, catalogs.

use expect_test::{Expect, expect};
use qualys_codegen::source::SourceFile;
use qualys_codegen::{Generated, Inputs, generate};

/// Generates from schemas and the files that they refer to. What is no schema is an entity.
fn run(files: &[(&str, &str)]) -> Generated {
    let mut inputs = Inputs { folder: "schemas".into(), docs: "Test.".into(), ..Inputs::default() };
    for (path, text) in files {
        let is_schema = path.ends_with(".dtd") || path.ends_with(".xsd");
        let list = if is_schema { &mut inputs.schemas } else { &mut inputs.entities };
        list.push(SourceFile::new(*path, *text));
    }
    generate(&inputs)
}

/// The modules with their roots and the types in them, and what there is to say; that there are files or an error is seen to.
#[track_caller]
fn check(files: &[(&str, &str)], expected: Expect) {
    let generated = run(files);
    let mut out = String::new();
    for (key, module) in &generated.model.modules {
        let roots: Vec<&str> = module.roots.iter().map(|root| root.name.as_str()).collect();
        out += format!("{key}: {}", roots.join(", ")).trim_end();
        out.push('\n');
        for (name, ty) in &module.types {
            out += &format!("    {name} {}\n", ty.model);
        }
    }
    out += &generated.diagnostics.render(&generated.sources, false);
    assert_eq!(generated.files.is_some(), !generated.diagnostics.has_errors(), "{out}");
    expected.assert_eq(&out);
}

const PARTS: &str =
    "<!ELEMENT HOST (IP, TAG*)><!ELEMENT IP (#PCDATA)><!ELEMENT TAG (NAME)><!ELEMENT NAME (#PCDATA)>";

#[test]
fn a_document_of_a_fragment_begins_with_any_of_its_elements() {
    check(
        &[("vm/2.0/parts.fragment.dtd", PARTS)],
        expect![[r#"
        vm/2.0/parts: HOST, IP, TAG, NAME
            HOST (IP, TAG*)
            TAG (NAME)
    "#]],
    );
    check(
        &[("vm/2.0/parts.dtd", PARTS)],
        expect![[r#"
        vm/2.0/parts: HOST
            HOST (IP, TAG*)
            TAG (NAME)
    "#]],
    );
}

#[test]
fn a_fragment_and_a_whole_one_of_its_name_are_two_of_one_module() {
    check(
        &[("vm/2.0/parts.dtd", PARTS), ("vm/2.0/parts.fragment.dtd", PARTS)],
        expect![[r#"
        vm/2.0/parts: HOST
            HOST (IP, TAG*)
            TAG (NAME)
        error: there is a second schema `vm/2.0/parts`
         --> schemas/vm/2.0/parts.fragment.dtd:1:1
          |
        1 | <!ELEMENT HOST (IP, TAG*)><!ELEMENT IP (#PCDATA)><!ELEMENT TAG (NAME)><!ELEMENT NAME (#PCDATA)>
          | ^
          |
          = help: give one of the two files another name"#]],
    );
}

#[test]
fn what_a_fragment_does_not_declare_may_hold_anything() {
    check(
        &[("vm/2.0/parts.fragment.dtd", "<!ELEMENT HOST (IP, OWNER?)><!ELEMENT IP (#PCDATA)>")],
        expect![[r#"
            vm/2.0/parts: HOST, IP
                HOST (IP, OWNER?)
                anyType ANY
            warning: element `OWNER` is not declared
             --> schemas/vm/2.0/parts.fragment.dtd:1:21
              |
            1 | <!ELEMENT HOST (IP, OWNER?)><!ELEMENT IP (#PCDATA)>
              |                     ^^^^^^ the content of `HOST` refers to it; it may hold anything
              |
              = help: say what it holds in the fixups"#]],
    );
}

const CATALOG: &str = "<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'>\
    <public publicId='-//EXAMPLE//ENTITIES Common//EN' uri='../entities/common.ent'/>\
    <system systemId='http://example.com/extra.mod' uri='extra.mod'/>\
    <system systemId='urn:example:types' uri='types.xsd'/></catalog>";

#[test]
fn catalogs_lead_to_what_dtds_refer_to() {
    let schema = "<!ENTITY % common PUBLIC '-//EXAMPLE//ENTITIES Common//EN' 'http://example.com/common.ent'>%common;\
        <!ENTITY % extra SYSTEM 'http://example.com/extra.mod'>%extra;<!ELEMENT R (%common.content;, EXTRA)>";
    let common = (
        "vm/entities/common.ent",
        "<!ENTITY % common.content 'ID, NAME?'><!ELEMENT ID (#PCDATA)><!ELEMENT NAME (#PCDATA)>",
    );
    let extra = ("vm/2.0/extra.mod", "<!ELEMENT EXTRA (ID+)>");
    check(
        &[("vm/2.0/test.dtd", schema), common, extra, ("vm/2.0/catalog.xml", CATALOG)],
        expect![[r#"
        vm/2.0/test: R
            EXTRA (ID+)
            R (ID, NAME?, EXTRA)
    "#]],
    );
    check(
        &[("vm/2.0/test.dtd", schema), common, extra, ("vm/2.0/catalog-vendor.xml", CATALOG)],
        expect![[r#"
            vm/2.0/test: R
                EXTRA (ID+)
                R (ID, NAME?, EXTRA)
        "#]],
    );
    check(
        &[("vm/2.0/test.dtd", schema), common, extra],
        expect![[r#"
            vm/2.0/test:
            error: the text of `%common;` is not among the inputs
             --> schemas/vm/2.0/test.dtd:1:92
              |
            1 | <!ENTITY % common PUBLIC '-//EXAMPLE//ENTITIES Common//EN' 'http://example.com/common.ent'>%common;<!ENTITY % extra SYSTEM 'http://ex...
              |            ------ declared here                                                            ^^^^^^^^ looked for `http://example.com/common.ent`; nothing is fetched
              |
              = help: put the file there, or name it in an XML catalog (`catalog.xml`)

            error: the text of `%extra;` is not among the inputs
             --> schemas/vm/2.0/test.dtd:1:155
              |
            1 | ...NTITY % extra SYSTEM 'http://example.com/extra.mod'>%extra;<!ELEMENT R (%common.content;, EXTRA)>
              |            ----- declared here                         ^^^^^^^ looked for `http://example.com/extra.mod`; nothing is fetched
              |
              = help: put the file there, or name it in an XML catalog (`catalog.xml`)"#]],
    );
}

#[test]
fn catalogs_lead_to_what_schema_documents_include() {
    let schema = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:include schemaLocation='urn:example:types'/>\
        <xs:element name='R' type='T'/></xs:schema>";
    let types = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:complexType name='T'><xs:sequence>\
        <xs:element name='ID' type='xs:int'/></xs:sequence></xs:complexType></xs:schema>";
    let files = [("vm/2.0/test.xsd", schema), ("vm/2.0/types.xsd", types)];
    check(
        &[files[0], files[1], ("vm/2.0/catalog.xml", CATALOG)],
        expect![[r#"
            vm/2.0/test: R
            vm/2.0/types:
                T (ID)
        "#]],
    );
    check(
        &files,
        expect![[r#"
            vm/2.0/test:
            vm/2.0/types:
            error: `urn:example:types` is not among the inputs
             --> schemas/vm/2.0/test.xsd:1:84
              |
            1 | ...ema'><xs:include schemaLocation='urn:example:types'/><xs:element name='R' type='T'/></xs:schema>
              |                                     ^^^^^^^^^^^^^^^^^ looked for `schemas/vm/2.0/urn:example:types`
              |
              = help: add the file to the inputs; nothing is fetched

            error: there is no type `T`
             --> schemas/vm/2.0/test.xsd:1:131
              |
            1 | ...urn:example:types'/><xs:element name='R' type='T'/></xs:schema>
              |                                                   ^ searched: schemas/vm/2.0/test.xsd
              |
              = help: `schemas/vm/2.0/types.xsd` declares one of that name; this file does not include it"#]],
    );
}

#[test]
fn a_catalog_that_is_none_is_an_error() {
    check(
        &[("vm/2.0/parts.dtd", PARTS), ("vm/2.0/catalog.xml", "<catalog/>")],
        expect![[r#"
        vm/2.0/parts: HOST
            HOST (IP, TAG*)
            TAG (NAME)
        error: this is no XML catalog
         --> schemas/vm/2.0/catalog.xml:1:1
          |
        1 | <catalog/>
          | ^ expected `catalog` in the namespace urn:oasis:names:tc:entity:xmlns:xml:catalog"#]],
    );
    check(
        &[("vm/2.0/parts.dtd", PARTS), ("vm/2.0/catalog.xml", "<catalog>")],
        expect![[r#"
        vm/2.0/parts: HOST
            HOST (IP, TAG*)
            TAG (NAME)
        error: the catalog cannot be read: the root node was opened but never closed
         --> schemas/vm/2.0/catalog.xml:1:1
          |
        1 | <catalog>
          | ^"#]],
    );
}
