//! What bases allow, and what derived types may change.

use super::says;
use expect_test::expect;

#[test]
fn final_types() {
    says(
        "<xs:complexType name='B' final='extension'><xs:sequence/></xs:complexType><xs:complexType name='C' final='#all'/>
<xs:complexType name='D'><xs:complexContent><xs:extension base='B'/></xs:complexContent></xs:complexType>
<xs:complexType name='E'><xs:complexContent><xs:restriction base='B'/></xs:complexContent></xs:complexType>
<xs:complexType name='F'><xs:complexContent><xs:restriction base='C'/></xs:complexContent></xs:complexType>",
        expect![[r#"
            2: `B` is final: it cannot be extended
            4: `C` is final: it cannot be restricted
        "#]],
    );
}

#[test]
fn mixed() {
    says(
        "<xs:complexType name='B' mixed='true'><xs:sequence><xs:element name='a' minOccurs='0'/></xs:sequence></xs:complexType>
<xs:complexType name='D'><xs:complexContent><xs:extension base='B'><xs:sequence><xs:element name='b'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name='E'><xs:complexContent><xs:extension base='B'/></xs:complexContent></xs:complexType>
<xs:complexType name='F'><xs:complexContent><xs:restriction base='B'><xs:sequence/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='G' mixed='true'><xs:complexContent><xs:extension base='F'/></xs:complexContent></xs:complexType>
<xs:complexType name='H'><xs:sequence><xs:element name='a' minOccurs='0'/></xs:sequence></xs:complexType>
<xs:complexType name='I' mixed='true'><xs:complexContent><xs:extension base='H'/></xs:complexContent></xs:complexType>
<xs:complexType name='J' mixed='true'><xs:complexContent><xs:restriction base='H'><xs:sequence/></xs:restriction></xs:complexContent></xs:complexType>",
        expect![[r#"
            2: a type and the type that it extends are both mixed, or neither is
            7: a type and the type that it extends are both mixed, or neither is
            8: `J` does not restrict its base (the base has no text among its elements)
        "#]],
    );
}

#[test]
fn attributes() {
    says(
        "<xs:complexType name='B'><xs:attribute name='a' use='required'/><xs:attribute name='b' type='xs:int' fixed='1'/>
<xs:attribute name='c'/><xs:anyAttribute namespace='urn:a urn:b' processContents='lax'/></xs:complexType>
<xs:complexType name='D'><xs:complexContent><xs:restriction base='B'><xs:attribute name='a' use='prohibited'/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='E'><xs:complexContent><xs:restriction base='B'><xs:attribute name='a'/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='F'><xs:complexContent><xs:restriction base='B'><xs:attribute name='b' type='xs:int' fixed='01'/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='G'><xs:complexContent><xs:restriction base='B'><xs:attribute name='b' type='xs:int' default='1'/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='H'><xs:complexContent><xs:restriction base='B'><xs:attribute name='b' type='xs:string' fixed='1'/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='I'><xs:complexContent><xs:restriction base='B'><xs:attribute name='d'/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='J'><xs:complexContent><xs:restriction base='B'><xs:anyAttribute namespace='##any'/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='K'><xs:complexContent><xs:restriction base='B'><xs:anyAttribute namespace='urn:a' processContents='skip'/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='L'><xs:complexContent><xs:restriction base='B'><xs:attribute name='c' use='prohibited'/><xs:anyAttribute namespace='urn:b'/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='M'><xs:complexContent><xs:restriction base='L'><xs:attribute name='c'/></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='O'><xs:complexContent><xs:extension base='B'><xs:anyAttribute namespace='##other'/></xs:extension></xs:complexContent></xs:complexType>",
        expect![[r#"
            3: the base, `B`, requires the attribute `a`
            4: the base, `B`, requires the attribute `a`: a restriction cannot make it optional
            6: the base, `B`, fixes the attribute `b` as `1`
            7: the type of the attribute `b` is not derived from the one that the base, `B`, gives it
            8: the base, `B`, has no attribute `d`: a restriction cannot add one
            9: `xs:anyAttribute` takes namespaces that the base, `B`, does not take
            10: `processContents` of `xs:anyAttribute` is less strict than what the base, `B`, says
            12: the base, `L`, has no attribute `c`: a restriction cannot add one
        "#]],
    );
}

#[test]
fn contents() {
    says(
        "<xs:complexType name='S'><xs:simpleContent><xs:extension base='xs:int'/></xs:simpleContent></xs:complexType>
<xs:complexType name='M' mixed='true'><xs:sequence><xs:element name='a'/></xs:sequence></xs:complexType>
<xs:complexType name='D'><xs:complexContent><xs:restriction base='S'><xs:sequence><xs:element name='a'/></xs:sequence></xs:restriction></xs:complexContent></xs:complexType>
<xs:complexType name='E'><xs:complexContent><xs:restriction base='S'/></xs:complexContent></xs:complexType>
<xs:complexType name='F'><xs:complexContent><xs:restriction base='M'/></xs:complexContent></xs:complexType>",
        expect![[r#"
            3: `D` does not restrict its base (the base has no elements)
            4: `E` does not restrict its base (the base has text)
            5: `F` does not restrict its base (the base demands elements)
        "#]],
    );
}

#[test]
fn what_cannot_be_built() {
    says(
        "<xs:complexType name='M' mixed='true'><xs:sequence><xs:element name='a'/></xs:sequence><xs:attribute name='c'/>
<xs:anyAttribute namespace='##other'/></xs:complexType>
<xs:complexType name='D'><xs:complexContent><xs:extension base='M'><xs:attribute name='c'/></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name='G'><xs:simpleContent><xs:restriction base='M'><xs:simpleType><xs:restriction base='xs:int'/></xs:simpleType></xs:restriction></xs:simpleContent></xs:complexType>",
        expect![[r#"
            3: the attribute `c` stands twice in one type
            4: `M` has no simple content
        "#]],
    );
}
