//! Schemas that are made to take long or to go deep: an answer in bounded time.

use super::{said, schema};
use std::time::{Duration, Instant};

/// Far more than any of these takes on a slow machine without optimization.
const PATIENCE: Duration = Duration::from_secs(20);

#[track_caller]
fn in_time(body: &str) -> String {
    let start = Instant::now();
    let said = said(body);
    assert!(start.elapsed() < PATIENCE, "it took {:?}", start.elapsed());
    said
}

#[test]
fn bounds_are_not_expanded() {
    let body = "<xs:complexType name='T'><xs:sequence maxOccurs='99999'><xs:element name='a' minOccurs='9999' maxOccurs='99999999999999999999'/>
<xs:element name='b' minOccurs='5000' maxOccurs='5000'/></xs:sequence></xs:complexType>";
    assert_eq!(in_time(body), "");
}

#[test]
fn groups_that_double() {
    let mut body =
        "<xs:group name='g0'><xs:sequence><xs:element name='a'/></xs:sequence></xs:group>\n".to_string();
    for level in 1..60 {
        let inner = level - 1;
        body.push_str(&format!(
            "<xs:group name='g{level}'><xs:sequence><xs:group ref='g{inner}'/><xs:group ref='g{inner}'/></xs:sequence></xs:group>\n"
        ));
    }
    assert!(in_time(&body).contains("expand to more than"), "the limit is reached");
}

#[test]
fn types_derived_in_many_steps() {
    let step = |level: usize| {
        let base = level - 1;
        format!(
            "<xs:complexType name='T{level}'><xs:complexContent><xs:extension base='T{base}'><xs:sequence><xs:element name='a{level}'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>\n"
        )
    };
    let first =
        "<xs:complexType name='T0'><xs:sequence><xs:element name='a0'/></xs:sequence></xs:complexType>\n";
    let forward = first.to_string() + &(1..400).map(step).collect::<String>();
    assert!(in_time(&forward).contains("96 deep"), "the limit is reached");
    let backward = first.to_string() + &(1..400).rev().map(step).collect::<String>();
    assert!(in_time(&backward).contains("96 deep"), "the limit is reached");
}

#[test]
fn simple_types_derived_in_many_steps() {
    let mut body = "<xs:simpleType name='S0'><xs:restriction base='xs:int'/></xs:simpleType>\n".to_string();
    for level in (1..2000).rev() {
        let base = level - 1;
        body.push_str(&format!(
            "<xs:simpleType name='S{level}'><xs:restriction base='S{base}'/></xs:simpleType>\n"
        ));
    }
    assert!(in_time(&body).contains("96 deep"), "the limit is reached");
}

#[test]
fn many_optional_elements() {
    let elements: String =
        (0..3000).map(|number| format!("<xs:element name='a{number}' minOccurs='0'/>")).collect();
    let body = format!(
        "<xs:complexType name='T'><xs:sequence maxOccurs='unbounded'>{elements}</xs:sequence></xs:complexType>"
    );
    let said = in_time(&body);
    assert!(said.is_empty() || said.contains("too large"), "{said}");
}

#[test]
fn restriction_of_nested_choices() {
    let mut model = "<xs:element name='a'/>".to_string();
    for level in 0..40 {
        model = format!(
            "<xs:choice minOccurs='0' maxOccurs='{}'><xs:sequence><xs:element name='b{level}'/></xs:sequence>{model}<xs:sequence minOccurs='0'><xs:element name='c{level}'/></xs:sequence></xs:choice>",
            level + 2
        );
    }
    let body = format!(
        "<xs:complexType name='B'>{model}</xs:complexType>
<xs:complexType name='D'><xs:complexContent><xs:restriction base='B'>{model}</xs:restriction></xs:complexContent></xs:complexType>"
    );
    in_time(&body);
}

#[test]
fn wide_substitution_group() {
    let members: String =
        (0..700).map(|number| format!("<xs:element name='m{number}' substitutionGroup='head'/>")).collect();
    let body = format!(
        "<xs:element name='head'/>{members}<xs:complexType name='T'><xs:sequence>{}</xs:sequence></xs:complexType>",
        "<xs:element ref='head'/>".repeat(700)
    );
    assert_eq!(in_time(&body), "");
}

#[test]
fn damaged_documents() {
    let sample = schema(
        "<xs:redefine schemaLocation='test.xsd'><xs:group name='g'><xs:sequence><xs:group ref='g'/></xs:sequence></xs:group></xs:redefine>
<xs:element name='a' type='T' substitutionGroup='a'/><xs:complexType name='T'><xs:complexContent><xs:extension base='T'>
<xs:group ref='g' maxOccurs='2'/><xs:attributeGroup ref='ag'/><xs:anyAttribute/></xs:extension></xs:complexContent></xs:complexType>
<xs:attributeGroup name='ag'><xs:attribute name='x' type='S' default='1'/><xs:attributeGroup ref='ag'/></xs:attributeGroup>
<xs:simpleType name='S'><xs:union memberTypes='S xs:int'/></xs:simpleType>
<xs:group name='g'><xs:choice><xs:element ref='a'/><xs:any/><xs:group ref='g'/></xs:choice></xs:group>",
    );
    let pieces: Vec<&str> = sample.split_inclusive(['<', '>', '\'', ' ', '=']).collect();
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut below = |limit: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state % limit as u64) as usize
    };
    for _ in 0..2_000 {
        let mut mutated = pieces.clone();
        for _ in 0..=below(3) {
            let (at, other) = (below(mutated.len()), below(pieces.len()));
            match below(3) {
                0 => drop(mutated.remove(at)),
                1 => mutated[at] = pieces[other],
                _ => mutated.insert(at, pieces[other]),
            }
        }
        let text = mutated.concat();
        super::run(&[("test.xsd", &text)], super::ONE_SCHEMA);
        super::run(&[("test.xsd", &text), ("other.xsd", &sample)], super::APART);
    }
}
