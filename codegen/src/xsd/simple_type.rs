//! Reads simple types.

use super::grammar::{self, Form};
use super::reader::Reader;
use super::{DerivationSet, SimpleType, SimpleUse, Variety};
use roxmltree::Node;

impl Reader<'_> {
    pub(super) fn simple_type(&mut self, node: Node<'_, '_>, form: &Form) -> Option<SimpleType> {
        let children = self.children(node, form);
        let name = self.name(node);
        let Some(definition) = children.iter().find(|child| child.tag_name().name() != "annotation") else {
            let label = "expected `xs:restriction`, `xs:list` or `xs:union`";
            self.error(self.tag_span(node), "the simple type is empty", label);
            return None;
        };
        Some(SimpleType {
            span: name.as_ref().map_or_else(|| self.tag_span(node), |name| name.span),
            name,
            is_final: self.derivation_set(node, "final", DerivationSet::OF_SIMPLE_TYPE),
            variety: self.variety(*definition)?,
            docs: self.docs(&children),
        })
    }

    /// The anonymous simple type among the children of an element.
    pub(super) fn inline_simple_type(&mut self, children: &[Node<'_, '_>]) -> Option<SimpleType> {
        let child = children.iter().find(|child| child.tag_name().name() == "simpleType")?;
        self.simple_type(*child, &grammar::LOCAL_SIMPLE_TYPE)
    }

    fn variety(&mut self, node: Node<'_, '_>) -> Option<Variety> {
        match node.tag_name().name() {
            "restriction" => {
                let children = self.children(node, &grammar::SIMPLE_TYPE_RESTRICTION);
                let base = self.one_simple_use(node, "base", &children);
                let facets = self.facets(&children);
                Some(Variety::Restriction { base: base?, facets })
            }
            "list" => {
                let children = self.children(node, &grammar::LIST);
                self.one_simple_use(node, "itemType", &children).map(Variety::List)
            }
            "union" => self.union(node),
            _ => None,
        }
    }

    fn union(&mut self, node: Node<'_, '_>) -> Option<Variety> {
        let children = self.children(node, &grammar::UNION);
        let mut members: Vec<_> =
            self.references(node, "memberTypes").into_iter().map(SimpleUse::Named).collect();
        for child in children.iter().filter(|child| child.tag_name().name() == "simpleType") {
            let inline = self.simple_type(*child, &grammar::LOCAL_SIMPLE_TYPE);
            members.extend(inline.map(|one| SimpleUse::Inline(Box::new(one))));
        }
        if members.is_empty() {
            self.error(
                self.tag_span(node),
                "the union has no members",
                "expected `memberTypes` or `xs:simpleType`",
            );
            return None;
        }
        Some(Variety::Union(members))
    }

    /// The one simple type that a restriction or a list is about.
    fn one_simple_use(
        &mut self,
        node: Node<'_, '_>,
        attribute: &str,
        children: &[Node<'_, '_>],
    ) -> Option<SimpleUse> {
        let inline_stands = children.iter().any(|child| child.tag_name().name() == "simpleType");
        let named = self.reference(node, attribute);
        let inline = self.inline_simple_type(children);
        if inline_stands {
            self.exclude(node, attribute, "an anonymous type");
        } else if !node.has_attribute(attribute) {
            let label = format!("expected `{attribute}` or `xs:simpleType`");
            self.error(self.tag_span(node), format!("`{}` names no type", self.tag(node)), label);
        }
        named.map(SimpleUse::Named).or(inline.map(|one| SimpleUse::Inline(Box::new(one))))
    }
}
