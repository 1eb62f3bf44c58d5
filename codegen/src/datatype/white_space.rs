//! What becomes of white space before a text is read.

use std::borrow::Cow;

/// The values of the facet `whiteSpace`, from the laxest to the strictest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhiteSpace {
    /// It stays as it is.
    Preserve,
    /// Tabs and line ends become spaces.
    Replace,
    /// Then, runs of spaces become one, and there are none at the ends.
    Collapse,
}

impl WhiteSpace {
    /// Reads the value of the facet.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "preserve" => Some(Self::Preserve),
            "replace" => Some(Self::Replace),
            "collapse" => Some(Self::Collapse),
            _ => None,
        }
    }

    /// The value of the facet.
    pub fn name(self) -> &'static str {
        match self {
            Self::Preserve => "preserve",
            Self::Replace => "replace",
            Self::Collapse => "collapse",
        }
    }

    /// The text as it is read.
    pub fn apply(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Preserve => Cow::Borrowed(text),
            Self::Replace if !text.contains(['\t', '\n', '\r']) => Cow::Borrowed(text),
            Self::Replace => Cow::Owned(text.replace(['\t', '\n', '\r'], " ")),
            Self::Collapse => {
                let trimmed = text.trim_matches(is_space);
                if trimmed.contains(['\t', '\n', '\r']) || trimmed.contains("  ") {
                    Cow::Owned(items(trimmed).collect::<Vec<_>>().join(" "))
                } else {
                    Cow::Borrowed(trimmed)
                }
            }
        }
    }
}

/// What stands between white space.
pub(super) fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|item| !item.is_empty())
}

fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::WhiteSpace::{Collapse, Preserve, Replace};

    #[test]
    fn processing() {
        let text = " \ta\n\r b  c\u{a0} ";
        assert_eq!(Preserve.apply(text), text);
        assert_eq!(Replace.apply(text), "  a   b  c\u{a0} ");
        assert_eq!(Collapse.apply(text), "a b c\u{a0}");
        assert_eq!(Collapse.apply(" \n"), "");
    }
}
