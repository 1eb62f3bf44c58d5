//! What a DTD says of the attributes of each element: types and defaults.

use crate::dtd::{Attribute, AttributeDefault, AttributeType, Declaration};
use std::collections::HashMap;
use std::rc::Rc;

/// The attributes of all elements, by the element's name.
#[derive(Debug, Default)]
pub(super) struct Attributes(HashMap<String, OfElement>);

/// The attributes of an element.
#[derive(Debug, Default)]
pub(super) struct OfElement {
    /// Whether the value of each is text as it stands, by its name.
    is_text: HashMap<String, bool>,
    /// Names and values of those with a default.
    pub(super) defaults: Vec<(Rc<str>, Rc<str>)>,
}

impl Attributes {
    /// Those that are declared; of several declarations of one attribute only the first is there.
    pub(super) fn of(declarations: &[Declaration]) -> Self {
        let mut all = Self::default();
        for declaration in declarations {
            if let Declaration::AttributeList(list) = declaration {
                let of_element = all.0.entry(list.element.text.clone()).or_default();
                list.attributes.iter().for_each(|attribute| of_element.add(attribute));
            }
        }
        all
    }

    /// Those of an element.
    pub(super) fn of_element(&self, name: &str) -> Option<&OfElement> {
        self.0.get(name)
    }
}

impl OfElement {
    fn add(&mut self, attribute: &Attribute) {
        let name = &attribute.name.text;
        self.is_text.insert(name.clone(), attribute.kind == AttributeType::Cdata);
        if let AttributeDefault::Fixed(value) | AttributeDefault::Value(value) = &attribute.default {
            self.defaults.push((name.as_str().into(), value.as_str().into()));
        }
    }

    /// Whether white space at the ends of a value and repeated inside it says nothing.
    pub(super) fn is_trimmed(&self, attribute: &str) -> bool {
        self.is_text.get(attribute).is_some_and(|is_text| !is_text)
    }
}

/// A value of one of the types whose white space is only there to separate.
pub(super) fn trimmed(value: &str) -> String {
    value.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}
