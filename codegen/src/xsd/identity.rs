//! Reads identity constraints.

use super::reader::Reader;
use super::{IdentityConstraint, Path, grammar, xpath};
use roxmltree::Node;

impl Reader<'_> {
    /// The identity constraints among the children of an element declaration.
    pub(super) fn identity_constraints(&mut self, children: &[Node<'_, '_>]) -> Vec<IdentityConstraint> {
        children.iter().filter_map(|child| self.identity_constraint(*child)).collect()
    }

    fn identity_constraint(&mut self, node: Node<'_, '_>) -> Option<IdentityConstraint> {
        let form = match node.tag_name().name() {
            "unique" | "key" => &grammar::UNIQUE_OR_KEY,
            "keyref" => &grammar::KEYREF,
            _ => return None,
        };
        let mut selector = None;
        let mut fields = Vec::new();
        for part in self.children(node, form) {
            match part.tag_name().name() {
                "selector" => selector = Some(self.path(part, false)),
                "field" => fields.push(self.path(part, true)),
                _ => {}
            }
        }
        for (lacks, tag) in [(selector.is_none(), "xs:selector"), (fields.is_empty(), "xs:field")] {
            if lacks {
                let message = format!("`{}` lacks `{tag}`", self.tag(node));
                self.error(self.tag_span(node), message, "");
            }
        }
        let refer = self.reference(node, "refer");
        let name = self.name(node)?;
        let unique = node.tag_name().name() == "unique";
        // What cannot be read is reported; without it the constraint would say something else.
        let fields: Option<Vec<_>> = fields.into_iter().collect();
        Some(IdentityConstraint { name, refer, unique, selector: selector??, fields: fields? })
    }

    fn path(&mut self, node: Node<'_, '_>, is_field: bool) -> Option<Vec<Path>> {
        self.children(node, &grammar::SELECTOR_OR_FIELD);
        let text = self.text_of(node, "xpath")?;
        match xpath::parse(&text.text, is_field, node) {
            Ok(paths) => Some(paths),
            Err(label) => {
                let what = if is_field { "field" } else { "selector" };
                let message = format!("`{}` is not a path that a {what} can have", text.text);
                self.error(text.span, message, label);
                None
            }
        }
    }
}
