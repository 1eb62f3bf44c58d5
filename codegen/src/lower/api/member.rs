//! Members of the objects in bodies, held against the schema's types.

use super::body::need;
use super::resolve::{elements, type_of, unknown};
use super::{Lowering, constraint};
use crate::api::{self, Range, Text};
use crate::diagnostic::Diagnostic;
use crate::ir::{BodyMember, Element, MemberCondition, RequiredMember, Target, Type, Value, ValueKind};

impl<'a> Lowering<'a> {
    /// The members that can be set; `None` after an error.
    pub(super) fn members(
        &mut self,
        object: &Text,
        members: &[api::BodyMember],
        ty: Option<&Type>,
    ) -> Option<Vec<BodyMember>> {
        let elements = ty.map(elements).unwrap_or_default();
        let mut lowered = Vec::new();
        for api::BodyMember { part, range } in members {
            let name = &part.name;
            let Some(element) = elements.get(name.text.as_str()) else {
                let message = format!("`{}` has no member `{}`", object.text, name.text);
                let label = "expected an element of its type";
                self.error(unknown(message, name, label, elements.keys().copied()));
                continue;
            };
            let range = match range {
                Some(range) => match self.range(element, range) {
                    Some(range) => Some(range),
                    None => continue,
                },
                None => None,
            };
            lowered.push(BodyMember { name: name.text.clone(), span: name.span, need: need(part), range });
        }
        (lowered.len() == members.len()).then_some(lowered)
    }

    /// The least and the greatest number of a member in a range.
    fn range(&mut self, element: &Element, range: &Range) -> Option<(i64, u64)> {
        let value = match &element.target {
            Target::Value(value) => value.clone(),
            Target::Type(_) => Value::text(),
        };
        let narrowed = self.sound(constraint::narrow(&value, &element.name, range))?;
        let (least, greatest) = constraint::limits(&narrowed)?;
        Some((i64::try_from(least).unwrap_or(i64::MAX), u64::try_from(greatest).unwrap_or(0)))
    }

    /// A member that the object must have; `None` after an error.
    pub(super) fn required(
        &mut self,
        required: &api::Required,
        object: &Text,
        members: Option<&[api::BodyMember]>,
        ty: Option<&'a Type>,
    ) -> Option<RequiredMember> {
        let path = &required.path;
        let member = |path: &Text| {
            let first = path.text.split('.').next().unwrap_or_default();
            members.map(|members| members.iter().find(|member| member.part.name.text == first))
        };
        if let Some(condition) =
            required.condition.as_ref().filter(|one| matches!(member(&one.path), Some(None)))
        {
            let message = format!("the body never has `{}`", condition.path.text);
            let error = Diagnostic::error(condition.path.span, message).label("so this is never so");
            self.error(error.related(object.span, "the body").help("name it among the members"));
            return None;
        }
        let member = member(path);
        let is_missing = match member {
            // What need not be there always may be optional, but it has to be among the members.
            Some(Some(member)) => member.part.is_optional && required.condition.is_none(),
            Some(None) => true,
            None => false,
        };
        if is_missing {
            let first = path.text.split('.').next().unwrap_or_default();
            let message = format!("the body lets `{first}` be left out");
            let error = Diagnostic::error(path.span, message).label("required here");
            self.error(error.related(object.span, "the body").help("name it among the members, without `?`"));
            return None;
        }
        self.follow(path, object, ty)?;
        let condition = match &required.condition {
            Some(condition) => Some(self.condition(condition, object, ty)?),
            None => None,
        };
        Some(RequiredMember { path: path.text.clone(), condition, span: path.span })
    }

    /// The element at the end of a path such as `template.id`, from the object on.
    fn follow(&mut self, path: &Text, object: &Text, mut ty: Option<&'a Type>) -> Option<&'a Element> {
        let mut parent = object.text.as_str();
        let mut last = None;
        for step in path.text.split('.') {
            let elements = ty.map(elements).unwrap_or_default();
            let Some(element) = elements.get(step) else {
                let message = format!("`{parent}` has no member `{step}`");
                let name = Text { text: step.to_owned(), span: path.span };
                let label = format!("expected a path of elements from `{}` on", object.text);
                self.error(unknown(message, &name, label, elements.keys().copied()));
                return None;
            };
            ty = type_of(self.model, &element.target);
            parent = step;
            last = Some(*element);
        }
        last
    }

    /// A member with its words, which have to be words of its type.
    fn condition(
        &mut self,
        condition: &api::Condition,
        object: &Text,
        ty: Option<&'a Type>,
    ) -> Option<MemberCondition> {
        let api::Condition { path, words } = condition;
        let element = self.follow(path, object, ty)?;
        let enumeration = match &element.target {
            Target::Value(Value { kind: ValueKind::Enumeration(id), .. }) => self.model.enumeration_of(id),
            _ => None,
        };
        let Some(enumeration) = enumeration else {
            let message = format!("`{}` has no list of words", path.text);
            let error = Diagnostic::error(path.span, message);
            self.error(error.label("expected a member whose type is an enumeration"));
            return None;
        };
        let known = || enumeration.words.iter().map(|word| word.text.as_str());
        let all: Vec<String> = known().map(|word| format!("`{word}`")).collect();
        let mut is_sound = true;
        for word in words.iter().filter(|word| known().all(|one| one != word.text)) {
            is_sound = false;
            let message = format!("`{}` is no word of `{}`", word.text, path.text);
            let label = format!("expected one of {}", all.join(", "));
            self.error(unknown(message, word, label, known()));
        }
        let words = words.iter().map(|word| word.text.clone()).collect();
        is_sound.then(|| MemberCondition { path: path.text.clone(), words, span: path.span })
    }
}
