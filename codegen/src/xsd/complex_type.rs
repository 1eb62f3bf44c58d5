//! Reads complex types.

use super::grammar::{self, Form};
use super::reader::Reader;
use super::{ComplexContent, ComplexType, Derivation, DerivationSet, Particle};
use roxmltree::Node;

impl Reader<'_> {
    pub(super) fn complex_type(&mut self, node: Node<'_, '_>, form: &Form) -> Option<ComplexType> {
        let children = self.children(node, form);
        let name = self.name(node);
        let derived = children
            .iter()
            .find(|child| matches!(child.tag_name().name(), "simpleContent" | "complexContent"))
            .copied();
        let mut mixed = self.boolean(node, "mixed");
        let content = match derived {
            None => ComplexContent::Direct {
                particle: self.content_model(&children),
                attributes: self.attributes(&children),
            },
            Some(derived) => {
                self.refuse_attributes_beside(derived, &children);
                if derived.has_attribute("mixed") {
                    mixed = self.boolean(derived, "mixed");
                }
                self.derived_content(derived)?
            }
        };
        Some(ComplexType {
            span: name.as_ref().map_or_else(|| self.tag_span(node), |name| name.span),
            name,
            is_abstract: self.boolean(node, "abstract"),
            block: self.derivation_set(node, "block", DerivationSet::OF_TYPE),
            is_final: self.derivation_set(node, "final", DerivationSet::OF_TYPE),
            mixed,
            content,
            docs: self.docs(&children),
        })
    }

    fn derived_content(&mut self, node: Node<'_, '_>) -> Option<ComplexContent> {
        let simple = node.tag_name().name() == "simpleContent";
        let form = if simple { &grammar::SIMPLE_CONTENT } else { &grammar::COMPLEX_CONTENT };
        let children = self.children(node, form);
        let Some(step) = children.iter().find(|child| child.tag_name().name() != "annotation") else {
            let message = format!("`{}` is empty", self.tag(node));
            self.error(self.tag_span(node), message, "expected `xs:restriction` or `xs:extension`");
            return None;
        };
        let derivation = match step.tag_name().name() {
            "extension" => Derivation::Extension,
            _ => Derivation::Restriction,
        };
        let form = match (simple, derivation) {
            (true, Derivation::Extension) => &grammar::SIMPLE_CONTENT_EXTENSION,
            (true, Derivation::Restriction) => &grammar::SIMPLE_CONTENT_RESTRICTION,
            (false, _) => &grammar::COMPLEX_CONTENT_DERIVATION,
        };
        let children = self.children(*step, form);
        let base = self.reference(*step, "base");
        let attributes = self.attributes(&children);
        if simple {
            let inline = self.inline_simple_type(&children).map(Box::new);
            let facets = self.facets(&children);
            return Some(ComplexContent::Simple { derivation, base: base?, inline, facets, attributes });
        }
        let particle = self.content_model(&children);
        Some(ComplexContent::Complex { derivation, base: base?, particle, attributes })
    }

    fn content_model(&mut self, children: &[Node<'_, '_>]) -> Option<Particle> {
        let names = ["group", "all", "choice", "sequence"];
        let model = children.iter().find(|child| names.contains(&child.tag_name().name()))?;
        self.particle(*model)
    }

    /// Attributes go into the derivation where there is one.
    fn refuse_attributes_beside(&mut self, derived: Node<'_, '_>, children: &[Node<'_, '_>]) {
        for child in children {
            let name = child.tag_name().name();
            if matches!(name, "attribute" | "attributeGroup" | "anyAttribute") {
                let message = format!("`{}` cannot stand beside `{}`", self.tag(*child), self.tag(derived));
                let label = "it goes into `xs:extension` or `xs:restriction`";
                self.error(self.tag_span(*child), message, label);
            }
        }
    }
}
