//! Content models: groups, bounds, wildcards, substitution.

use super::{check, schema};
use expect_test::expect;

#[test]
fn groups() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:group name="pair"><xs:sequence><xs:element name="x" type="xs:int"/><xs:element name="y"><xs:complexType><xs:attribute name="a"/></xs:complexType></xs:element></xs:sequence></xs:group>
<xs:group name="one"><xs:choice><xs:element name="only" type="xs:int" minOccurs="0"/></xs:choice></xs:group>
<xs:group name="outer"><xs:sequence><xs:group ref="pair" minOccurs="0"/><xs:group ref="one" maxOccurs="unbounded"/></xs:sequence></xs:group>
<xs:complexType name="T"><xs:group ref="outer"/></xs:complexType>
<xs:complexType name="U"><xs:sequence><xs:group ref="pair" maxOccurs="2"/><xs:element name="z" type="xs:int"/></xs:sequence></xs:complexType>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            type group pair/y EMPTY
              @a: Text
            type T ((x, y)?, only*)
              sequence
                sequence?
                  x: I32
                  y: <group pair/y>
                only*: I32
            type U ((x, y){1,2}, z)
              sequence
                sequence{1,2}
                  x: I32
                  y: <group pair/y>
                z: I32
        "#]],
    );
}

#[test]
fn bounds() {
    let cases = [
        ("a", "minOccurs='0'", "maxOccurs='unbounded'"),
        ("b", "maxOccurs='unbounded'", "minOccurs='0'"),
        ("c", "minOccurs='2' maxOccurs='2'", "minOccurs='0'"),
        ("d", "minOccurs='2' maxOccurs='3'", "maxOccurs='unbounded'"),
        ("e", "minOccurs='2' maxOccurs='2'", "minOccurs='3' maxOccurs='3'"),
        ("f", "minOccurs='3' maxOccurs='4'", "minOccurs='1' maxOccurs='2'"),
        ("g", "minOccurs='4000000000' maxOccurs='4000000000'", "minOccurs='2' maxOccurs='2'"),
        ("h", "minOccurs='0' maxOccurs='0'", ""),
        ("i", "", "minOccurs='0' maxOccurs='0'"),
    ];
    let types: String = cases
        .iter()
        .map(|(name, inner, outer)| {
            format!(
                "<xs:complexType name='{name}'><xs:sequence {outer}><xs:element name='x' type='xs:int' {inner}/></xs:sequence></xs:complexType>\n"
            )
        })
        .collect();
    check(
        &[("test.xsd", &schema(&types))],
        expect![[r#"
        module test from test.xsd
        type a (x*)
          x*: I32
        type b (x*)
          x*: I32
        type c (x{2})?
          sequence?
            x{2,2}: I32
        type d (x{2,})
          x{2,}: I32
        type e (x{6})
          x{6,6}: I32
        type f (x{3,4}){1,2}
          sequence{1,2}
            x{3,4}: I32
        type g (x{4000000000}){2}
          sequence{2,2}
            x{4000000000,4000000000}: I32
        type h EMPTY
        type i EMPTY
    "#]],
    );
}

#[test]
fn nested_groups() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:complexType name="WebAppConfig"><xs:sequence><xs:choice>
  <xs:element name="hours" type="xs:int" minOccurs="0"/><xs:element name="at" type="xs:string" minOccurs="0"/>
</xs:choice></xs:sequence></xs:complexType>
<xs:complexType name="Wild"><xs:sequence><xs:element name="a" type="xs:int"/><xs:any minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
<xs:complexType name="MaybeNothing"><xs:choice maxOccurs="3"><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int"/><xs:sequence/></xs:choice></xs:complexType>
<xs:complexType name="Nothing"><xs:sequence><xs:sequence/><xs:choice minOccurs="0"/></xs:sequence></xs:complexType>
<xs:complexType name="OfAll"><xs:all minOccurs="0"><xs:element name="a" type="xs:int"/><xs:element name="b" type="xs:int" minOccurs="0"/></xs:all></xs:complexType>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            type WebAppConfig (hours? | at?)
              choice
                hours?: I32
                at?: Text
            type Wild (a, any*)
              sequence
                a: I32
                any*
            type MaybeNothing (a | b){0,3}
              choice{0,3}
                a: I32
                b: I32
            type Nothing EMPTY
            type OfAll all(a, b?)?
              all?
                a: I32
                b?: I32
        "#]],
    );
}

#[test]
fn references_to_elements() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:element name="item" type="xs:int" nillable="true" default="7"><xs:annotation><xs:documentation>Of the element.</xs:documentation></xs:annotation></xs:element>
<xs:complexType name="T"><xs:sequence>
  <xs:element ref="item" minOccurs="0"/>
  <xs:element ref="item" maxOccurs="2"><xs:annotation><xs:documentation>Of the reference.</xs:documentation></xs:annotation></xs:element>
</xs:sequence></xs:complexType>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            root item: I32 // Of the element.
            type T (item?, item{1,2})
              sequence
                item?: I32 default="7" nillable // Of the element.
                item{1,2}: I32 default="7" nillable // Of the reference.
        "#]],
    );
}

#[test]
fn substitution_groups() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:element name="shape" type="Shape" abstract="true"/>
<xs:element name="circle" substitutionGroup="shape"/>
<xs:element name="square" substitutionGroup="shape" type="Square"/>
<xs:element name="tile" substitutionGroup="square" type="Square"/>
<xs:element name="concrete" type="xs:int"/>
<xs:element name="other" type="xs:int" substitutionGroup="concrete"/>
<xs:element name="lonely" type="xs:int" abstract="true"/>
<xs:element name="friend" type="xs:int" substitutionGroup="lonely"/>
<xs:complexType name="Shape"><xs:attribute name="n"/></xs:complexType>
<xs:complexType name="Square"><xs:complexContent><xs:extension base="Shape"/></xs:complexContent></xs:complexType>
<xs:complexType name="Drawing"><xs:sequence>
  <xs:element ref="shape" maxOccurs="unbounded"/><xs:element ref="concrete" minOccurs="0"/><xs:element ref="lonely"/>
</xs:sequence></xs:complexType>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            root circle: <Shape>
            root square: <Square>
            root tile: <Square>
            root concrete: I32
            root other: I32
            root friend: I32
            type Shape EMPTY
              @n: Text
            type Square EMPTY
              @n: Text
            type Drawing ((circle | square | tile)+, (concrete | other)?, friend)
              sequence
                choice+
                  circle: <Shape>
                  square: <Square>
                  tile: <Square>
                choice?
                  concrete: I32
                  other: I32
                friend: I32
        "#]],
    );
}
