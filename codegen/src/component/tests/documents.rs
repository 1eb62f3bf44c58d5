//! Several documents: include, import and redefine, and names across them.

use super::{APART, ONE_SCHEMA, check, document, refuse_files, schema};
use crate::component::Options;
use crate::diagnostic::Severity;
use expect_test::expect;

#[test]
fn chameleon() {
    check(
        &[
            (
                "a.xsd",
                &document(
                    "targetNamespace='urn:a' xmlns:a='urn:a'",
                    "<xs:include schemaLocation='part.xsd'/><xs:element name='a' type='a:Part'/><xs:complexType name='OfIncluder'/>",
                ),
            ),
            (
                "b.xsd",
                &document(
                    "targetNamespace='urn:b'",
                    "<xs:include schemaLocation='./part.xsd'/><xs:simpleType name='OfIncluder'><xs:list itemType='xs:int'/></xs:simpleType>",
                ),
            ),
            (
                "part.xsd",
                &document(
                    "elementFormDefault='qualified'",
                    "<xs:complexType name='Part'><xs:sequence><xs:element name='p' type='OfIncluder'/></xs:sequence></xs:complexType>",
                ),
            ),
        ],
        ONE_SCHEMA,
        expect![[r#"
            element {urn:a}a: {urn:a}Part
            simple {urn:b}OfIncluder of xs:anySimpleType
            complex {urn:a}OfIncluder restricts xs:anyType: empty
            complex {urn:a}Part restricts xs:anyType: ({urn:a}p: {urn:a}OfIncluder)
            complex {urn:b}Part restricts xs:anyType: ({urn:b}p: {urn:b}OfIncluder)
        "#]],
    );
}

#[test]
fn redefinition() {
    check(
        &[
            (
                "a.xsd",
                &schema(
                    "<xs:redefine schemaLocation='b.xsd'>
<xs:complexType name='T'><xs:complexContent><xs:extension base='T'><xs:attribute name='new'/></xs:extension></xs:complexContent></xs:complexType>
<xs:simpleType name='S'><xs:restriction base='S'><xs:maxLength value='5'/></xs:restriction></xs:simpleType>
<xs:group name='g'><xs:sequence><xs:group ref='g'/><xs:element name='more'/></xs:sequence></xs:group>
<xs:attributeGroup name='ag'><xs:attributeGroup ref='ag'/><xs:attribute name='more'/></xs:attributeGroup></xs:redefine>",
                ),
            ),
            (
                "b.xsd",
                &schema(
                    "<xs:complexType name='T'><xs:group ref='g'/><xs:attributeGroup ref='ag'/></xs:complexType>
<xs:simpleType name='S'><xs:restriction base='xs:string'/></xs:simpleType><xs:element name='e' type='T'/>
<xs:group name='g'><xs:sequence><xs:element name='first' type='S'/></xs:sequence></xs:group>
<xs:attributeGroup name='ag'><xs:attribute name='first'/></xs:attributeGroup>",
                ),
            ),
        ],
        ONE_SCHEMA,
        expect![[r#"
            element e: T
            simple S of S
            complex T restricts xs:anyType: ((first: S), more: xs:anyType)
              @first: xs:anySimpleType
              @more: xs:anySimpleType
            complex T extends T: ((first: S), more: xs:anyType)
              @first: xs:anySimpleType
              @more: xs:anySimpleType
              @new: xs:anySimpleType
        "#]],
    );
}

#[test]
fn refused_redefinitions() {
    refuse_files(
        &[
            (
                "a.xsd",
                &schema(
                    "<xs:redefine schemaLocation='b.xsd'>
<xs:complexType name='T'><xs:sequence/></xs:complexType>
<xs:simpleType name='S'><xs:restriction base='xs:int'/></xs:simpleType>
<xs:group name='none'><xs:sequence/></xs:group></xs:redefine>
<xs:redefine schemaLocation='c.xsd'><xs:group name='none'><xs:sequence/></xs:group></xs:redefine>",
                ),
            ),
            ("b.xsd", &schema("<xs:complexType name='T'/><xs:complexType name='S'/>")),
        ],
        ONE_SCHEMA,
        expect![[r#"
            error: the type `T` does not derive from what it redefines
             --> a.xsd:3:23
              |
            3 | <xs:complexType name='T'><xs:sequence/></xs:complexType>
              |                       ^
              |
             ::: b.xsd:2:23
              |
            2 | <xs:complexType name='T'/><xs:complexType name='S'/>
              |                       - it redefines this
              |
              = help: derive it from the type of its own name

            error: the type `S` does not derive from what it redefines
             --> a.xsd:4:22
              |
            4 | <xs:simpleType name='S'><xs:restriction base='xs:int'/></xs:simpleType>
              |                      ^
              |
             ::: b.xsd:2:49
              |
            2 | <xs:complexType name='T'/><xs:complexType name='S'/>
              |                                                 - it redefines this
              |
              = help: derive it from the type of its own name

            error: there is no group `none` to redefine
             --> a.xsd:5:17
              |
            2 | <xs:redefine schemaLocation='b.xsd'>
              |                              ----- looked for in this document and what it includes
            ...
            5 | <xs:group name='none'><xs:sequence/></xs:group></xs:redefine>
              |                 ^^^^

            error: `c.xsd` is not among the inputs
             --> a.xsd:6:30
              |
            6 | <xs:redefine schemaLocation='c.xsd'><xs:group name='none'><xs:sequence/></xs:group></xs:redefine>
              |                              ^^^^^ looked for `c.xsd`
              |
              = help: add the file to the inputs; nothing is fetched

            error: there is no group `none` to redefine
             --> a.xsd:6:53
              |
            6 | <xs:redefine schemaLocation='c.xsd'><xs:group name='none'><xs:sequence/></xs:group></xs:redefine>
              |                              -----                  ^^^^
              |                              |
              |                              looked for in this document and what it includes

            error: the group `none` is declared twice
             --> a.xsd:6:53
              |
            5 | <xs:group name='none'><xs:sequence/></xs:group></xs:redefine>
              |                 ---- the first
            6 | <xs:redefine schemaLocation='c.xsd'><xs:group name='none'><xs:sequence/></xs:group></xs:redefine>
              |                                                     ^^^^"#]],
    );
}

#[test]
fn names_of_documents_apart() {
    let part = |attribute: &str| {
        schema(&format!(
            "<xs:include schemaLocation='common.xsd'/><xs:complexType name='T'><xs:attribute name='{attribute}'/></xs:complexType><xs:element name='e' type='T'/>"
        ))
    };
    let files = [
        ("a.xsd", &*part("a")),
        ("b.xsd", &*part("b")),
        ("common.xsd", &*schema("<xs:complexType name='C'/>")),
    ];
    check(
        &files,
        APART,
        expect![[r#"
            element e: T
            complex T restricts xs:anyType: empty
              @a: xs:anySimpleType
            complex T restricts xs:anyType: empty
              @b: xs:anySimpleType
            complex C restricts xs:anyType: empty
        "#]],
    );
    refuse_files(
        &files,
        ONE_SCHEMA,
        expect![[r#"
        error: the type `T` is declared twice
         --> b.xsd:2:64
          |
        2 | <xs:include schemaLocation='common.xsd'/><xs:complexType name='T'><xs:attribute name='b'/></xs:complexType><xs:element name='e' type=...
          |                                                                ^
          |
         ::: a.xsd:2:64
          |
        2 | <xs:include schemaLocation='common.xsd'/><xs:complexType name='T'><xs:attribute name='a'/></xs:complexType><xs:element name='e' type=...
          |                                                                - the first

        error: the element `e` is declared twice
         --> b.xsd:2:126
          |
        2 | <xs:include schemaLocation='common.xsd'/><xs:complexType name='T'><xs:attribute name='b'/></xs:complexType><xs:element name='e' type=...
          |                                                                                                                              ^
          |
         ::: a.xsd:2:126
          |
        2 | ...<xs:attribute name='a'/></xs:complexType><xs:element name='e' type='T'/>
          |                                                               - the first"#]],
    );
}

#[test]
fn imports() {
    refuse_files(
        &[
            (
                "a.xsd",
                &document(
                    "targetNamespace='urn:a' xmlns:b='urn:b' xmlns:c='urn:c'",
                    "<xs:import namespace='urn:b' schemaLocation='b.xsd'/><xs:import namespace='urn:x' schemaLocation='b.xsd'/>
<xs:import namespace='urn:a'/><xs:include schemaLocation='b.xsd'/><xs:include schemaLocation='none.xsd'/>
<xs:element name='a' type='b:T'/><xs:element name='c' type='c:T'/><xs:element name='d' type='T'/>",
                ),
            ),
            ("b.xsd", &document("targetNamespace='urn:b' xmlns:c='urn:c'", "<xs:import namespace='urn:c'/><xs:complexType name='T'/>")),
            ("c.xsd", &document("targetNamespace='urn:c'", "<xs:complexType name='T'/>")),
        ],
        ONE_SCHEMA,
        expect![[r#"
            error: `b.xsd` declares the namespace `urn:b`
             --> a.xsd:2:76
              |
            2 | <xs:import namespace='urn:b' schemaLocation='b.xsd'/><xs:import namespace='urn:x' schemaLocation='b.xsd'/>
              |                                                                            ^^^^^ imported as the namespace `urn:x`

            error: a schema cannot import its own namespace
             --> a.xsd:3:23
              |
            3 | <xs:import namespace='urn:a'/><xs:include schemaLocation='b.xsd'/><xs:include schemaLocation='none.xsd'/>
              |                       ^^^^^
              |
              = help: use `xs:include`

            error: `b.xsd` declares another namespace, `urn:b`
             --> a.xsd:3:59
              |
            3 | <xs:import namespace='urn:a'/><xs:include schemaLocation='b.xsd'/><xs:include schemaLocation='none.xsd'/>
              |                                                           ^^^^^
              |
              = help: use `xs:import`

            error: the namespace `urn:c` is not imported
             --> a.xsd:4:61
              |
            4 | <xs:element name='a' type='b:T'/><xs:element name='c' type='c:T'/><xs:element name='d' type='T'/>
              |                                                             ^^^
              |
              = help: add an `xs:import` to the document that refers to it

            error: names without a namespace are not imported
             --> a.xsd:4:94
              |
            4 | <xs:element name='a' type='b:T'/><xs:element name='c' type='c:T'/><xs:element name='d' type='T'/>
              |                                                                                              ^
              |
              = help: add an `xs:import` to the document that refers to it

            error: there is no type `T`
             --> a.xsd:4:94
              |
            4 | <xs:element name='a' type='b:T'/><xs:element name='c' type='c:T'/><xs:element name='d' type='T'/>
              |                                                                                              ^ searched: a.xsd, b.xsd, c.xsd
              |
              = help: `T` is in the namespace `urn:b`: it needs that one's prefix"#]],
    );
}

#[test]
fn attributes_of_xml() {
    check(
        &[(
            "a.xsd",
            &schema(
                "<xs:import namespace='http://www.w3.org/XML/1998/namespace'/><xs:complexType name='T'>
<xs:attribute ref='xml:lang' use='required'/><xs:attribute ref='xml:space' default='preserve'/></xs:complexType>",
            ),
        )],
        ONE_SCHEMA,
        expect![[r#"
            complex T restricts xs:anyType: empty
              @xml:lang!: xs:language
              @xml:space: xs:NCName = "preserve"
        "#]],
    );
}

#[test]
fn locations_that_lead_nowhere() {
    let files =
        [("a.xsd", &*schema("<xs:include schemaLocation='none.xsd'/><xs:import namespace='urn:none'/>"))];
    check(&files, ONE_SCHEMA, expect![""]);
    let warned = Options { one_schema: true, missing: Some(Severity::Warning), constraints: Severity::Error };
    refuse_files(
        &files,
        warned,
        expect![[r#"
        error: `none.xsd` is not among the inputs
         --> a.xsd:2:29
          |
        2 | <xs:include schemaLocation='none.xsd'/><xs:import namespace='urn:none'/>
          |                             ^^^^^^^^ looked for `none.xsd`
          |
          = help: add the file to the inputs; nothing is fetched

        warning: no input declares the namespace `urn:none`
         --> a.xsd:2:62
          |
        2 | <xs:include schemaLocation='none.xsd'/><xs:import namespace='urn:none'/>
          |                                                              ^^^^^^^^
          |
          = help: add the schema of the namespace to the inputs"#]],
    );
    refuse_files(
        &files,
        APART,
        expect![[r#"
        error: `none.xsd` is not among the inputs
         --> a.xsd:2:29
          |
        2 | <xs:include schemaLocation='none.xsd'/><xs:import namespace='urn:none'/>
          |                             ^^^^^^^^ looked for `none.xsd`
          |
          = help: add the file to the inputs; nothing is fetched

        error: no input declares the namespace `urn:none`
         --> a.xsd:2:62
          |
        2 | <xs:include schemaLocation='none.xsd'/><xs:import namespace='urn:none'/>
          |                                                              ^^^^^^^^
          |
          = help: add the schema of the namespace to the inputs"#]],
    );
}

#[test]
fn documents_that_redefine_each_other() {
    let of = |other: &str| {
        schema(&format!(
            "<xs:redefine schemaLocation='{other}'><xs:group name='g'><xs:sequence/></xs:group></xs:redefine>"
        ))
    };
    refuse_files(
        &[("a.xsd", &*of("b.xsd")), ("b.xsd", &*of("a.xsd"))],
        ONE_SCHEMA,
        expect![[r#"
        error: `b.xsd` is redefined by what it redefines
         --> a.xsd:2:30
          |
        2 | <xs:redefine schemaLocation='b.xsd'><xs:group name='g'><xs:sequence/></xs:group></xs:redefine>
          |                              ^^^^^ this leads back to it

        error: `a.xsd` is redefined by what it redefines
         --> b.xsd:2:30
          |
        2 | <xs:redefine schemaLocation='a.xsd'><xs:group name='g'><xs:sequence/></xs:group></xs:redefine>
          |                              ^^^^^ this leads back to it"#]],
    );
}

#[test]
fn groups_that_redefine_without_holding() {
    refuse_files(
        &[
            (
                "a.xsd",
                &*schema(
                    "<xs:redefine schemaLocation='b.xsd'>
<xs:group name='fine'><xs:sequence><xs:element name='a'/></xs:sequence></xs:group>
<xs:group name='more'><xs:sequence><xs:element name='a'/><xs:element name='b'/></xs:sequence></xs:group>
<xs:attributeGroup name='more'><xs:attribute name='a'/><xs:attribute name='b'/></xs:attributeGroup></xs:redefine>",
                ),
            ),
            (
                "b.xsd",
                &*schema(
                    "<xs:group name='fine'><xs:sequence><xs:element name='a' minOccurs='0'/></xs:sequence></xs:group>
<xs:group name='more'><xs:sequence><xs:element name='a'/></xs:sequence></xs:group>
<xs:attributeGroup name='more'><xs:attribute name='a'/></xs:attributeGroup>",
                ),
            ),
        ],
        ONE_SCHEMA,
        expect![[r#"
            error: the content model does not restrict that of the base
             --> a.xsd:4:17
              |
            4 | <xs:group name='more'><xs:sequence><xs:element name='a'/><xs:element name='b'/></xs:sequence></xs:group>
              |                 ^^^^ a group cannot restrict a single element
              |
             ::: b.xsd:3:54
              |
            3 | <xs:group name='more'><xs:sequence><xs:element name='a'/></xs:sequence></xs:group>
              |                                                      - in the base

            error: what it redefines has no attribute `b`: a restriction cannot add one
             --> a.xsd:5:76
              |
            5 | <xs:attributeGroup name='more'><xs:attribute name='a'/><xs:attribute name='b'/></xs:attributeGroup></xs:redefine>
              |                                                                            ^"#]],
    );
}

#[test]
fn groups_that_hold_what_they_redefine_twice() {
    let redefinition = schema(
        "<xs:redefine schemaLocation='b.xsd'><xs:group name='g'><xs:sequence><xs:group ref='g'/><xs:group ref='g'/></xs:sequence></xs:group></xs:redefine>",
    );
    let original = schema("<xs:group name='g'><xs:sequence><xs:element name='a'/></xs:sequence></xs:group>");
    refuse_files(
        &[("a.xsd", &redefinition), ("b.xsd", &original)],
        ONE_SCHEMA,
        expect![[r#"
        error: the group `g` holds what it redefines more than once
         --> a.xsd:2:53
          |
        2 | <xs:redefine schemaLocation='b.xsd'><xs:group name='g'><xs:sequence><xs:group ref='g'/><xs:group ref='g'/></xs:sequence></xs:group></...
          |                                                     ^ it may refer to its own name once, without bounds"#]],
    );
}
