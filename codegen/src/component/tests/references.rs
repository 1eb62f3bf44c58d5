//! References that lead nowhere, or back to where they came from.

use super::refuse;
use expect_test::expect;

#[test]
fn unresolved() {
    refuse(
        "<xs:element name='a' type='Typ'/><xs:complexType name='Type'><xs:group ref='g'/>
<xs:attribute ref='b'/><xs:attributeGroup ref='h'/></xs:complexType>
<xs:element name='c' substitutionGroup='aa' xmlns:o='urn:o' type='o:Type'/>
<xs:element name='d' type='xs:strin'/>",
        expect![[r#"
            error: there is no type `Typ`
             --> test.xsd:2:28
              |
            2 | <xs:element name='a' type='Typ'/><xs:complexType name='Type'><xs:group ref='g'/>
              |                            ^^^ searched: test.xsd
              |
              = help: did you mean `Type`?

            error: there is no group `g`
             --> test.xsd:2:77
              |
            2 | <xs:element name='a' type='Typ'/><xs:complexType name='Type'><xs:group ref='g'/>
              |                                                                             ^ searched: test.xsd

            error: there is no attribute `b`
             --> test.xsd:3:20
              |
            3 | <xs:attribute ref='b'/><xs:attributeGroup ref='h'/></xs:complexType>
              |                    ^ searched: test.xsd

            error: there is no attribute group `h`
             --> test.xsd:3:48
              |
            3 | <xs:attribute ref='b'/><xs:attributeGroup ref='h'/></xs:complexType>
              |                                                ^ searched: test.xsd

            error: there is no element `aa`
             --> test.xsd:4:41
              |
            4 | <xs:element name='c' substitutionGroup='aa' xmlns:o='urn:o' type='o:Type'/>
              |                                         ^^ searched: test.xsd

            error: the namespace `urn:o` is not imported
             --> test.xsd:4:67
              |
            4 | <xs:element name='c' substitutionGroup='aa' xmlns:o='urn:o' type='o:Type'/>
              |                                                                   ^^^^^^
              |
              = help: add an `xs:import` to the document that refers to it

            error: there is no type `{urn:o}Type`
             --> test.xsd:4:67
              |
            4 | <xs:element name='c' substitutionGroup='aa' xmlns:o='urn:o' type='o:Type'/>
              |                                                                   ^^^^^^ searched: test.xsd
              |
              = help: `Type` is in no namespace: it needs to be without prefix

            error: there is no type `xs:strin`
             --> test.xsd:5:28
              |
            5 | <xs:element name='d' type='xs:strin'/>
              |                            ^^^^^^^^ searched: test.xsd
              |
              = help: did you mean `xs:string`?"#]],
    );
}

#[test]
fn cycles() {
    refuse(
        "<xs:simpleType name='S'><xs:restriction base='S2'/></xs:simpleType>
<xs:simpleType name='S2'><xs:union memberTypes='xs:int S'/></xs:simpleType>
<xs:complexType name='T'><xs:complexContent><xs:extension base='U'/></xs:complexContent></xs:complexType>
<xs:complexType name='U'><xs:complexContent><xs:extension base='T'/></xs:complexContent></xs:complexType>
<xs:group name='g'><xs:sequence><xs:group ref='g'/></xs:sequence></xs:group>
<xs:attributeGroup name='a'><xs:attributeGroup ref='a'/></xs:attributeGroup>
<xs:element name='e' substitutionGroup='f'/><xs:element name='f' substitutionGroup='e'/>",
        expect![[r#"
            error: the type `S` is defined by itself
             --> test.xsd:3:49
              |
            3 | <xs:simpleType name='S2'><xs:union memberTypes='xs:int S'/></xs:simpleType>
              |                                                 ^^^^^^^^ this leads back to it

            error: the type `T` derives from itself
             --> test.xsd:5:65
              |
            5 | <xs:complexType name='U'><xs:complexContent><xs:extension base='T'/></xs:complexContent></xs:complexType>
              |                                                                 ^ this leads back to it

            error: the group `g` contains itself
             --> test.xsd:6:48
              |
            6 | <xs:group name='g'><xs:sequence><xs:group ref='g'/></xs:sequence></xs:group>
              |                                                ^ this leads back to it

            error: the attribute group `a` contains itself
             --> test.xsd:7:53
              |
            7 | <xs:attributeGroup name='a'><xs:attributeGroup ref='a'/></xs:attributeGroup>
              |                                                     ^ this leads back to it

            error: the element `e` stands in for itself
             --> test.xsd:8:19
              |
            8 | <xs:element name='e' substitutionGroup='f'/><xs:element name='f' substitutionGroup='e'/>
              |                   ^ its substitution group leads back to it"#]],
    );
}

#[test]
fn names_twice() {
    refuse(
        "<xs:element name='a'/><xs:element name='a'/><xs:simpleType name='T'><xs:list itemType='xs:int'/></xs:simpleType>
<xs:complexType name='T'><xs:attribute name='x'/><xs:attribute name='x'/>
<xs:attribute name='i' type='xs:ID'/><xs:attribute name='j' type='xs:ID'/></xs:complexType>
<xs:element name='k'><xs:key name='k'><xs:selector xpath='.'/><xs:field xpath='@a'/></xs:key>
<xs:unique name='k'><xs:selector xpath='.'/><xs:field xpath='@a'/></xs:unique>
<xs:keyref name='r' refer='k'><xs:selector xpath='.'/><xs:field xpath='@a'/><xs:field xpath='@b'/></xs:keyref>
<xs:keyref name='s' refer='none'><xs:selector xpath='.'/><xs:field xpath='@a'/></xs:keyref>
<xs:keyref name='t' refer='s'><xs:selector xpath='.'/><xs:field xpath='@a'/></xs:keyref></xs:element>",
        expect![[r#"
            error: the element `a` is declared twice
             --> test.xsd:2:41
              |
            2 | <xs:element name='a'/><xs:element name='a'/><xs:simpleType name='T'><xs:list itemType='xs:int'/></xs:simpleType>
              |                   - the first           ^

            error: the type `T` is declared twice
             --> test.xsd:3:23
              |
            2 | <xs:element name='a'/><xs:element name='a'/><xs:simpleType name='T'><xs:list itemType='xs:int'/></xs:simpleType>
              |                                                                  - the first
            3 | <xs:complexType name='T'><xs:attribute name='x'/><xs:attribute name='x'/>
              |                       ^

            error: the attribute `x` stands twice in one type
             --> test.xsd:3:70
              |
            3 | <xs:complexType name='T'><xs:attribute name='x'/><xs:attribute name='x'/>
              |                                              - the first             ^

            error: a type cannot have two attributes of `xs:ID`
             --> test.xsd:4:58
              |
            4 | <xs:attribute name='i' type='xs:ID'/><xs:attribute name='j' type='xs:ID'/></xs:complexType>
              |                     - the first                          ^

            error: the identity constraint `k` is declared twice
             --> test.xsd:6:18
              |
            5 | <xs:element name='k'><xs:key name='k'><xs:selector xpath='.'/><xs:field xpath='@a'/></xs:key>
              |                                    - the first
            6 | <xs:unique name='k'><xs:selector xpath='.'/><xs:field xpath='@a'/></xs:unique>
              |                  ^

            error: the key reference has 2 fields, the key 1
             --> test.xsd:7:18
              |
            5 | <xs:element name='k'><xs:key name='k'><xs:selector xpath='.'/><xs:field xpath='@a'/></xs:key>
              |                                    - the key
            6 | <xs:unique name='k'><xs:selector xpath='.'/><xs:field xpath='@a'/></xs:unique>
            7 | <xs:keyref name='r' refer='k'><xs:selector xpath='.'/><xs:field xpath='@a'/><xs:field xpath='@b'/></xs:keyref>
              |                  ^

            error: there is no key `none`
             --> test.xsd:8:28
              |
            8 | <xs:keyref name='s' refer='none'><xs:selector xpath='.'/><xs:field xpath='@a'/></xs:keyref>
              |                            ^^^^ a key or a unique constraint is meant

            error: `s` is a key reference itself
             --> test.xsd:9:28
              |
            8 | <xs:keyref name='s' refer='none'><xs:selector xpath='.'/><xs:field xpath='@a'/></xs:keyref>
              |                  - declared here
            9 | <xs:keyref name='t' refer='s'><xs:selector xpath='.'/><xs:field xpath='@a'/></xs:keyref></xs:element>
              |                            ^"#]],
    );
}

#[test]
fn wrong_kinds_of_types() {
    refuse(
        "<xs:complexType name='C'><xs:sequence><xs:element name='a'/></xs:sequence></xs:complexType>
<xs:attribute name='a' type='C'/>
<xs:complexType name='D'><xs:simpleContent><xs:extension base='C'/></xs:simpleContent></xs:complexType>
<xs:complexType name='E'><xs:complexContent><xs:extension base='xs:int'/></xs:complexContent></xs:complexType>
<xs:complexType name='F'><xs:simpleContent><xs:restriction base='xs:int'/></xs:simpleContent></xs:complexType>
<xs:complexType name='G'><xs:simpleContent><xs:extension base='xs:int'/></xs:simpleContent></xs:complexType>
<xs:complexType name='H'><xs:complexContent><xs:extension base='G'><xs:sequence><xs:any/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name='I'><xs:simpleContent><xs:restriction base='G'><xs:simpleType><xs:restriction base='xs:string'/></xs:simpleType></xs:restriction></xs:simpleContent></xs:complexType>",
        expect![[r#"
            error: `C` is a complex type
             --> test.xsd:3:30
              |
            3 | <xs:attribute name='a' type='C'/>
              |                              ^ a simple type is needed here

            error: `C` has no simple content
             --> test.xsd:4:64
              |
            2 | <xs:complexType name='C'><xs:sequence><xs:element name='a'/></xs:sequence></xs:complexType>
              |                       - defined here
            3 | <xs:attribute name='a' type='C'/>
            4 | <xs:complexType name='D'><xs:simpleContent><xs:extension base='C'/></xs:simpleContent></xs:complexType>
              |                                                                ^
              |
              = help: derive from it in `xs:complexContent`

            error: `xs:int` is a simple type
             --> test.xsd:5:65
              |
            5 | <xs:complexType name='E'><xs:complexContent><xs:extension base='xs:int'/></xs:complexContent></xs:complexType>
              |                                                                 ^^^^^^ a complex type is needed here
              |
              = help: derive from it in `xs:simpleContent`

            error: `xs:int` is a simple type: a complex type cannot restrict it
             --> test.xsd:6:66
              |
            6 | <xs:complexType name='F'><xs:simpleContent><xs:restriction base='xs:int'/></xs:simpleContent></xs:complexType>
              |                                                                  ^^^^^^
              |
              = help: extend a simple type that is restricted

            error: the base has simple content: elements cannot be added
             --> test.xsd:8:65
              |
            8 | <xs:complexType name='H'><xs:complexContent><xs:extension base='G'><xs:sequence><xs:any/></xs:sequence></xs:extension></xs:complexCon...
              |                                                                 ^

            error: the simple type is not derived from the content of `G`
             --> test.xsd:9:70
              |
            9 | <xs:complexType name='I'><xs:simpleContent><xs:restriction base='G'><xs:simpleType><xs:restriction base='xs:string'/></xs:simpleType>...
              |                                                                      ^^^^^^^^^^^^^"#]],
    );
}
