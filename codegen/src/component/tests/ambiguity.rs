//! Content models in which an element can be of two particles.

use super::{said, says};
use expect_test::expect;

fn content(model: &str) -> String {
    format!(
        "<xs:complexType name='T'>\n{model}\n</xs:complexType>
<xs:element name='head'/><xs:element name='member' substitutionGroup='head'/>"
    )
}

#[test]
fn accepted() {
    let models = [
        "<xs:sequence><xs:element name='a' minOccurs='2' maxOccurs='2'/><xs:element name='a' minOccurs='0'/></xs:sequence>",
        "<xs:sequence><xs:sequence minOccurs='3' maxOccurs='3'><xs:element name='a'/><xs:element name='b'/></xs:sequence><xs:element name='a'/></xs:sequence>",
        "<xs:choice maxOccurs='unbounded'><xs:element name='a'/><xs:element name='b' maxOccurs='unbounded'/></xs:choice>",
        "<xs:sequence><xs:element name='a' maxOccurs='100000000'/><xs:element name='b'/></xs:sequence>",
        "<xs:sequence maxOccurs='unbounded'><xs:element name='a'/><xs:element name='b' minOccurs='0'/></xs:sequence>",
        "<xs:sequence><xs:element name='a'/><xs:any namespace='##other' maxOccurs='unbounded'/></xs:sequence>",
        "<xs:sequence><xs:any namespace='urn:a' minOccurs='0'/><xs:any namespace='urn:b ##local' minOccurs='0'/></xs:sequence>",
        "<xs:all><xs:element name='a'/><xs:element name='b' minOccurs='0'/></xs:all>",
        "<xs:choice minOccurs='0' maxOccurs='5'><xs:element name='a' minOccurs='0' maxOccurs='5'/></xs:choice>",
        "<xs:choice/>",
    ];
    for model in models {
        assert_eq!(said(&content(model)), "", "{model}");
    }
}

#[test]
fn refused() {
    says(
        &content("<xs:sequence><xs:element name='a' minOccurs='0'/>\n<xs:element name='a'/></xs:sequence>"),
        expect![[r#"
            3: an element `a` can be of more than one particle here (it can be of this one)
        "#]],
    );
    says(
        &content("<xs:sequence><xs:element name='a' maxOccurs='2'/>\n<xs:element name='a'/></xs:sequence>"),
        expect![[r#"
            3: an element `a` can be of more than one particle here (it can be of this one)
        "#]],
    );
    says(
        &content(
            "<xs:choice><xs:element name='a'/>\n<xs:sequence><xs:element name='a'/><xs:element name='b'/></xs:sequence></xs:choice>",
        ),
        expect![[r#"
            3: an element `a` can be of more than one particle here (it can be of this one)
        "#]],
    );
    says(
        &content(
            "<xs:sequence maxOccurs='2'><xs:element name='a'/>\n<xs:element name='a' minOccurs='0'/></xs:sequence>",
        ),
        expect![[r#"
            3: an element `a` can be of more than one particle here (it can be of this one)
        "#]],
    );
    says(
        &content(
            "<xs:sequence><xs:sequence minOccurs='2' maxOccurs='2'><xs:element name='a' minOccurs='0'/></xs:sequence>\n<xs:element name='a'/></xs:sequence>",
        ),
        expect![[r#"
            3: an element `a` can be of more than one particle here (it can be of this one)
        "#]],
    );
    says(
        &content("<xs:sequence><xs:any minOccurs='0'/>\n<xs:element name='a'/></xs:sequence>"),
        expect![[r#"
        3: an element `a` can be of more than one particle here (it can be of this one)
    "#]],
    );
    says(
        &content(
            "<xs:sequence><xs:any namespace='##local' maxOccurs='unbounded'/>\n<xs:any namespace='##any'/></xs:sequence>",
        ),
        expect![[r#"
            3: an element can be of more than one particle here (it can be of this one)
        "#]],
    );
    says(
        &content("<xs:choice><xs:element ref='head'/>\n<xs:element ref='member'/></xs:choice>"),
        expect![[r#"
            3: an element `member` can be of more than one particle here (it can be of this one)
        "#]],
    );
    says(
        &content("<xs:all><xs:element name='a' minOccurs='0'/>\n<xs:element name='a'/></xs:all>"),
        expect![[r#"
            3: an element `a` can be of more than one particle here (it can be of this one)
        "#]],
    );
    says(
        &content(
            "<xs:sequence minOccurs='2' maxOccurs='2'><xs:choice minOccurs='2' maxOccurs='2'><xs:element name='a'/><xs:element name='b'/></xs:choice>\n<xs:element name='a' minOccurs='0'/></xs:sequence>",
        ),
        expect![[r#"
            3: an element `a` can be of more than one particle here (it can be of this one)
        "#]],
    );
}

#[test]
fn inherited() {
    says(
        "<xs:complexType name='B'><xs:sequence><xs:element name='a' minOccurs='0'/></xs:sequence></xs:complexType>
<xs:complexType name='D'><xs:complexContent><xs:extension base='B'><xs:sequence><xs:element name='a'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>",
        expect![[r#"
            2: an element `a` can be of more than one particle here (it can be of this one)
        "#]],
    );
}
