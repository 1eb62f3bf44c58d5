//! Attributes: declarations, references and groups of them.

use super::names::{Declared, Kind};
use super::{Builder, Scope};
use crate::component::{AttributeDeclaration, AttributeUse, NamespaceConstraint, Wildcard};
use crate::datatype::Datatype;
use crate::diagnostic::Diagnostic;
use crate::source::Span;
use crate::xsd::{
    self, AttributeReference, Attributes, Form, LocalAttribute, Presence, QName, SimpleUse,
    WildcardNamespace, WildcardNamespaces, XML_NAMESPACE,
};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

/// What a complex type or an attribute group says of attributes, with groups replaced by what they hold.
#[derive(Debug, Clone, Default)]
pub(super) struct Set {
    pub(super) uses: Vec<Use>,
    pub(super) wildcard: Option<Wildcard>,
}

impl Set {
    /// The attributes that are not prohibited, and the wildcard.
    pub(super) fn parts(&self) -> (Vec<AttributeUse>, Option<Wildcard>) {
        let uses = self.uses.iter().filter(|one| !one.prohibited);
        (uses.map(|one| one.attribute.clone()).collect(), self.wildcard.clone())
    }
}

/// An attribute of a type.
#[derive(Debug, Clone)]
pub(super) struct Use {
    /// In a restriction, the base's attribute of that name goes.
    pub(super) prohibited: bool,
    pub(super) attribute: AttributeUse,
}

impl<'a> Builder<'a, '_> {
    /// The attributes as they are written, with groups replaced by what they hold.
    pub(super) fn attributes(&mut self, scope: Scope, attributes: &'a Attributes) -> Set {
        let mut set = Set::default();
        let mut of_groups: Vec<Wildcard> = Vec::new();
        for one in &attributes.uses {
            match one {
                xsd::AttributeUse::Local(attribute) => set.uses.push(self.local_attribute(scope, attribute)),
                xsd::AttributeUse::Reference(one) => set.uses.extend(self.attribute_reference(scope, one)),
                xsd::AttributeUse::Group(reference) => {
                    let Some(index) = self.resolve(scope, Kind::AttributeGroup, reference) else { continue };
                    let group = self.attribute_group(index, reference.span);
                    if self.spend(group.uses.len(), reference.span) {
                        // What a group prohibits says nothing about the type.
                        set.uses.extend(group.uses.iter().filter(|one| !one.prohibited).cloned());
                    }
                    of_groups.extend(group.wildcard.clone());
                }
            }
        }
        let own = attributes.any.as_ref().map(|any| self.wildcard(scope, any));
        let span = attributes.any.as_ref().map(|any| any.span);
        let mut all = own.into_iter().chain(of_groups);
        set.wildcard = all.next();
        for other in all {
            let Some(wildcard) = &mut set.wildcard else { break };
            match wildcard.namespaces.intersection(&other.namespaces) {
                Some(namespaces) => wildcard.namespaces = namespaces,
                None => {
                    let span = span.or_else(|| set.uses.last().map(|one| one.attribute.span));
                    let span = span.unwrap_or_else(|| self.schema(scope).span);
                    let message =
                        "what the wildcards of the attribute groups have in common cannot be expressed";
                    self.error(span, message, "");
                }
            }
        }
        set
    }

    /// The attributes of a group, expanded once.
    pub(super) fn attribute_group(&mut self, index: usize, from: Span) -> Rc<Set> {
        if let Some(known) = self.attribute_groups.get(&index) {
            return known.clone();
        }
        let Some(global) = self.globals.get(index).copied() else { return Rc::default() };
        let Declared::AttributeGroup(group) = global.declared else { return Rc::default() };
        if !self.following.insert(index) {
            let message = format!("the attribute group `{}` contains itself", global.name);
            self.error(from, message, "this leads back to it");
            return Rc::default();
        }
        let scope = self.scope_of(index);
        let set = self.descend(from, 0, |this| this.attributes(scope, &group.attributes)).unwrap_or_default();
        self.following.remove(&index);
        self.check_twice(&set.uses);
        let set = Rc::new(set);
        self.attribute_groups.insert(index, set.clone());
        set
    }

    /// A type or a group cannot have two attributes of a name, nor two of an `xs:ID`.
    pub(super) fn check_twice(&mut self, uses: &[Use]) {
        let mut names: HashMap<&QName, Span> = HashMap::new();
        let mut id: Option<Span> = None;
        for one in uses.iter().filter(|one| !one.prohibited) {
            let attribute = &one.attribute;
            if let Some(first) = names.insert(&attribute.attribute.name, attribute.span) {
                let message =
                    format!("the attribute `{}` stands twice in one type", attribute.attribute.name);
                self.report(Diagnostic::error(attribute.span, message).related(first, "the first"));
            } else if is_id(&attribute.attribute.datatype) {
                if let Some(first) = id {
                    let message = "a type cannot have two attributes of `xs:ID`";
                    self.report(Diagnostic::error(attribute.span, message).related(first, "the first"));
                }
                id = Some(attribute.span);
            }
        }
    }

    fn local_attribute(&mut self, scope: Scope, attribute: &'a LocalAttribute) -> Use {
        let schema = self.schema(scope);
        let qualified = attribute.form.unwrap_or(schema.attribute_form_default) == Form::Qualified;
        let namespace = self.documents.namespace(scope.instance).filter(|_| qualified).map(str::to_string);
        let name = QName { namespace, local: attribute.name.text.clone() };
        let span = attribute.name.span;
        let declaration = self.attribute_declaration(
            scope,
            AttributeDeclaration {
                name,
                datatype: Datatype::any(),
                value_constraint: attribute.value_constraint.clone(),
                span,
                docs: attribute.docs.clone(),
            },
            attribute.type_use.as_ref(),
        );
        Use {
            prohibited: attribute.presence == Presence::Prohibited,
            attribute: AttributeUse {
                attribute: Arc::new(declaration),
                required: attribute.presence == Presence::Required,
                value_constraint: None,
                span,
                docs: None,
            },
        }
    }

    fn attribute_reference(&mut self, scope: Scope, one: &'a AttributeReference) -> Option<Use> {
        let attribute = match self.xml_attribute(scope, one) {
            Some(attribute) => attribute,
            None => {
                let index = self.resolve(scope, Kind::Attribute, &one.reference)?;
                self.global_attribute(index)?
            }
        };
        Some(Use {
            prohibited: one.presence == Presence::Prohibited,
            attribute: AttributeUse {
                attribute,
                required: one.presence == Presence::Required,
                value_constraint: one.value_constraint.clone(),
                span: one.reference.span,
                docs: one.docs.clone(),
            },
        })
    }

    /// A global attribute, built once.
    pub(super) fn global_attribute(&mut self, index: usize) -> Option<Arc<AttributeDeclaration>> {
        if let Some(known) = self.attributes.get(&index) {
            return Some(known.clone());
        }
        let Declared::Attribute(attribute) = self.globals.get(index)?.declared else { return None };
        let (scope, name) = (self.scope_of(index), self.global_name(index));
        let declaration = self.attribute_declaration(
            scope,
            AttributeDeclaration {
                name,
                datatype: Datatype::any(),
                value_constraint: attribute.value_constraint.clone(),
                span: attribute.name.span,
                docs: attribute.docs.clone(),
            },
            attribute.type_use.as_ref(),
        );
        let declaration = Arc::new(declaration);
        self.attributes.insert(index, declaration.clone());
        Some(declaration)
    }

    fn attribute_declaration(
        &mut self,
        scope: Scope,
        declaration: AttributeDeclaration,
        type_use: Option<&'a SimpleUse>,
    ) -> AttributeDeclaration {
        let datatype = type_use.map_or_else(Datatype::any, |type_use| self.simple_use(scope, type_use));
        AttributeDeclaration { datatype, ..declaration }
    }

    /// An attribute that the prefix `xml` has by definition, where no document declares it.
    fn xml_attribute(
        &mut self,
        scope: Scope,
        one: &'a AttributeReference,
    ) -> Option<Arc<AttributeDeclaration>> {
        let name = &one.reference.name;
        let datatype = match name.local.as_str() {
            "base" => "anyURI",
            "id" => "ID",
            "lang" => "language",
            "space" => "NCName",
            _ => return None,
        };
        let is_xml = name.namespace.as_deref() == Some(XML_NAMESPACE);
        if !is_xml || !self.candidates(scope, Kind::Attribute, name).is_empty() {
            return None;
        }
        let known = self.xml_attributes.entry(name).or_insert_with(|| {
            Arc::new(AttributeDeclaration {
                name: name.clone(),
                datatype: Datatype::builtin(datatype).unwrap_or_else(Datatype::any),
                value_constraint: None,
                span: one.reference.span,
                docs: None,
            })
        });
        Some(known.clone())
    }

    /// A wildcard, in the namespace of its document.
    pub(super) fn wildcard(&self, scope: Scope, wildcard: &xsd::Wildcard) -> Wildcard {
        let target = || self.documents.namespace(scope.instance).map(str::to_string);
        let namespaces = match &wildcard.namespaces {
            WildcardNamespaces::Any => NamespaceConstraint::Any,
            WildcardNamespaces::Other => NamespaceConstraint::Not(target()),
            WildcardNamespaces::Listed(listed) => NamespaceConstraint::OneOf(
                listed
                    .iter()
                    .map(|one| match one {
                        WildcardNamespace::Target => target(),
                        WildcardNamespace::Local => None,
                        WildcardNamespace::Named(name) => Some(name.clone()),
                    })
                    .collect(),
            ),
        };
        Wildcard { namespaces, process_contents: wildcard.process_contents }
    }
}

/// Whether a type is `xs:ID` or derived from it.
pub(super) fn is_id(datatype: &Arc<Datatype>) -> bool {
    Datatype::builtin("ID").is_some_and(|id| datatype.is_derived_from(&id))
}
