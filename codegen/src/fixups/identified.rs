//! Documents that tell the number of what a call made or concerned: `[[identified]]`.

use super::{Frame, Reader};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::ir::{
    self, Content, Element, IdStep, Integer, Model, Particle, Target, Term, Type, Value, ValueKind,
};
use crate::source::Span;
use toml::Spanned;
use toml::de::DeValue;

/// Where documents tell a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identified {
    /// The module of the IR.
    pub schema: (String, Span),
    /// The root element.
    pub root: (String, Span),
    /// Ways from below the root to the number, with their places.
    pub paths: Vec<(Vec<IdStep>, Span)>,
}

impl Reader<'_> {
    pub(super) fn identified(&mut self, entry: Spanned<DeValue<'_>>) -> Option<Identified> {
        let span = self.span(entry.span());
        let DeValue::Table(keys) = entry.into_inner() else {
            self.error(span, "this is a table", "expected [[identified]]");
            return None;
        };
        let (mut frame, mut root, mut paths) = (Frame::default(), None, Vec::new());
        for (key, value) in keys {
            let key_span = self.span(key.span());
            match key.get_ref().as_ref() {
                "schema" => frame.schemas = vec![self.text(value)?],
                "root" => root = Some(self.text(value)?),
                "path" => {
                    for (text, span) in self.texts(value)? {
                        paths.push((self.steps(&text, span)?, span));
                    }
                }
                "reason" => frame.reason = !self.text(value)?.0.trim().is_empty(),
                "source" => frame.source = !self.text(value)?.0.trim().is_empty(),
                other => {
                    let message = format!("an identified document has no `{other}`");
                    self.error(key_span, message, "expected schema, root, path, reason and source");
                    return None;
                }
            }
        }
        let missing = [
            (!frame.schemas.is_empty(), "schema"),
            (root.is_some(), "root"),
            (!paths.is_empty(), "path"),
            (frame.reason, "reason"),
            (frame.source, "source"),
        ];
        if let Some((_, what)) = missing.iter().find(|(is_there, _)| !is_there) {
            self.error(span, format!("an identified document without `{what}`"), "say it here");
            return None;
        }
        Some(Identified { schema: frame.schemas.pop()?, root: root?, paths })
    }

    /// Reads `RESPONSE/ITEM_LIST/ITEM[KEY='ID']/VALUE`.
    fn steps(&mut self, text: &str, span: Span) -> Option<Vec<IdStep>> {
        let steps: Option<Vec<IdStep>> = text.split('/').map(step).collect();
        if steps.is_none() {
            let expected = "expected elements such as data/WebApp/id or LIST/ITEM[KEY='ID']/VALUE";
            self.error(span, format!("`{text}` is no way through elements"), expected);
        }
        steps
    }
}

fn step(text: &str) -> Option<IdStep> {
    let is_name =
        |name: &str| !name.is_empty() && name.chars().all(|one| one.is_alphanumeric() || "_-.".contains(one));
    let (name, key) = match text.split_once('[') {
        None => (text, None),
        Some((name, condition)) => {
            let (key, value) = condition.strip_suffix("']")?.split_once("='")?;
            (name, Some((is_name(key).then(|| key.to_owned())?, value.to_owned())))
        }
    };
    is_name(name).then(|| IdStep { name: name.to_owned(), key })
}

/// Holds the entries against the model and adds them to it.
pub fn identify(entries: &[Identified], model: &mut Model, diagnostics: &mut Diagnostics) {
    for entry in entries {
        match checked(entry, model) {
            Ok(identified) => model.identified.push(identified),
            Err(error) => diagnostics.push(*error),
        }
    }
}

fn checked(entry: &Identified, model: &Model) -> Result<ir::Identified, Box<Diagnostic>> {
    let error = |span: Span, message: String, label: &str| {
        Box::new(Diagnostic::error(span, message).label(label).help(super::HELP))
    };
    let (schema, span) = &entry.schema;
    let Some(module) = model.modules.get(schema) else {
        return Err(error(*span, format!("there is no schema `{schema}`"), "expected the path of a schema"));
    };
    let (root, span) = &entry.root;
    let Some(target) = module.roots.iter().find(|one| one.name == *root).map(|root| &root.target) else {
        let message = format!("`{root}` is no root element of `{schema}`");
        return Err(error(*span, message, "expected the root element of a document"));
    };
    if model.identified.iter().any(|one| one.module == *schema && one.root == *root) {
        let message = format!("`{root}` of `{schema}` is there twice");
        return Err(error(*span, message, "take this one out; an entry can have several paths"));
    }
    let mut number = None;
    for (steps, span) in &entry.paths {
        let (mut target, mut parent) = (target, root.as_str());
        for step in steps {
            let Some(element) = child(model, target, &step.name) else {
                let message = format!("`{parent}` has no element `{}`", step.name);
                return Err(error(*span, message, "the path leads nowhere"));
            };
            if let Some((key, _)) = &step.key
                && !child(model, &element.target, key).is_some_and(is_text)
            {
                let message = format!("`{}` has no text `{key}`", step.name);
                return Err(error(*span, message, "expected a child that tells the entries apart"));
            }
            target = &element.target;
            parent = &step.name;
        }
        let kind = match target {
            Target::Value(Value { kind: ValueKind::Integer(kind), .. }) => *kind,
            Target::Value(Value { kind: ValueKind::Text, .. }) => Integer::U64,
            _ => {
                return Err(error(*span, format!("`{parent}` is no number"), "expected the way to a number"));
            }
        };
        if *number.get_or_insert(kind) != kind {
            let message = format!("`{parent}` is a number of another kind than that of the path before");
            return Err(error(*span, message, "expected numbers of one kind"));
        }
    }
    Ok(ir::Identified {
        module: schema.clone(),
        root: root.clone(),
        number: number.unwrap_or(Integer::U64),
        paths: entry.paths.iter().map(|(steps, _)| steps.clone()).collect(),
        span: entry.paths.first().map_or(*span, |(_, span)| *span),
    })
}

fn is_text(element: &Element) -> bool {
    matches!(&element.target, Target::Value(value) if value.kind == ValueKind::Text)
}

fn child<'m>(model: &'m Model, target: &Target, name: &str) -> Option<&'m Element> {
    let Target::Type(id) = target else { return None };
    let Type { content: Content::Elements(particle) | Content::Mixed(particle), .. } = model.type_of(id)?
    else {
        return None;
    };
    find(particle, name)
}

fn find<'m>(particle: &'m Particle, name: &str) -> Option<&'m Element> {
    match &particle.term {
        Term::Element(element) => Some(element).filter(|element| element.name == name),
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().find_map(|part| find(part, name))
        }
        Term::Any => None,
    }
}
