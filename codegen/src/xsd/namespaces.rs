//! What prefixes stand for at a place of a document.

use std::sync::Arc;

/// Prefixes with the namespaces that they stand for; the default namespace has the empty one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Namespaces(Arc<[(String, String)]>);

impl Namespaces {
    /// The namespace of a prefix; the empty one is for names without a prefix.
    pub fn get(&self, prefix: &str) -> Option<&str> {
        let found = self.iter().find(|(bound, _)| *bound == prefix).map(|(_, namespace)| namespace);
        found.filter(|namespace| !namespace.is_empty())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(prefix, namespace)| (prefix.as_str(), namespace.as_str()))
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Namespaces {
    fn from_iter<T: IntoIterator<Item = (&'a str, &'a str)>>(bound: T) -> Self {
        Self(
            bound
                .into_iter()
                .map(|(prefix, namespace)| (prefix.to_string(), namespace.to_string()))
                .collect(),
        )
    }
}
