//! The types of XSD itself.

use super::facets::{Facets, Limit, Patterns};
use super::pattern::Pattern;
use super::{Datatype, NameRole, NoContext, Primitive, Variety, WhiteSpace};
use crate::component::DerivationSet;
use crate::xsd::{FacetKind, QName, XSD_NAMESPACE};
use indexmap::IndexMap;
use std::sync::{Arc, LazyLock};

impl Datatype {
    /// The type of this local name in the namespace of XSD.
    pub fn builtin(local_name: &str) -> Option<Arc<Self>> {
        BUILTIN.get(local_name).cloned()
    }

    /// `xs:anySimpleType`.
    pub fn any() -> Arc<Self> {
        ANY.clone()
    }

    /// The types of XSD itself with their local names, each behind its base.
    pub fn builtins() -> impl Iterator<Item = (&'static str, &'static Arc<Self>)> {
        BUILTIN.iter().map(|(name, datatype)| (*name, datatype))
    }
}

static ANY: LazyLock<Arc<Datatype>> = LazyLock::new(|| {
    Arc::new(named("anySimpleType", None, Variety::Any, Facets::new(WhiteSpace::Preserve, false)))
});

static BUILTIN: LazyLock<IndexMap<&'static str, Arc<Datatype>>> = LazyLock::new(|| {
    let mut types = IndexMap::from([("anySimpleType", ANY.clone())]);
    for (name, primitive) in Primitive::ALL {
        let facets = match primitive {
            Primitive::String => Facets::new(WhiteSpace::Preserve, false),
            _ => Facets::new(WhiteSpace::Collapse, true),
        };
        let datatype = named(name, Some(ANY.clone()), Variety::Atomic(primitive), facets);
        types.insert(name, Arc::new(datatype));
    }
    for step in &DERIVED {
        if let Some(datatype) = types.get(step.base).and_then(|base| derived(step, base)) {
            types.insert(step.name, Arc::new(datatype));
        }
    }
    types
});

fn named(name: &str, base: Option<Arc<Datatype>>, variety: Variety, effective: Facets) -> Datatype {
    Datatype {
        name: Some(QName { namespace: Some(XSD_NAMESPACE.to_string()), local: name.to_string() }),
        base,
        variety,
        facets: Vec::new(),
        is_final: DerivationSet::default(),
        span: None,
        docs: None,
        effective,
    }
}

/// How a type of XSD is derived from another.
struct Step {
    name: &'static str,
    base: &'static str,
    what: What,
}

/// What the derivation adds.
enum What {
    /// Nothing but that a value is such a name.
    Role(NameRole),
    /// A pattern, and how it reads to people.
    Pattern(&'static str, &'static str),
    White(WhiteSpace),
    Bounds(&'static [(FacetKind, &'static str)]),
    /// A list of one member or more.
    List,
}

use FacetKind::{MaxInclusive, MinInclusive};

const DERIVED: [Step; 25] = [
    step("normalizedString", "string", What::White(WhiteSpace::Replace)),
    step("token", "normalizedString", What::White(WhiteSpace::Collapse)),
    step(
        "language",
        "token",
        What::Pattern("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", "a language, such as `en` or `en-GB`"),
    ),
    step("NMTOKEN", "token", What::Pattern(r"\c+", "letters, digits, `.`, `-`, `_` and `:`, at least one")),
    step("NMTOKENS", "NMTOKEN", What::List),
    step(
        "Name",
        "token",
        What::Pattern(
            r"\i\c*",
            "a name: letters, digits, `.`, `-`, `_` and `:`, beginning with a letter, `_` or `:`",
        ),
    ),
    step(
        "NCName",
        "Name",
        What::Pattern(
            r"[\i-[:]][\c-[:]]*",
            "a name without a colon: letters, digits, `.`, `-` and `_`, beginning with a letter or `_`",
        ),
    ),
    step("ID", "NCName", What::Role(NameRole::Id)),
    step("IDREF", "NCName", What::Role(NameRole::IdReference)),
    step("IDREFS", "IDREF", What::List),
    step("ENTITY", "NCName", What::Role(NameRole::Entity)),
    step("ENTITIES", "ENTITY", What::List),
    step("integer", "decimal", What::Pattern(r"[\-+]?[0-9]+", "a whole number")),
    step("nonPositiveInteger", "integer", What::Bounds(&[(MaxInclusive, "0")])),
    step("negativeInteger", "nonPositiveInteger", What::Bounds(&[(MaxInclusive, "-1")])),
    step(
        "long",
        "integer",
        What::Bounds(&[(MinInclusive, "-9223372036854775808"), (MaxInclusive, "9223372036854775807")]),
    ),
    step("int", "long", What::Bounds(&[(MinInclusive, "-2147483648"), (MaxInclusive, "2147483647")])),
    step("short", "int", What::Bounds(&[(MinInclusive, "-32768"), (MaxInclusive, "32767")])),
    step("byte", "short", What::Bounds(&[(MinInclusive, "-128"), (MaxInclusive, "127")])),
    step("nonNegativeInteger", "integer", What::Bounds(&[(MinInclusive, "0")])),
    step("unsignedLong", "nonNegativeInteger", What::Bounds(&[(MaxInclusive, "18446744073709551615")])),
    step("unsignedInt", "unsignedLong", What::Bounds(&[(MaxInclusive, "4294967295")])),
    step("unsignedShort", "unsignedInt", What::Bounds(&[(MaxInclusive, "65535")])),
    step("unsignedByte", "unsignedShort", What::Bounds(&[(MaxInclusive, "255")])),
    step("positiveInteger", "nonNegativeInteger", What::Bounds(&[(MinInclusive, "1")])),
];

const fn step(name: &'static str, base: &'static str, what: What) -> Step {
    Step { name, base, what }
}

fn derived(step: &Step, base: &Arc<Datatype>) -> Option<Datatype> {
    let mut facets = base.effective.clone();
    facets.depth += 1;
    match &step.what {
        What::Role(role) => facets.role = Some(*role),
        What::White(white_space) => facets.white_space = Facets::new(*white_space, false).white_space,
        What::Pattern(pattern, expected) => {
            let alternatives = vec![Pattern::parse(pattern).ok()?];
            facets.patterns.push(Arc::new(Patterns { alternatives, expected: (*expected).to_string() }));
            if step.name == "integer" {
                facets.counts.set(limit(FacetKind::FractionDigits, 0, "0", true));
            }
        }
        What::Bounds(bounds) => {
            for (kind, text) in *bounds {
                facets.bounds.set(limit(*kind, base.validate(text, &NoContext).ok()?.value, text, false));
            }
        }
        What::List => {
            let mut facets = Facets::new(WhiteSpace::Collapse, true);
            facets.depth = base.effective.depth + 1;
            facets.counts.set(limit(FacetKind::MinLength, 1, "1", false));
            return Some(named(step.name, Some(ANY.clone()), Variety::List(base.clone()), facets));
        }
    }
    Some(named(step.name, Some(base.clone()), base.variety.clone(), facets))
}

fn limit<T>(kind: FacetKind, value: T, text: &str, fixed: bool) -> Limit<T> {
    Limit { kind, value, text: text.to_string(), fixed, span: None }
}

#[cfg(test)]
mod tests;
