//! `xs:all` is a whole content model, and occurs once at most.

use super::Check;
use crate::component::{ComplexType, Compositor, ContentType, Derivation, Particle, Term, TypeDefinition};
use crate::diagnostic::Diagnostic;

impl Check<'_> {
    /// Looks for an `xs:all` in a place where there can be none.
    pub(super) fn all_limited(&mut self, one: &ComplexType, content: &Particle) {
        let Term::Group(compositor, members) = &content.term else { return };
        if *compositor == Compositor::All && content.max != Some(1) {
            let message = "`xs:all` can occur once at most";
            self.report(Diagnostic::error(content.span, message));
        }
        let mut members = members.as_slice();
        // What an extension inherits was looked at where it is.
        if let (Some(inherited), [first, own @ ..]) = (self.inherited(one), members)
            && first.span == inherited.span
        {
            if matches!(first.term, Term::Group(Compositor::All, _)) {
                let message = "the base is an `xs:all`: an extension cannot add to it";
                let error =
                    Diagnostic::error(one.span, message).related(inherited.span, "the base's content");
                self.report(error.help("use `xs:sequence` in both"));
            }
            members = own;
        }
        members.iter().for_each(|member| self.no_all(member));
    }

    fn inherited(&self, one: &ComplexType) -> Option<&Particle> {
        let TypeDefinition::Complex(base) = &one.base else { return None };
        match &self.components.complex_type(*base)?.content {
            ContentType::Elements(particle) | ContentType::Mixed(particle)
                if one.derivation == Derivation::Extension =>
            {
                Some(particle)
            }
            _ => None,
        }
    }

    fn no_all(&mut self, particle: &Particle) {
        let Term::Group(compositor, members) = &particle.term else { return };
        if *compositor == Compositor::All {
            let message = "`xs:all` cannot be a part of another content model";
            let error = Diagnostic::error(particle.span, message);
            self.report(error.help("use `xs:sequence`, or `xs:choice` with `maxOccurs`"));
        }
        members.iter().for_each(|member| self.no_all(member));
    }
}
