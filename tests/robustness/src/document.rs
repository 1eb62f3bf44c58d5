//! Documents, held against components.

use crate::schema::places;
use crate::{text, two};
use qualys_codegen::component::{self, Components};
use qualys_codegen::diagnostic::Diagnostics;
use qualys_codegen::source::{SourceFile, Sources};
use qualys_codegen::validate::document::validate_document;
use qualys_codegen::xsd;

/// A document, against a schema with something of everything.
pub fn document(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    against(SCHEMA, &text);
}

/// A schema, a zero byte, and a document.
pub fn instance(bytes: &[u8]) {
    let Some(input) = text(bytes) else { return };
    let (schema, document) = two(&input);
    against(schema, document);
}

fn against(schema: &str, document: &str) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let Some((components, read)) = components(schema, &mut sources) else { return };
    let source = sources.add(SourceFile::new("any.xml", document));
    validate_document(source, &mut sources, &components, &mut diagnostics);
    places(&sources, &diagnostics);
    places(&sources, &read);
    if roxmltree::Document::parse(document).is_err() && !document.contains("<!DOCTYPE") {
        assert!(diagnostics.has_errors(), "what is not well-formed is not valid");
    }
}

/// The components of a schema that is valid, with what there was to say about it.
fn components(schema: &str, sources: &mut Sources) -> Option<(Components, Diagnostics)> {
    let file = SourceFile::new("any.xsd", schema);
    let source = sources.add(file.clone());
    let mut diagnostics = Diagnostics::default();
    let tree = xsd::parse(source, schema, &mut diagnostics)?;
    let inputs = [component::Input { file: &file, source, schema: &tree }];
    let options = component::Options {
        one_schema: true,
        missing: None,
        constraints: qualys_codegen::diagnostic::Severity::Error,
    };
    let components = component::build(&inputs, options, &mut diagnostics);
    places(sources, &diagnostics);
    (!diagnostics.has_errors()).then_some((components, diagnostics))
}

/// Something of everything.
const SCHEMA: &str = r###"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:a" targetNamespace="urn:a" elementFormDefault="qualified">
<xs:element name="list" type="List">
  <xs:key name="k"><xs:selector xpath="item"/><xs:field xpath="@id"/></xs:key>
  <xs:keyref name="r" refer="k"><xs:selector xpath=".//see"/><xs:field xpath="."/></xs:keyref>
</xs:element>
<xs:complexType name="List"><xs:sequence>
  <xs:element name="item" type="Item" minOccurs="0" maxOccurs="unbounded"/>
  <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="2"/>
</xs:sequence><xs:anyAttribute namespace="##other" processContents="skip"/></xs:complexType>
<xs:complexType name="Item"><xs:choice maxOccurs="4">
  <xs:element ref="head"/><xs:element name="see" type="xs:NCName" nillable="true"/>
  <xs:sequence><xs:element name="a" type="xs:decimal" minOccurs="0"/><xs:element name="b" type="Words" default="x y"/></xs:sequence>
</xs:choice><xs:attribute name="id" type="xs:NCName" use="required"/><xs:attribute name="ref" type="xs:IDREF"/></xs:complexType>
<xs:complexType name="Longer"><xs:complexContent><xs:extension base="Item"><xs:sequence><xs:element name="z" type="xs:dateTime"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:complexType name="Text" mixed="true"><xs:sequence><xs:element name="i" type="xs:ID" minOccurs="0"/></xs:sequence></xs:complexType>
<xs:element name="head" type="Text" abstract="true"/><xs:element name="one" substitutionGroup="head"/><xs:element name="two" substitutionGroup="head"/>
<xs:simpleType name="Words"><xs:restriction><xs:simpleType><xs:list itemType="Word"/></xs:simpleType><xs:maxLength value="3"/></xs:restriction></xs:simpleType>
<xs:simpleType name="Word"><xs:union memberTypes="xs:int"><xs:simpleType><xs:restriction base="xs:token"><xs:pattern value="[a-z]+\d?"/></xs:restriction></xs:simpleType></xs:union></xs:simpleType>
</xs:schema>"###;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schema_is_read() {
        assert!(components(SCHEMA, &mut Sources::default()).is_some());
    }
}
