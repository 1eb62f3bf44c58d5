//! `xs:all` is a whole content model, and occurs once at most.

use super::Check;
use crate::component::{Compositor, Particle, Term};
use crate::diagnostic::Diagnostic;

impl Check<'_> {
    /// Looks for an `xs:all` in a place where there can be none.
    pub(super) fn all_limited(&mut self, content: &Particle) {
        let Term::Group(compositor, members) = &content.term else { return };
        if *compositor == Compositor::All && content.max != Some(1) {
            let message = "`xs:all` can occur once at most";
            self.report(Diagnostic::error(content.span, message));
        }
        members.iter().for_each(|member| self.no_all(member));
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
