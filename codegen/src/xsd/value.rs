//! Reads values of attributes: names, references, numbers, words.

use super::name::is_ncname;
use super::reader::Reader;
use super::{DerivationSet, Name, Namespaces, QName, Reference, ValueConstraint, XML_NAMESPACE};
use crate::source::Span;
use roxmltree::Node;

impl Reader<'_> {
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
        let Some((prefix, local)) = split_qname(text) else {
            self.error(span, format!("`{text}` is not a qualified name"), "expected `name` or `prefix:name`");
            return None;
        };
        let Some(namespace) = namespace_of(node, prefix) else {
            let message = format!("the prefix `{}` is not bound to a namespace", prefix.unwrap_or(""));
            self.error(span, message, "");
            return None;
        };
        Some(Reference { name: QName { namespace, local: local.to_string() }, span })
    }

    /// What prefixes stand for in an element.
    pub(super) fn namespaces(&mut self, node: Node<'_, '_>) -> Namespaces {
        let bound = || node.namespaces().map(|one| (one.name().unwrap_or(""), one.uri()));
        if !self.namespaces.iter().eq(bound()) {
            self.namespaces = bound().collect();
        }
        self.namespaces.clone()
    }

    /// The ways of derivation that `block` or `final` lists; of those that are possible here, `#all` means all.
    pub(super) fn derivation_set(
        &mut self,
        node: Node<'_, '_>,
        attribute: &str,
        possible: DerivationSet,
    ) -> Option<DerivationSet> {
        let value = self.text_of(node, attribute)?;
        if value.text.trim_ascii() == "#all" {
            return Some(possible);
        }
        let mut set = DerivationSet::NONE;
        for word in value.text.split_ascii_whitespace() {
            let one = match word {
                "extension" => DerivationSet { extension: true, ..DerivationSet::NONE },
                "restriction" => DerivationSet { restriction: true, ..DerivationSet::NONE },
                "substitution" => DerivationSet { substitution: true, ..DerivationSet::NONE },
                "list" => DerivationSet { list: true, ..DerivationSet::NONE },
                "union" => DerivationSet { union: true, ..DerivationSet::NONE },
                _ => DerivationSet::NONE,
            };
            if one.intersection(possible) == DerivationSet::NONE {
                let label = format!("expected `#all`, or some of {}", words_of(possible).join(", "));
                self.error(value.span, format!("`{attribute}` cannot be `{word}`"), label);
            }
            set = set.union_with(one.intersection(possible));
        }
        Some(set)
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
        let number = non_negative(text);
        if number.is_none() {
            let label = format!("expected a whole number that is not negative{other}");
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
}

/// The prefix and the local part of a qualified name, if `text` is one.
pub(super) fn split_qname(text: &str) -> Option<(Option<&str>, &str)> {
    let (prefix, local) = match text.split_once(':') {
        Some((prefix, local)) => (Some(prefix), local),
        None => (None, text),
    };
    (is_ncname(local) && prefix.is_none_or(is_ncname)).then_some((prefix, local))
}

/// The namespace of a prefix, or of names without one; `None` if the prefix is not bound.
pub(super) fn namespace_of(node: Node<'_, '_>, prefix: Option<&str>) -> Option<Option<String>> {
    let namespace = match prefix {
        Some("xml") => Some(XML_NAMESPACE),
        prefix => node.lookup_namespace_uri(prefix).filter(|namespace| !namespace.is_empty()),
    };
    (prefix.is_none() || namespace.is_some()).then(|| namespace.map(str::to_string))
}

/// A number that is not negative; those beyond what is counted are as good as the greatest.
fn non_negative(text: &str) -> Option<u32> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number || negative && digits.bytes().any(|byte| byte != b'0') {
        return None;
    }
    Some(digits.parse().unwrap_or(u32::MAX))
}

fn words_of(set: DerivationSet) -> Vec<&'static str> {
    let words = [
        (set.extension, "`extension`"),
        (set.restriction, "`restriction`"),
        (set.substitution, "`substitution`"),
        (set.list, "`list`"),
        (set.union, "`union`"),
    ];
    words.into_iter().filter(|(possible, _)| *possible).map(|(_, word)| word).collect()
}
