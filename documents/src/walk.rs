//! The walk through a content model that writes a document.

use crate::error::Error;
use crate::height::Heights;
use crate::shape::{Rule, Shape};
use crate::text;
use fastrand::Rng;
use qualys_codegen::ir::{Content, Element, Model, Occurs, Particle, Target, Term, Type, Value};
use std::io;

/// How much to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Amount {
    /// As many records.
    Records(u64),
    /// Records until the document has as many bytes.
    Bytes(u64),
}

/// What was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Records.
    pub records: u64,
    /// Bytes.
    pub bytes: u64,
}

/// A document as text; see [`write()`].
///
/// # Errors
///
/// As [`write()`].
pub fn document(model: &Model, shape: &Shape, seed: u64, amount: Amount) -> Result<String, Error> {
    let mut out = Vec::new();
    write(model, shape, seed, amount, &mut out)?;
    String::from_utf8(out).map_err(|error| Error::Shape(error.to_string()))
}

/// Writes a document. Of a shape without records, the amount says nothing.
///
/// # Errors
///
/// When the shape does not fit the model, a type of the schema asks for content without end, or `out` fails.
pub fn write(
    model: &Model,
    shape: &Shape,
    seed: u64,
    amount: Amount,
    out: &mut dyn io::Write,
) -> Result<Written, Error> {
    shape.check(model)?;
    let root = model.modules.get(&shape.schema).and_then(|module| {
        let root = module.roots.iter().find(|root| root.name == shape.root);
        root.map(|root| (root.name.as_str(), &root.target))
    });
    let Some((name, target)) = root else {
        return Err(Error::Shape(format!("no document of `{}` begins with `{}`", shape.schema, shape.root)));
    };
    let heights = Heights::of(model);
    if heights.target(target).is_none() {
        return Err(Error::Shape(format!("`{name}` needs itself to be there: its documents have no end")));
    }
    let mut walk = Walk {
        model,
        shape,
        amount,
        heights,
        random: Rng::with_seed(seed),
        path: Vec::new(),
        text: shape.prolog.clone(),
        elements: 0,
        total: 0,
        written: Written::default(),
        out,
    };
    walk.element(name, target)?;
    walk.text.push('\n');
    walk.flush()?;
    Ok(walk.written)
}

/// From here on, only what must be there is written.
const DEEP: usize = 16;
/// As many elements in one record, or in a document without records, are enough.
const ELEMENTS: u32 = 5_000;

struct Walk<'m, 'o> {
    model: &'m Model,
    shape: &'m Shape,
    amount: Amount,
    heights: Heights,
    random: Rng,
    /// The open elements.
    path: Vec<&'m str>,
    /// What was made and not yet written.
    text: String,
    /// How many elements the record has.
    elements: u32,
    /// How many elements the document has.
    total: u64,
    written: Written,
    out: &'o mut dyn io::Write,
}

impl<'m> Walk<'m, '_> {
    fn element(&mut self, name: &'m str, target: &'m Target) -> Result<(), Error> {
        self.path.push(name);
        self.elements += 1;
        self.total += 1;
        self.text.push('<');
        self.text.push_str(name);
        if self.path.len() == 1 {
            self.text.push_str(&self.shape.attributes);
        }
        match target {
            Target::Value(value) => {
                self.text.push('>');
                self.value(value);
            }
            Target::Type(id) => {
                if let Some(ty) = self.model.type_of(id) {
                    self.attributes(ty);
                    self.text.push('>');
                    self.content(ty)?;
                } else {
                    self.text.push('>');
                }
            }
        }
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
        self.path.pop();
        Ok(())
    }

    fn attributes(&mut self, ty: &'m Type) {
        for attribute in &ty.attributes {
            let step = format!("@{}", attribute.name);
            let path: Vec<&str> = self.path.iter().copied().chain([step.as_str()]).collect();
            let rule = self.shape.rule(&path);
            if attribute.required || self.random.f64() < self.presence(rule) {
                let value = self.one_of(&attribute.value, rule);
                self.text.push(' ');
                self.text.push_str(&attribute.name);
                self.text.push_str("=\"");
                escape(&value, &mut self.text);
                self.text.push('"');
            }
        }
    }

    fn content(&mut self, ty: &'m Type) -> Result<(), Error> {
        match &ty.content {
            Content::Empty | Content::Any => {}
            Content::Value(value) => self.value(value),
            Content::Elements(particle) => {
                let before = self.total;
                self.particle(particle, true)?;
                if self.total != before {
                    self.line(self.path.len() - 1);
                }
            }
            Content::Mixed(particle) => {
                self.words();
                self.particle(particle, false)?;
                self.words();
            }
        }
        Ok(())
    }

    fn particle(&mut self, particle: &'m Particle, on_lines: bool) -> Result<(), Error> {
        let leads = self.leads(particle);
        if let (true, Term::Element(element)) = (leads, &particle.term)
            && self.path.len() == self.shape.record.len()
        {
            return self.records(element, on_lines);
        }
        for _ in 0..self.times(particle, leads) {
            match &particle.term {
                Term::Element(element) => self.child(element, on_lines)?,
                Term::Sequence(parts) | Term::All(parts) => {
                    for part in parts {
                        self.particle(part, on_lines)?;
                    }
                }
                Term::Choice(parts) => {
                    if let Some(part) = self.alternative(parts) {
                        self.particle(part, on_lines)?;
                    }
                }
                Term::Any => {}
            }
        }
        Ok(())
    }

    fn child(&mut self, element: &'m Element, on_lines: bool) -> Result<(), Error> {
        if on_lines {
            self.line(self.path.len());
        }
        self.element(&element.name, &element.target)
    }

    fn records(&mut self, element: &'m Element, on_lines: bool) -> Result<(), Error> {
        loop {
            let is_enough = match self.amount {
                Amount::Records(records) => self.written.records >= records,
                Amount::Bytes(bytes) => self.written.bytes >= bytes,
            };
            if is_enough {
                return Ok(());
            }
            self.elements = 0;
            self.child(element, on_lines)?;
            self.written.records += 1;
            self.flush()?;
        }
    }

    /// Whether the way to the records goes through this particle.
    fn leads(&self, particle: &Particle) -> bool {
        let (Some(next), Some(done)) = (self.shape.record.get(self.path.len() - 1), self.path.get(1..))
        else {
            return false;
        };
        let is_on_the_way = done.iter().zip(&self.shape.record).all(|(one, other)| one == other);
        is_on_the_way && self.shape.record.len() >= self.path.len() && holds(particle, next)
    }

    fn is_sparse(&self) -> bool {
        self.path.len() >= DEEP || self.elements >= ELEMENTS
    }

    fn times(&mut self, particle: &Particle, leads: bool) -> u32 {
        let Occurs { min, max } = particle.occurs;
        if leads {
            return min.max(1);
        }
        if self.is_sparse() || self.heights.particle(particle).is_none() {
            return min;
        }
        let rule = match &particle.term {
            Term::Element(element) => {
                let path: Vec<&str> = self.path.iter().copied().chain([element.name.as_str()]).collect();
                self.shape.rule(&path)
            }
            _ => None,
        };
        if min == 0 && self.random.f64() >= self.presence(rule) {
            return 0;
        }
        let least = min.max(1);
        let (from, to) = match rule.and_then(|rule| rule.times) {
            Some(times) => times,
            None if particle.occurs.repeats() => (least, least.saturating_add(2)),
            None => (least, least),
        };
        let most = max.unwrap_or(u32::MAX).max(least);
        let from = from.clamp(least, most);
        self.random.u32(from..=to.clamp(from, most))
    }

    /// How often something optional is there.
    fn presence(&self, rule: Option<&Rule>) -> f64 {
        rule.and_then(|rule| rule.present).unwrap_or(self.shape.present)
    }

    fn alternative(&mut self, parts: &'m [Particle]) -> Option<&'m Particle> {
        if let Some(part) = parts.iter().find(|part| self.leads(part)) {
            return Some(part);
        }
        let finite = |part: &&Particle| self.heights.particle(part).is_some();
        if self.is_sparse() {
            return parts.iter().filter(finite).min_by_key(|part| self.heights.particle(part));
        }
        let weight = |part: &Particle| match &part.term {
            Term::Element(element) => {
                let path: Vec<&str> = self.path.iter().copied().chain([element.name.as_str()]).collect();
                self.shape.rule(&path).and_then(|rule| rule.present).unwrap_or(1.0)
            }
            _ => 1.0,
        };
        let weights: Vec<(&Particle, f64)> =
            parts.iter().filter(finite).map(|part| (part, weight(part))).collect();
        let mut left = self.random.f64() * weights.iter().map(|(_, weight)| weight).sum::<f64>();
        for (part, weight) in &weights {
            left -= weight;
            if left < 0.0 {
                return Some(part);
            }
        }
        weights.last().map(|(part, _)| *part)
    }

    /// The text of the element that is open.
    fn value(&mut self, value: &Value) {
        let rule = self.shape.rule(&self.path);
        let (cdata, empty) = rule.map_or((false, 0.0), |rule| (rule.cdata, rule.empty));
        if self.random.f64() < empty {
            return;
        }
        let text = self.one_of(value, rule);
        if cdata {
            self.text.push_str("<![CDATA[");
            self.text.push_str(&text.replace("]]>", "]]]]><![CDATA[>"));
            self.text.push_str("]]>");
        } else {
            escape(&text, &mut self.text);
        }
    }

    fn one_of(&mut self, value: &Value, rule: Option<&Rule>) -> String {
        let mut text = String::new();
        match self.random.choice(rule.map_or(&[][..], |rule| &rule.text)) {
            Some(template) => template.fill(&mut self.random, &mut text),
            None => text::value(self.model, value, &mut self.random, &mut text),
        }
        text
    }

    /// Text among elements.
    fn words(&mut self) {
        let mut text = String::new();
        text::words(&mut self.random, (1, 4), &mut text);
        escape(&text, &mut self.text);
    }

    fn line(&mut self, level: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', level * self.shape.indent));
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.out.write_all(self.text.as_bytes())?;
        self.written.bytes += self.text.len() as u64;
        self.text.clear();
        Ok(())
    }
}

fn holds(particle: &Particle, name: &str) -> bool {
    match &particle.term {
        Term::Element(element) => element.name == name,
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().any(|part| holds(part, name))
        }
        Term::Any => false,
    }
}

fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}
