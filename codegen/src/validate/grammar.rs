//! Components with what validation looks up in them: names by number, content models as they are matched.

use super::model::Model;
use super::names::{Names, Symbol};
use crate::component::{
    AttributeDeclaration, AttributeUse, ComplexType, ComplexTypeId, Components, ContentType,
    ElementDeclaration, ElementId, IdentityKind,
};
use crate::xsd::QName;
use indexmap::IndexMap;
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// Components, prepared for the validation of any number of documents.
#[derive(Debug)]
pub struct Grammar<'c> {
    components: &'c Components,
    names: Names,
    elements: Vec<Symbol>,
    global_elements: HashMap<Symbol, ElementId>,
    substitutes: HashMap<ElementId, IndexMap<Symbol, ElementId>>,
    /// Keys that something refers to.
    referred_keys: HashSet<&'c QName>,
    types: Vec<OnceLock<TypeTables<'c>>>,
}

/// What is looked up in a complex type.
#[derive(Debug)]
pub(super) struct TypeTables<'c> {
    /// Its content model, if it has one.
    pub(super) model: Option<Model<'c>>,
    /// Its attributes by name.
    pub(super) attributes: HashMap<&'c str, Vec<&'c AttributeUse>>,
}

impl<'c> Grammar<'c> {
    /// Prepares components. Content models are prepared when they are first needed.
    pub fn new(components: &'c Components) -> Self {
        let mut names = Names::default();
        let elements: Vec<_> = components.elements.iter().map(|element| names.add(&element.name)).collect();
        let global_elements =
            components.global_elements.iter().map(|(name, element)| (names.add(name), *element)).collect();
        let symbol_of = |element: &ElementId| elements.get(element.0 as usize).copied();
        let substitutes = components.substitutes.iter().map(|(head, members)| {
            let members = members.iter().filter_map(|member| Some((symbol_of(member)?, *member)));
            (*head, members.collect())
        });
        let constraints = components.elements.iter().flat_map(|element| &element.identity_constraints);
        let referred_keys = constraints.filter_map(|constraint| match &constraint.kind {
            IdentityKind::KeyReference(key) => Some(key),
            IdentityKind::Unique | IdentityKind::Key => None,
        });
        Self {
            components,
            substitutes: substitutes.collect(),
            referred_keys: referred_keys.collect(),
            types: components.complex_types.iter().map(|_| OnceLock::new()).collect(),
            names,
            elements,
            global_elements,
        }
    }

    /// The components.
    pub fn components(&self) -> &'c Components {
        self.components
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    pub(super) fn symbol_of(&self, element: ElementId) -> Option<Symbol> {
        self.elements.get(element.0 as usize).copied()
    }

    pub(super) fn element(&self, id: ElementId) -> Option<&'c ElementDeclaration> {
        self.components.element(id)
    }

    pub(super) fn global_element(&self, symbol: Option<Symbol>) -> Option<ElementId> {
        self.global_elements.get(&symbol?).copied()
    }

    pub(super) fn global_attribute(&self, name: &QName) -> Option<&'c AttributeDeclaration> {
        self.components.global_attributes.get(name).map(|attribute| &**attribute)
    }

    /// The member of an element's substitution group that has a name.
    pub(super) fn substitute(&self, head: ElementId, symbol: Symbol) -> Option<ElementId> {
        self.substitutes.get(&head)?.get(&symbol).copied()
    }

    /// The members of an element's substitution group.
    pub(super) fn substitutes(&self, head: ElementId) -> impl Iterator<Item = (Symbol, ElementId)> {
        let members = self.substitutes.get(&head).into_iter().flatten();
        members.map(|(symbol, element)| (*symbol, *element))
    }

    pub(super) fn is_referred_to(&self, key: &QName) -> bool {
        self.referred_keys.contains(key)
    }

    pub(super) fn complex_type(&self, id: ComplexTypeId) -> Option<(&'c ComplexType, &TypeTables<'c>)> {
        let definition = self.components.complex_type(id)?;
        let tables = self.types.get(id.0 as usize)?.get_or_init(|| self.tables(definition));
        Some((definition, tables))
    }

    fn tables(&self, definition: &'c ComplexType) -> TypeTables<'c> {
        let model = match &definition.content {
            ContentType::Elements(particle) | ContentType::Mixed(particle) => {
                Some(Model::new(particle, self))
            }
            ContentType::Empty | ContentType::Simple(_) => None,
        };
        let mut attributes: HashMap<_, Vec<_>> = HashMap::new();
        for one in &definition.attributes {
            attributes.entry(one.attribute.name.local.as_str()).or_default().push(one);
        }
        TypeTables { model, attributes }
    }
}
