//! Declarations of elements and attributes.

use super::says;
use expect_test::expect;

#[test]
fn values() {
    says(
        "<xs:element name='a' type='xs:int' default='x'/>
<xs:element name='b' type='xs:ID' fixed='x'/>
<xs:element name='c' default='x'><xs:complexType><xs:sequence><xs:element name='d'/></xs:sequence></xs:complexType></xs:element>
<xs:element name='e' default='x'><xs:complexType mixed='true'><xs:sequence><xs:element name='d'/></xs:sequence></xs:complexType></xs:element>
<xs:element name='f' default='x'><xs:complexType mixed='true'><xs:sequence><xs:element name='d' minOccurs='0'/></xs:sequence></xs:complexType></xs:element>
<xs:attribute name='g' type='xs:boolean' fixed='yes'/>
<xs:attribute name='h' type='xs:ID' default='x'/>
<xs:attribute name='i' type='xs:decimal' fixed='1'/>
<xs:complexType name='T'><xs:attribute ref='i' fixed='1.0'/></xs:complexType>
<xs:complexType name='U'><xs:attribute ref='i' fixed='2'/></xs:complexType>
<xs:complexType name='V'><xs:attribute ref='i' default='1'/></xs:complexType>
<xs:element name='j'><xs:simpleType><xs:restriction base='xs:NOTATION'/></xs:simpleType></xs:element>",
        expect![[r#"
            1: the value of `a` is not one of its type (`x` is not a value of `xs:int`: expected a whole number)
            2: `b` is an `xs:ID`: it cannot have a default or fixed value
            3: `c` cannot have a default value: its content is not text
            4: `e` cannot have a default value: its content is not text
            6: the value of `g` is not one of its type (`yes` is not a value of `xs:boolean`: expected `true`, `false`, `1` or `0`)
            7: `h` is an `xs:ID`: it cannot have a default or fixed value
            10: the value of `i` is fixed as `1`
            11: the value of `i` is fixed as `1`
            12: `xs:NOTATION` cannot be used itself
        "#]],
    );
}

#[test]
fn names() {
    says(
        "<xs:attribute name='xmlns'/>
<xs:complexType name='T'><xs:attribute name='xmlns'/></xs:complexType>",
        expect![[r#"
            1: an attribute cannot be called `xmlns` (it declares namespaces)
            2: an attribute cannot be called `xmlns` (it declares namespaces)
        "#]],
    );
}

#[test]
fn substitution_groups() {
    says(
        "<xs:element name='head' type='T' final='restriction'/><xs:complexType name='T'><xs:sequence/></xs:complexType>
<xs:element name='a' substitutionGroup='head' type='xs:int'/>
<xs:element name='b' substitutionGroup='head'><xs:complexType><xs:complexContent><xs:restriction base='T'/></xs:complexContent></xs:complexType></xs:element>
<xs:element name='c' substitutionGroup='head'><xs:complexType><xs:complexContent><xs:extension base='T'/></xs:complexContent></xs:complexType></xs:element>
<xs:element name='d' substitutionGroup='head'/>",
        expect![[r#"
            2: `a` cannot stand in for `head`: `xs:int` is not derived from `T`
            3: `b` cannot stand in for `head`, which is final
        "#]],
    );
}

#[test]
fn types_of_one_name() {
    says(
        "<xs:complexType name='T'><xs:sequence><xs:element name='a' type='xs:int'/><xs:element name='b'/>
<xs:choice><xs:element name='a' type='xs:string'/></xs:choice><xs:element name='b' type='xs:anyType'/></xs:sequence></xs:complexType>
<xs:complexType name='U'><xs:sequence><xs:element ref='head'/>
<xs:element name='member' type='xs:token'/></xs:sequence></xs:complexType>
<xs:element name='head' type='xs:string'/><xs:element name='member' substitutionGroup='head'/>",
        expect![[r#"
            2: elements `a` of different types stand in one content model
            4: elements `member` of different types stand in one content model
        "#]],
    );
}

#[test]
fn all() {
    says(
        "<xs:group name='g'><xs:all><xs:element name='a'/></xs:all></xs:group>
<xs:complexType name='Fine'><xs:group ref='g' minOccurs='0'/></xs:complexType>
<xs:complexType name='T'><xs:sequence><xs:group ref='g'/></xs:sequence></xs:complexType>
<xs:complexType name='U'><xs:group ref='g' maxOccurs='2'/></xs:complexType>
<xs:complexType name='V'><xs:complexContent><xs:extension base='Fine'><xs:sequence><xs:element name='b'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>",
        expect![[r#"
            3: `xs:all` cannot be a part of another content model
            4: `xs:all` can occur once at most
            5: the base is an `xs:all`: an extension cannot add to it
        "#]],
    );
}
