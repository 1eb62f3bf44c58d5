//! What stands between the tags: text, and what is missing at the end.

use super::expectation::words;
use super::frame::{Content, Place};
use super::report::{Rule, shown};
use super::{Reading, Validator};
use crate::component::ValueConstraint;
use crate::datatype::{Datatype, Value};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use std::sync::Arc;

impl<'c> Validator<'_, 'c> {
    /// Where the innermost open element is, for values.
    pub(super) fn place(&self) -> Place<'_> {
        Place { namespaces: &self.namespaces, notations: &self.grammar.components().notations }
    }

    /// Text stands in the innermost open element.
    pub(super) fn characters(&mut self, text: &str, span: Span) {
        let reading = self.options.reading;
        let Some(frame) = self.frames.last_mut() else { return };
        let is_space = text.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        let is_wrong = match &frame.content {
            Content::Skipped => return,
            _ if frame.is_nil => reading != Reading::Local || !is_space,
            Content::Any => false,
            Content::Empty => reading != Reading::Local || !is_space,
            Content::Elements { is_mixed: false, .. } => !is_space,
            Content::Simple(_) | Content::Elements { is_mixed: true, .. } => false,
        };
        // White space between elements is no content of theirs.
        frame.has_text |= is_wrong
            || matches!(frame.content, Content::Simple(_) | Content::Any)
            || matches!(frame.content, Content::Elements { is_mixed: true, .. });
        let has_fixed = frame.declaration.is_some_and(|declaration| declaration.value_constraint.is_some());
        if matches!(frame.content, Content::Simple(_)) || has_fixed {
            frame.text.push_str(text);
            let before =
                frame.text_span.filter(|before| before.source == span.source && before.start <= span.start);
            let start = before.map_or(span.start, |before| before.start);
            frame.text_span = Some(Span { start, ..span });
        }
        if !is_wrong || std::mem::replace(&mut frame.text_is_reported, true) {
            return;
        }
        let name = &frame.name.local;
        let (rule, message, label) = if frame.is_nil {
            (Rule::Nil, format!("`{name}` is nil, but has text"), "expected nothing".to_owned())
        } else if let Content::Elements { model, state, .. } = &frame.content {
            let expected = words(&state.expected(model, self.grammar), self.grammar, name);
            (Rule::Text, format!("`{name}` has text beside its elements"), format!("expected {expected}"))
        } else {
            (Rule::Text, format!("`{name}` has to be empty, but has text"), "expected nothing".to_owned())
        };
        let mut error = Diagnostic::error(span, message).label(label).help("take the text out");
        if let Some(definition) = frame.definition {
            error = error.related(definition.span, "its content is declared here");
        }
        self.invalid(rule, error);
    }

    /// A comment stands in the innermost open element.
    pub(super) fn comment(&mut self, span: Span) {
        let Some(frame) = self.frames.last_mut() else { return };
        if matches!(frame.content, Content::Empty) && !std::mem::replace(&mut frame.text_is_reported, true) {
            let message = format!(
                "`{}` has to be empty, and a comment, an instruction or a reference is in it",
                frame.name.local
            );
            let error = Diagnostic::error(span, message).label("expected nothing");
            self.invalid(Rule::Text, error.help("put it outside of the element"));
        }
    }

    /// The innermost open element ends.
    pub(super) fn close(&mut self) {
        let Some(frame) = self.frames.last() else { return };
        let constraint = frame.declaration.and_then(|declaration| declaration.value_constraint.as_ref());
        let mut value = None;
        match &frame.content {
            Content::Skipped => {}
            _ if frame.is_nil => {}
            Content::Empty => {}
            Content::Any => self.fixed_text(constraint),
            Content::Simple(datatype) => value = self.simple(&datatype.clone(), constraint),
            Content::Elements { model, state, .. } => {
                if state.is_lost() {
                    let span = frame.span;
                    let message = "the content model leaves open too much to be matched".to_owned();
                    let error =
                        Diagnostic::error(span, message).label("what is in this was not looked at in full");
                    self.invalid(
                        Rule::Limit,
                        error.help("write the model so that an element belongs to one part of it"),
                    );
                } else if !state.may_end(model) {
                    let expected =
                        words(&state.expected(model, self.grammar), self.grammar, &frame.name.local);
                    let message = format!("`{}` is not complete", frame.name.local);
                    let mut error =
                        Diagnostic::error(frame.span, message).label(format!("expected {expected} in it"));
                    if let Some(definition) = frame.definition {
                        error = error.related(definition.span, "the content model is declared here");
                    }
                    self.invalid(Rule::Missing, error.help("add what is missing before the end tag"));
                }
                self.fixed_text(constraint);
            }
        }
        self.end_identity(value);
        if let Some(frame) = self.frames.pop() {
            self.namespaces.truncate(frame.outer_namespaces);
        }
    }

    /// Mixed content with a fixed value is that text, without elements.
    fn fixed_text(&mut self, constraint: Option<&ValueConstraint>) {
        let (Some(ValueConstraint::Fixed(fixed)), Some(frame)) = (constraint, self.frames.last()) else {
            return;
        };
        let is_empty = !frame.has_children && !frame.has_text;
        if !is_empty && (frame.has_children || frame.text != *fixed) {
            self.not_fixed(fixed);
        }
    }

    fn not_fixed(&mut self, fixed: &str) {
        let Some(frame) = self.frames.last() else { return };
        let message = format!("`{}` has the fixed value {}", frame.name.local, shown(fixed));
        let error = Diagnostic::error(frame.text_span.unwrap_or(frame.span), message).label("expected that");
        self.invalid(Rule::Fixed, error.help("write that value, or leave the element empty"));
    }

    /// Holds the text of an element against its type; without any text the default value stands.
    fn simple(&mut self, datatype: &Arc<Datatype>, constraint: Option<&ValueConstraint>) -> Option<Value> {
        let frame = self.frames.last()?;
        if frame.has_children {
            // It was said that there are elements; what text is left is no value.
            return None;
        }
        let place = self.place();
        let supplied = match constraint {
            Some(ValueConstraint::Default(text) | ValueConstraint::Fixed(text)) if !frame.has_text => {
                Some(text)
            }
            _ => None,
        };
        let text = supplied.unwrap_or(&frame.text);
        let span = frame.text_span.unwrap_or(frame.span);
        match datatype.validate(text, &place) {
            Ok(valid) => {
                if let (Some(ValueConstraint::Fixed(fixed)), None) = (constraint, supplied) {
                    let is_it = match datatype.validate(fixed, &place) {
                        Ok(fixed) => fixed.value == valid.value,
                        Err(_) => *fixed == frame.text,
                    };
                    if !is_it {
                        self.not_fixed(fixed);
                    }
                }
                self.names(valid.roles, span);
                Some(valid.value)
            }
            Err(refusal) => {
                let name = &frame.name.local;
                let message =
                    format!("{} is no value of `{name}`, which is {}", shown(text), refusal.datatype);
                let mut error =
                    Diagnostic::error(span, message).label(format!("expected {}", refusal.expected));
                if let Some(declaration) = frame.declaration {
                    error = error.related(declaration.span, "the element is declared here");
                }
                self.invalid(Rule::Value, error);
                None
            }
        }
    }
}
