//! Reads content models: model groups, references to named ones, wildcards.

use super::reader::Reader;
use super::{Compositor, Group, ModelGroup, Particle, Term, grammar};
use crate::diagnostic::Diagnostic;
use roxmltree::Node;

impl Reader<'_> {
    /// A particle: an element, a model group, a reference to a named one, or `xs:any`.
    pub(super) fn particle(&mut self, node: Node<'_, '_>) -> Option<Particle> {
        let (min, max) = self.occurs(node);
        let term = match node.tag_name().name() {
            "element" => self.element_term(node),
            "group" => {
                self.children(node, &grammar::GROUP_REFERENCE);
                self.reference(node, "ref").map(Term::GroupReference)
            }
            "any" => Some(Term::Any(self.wildcard(node, &grammar::ANY))),
            "all" => {
                if min > 1 || max != Some(1) {
                    let message = "`xs:all` can occur once at most";
                    self.error(self.tag_span(node), message, "");
                }
                self.model_group(node, &grammar::ALL).map(Term::ModelGroup)
            }
            _ => self.model_group(node, &grammar::SEQUENCE_OR_CHOICE).map(Term::ModelGroup),
        }?;
        let span = match &term {
            Term::Element(element) => element.name.span,
            Term::ElementReference { reference, .. } | Term::GroupReference(reference) => reference.span,
            Term::ModelGroup(_) | Term::Any(_) => self.tag_span(node),
        };
        Some(Particle { span, min, max, term })
    }

    fn model_group(&mut self, node: Node<'_, '_>, form: &grammar::Form) -> Option<ModelGroup> {
        let compositor = match node.tag_name().name() {
            "sequence" => Compositor::Sequence,
            "choice" => Compositor::Choice,
            "all" => Compositor::All,
            _ => return None,
        };
        let mut particles = Vec::new();
        for child in self.children(node, form) {
            if child.tag_name().name() == "annotation" {
                continue;
            }
            let Some(particle) = self.particle(child) else { continue };
            if compositor == Compositor::All && particle.max.is_none_or(|max| max > 1) {
                let error = Diagnostic::error(particle.span, "an element of `xs:all` can occur once at most");
                self.diagnostics.push(error.help("wrap the elements into one, or use `xs:sequence`"));
            }
            particles.push(particle);
        }
        Some(ModelGroup { compositor, particles })
    }

    pub(super) fn global_group(&mut self, node: Node<'_, '_>) -> Option<Group> {
        let children = self.children(node, &grammar::GLOBAL_GROUP);
        let model = children.iter().find(|child| child.tag_name().name() != "annotation");
        let Some(model) = model else {
            self.error(
                self.tag_span(node),
                "the group is empty",
                "expected `xs:all`, `xs:choice` or `xs:sequence`",
            );
            return None;
        };
        let form = match model.tag_name().name() {
            "all" => &grammar::ALL_OF_GROUP,
            _ => &grammar::SEQUENCE_OR_CHOICE_OF_GROUP,
        };
        Some(Group {
            model: self.model_group(*model, form)?,
            docs: self.docs(&children),
            name: self.name(node)?,
        })
    }
}
