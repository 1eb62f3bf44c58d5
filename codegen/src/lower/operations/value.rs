//! Values of parameters: their types in Rust, their rules, and what one looks like.

use crate::ir::{Element, Integer, Separator, Target, Value, ValueKind};
use crate::rust::api::ParameterType;
use std::collections::HashMap;

/// A parameter's values.
pub(super) struct Parameter {
    /// The type of one value.
    pub(super) ty: ParameterType,
    /// Whether there are several.
    pub(super) list: bool,
    /// The rules, as calls.
    pub(super) rules: String,
    /// A value, as an expression.
    pub(super) example: String,
}

impl Parameter {
    /// The parameter of a value; `words` has the types of enumerations by their keys.
    pub(super) fn of(value: &Value, is_secret: bool, words: &HashMap<String, String>) -> Self {
        if let ValueKind::List(item, Separator::Comma | Separator::Space) = &value.kind {
            let mut one = (**item).clone();
            one.facets.extend(value.facets.iter().cloned());
            let parameter = Self::of(&one, is_secret, words);
            return Self { list: true, ..parameter };
        }
        let facet = |name: &str| {
            value.facets.iter().find(|facet| facet.name == name).map(|facet| facet.value.as_str())
        };
        let plain = |ty: &str| ParameterType::Plain(ty.to_owned());
        let mut rules = String::new();
        let (ty, example) = match &value.kind {
            ValueKind::Boolean => (plain("bool"), "true".to_owned()),
            ValueKind::Flag => {
                rules.push_str(".flag()");
                (plain("bool"), "true".to_owned())
            }
            ValueKind::YesNo => {
                rules.push_str(".yes_no()");
                (plain("bool"), "true".to_owned())
            }
            ValueKind::Integer(integer) => {
                let (ty, least, most) = bounds(*integer);
                let (from, to) = (facet("minInclusive"), facet("maxInclusive"));
                if from.is_some() || to.is_some() {
                    let from = from.map_or(least, str::to_owned);
                    let to = to.map_or(most, str::to_owned);
                    rules.push_str(&format!(".range({from}, {to})"));
                }
                (plain(ty), from.unwrap_or("1").to_owned())
            }
            ValueKind::Double => (plain("f64"), "1.0".to_owned()),
            ValueKind::Date => {
                if facet("format") == Some("mm/dd/yyyy") {
                    rules.push_str(".month_first()");
                }
                (plain("crate::Date"), "qualys::Date::constant(2030, 1, 31)".to_owned())
            }
            ValueKind::DateTime => {
                (plain("crate::DateTime"), "\"2030-01-31T00:00:00Z\".parse::<qualys::DateTime>()?".to_owned())
            }
            ValueKind::Enumeration(id) => {
                let name = words.get(&id.name).cloned().unwrap_or_else(|| id.name.clone());
                (ParameterType::Words(name.clone()), format!("{name}::FIRST"))
            }
            ValueKind::Text | ValueKind::List(..) if is_secret => {
                (ParameterType::Secret, "\"secret\"".to_owned())
            }
            ValueKind::Text | ValueKind::List(..) => {
                let example = if facet("case") == Some("upper") { "EXAMPLE" } else { "example" };
                (ParameterType::Text, format!("{example:?}"))
            }
        };
        if facet("minLength").is_some() || facet("maxLength").is_some() {
            let least = facet("minLength").unwrap_or("0");
            let most = facet("maxLength").map_or_else(|| u32::MAX.to_string(), str::to_owned);
            rules.push_str(&format!(".length({least}, {most})"));
        }
        if facet("html") == Some("forbidden") {
            rules.push_str(".no_html()");
        }
        if facet("characters") == Some("ascii") {
            rules.push_str(".ascii()");
        }
        if facet("case") == Some("upper") {
            rules.push_str(".uppercase()");
        }
        if let Some(text) = facet("except") {
            rules.push_str(&format!(".except({text:?})"));
        }
        if facet("minJoined").is_some() || facet("maxJoined").is_some() {
            let least = facet("minJoined").unwrap_or("0");
            let most = facet("maxJoined").map_or_else(|| u32::MAX.to_string(), str::to_owned);
            rules.push_str(&format!(".joined({least}, {most})"));
        }
        if is_secret {
            rules.push_str(".secret()");
        }
        Self { ty, list: false, rules, example }
    }
}

fn bounds(integer: Integer) -> (&'static str, String, String) {
    match integer {
        Integer::I8 => ("i8", i8::MIN.to_string(), i8::MAX.to_string()),
        Integer::I16 => ("i16", i16::MIN.to_string(), i16::MAX.to_string()),
        Integer::I32 => ("i32", i32::MIN.to_string(), i32::MAX.to_string()),
        Integer::I64 => ("i64", i64::MIN.to_string(), i64::MAX.to_string()),
        Integer::U8 => ("u8", "0".to_owned(), u8::MAX.to_string()),
        Integer::U16 => ("u16", "0".to_owned(), u16::MAX.to_string()),
        Integer::U32 => ("u32", "0".to_owned(), u32::MAX.to_string()),
        Integer::U64 => ("u64", "0".to_owned(), u64::MAX.to_string()),
    }
}

/// What a parameter allows beyond its type, for documentation.
pub(super) fn allowed(element: &Element) -> Option<String> {
    let Target::Value(value) = &element.target else { return None };
    let item = match &value.kind {
        ValueKind::List(item, _) => item.facets.as_slice(),
        _ => &[],
    };
    let facet = |name: &str| {
        let mut facets = value.facets.iter().chain(item);
        facets.find(|facet| facet.name == name).map(|facet| facet.value.as_str())
    };
    let mut allowed = Vec::new();
    match (facet("minInclusive"), facet("maxInclusive")) {
        (Some(least), Some(most)) => allowed.push(format!("{least} to {most}")),
        (Some(least), None) => allowed.push(format!("{least} or more")),
        (None, Some(most)) => allowed.push(format!("{most} or less")),
        (None, None) => {}
    }
    if let Some(most) = facet("maxLength") {
        allowed.push(format!("{} to {most} characters", facet("minLength").unwrap_or("0")));
    }
    if facet("html") == Some("forbidden") {
        allowed.push("no HTML tags".to_owned());
    }
    if facet("characters") == Some("ascii") {
        allowed.push("ASCII characters".to_owned());
    }
    if facet("case") == Some("upper") {
        allowed.push("no small letters".to_owned());
    }
    if let Some(text) = facet("except") {
        allowed.push(format!("not `{text}`"));
    }
    if let Some(most) = facet("maxJoined") {
        let least = facet("minJoined").unwrap_or("0");
        allowed.push(format!("{least} to {most} bytes for all values and the commas between them"));
    }
    (!allowed.is_empty()).then(|| format!("Allowed: {}.", allowed.join(", ")))
}
