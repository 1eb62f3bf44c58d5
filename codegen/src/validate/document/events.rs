//! A document's tree, told to a [`Validator`] in order.

use super::namespaces::Scopes;
use crate::diagnostic::Diagnostic;
use crate::document::{Document, Element, Node, NodeId, NodeKind};
use crate::dtd::parser::shortened;
use crate::source::Span;
use crate::validate::{Attribute, Grammar, Invalid, Name, Options, Reading, Rule, Validator};

/// Turns nodes to events.
pub(super) struct Events<'d, 'g, 'c> {
    document: &'d Document,
    /// The text of the document's own file.
    text: &'d str,
    reading: Reading,
    scopes: Scopes<'d>,
    validator: Validator<'g, 'c>,
}

impl<'d, 'g, 'c> Events<'d, 'g, 'c> {
    pub(super) fn new(
        document: &'d Document,
        text: &'d str,
        grammar: &'g Grammar<'c>,
        options: Options,
    ) -> Self {
        let reading = options.reading;
        let validator = Validator::new(grammar, options);
        Self { document, text, reading, scopes: Scopes::default(), validator }
    }

    /// That the document element is not the one that the document type declaration names, if so.
    pub(super) fn other_root(&self) -> Option<Diagnostic> {
        let doctype = self.document.doctype.as_ref()?;
        let (span, element) = self.root()?;
        if doctype.name.text == element.name {
            return None;
        }
        let (named, name) = (shortened(&doctype.name.text), shortened(&element.name));
        let message = format!("the root is `{name}`, but the DOCTYPE names `{named}`");
        let error = Diagnostic::error(self.tag(span, element), message).label(format!("expected `{named}`"));
        let error = error.related(doctype.name.span, "named here");
        Some(error.help(format!("write `<!DOCTYPE {name} …>`, or correct the root")))
    }

    /// Reports that as something that is not valid.
    pub(super) fn root_is_another(&mut self, error: Diagnostic) {
        let path = self.root().map_or_else(String::new, |(_, root)| format!("/{}", shortened(&root.name)));
        self.validator.report.add(Rule::Root, path, error);
    }

    fn root(&self) -> Option<(Span, &'d Element)> {
        match self.document.node(self.document.root) {
            Some(Node { kind: NodeKind::Element(element), span, .. }) => Some((*span, element)),
            _ => None,
        }
    }

    /// Tells all of the document element. What is wrong with its namespaces is an error; nothing behind it is looked at.
    pub(super) fn run(mut self) -> Result<Vec<Invalid>, Diagnostic> {
        // Where the elements that are open end.
        let mut open: Vec<NodeId> = Vec::new();
        for (id, node) in self.document.iter().skip(self.document.root.0 as usize) {
            self.end(&mut open, id);
            if open.is_empty() && id != self.document.root || self.validator.has_given_up() {
                break;
            }
            match &node.kind {
                NodeKind::Element(element) => {
                    self.start(node, element)?;
                    open.push(node.end);
                    // Comments are no nodes.
                    if let Some(place) = element.content
                        && node.end.0 == id.0.saturating_add(1)
                    {
                        self.validator.aside(place);
                    }
                }
                NodeKind::Text(text) if text.value.is_empty() => self.validator.aside(node.span),
                NodeKind::Text(text) => self.validator.text(&text.value, node.span),
                NodeKind::Instruction { .. } => self.validator.aside(node.span),
            }
        }
        self.end(&mut open, NodeId(u32::MAX));
        Ok(self.validator.finish())
    }

    /// Ends the elements that end before a node.
    fn end(&mut self, open: &mut Vec<NodeId>, next: NodeId) {
        while open.pop_if(|end| *end <= next).is_some() {
            self.validator.end();
            self.scopes.leave();
        }
    }

    fn start(&mut self, node: &Node, element: &'d Element) -> Result<(), Diagnostic> {
        let span = self.tag(node.span, element);
        let has_namespaces = self.reading != Reading::Written;
        let is_strict = self.reading == Reading::Namespaces;
        if has_namespaces {
            self.scopes.enter(element, span, is_strict)?;
        }
        let mut attributes = Vec::with_capacity(element.attributes.len());
        for attribute in &element.attributes {
            let span = if attribute.specified { attribute.span } else { span };
            let mut name = split(&attribute.name);
            if has_namespaces {
                if matches!(
                    name,
                    Name { prefix: Some("xmlns"), .. } | Name { prefix: None, local: "xmlns", .. }
                ) {
                    continue;
                }
                name.namespace = match name.prefix {
                    Some(_) => self.scopes.namespace(name, span, is_strict)?,
                    None => None,
                };
            }
            let (value, specified) = (&*attribute.value, attribute.specified);
            attributes.push(Attribute { name, value, span, specified });
        }
        let mut name = split(&element.name);
        if has_namespaces {
            name.namespace = self.scopes.namespace(name, span, is_strict)?;
        }
        if is_strict {
            unambiguous(&attributes)?;
        }
        self.validator.start(name, &attributes, self.scopes.declared(), span);
        Ok(())
    }

    /// The place of the name in a start tag; of one that an entity brings, that of the reference.
    fn tag(&self, span: Span, element: &Element) -> Span {
        let start = span.range().start;
        let end = start.saturating_add(1).saturating_add(element.name.len());
        let is_written = span.source == self.document.span.source
            && self.text.get(start..end).and_then(|tag| tag.strip_prefix('<')) == Some(&element.name);
        if is_written { Span::new(span.source, start..end) } else { span }
    }
}

/// The parts of a name as it is written.
fn split(name: &str) -> Name<'_> {
    match name.split_once(':') {
        Some((prefix, local)) => Name { namespace: None, prefix: Some(prefix), local },
        None => Name { namespace: None, prefix: None, local: name },
    }
}

/// Two prefixes of one namespace can make one name of two.
fn unambiguous(attributes: &[Attribute<'_>]) -> Result<(), Diagnostic> {
    let mut names: Vec<_> =
        attributes.iter().filter_map(|one| Some((one.name.namespace?, one.name.local, one.span))).collect();
    names.sort_unstable();
    for pair in names.windows(2) {
        if let [(namespace, local, first), (other, same, second)] = pair
            && (namespace, local) == (other, same)
        {
            let message = format!("the attribute `{}` stands more than once in a tag", shortened(local));
            return Err(Diagnostic::error(*second, message)
                .label(format!("both are in the namespace `{}`", shortened(namespace)))
                .related(*first, "the first")
                .help("take one of them out"));
        }
    }
    Ok(())
}
