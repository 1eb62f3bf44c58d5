//! What holds for any text: nothing panics, and patterns decide as a plain reading of them does.

use super::{Context, Datatype, Decimal, NoContext, Pattern, Value};
use crate::xsd::QName;
use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use std::collections::BTreeSet;

/// A pattern in a form that is held against texts directly.
#[derive(Debug, Clone)]
enum Plain {
    One(char),
    Class(bool, Vec<char>),
    Then(Vec<Plain>),
    Or(Vec<Plain>),
    Times(Box<Plain>, u32, Option<u32>),
}

fn plain() -> impl Strategy<Value = Plain> {
    let letter = prop_oneof![Just('a'), Just('b'), Just('é')];
    let leaf = prop_oneof![
        letter.clone().prop_map(Plain::One),
        (any::<bool>(), prop::collection::vec(letter, 1..3)).prop_map(|(not, of)| Plain::Class(not, of)),
    ];
    leaf.prop_recursive(5, 24, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Plain::Then),
            prop::collection::vec(inner.clone(), 1..4).prop_map(Plain::Or),
            (inner, 0..3u32, prop::option::of(0..3u32)).prop_map(|(of, min, more)| Plain::Times(
                Box::new(of),
                min,
                more.map(|more| min + more)
            )),
        ]
    })
}

impl Plain {
    fn text(&self) -> String {
        let all =
            |parts: &[Self], between: &str| parts.iter().map(Self::text).collect::<Vec<_>>().join(between);
        match self {
            Self::One(c) => c.to_string(),
            Self::Class(not, of) => {
                format!("[{}{}]", if *not { "^" } else { "" }, of.iter().collect::<String>())
            }
            Self::Then(parts) => format!("({})", all(parts, "")),
            Self::Or(parts) => format!("({})", all(parts, "|")),
            Self::Times(of, 0, None) => format!("({})*", of.text()),
            Self::Times(of, 0, Some(1)) => format!("({})?", of.text()),
            Self::Times(of, min, None) => format!("({}){{{min},}}", of.text()),
            Self::Times(of, min, Some(max)) => format!("({}){{{min},{max}}}", of.text()),
        }
    }

    /// Where it can end if it begins at one of these places.
    fn ends(&self, text: &[char], starts: &BTreeSet<usize>) -> BTreeSet<usize> {
        match self {
            Self::One(c) => step(text, starts, |one| one == *c),
            Self::Class(not, of) => step(text, starts, |one| of.contains(&one) != *not),
            Self::Then(parts) => parts.iter().fold(starts.clone(), |at, part| part.ends(text, &at)),
            Self::Or(parts) => parts.iter().flat_map(|part| part.ends(text, starts)).collect(),
            Self::Times(of, min, max) => {
                let mut at = starts.clone();
                for _ in 0..*min {
                    at = of.ends(text, &at);
                }
                let mut found = at.clone();
                for _ in 0..max.map_or(text.len() as u32 + 1, |max| max - min) {
                    at = of.ends(text, &at);
                    found.extend(&at);
                }
                found
            }
        }
    }
}

fn step(text: &[char], starts: &BTreeSet<usize>, fits: impl Fn(char) -> bool) -> BTreeSet<usize> {
    starts.iter().filter(|at| text.get(**at).is_some_and(|c| fits(*c))).map(|at| at + 1).collect()
}

/// Every prefix is bound, every notation declared.
struct Bound;

impl Context for Bound {
    fn namespace(&self, _: &str) -> Option<&str> {
        Some("urn:any")
    }

    fn notation_is_declared(&self, _: &QName) -> bool {
        true
    }
}

proptest! {
    #[test]
    fn patterns_decide_as_they_read(pattern in plain(), text in "[abcé]{0,8}") {
        let parsed = Pattern::parse(&pattern.text()).expect("it is a pattern");
        let characters: Vec<char> = text.chars().collect();
        let ends = pattern.ends(&characters, &BTreeSet::from([0]));
        prop_assert_eq!(parsed.matches(&text), ends.contains(&characters.len()), "{}", pattern.text());
    }

    #[test]
    fn any_text_is_a_pattern_or_an_error(
        pattern in r"([a-c]|[\[\](){}?*+|^.,-]|\\[a-zA-Z\\-]|\\[pP]\{(Lu|IsGreek|X)\}|\{[0-9]{1,3},?|\PC){0,24}",
        text in r"\PC{0,16}",
    ) {
        match Pattern::parse(&pattern) {
            Ok(parsed) => {
                let _fits = parsed.matches(&text);
            }
            Err(error) => assert!(pattern.is_char_boundary(error.at), "{pattern:?} {error}"),
        }
    }

    #[test]
    fn any_text_is_a_value_or_refused(
        text in r"(\PC|[ \t\n]|[-+.:TZPYMDHSe0-9]|INF|NaN|[0-9]{4}-[0-9]{2}-[0-9]{2}){0,24}",
    ) {
        for (name, datatype) in Datatype::builtins() {
            let (found, without) = (datatype.validate(&text, &Bound), datatype.validate(&text, &NoContext));
            match found {
                Ok(valid) => prop_assert_eq!(valid.value.partial_cmp(&valid.value), Some(std::cmp::Ordering::Equal)),
                Err(refusal) => {
                    assert!(without.is_err(), "{name} {text}");
                    assert!(!refusal.expected.is_empty(), "{name} {text}");
                }
            }
        }
    }

    #[test]
    fn decimals_are_ordered_as_numbers_are(left in -2_000_i64..2_000, right in -2_000_i64..2_000) {
        let written = |number: i64| {
            let sign = if number < 0 { "-" } else { "" };
            format!("{sign}{}.{:02}0", number.abs() / 100, number.abs() % 100)
        };
        let value = |number| Decimal::parse(&written(number)).expect("it is a decimal");
        prop_assert_eq!(value(left).cmp(&value(right)), left.cmp(&right));
        prop_assert_eq!(Value::Decimal(value(left)) == Value::Decimal(value(right)), left == right);
    }

    #[test]
    fn moments_are_ordered_one_way(
        left in "20[0-9]{2}-0[1-9]-[01][1-9]T[01][0-9]:00:00(Z|-05:00|\\+14:00)?",
        right in "20[0-9]{2}-0[1-9]-[01][1-9]T[01][0-9]:00:00(Z|-05:00|\\+14:00)?",
    ) {
        let datatype = Datatype::builtin("dateTime").expect("it is a type of XSD");
        let value = |text: &str| datatype.validate(text, &NoContext).expect("it is a date and time").value;
        let (one, other) = (value(&left), value(&right));
        prop_assert_eq!(one.partial_cmp(&other), other.partial_cmp(&one).map(std::cmp::Ordering::reverse));
    }
}
