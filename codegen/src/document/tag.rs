//! Tags.

use super::attributes::trimmed;
use super::reader::Reader;
use super::tree::{Attribute, Element, Node, NodeId, NodeKind};
use crate::diagnostic::Diagnostic;
use crate::dtd::Name;
use crate::dtd::input::Mark;
use crate::dtd::parser::{Parsed, shortened};
use std::collections::HashSet;
use std::rc::Rc;

/// Elements may nest this deep.
const DEPTH: usize = 10_000;

/// So many attributes may have a default, all elements of a document taken together.
const DEFAULTS: usize = 4_000_000;

impl Reader<'_> {
    /// Reads a start tag or the tag of an empty element.
    pub(super) fn start_tag(&mut self) -> Parsed<()> {
        let mark = self.parser.input.mark();
        self.parser.set_context(&["a tag"]);
        self.parser.expect("<")?;
        let name = self.parser.name("the name of an element")?;
        self.parser.set_context(&["the tag of `", &shortened(&name.text), "`"]);
        let mut attributes = Vec::new();
        let is_empty = loop {
            let spaced = !self.parser.input.skip_space().is_empty();
            if self.parser.input.eat("/>") {
                break true;
            }
            if self.parser.input.eat(">") {
                break false;
            }
            if !spaced {
                return self.parser.unexpected("white space, `>` or `/>`");
            }
            attributes.push(self.attribute(&name.text)?);
        };
        let element = self.element(name, attributes, mark)?;
        let id = self.add(NodeKind::Element(element), mark)?;
        if self.open.len() >= DEPTH {
            let message = format!("elements are nested more than {DEPTH} deep");
            return self.parser.error(Diagnostic::error(self.parser.input.span_from(mark), message));
        }
        if !is_empty {
            self.open.push(id);
        }
        Ok(())
    }

    /// Reads an end tag.
    pub(super) fn end_tag(&mut self) -> Parsed<()> {
        let mark = self.parser.input.mark();
        self.parser.set_context(&["an end tag"]);
        self.parser.expect("</")?;
        if self.ends_as_expected() {
            return Ok(());
        }
        let name = self.parser.name("the name of an element")?;
        self.parser.input.skip_space();
        self.parser.expect(">")?;
        let span = self.parser.input.span_from(mark);
        let shown = shortened(&name.text);
        if self.open.len() <= self.floor() {
            let message = format!("`</{shown}>` closes an element that does not begin in the same text");
            return self.parser.error(Diagnostic::error(span, message).label("no element is open here"));
        }
        let Some(id) = self.open.pop() else { return Ok(()) };
        let (open, start) = match self.nodes.get(id.0 as usize) {
            Some(node) => match &node.kind {
                NodeKind::Element(element) => (element.name.clone(), node.span),
                _ => return Ok(()),
            },
            None => return Ok(()),
        };
        if open != name.text {
            let expected = shortened(&open);
            return self.parser.error(
                Diagnostic::error(span, format!("`</{shown}>` closes `<{expected}>`"))
                    .label(format!("expected `</{expected}>`"))
                    .related(start, "begins here"),
            );
        }
        self.close(id);
        Ok(())
    }

    /// Reads the rest of an end tag and says so, if it is that of the innermost element as nearly all are written.
    fn ends_as_expected(&mut self) -> bool {
        if self.open.len() <= self.floor() {
            return false;
        }
        let Some(id) = self.open.last().copied() else { return false };
        let Some(Node { kind: NodeKind::Element(element), .. }) = self.nodes.get(id.0 as usize) else {
            return false;
        };
        let rest = self.parser.input.rest();
        if !rest.strip_prefix(element.name.as_str()).is_some_and(|behind| behind.starts_with('>')) {
            return false;
        }
        let length = element.name.len() + 1;
        self.parser.input.skip(length);
        self.open.pop();
        self.close(id);
        true
    }

    /// The node of an element is complete.
    pub(super) fn close(&mut self, id: NodeId) {
        let end = self.next();
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.end = end;
        }
    }

    fn attribute(&mut self, element: &str) -> Parsed<Attribute> {
        let mark = self.parser.input.mark();
        let name = self.parser.name("the name of an attribute, `>` or `/>`")?;
        let (shown, of) = (shortened(&name.text), shortened(element));
        self.parser.set_context(&["attribute `", &shown, "` of `", &of, "`"]);
        self.parser.input.skip_space();
        self.parser.expect("=")?;
        self.parser.input.skip_space();
        let mut value = match self.parser.attribute_value("a value in quotes", true) {
            Ok(value) => value,
            Err(reported) if self.parser.is_malformed() => return Err(reported),
            // It refers to what is not declared, and not having read all declarations is no fault of syntax.
            Err(_) => String::new(),
        };
        self.parser.set_context(&["the tag of `", &of, "`"]);
        let is_trimmed = self.attributes.of_element(element).is_some_and(|all| all.is_trimmed(&name.text));
        let mut was_trimmed = false;
        if is_trimmed {
            let short = trimmed(&value);
            was_trimmed = short != value;
            value = short;
        }
        Ok(Attribute {
            name: name.text.into(),
            value: value.into(),
            specified: true,
            trimmed: was_trimmed,
            span: self.parser.input.span_from(mark),
        })
    }

    /// An element with the attributes that are written, and those that are not and have a default.
    fn element(&mut self, name: Name, mut attributes: Vec<Attribute>, mark: Mark) -> Parsed<Element> {
        if let Some(twice) = repeated(&attributes) {
            let message = format!("attribute `{}` stands more than once in a tag", shortened(&twice.name));
            return self.parser.error(Diagnostic::error(twice.span, message).label("take it out"));
        }
        let mut missing = Vec::new();
        if let Some(all) = self.attributes.of_element(&name.text).filter(|all| !all.defaults.is_empty()) {
            let span = self.parser.input.span_from(mark);
            let seen: HashSet<&str> = attributes.iter().map(|attribute| &*attribute.name).collect();
            for (name, value) in all.defaults.iter().filter(|(name, _)| !seen.contains(&**name)) {
                let (name, value) = (Rc::clone(name), Rc::clone(value));
                missing.push(Attribute { name, value, specified: false, trimmed: false, span });
            }
        }
        self.defaults = self.defaults.saturating_add(missing.len());
        if self.defaults > DEFAULTS {
            let message = format!("more than {DEFAULTS} attributes of this document have a default");
            return self.parser.error(Diagnostic::error(self.parser.input.span_from(mark), message));
        }
        attributes.append(&mut missing);
        Ok(Element { name: name.text, attributes, content: None })
    }
}

/// The first attribute whose name another before it has.
fn repeated(attributes: &[Attribute]) -> Option<&Attribute> {
    // To compare so many with each other costs less than to remember them.
    const FEW: usize = 8;
    if attributes.len() > FEW {
        let mut seen = HashSet::new();
        return attributes.iter().find(|one| !seen.insert(&one.name));
    }
    let is_repeated =
        |(at, one): &(usize, &Attribute)| attributes.iter().take(*at).any(|before| before.name == one.name);
    attributes.iter().enumerate().find(is_repeated).map(|(_, one)| one)
}
