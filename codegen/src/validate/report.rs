//! What is invalid in a document.

use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// One thing that is not valid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// What it breaks.
    pub rule: Rule,
    /// The elements from the root to the one that it is about: `/SCAN_LIST/SCAN`.
    pub path: String,
    /// Where it is, what is wrong, what was expected, what to do.
    pub diagnostic: Diagnostic,
}

/// What a document can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// The root is an element of the schema.
    Root,
    /// Elements are those of the content model, in its order.
    Element,
    /// What the content model asks for is there.
    Missing,
    /// Text stands where the content is not elements alone.
    Text,
    /// Attributes are those of the type.
    Attribute,
    /// What is required of them is there.
    MissingAttribute,
    /// Texts are values of their type.
    Value,
    /// What has a fixed value has that.
    Fixed,
    /// `xsi:type` names a type that may stand here, and nothing abstract stands in a document.
    Type,
    /// `xsi:nil` stands at what can be nil, and nothing in it.
    Nil,
    /// Identifiers are unique, and what is referred to is there: `ID`, `IDREF`, `ENTITY`.
    Reference,
    /// `xs:unique`, `xs:key` and `xs:keyref` hold.
    Identity,
    /// A limit of the validator itself; what is behind it is not known.
    Limit,
}

/// The errors of a document.
#[derive(Debug)]
pub(super) struct Report {
    found: Vec<Invalid>,
    most: usize,
    gave_up: bool,
}

impl Report {
    pub(super) fn new(most: usize) -> Self {
        Self { found: Vec::new(), most: most.max(1), gave_up: false }
    }

    pub(super) fn is_full(&self) -> bool {
        self.gave_up || self.found.len() >= self.most
    }

    pub(super) fn add(&mut self, rule: Rule, path: String, mut diagnostic: Diagnostic) {
        if !self.is_full() {
            diagnostic.message = format!("{}, in `{path}`", diagnostic.message);
            self.found.push(Invalid { rule, path, diagnostic });
        }
    }

    /// Looks at nothing more.
    pub(super) fn give_up(&mut self, path: String, span: Span, message: String) {
        self.add(
            Rule::Limit,
            path,
            Diagnostic::error(span, message).label("nothing behind this was looked at"),
        );
        self.gave_up = true;
    }

    pub(super) fn into_found(self) -> Vec<Invalid> {
        self.found
    }
}

/// A text as a message shows it: its beginning, in quotes.
pub(super) fn shown(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or(text)),
        None => format!("`{text}`"),
    }
}
