//! Goes through a content model and an element's children together.

use super::pool::{Pool, is, names};
use super::{DEPTH, Misfit, sample};
use crate::document::{Element, Node};
use jiff::Timestamp;
use qualys_codegen::ir::{self, Attribute, Content, Default, Model, Particle, Target, Term, Type, Value};

/// Arranges elements by a model, and completes them.
pub(super) struct Composer<'m> {
    pub(super) model: &'m Model,
    /// The time for what is filled in.
    now: Timestamp,
    /// The names of the elements around.
    pub(super) path: Vec<String>,
}

/// What was arranged, or why it cannot be.
pub(super) type Arranged<T> = Result<T, Misfit>;

impl<'m> Composer<'m> {
    /// For one document.
    pub(super) fn new(model: &'m Model, now: Timestamp) -> Self {
        Self { model, now, path: Vec::new() }
    }

    /// An element, completed.
    pub(super) fn element(
        &mut self,
        name: &str,
        target: &'m Target,
        default: Option<&Default>,
        partial: &Element,
    ) -> Arranged<Element> {
        self.path.push(name.to_owned());
        if self.path.len() > DEPTH {
            return Err(self.misfit(format!("nested deeper than {DEPTH} elements")));
        }
        let element = match target {
            Target::Value(value) => {
                if let Some((attribute, _)) = partial.attributes.first() {
                    return Err(self.unknown_attribute(attribute));
                }
                let children = self.text(value, default, partial)?;
                Element { name: name.to_owned(), attributes: Vec::new(), children }
            }
            Target::Type(id) => match self.model.type_of(id) {
                Some(ty) => Element {
                    name: name.to_owned(),
                    attributes: self.attributes(ty, partial)?,
                    children: self.content(ty, default, partial)?,
                },
                None => return Err(self.misfit(format!("there is no type `{id}`"))),
            },
        };
        self.path.pop();
        Ok(element)
    }

    fn attributes(&self, ty: &'m Type, partial: &Element) -> Arranged<Vec<(String, String)>> {
        let is_known = |name: &str| ty.attributes.iter().any(|attribute| attribute.name == name);
        if let Some((name, _)) = partial.attributes.iter().find(|(name, _)| !is_known(name)) {
            return Err(self.unknown_attribute(name));
        }
        let mut attributes = Vec::new();
        for attribute in &ty.attributes {
            let value = match partial.attribute(&attribute.name) {
                Some(text) => text.to_owned(),
                None if attribute.required => self.required(attribute),
                None => continue,
            };
            attributes.push((attribute.name.clone(), value));
        }
        Ok(attributes)
    }

    fn required(&self, attribute: &Attribute) -> String {
        let default = attribute.default.as_ref().map(|default| default.value.clone());
        default.unwrap_or_else(|| sample::text(self.model, &attribute.name, &attribute.value, self.now))
    }

    fn content(&mut self, ty: &'m Type, default: Option<&Default>, partial: &Element) -> Arranged<Vec<Node>> {
        match &ty.content {
            Content::Empty => match partial.children.first() {
                None => Ok(Vec::new()),
                Some(Node::Text(text)) if text.is_empty() => Ok(Vec::new()),
                Some(_) => Err(self.misfit("it is always empty".to_owned())),
            },
            Content::Any => Ok(partial.children.clone()),
            Content::Value(value) => self.text(value, default, partial),
            Content::Elements(particle) => {
                if !partial.text().is_empty() {
                    let text = format!("text where only elements are: {}", short(&ty.model));
                    return Err(self.misfit(text));
                }
                let mut pool = Pool::new(partial.elements().collect());
                let elements = self.particle(particle, particle, &mut pool)?;
                match pool.first() {
                    Some(left) => Err(self.left_over(left, particle, ty)),
                    None => Ok(elements.into_iter().map(Node::Element).collect()),
                }
            }
            Content::Mixed(particle) => self.mixed(particle, ty, partial),
        }
    }

    /// Text and elements stay as they are among each other.
    fn mixed(&mut self, particle: &'m Particle, ty: &Type, partial: &Element) -> Arranged<Vec<Node>> {
        let mut nodes = Vec::new();
        for node in &partial.children {
            nodes.push(match node {
                Node::Text(text) => Node::Text(text.clone()),
                Node::Element(child) => match find(particle, &child.name) {
                    Some(known) => Node::Element(self.element(
                        &known.name,
                        &known.target,
                        known.default.as_ref(),
                        child,
                    )?),
                    None => return Err(self.left_over(child, particle, ty)),
                },
            });
        }
        Ok(nodes)
    }

    /// The elements of one particle, with all its repetitions. `whole` is the content model that it is a part of.
    pub(super) fn particle(
        &mut self,
        particle: &'m Particle,
        whole: &'m Particle,
        pool: &mut Pool<'_>,
    ) -> Arranged<Vec<Element>> {
        let (least, most) = (particle.occurs.min, particle.occurs.max);
        match &particle.term {
            Term::Element(element) => self.elements(element, particle, pool),
            Term::Any => Ok(pool.take_others(whole, most).into_iter().cloned().collect()),
            Term::Sequence(_) | Term::All(_) | Term::Choice(_) if !particle.occurs.repeats() => {
                let is_left_out = most == Some(0) || (least == 0 && !pool.has(particle));
                if is_left_out { Ok(Vec::new()) } else { self.once(particle, whole, pool) }
            }
            Term::Sequence(_) | Term::All(_) | Term::Choice(_) => {
                let (mut count, mut elements) = (0, Vec::new());
                while pool.has(particle) && most.is_none_or(|most| count < most) {
                    let mut segment = pool.cut(particle);
                    if segment.first().is_none() {
                        break;
                    }
                    elements.extend(self.once(particle, whole, &mut segment)?);
                    if let Some(left) = segment.first() {
                        return Err(self.beside(left, particle));
                    }
                    count += 1;
                }
                let missing = least.saturating_sub(count);
                for _ in 0..missing {
                    elements.extend(self.once(particle, whole, &mut Pool::default())?);
                }
                Ok(elements)
            }
        }
    }

    fn elements(
        &mut self,
        element: &'m ir::Element,
        particle: &Particle,
        pool: &mut Pool<'_>,
    ) -> Arranged<Vec<Element>> {
        let there = pool.take(element, particle.occurs.max);
        let missing = (particle.occurs.min as usize).saturating_sub(there.len());
        let mut elements = Vec::new();
        for partial in there {
            elements.push(self.known(element, partial)?);
        }
        for _ in 0..missing {
            elements.push(self.known(element, &Element::new(&element.name))?);
        }
        Ok(elements)
    }

    fn known(&mut self, element: &'m ir::Element, partial: &Element) -> Arranged<Element> {
        self.element(&element.name, &element.target, element.default.as_ref(), partial)
    }

    /// The text of an element that has nothing but one.
    fn text(&self, value: &Value, default: Option<&Default>, partial: &Element) -> Arranged<Vec<Node>> {
        if let Some(child) = partial.elements().next() {
            let text = format!("`{}` where only text is", child.name);
            return Err(self.misfit(text));
        }
        let name = self.path.last().map_or("", String::as_str);
        let text: String = match default {
            _ if !partial.children.is_empty() => partial.children.iter().filter_map(Node::as_text).collect(),
            Some(default) => default.value.clone(),
            None => sample::text(self.model, name, value, self.now),
        };
        Ok(if text.is_empty() { Vec::new() } else { vec![Node::Text(text)] })
    }

    fn left_over(&self, left: &Element, particle: &Particle, ty: &Type) -> Misfit {
        if names(particle, &left.name) {
            let text = format!(
                "`{}` is there once too often, or beside what it excludes: {}",
                left.name,
                short(&ty.model)
            );
            return self.misfit(text);
        }
        self.misfit(format!("`{}` is not known here; expected {}", left.name, short(&ty.model)))
    }

    fn unknown_attribute(&self, name: &str) -> Misfit {
        self.misfit(format!("there is no attribute `{name}`"))
    }

    pub(super) fn misfit(&self, text: String) -> Misfit {
        Misfit { path: format!("/{}", self.path.join("/")), text }
    }
}

/// A text for a message: not too long.
fn short(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((cut, _)) => format!("{}…", &text[..cut]),
        None => text.to_owned(),
    }
}

/// The element of a name in a model.
fn find<'m>(particle: &'m Particle, name: &str) -> Option<&'m ir::Element> {
    match &particle.term {
        Term::Element(element) => is(element, name).then_some(element),
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().find_map(|part| find(part, name))
        }
        Term::Any => None,
    }
}
