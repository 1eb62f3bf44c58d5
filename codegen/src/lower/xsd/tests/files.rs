//! Several files: include, import, and names across them.

use super::check;
use expect_test::expect;

const HEAD: &str = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'";

fn file(attributes: &str, body: &str) -> String {
    format!("{HEAD} {attributes}>{body}</xs:schema>")
}

#[test]
fn include_within_a_namespace() {
    check(
        &[
            (
                "was/3.0/azure.xsd",
                &file(
                    "targetNamespace='urn:v3' xmlns='urn:v3'",
                    "<xs:include schemaLocation='../../common/./base.xsd'/>
<xs:element name='Azure' type='Azure'/>
<xs:complexType name='Azure'><xs:complexContent><xs:extension base='Connector'>
<xs:sequence><xs:element name='state' type='State'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>",
                ),
            ),
            (
                "common/base.xsd",
                &file(
                    "targetNamespace='urn:v3' xmlns:v='urn:v3'",
                    "<xs:complexType name='Connector'><xs:sequence>
<xs:element name='part'><xs:complexType><xs:attribute name='a'/></xs:complexType></xs:element></xs:sequence></xs:complexType>
<xs:simpleType name='State'><xs:restriction base='xs:string'><xs:enumeration value='ON'/></xs:restriction></xs:simpleType>",
                ),
            ),
        ],
        expect![[r#"
            module was/3.0/azure from was/3.0/azure.xsd
            root Azure: <Azure>
            type Azure (part, state)
              sequence
                part: <common/base:Connector/part>
                state: enumeration <common/base:State>

            module common/base from common/base.xsd
            type Connector (part)
              part: <Connector/part>
            type Connector/part EMPTY
              @a: Text
            enumeration State
              ON
        "#]],
    );
}

#[test]
fn chameleon_include() {
    check(
        &[
            (
                "a.xsd",
                &file(
                    "targetNamespace='urn:a' xmlns:a='urn:a'",
                    "<xs:include schemaLocation='part.xsd'/><xs:element name='a' type='a:Part'/>
<xs:complexType name='OfIncluder'/>",
                ),
            ),
            (
                "part.xsd",
                &file(
                    "",
                    "<xs:complexType name='Part'><xs:sequence><xs:element name='p' type='Own'/>
<xs:element name='q' type='OfIncluder'/></xs:sequence></xs:complexType><xs:complexType name='Own'/>",
                ),
            ),
        ],
        expect![[r#"
            module a from a.xsd
            root a: <part:Part>
            type OfIncluder EMPTY

            module part from part.xsd
            type Part (p, q)
              sequence
                p: <Own>
                q: <a:OfIncluder>
            type Own EMPTY
        "#]],
    );
}

#[test]
fn import_of_another_namespace() {
    check(
        &[
            (
                "a.xsd",
                &file(
                    "targetNamespace='urn:a' xmlns:b='urn:b'",
                    "<xs:import namespace='urn:b' schemaLocation='b.xsd'/>
<xs:import namespace='http://www.w3.org/XML/1998/namespace'/><xs:import namespace='urn:c'/>
<xs:element name='a' type='b:T'/><xs:complexType name='T'><xs:sequence><xs:element ref='b:e'/></xs:sequence>
<xs:attribute ref='xml:space'/></xs:complexType>",
                ),
            ),
            (
                "b.xsd",
                &file(
                    "targetNamespace='urn:b' xmlns='urn:b'",
                    "<xs:complexType name='T'/><xs:element name='e' type='T'/>",
                ),
            ),
            ("elsewhere/c.xsd", &file("targetNamespace='urn:c'", "")),
        ],
        expect![[r#"
            module a from a.xsd
            root a: <b:T>
            type T (e)
              @xml:space: Text [type="xs:NCName"]
              e: <b:T>

            module b from b.xsd
            root e: <T>
            type T EMPTY

            module elsewhere/c from elsewhere/c.xsd
        "#]],
    );
}

#[test]
fn same_names_in_files_apart() {
    check(
        &[
            (
                "a.xsd",
                &file(
                    "",
                    "<xs:complexType name='Tag'><xs:attribute name='a'/></xs:complexType><xs:element name='x' type='Tag'/>",
                ),
            ),
            (
                "b.xsd",
                &file(
                    "",
                    "<xs:complexType name='Tag'><xs:attribute name='b'/></xs:complexType><xs:element name='x' type='Tag'/>",
                ),
            ),
        ],
        expect![[r#"
            module a from a.xsd
            root x: <Tag>
            type Tag EMPTY
              @a: Text

            module b from b.xsd
            root x: <Tag>
            type Tag EMPTY
              @b: Text
        "#]],
    );
}

#[test]
fn files_that_include_each_other() {
    check(
        &[
            (
                "a.xsd",
                &file(
                    "",
                    "<xs:include schemaLocation='b.xsd'/><xs:element name='a' type='B'/><xs:complexType name='A'/>",
                ),
            ),
            (
                "b.xsd",
                &file(
                    "",
                    "<xs:include schemaLocation='a.xsd'/><xs:element name='b' type='A'/><xs:complexType name='B'/>",
                ),
            ),
        ],
        expect![[r#"
            module a from a.xsd
            root a: <b:B>
            type A EMPTY

            module b from b.xsd
            root b: <a:A>
            type B EMPTY
        "#]],
    );
}

#[test]
fn parts_of_a_whole() {
    check(
        &[
            (
                "whole.xsd",
                &file("", "<xs:include schemaLocation='one.xsd'/><xs:include schemaLocation='two.xsd'/>"),
            ),
            ("one.xsd", &file("", "<xs:element name='a' type='OfTwo'/>")),
            ("two.xsd", &file("", "<xs:complexType name='OfTwo'/>")),
        ],
        expect![[r#"
            module whole from whole.xsd

            module one from one.xsd
            root a: <two:OfTwo>

            module two from two.xsd
            type OfTwo EMPTY
        "#]],
    );
}

#[test]
fn members_of_a_substitution_group_elsewhere() {
    check(
        &[
            ("core.xsd", &file("", "<xs:element name='test' type='T' abstract='true'/><xs:complexType name='T'/>
<xs:element name='tests'><xs:complexType><xs:sequence><xs:element ref='test' maxOccurs='unbounded'/></xs:sequence></xs:complexType></xs:element>")),
            ("unix.xsd", &file("targetNamespace='urn:unix'", "<xs:import schemaLocation='core.xsd'/><xs:element name='file_test' substitutionGroup='test'/>")),
            ("linux.xsd", &file("targetNamespace='urn:linux'", "<xs:import schemaLocation='core.xsd'/><xs:element name='rpm_test' substitutionGroup='test'/>")),
        ],
        expect![[r#"
            module core from core.xsd
            root tests: <tests>
            type T EMPTY
            type tests (file_test | rpm_test)+
              choice+
                file_test: <T>
                rpm_test: <T>

            module unix from unix.xsd
            root file_test: <core:T>

            module linux from linux.xsd
            root rpm_test: <core:T>
        "#]],
    );
}
