//! Groups around a single particle.

use crate::ir::{Occurs, Particle, Term};

/// A sequence or choice of one particle becomes that particle, where one pair of bounds says the same as the two.
pub(super) fn simplified(particle: Particle) -> Particle {
    let Particle { term, occurs, span, name } = particle;
    let mut members = match term {
        Term::Sequence(members) | Term::Choice(members) if members.len() == 1 => members,
        term => return Particle { term, occurs, span, name },
    };
    match (members.pop(), name) {
        (Some(member), None) => match product(occurs, member.occurs) {
            Some(occurs) => Particle { occurs, ..member },
            None => Particle { term: Term::Sequence(vec![member]), occurs, span, name: None },
        },
        (member, name) => Particle { term: Term::Sequence(member.into_iter().collect()), occurs, span, name },
    }
}

/// The bounds of something inside a group around it alone; `None` where not every number between them can be.
fn product(outer: Occurs, inner: Occurs) -> Option<Occurs> {
    // `n` groups hold from n*inner.min to n*inner.max; the gap before those of n + 1 is widest at the least n.
    let has_steps = outer.max.is_none_or(|max| max > outer.min);
    let most = match (outer.min, inner.max) {
        (0, _) => Some(0),
        (_, None) => None,
        (min, Some(max)) => Some(u64::from(min) * u64::from(max)),
    };
    let next = u64::from(outer.min).checked_add(1)?.checked_mul(u64::from(inner.min))?;
    if has_steps && most.is_some_and(|most| next > most + 1) {
        return None;
    }
    let max = match (outer.max, inner.max) {
        (Some(0), _) | (_, Some(0)) => Some(0),
        (Some(outer), Some(inner)) => Some(outer.checked_mul(inner)?),
        _ => None,
    };
    Some(Occurs { min: outer.min.checked_mul(inner.min)?, max })
}
