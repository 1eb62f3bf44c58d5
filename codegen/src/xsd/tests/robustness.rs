//! Damaged schemas: anything but a panic.

use super::{read, schema};

/// A schema with a bit of everything.
const SAMPLE: &str = r##"<!DOCTYPE xs:schema [<!ENTITY many "unbounded">]>
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:é" targetNamespace="urn:é">
<xs:include schemaLocation="x.xsd"/>
<xs:element name="Root" type="Type" nillable="true"/>
<xs:complexType name="Type" mixed="true"><xs:annotation><xs:documentation> ü </xs:documentation></xs:annotation>
<xs:choice maxOccurs="&many;"><xs:element ref="Root" minOccurs="0"/><xs:group ref="g"/><xs:any/></xs:choice>
<xs:attribute name="a" use="required" type="xs:int"/><xs:anyAttribute/></xs:complexType>
<xs:group name="g"><xs:sequence><xs:element name="e"><xs:simpleType><xs:union memberTypes="xs:int S"/>
</xs:simpleType></xs:element></xs:sequence></xs:group>
<xs:simpleType name="S"><xs:restriction base="xs:token"><xs:enumeration value="x"/><xs:pattern value="."/>
</xs:restriction></xs:simpleType>
<xs:complexType name="D"><xs:complexContent><xs:extension base="Type"/></xs:complexContent></xs:complexType>
</xs:schema>"##;

#[test]
fn sample_is_read() {
    assert_eq!(read(SAMPLE).1, "");
}

#[test]
fn truncation_at_every_byte() {
    for end in (0..SAMPLE.len()).filter(|end| SAMPLE.is_char_boundary(*end)) {
        let (tree, diagnostics) = read(&SAMPLE[..end]);
        assert_eq!(tree, "", "a document cut off at {end} is no document");
        assert!(diagnostics.starts_with("error"), "a document cut off at {end} is an error");
    }
}

#[test]
fn mutations() {
    let pieces: Vec<&str> = SAMPLE.split_inclusive(['<', '>', '"', ' ', ':', '=']).collect();
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut trees = 0;
    for _ in 0..4_000 {
        let mut mutated = pieces.clone();
        for _ in 0..=random.below(3) {
            let (at, other) = (random.below(mutated.len()), random.below(pieces.len()));
            match random.below(3) {
                0 => drop(mutated.remove(at)),
                1 => mutated[at] = pieces[other],
                _ => mutated.insert(at, pieces[other]),
            }
        }
        trees += usize::from(!read(&mutated.concat()).0.is_empty());
    }
    assert!(trees > 100, "enough mutations stay well-formed to reach the grammar: {trees}");
}

#[test]
fn long_names_keep_their_places() {
    // The XML parser's lengths overflow here.
    let name = "é".repeat(70_000);
    let (_, diagnostics) = read(&schema(&format!("<xs:element {name}='1' name='a'/>")));
    assert!(diagnostics.starts_with("error"), "the attribute is refused");
    let (_, diagnostics) = read(&schema(&format!("<xs:element name{}='1b'/>", " ".repeat(700))));
    assert!(diagnostics.contains("`1b` is not a name"), "{diagnostics}");
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
