//! What an element of a document is held against: its declaration and its type.

use super::expectation::words;
use super::frame::{Content, Frame};
use super::identity::KeyTables;
use super::names::Symbol;
use super::report::{Rule, shown};
use super::state::{Found, State, Wanted};
use super::{Attribute, INSTANCE_NAMESPACE, Name, Reading, Validator};
use crate::component::{
    ContentType, DerivationSet, ElementDeclaration, ElementId, ProcessContents, TypeDefinition,
    ValueConstraint,
};
use crate::datatype::Datatype;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::{QName, XSD_NAMESPACE, closest};
use std::borrow::Cow;

/// How an element is assessed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Assessment {
    /// Not at all, with all that is in it.
    Skipped,
    /// By its `xsi:type`, if it has one; what is in it as far as it is declared.
    Lax,
    /// By its `xsi:type`, which it needs.
    Strict,
    /// By a declaration.
    Declared(ElementId),
}

impl<'c> Validator<'_, 'c> {
    /// An element begins.
    pub(super) fn element(
        &mut self,
        name: Name<'_>,
        attributes: &[Attribute<'_>],
        declared: &[(&str, &str)],
        span: Span,
    ) {
        if self.frames.len() >= self.options.most_depth {
            let message = format!("elements nest deeper than {}", self.options.most_depth);
            self.report.give_up(self.path(), span, message);
            return;
        }
        let outer_namespaces = self.namespaces.len();
        declared.iter().for_each(|(prefix, namespace)| self.namespaces.declare(prefix, namespace));
        let (qname, symbol) = self.name(name);
        let assessment = self.assessment(&qname, symbol, span);
        self.frames.push(Frame {
            name: qname,
            span,
            declaration: None,
            definition: None,
            content: Content::Skipped,
            is_nil: false,
            text: String::new(),
            text_span: None,
            has_text: false,
            has_children: false,
            text_is_reported: false,
            outer_namespaces,
            fields: Vec::new(),
            keys: KeyTables::default(),
        });
        if assessment != Assessment::Skipped {
            self.open(assessment, attributes, span);
        }
    }

    /// The name by the way in which names are read, and its number if the schema has it.
    fn name(&self, name: Name<'_>) -> (QName, Option<Symbol>) {
        let names = self.grammar.names();
        let namespace = match self.options.reading {
            Reading::Namespaces => name.namespace,
            Reading::Written | Reading::Local => None,
        };
        let local: Cow<'_, str> = match (self.options.reading, name.prefix) {
            (Reading::Namespaces, _) | (_, None) => name.local.into(),
            (Reading::Written, Some(_)) => written(name).into(),
            (Reading::Local, Some(_)) => {
                let written = written(name);
                if names.find(None, &written).is_some() { written.into() } else { name.local.into() }
            }
        };
        let symbol = names.find(namespace, &local);
        (QName { namespace: namespace.map(str::to_owned), local: local.into_owned() }, symbol)
    }

    /// How an element is assessed where it stands.
    fn assessment(&mut self, name: &QName, symbol: Option<Symbol>, span: Span) -> Assessment {
        let grammar = self.grammar;
        let global = grammar.global_element(symbol);
        let or_global = |otherwise| global.map_or(otherwise, Assessment::Declared);
        let by_wildcard = |process_contents| match process_contents {
            ProcessContents::Skip => Assessment::Skipped,
            ProcessContents::Lax => or_global(Assessment::Lax),
            ProcessContents::Strict => or_global(Assessment::Strict),
        };
        let lax_root = self.options.lax_root;
        let Some(parent) = self.frames.last_mut() else {
            return or_global(if lax_root { Assessment::Lax } else { Assessment::Strict });
        };
        let is_first = !std::mem::replace(&mut parent.has_children, true);
        let parent_name = &parent.name.local;
        let (message, label, help, otherwise) = match &mut parent.content {
            Content::Skipped => return Assessment::Skipped,
            Content::Any => return or_global(Assessment::Lax),
            _ if parent.is_nil => {
                let message = format!("`{}` stands in `{parent_name}`, which is nil", name.local);
                let help = "take it out, or remove `xsi:nil`".to_owned();
                (message, "expected nothing".to_owned(), help, Assessment::Skipped)
            }
            Content::Empty | Content::Simple(_) => {
                if !is_first {
                    return Assessment::Skipped;
                }
                let message = format!("`{parent_name}` has no elements, but `{}` is in it", name.local);
                let is_empty = matches!(parent.content, Content::Empty);
                let label = if is_empty { "expected nothing" } else { "expected text alone" };
                (message, label.to_owned(), "take the element out".to_owned(), Assessment::Skipped)
            }
            Content::Elements { model, state, .. } => {
                let wanted = Wanted { symbol, namespace: name.namespace.as_deref() };
                match state.step(model, grammar, wanted) {
                    Some(Found::Element(id)) => return Assessment::Declared(id),
                    Some(Found::Wildcard(wildcard)) => return by_wildcard(wildcard.process_contents),
                    None => {}
                }
                let expected = state.expected(model, grammar);
                let label = if state.is_lost() {
                    format!("`{parent_name}` has no such element")
                } else {
                    format!("expected {}", words(&expected, grammar, parent_name))
                };
                let message =
                    format!("`{}` is not expected here", display(name, &expected.elements, grammar));
                let (help, otherwise) = match state.jump(model, grammar, wanted) {
                    Some(Found::Element(id)) => {
                        let help = format!(
                            "`{parent_name}` has it, but not here: see to what is missing, or too much"
                        );
                        (help, Assessment::Declared(id))
                    }
                    Some(Found::Wildcard(wildcard)) => {
                        let help = format!("`{parent_name}` takes it, but not here");
                        (help, by_wildcard(wildcard.process_contents))
                    }
                    None => {
                        let names = expected.elements.iter().filter_map(|id| grammar.element(*id));
                        let similar = closest(&name.local, names.map(|element| element.name.local.as_str()));
                        let help = match similar {
                            Some(similar) => format!("`{similar}` is what may be meant"),
                            None => {
                                format!("`{parent_name}` has no such element: take it out, or declare it")
                            }
                        };
                        (help, or_global(Assessment::Skipped))
                    }
                };
                (message, label, help, otherwise)
            }
        };
        let mut error = Diagnostic::error(span, message).label(label).help(help);
        if let Some(definition) = parent.definition {
            error = error.related(definition.span, "the content model is declared here");
        }
        self.invalid(Rule::Element, error);
        otherwise
    }

    /// Finds the declaration and the type of the element that has just begun, and looks at its attributes.
    fn open(&mut self, assessment: Assessment, attributes: &[Attribute<'_>], span: Span) {
        let grammar = self.grammar;
        let declaration = match assessment {
            Assessment::Declared(id) => grammar.element(id),
            _ => None,
        };
        let instance = |local: &str| {
            let is_it = |one: &&Attribute<'_>| {
                one.name.namespace == Some(INSTANCE_NAMESPACE) && one.name.local == local
            };
            attributes.iter().find(is_it).filter(|_| self.options.reading != Reading::Written)
        };
        let (named, nil) = (instance("type"), instance("nil"));
        let named = named.filter(|_| self.options.reading == Reading::Namespaces);
        let declared = declaration.map(|declaration| declaration.type_definition.clone());
        let type_definition = match named {
            Some(attribute) => self.named_type(attribute, declaration, assessment == Assessment::Strict),
            None => declared,
        };
        if let Some(declaration) = declaration
            && declaration.is_abstract
        {
            let message = format!("`{}` is abstract", declaration.name.local);
            let error =
                Diagnostic::error(span, message).label("expected an element of its substitution group");
            self.invalid(Rule::Type, error.related(declaration.span, "it is declared here"));
        }
        if type_definition.is_none() && named.is_none() && assessment == Assessment::Strict {
            self.undeclared(span);
        }
        if type_definition.is_none() && assessment == Assessment::Strict {
            return;
        }
        let is_nil = self.is_nil(nil, declaration);
        let (content, definition) = match &type_definition {
            None | Some(TypeDefinition::Any) => (Content::Any, None),
            Some(TypeDefinition::Simple(datatype)) => (Content::Simple(datatype.clone()), None),
            Some(TypeDefinition::Complex(id)) => match grammar.complex_type(*id) {
                None => (Content::Any, None),
                Some((definition, tables)) => {
                    let content = match (&definition.content, &tables.model) {
                        (ContentType::Simple(datatype), _) => Content::Simple(datatype.clone()),
                        (ContentType::Elements(_), Some(model)) => {
                            Content::Elements { model, state: State::new(), is_mixed: false }
                        }
                        (ContentType::Mixed(_), Some(model)) => {
                            Content::Elements { model, state: State::new(), is_mixed: true }
                        }
                        _ => Content::Empty,
                    };
                    (content, Some((definition, tables)))
                }
            },
        };
        if let Some((definition, _)) = definition
            && definition.is_abstract
        {
            let error = Diagnostic::error(span, format!("the type `{}` is abstract", definition.path));
            let error = error.label("expected a type derived from it, by `xsi:type`");
            self.invalid(Rule::Type, error.related(definition.span, "it is defined here"));
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.declaration = declaration;
            frame.definition = definition.map(|(definition, _)| definition);
            frame.content = content;
            frame.is_nil = is_nil;
        }
        let is_open = matches!(type_definition, None | Some(TypeDefinition::Any));
        let values = self.attributes(definition, is_open, attributes, span);
        self.begin_identity(declaration, &values);
    }

    /// The type that `xsi:type` names, if it may stand here; else the declared one.
    fn named_type(
        &mut self,
        attribute: &Attribute<'_>,
        declaration: Option<&'c ElementDeclaration>,
        is_strict: bool,
    ) -> Option<TypeDefinition> {
        let declared = declaration.map(|declaration| declaration.type_definition.clone());
        let Some(named) = self.resolve_type(attribute.value) else {
            if declared.is_some() || is_strict {
                let message = format!("there is no type {}", shown(attribute.value));
                let error = Diagnostic::error(attribute.span, message).label("expected the name of a type");
                self.invalid(Rule::Type, error.help("see to its prefix, and to what the prefix is bound to"));
            }
            return declared;
        };
        let Some(base) = declared else { return Some(named) };
        let components = self.grammar.components();
        let blocked = declaration.map(|declaration| declaration.block).unwrap_or_default();
        let blocked = blocked.union_with(components.block_of(&base));
        let steps = components.steps(&named, &base);
        let reason = match steps {
            Some(steps) if steps.ways.intersection(blocked) == DerivationSet::NONE => return Some(named),
            Some(_) => "its way of derivation is blocked",
            None => "it is not derived from the declared type",
        };
        let message = format!("the type {} may not stand here: {reason}", shown(attribute.value));
        let mut error =
            Diagnostic::error(attribute.span, message).label("expected a type derived from the declared one");
        if let Some(declaration) = declaration {
            error = error.related(declaration.span, "the element is declared here");
        }
        self.invalid(Rule::Type, error);
        Some(base)
    }

    fn resolve_type(&self, text: &str) -> Option<TypeDefinition> {
        let text = text.trim_matches([' ', '\t', '\n', '\r']);
        let (prefix, local) = text.split_once(':').unwrap_or(("", text));
        let namespace = self.namespaces.find(prefix);
        if namespace.is_none() && !prefix.is_empty() {
            return None;
        }
        if namespace == Some(XSD_NAMESPACE) {
            return match local {
                "anyType" => Some(TypeDefinition::Any),
                _ => Datatype::builtin(local).map(TypeDefinition::Simple),
            };
        }
        let name = QName { namespace: namespace.map(str::to_owned), local: local.to_owned() };
        self.grammar.components().types.get(&name).cloned()
    }

    fn is_nil(&mut self, nil: Option<&Attribute<'_>>, declaration: Option<&'c ElementDeclaration>) -> bool {
        let (Some(nil), Some(declaration)) = (nil, declaration) else { return false };
        if !declaration.nillable {
            if self.options.reading == Reading::Namespaces {
                let message = format!("`{}` cannot be nil", declaration.name.local);
                let error = Diagnostic::error(nil.span, message).label("expected no `xsi:nil`");
                self.invalid(Rule::Nil, error.related(declaration.span, "it is not declared `nillable`"));
            }
            return false;
        }
        let is_nil = match nil.value.trim_matches([' ', '\t', '\n', '\r']) {
            "true" | "1" => true,
            "false" | "0" => false,
            _ => {
                let message = format!("{} is no value of `xsi:nil`", shown(nil.value));
                self.invalid(
                    Rule::Nil,
                    Diagnostic::error(nil.span, message).label("expected `true` or `false`"),
                );
                false
            }
        };
        if is_nil && matches!(declaration.value_constraint, Some(ValueConstraint::Fixed(_))) {
            let message = format!("`{}` has a fixed value and cannot be nil", declaration.name.local);
            self.invalid(Rule::Nil, Diagnostic::error(nil.span, message).label("expected no `xsi:nil` here"));
        }
        is_nil
    }

    /// There is no declaration where one is needed.
    fn undeclared(&mut self, span: Span) {
        let Some(frame) = self.frames.last() else { return };
        let name = &frame.name;
        let globals = &self.grammar.components().global_elements;
        let (rule, label) = if self.frames.len() == 1 {
            let roots: Vec<_> = globals.keys().take(12).map(|name| format!("`{name}`")).collect();
            let others = if globals.len() > roots.len() { " or others" } else { "" };
            (Rule::Root, format!("expected {}{others}", super::expectation::either(roots)))
        } else {
            (Rule::Element, "expected an element that the schema declares globally".to_owned())
        };
        let mut error = Diagnostic::error(span, format!("`{name}` is not declared")).label(label);
        if let Some(similar) = globals.keys().find(|other| other.local == name.local) {
            let namespace =
                similar.namespace.as_deref().map_or("no namespace".to_owned(), |one| format!("`{one}`"));
            error = error.help(format!("`{}` is declared in {namespace}: correct the namespace", name.local));
        }
        self.invalid(rule, error);
    }

    /// The elements from the root to the innermost open one; of many, the last.
    pub(super) fn path(&self) -> String {
        const MOST: usize = 24;
        let left_out = self.frames.len().saturating_sub(MOST);
        let mut path = if left_out > 0 { "/…".to_owned() } else { String::new() };
        for frame in self.frames.iter().skip(left_out) {
            path.push('/');
            path.push_str(&frame.name.local);
        }
        if path.is_empty() { "/".to_owned() } else { path }
    }

    /// Reports about the innermost open element.
    pub(super) fn invalid(&mut self, rule: Rule, diagnostic: Diagnostic) {
        self.report.add(rule, self.path(), diagnostic);
    }
}

pub(super) fn written(name: Name<'_>) -> String {
    match name.prefix {
        Some(prefix) => format!("{prefix}:{}", name.local),
        None => name.local.to_owned(),
    }
}

/// A name: with its namespace if an expected one differs in that alone.
fn display(name: &QName, expected: &indexmap::IndexSet<ElementId>, grammar: &super::Grammar<'_>) -> String {
    let mut others = expected.iter().filter_map(|id| grammar.element(*id)).map(|element| &element.name);
    if others.any(|other| other.local == name.local || other.namespace.is_some()) {
        name.to_string()
    } else {
        name.local.clone()
    }
}
