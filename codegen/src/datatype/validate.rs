//! Holds texts against types.

use super::white_space::items;
use super::{Context, Datatype, Primitive, Value, Variety};
use crate::xsd::FacetKind;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::iter::successors;
use std::sync::Arc;

/// What a valid text says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Valid {
    /// Its value.
    pub value: Value,
    /// The names in it that must be unique, or be found, in its document; members of lists are among them.
    pub roles: Vec<(NameRole, String)>,
}

/// What a name is to its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameRole {
    /// It identifies an element: no other has it (`xs:ID`).
    Id,
    /// It is the identifier of some element (`xs:IDREF`).
    IdReference,
    /// It is an unparsed entity (`xs:ENTITY`).
    Entity,
}

/// Why a text is not a value of a type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invalid {
    /// The text, or as much of it as a message can show.
    pub text: String,
    /// The type that does not take it.
    pub datatype: String,
    /// The facet that refuses it; none if it is not in the lexical space of the primitive type.
    pub facet: Option<FacetKind>,
    /// What was expected.
    pub expected: String,
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a value of {}: expected {}", self.text, self.datatype, self.expected)
    }
}

impl std::error::Error for Invalid {}

impl Datatype {
    /// Holds a text against this type, and gives its value.
    pub fn validate(&self, text: &str, context: &dyn Context) -> Result<Valid, Invalid> {
        let mut roles = Vec::new();
        let (value, _) = self.read(text, context, &mut roles)?;
        Ok(Valid { value, roles })
    }

    /// The value of a text, and the text as it is read: with its white space processed.
    fn read<'t>(
        &self,
        text: &'t str,
        context: &dyn Context,
        roles: &mut Vec<(NameRole, String)>,
    ) -> Result<(Value, Cow<'t, str>), Invalid> {
        let mut text = self.effective.white_space.value.apply(text);
        let value = match &self.variety {
            Variety::Any => Value::Untyped(text.to_string()),
            Variety::Atomic(primitive) => {
                primitive.parse(&text, context).map_err(|expected| self.refuse_form(&text, expected))?
            }
            Variety::List(item) => {
                let members =
                    items(&text).map(|text| item.read(text, context, roles).map(|(value, _)| value));
                Value::List(members.collect::<Result<_, _>>()?)
            }
            Variety::Union(members) => {
                let (value, read) = self.member(members, &text, context, roles)?;
                text = Cow::Owned(read.into_owned());
                value
            }
        };
        self.check(&text, &value)?;
        roles.extend(self.effective.role.map(|role| (role, text.to_string())));
        Ok((value, text))
    }

    /// The value by the first member that takes the text, which decides about white space too.
    fn member<'t>(
        &self,
        members: &[Arc<Self>],
        text: &'t str,
        context: &dyn Context,
        roles: &mut Vec<(NameRole, String)>,
    ) -> Result<(Value, Cow<'t, str>), Invalid> {
        let before = roles.len();
        let mut refusals = Vec::new();
        for member in members {
            match member.read(text, context, roles) {
                Ok(read) => return Ok(read),
                Err(refusal) if refusals.len() < 3 => refusals.push(refusal.expected),
                Err(_) => {}
            }
            roles.truncate(before);
        }
        if members.len() > refusals.len() {
            refusals.push("a value of another of its members".to_string());
        }
        refusals.dedup();
        Err(self.refuse(text, None, refusals.join("; or ")))
    }

    fn check(&self, text: &str, value: &Value) -> Result<(), Invalid> {
        let facets = &self.effective;
        for step in &facets.patterns {
            if !step.matches(text) {
                return Err(self.refuse(text, Some(FacetKind::Pattern), step.expected.clone()));
            }
        }
        for limit in facets.counts.iter() {
            if let Some((verb, unit)) = violated(limit.kind, limit.value, value) {
                let unit = if unit.is_empty() { self.unit() } else { unit };
                let expected = format!("{verb} {} {unit}", limit.value);
                return Err(self.refuse(text, Some(limit.kind), expected));
            }
        }
        for limit in facets.bounds.iter() {
            let (fits, words) = within(limit.kind, value.partial_cmp(&limit.value));
            if !fits {
                return Err(self.refuse(text, Some(limit.kind), format!("{words} `{}`", limit.text)));
            }
        }
        match &facets.enumeration {
            Some(enumeration) if !enumeration.values.contains(value) => {
                Err(self.refuse(text, Some(FacetKind::Enumeration), enumeration.expected.clone()))
            }
            _ => Ok(()),
        }
    }

    /// A pattern says better than the primitive type what was expected.
    fn refuse_form(&self, text: &str, expected: String) -> Invalid {
        let pattern = self.effective.patterns.iter().find(|step| !step.matches(text));
        self.refuse(text, None, pattern.map_or(expected, |pattern| pattern.expected.clone()))
    }

    fn refuse(&self, text: &str, facet: Option<FacetKind>, expected: String) -> Invalid {
        Invalid { text: excerpt(text), datatype: self.label(), facet, expected }
    }

    fn unit(&self) -> &'static str {
        match &self.variety {
            Variety::List(_) => "items",
            Variety::Atomic(Primitive::HexBinary | Primitive::Base64Binary) => "octets",
            _ => "characters",
        }
    }

    /// What messages call it: its name, or that of the first of its bases that has one.
    pub fn label(&self) -> String {
        if let Some(name) = &self.name {
            return format!("`{name}`");
        }
        let mut bases = successors(self.base.as_deref(), |one| one.base.as_deref());
        let named = bases.find(|one| one.name.is_some() && one.base.is_some());
        match (named.and_then(|one| one.name.as_ref()), &self.variety) {
            (Some(name), _) => format!("a restriction of `{name}`"),
            (None, Variety::List(item)) => match &item.name {
                Some(name) => format!("a list of `{name}`"),
                None => "a list".to_string(),
            },
            (None, Variety::Union(_)) => "a union".to_string(),
            (None, _) => "a simple type".to_string(),
        }
    }
}

/// How a value breaks a facet that counts something: what is asked for, and of what; an empty unit is the type's own.
fn violated(kind: FacetKind, limit: u64, value: &Value) -> Option<(&'static str, &'static str)> {
    let length = value.length();
    let digits = |count: fn(&super::Decimal) -> u64| match value {
        Value::Decimal(decimal) => count(decimal) > limit,
        _ => false,
    };
    match kind {
        FacetKind::Length => length.is_some_and(|length| length != limit).then_some(("exactly", "")),
        FacetKind::MinLength => length.is_some_and(|length| length < limit).then_some(("at least", "")),
        FacetKind::MaxLength => length.is_some_and(|length| length > limit).then_some(("at most", "")),
        FacetKind::TotalDigits => digits(super::Decimal::total_digits).then_some(("at most", "digits")),
        FacetKind::FractionDigits => {
            digits(super::Decimal::fraction_digits).then_some(("at most", "digits behind the point"))
        }
        _ => None,
    }
}

/// Whether a value that lies so to a bound is within it, and how the bound reads.
fn within(kind: FacetKind, order: Option<Ordering>) -> (bool, &'static str) {
    match kind {
        FacetKind::MinInclusive => (order.is_some_and(Ordering::is_ge), "at least"),
        FacetKind::MinExclusive => (order.is_some_and(Ordering::is_gt), "more than"),
        FacetKind::MaxInclusive => (order.is_some_and(Ordering::is_le), "at most"),
        _ => (order.is_some_and(Ordering::is_lt), "less than"),
    }
}

/// The beginning of a text, for a message.
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or(text)),
        None => text.to_string(),
    }
}
