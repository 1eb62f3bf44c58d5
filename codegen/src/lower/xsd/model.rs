//! Content models in the notation of DTDs, for documentation.

use crate::ir::{Content, Occurs, Particle, Term};

/// A content model: `(id?, name?)`, `all(id?, name?)`, `(#PCDATA)`, `EMPTY`; a mixed one is told by `mixed` before it.
pub(super) fn notation(content: &Content) -> String {
    match content {
        Content::Empty => "EMPTY".to_string(),
        Content::Any => "ANY".to_string(),
        Content::Value(_) => "(#PCDATA)".to_string(),
        Content::Elements(particle) => top(particle),
        Content::Mixed(particle) => match &particle.term {
            Term::Choice(members)
                if particle.occurs == Occurs::ANY && members.iter().all(is_single_element) =>
            {
                let names: Vec<_> = members.iter().map(nested).collect();
                format!("(#PCDATA | {})*", names.join(" | "))
            }
            _ => format!("mixed{}", top(particle)),
        },
    }
}

fn is_single_element(particle: &Particle) -> bool {
    matches!(particle.term, Term::Element(_)) && particle.occurs == Occurs::ONE
}

/// A particle that is the whole model has parentheses.
fn top(particle: &Particle) -> String {
    match &particle.term {
        Term::Element(_) | Term::Any => format!("({})", nested(particle)),
        _ => nested(particle),
    }
}

fn nested(particle: &Particle) -> String {
    let list = |members: &[Particle], separator: &str| {
        let members: Vec<_> = members.iter().map(nested).collect();
        format!("({})", members.join(separator))
    };
    let term = match &particle.term {
        Term::Element(element) => element.name.clone(),
        Term::Sequence(members) => list(members, ", "),
        Term::Choice(members) => list(members, " | "),
        Term::All(members) => format!("all{}", list(members, ", ")),
        Term::Any => "any".to_string(),
    };
    term + &bounds(particle.occurs)
}

fn bounds(occurs: Occurs) -> String {
    match (occurs.min, occurs.max) {
        (1, Some(1)) => String::new(),
        (0, Some(1)) => "?".to_string(),
        (0, None) => "*".to_string(),
        (1, None) => "+".to_string(),
        (min, None) => format!("{{{min},}}"),
        (min, Some(max)) if min == max => format!("{{{min}}}"),
        (min, Some(max)) => format!("{{{min},{max}}}"),
    }
}
