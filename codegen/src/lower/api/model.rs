//! Content models over parameters: names are resolved and groups expanded where they are used.

use super::resolve::unknown;
use super::{Lowering, choice, constraint, docs};
use crate::api::{self, Occurrence, Range, Text};
use crate::diagnostic::Diagnostic;
use crate::ir::{self, Occurs, Particle, Target, Term, Value};
use crate::source::Span;
use indexmap::IndexMap;
use std::collections::HashMap;

/// How deep groups and parentheses may nest, with groups expanded.
const DEPTH: usize = 64;

/// How many parts one content model may have, with groups expanded.
const PARTS: usize = 2_048;

/// How many parts all groups may have that are expanded in a file.
const EXPANDED: usize = 65_536;

/// Lowers the content models of a description.
pub(super) struct Models<'m, 'a> {
    pub(super) lowering: &'m mut Lowering<'a>,
    parameters: &'m IndexMap<String, ir::Parameter>,
    groups: HashMap<&'a str, &'a api::Group>,
    /// Groups that have been lowered; `None` after an error.
    lowered: HashMap<&'a str, Option<Lowered>>,
    /// The groups around the current place.
    around: Vec<&'a str>,
    depth: usize,
    expanded: usize,
}

/// A part of a content model, measured.
#[derive(Debug, Clone)]
struct Lowered {
    particle: Particle,
    depth: usize,
    parts: usize,
}

impl<'m, 'a> Models<'m, 'a> {
    pub(super) fn new(
        lowering: &'m mut Lowering<'a>,
        parameters: &'m IndexMap<String, ir::Parameter>,
    ) -> Self {
        let description = lowering.description;
        let groups = description.groups.iter().map(|group| (group.name.text.as_str(), group)).collect();
        Self {
            lowering,
            parameters,
            groups,
            lowered: HashMap::new(),
            around: Vec::new(),
            depth: 0,
            expanded: 0,
        }
    }

    /// All groups in the order of the file.
    pub(super) fn groups(&mut self) -> IndexMap<String, ir::Group> {
        let mut groups = IndexMap::new();
        let description = self.lowering.description;
        for group in &description.groups {
            let Some(Lowered { particle, .. }) = self.group(group) else { continue };
            let name = &group.name;
            if let Some(parameter) = self.parameters.get(&name.text)
                && !choice::uses(&particle).contains_key(name.text.as_str())
            {
                let message = format!("`{}` is a parameter and a group", name.text);
                self.lowering.error(
                    Diagnostic::error(name.span, message)
                        .label("a group has the name of a parameter only if it sends that as a fixed value")
                        .related(parameter.span, "the parameter")
                        .help("give the group another name"),
                );
            }
            let docs = docs(group.doc.as_ref());
            groups.insert(name.text.clone(), ir::Group { docs, span: name.span, model: particle });
        }
        groups
    }

    /// The parameters of an operation, a sequence; `None` after an error.
    pub(super) fn of_operation(&mut self, operation: &'a api::Operation) -> Option<Particle> {
        let span = operation.name.span;
        match &operation.model {
            api::Model::Empty => Some(sequence(Vec::new(), span)),
            api::Model::Unreadable => None,
            api::Model::Particle(particle) => {
                let particle = self.particle(particle)?.particle;
                let is_sequence = matches!(particle.term, Term::Sequence(_))
                    && particle.occurs == Occurs::ONE
                    && particle.name.is_none();
                let span = particle.span;
                Some(if is_sequence { particle } else { sequence(vec![particle], span) })
            }
        }
    }

    /// The model of a group, a sequence or a choice with its name; `None` after an error.
    fn group(&mut self, group: &'a api::Group) -> Option<Lowered> {
        let name = group.name.text.as_str();
        if let Some(lowered) = self.lowered.get(name) {
            return lowered.clone();
        }
        self.around.push(name);
        let lowered = group.model.as_ref().and_then(|model| self.particle(model)).map(|mut lowered| {
            let is_named = lowered.particle.name.is_some();
            if is_named || matches!(lowered.particle.term, Term::Element(_)) {
                let span = lowered.particle.span;
                lowered.particle = sequence(vec![lowered.particle], span);
            }
            lowered.particle.name = Some(name.to_owned());
            lowered
        });
        self.around.pop();
        self.lowered.insert(name, lowered.clone());
        lowered
    }

    fn particle(&mut self, particle: &'a api::Particle) -> Option<Lowered> {
        if self.depth >= DEPTH {
            return self.too_much(particle.span, format!("groups are nested deeper than {DEPTH}"));
        }
        self.depth += 1;
        let lowered = match &particle.term {
            api::Term::Name(name) => self.name(name),
            api::Term::Fixed(name, text) => self.fixed(name, text),
            api::Term::Except(name, text) => self.except(name, text),
            api::Term::Narrowed(name, range) => self.narrowed(name, range),
            api::Term::Sequence(parts) => self.parts(parts, particle, false),
            api::Term::Choice(parts) => self.parts(parts, particle, true),
        };
        self.depth -= 1;
        let mut lowered = lowered?;
        let inner = lowered.particle.occurs;
        lowered.particle.span = particle.span;
        lowered.particle.occurs = match particle.occurrence {
            Occurrence::One => inner,
            Occurrence::Optional => Occurs { min: 0, ..inner },
            Occurrence::Several => self.several(&lowered.particle)?,
        };
        Some(lowered)
    }

    /// How often a particle occurs with `+` behind it.
    fn several(&mut self, particle: &Particle) -> Option<Occurs> {
        let Term::Choice(alternatives) = &particle.term else {
            let error =
                Diagnostic::error(particle.span, "`+` is for choices: one or more of the alternatives");
            self.lowering
                .error(error.label("this is none").help("several values of a parameter are its `list`"));
            return None;
        };
        let errors = choice::sent_twice(alternatives);
        let is_sound = errors.is_empty();
        errors.into_iter().for_each(|error| self.lowering.error(error));
        is_sound.then_some(Occurs { max: None, ..particle.occurs })
    }

    fn parts(
        &mut self,
        parts: &'a [api::Particle],
        whole: &api::Particle,
        is_choice: bool,
    ) -> Option<Lowered> {
        // All of them, so that everything wrong is said at once.
        let lowered: Vec<_> = parts.iter().map(|part| self.particle(part)).collect();
        let mut lowered: Vec<Lowered> = lowered.into_iter().collect::<Option<_>>()?;
        if lowered.len() == 1 {
            return lowered.pop();
        }
        let depth = 1 + lowered.iter().map(|one| one.depth).max().unwrap_or(0);
        let size = 1 + lowered.iter().map(|one| one.parts).sum::<usize>();
        if depth > DEPTH {
            return self.too_much(whole.span, format!("groups are nested deeper than {DEPTH}"));
        }
        if size > PARTS {
            return self.too_much(whole.span, format!("the content model has more than {PARTS} parts"));
        }
        let mut particles = Vec::new();
        for Lowered { particle, .. } in lowered {
            let is_plain = particle.occurs == Occurs::ONE && particle.name.is_none();
            match particle.term {
                Term::Sequence(inner) if is_plain && !is_choice => particles.extend(inner),
                Term::Choice(inner) if is_plain && is_choice => particles.extend(inner),
                term => particles.push(Particle { term, ..particle }),
            }
        }
        let errors = if is_choice { choice::alike(&particles) } else { choice::sent_twice(&particles) };
        let is_sound = errors.is_empty();
        errors.into_iter().for_each(|error| self.lowering.error(error));
        let term = if is_choice { Term::Choice(particles) } else { Term::Sequence(particles) };
        let particle = Particle { term, occurs: Occurs::ONE, span: whole.span, name: None };
        is_sound.then_some(Lowered { particle, depth, parts: size })
    }

    /// A name alone: the group wins over the parameter.
    fn name(&mut self, name: &'a Text) -> Option<Lowered> {
        if let Some(&group) = self.groups.get(name.text.as_str()) {
            return self.reference(name, group);
        }
        if let Some(parameter) = self.parameters.get(&name.text) {
            let value = parameter.value.clone();
            return Some(self.element(name, value, None));
        }
        let message = format!("there is no parameter and no group `{}`", name.text);
        let candidates = self.parameters.keys().map(String::as_str).chain(self.groups.keys().copied());
        let label = format!("expected a name that `[parameters.{0}]` or `[groups.{0}]` describes", name.text);
        let error = unknown(message, name, label, candidates);
        self.lowering.error(error);
        None
    }

    fn reference(&mut self, name: &Text, group: &'a api::Group) -> Option<Lowered> {
        if let Some(at) = self.around.iter().position(|around| *around == name.text) {
            let mut way: Vec<&str> = self.around.get(at..).unwrap_or_default().to_vec();
            way.push(&name.text);
            let mut help = format!("the way around: {}", way.join(", "));
            if self.parameters.contains_key(&name.text) {
                help.push_str("; the parameter of this name is meant only with a fixed value or a range");
            }
            let message = format!("the group `{}` is a part of itself", name.text);
            let error = Diagnostic::error(name.span, message).label("stands for the group again");
            self.lowering.error(error.related(group.name.span, "the group").help(help));
            return None;
        }
        let mut lowered = self.group(group)?;
        lowered.depth += 1;
        if self.expanded <= EXPANDED {
            self.expanded += lowered.parts;
            if self.expanded > EXPANDED {
                let message = format!("the groups of this description expand to more than {EXPANDED} parts");
                return self.too_much(name.span, message);
            }
        }
        (self.expanded <= EXPANDED).then_some(lowered)
    }

    fn fixed(&mut self, name: &Text, text: &Text) -> Option<Lowered> {
        let described = self.parameters.get(&name.text).filter(|_| !self.takes_also(name, text));
        let value = described.map_or_else(Value::text, |parameter| parameter.value.clone());
        if let (Some(expected), Some(parameter)) = (self.lowering.refusal(&value, &text.text), described) {
            let shown =
                if text.text.is_empty() { "an empty text".to_owned() } else { format!("`{}`", text.text) };
            let message = format!("{shown} is no value of `{}`", name.text);
            let error = Diagnostic::error(text.span, message).label(expected);
            self.lowering.error(error.related(parameter.span, "what it takes").help(format!(
                "if the service takes it all the same, say so there: `also = [\"{}\"]`",
                text.text
            )));
            return None;
        }
        let default = ir::Default { value: text.text.clone(), fixed: true };
        Some(self.element(name, value, Some(default)))
    }

    /// Whether a text is among the words that a parameter takes beside the values of its type.
    fn takes_also(&self, name: &Text, text: &Text) -> bool {
        let mut parameters = self.lowering.description.parameters.iter();
        let parameter = parameters.find(|parameter| parameter.name.text == name.text);
        parameter.is_some_and(|parameter| parameter.also.iter().any(|word| word.text == text.text))
    }

    /// A parameter that is described.
    fn parameter(&mut self, name: &Text) -> Option<&'m ir::Parameter> {
        let parameter = self.parameters.get(&name.text);
        if parameter.is_none() {
            let message = format!("there is no parameter `{}`", name.text);
            let label = format!("expected a name that `[parameters.{}]` describes", name.text);
            let error = unknown(message, name, label, self.parameters.keys().map(String::as_str));
            self.lowering.error(error);
        }
        parameter
    }

    fn except(&mut self, name: &Text, text: &Text) -> Option<Lowered> {
        let parameter = self.parameter(name)?;
        let refused = constraint::except(&parameter.value, &name.text, text)
            .map_err(|error| error.related(parameter.span, "what it takes"));
        let value = self.lowering.sound(refused)?;
        Some(self.element(name, value, None))
    }

    fn narrowed(&mut self, name: &Text, range: &Range) -> Option<Lowered> {
        let parameter = self.parameter(name)?;
        let narrowed = constraint::narrow(&parameter.value, &name.text, range)
            .map_err(|error| error.related(parameter.span, "what it takes"));
        let value = self.lowering.sound(narrowed)?;
        Some(self.element(name, value, None))
    }

    fn element(&self, name: &Text, value: Value, default: Option<ir::Default>) -> Lowered {
        let element = ir::Element {
            name: name.text.clone(),
            aliases: Vec::new(),
            target: Target::Value(value),
            nillable: false,
            default,
            docs: self.parameters.get(&name.text).and_then(|parameter| parameter.docs.clone()),
        };
        let term = Term::Element(element);
        let particle = Particle { term, occurs: Occurs::ONE, span: name.span, name: None };
        Lowered { particle, depth: 1, parts: 1 }
    }

    fn too_much(&mut self, span: Span, message: String) -> Option<Lowered> {
        self.lowering.error(Diagnostic::error(span, message).label("too much to be a model of requests"));
        None
    }
}

fn sequence(parts: Vec<Particle>, span: Span) -> Particle {
    Particle { term: Term::Sequence(parts), occurs: Occurs::ONE, span, name: None }
}
