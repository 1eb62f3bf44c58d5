//! Simple types: built-in ones, restrictions, lists, unions.

use super::{check, schema};
use expect_test::expect;

#[test]
fn builtin_types() {
    let names: Vec<_> = crate::lower::xsd::builtin::names().filter(|name| *name != "anyType").collect();
    let elements: String =
        names.iter().map(|name| format!("<xs:element name='{name}' type='xs:{name}'/>")).collect();
    check(
        &[("test.xsd", &schema(&elements))],
        expect![[r#"
        module test from test.xsd
        root anySimpleType: Text
        root string: Text
        root normalizedString: Text [type="xs:normalizedString"]
        root token: Text [type="xs:token"]
        root language: Text [type="xs:language"]
        root Name: Text [type="xs:Name"]
        root NCName: Text [type="xs:NCName"]
        root NMTOKEN: Text [type="xs:NMTOKEN"]
        root ID: Text [type="xs:ID"]
        root IDREF: Text [type="xs:IDREF"]
        root ENTITY: Text [type="xs:ENTITY"]
        root NMTOKENS: List(Text [type="xs:NMTOKEN"], Space)
        root IDREFS: List(Text [type="xs:IDREF"], Space)
        root ENTITIES: List(Text [type="xs:ENTITY"], Space)
        root boolean: Boolean
        root decimal: Text [type="xs:decimal"]
        root integer: I64 [type="xs:integer"]
        root nonPositiveInteger: I64 [type="xs:nonPositiveInteger"]
        root negativeInteger: I64 [type="xs:negativeInteger"]
        root nonNegativeInteger: U64 [type="xs:nonNegativeInteger"]
        root positiveInteger: U64 [type="xs:positiveInteger"]
        root long: I64
        root int: I32
        root short: I16
        root byte: I8
        root unsignedLong: U64
        root unsignedInt: U32
        root unsignedShort: U16
        root unsignedByte: U8
        root float: Double [type="xs:float"]
        root double: Double
        root dateTime: DateTime
        root date: Text [type="xs:date"]
        root time: Text [type="xs:time"]
        root duration: Text [type="xs:duration"]
        root gYear: Text [type="xs:gYear"]
        root gYearMonth: Text [type="xs:gYearMonth"]
        root gMonth: Text [type="xs:gMonth"]
        root gMonthDay: Text [type="xs:gMonthDay"]
        root gDay: Text [type="xs:gDay"]
        root base64Binary: Text [type="xs:base64Binary"]
        root hexBinary: Text [type="xs:hexBinary"]
        root anyURI: Text [type="xs:anyURI"]
        root QName: Text [type="xs:QName"]
        root NOTATION: Text [type="xs:NOTATION"]
    "#]],
    );
}

#[test]
fn restrictions() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:simpleType name="Color"><xs:annotation><xs:documentation>Colours.</xs:documentation></xs:annotation>
<xs:restriction base="xs:token">
  <xs:enumeration value=" red  wine"><xs:annotation><xs:documentation>Dark.</xs:documentation></xs:annotation></xs:enumeration>
  <xs:enumeration value="blue"/><xs:enumeration value="blue"/><xs:enumeration value=""/>
</xs:restriction></xs:simpleType>
<xs:simpleType name="Alias"><xs:restriction base="Color"/></xs:simpleType>
<xs:simpleType name="Fewer"><xs:restriction base="Color"><xs:enumeration value="blue"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Level"><xs:restriction base="xs:int"><xs:enumeration value="1"/><xs:enumeration value="2"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Port"><xs:restriction base="xs:unsignedShort"><xs:minInclusive value="1"/><xs:maxInclusive value="9000"/></xs:restriction></xs:simpleType>
<xs:simpleType name="LowPort"><xs:restriction base="Port"><xs:maxInclusive value="1023"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:pattern value="a"/><xs:pattern value="b"/><xs:length value="1"/></xs:restriction></xs:simpleType>
<xs:simpleType name="NarrowCode"><xs:restriction base="Code"><xs:pattern value="[a-c]"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Money"><xs:restriction base="xs:decimal"><xs:fractionDigits value="2"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Nested"><xs:restriction><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="a"/><xs:enumeration value="b"/></xs:restriction></xs:simpleType><xs:enumeration value="a"/></xs:restriction></xs:simpleType>
<xs:element name="e"><xs:complexType><xs:sequence>
  <xs:element name="color" type="Color"/><xs:element name="alias" type="Alias"/><xs:element name="fewer" type="Fewer"/>
  <xs:element name="level" type="Level"/><xs:element name="port" type="LowPort"/><xs:element name="code" type="NarrowCode"/>
  <xs:element name="money" type="Money"/><xs:element name="nested" type="Nested"/>
</xs:sequence></xs:complexType></xs:element>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            root e: <e>
            type e (color, alias, fewer, level, port, code, money, nested)
              sequence
                color: enumeration <Color> or empty [type="xs:token"] // Colours.
                alias: enumeration <Color> or empty [type="xs:token"]
                fewer: enumeration <Fewer> [type="xs:token"]
                level: enumeration <Level> [type="xs:int"]
                port: U16 [minInclusive="1", maxInclusive="1023"]
                code: Text [length="1", pattern="a|b", pattern="[a-c]"]
                money: Text [type="xs:decimal", fractionDigits="2"]
                nested: enumeration <Nested>
            enumeration Color // Colours.
              red wine // Dark.
              blue
            enumeration Fewer
              blue
            enumeration Level
              1
              2
            enumeration Nested
              a
            enumeration Nested/base
              a
              b
        "#]],
    );
}

#[test]
fn lists() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:simpleType name="Days"><xs:list><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="MON"/></xs:restriction></xs:simpleType></xs:list></xs:simpleType>
<xs:simpleType name="Three"><xs:restriction base="Numbers"><xs:length value="3"/><xs:enumeration value="1 2 3"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Numbers"><xs:list itemType="xs:int"/></xs:simpleType>
<xs:element name="days" type="Days"/><xs:element name="three" type="Three"/><xs:element name="ids" type="xs:IDREFS"/>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            root days: List(enumeration <Days/item>, Space)
            root three: List(I32, Space) [length="3", enumeration="1 2 3"]
            root ids: List(Text [type="xs:IDREF"], Space)
            enumeration Days/item
              MON
        "#]],
    );
}

#[test]
fn unions() {
    check(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:simpleType name="Warm"><xs:restriction base="xs:string"><xs:enumeration value="red"/><xs:enumeration value="pink"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Color"><xs:union memberTypes="Warm"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="blue"/><xs:enumeration value="red"/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>
<xs:simpleType name="Size"><xs:union memberTypes="xs:int Warm"/></xs:simpleType>
<xs:simpleType name="Optional"><xs:union memberTypes="xs:int"><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value=""/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>
<xs:simpleType name="OptionalWord"><xs:union><xs:simpleType><xs:restriction base="xs:string"><xs:enumeration value="w"/></xs:restriction></xs:simpleType>
  <xs:simpleType><xs:restriction base="xs:string"><xs:length value="0"/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>
<xs:element name="color" type="Color"/><xs:element name="size" type="Size"/>
<xs:element name="optional" type="Optional"/><xs:element name="word" type="OptionalWord"/>"#,
            ),
        )],
        expect![[r#"
            module test from test.xsd
            root color: enumeration <Color>
            root size: Text [type="union of xs:int | Warm"]
            root optional: I32 or empty
            root word: enumeration <OptionalWord> or empty
            enumeration Warm
              red
              pink
            enumeration Color
              red
              pink
              blue
            enumeration OptionalWord
              w
        "#]],
    );
}
