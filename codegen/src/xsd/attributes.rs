//! Reads attribute declarations, global and local, and groups of them.

use super::reader::Reader;
use super::{
    AttributeGroup, AttributeReference, AttributeUse, Attributes, GlobalAttribute, LocalAttribute, Presence,
    SimpleUse, ValueConstraint, grammar,
};
use roxmltree::Node;

impl Reader<'_> {
    pub(super) fn global_attribute(&mut self, node: Node<'_, '_>) -> Option<GlobalAttribute> {
        let children = self.children(node, &grammar::GLOBAL_ATTRIBUTE);
        Some(GlobalAttribute {
            type_use: self.attribute_type(node, &children),
            value_constraint: self.value_constraint(node),
            docs: self.docs(&children),
            name: self.name(node)?,
        })
    }

    pub(super) fn global_attribute_group(&mut self, node: Node<'_, '_>) -> Option<AttributeGroup> {
        let children = self.children(node, &grammar::GLOBAL_ATTRIBUTE_GROUP);
        Some(AttributeGroup {
            attributes: self.attributes(&children),
            docs: self.docs(&children),
            name: self.name(node)?,
        })
    }

    /// The attributes among the children of a complex type, a derivation or an attribute group.
    pub(super) fn attributes(&mut self, children: &[Node<'_, '_>]) -> Attributes {
        let mut attributes = Attributes::default();
        for child in children {
            match child.tag_name().name() {
                "attribute" => attributes.uses.extend(self.attribute_use(*child)),
                "attributeGroup" => {
                    self.children(*child, &grammar::ATTRIBUTE_GROUP_REFERENCE);
                    attributes.uses.extend(self.reference(*child, "ref").map(AttributeUse::Group));
                }
                "anyAttribute" => {
                    attributes.any = Some(self.wildcard(*child, &grammar::ANY_ATTRIBUTE_FORM));
                }
                _ => {}
            }
        }
        attributes
    }

    fn attribute_use(&mut self, node: Node<'_, '_>) -> Option<AttributeUse> {
        let is_reference = node.has_attribute("ref") && !node.has_attribute("name");
        let form = if is_reference { &grammar::ATTRIBUTE_REFERENCE } else { &grammar::LOCAL_ATTRIBUTE };
        let children = self.children(node, form);
        let presence = self.presence(node);
        let value_constraint = self.value_constraint(node);
        if presence != Presence::Optional && matches!(value_constraint, Some(ValueConstraint::Default(_))) {
            self.exclude(node, "default", "a `use` other than `optional`");
        }
        let docs = self.docs(&children);
        if is_reference {
            let reference = self.reference(node, "ref")?;
            return Some(AttributeUse::Reference(AttributeReference {
                reference,
                presence,
                value_constraint,
                docs,
            }));
        }
        Some(AttributeUse::Local(LocalAttribute {
            form: self.form(node, "form"),
            type_use: self.attribute_type(node, &children),
            presence,
            value_constraint,
            docs,
            name: self.name(node)?,
        }))
    }

    fn presence(&mut self, node: Node<'_, '_>) -> Presence {
        let words = [
            ("optional", Presence::Optional),
            ("required", Presence::Required),
            ("prohibited", Presence::Prohibited),
        ];
        self.one_of(node, "use", &words).unwrap_or(Presence::Optional)
    }

    fn attribute_type(&mut self, node: Node<'_, '_>, children: &[Node<'_, '_>]) -> Option<SimpleUse> {
        let named = self.reference(node, "type");
        let inline = self.inline_simple_type(children);
        if inline.is_some() {
            self.exclude(node, "type", "an anonymous type");
        }
        named.map(SimpleUse::Named).or(inline.map(|one| SimpleUse::Inline(Box::new(one))))
    }
}
