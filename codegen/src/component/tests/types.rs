//! What types inherit, and what they hold.

use super::check_one;
use expect_test::expect;

#[test]
fn extension_and_restriction() {
    check_one(
        "<xs:complexType name='Base'><xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence>
<xs:attribute name='x' use='required'/><xs:attribute name='y' type='xs:int'/></xs:complexType>
<xs:complexType name='More'><xs:complexContent><xs:extension base='Base'>
<xs:choice maxOccurs='unbounded'><xs:element name='b'/><xs:any namespace='##other' processContents='lax'/></xs:choice>
<xs:attribute name='z' default='1'/></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name='Same'><xs:complexContent><xs:extension base='Base'/></xs:complexContent></xs:complexType>
<xs:complexType name='Less'><xs:complexContent><xs:restriction base='Base'>
<xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence><xs:attribute name='y' use='prohibited'/>
<xs:attribute name='x' type='xs:int' use='required'/></xs:restriction></xs:complexContent></xs:complexType>",
        expect![[r#"
            complex Base restricts xs:anyType: (a: xs:int)
              @x!: xs:anySimpleType
              @y: xs:int
            complex More extends Base: ((a: xs:int), (b: xs:anyType | any but - Lax)+)
              @x!: xs:anySimpleType
              @y: xs:int
              @z: xs:anySimpleType = "1"
            complex Same extends Base: (a: xs:int)
              @x!: xs:anySimpleType
              @y: xs:int
            complex Less restricts Base: (a: xs:int)
              @x!: xs:int
        "#]],
    );
}

#[test]
fn simple_content() {
    check_one(
        "<xs:complexType name='Length'><xs:simpleContent><xs:extension base='xs:decimal'>
<xs:attribute name='unit'/></xs:extension></xs:simpleContent></xs:complexType>
<xs:complexType name='Short'><xs:simpleContent><xs:restriction base='Length'>
<xs:maxInclusive value='5'/></xs:restriction></xs:simpleContent></xs:complexType>
<xs:complexType name='Mixed' mixed='true'><xs:sequence><xs:any minOccurs='0'/></xs:sequence></xs:complexType>
<xs:complexType name='Text'><xs:simpleContent><xs:restriction base='Mixed'>
<xs:simpleType><xs:restriction base='xs:token'/></xs:simpleType></xs:restriction></xs:simpleContent></xs:complexType>",
        expect![[r#"
            complex Length extends xs:decimal: xs:decimal
              @unit: xs:anySimpleType
            complex Short restricts Length: a restriction of xs:decimal
              @unit: xs:anySimpleType
            complex Mixed restricts xs:anyType: text, (any Strict?)
            complex Text restricts Mixed: a restriction of xs:token
        "#]],
    );
}

#[test]
fn groups() {
    check_one(
        "<xs:group name='g'><xs:sequence><xs:element name='a'><xs:complexType mixed='true'/></xs:element>
<xs:group ref='h' minOccurs='0'/></xs:sequence></xs:group>
<xs:group name='h'><xs:choice><xs:element ref='e'/><xs:element name='gone' minOccurs='0' maxOccurs='0'/></xs:choice></xs:group>
<xs:element name='e'><xs:complexType><xs:group ref='g' maxOccurs='3'/><xs:attributeGroup ref='ag'/></xs:complexType></xs:element>
<xs:attributeGroup name='ag'><xs:attribute ref='global' fixed='3'/><xs:attributeGroup ref='other'/>
<xs:anyAttribute namespace='urn:a urn:b'/></xs:attributeGroup>
<xs:attributeGroup name='other'><xs:attribute name='gone' use='prohibited'/>
<xs:anyAttribute namespace='urn:b ##local' processContents='skip'/></xs:attributeGroup>
<xs:attribute name='global' type='xs:int'/>",
        expect![[r#"
            element e: the type of e
            attribute global: xs:int
            complex (group g/a) restricts xs:anyType: text, ()
            complex (e) restricts xs:anyType: (a: the type of group g/a, (e)?){1..3}
              @global: xs:int == "3"
              @any of urn:b Strict
        "#]],
    );
}

#[test]
fn substitution() {
    check_one(
        "<xs:element name='head' type='T' abstract='true'/><xs:complexType name='T' block='restriction'/>
<xs:element name='a' substitutionGroup='head'/>
<xs:element name='b' substitutionGroup='a' type='E'/>
<xs:element name='c' substitutionGroup='head' type='R'/>
<xs:element name='d' substitutionGroup='b' abstract='true'/>
<xs:element name='e' substitutionGroup='d'/>
<xs:complexType name='E'><xs:complexContent><xs:extension base='T'/></xs:complexContent></xs:complexType>
<xs:complexType name='R'><xs:complexContent><xs:restriction base='T'/></xs:complexContent></xs:complexType>",
        expect![[r#"
            element head: T
              or a, b, e
            element a: T
              or b, e
            element b: E
              or e
            element c: R
            element d: E
              or e
            element e: E
            complex T restricts xs:anyType: empty
            complex E extends T: empty
            complex R restricts T: empty
        "#]],
    );
}
