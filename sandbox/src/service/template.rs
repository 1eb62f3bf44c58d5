//! Templates: elements whose texts come from expressions.
//!
//! `<TITLE>{scan_title}</TITLE>`. An expression with several values repeats its element, one without a value leaves it out,
//! and so does an element of which nothing is left. `if="..."` leaves an element out unless the expression holds,
//! `each="..."` repeats it for each value, which is `it` inside, and `keep="yes"` keeps it when it is empty.

use super::expression::{Expression, Flaw};
use super::scope::Scope;
use crate::document::{Element, Node, parse};

/// An element to be made from a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Template {
    /// The element's name.
    pub(super) name: String,
    /// Whether it is there.
    pub(super) condition: Option<Expression>,
    /// For which values it is there.
    pub(super) each: Option<Expression>,
    is_kept: bool,
    /// Its attributes.
    pub(super) attributes: Vec<(String, Text)>,
    /// What stands between its tags.
    pub(super) children: Vec<Child>,
}

/// What stands between the tags of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Child {
    /// An element.
    Element(Template),
    /// A text.
    Text(Text),
}

/// A text with expressions in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Text(pub(super) Vec<Piece>);

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// As it stands.
    Literal(String),
    /// What an expression gives.
    Expression(Expression),
}

impl Template {
    /// Reads a template.
    pub(super) fn parse(text: &str) -> Result<Self, Flaw> {
        let element = parse(text.trim()).map_err(|malformed| Flaw(malformed.to_string()))?;
        Self::of(&element)
    }

    /// The elements that become of it: mostly one.
    pub(super) fn render(&self, scope: &Scope<'_>) -> Vec<Element> {
        if self.condition.as_ref().is_some_and(|condition| !condition.holds(scope)) {
            return Vec::new();
        }
        let Some(each) = &self.each else { return self.repeated(scope) };
        let values = each.evaluate(scope);
        values.iter().flat_map(|value| self.repeated(&scope.with_it(value))).collect()
    }

    /// The only element that becomes of it.
    pub(super) fn render_one(&self, scope: &Scope<'_>) -> Element {
        self.render(scope).into_iter().next().unwrap_or_else(|| Element::new(&self.name))
    }

    /// Adds the names that it reads.
    pub(super) fn names(&self, found: &mut Vec<String>) {
        self.condition.iter().chain(&self.each).for_each(|expression| expression.names(found));
        self.attributes.iter().for_each(|(_, text)| text.names(found));
        for child in &self.children {
            match child {
                Child::Element(template) => template.names(found),
                Child::Text(text) => text.names(found),
            }
        }
    }

    fn of(element: &Element) -> Result<Self, Flaw> {
        let mut template = Self {
            name: element.name.clone(),
            condition: None,
            each: None,
            is_kept: false,
            attributes: Vec::new(),
            children: Vec::new(),
        };
        for (name, value) in &element.attributes {
            match name.as_str() {
                "if" => template.condition = Some(Expression::parse(value)?),
                "each" => template.each = Some(Expression::parse(value)?),
                "keep" => template.is_kept = true,
                _ => template.attributes.push((name.clone(), Text::parse(value)?)),
            }
        }
        for node in &element.children {
            template.children.push(match node {
                Node::Element(child) => Child::Element(Self::of(child)?),
                Node::Text(text) => Child::Text(Text::parse(text)?),
            });
        }
        Ok(template)
    }

    /// The element, once for each value of its text.
    fn repeated(&self, scope: &Scope<'_>) -> Vec<Element> {
        if let [Child::Text(Text(pieces))] = self.children.as_slice()
            && let [Piece::Expression(expression)] = pieces.as_slice()
        {
            let values = expression.evaluate(scope);
            if values.is_empty() && self.is_kept {
                return vec![self.start(scope)];
            }
            let made = values.into_iter().map(|value| {
                let mut element = self.start(scope);
                element.set_text(value);
                element
            });
            return made.collect();
        }
        let mut element = self.start(scope);
        for child in &self.children {
            match child {
                Child::Element(template) => {
                    element.children.extend(template.render(scope).into_iter().map(Node::Element));
                }
                Child::Text(text) => element.children.extend(text.render(scope).map(Node::Text)),
            }
        }
        let asks = !(self.children.is_empty() && self.attributes.is_empty());
        let is_empty = element.children.is_empty() && element.attributes.is_empty();
        if asks && is_empty && !self.is_kept { Vec::new() } else { vec![element] }
    }

    fn start(&self, scope: &Scope<'_>) -> Element {
        let attributes = self.attributes.iter();
        let attributes = attributes.filter_map(|(name, text)| Some((name.clone(), text.render(scope)?)));
        Element { name: self.name.clone(), attributes: attributes.collect(), children: Vec::new() }
    }
}

impl Text {
    fn parse(text: &str) -> Result<Self, Flaw> {
        let (mut pieces, mut rest) = (Vec::new(), text.trim());
        while let Some((literal, after)) = rest.split_once('{') {
            let (expression, after) =
                after.split_once('}').ok_or_else(|| Flaw(format!("`{text}` lacks a closing brace")))?;
            if !literal.is_empty() {
                pieces.push(Piece::Literal(literal.to_owned()));
            }
            pieces.push(Piece::Expression(Expression::parse(expression)?));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Literal(rest.to_owned()));
        }
        Ok(Self(pieces))
    }

    /// The text, if each expression in it has a value.
    fn render(&self, scope: &Scope<'_>) -> Option<String> {
        let pieces = self.0.iter().map(|piece| match piece {
            Piece::Literal(text) => Some(text.clone()),
            Piece::Expression(expression) => expression.first(scope),
        });
        pieces.collect()
    }

    fn names(&self, found: &mut Vec<String>) {
        for piece in &self.0 {
            if let Piece::Expression(expression) = piece {
                expression.names(found);
            }
        }
    }
}
