//! Reference data: what identifiers stand for.

use indexmap::IndexMap;

/// Rows of names and values, by the name of the table.
#[derive(Debug, Default)]
pub(super) struct Tables(pub(super) IndexMap<String, Vec<IndexMap<String, String>>>);

impl Tables {
    /// The rows of a table.
    pub(super) fn rows(&self, table: &str) -> &[IndexMap<String, String>] {
        self.0.get(table).map_or(&[], Vec::as_slice)
    }

    /// The value of the first row whose `key` is the text.
    pub(super) fn find(&self, table: &str, key: &str, text: &str, value: &str) -> Option<&str> {
        let is_one = |row: &&IndexMap<String, String>| row.get(key).is_some_and(|own| own == text);
        self.rows(table).iter().find(is_one)?.get(value).map(String::as_str)
    }
}
