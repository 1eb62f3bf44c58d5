//! Complex types and elements.

use super::{check, schema};
use expect_test::expect;

#[test]
fn named_and_anonymous() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:element name="Root" type="WebApp"/>
<xs:element name="WebApp"><xs:complexType><xs:sequence><xs:element name="id" type="xs:long"/></xs:sequence></xs:complexType></xs:element>
<xs:element name="Other"><xs:complexType><xs:attribute name="a"/></xs:complexType></xs:element>
<xs:element name="Untyped"/>
<xs:element name="Word" type="xs:string"/>
<xs:complexType name="WebApp">
  <xs:annotation><xs:documentation>An application.</xs:documentation></xs:annotation>
  <xs:all>
    <xs:element name="id" type="xs:long" minOccurs="0"/>
    <xs:element name="name" minOccurs="0" nillable="true" default="none" type="xs:string">
      <xs:annotation><xs:documentation>What it is called.</xs:documentation></xs:annotation>
    </xs:element>
    <xs:element name="scope" minOccurs="0">
      <xs:simpleType><xs:annotation><xs:documentation>How far.</xs:documentation></xs:annotation>
      <xs:restriction base="xs:string">
        <xs:enumeration value="ALL"/><xs:enumeration value="LIMITED"/>
      </xs:restriction></xs:simpleType>
    </xs:element>
    <xs:element name="list" minOccurs="0"><xs:complexType><xs:sequence>
      <xs:element name="WebApp" type="WebApp" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="any"/>
      <xs:element name="inner"><xs:complexType><xs:attribute name="kind"><xs:simpleType>
        <xs:restriction base="xs:string"><xs:enumeration value="x"/></xs:restriction>
      </xs:simpleType></xs:attribute></xs:complexType></xs:element>
    </xs:sequence></xs:complexType></xs:element>
  </xs:all>
</xs:complexType>
<xs:complexType name="Empty"/>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            root Root: <WebApp> // An application.
            root WebApp: <element WebApp>
            root Other: <Other>
            root Untyped: <anyType>
            root Word: Text
            type element WebApp (id)
              id: I64
            type Other EMPTY
              @a: Text
            type anyType ANY
              any content
            type WebApp all(id?, name?, scope?, list?) // An application.
              all
                id?: I64
                name?: Text default="none" nillable // What it is called.
                scope?: enumeration <WebApp/scope> // How far.
                list?: <WebApp/list>
            type WebApp/list (WebApp*, any, inner)
              sequence
                WebApp*: <WebApp> // An application.
                any: <anyType>
                inner: <WebApp/list/inner>
            type WebApp/list/inner EMPTY
              @kind: enumeration <WebApp/list/inner/@kind>
            type Empty EMPTY
            enumeration WebApp/scope // How far.
              ALL
              LIMITED
            enumeration WebApp/list/inner/@kind
              x
        "#]],
    );
}

#[test]
fn simple_content() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:complexType name="Cdata"><xs:simpleContent><xs:extension base="xs:string"/></xs:simpleContent></xs:complexType>
<xs:complexType name="Url"><xs:simpleContent><xs:extension base="Cdata"/></xs:simpleContent></xs:complexType>
<xs:complexType name="UrlEntry"><xs:simpleContent><xs:extension base="Url">
  <xs:attribute name="regex" type="xs:boolean"/><xs:anyAttribute/>
</xs:extension></xs:simpleContent></xs:complexType>
<xs:complexType name="Level"><xs:simpleContent><xs:restriction base="UrlEntry">
  <xs:enumeration value="HIGH"/><xs:enumeration value="LOW"/>
</xs:restriction></xs:simpleContent></xs:complexType>
<xs:complexType name="Bare"><xs:simpleContent><xs:restriction base="Level">
  <xs:enumeration value="HIGH"/>
  <xs:attribute name="regex" use="prohibited"/>
</xs:restriction></xs:simpleContent></xs:complexType>
<xs:complexType name="Again"><xs:complexContent><xs:extension base="Cdata"><xs:attribute name="x"/></xs:extension></xs:complexContent></xs:complexType>
<xs:element name="All"><xs:complexType><xs:sequence>
  <xs:element name="cdata" type="Cdata"/><xs:element name="url" type="Url"/><xs:element name="entry" type="UrlEntry"/>
  <xs:element name="level" type="Level"/><xs:element name="bare" type="Bare"/><xs:element name="again" type="Again"/>
  <xs:element name="inline"><xs:complexType><xs:simpleContent><xs:extension base="xs:int"/></xs:simpleContent></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            root All: <All>
            type UrlEntry (#PCDATA)
              @regex: Boolean
              value Text
            type Level (#PCDATA)
              @regex: Boolean
              value enumeration <Level/value>
            type Again (#PCDATA)
              @x: Text
              value Text
            type All (cdata, url, entry, level, bare, again, inline)
              sequence
                cdata: Text
                url: Text
                entry: <UrlEntry>
                level: <Level>
                bare: enumeration <Bare>
                again: <Again>
                inline: I32
            enumeration Level/value
              HIGH
              LOW
            enumeration Bare
              HIGH
        "#]],
    );
}

#[test]
fn extension_and_restriction() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:complexType name="Derived"><xs:complexContent><xs:extension base="Base">
  <xs:sequence><xs:element name="own" type="xs:int"/></xs:sequence>
  <xs:attribute name="more" use="required"/>
</xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="Base">
  <xs:sequence>
    <xs:element name="id" type="xs:long"/>
    <xs:element name="part"><xs:complexType><xs:sequence><xs:element name="x"/></xs:sequence></xs:complexType></xs:element>
  </xs:sequence>
  <xs:attribute name="a" type="xs:int"/><xs:attribute name="b"/>
</xs:complexType>
<xs:complexType name="Same"><xs:complexContent><xs:extension base="Derived"/></xs:complexContent></xs:complexType>
<xs:complexType name="Less"><xs:complexContent><xs:restriction base="Base">
  <xs:sequence><xs:element name="id" type="xs:int"/></xs:sequence>
  <xs:attribute name="a" type="xs:byte" use="required"/><xs:attribute name="b" use="prohibited"/>
</xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name="Fields"><xs:all><xs:element name="p" type="xs:int" minOccurs="0"/></xs:all></xs:complexType>
<xs:complexType name="MoreFields"><xs:complexContent><xs:extension base="Fields">
  <xs:all><xs:element name="q" type="xs:int" minOccurs="0"/></xs:all>
</xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="Plain"><xs:complexContent><xs:restriction base="xs:anyType">
  <xs:sequence><xs:element name="z" type="xs:int"/></xs:sequence>
</xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name="Open"><xs:complexContent><xs:extension base="xs:anyType"><xs:attribute name="o"/></xs:extension></xs:complexContent></xs:complexType>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            type Derived ((id, part), own)
              @a: I32
              @b: Text
              @more: Text required
              sequence
                sequence
                  id: I64
                  part: <Base/part>
                own: I32
            type Base (id, part)
              @a: I32
              @b: Text
              sequence
                id: I64
                part: <Base/part>
            type Base/part (x)
              x: <anyType>
            type anyType ANY
              any content
            type Same ((id, part), own)
              @a: I32
              @b: Text
              @more: Text required
              sequence
                sequence
                  id: I64
                  part: <Base/part>
                own: I32
            type Less (id)
              @a: I8 required
              id: I32
            type Fields all(p?)
              all
                p?: I32
            type MoreFields all(p?, q?)
              all
                p?: I32
                q?: I32
            type Plain (z)
              z: I32
            type Open ANY
              @o: Text
              any content
        "#]],
    );
}

#[test]
fn mixed_content() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:complexType name="Prose" mixed="true"><xs:choice minOccurs="0" maxOccurs="unbounded">
  <xs:element name="b" type="xs:string"/><xs:element name="i" type="xs:string"/>
</xs:choice></xs:complexType>
<xs:complexType name="Letter" mixed="true"><xs:sequence><xs:element name="to" type="xs:string"/><xs:element name="cc" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>
<xs:complexType name="TextOnly" mixed="true"><xs:attribute name="a"/></xs:complexType>
<xs:complexType name="Longer"><xs:complexContent mixed="true"><xs:extension base="Letter">
  <xs:sequence><xs:element name="ps" type="xs:string"/></xs:sequence>
</xs:extension></xs:complexContent></xs:complexType>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            type Prose (#PCDATA | b | i)*
              mixed
              choice*
                b: Text
                i: Text
            type Letter mixed(to, cc?)
              mixed
              sequence
                to: Text
                cc?: Text
            type TextOnly (#PCDATA)
              @a: Text
              value Text
            type Longer mixed((to, cc?), ps)
              mixed
              sequence
                sequence
                  to: Text
                  cc?: Text
                ps: Text
        "#]],
    );
}

#[test]
fn attributes() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:attribute name="global" type="xs:int" default="1">
  <xs:annotation><xs:documentation>Of the declaration.</xs:documentation></xs:annotation>
</xs:attribute>
<xs:attribute name="color"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="red"/></xs:restriction></xs:simpleType></xs:attribute>
<xs:attributeGroup name="g"><xs:attribute name="in"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="y"/></xs:restriction></xs:simpleType></xs:attribute>
  <xs:attributeGroup ref="h"/></xs:attributeGroup>
<xs:attributeGroup name="h"><xs:attribute name="deep" type="xs:NMTOKENS"/></xs:attributeGroup>
<xs:complexType name="T">
  <xs:attribute name="local" use="required" type="xs:unsignedByte"/>
  <xs:attribute name="untyped" fixed="v"/>
  <xs:attribute ref="global"/><xs:attribute ref="color" use="required"/><xs:attribute ref="xml:lang"/>
  <xs:attributeGroup ref="g"/>
  <xs:attribute name="gone" use="prohibited"/>
</xs:complexType>
<xs:complexType name="U"><xs:attributeGroup ref="g"/><xs:attribute ref="global" default="2"/></xs:complexType>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            type T EMPTY
              @local: U8 required
              @untyped: Text fixed="v"
              @global: I32 default="1" // Of the declaration.
              @color: enumeration <@color> required
              @xml:lang: Text [type="xs:language"]
              @in: enumeration <attributeGroup g/@in>
              @deep: List(Text [type="xs:NMTOKEN"], Space)
            type U EMPTY
              @in: enumeration <attributeGroup g/@in>
              @deep: List(Text [type="xs:NMTOKEN"], Space)
              @global: I32 default="2" // Of the declaration.
            enumeration @color
              red
            enumeration attributeGroup g/@in
              y
        "#]],
    );
}

#[test]
fn simple_content_of_mixed_content() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:complexType name="Entity"><xs:complexContent><xs:extension base="xs:anyType"><xs:attribute name="status"/></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="Address"><xs:simpleContent><xs:restriction base="Entity">
  <xs:simpleType><xs:restriction base="xs:token"><xs:enumeration value="here"/></xs:restriction></xs:simpleType>
</xs:restriction></xs:simpleContent></xs:complexType>
<xs:complexType name="Extended"><xs:complexContent><xs:extension base="Entity"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="Further"><xs:complexContent><xs:extension base="Extended"><xs:sequence><xs:element name="y" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            type Entity ANY
              @status: Text
              any content
            type Address (#PCDATA)
              @status: Text
              value enumeration <Address/value> [type="xs:token"]
            type Extended mixed(any*, x)
              @status: Text
              mixed
              sequence
                any*
                x: I32
            type Further mixed((any*, x), y)
              @status: Text
              mixed
              sequence
                sequence
                  any*
                  x: I32
                y: I32
            enumeration Address/value
              here
        "#]],
    );
}

#[test]
fn attributes_of_other_namespaces() {
    check(
        &[
            (
                "test.xsd",
                r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:link="urn:link" targetNamespace="urn:a">
<xs:import namespace="urn:link" schemaLocation="link.xsd"/>
<xs:complexType name="T"><xs:attribute name="role"/><xs:attribute ref="link:role"/><xs:attributeGroup ref="link:g"/></xs:complexType>
</xs:schema>"#,
            ),
            (
                "link.xsd",
                r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:link" xmlns:l="urn:link" targetNamespace="urn:link">
<xs:attribute name="role"/><xs:attribute name="href"/><xs:attributeGroup name="g"><xs:attribute ref="l:href"/></xs:attributeGroup>
</xs:schema>"#,
            ),
        ],
        expect![[r#"
            module test from test.xsd
            type T EMPTY
              @role: Text
              @link:role: Text
              @l:href: Text

            module link from link.xsd
        "#]],
    );
}

#[test]
fn recursive_types() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:complexType name="Tree"><xs:sequence><xs:element name="left" type="Tree" minOccurs="0"/><xs:element name="right" type="Leaf"/></xs:sequence></xs:complexType>
<xs:complexType name="Leaf"><xs:complexContent><xs:extension base="Tree"><xs:sequence><xs:element ref="root"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:element name="root" type="Tree"/>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            root root: <Tree>
            type Tree (left?, right)
              sequence
                left?: <Tree>
                right: <Leaf>
            type Leaf ((left?, right), root)
              sequence
                sequence
                  left?: <Tree>
                  right: <Leaf>
                root: <Tree>
        "#]],
    );
}
