//! Reads one element of a schema: its attributes, its children and its documentation, held against the grammar.

use super::grammar::{self, Form};
use super::name::{closest, is_ncname};
use super::{Name, Namespaces, QName, Reference, ValueConstraint, XML_NAMESPACE, XSD_NAMESPACE};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::{SourceId, Span};
use roxmltree::{Attribute, Node};
use std::ops::Range;

/// What the functions that read a schema share.
pub(super) struct Reader<'a> {
    pub(super) source: SourceId,
    pub(super) text: &'a str,
    pub(super) diagnostics: &'a mut Diagnostics,
    /// What prefixes stand for where a facet was read last: most facets share it.
    pub(super) namespaces: Namespaces,
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
            if !child.is_element() {
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
        if let Some(annotation) = accepted.iter().find(|child| child.tag_name().name() == "annotation") {
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

    /// An attribute's value with its place.
    pub(super) fn text_of(&self, node: Node<'_, '_>, attribute: &str) -> Option<Name> {
        let attribute = node.attribute_node(attribute)?;
        Some(Name { text: attribute.value().to_string(), span: self.value_span(attribute) })
    }

    /// The `name` of an element. Its absence is reported by [`Self::children`].
    pub(super) fn name(&mut self, node: Node<'_, '_>) -> Option<Name> {
        let mut name = self.text_of(node, "name")?;
        name.text = name.text.trim_ascii().to_string();
        if !is_ncname(&name.text) {
            let label = "letters, digits, `_`, `-` and `.`, beginning with a letter or `_`";
            self.error(name.span, format!("`{}` is not a name", name.text), label);
            return None;
        }
        Some(name)
    }

    /// The component that an attribute refers to.
    pub(super) fn reference(&mut self, node: Node<'_, '_>, attribute: &str) -> Option<Reference> {
        let attribute = node.attribute_node(attribute)?;
        let span = self.value_span(attribute);
        self.qname(node, attribute.value(), span)
    }

    /// The components that an attribute with a list of names refers to.
    pub(super) fn references(&mut self, node: Node<'_, '_>, attribute: &str) -> Vec<Reference> {
        let Some(attribute) = node.attribute_node(attribute) else { return Vec::new() };
        let span = self.value_span(attribute);
        let names = attribute.value().split_ascii_whitespace();
        names.filter_map(|name| self.qname(node, name, span)).collect()
    }

    fn qname(&mut self, node: Node<'_, '_>, text: &str, span: Span) -> Option<Reference> {
        let text = text.trim_ascii();
        let (prefix, local) = match text.split_once(':') {
            Some((prefix, local)) => (Some(prefix), local),
            None => (None, text),
        };
        if !is_ncname(local) || prefix.is_some_and(|prefix| !is_ncname(prefix)) {
            self.error(span, format!("`{text}` is not a qualified name"), "expected `name` or `prefix:name`");
            return None;
        }
        let namespace = match prefix {
            Some("xml") => Some(XML_NAMESPACE),
            prefix => node.lookup_namespace_uri(prefix).filter(|namespace| !namespace.is_empty()),
        };
        if let (Some(prefix), None) = (prefix, namespace) {
            let message = format!("the prefix `{prefix}` is not bound to a namespace");
            self.error(span, message, "");
            return None;
        }
        let name = QName { namespace: namespace.map(str::to_string), local: local.to_string() };
        Some(Reference { name, span })
    }

    /// What prefixes stand for in an element.
    pub(super) fn namespaces(&mut self, node: Node<'_, '_>) -> Namespaces {
        let bound = || node.namespaces().map(|one| (one.name().unwrap_or(""), one.uri()));
        if !self.namespaces.iter().eq(bound()) {
            self.namespaces = bound().collect();
        }
        self.namespaces.clone()
    }

    /// A boolean attribute; without it, false.
    pub(super) fn boolean(&mut self, node: Node<'_, '_>, attribute: &str) -> bool {
        self.one_of(node, attribute, &[("true", true), ("1", true), ("false", false), ("0", false)])
            .unwrap_or(false)
    }

    /// An attribute whose value is one of some words.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        node: Node<'_, '_>,
        attribute: &str,
        words: &[(&str, T)],
    ) -> Option<T> {
        let value = self.text_of(node, attribute)?;
        let word = words.iter().find(|(word, _)| *word == value.text.trim_ascii());
        if word.is_none() {
            let expected: Vec<_> = words.iter().map(|(word, _)| format!("`{word}`")).collect();
            let message = format!("`{}` cannot be `{}`", attribute, value.text);
            self.error(value.span, message, format!("expected one of {}", expected.join(", ")));
        }
        word.map(|(_, meaning)| *meaning)
    }

    /// `minOccurs` and `maxOccurs`.
    pub(super) fn occurs(&mut self, node: Node<'_, '_>) -> (u32, Option<u32>) {
        let min = self.text_of(node, "minOccurs").and_then(|value| self.number(&value));
        let max = match self.text_of(node, "maxOccurs") {
            Some(value) if value.text.trim_ascii() == "unbounded" => Some(None),
            Some(value) => self.number_or(&value, " or `unbounded`").map(Some),
            None => Some(Some(1)),
        };
        let (min, Some(max)) = (min.unwrap_or(1), max) else { return (min.unwrap_or(1), None) };
        if let Some(upper) = max.filter(|upper| min > *upper) {
            let bound = node.attribute_node("maxOccurs").or_else(|| node.attribute_node("minOccurs"));
            let span = bound.map_or_else(|| self.tag_span(node), |bound| self.value_span(bound));
            self.error(span, format!("`minOccurs` is {min}, more than `maxOccurs`, which is {upper}"), "");
            return (upper, max);
        }
        (min, max)
    }

    /// A number that is not negative.
    pub(super) fn number(&mut self, value: &Name) -> Option<u32> {
        self.number_or(value, "")
    }

    fn number_or(&mut self, value: &Name, other: &str) -> Option<u32> {
        let text = value.text.trim_ascii();
        let digits = text.strip_prefix('+').unwrap_or(text);
        let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
        if number.is_none() {
            let label = format!("expected a whole number from 0 to {}{other}", u32::MAX);
            self.error(value.span, format!("`{text}` is not a number that can stand here"), label);
        }
        number
    }

    /// `default` or `fixed`.
    pub(super) fn value_constraint(&mut self, node: Node<'_, '_>) -> Option<ValueConstraint> {
        let default = node.attribute("default").map(|value| ValueConstraint::Default(value.to_string()));
        let fixed = self.text_of(node, "fixed");
        if let (Some(_), Some(fixed)) = (&default, &fixed) {
            self.error(fixed.span, "`default` and `fixed` exclude each other", "");
        }
        default.or(fixed.map(|fixed| ValueConstraint::Fixed(fixed.text)))
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

    fn value_span(&self, attribute: Attribute<'_, '_>) -> Span {
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
