//! Rows where we hold that the suite is wrong, or that it asks for nothing: data, each with its reason.

use std::collections::HashMap;
use std::path::Path;
use toml::de::{DeTable, DeValue};

/// The disputed rows of a suite, by id.
#[derive(Debug, Clone, Default)]
pub struct Disputed(HashMap<String, Dispute>);

/// Why a row does not count as the suite has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dispute {
    /// Why.
    pub reason: String,
    /// Whether the opposite is right; else nothing is.
    pub inverted: bool,
}

impl Disputed {
    /// Reads the file of a suite; a suite without one has no disputed rows.
    pub fn read(path: &Path) -> Result<Self, String> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).map_err(|error| format!("{}: {error}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }

    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let table = DeTable::parse(text).map_err(|error| error.to_string())?;
        let mut disputed = HashMap::new();
        for (key, value) in table.get_ref() {
            let entries = value.get_ref().as_array().filter(|_| key.get_ref() == "disputed");
            let entries =
                entries.ok_or_else(|| format!("expected `[[disputed]]`, found `{}`", key.get_ref()))?;
            for entry in entries {
                let of = |name: &str| entry.get_ref().get(name).map(|value| value.get_ref());
                let reason = of("reason").and_then(DeValue::as_str);
                let reason = reason.filter(|reason| !reason.is_empty()).ok_or("a `reason` is missing")?;
                let inverted = match of("then").and_then(DeValue::as_str) {
                    Some("inverted") => true,
                    Some("skipped") => false,
                    _ => return Err(format!("`{reason}`: expected `then = \"inverted\"` or `\"skipped\"`")),
                };
                let rows = of("rows").and_then(DeValue::as_array);
                for row in rows.ok_or_else(|| format!("`{reason}`: `rows` is missing"))? {
                    let id = row.get_ref().as_str().ok_or_else(|| format!("`{reason}`: a row is a text"))?;
                    let dispute = Dispute { reason: reason.to_owned(), inverted };
                    if disputed.insert(id.to_owned(), dispute).is_some() {
                        return Err(format!("`{id}` is there twice"));
                    }
                }
            }
        }
        Ok(Self(disputed))
    }

    /// What is disputed about a row.
    pub fn of(&self, id: &str) -> Option<&Dispute> {
        self.0.get(id)
    }

    /// The rows, in the order of their ids.
    pub fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.0.keys().map(String::as_str).collect();
        ids.sort_unstable();
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_share_a_reason() {
        let text =
            "[[disputed]]\nreason = \"as erratum E2-9 has it\"\nthen = \"inverted\"\nrows = [\"a\", \"b\"]\n";
        let disputed = Disputed::parse(text).unwrap();
        assert_eq!(disputed.ids(), ["a", "b"]);
        assert!(disputed.of("a").is_some_and(|dispute| dispute.inverted));
        assert!(disputed.of("c").is_none());
    }

    #[test]
    fn a_reason_is_needed() {
        let text = "[[disputed]]\nthen = \"inverted\"\nrows = [\"a\"]\n";
        assert_eq!(Disputed::parse(text).unwrap_err(), "a `reason` is missing");
    }

    #[test]
    fn a_row_is_disputed_once() {
        let entry = "[[disputed]]\nreason = \"r\"\nthen = \"skipped\"\nrows = [\"a\"]\n";
        assert_eq!(Disputed::parse(&entry.repeat(2)).unwrap_err(), "`a` is there twice");
    }
}
