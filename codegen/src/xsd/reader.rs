//! Reads one element of a schema: its attributes, its children and its documentation, held against the grammar.

use super::grammar::{self, Form};
use super::name::{closest, is_language, is_ncname};
use super::version;
use super::{Namespaces, XML_NAMESPACE, XSD_NAMESPACE};
use crate::datatype::{Datatype, NoContext};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};
use roxmltree::{Attribute, Node};
use std::collections::HashMap;
use std::ops::Range;

/// What the functions that read a schema share.
pub(super) struct Reader<'a> {
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// The identities that were given, each with its place.
    ids: HashMap<String, Span>,
    /// What prefixes stand for where a facet was read last: most facets share it.
    pub(super) namespaces: Namespaces,
}

impl<'a> Reader<'a> {
    /// A reader of one document.
    pub(super) fn new(source: SourceId, text: &'a str, diagnostics: &'a mut Diagnostics) -> Self {
        Self { source, text, diagnostics, ids: HashMap::new(), namespaces: Namespaces::default() }
    }
}

impl Reader<'_> {
    /// Checks an element against its form and gives the children that stand where they may.
    pub(super) fn children<'n>(&mut self, node: Node<'n, 'n>, form: &Form) -> Vec<Node<'n, 'n>> {
        self.check_attributes(node, form);
        let mut accepted: Vec<Node<'n, 'n>> = Vec::new();
        let mut slot = 0;
        let mut filled = false;
        for child in node.children() {
            if child.is_text() && !child.text().unwrap_or("").trim_ascii().is_empty() {
                let span = self.trimmed(child.range());
                let message = format!("text cannot stand in `{}`", self.tag(node));
                self.error(span, message, "documentation goes into `xs:annotation`");
            }
            if !child.is_element() || !version::is_for_this(child) {
                continue;
            }
            let name = child.tag_name().name();
            let in_xsd = child.tag_name().namespace() == Some(XSD_NAMESPACE);
            let found = form.children.iter().enumerate().skip(slot).find(|(index, place)| {
                in_xsd && place.names.contains(&name) && (place.many || *index != slot || !filled)
            });
            match found {
                Some((index, _)) => {
                    slot = index;
                    filled = true;
                    accepted.push(child);
                }
                None => self.refuse_child(node, child, form, accepted.last().copied()),
            }
        }
        for annotation in accepted.iter().filter(|child| child.tag_name().name() == "annotation") {
            self.check_annotation(*annotation);
        }
        accepted
    }

    fn refuse_child(
        &mut self,
        parent: Node<'_, '_>,
        child: Node<'_, '_>,
        form: &Form,
        last: Option<Node<'_, '_>>,
    ) {
        let span = self.tag_span(child);
        let (parent, tag) = (self.tag(parent), self.tag(child));
        let name = child.tag_name().name();
        if child.tag_name().namespace() != Some(XSD_NAMESPACE) {
            let message = format!("`{tag}` is not an element of XSD");
            return self.error(span, message, "other elements can stand in `xs:appinfo` only");
        }
        if !grammar::ELEMENTS.contains(&name) {
            let help = closest(name, grammar::ELEMENTS.iter().copied());
            let mut error = Diagnostic::error(span, format!("XSD 1.0 has no element `{tag}`"));
            if let Some(close) = help {
                error = error.help(format!("did you mean `xs:{close}`?"));
            }
            return self.diagnostics.push(error);
        }
        let expected: Vec<_> =
            form.children.iter().flat_map(|slot| slot.names).map(|name| format!("`xs:{name}`")).collect();
        let label = match expected.as_slice() {
            [] => "nothing can stand here".to_string(),
            expected => format!("it takes, in this order: {}", expected.join(", ")),
        };
        let known = form.children.iter().any(|slot| slot.names.contains(&name));
        let message = match last {
            Some(last) if known => format!("`{tag}` cannot follow `{}` in `{parent}`", self.tag(last)),
            _ => format!("`{tag}` cannot stand in `{parent}`"),
        };
        self.error(span, message, label);
    }

    fn check_attributes(&mut self, node: Node<'_, '_>, form: &Form) {
        for attribute in node.attributes() {
            let refused = match attribute.namespace() {
                None => attribute.name() != "id" && !form.attributes.contains(&attribute.name()),
                Some(namespace) => namespace == XSD_NAMESPACE,
            };
            if refused {
                let span = self.clamp(attribute.range_qname(), attribute.range());
                let allowed: Vec<_> = form.attributes.iter().map(|name| format!("`{name}`")).collect();
                let label = match allowed.as_slice() {
                    [] => "it takes none here".to_string(),
                    allowed => format!("it takes here: {}", allowed.join(", ")),
                };
                let written = self.text.get(span.range()).unwrap_or(attribute.name());
                let message = format!("`{}` has no attribute `{written}`", self.tag(node));
                self.error(span, message, label);
            }
        }
        self.identity(node);
        for required in form.required {
            if node.attribute(*required).is_none() {
                let span = self.tag_span(node);
                self.error(span, format!("`{}` lacks the attribute `{required}`", self.tag(node)), "");
            }
        }
    }

    fn check_annotation(&mut self, annotation: Node<'_, '_>) {
        for part in self.children(annotation, &grammar::ANNOTATION) {
            self.check_attributes(part, &grammar::ANNOTATION_PART);
            self.check_source(part);
            let language = part.attribute_node((XML_NAMESPACE, "lang"));
            if let Some(language) = language.filter(|one| !is_language(one.value().trim_ascii())) {
                let message = format!("`{}` is not a language", language.value());
                self.error(self.value_span(language), message, "expected a tag such as `en` or `en-GB`");
            }
        }
    }

    /// An `id` is a name, and no other element of the document has the same.
    fn identity(&mut self, node: Node<'_, '_>) {
        let Some(id) = self.text_of(node, "id") else { return };
        let text = id.text.trim_ascii();
        if !is_ncname(text) {
            return self.error(
                id.span,
                format!("`{text}` cannot be an `id`"),
                "expected a name without colon",
            );
        }
        if let Some(first) = self.ids.insert(text.to_string(), id.span) {
            let error = Diagnostic::error(id.span, format!("the `id` `{text}` is given twice"));
            self.diagnostics.push(error.related(first, "the first"));
        }
    }

    fn check_source(&mut self, part: Node<'_, '_>) {
        let Some(source) = self.text_of(part, "source") else { return };
        let refusal =
            Datatype::builtin("anyURI").and_then(|uri| uri.validate(&source.text, &NoContext).err());
        if let Some(refusal) = refusal {
            let message = format!("`source` cannot be `{}`", refusal.text);
            self.error(source.span, message, format!("expected {}", refusal.expected));
        }
    }

    /// The documentation among the children of an element: each line and the whole trimmed.
    pub(super) fn docs(&self, children: &[Node<'_, '_>]) -> Option<String> {
        let annotations = children.iter().filter(|child| child.tag_name().name() == "annotation");
        let parts = annotations.flat_map(|annotation| annotation.children());
        let texts: Vec<_> = parts
            .filter(|part| part.has_tag_name((XSD_NAMESPACE, "documentation")))
            .map(|part| {
                let text: String =
                    part.descendants().filter(|one| one.is_text()).filter_map(|one| one.text()).collect();
                let lines: Vec<_> = text.trim().lines().map(str::trim).collect();
                lines.join("\n")
            })
            .filter(|text| !text.is_empty())
            .collect();
        (!texts.is_empty()).then(|| texts.join("\n\n"))
    }

    /// Reports that an attribute and a child, or two attributes, exclude each other.
    pub(super) fn exclude(&mut self, node: Node<'_, '_>, attribute: &str, other: &str) {
        if let Some(attribute_node) = node.attribute_node(attribute) {
            let span = self.clamp(attribute_node.range_qname(), attribute_node.range());
            let message = format!("`{attribute}` and {other} exclude each other in `{}`", self.tag(node));
            self.error(span, message, "");
        }
    }

    /// An error with a label at the place.
    pub(super) fn error(&mut self, span: Span, message: impl Into<String>, label: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error(span, message).label(label));
    }

    /// The name in the start tag.
    pub(super) fn tag_span(&self, node: Node<'_, '_>) -> Span {
        let range = node.range();
        let start = (range.start + 1).min(range.end);
        let tag = self.text.get(start..range.end).unwrap_or("");
        let length = tag.find(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/').unwrap_or(tag.len());
        self.span(start..start + length)
    }

    /// The name in the start tag as it is written.
    pub(super) fn tag(&self, node: Node<'_, '_>) -> String {
        let written = self.text.get(self.tag_span(node).range());
        written.unwrap_or(node.tag_name().name()).to_string()
    }

    pub(super) fn value_span(&self, attribute: Attribute<'_, '_>) -> Span {
        self.clamp(attribute.range_value(), attribute.range())
    }

    /// The XML parser keeps lengths of names in few bits: falls back to the whole attribute where they overflow.
    fn clamp(&self, range: Range<usize>, whole: Range<usize>) -> Span {
        self.span(if self.text.get(range.clone()).is_some() { range } else { whole })
    }

    /// A range without the white space around it.
    fn trimmed(&self, range: Range<usize>) -> Span {
        let text = self.text.get(range.clone()).unwrap_or("");
        let start = range.start + (text.len() - text.trim_ascii_start().len());
        self.span(start..start + text.trim_ascii().len())
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::new(self.source, range)
    }
}
