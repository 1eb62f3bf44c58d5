//! What the namespaces of wildcards have in common, and what they take together.

use super::NamespaceConstraint;

impl NamespaceConstraint {
    /// Whether a name in this namespace is taken.
    pub fn allows(&self, namespace: Option<&str>) -> bool {
        match self {
            Self::Any => true,
            Self::Not(excluded) => namespace.is_some() && namespace != excluded.as_deref(),
            Self::OneOf(listed) => listed.iter().any(|one| one.as_deref() == namespace),
        }
    }

    /// Whether every namespace that it takes is taken by another.
    pub fn is_subset_of(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::Any) => true,
            (Self::Any, _) => false,
            (Self::Not(one), Self::Not(other)) => one == other,
            (Self::Not(_), Self::OneOf(_)) => false,
            (Self::OneOf(listed), other) => listed.iter().all(|one| other.allows(one.as_deref())),
        }
    }

    /// Whether there is a namespace that both take.
    pub fn overlaps(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::OneOf(listed), other) | (other, Self::OneOf(listed)) => {
                listed.iter().any(|one| other.allows(one.as_deref()))
            }
            (Self::Any | Self::Not(_), Self::Any | Self::Not(_)) => true,
        }
    }

    /// What both take; `None` if no wildcard says so.
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        Some(match (self, other) {
            (Self::Any, one) | (one, Self::Any) => one.clone(),
            (Self::OneOf(listed), other) | (other, Self::OneOf(listed)) => {
                Self::OneOf(listed.iter().filter(|one| other.allows(one.as_deref())).cloned().collect())
            }
            (Self::Not(one), Self::Not(other)) if one == other => self.clone(),
            (Self::Not(Some(_)), Self::Not(None)) => self.clone(),
            (Self::Not(None), Self::Not(Some(_))) => other.clone(),
            (Self::Not(_), Self::Not(_)) => return None,
        })
    }

    /// What one of them takes; `None` if no wildcard says so.
    pub fn union(&self, other: &Self) -> Option<Self> {
        Some(match (self, other) {
            (Self::Any, _) | (_, Self::Any) => Self::Any,
            (Self::OneOf(one), Self::OneOf(other)) => Self::OneOf(one.union(other).cloned().collect()),
            (Self::Not(one), Self::Not(other)) if one == other => self.clone(),
            (Self::Not(_), Self::Not(_)) => Self::Not(None),
            (Self::Not(excluded), Self::OneOf(listed)) | (Self::OneOf(listed), Self::Not(excluded)) => {
                let has_none = listed.contains(&None);
                match excluded {
                    None if has_none => Self::Any,
                    None => Self::Not(None),
                    Some(_) => match (listed.contains(excluded), has_none) {
                        (true, true) => Self::Any,
                        (true, false) => Self::Not(None),
                        (false, true) => return None,
                        (false, false) => Self::Not(excluded.clone()),
                    },
                }
            }
        })
    }
}
