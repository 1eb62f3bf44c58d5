//! Content models as text, in one normal form: `(ID, TITLE?, (A | B)+)`.

use super::tree::{Content, Occurrence, Particle, Term};
use std::fmt;

impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("EMPTY"),
            Self::Any => f.write_str("ANY"),
            Self::Mixed(names) if names.is_empty() => f.write_str("(#PCDATA)"),
            Self::Mixed(names) => {
                f.write_str("(#PCDATA")?;
                for name in names {
                    write!(f, " | {}", name.text)?;
                }
                f.write_str(")*")
            }
            Self::Children(particle) => write!(f, "{particle}"),
        }
    }
}

impl fmt::Display for Particle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.term {
            Term::Element(name) => f.write_str(name)?,
            Term::Sequence(parts) => group(f, parts, ", ")?,
            Term::Choice(parts) => group(f, parts, " | ")?,
        }
        f.write_str(match self.occurrence {
            Occurrence::One => "",
            Occurrence::Optional => "?",
            Occurrence::Any => "*",
            Occurrence::Many => "+",
        })
    }
}

fn group(f: &mut fmt::Formatter<'_>, parts: &[Particle], separator: &str) -> fmt::Result {
    f.write_str("(")?;
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            f.write_str(separator)?;
        }
        write!(f, "{part}")?;
    }
    f.write_str(")")
}
