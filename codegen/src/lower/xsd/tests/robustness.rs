//! Damaged schemas: anything but a panic.

use super::{has_errors, run};

/// Two files with a bit of everything.
const FILES: [(&str, &str); 2] = [
    (
        "a.xsd",
        r##"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:a" targetNamespace="urn:a">
<xs:include schemaLocation="b.xsd"/>
<xs:element name="Root" type="Type" nillable="true"/>
<xs:element name="Other" substitutionGroup="Root"/>
<xs:complexType name="Type" mixed="true">
<xs:choice maxOccurs="3"><xs:element ref="Root" minOccurs="0"/><xs:group ref="g"/><xs:any/></xs:choice>
<xs:attribute name="a" use="required" type="Word"/><xs:attributeGroup ref="h"/></xs:complexType>
<xs:group name="g"><xs:sequence><xs:element name="e"><xs:simpleType><xs:union memberTypes="xs:int Word"/>
</xs:simpleType></xs:element></xs:sequence></xs:group>
<xs:complexType name="D"><xs:complexContent><xs:extension base="Type"><xs:sequence/></xs:extension></xs:complexContent></xs:complexType>
</xs:schema>"##,
    ),
    (
        "b.xsd",
        r##"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">
<xs:simpleType name="Word"><xs:restriction base="xs:token"><xs:enumeration value="x"/><xs:pattern value="."/></xs:restriction></xs:simpleType>
<xs:simpleType name="Words"><xs:list itemType="Word"/></xs:simpleType>
<xs:attributeGroup name="h"><xs:attribute name="b" type="Words"/></xs:attributeGroup>
<xs:complexType name="S"><xs:simpleContent><xs:extension base="Words"/></xs:simpleContent></xs:complexType>
<xs:complexType name="R"><xs:simpleContent><xs:restriction base="S"><xs:maxLength value="2"/></xs:restriction></xs:simpleContent></xs:complexType>
</xs:schema>"##,
    ),
];

#[test]
fn sample_is_lowered() {
    let (_, diagnostics) = run(&FILES);
    assert!(!has_errors(&diagnostics), "{diagnostics}");
}

#[test]
fn truncation_at_every_byte() {
    let [(path, text), other] = FILES;
    for end in 0..text.len() {
        let (_, diagnostics) = run(&[(path, &text[..end]), other]);
        assert!(diagnostics.starts_with("error"), "a document cut off at {end} is an error");
    }
}

#[test]
fn mutations() {
    let texts =
        FILES.map(|(_, text)| text.split_inclusive(['<', '>', '"', ' ', ':', '=']).collect::<Vec<_>>());
    let all: Vec<&str> = texts.concat();
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut clean = 0;
    for _ in 0..4_000 {
        let mut mutated = texts.clone();
        for _ in 0..=random.below(2) {
            let pieces = &mut mutated[random.below(2)];
            let (at, other) = (random.below(pieces.len()), all[random.below(all.len())]);
            match random.below(3) {
                0 => drop(pieces.remove(at)),
                1 => pieces[at] = other,
                _ => pieces.insert(at, other),
            }
        }
        let [a, b] = mutated.map(|pieces| pieces.concat());
        clean += usize::from(!has_errors(&run(&[("a.xsd", &a), ("b.xsd", &b)]).1));
    }
    assert!(clean > 20, "enough mutations stay schemas: {clean}");
}

/// A small generator of pseudo-random numbers (xorshift): the same numbers in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % limit as u64) as usize
    }
}
