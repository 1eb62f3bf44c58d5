//! How a document tells the number of the object that a call made or concerned.

use super::Field;

/// The number of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Identified {
    /// Its type.
    pub number: &'static str,
    /// Where it is.
    pub place: Place,
}

/// Where the number is.
#[derive(Debug, Clone, PartialEq)]
pub enum Place {
    /// At the end of one of these ways of elements.
    Paths(Vec<Vec<String>>),
    /// In a list of keys and values.
    Keyed(Box<Keyed>),
}

/// A list of keys and values.
#[derive(Debug, Clone, PartialEq)]
pub struct Keyed {
    /// The fields that lead to the list from the root on, with the list itself.
    pub list: Vec<Field>,
    /// The element of an entry.
    pub element: String,
    /// Name of the method that finds an entry.
    pub method: String,
    /// The field of an entry with its key.
    pub key: Field,
    /// The field of an entry with its value, or values.
    pub value: Field,
    /// The key of the number.
    pub id: String,
}
