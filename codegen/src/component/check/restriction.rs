//! Whether one content model restricts another, by the rules that XSD 1.0 has for each pair of particles.

mod plain;

use super::{Check, is_as_strict};
use crate::component::particle::{Range, repeated};
use crate::component::{
    Compositor, ContentType, ElementDeclaration, ElementId, NamespaceConstraint, Particle, ProcessContents,
    TypeDefinition, ValueConstraint, Wildcard,
};
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use plain::{Plain, PlainTerm, plain_content};

/// Why a particle does not restrict another.
struct Failure {
    span: Span,
    message: String,
    base: Option<Span>,
}

impl<'a> Check<'a> {
    /// Reports where a content model does not restrict that of the base.
    pub(super) fn restricts(&mut self, own: &'a Particle, base: &'a Particle, at: Span) {
        let own_plain = plain_content(own);
        let base_plain = plain_content(base);
        let (Some(own_plain), Some(base_plain)) = (&own_plain, &base_plain) else {
            // What holds nothing restricts what may hold nothing.
            let fits = match (&own_plain, &base_plain) {
                (None, _) => base.is_emptiable(),
                (Some(own), _) => own.range().1 == Some(0),
            };
            if !fits {
                let message = "the content model does not restrict that of the base: one of them is empty";
                self.report(Diagnostic::error(at, message).related(base.span, "the base"));
            }
            return;
        };
        if let Err(failure) = self.particle(own_plain, base_plain) {
            let mut error =
                Diagnostic::error(failure.span, "the content model does not restrict that of the base")
                    .label(failure.message);
            if let Some(base) = failure.base.filter(|base| *base != failure.span) {
                error = error.related(base, "in the base");
            }
            self.report(error);
        }
    }

    fn particle(&mut self, own: &Plain<'a>, base: &Plain<'a>) -> Result<(), Failure> {
        if !self.spend(1, own.span) {
            return Ok(());
        }
        use Compositor::{All, Choice, Sequence};
        match (&own.term, &base.term) {
            (PlainTerm::Element(one), PlainTerm::Element(other)) => {
                self.element_by_element(own, *one, base, *other)
            }
            (PlainTerm::Element(one), PlainTerm::Wildcard(wildcard)) => {
                in_range(own.occurs(), own, base)?;
                self.allowed(*one, wildcard, own, base)
            }
            (PlainTerm::Element(_), PlainTerm::Group(compositor, members)) => {
                match compositor {
                    // An element that repeats takes as many rounds of the choice.
                    Choice if own.max != Some(1) && in_range(own.occurs(), own, base).is_ok() => {
                        let found = self.one_of(&own.once(), members, base);
                        found.or_else(|_| self.lax(std::slice::from_ref(own), base, members))
                    }
                    Choice => {
                        in_range((1, Some(1)), own, base)?;
                        self.lax(std::slice::from_ref(own), base, members)
                    }
                    Sequence | All => {
                        in_range((1, Some(1)), own, base)?;
                        self.ordered(own, std::slice::from_ref(own), base, members)
                    }
                }
            }
            (PlainTerm::Wildcard(one), PlainTerm::Wildcard(other)) => {
                in_range(own.occurs(), own, base)?;
                subset(one, other, own, base)
            }
            (PlainTerm::Wildcard(_), _) => Err(failure(own, "a wildcard restricts wildcards alone", base)),
            (PlainTerm::Group(_, members), PlainTerm::Wildcard(wildcard)) => {
                in_range(own.range(), own, base)?;
                members.iter().try_for_each(|member| self.by_wildcard(member, wildcard, base))
            }
            (PlainTerm::Group(All, members), PlainTerm::Group(All, others))
            | (PlainTerm::Group(Sequence, members), PlainTerm::Group(Sequence, others)) => {
                in_range(own.occurs(), own, base)?;
                self.ordered(own, members, base, others)
            }
            (PlainTerm::Group(Choice, members), PlainTerm::Group(Choice, others)) => {
                in_range(own.occurs(), own, base)?;
                self.lax(members, base, others)
            }
            (PlainTerm::Group(Sequence, members), PlainTerm::Group(All, others)) => {
                in_range(own.occurs(), own, base)?;
                self.unordered(own, members, base, others)
            }
            (PlainTerm::Group(Sequence, members), PlainTerm::Group(Choice, others)) => {
                let count = u32::try_from(members.len()).unwrap_or(u32::MAX);
                in_range(repeated(own.occurs(), (count, Some(count))), own, base)?;
                for member in members {
                    self.one_of(member, others, base)?;
                }
                Ok(())
            }
            (PlainTerm::Group(one, _), PlainTerm::Group(other, _)) => {
                let message = format!("`xs:{}` cannot restrict `xs:{}`", word(*one), word(*other));
                Err(failure(own, message, base))
            }
            (PlainTerm::Group(Choice, members), PlainTerm::Element(head)) if self.has_substitutes(*head) => {
                in_range(own.occurs(), own, base)?;
                let once = base.once();
                members.iter().try_for_each(|member| self.particle(member, &once))
            }
            (PlainTerm::Group(..), PlainTerm::Element(_)) => {
                Err(failure(own, "a group cannot restrict a single element", base))
            }
        }
    }

    /// Each particle restricts one of the base's, in their order; those left out may be empty.
    fn ordered(
        &mut self,
        own: &Plain<'a>,
        members: &[Plain<'a>],
        base: &Plain<'a>,
        others: &[Plain<'a>],
    ) -> Result<(), Failure> {
        let mut rest = others.iter();
        for member in members {
            let mut first = None;
            loop {
                let Some(other) = rest.next() else {
                    return Err(
                        first.unwrap_or_else(|| failure(member, "nothing in the base is left for it", base))
                    );
                };
                match self.particle(member, other) {
                    Ok(()) => break,
                    Err(problem) if !other.is_emptiable() => return Err(problem),
                    Err(problem) => first = first.or(Some(problem)),
                }
            }
        }
        match rest.find(|other| !other.is_emptiable()) {
            Some(other) => Err(failure(own, "the base demands more", other)),
            None => Ok(()),
        }
    }

    /// Each particle restricts another one of the base's; those left out may be empty.
    fn unordered(
        &mut self,
        own: &Plain<'a>,
        members: &[Plain<'a>],
        base: &Plain<'a>,
        others: &[Plain<'a>],
    ) -> Result<(), Failure> {
        let mut left: Vec<&Plain<'a>> = others.iter().collect();
        for member in members {
            let mut first = None;
            let found = left.iter().position(|other| match self.particle(member, other) {
                Ok(()) => true,
                Err(problem) => {
                    first = first.take().or(Some(problem));
                    false
                }
            });
            match found {
                Some(index) => drop(left.remove(index)),
                None => {
                    return Err(
                        first.unwrap_or_else(|| failure(member, "nothing in the base is left for it", base))
                    );
                }
            }
        }
        match left.iter().find(|other| !other.is_emptiable()) {
            Some(other) => Err(failure(own, "the base demands more", other)),
            None => Ok(()),
        }
    }

    /// Each alternative restricts one of the base's, in their order.
    fn lax(&mut self, members: &[Plain<'a>], base: &Plain<'a>, others: &[Plain<'a>]) -> Result<(), Failure> {
        let mut rest = others.iter();
        for member in members {
            let mut first = None;
            loop {
                let Some(other) = rest.next() else {
                    let none = || failure(member, "no alternative of the base is left for it", base);
                    return Err(first.unwrap_or_else(none));
                };
                match self.particle(member, other) {
                    Ok(()) => break,
                    Err(problem) => first = first.or(Some(problem)),
                }
            }
        }
        Ok(())
    }

    fn one_of(&mut self, member: &Plain<'a>, others: &[Plain<'a>], base: &Plain<'a>) -> Result<(), Failure> {
        let mut first = None;
        for other in others {
            match self.particle(member, other) {
                Ok(()) => return Ok(()),
                Err(problem) => first = first.or(Some(problem)),
            }
        }
        Err(first.unwrap_or_else(|| failure(member, "no alternative of the base is left for it", base)))
    }

    /// Everything in a group is taken by a wildcard; how often is a matter of the whole.
    fn by_wildcard(&mut self, own: &Plain<'a>, wildcard: &Wildcard, base: &Plain<'a>) -> Result<(), Failure> {
        if !self.spend(1, own.span) {
            return Ok(());
        }
        match &own.term {
            PlainTerm::Element(id) => self.allowed(*id, wildcard, own, base),
            PlainTerm::Wildcard(one) => subset(one, wildcard, own, base),
            PlainTerm::Group(_, members) => {
                members.iter().try_for_each(|member| self.by_wildcard(member, wildcard, base))
            }
        }
    }

    fn allowed(
        &self,
        id: ElementId,
        wildcard: &Wildcard,
        own: &Plain<'a>,
        base: &Plain<'a>,
    ) -> Result<(), Failure> {
        let Some(element) = self.components.element(id) else { return Ok(()) };
        match wildcard.namespaces.allows(element.name.namespace.as_deref()) {
            true => Ok(()),
            false => Err(failure(own, "the wildcard of the base does not take its namespace", base)),
        }
    }

    fn element_by_element(
        &mut self,
        own: &Plain<'a>,
        one: ElementId,
        base: &Plain<'a>,
        other: ElementId,
    ) -> Result<(), Failure> {
        let (Some(element), Some(declared)) = (self.components.element(one), self.components.element(other))
        else {
            return Ok(());
        };
        let mut declared = declared;
        if element.name != declared.name {
            let substitutes = self.components.substitutes.get(&other).map_or(&[][..], Vec::as_slice);
            let mut substitutes = substitutes.iter().filter_map(|id| self.components.element(*id));
            match substitutes.find(|substitute| substitute.name == element.name) {
                Some(substitute) => declared = substitute,
                None => {
                    let message = format!("`{}` does not restrict `{}`", element.name, declared.name);
                    return Err(failure(own, message, base));
                }
            }
        }
        in_range(own.occurs(), own, base)?;
        if std::ptr::eq(element, declared) {
            return Ok(());
        }
        self.declaration_restricts(element, declared).map_err(|message| failure(own, message, base))
    }

    fn has_substitutes(&self, head: ElementId) -> bool {
        self.components.substitutes.contains_key(&head)
    }

    fn declaration_restricts(
        &self,
        own: &ElementDeclaration,
        base: &ElementDeclaration,
    ) -> Result<(), String> {
        if own.nillable && !base.nillable {
            return Err("it is nillable, and the base's is not".to_string());
        }
        if let Some(ValueConstraint::Fixed(fixed)) = &base.value_constraint {
            let datatype = match &base.type_definition {
                TypeDefinition::Simple(datatype) => Some(datatype.clone()),
                TypeDefinition::Complex(id) => {
                    self.components.complex_type(*id).and_then(|one| match &one.content {
                        ContentType::Simple(datatype) => Some(datatype.clone()),
                        _ => None,
                    })
                }
                TypeDefinition::Any => None,
            };
            let is_same = match (&own.value_constraint, datatype) {
                (Some(ValueConstraint::Fixed(value)), Some(datatype)) => {
                    self.same_value(&datatype, value, fixed)
                }
                (Some(ValueConstraint::Fixed(value)), None) => value == fixed,
                _ => false,
            };
            if !is_same {
                return Err(format!("the base fixes its value as `{fixed}`"));
            }
        }
        let names: Vec<_> = base.identity_constraints.iter().map(|one| &one.name).collect();
        if let Some(added) = own.identity_constraints.iter().find(|one| !names.contains(&&one.name)) {
            return Err(format!("the base does not have the identity constraint `{}`", added.name.local));
        }
        if own.block.intersection(base.block) != base.block {
            return Err("its `block` allows more than the base's".to_string());
        }
        let problem = match self.components.steps(&own.type_definition, &base.type_definition) {
            None => "is not derived from",
            Some(steps) if steps.ways.extension => "extends",
            Some(_) => return Ok(()),
        };
        let name = |one| self.components.type_name(one);
        Err(format!("{} {problem} {}", name(&own.type_definition), name(&base.type_definition)))
    }
}

fn in_range(range: Range, own: &Plain<'_>, base: &Plain<'_>) -> Result<(), Failure> {
    let ((min, max), (least, most)) = (range, base.occurs());
    if min >= least && (most.is_none() || max.is_some() && max <= most) {
        return Ok(());
    }
    Err(failure(own, format!("it occurs {}, in the base {}", bounds(range), bounds(base.occurs())), base))
}

/// How often something occurs, in a message.
fn bounds((min, max): Range) -> String {
    match max {
        None => format!("{min} or more times"),
        Some(max) if max == min => format!("{max} times"),
        Some(max) => format!("{min} to {max} times"),
    }
}

fn subset(own: &Wildcard, base: &Wildcard, at: &Plain<'_>, in_base: &Plain<'_>) -> Result<(), Failure> {
    if !own.namespaces.is_subset_of(&base.namespaces) {
        return Err(failure(at, "the wildcard takes namespaces that the base's does not take", in_base));
    }
    let is_anything =
        base.namespaces == NamespaceConstraint::Any && in_base.min == 0 && in_base.max.is_none();
    let is_anything = is_anything && base.process_contents == ProcessContents::Lax;
    if !is_anything && !is_as_strict(own, base) {
        return Err(failure(at, "its `processContents` is less strict than the base's", in_base));
    }
    Ok(())
}

fn failure(own: &Plain<'_>, message: impl Into<String>, base: &Plain<'_>) -> Failure {
    Failure { span: own.span, message: message.into(), base: Some(base.span) }
}

fn word(compositor: Compositor) -> &'static str {
    match compositor {
        Compositor::Sequence => "sequence",
        Compositor::Choice => "choice",
        Compositor::All => "all",
    }
}
