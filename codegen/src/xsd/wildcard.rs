//! Reads wildcards.

use super::grammar::Form;
use super::reader::Reader;
use super::{ProcessContents, Wildcard, WildcardNamespace, WildcardNamespaces};
use roxmltree::Node;

impl Reader<'_> {
    /// `xs:any` or `xs:anyAttribute`.
    pub(super) fn wildcard(&mut self, node: Node<'_, '_>, form: &Form) -> Wildcard {
        self.children(node, form);
        let words = [
            ("lax", ProcessContents::Lax),
            ("skip", ProcessContents::Skip),
            ("strict", ProcessContents::Strict),
        ];
        Wildcard {
            namespaces: self.wildcard_namespaces(node),
            process_contents: self.one_of(node, "processContents", &words).unwrap_or(ProcessContents::Strict),
            span: self.tag_span(node),
        }
    }

    fn wildcard_namespaces(&mut self, node: Node<'_, '_>) -> WildcardNamespaces {
        let Some(value) = self.text_of(node, "namespace") else { return WildcardNamespaces::Any };
        match value.text.trim_ascii() {
            "##any" => return WildcardNamespaces::Any,
            "##other" => return WildcardNamespaces::Other,
            _ => {}
        }
        let mut listed = Vec::new();
        for word in value.text.split_ascii_whitespace() {
            listed.push(match word {
                "##targetNamespace" => WildcardNamespace::Target,
                "##local" => WildcardNamespace::Local,
                word if word.starts_with("##") => {
                    let label = "expected `##any`, `##other`, or a list of namespaces, `##targetNamespace` and `##local`";
                    self.error(value.span, format!("`namespace` cannot have `{word}` here"), label);
                    continue;
                }
                word => WildcardNamespace::Named(word.to_string()),
            });
        }
        WildcardNamespaces::Listed(listed)
    }
}
