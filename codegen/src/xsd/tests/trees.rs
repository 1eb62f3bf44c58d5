//! Every construct, as a tree.

use super::{read, schema};
use expect_test::{Expect, expect};

#[track_caller]
fn check(text: &str, expected: Expect) {
    let (tree, diagnostics) = read(text);
    assert_eq!(diagnostics, "", "no diagnostics are expected");
    expected.assert_eq(&tree);
}

#[test]
fn schema_document() {
    check(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xs:schema PUBLIC "-//W3C//DTD XMLSCHEMA 200102//EN" "XMLSchema.dtd" [
  <!ENTITY limit "unbounded">
]>
<!-- a comment -->
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:a="urn:a" xmlns="urn:a" xmlns:o="urn:other"
    targetNamespace="urn:a" elementFormDefault="qualified" version="3" xml:lang="en" o:extra="fine" id="x">
  <xs:annotation>
    <xs:documentation source="s" xml:lang="en">
      First line
      second <b>line</b>.
    </xs:documentation>
    <xs:appinfo><o:anything at="all"/></xs:appinfo>
    <xs:documentation>Another.</xs:documentation>
  </xs:annotation>
  <xs:include schemaLocation="common.xsd"/>
  <xs:import namespace="urn:b" schemaLocation="../b.xsd"/>
  <xs:import namespace="http://www.w3.org/XML/1998/namespace"/>
  <xs:notation name="gif" public="image/gif"/>
  <xs:element name="unprefixed" type="T"/>
  <xs:element name="prefixed" type="a:T"/>
  <xs:complexType name="T"><xs:sequence><xs:any maxOccurs="&limit;"/></xs:sequence></xs:complexType>
</xs:schema>"#,
        expect![[r#"
            schema urn:a elements qualified, attributes unqualified // First line⏎second line.⏎⏎Another.
            include common.xsd
            import urn:b from ../b.xsd
            import http://www.w3.org/XML/1998/namespace from -
            notation gif
            element unprefixed
              : {urn:a}T
            element prefixed
              : {urn:a}T
            complexType T
              sequence
                any 1..
        "#]],
    );
}

#[test]
fn elements() {
    check(
        &schema(
            r#"<xs:element name="plain"/>
<xs:element name="typed" type="xs:int" default="5" nillable="1"/>
<xs:element name="head" abstract="true" type="xs:string"/>
<xs:element name="member" substitutionGroup="head" fixed="x" block='#all' final="restriction"/>
<xs:element name="anonymous">
  <xs:annotation><xs:documentation>What it is.</xs:documentation></xs:annotation>
  <xs:complexType>
    <xs:sequence>
      <xs:element name="a" type="xs:string" minOccurs="0"/>
      <xs:element name="b" maxOccurs="unbounded" form="qualified" nillable="true">
        <xs:simpleType><xs:restriction base="xs:string"/></xs:simpleType>
      </xs:element>
      <xs:element ref="typed" minOccurs="2" maxOccurs="3">
        <xs:annotation><xs:documentation>Of the reference.</xs:documentation></xs:annotation>
      </xs:element>
      <xs:element name="gone" type="xs:string" minOccurs="0" maxOccurs="0"/>
    </xs:sequence>
  </xs:complexType>
  <xs:unique name="u"><xs:selector xpath="a"/><xs:field xpath="."/></xs:unique>
  <xs:key name="k"><xs:selector xpath="a"/><xs:field xpath="@x"/><xs:field xpath="@y"/></xs:key>
  <xs:keyref name="r" refer="k"><xs:selector xpath="b"/><xs:field xpath="."/></xs:keyref>
</xs:element>"#,
        ),
        expect![[r#"
            schema - elements unqualified, attributes unqualified
            element plain
            element typed default="5" nillable
              : xs:int
            element head abstract
              : xs:string
            element member fixed="x" for head block=[extension restriction substitution] final=[restriction]
            element anonymous // What it is.
              complexType -
                sequence
                  a 0..1 : xs:string
                  b 1.. nillable Qualified
                    simpleType - restricts
                      : xs:string
                  ref typed 2..3 // Of the reference.
                  gone 0..0 : xs:string
              unique u: a by .
              key k: a by @x, @y
              keyref to k r: b by .
        "#]],
    );
}

#[test]
fn content_models() {
    check(
        &schema(
            r#"<xs:complexType name="All" mixed="true" abstract="true">
  <xs:all minOccurs="0"><xs:element name="a"/><xs:element name="b" minOccurs="0"/></xs:all>
  <xs:anyAttribute namespace='##other' processContents="lax"/>
</xs:complexType>
<xs:complexType name="Nested">
  <xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:sequence><xs:element name="a"/><xs:group ref="g" minOccurs="0"/></xs:sequence>
    <xs:choice><xs:any namespace='##any' processContents="skip"/></xs:choice>
    <xs:sequence/>
  </xs:choice>
</xs:complexType>
<xs:complexType name="Reference"><xs:group ref="g"/></xs:complexType>
<xs:complexType name="Empty"/>
<xs:group name="g"><xs:all><xs:element name="x"/></xs:all></xs:group>
<xs:group name="h"><xs:choice><xs:element name="y"/></xs:choice></xs:group>"#,
        ),
        expect![[r#"
            schema - elements unqualified, attributes unqualified
            complexType All abstract mixed
              all 0..1
                a
                b 0..1
              @any other lax
            complexType Nested
              choice 0..
                sequence
                  a
                  group g 0..1
                choice
                  any skip
                sequence
            complexType Reference
              group g
            complexType Empty
            group g
              all
                x
            group h
              choice
                y
        "#]],
    );
}

#[test]
fn derived_types() {
    check(
        &schema(
            r#"<xs:complexType name="Text"><xs:simpleContent><xs:extension base="xs:string">
  <xs:attribute name="lang" type="xs:language"/>
</xs:extension></xs:simpleContent></xs:complexType>
<xs:complexType name="Short"><xs:simpleContent><xs:restriction base="Text">
  <xs:simpleType><xs:restriction base="xs:token"/></xs:simpleType>
  <xs:maxLength value="5"/>
  <xs:attribute name="lang" use="prohibited"/>
</xs:restriction></xs:simpleContent></xs:complexType>
<xs:complexType name="More"><xs:complexContent mixed="true"><xs:extension base="Base">
  <xs:sequence><xs:element name="x"/></xs:sequence><xs:attribute name="y"/>
</xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="Less"><xs:complexContent><xs:restriction base="Base"/></xs:complexContent></xs:complexType>"#,
        ),
        expect![[r#"
            schema - elements unqualified, attributes unqualified
            complexType Text simple content extends xs:string
              @lang
                : xs:language
            complexType Short simple content restricts Text
              simpleType - restricts
                : xs:token
              maxLength "5"
              @lang prohibited
            complexType More mixed extends Base
              sequence
                x
              @y
            complexType Less restricts Base
        "#]],
    );
}

#[test]
fn attributes() {
    check(
        &schema(
            r#"<xs:attribute name="global" type="xs:int" default="1"/>
<xs:attribute name="inline"><xs:simpleType><xs:restriction base="xs:int"/></xs:simpleType></xs:attribute>
<xs:attributeGroup name="g">
  <xs:annotation><xs:documentation>Of the group.</xs:documentation></xs:annotation>
  <xs:attribute name="a" use="required" type="xs:string"/>
  <xs:attribute ref="global" use="optional" fixed="2"/>
  <xs:attribute ref="xml:lang"/>
  <xs:attributeGroup ref="h"/>
  <xs:anyAttribute/>
</xs:attributeGroup>"#,
        ),
        expect![[r#"
            schema - elements unqualified, attributes unqualified
            attribute global default="1"
              : xs:int
            attribute inline
              simpleType - restricts
                : xs:int
            attributeGroup g // Of the group.
              @a required
                : xs:string
              @ref global fixed="2"
              @ref xml:lang
              @group h
              @any
        "#]],
    );
}

#[test]
fn simple_types() {
    check(
        &schema(
            r#"<xs:simpleType name="Color" final='#all'>
  <xs:annotation><xs:documentation>Some colours.</xs:documentation></xs:annotation>
  <xs:restriction base="xs:token">
    <xs:enumeration value="red"><xs:annotation><xs:documentation>Like blood.</xs:documentation></xs:annotation></xs:enumeration>
    <xs:enumeration value=""/>
  </xs:restriction>
</xs:simpleType>
<xs:simpleType name="Facets">
  <xs:restriction>
    <xs:simpleType><xs:restriction base="xs:decimal"/></xs:simpleType>
    <xs:minInclusive value="-1.5"/><xs:maxExclusive value="10" fixed="true"/>
    <xs:totalDigits value="3"/><xs:fractionDigits value="1"/>
    <xs:whiteSpace value="collapse"/><xs:pattern value="\d+"/><xs:pattern value="-.*"/>
  </xs:restriction>
</xs:simpleType>
<xs:simpleType name="Lengths"><xs:restriction base="xs:string">
  <xs:length value="1"/><xs:minLength value="0"/><xs:maxLength value="9"/>
</xs:restriction></xs:simpleType>
<xs:simpleType name="List"><xs:list itemType="Color"/></xs:simpleType>
<xs:simpleType name="Inline"><xs:list><xs:simpleType><xs:restriction base="xs:int"/></xs:simpleType></xs:list></xs:simpleType>
<xs:simpleType name="Union"><xs:union memberTypes="Color  xs:int">
  <xs:simpleType><xs:restriction base="xs:date"/></xs:simpleType>
</xs:union></xs:simpleType>"#,
        ),
        expect![[r#"
            schema - elements unqualified, attributes unqualified
            simpleType Color final=[restriction list union] restricts // Some colours.
              : xs:token
              enumeration "red" // Like blood.
              enumeration ""
            simpleType Facets restricts
              simpleType - restricts
                : xs:decimal
              minInclusive "-1.5"
              maxExclusive "10" fixed
              totalDigits "3"
              fractionDigits "1"
              whiteSpace "collapse"
              pattern "\\d+"
              pattern "-.*"
            simpleType Lengths restricts
              : xs:string
              length "1"
              minLength "0"
              maxLength "9"
            simpleType List list of
              : Color
            simpleType Inline list of
              simpleType - restricts
                : xs:int
            simpleType Union union of
              : Color
              : xs:int
              simpleType - restricts
                : xs:date
        "#]],
    );
}

#[test]
fn redefinition_and_paths() {
    check(
        &schema(
            r##"<xs:redefine schemaLocation="a.xsd"><xs:simpleType name="S"><xs:restriction base="S"/></xs:simpleType></xs:redefine>
<xs:element name="a" xmlns:p="urn:p" block="">
<xs:key name="k"><xs:selector xpath=" .//child::p:a / p:* | . "/><xs:field xpath="@p:x|attribute :: y | ./*"/></xs:key>
</xs:element><xs:complexType name="T" block="#all" final="extension"/>"##,
        ),
        expect![[r#"
            schema - elements unqualified, attributes unqualified
            redefine a.xsd
              simpleType S restricts
                : S
            element a block=[]
              key k: .//{urn:p}a/{urn:p}* | . by @{urn:p}x | @y | *
            complexType T block=[extension restriction] final=[extension]
        "#]],
    );
}

#[test]
fn parts_for_other_versions() {
    check(
        &schema(
            r#"<xs:complexType name="T" xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning">
<xs:sequence vc:maxVersion="1.1"><xs:element name="a" vc:minVersion="1.0"/><xs:element name="b" vc:minVersion="1.1"/></xs:sequence>
<xs:attribute name="c" type="xs:error" vc:typeAvailable="xs:int xs:error"/><xs:attribute name="d" vc:typeUnavailable="xs:error"/>
<xs:attribute name="e" vc:facetAvailable="xs:length"/><xs:attribute name="f" vc:facetUnavailable="xs:length xs:pattern"/>
<xs:assert test="x" vc:minVersion="1.1"/></xs:complexType>"#,
        ),
        expect![[r#"
            schema - elements unqualified, attributes unqualified
            complexType T
              sequence
                a
              @d
              @e
        "#]],
    );
}
