//! Which content models restrict which.

use super::says;
use expect_test::expect;

/// A type, and one that restricts it; the second stands on the second line.
fn step(base: &str, derived: &str) -> String {
    format!(
        "<xs:complexType name='B'>{base}</xs:complexType>
<xs:complexType name='D'><xs:complexContent><xs:restriction base='B'>{derived}</xs:restriction></xs:complexContent></xs:complexType>
<xs:element name='head' type='xs:string'/><xs:element name='one' substitutionGroup='head'/><xs:element name='two' substitutionGroup='head'/>"
    )
}

#[test]
fn accepted() {
    let pairs = [
        (
            "<xs:sequence><xs:element name='a' minOccurs='0' maxOccurs='5'/></xs:sequence>",
            "<xs:sequence><xs:element name='a' minOccurs='2' maxOccurs='3'/></xs:sequence>",
        ),
        (
            "<xs:sequence><xs:element name='a' type='xs:decimal'/></xs:sequence>",
            "<xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence>",
        ),
        (
            "<xs:sequence><xs:element name='a' minOccurs='0'/><xs:element name='b'/><xs:element name='c' minOccurs='0'/></xs:sequence>",
            "<xs:sequence><xs:element name='b'/></xs:sequence>",
        ),
        (
            "<xs:choice><xs:element name='a'/><xs:element name='b'/><xs:element name='c'/></xs:choice>",
            "<xs:choice><xs:element name='a'/><xs:element name='c'/></xs:choice>",
        ),
        (
            "<xs:choice><xs:element name='a'/><xs:element name='b'/></xs:choice>",
            "<xs:sequence><xs:element name='b'/></xs:sequence>",
        ),
        (
            "<xs:choice maxOccurs='unbounded'><xs:element name='a'/><xs:element name='b'/></xs:choice>",
            "<xs:sequence><xs:element name='b'/><xs:element name='a'/></xs:sequence>",
        ),
        (
            "<xs:choice minOccurs='0' maxOccurs='unbounded'><xs:element name='a'/><xs:element name='b'/></xs:choice>",
            "<xs:sequence><xs:element name='a' minOccurs='0' maxOccurs='unbounded'/></xs:sequence>",
        ),
        (
            "<xs:all><xs:element name='a'/><xs:element name='b' minOccurs='0'/></xs:all>",
            "<xs:all><xs:element name='a'/></xs:all>",
        ),
        (
            "<xs:all><xs:element name='a'/><xs:element name='b' minOccurs='0'/></xs:all>",
            "<xs:sequence><xs:element name='b'/><xs:element name='a'/></xs:sequence>",
        ),
        (
            "<xs:sequence><xs:any namespace='##any' processContents='lax' minOccurs='0' maxOccurs='unbounded'/></xs:sequence>",
            "<xs:sequence><xs:element name='a'/><xs:choice><xs:element name='b'/><xs:any namespace='urn:x'/></xs:choice></xs:sequence>",
        ),
        (
            "<xs:sequence><xs:sequence><xs:element name='a'/></xs:sequence><xs:sequence/><xs:element name='b'/></xs:sequence>",
            "<xs:sequence><xs:choice><xs:element name='a'/></xs:choice><xs:element name='b'/></xs:sequence>",
        ),
        (
            "<xs:sequence><xs:element ref='head' maxOccurs='3'/></xs:sequence>",
            "<xs:sequence><xs:element ref='one' maxOccurs='2'/></xs:sequence>",
        ),
        (
            "<xs:sequence><xs:element ref='head'/></xs:sequence>",
            "<xs:choice><xs:element ref='two'/><xs:element ref='one'/></xs:choice>",
        ),
        ("<xs:sequence><xs:element name='a' minOccurs='0'/></xs:sequence>", ""),
        ("", ""),
    ];
    for (base, derived) in pairs {
        assert_eq!(super::said(&step(base, derived)), "", "{derived}\nrestricts\n{base}");
    }
}

#[test]
fn bounds() {
    says(
        &step(
            "<xs:sequence><xs:element name='a' maxOccurs='3'/></xs:sequence>",
            "<xs:sequence><xs:element name='a' minOccurs='0' maxOccurs='5'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (it occurs 0 to 5 times, in the base 1 to 3 times)
        "#]],
    );
    says(
        &step(
            "<xs:choice maxOccurs='2'><xs:element name='a'/><xs:element name='b'/></xs:choice>",
            "<xs:sequence><xs:element name='a'/><xs:element name='b'/><xs:element name='a'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (it occurs 3 times, in the base 1 to 2 times)
        "#]],
    );
    says(
        &step(
            "<xs:sequence><xs:any processContents='lax' maxOccurs='2'/></xs:sequence>",
            "<xs:sequence><xs:element name='a' maxOccurs='3'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (it occurs 1 to 3 times, in the base 1 to 2 times)
        "#]],
    );
}

#[test]
fn elements() {
    says(
        &step(
            "<xs:sequence><xs:element name='a'/></xs:sequence>",
            "<xs:sequence><xs:element name='b'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (`b` does not restrict `a`)
        "#]],
    );
    says(
        &step(
            "<xs:sequence><xs:element name='a' type='xs:int'/></xs:sequence>",
            "<xs:sequence><xs:element name='a' type='xs:string'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (`xs:string` is not derived from `xs:int`)
        "#]],
    );
    says(
        &step(
            "<xs:sequence><xs:element name='a'/></xs:sequence>",
            "<xs:sequence><xs:element name='a' nillable='true'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (it is nillable, and the base's is not)
        "#]],
    );
    says(
        &step(
            "<xs:sequence><xs:element name='a' type='xs:int' fixed='1'/></xs:sequence>",
            "<xs:sequence><xs:element name='a' type='xs:int' fixed='2'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (the base fixes its value as `1`)
        "#]],
    );
    says(
        &step(
            "<xs:sequence><xs:element name='a' block='extension'/></xs:sequence>",
            "<xs:sequence><xs:element name='a'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (its `block` allows more than the base's)
        "#]],
    );
}

#[test]
fn groups() {
    says(
        &step(
            "<xs:sequence><xs:element name='a'/><xs:element name='b'/></xs:sequence>",
            "<xs:sequence><xs:element name='a'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (the base demands more)
        "#]],
    );
    says(
        &step(
            "<xs:sequence><xs:element name='a'/></xs:sequence>",
            "<xs:sequence><xs:element name='a'/><xs:element name='c'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (a group cannot restrict a single element)
        "#]],
    );
    says(
        &step(
            "<xs:choice><xs:element name='a'/><xs:element name='b'/></xs:choice>",
            "<xs:choice><xs:element name='b'/><xs:element name='a'/></xs:choice>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (no alternative of the base is left for it)
        "#]],
    );
    says(
        &step(
            "<xs:sequence><xs:element name='a'/><xs:element name='b'/></xs:sequence>",
            "<xs:choice><xs:element name='a'/><xs:element name='b'/></xs:choice>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (`xs:choice` cannot restrict `xs:sequence`)
        "#]],
    );
    says(
        &step("<xs:sequence><xs:element name='a'/></xs:sequence>", "<xs:sequence><xs:any/></xs:sequence>"),
        expect![[r#"
            2: the content model does not restrict that of the base (a wildcard restricts wildcards alone)
        "#]],
    );
    says(
        &step(
            "<xs:sequence><xs:any namespace='urn:x' processContents='lax'/></xs:sequence>",
            "<xs:sequence><xs:any namespace='urn:x urn:y'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (the wildcard takes namespaces that the base's does not take)
        "#]],
    );
    says(
        &step(
            "<xs:sequence><xs:any namespace='urn:x'/></xs:sequence>",
            "<xs:sequence><xs:any namespace='urn:x' processContents='skip'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (its `processContents` is less strict than the base's)
        "#]],
    );
    says(
        &step(
            "<xs:sequence><xs:any namespace='##other'/></xs:sequence>",
            "<xs:sequence><xs:element name='a'/></xs:sequence>",
        ),
        expect![[r#"
            2: the content model does not restrict that of the base (the wildcard of the base does not take its namespace)
        "#]],
    );
    says(
        &step("<xs:sequence><xs:element name='a'/></xs:sequence>", ""),
        expect![[r#"
        2: `D` does not restrict its base (the base demands elements)
    "#]],
    );
    says(
        &step("", "<xs:sequence><xs:element name='a'/></xs:sequence>"),
        expect![[r#"
        2: `D` does not restrict its base (the base has no elements)
    "#]],
    );
}
