//! Reads element declarations, global and local.

use super::reader::Reader;
use super::{DerivationSet, GlobalElement, LocalElement, Term, TypeUse, grammar};
use roxmltree::Node;

impl Reader<'_> {
    pub(super) fn global_element(&mut self, node: Node<'_, '_>) -> Option<GlobalElement> {
        let children = self.children(node, &grammar::GLOBAL_ELEMENT);
        Some(GlobalElement {
            type_use: self.type_use(node, &children),
            is_abstract: self.boolean(node, "abstract"),
            nillable: self.boolean(node, "nillable"),
            value_constraint: self.value_constraint(node),
            substitution_group: self.reference(node, "substitutionGroup"),
            is_final: self.derivation_set(node, "final", DerivationSet::OF_TYPE),
            identity_constraints: self.identity_constraints(&children),
            block: self.derivation_set(node, "block", DerivationSet::OF_ELEMENT),
            docs: self.docs(&children),
            name: self.name(node)?,
        })
    }

    /// An element inside a content model.
    pub(super) fn element_term(&mut self, node: Node<'_, '_>) -> Option<Term> {
        if node.has_attribute("ref") && !node.has_attribute("name") {
            let children = self.children(node, &grammar::ELEMENT_REFERENCE);
            let reference = self.reference(node, "ref")?;
            return Some(Term::ElementReference { reference, docs: self.docs(&children) });
        }
        let children = self.children(node, &grammar::LOCAL_ELEMENT);
        let element = LocalElement {
            form: self.form(node, "form"),
            type_use: self.type_use(node, &children),
            nillable: self.boolean(node, "nillable"),
            value_constraint: self.value_constraint(node),
            identity_constraints: self.identity_constraints(&children),
            block: self.derivation_set(node, "block", DerivationSet::OF_ELEMENT),
            docs: self.docs(&children),
            name: self.name(node)?,
        };
        Some(Term::Element(Box::new(element)))
    }

    fn type_use(&mut self, node: Node<'_, '_>, children: &[Node<'_, '_>]) -> Option<TypeUse> {
        let named = self.reference(node, "type");
        let inline = children.iter().find_map(|child| match child.tag_name().name() {
            "simpleType" => Some(
                self.simple_type(*child, &grammar::LOCAL_SIMPLE_TYPE)
                    .map(|one| TypeUse::Simple(Box::new(one))),
            ),
            "complexType" => Some(
                self.complex_type(*child, &grammar::LOCAL_COMPLEX_TYPE)
                    .map(|one| TypeUse::Complex(Box::new(one))),
            ),
            _ => None,
        });
        if inline.is_some() {
            self.exclude(node, "type", "an anonymous type");
        }
        named.map(TypeUse::Named).or(inline.flatten())
    }
}
