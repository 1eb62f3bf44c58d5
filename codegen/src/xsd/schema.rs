//! Reads the document and what stands under `xs:schema`.

use super::reader::Reader;
use super::{
    Declaration, DerivationSet, Form, Import, Include, Notation, Redefine, Schema, XSD_NAMESPACE, document,
    grammar,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::SourceId;
use roxmltree::Node;

/// Reads a schema document.
///
/// `None` if it is not one at all: not well-formed, nested too deep, or with another root. Other errors are reported
/// in place; what they concern is missing from the tree, which is then of use for finding further errors only.
pub fn parse(source: SourceId, text: &str, diagnostics: &mut Diagnostics) -> Option<Schema> {
    let document = document::open(source, text, diagnostics)?;
    let mut found = Diagnostics::default();
    let schema = parse_root(document.root_element(), Reader::new(source, text, &mut found));
    // Attributes are checked before children are read; the reader goes by the text.
    let mut found: Vec<_> = found.iter().cloned().collect();
    found.sort_by_key(|diagnostic| diagnostic.span.start);
    found.into_iter().for_each(|diagnostic| diagnostics.push(diagnostic));
    schema
}

fn parse_root(root: Node<'_, '_>, mut reader: Reader<'_>) -> Option<Schema> {
    if !root.has_tag_name((XSD_NAMESPACE, "schema")) {
        let message = format!("the root is `{}`, not `xs:schema`", reader.tag(root));
        let error = Diagnostic::error(reader.tag_span(root), message);
        let help = format!("a schema document begins with `xs:schema` in the namespace `{XSD_NAMESPACE}`");
        reader.diagnostics.push(error.help(help));
        return None;
    }
    Some(reader.schema(root))
}

impl Reader<'_> {
    fn schema(&mut self, node: Node<'_, '_>) -> Schema {
        let children = self.children(node, &grammar::SCHEMA);
        let target_namespace = self.text_of(node, "targetNamespace");
        if let Some(empty) = target_namespace.as_ref().filter(|namespace| namespace.text.is_empty()) {
            self.error(
                empty.span,
                "the target namespace is empty",
                "leave the attribute out for no namespace",
            );
        }
        let mut schema = Schema {
            span: self.tag_span(node),
            target_namespace: target_namespace.map(|name| name.text).filter(|text| !text.is_empty()),
            element_form_default: self.form(node, "elementFormDefault").unwrap_or(Form::Unqualified),
            attribute_form_default: self.form(node, "attributeFormDefault").unwrap_or(Form::Unqualified),
            block_default: self
                .derivation_set(node, "blockDefault", DerivationSet::OF_ELEMENT)
                .unwrap_or_default(),
            final_default: self
                .derivation_set(
                    node,
                    "finalDefault",
                    DerivationSet { substitution: false, ..DerivationSet::ALL },
                )
                .unwrap_or_default(),
            docs: self.docs(&children),
            includes: Vec::new(),
            redefines: Vec::new(),
            imports: Vec::new(),
            declarations: Vec::new(),
        };
        for child in children {
            match child.tag_name().name() {
                "include" => schema.includes.extend(self.include(child)),
                "import" => schema.imports.push(self.import(child)),
                "redefine" => schema.redefines.extend(self.redefine(child)),
                _ => schema.declarations.extend(self.declaration(child)),
            }
        }
        schema
    }

    fn include(&mut self, node: Node<'_, '_>) -> Option<Include> {
        self.children(node, &grammar::INCLUDE);
        Some(Include { location: self.text_of(node, "schemaLocation")? })
    }

    fn redefine(&mut self, node: Node<'_, '_>) -> Option<Redefine> {
        let children = self.children(node, &grammar::REDEFINE);
        let declarations = children.into_iter().filter_map(|child| self.declaration(child)).collect();
        Some(Redefine { location: self.text_of(node, "schemaLocation")?, declarations })
    }

    fn import(&mut self, node: Node<'_, '_>) -> Import {
        self.children(node, &grammar::IMPORT);
        let namespace = self.text_of(node, "namespace");
        if let Some(empty) = namespace.as_ref().filter(|namespace| namespace.text.is_empty()) {
            self.error(empty.span, "the namespace is empty", "leave the attribute out for no namespace");
        }
        Import { span: self.tag_span(node), namespace, location: self.text_of(node, "schemaLocation") }
    }

    fn declaration(&mut self, node: Node<'_, '_>) -> Option<Declaration> {
        match node.tag_name().name() {
            "element" => self.global_element(node).map(Declaration::Element),
            "complexType" => {
                let definition = self.complex_type(node, &grammar::GLOBAL_COMPLEX_TYPE)?;
                definition.name.is_some().then_some(Declaration::ComplexType(definition))
            }
            "simpleType" => {
                let definition = self.simple_type(node, &grammar::GLOBAL_SIMPLE_TYPE)?;
                definition.name.is_some().then_some(Declaration::SimpleType(definition))
            }
            "attribute" => self.global_attribute(node).map(Declaration::Attribute),
            "group" => self.global_group(node).map(Declaration::Group),
            "attributeGroup" => self.global_attribute_group(node).map(Declaration::AttributeGroup),
            "notation" => self.notation(node).map(Declaration::Notation),
            _ => None,
        }
    }

    fn notation(&mut self, node: Node<'_, '_>) -> Option<Notation> {
        self.children(node, &grammar::NOTATION);
        let (public, system) = (node.attribute("public"), node.attribute("system"));
        if public.is_none() && system.is_none() {
            let message = format!("`{}` has neither `public` nor `system`", self.tag(node));
            self.error(self.tag_span(node), message, "a notation has one of them");
        }
        Some(Notation {
            name: self.name(node)?,
            public: public.map(str::to_string),
            system: system.map(str::to_string),
            span: self.tag_span(node),
        })
    }

    /// A form of local names.
    pub(super) fn form(&mut self, node: Node<'_, '_>, attribute: &str) -> Option<Form> {
        self.one_of(node, attribute, &[("qualified", Form::Qualified), ("unqualified", Form::Unqualified)])
    }
}
