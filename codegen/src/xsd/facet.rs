//! Reads facets.

use super::reader::Reader;
use super::{Facet, FacetKind, grammar};
use roxmltree::Node;

impl Reader<'_> {
    /// The facets among the children of a restriction.
    pub(super) fn facets(&mut self, children: &[Node<'_, '_>]) -> Vec<Facet> {
        children.iter().filter_map(|child| self.facet(*child)).collect()
    }

    fn facet(&mut self, node: Node<'_, '_>) -> Option<Facet> {
        let kind = FacetKind::from_name(node.tag_name().name())?;
        let open = matches!(kind, FacetKind::Enumeration | FacetKind::Pattern);
        let children = self.children(node, if open { &grammar::OPEN_FACET } else { &grammar::FACET });
        let fixed = !open && self.boolean(node, "fixed");
        let value = self.text_of(node, "value")?;
        match kind {
            FacetKind::FractionDigits
            | FacetKind::Length
            | FacetKind::MaxLength
            | FacetKind::MinLength
            | FacetKind::TotalDigits
                if !is_whole_number(value.text.trim_ascii()) =>
            {
                self.number(&value)?;
            }
            FacetKind::WhiteSpace => {
                self.one_of(node, "value", &[("preserve", ()), ("replace", ()), ("collapse", ())])?;
            }
            _ => {}
        }
        let namespaces = self.namespaces(node);
        let docs = self.docs(&children);
        Some(Facet { kind, value: value.text, span: value.span, fixed, namespaces, docs })
    }
}

/// However great: texts are not longer than what can be counted.
fn is_whole_number(text: &str) -> bool {
    let digits = text.strip_prefix('+').unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}
