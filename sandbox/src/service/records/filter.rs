//! Which records a list shows: a value of the record, and how it has to stand to a parameter.

use crate::service::address::Range;
use crate::service::expression::{Expression, Flaw};
use crate::service::scope::Scope;
use jiff::{SignedDuration, Timestamp};
use regex_lite::Regex;

/// How a value of the record has to stand to a parameter.
#[derive(Debug, Clone)]
pub(in crate::service) struct Filter {
    relation: Relation,
    /// The value of the record.
    pub(in crate::service) value: Expression,
}

/// Relations of a value to the text of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::service) enum Relation {
    /// It is the text.
    Equals,
    /// It is one of the list.
    In,
    /// It is a number of the list, which has ranges.
    Ranges,
    /// It is at least the number.
    From,
    /// It is at most the number.
    To,
    /// It is not before the time.
    Since,
    /// It is after the time.
    After,
    /// It is before the time.
    Before,
    /// It is before the time, or missing.
    NotSince,
    /// It is in so many past days.
    Days,
    /// It is more than so many days ago.
    DaysBefore,
    /// It holds or does not, as the flag says.
    Flag,
    /// The regular expression matches it.
    Matches,
    /// Its addresses and those of the list have some in common.
    Addresses,
    /// It contains the text, in any case.
    Contains,
}

const RELATIONS: [(&str, Relation); 15] = [
    ("equals", Relation::Equals),
    ("in", Relation::In),
    ("ranges", Relation::Ranges),
    ("from", Relation::From),
    ("to", Relation::To),
    ("since", Relation::Since),
    ("after", Relation::After),
    ("before", Relation::Before),
    ("not since", Relation::NotSince),
    ("days", Relation::Days),
    ("days before", Relation::DaysBefore),
    ("flag", Relation::Flag),
    ("matches", Relation::Matches),
    ("addresses", Relation::Addresses),
    ("contains", Relation::Contains),
];

impl Filter {
    /// Reads a filter: `ranges: id`.
    pub(in crate::service) fn parse(text: &str) -> Result<Self, Flaw> {
        let (relation, value) =
            text.split_once(':').ok_or_else(|| Flaw(format!("`{text}` lacks a colon")))?;
        let found = RELATIONS.iter().find(|(name, _)| *name == relation.trim());
        let (_, relation) = found.ok_or_else(|| Flaw(format!("`{text}` begins with no relation")))?;
        Ok(Self { relation: *relation, value: Expression::parse(value)? })
    }

    /// What the text of a parameter asks for.
    pub(in crate::service) fn wanted(&self, text: &str, now: Timestamp) -> Option<Wanted> {
        Wanted::new(self.relation, text, now)
    }

    /// Whether the scope's record has what is wanted.
    pub(in crate::service) fn holds(&self, wanted: &Wanted, scope: &Scope<'_>) -> bool {
        let values = self.value.evaluate(scope);
        match wanted {
            Wanted::Holds(wanted) => self.value.holds(scope) == *wanted,
            Wanted::NotSince(time) => {
                values.iter().all(|value| as_time(value).is_none_or(|value| value < *time))
            }
            _ => values.iter().any(|value| wanted.allows(value)),
        }
    }
}

/// What the text of a parameter asks for.
#[derive(Debug, Clone)]
pub(in crate::service) enum Wanted {
    /// One of these texts.
    Texts(Vec<String>),
    /// A number in one of these ranges.
    Numbers(Vec<(u64, u64)>),
    /// A time from the first to the last, both included.
    Times(Timestamp, Timestamp),
    /// A time before this, or none.
    NotSince(Timestamp),
    /// That it holds, or does not.
    Holds(bool),
    /// A text that this matches.
    Matches(Regex),
    /// One of these addresses.
    Addresses(Vec<Range>),
    /// A text with this in it, in small letters.
    Contains(String),
}

impl Wanted {
    fn new(relation: Relation, text: &str, now: Timestamp) -> Option<Self> {
        let number = || text.trim().parse::<u64>().ok();
        let time = || text.trim().parse::<Timestamp>().ok();
        let instant = SignedDuration::from_nanos(1);
        let days_ago = || {
            let hours = i64::try_from(number()?).ok()?.checked_mul(24)?;
            now.checked_sub(SignedDuration::from_hours(hours)).ok()
        };
        Some(match relation {
            Relation::Equals => Self::Texts(vec![text.to_owned()]),
            Relation::In => Self::Texts(text.split(',').map(|part| part.trim().to_owned()).collect()),
            Relation::Ranges => Self::Numbers(text.split(',').map(numbers).collect::<Option<_>>()?),
            Relation::From => Self::Numbers(vec![(number()?, u64::MAX)]),
            Relation::To => Self::Numbers(vec![(0, number()?)]),
            Relation::Since => Self::Times(time()?, Timestamp::MAX),
            Relation::After => Self::Times(time()?.checked_add(instant).ok()?, Timestamp::MAX),
            Relation::Before => Self::Times(Timestamp::MIN, time()?.checked_sub(instant).ok()?),
            Relation::NotSince => Self::NotSince(time()?),
            Relation::Days => Self::Times(days_ago()?, Timestamp::MAX),
            Relation::DaysBefore => Self::Times(Timestamp::MIN, days_ago()?),
            Relation::Flag => Self::Holds(text.trim() == "1"),
            Relation::Matches => Self::Matches(Regex::new(text).ok()?),
            Relation::Addresses => Self::Addresses(Range::parse_all(text)?),
            Relation::Contains => Self::Contains(text.to_lowercase()),
        })
    }

    /// Whether a value is wanted.
    pub(in crate::service) fn allows(&self, value: &str) -> bool {
        match self {
            Self::Texts(texts) => texts.iter().any(|text| text == value),
            Self::Numbers(_) => value.trim().parse().is_ok_and(|number| self.allows_number(number)),
            Self::Times(..) | Self::NotSince(_) => as_time(value).is_some_and(|time| self.allows_time(time)),
            Self::Holds(wanted) => !matches!(value, "" | "0") == *wanted,
            Self::Matches(pattern) => pattern.is_match(value),
            Self::Addresses(wanted) => {
                let own = Range::parse_all(value).unwrap_or_default();
                own.iter().any(|own| wanted.iter().any(|wanted| own.intersection(*wanted).is_some()))
            }
            Self::Contains(part) => value.to_lowercase().contains(part.as_str()),
        }
    }

    /// Whether a number is wanted.
    pub(in crate::service) fn allows_number(&self, number: u64) -> bool {
        match self {
            Self::Numbers(ranges) => ranges.iter().any(|(low, high)| (*low..=*high).contains(&number)),
            _ => self.allows(&number.to_string()),
        }
    }

    /// Whether a time is wanted.
    pub(in crate::service) fn allows_time(&self, time: Timestamp) -> bool {
        match self {
            Self::Times(from, to) => (*from..=*to).contains(&time),
            Self::NotSince(limit) => time < *limit,
            _ => false,
        }
    }
}

/// Reads `7` or `3-9`.
fn numbers(text: &str) -> Option<(u64, u64)> {
    let (low, high) = text.split_once('-').unwrap_or((text, text));
    Some((low.trim().parse().ok()?, high.trim().parse().ok()?))
}

fn as_time(text: &str) -> Option<Timestamp> {
    text.trim().parse().ok()
}
