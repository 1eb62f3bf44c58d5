//! Ranges of numbers, and whether a text is a value of a type.

use crate::api::{Range, Text};
use crate::diagnostic::Diagnostic;
use crate::ir::{Facet, Integer, Value, ValueKind};

/// A single value of a list, or the value itself.
pub(super) fn item(value: &Value) -> &Value {
    match &value.kind {
        ValueKind::List(item, _) => item,
        _ => value,
    }
}

/// The least and the greatest number that a value takes, if it is a number.
pub(super) fn limits(value: &Value) -> Option<(i128, i128)> {
    let ValueKind::Integer(integer) = &value.kind else { return None };
    let (mut min, mut max) = type_limits(*integer);
    for facet in &value.facets {
        match (facet.name.as_str(), facet.value.parse()) {
            ("minInclusive", Ok(number)) => min = number,
            ("maxInclusive", Ok(number)) => max = number,
            _ => {}
        }
    }
    Some((min, max))
}

/// The value of the parameter `name` in a range that is not wider than its own.
pub(super) fn narrow(value: &Value, name: &str, range: &Range) -> Result<Value, Diagnostic> {
    if let ValueKind::List(item, separator) = &value.kind {
        let item = Box::new(narrow(item, name, range)?);
        return Ok(Value { kind: ValueKind::List(item, *separator), ..value.clone() });
    }
    let (ValueKind::Integer(integer), Some((min, max))) = (&value.kind, limits(value)) else {
        let message = format!("`{name}` is no number, so it has no range");
        return Err(Diagnostic::error(range.span, message).label("only whole numbers have one"));
    };
    let (least, greatest) = (range.min.unwrap_or(min), range.max.unwrap_or(max));
    if let (Some(first), Some(last)) = (range.min, range.max)
        && first > last
    {
        let message = format!("no number is in {first}..{last}");
        return Err(Diagnostic::error(range.span, message).label("the smaller number comes first"));
    }
    if least < min || greatest > max || least > greatest {
        let whose = if (min, max) == type_limits(*integer) { "the type of " } else { "" };
        let message = format!("the range goes beyond what {whose}`{name}` takes");
        return Err(Diagnostic::error(range.span, message).label(format!("expected a part of {min}..{max}")));
    }
    let mut narrowed = value.clone();
    narrowed.facets.retain(|facet| !matches!(facet.name.as_str(), "minInclusive" | "maxInclusive"));
    let own = |name: &str| value.facets.iter().any(|facet| facet.name == name);
    let ends = [
        ("minInclusive", range.min.is_some() || own("minInclusive"), least),
        ("maxInclusive", range.max.is_some() || own("maxInclusive"), greatest),
    ];
    for (name, is_bounded, number) in ends {
        if is_bounded {
            narrowed.facets.push(Facet { name: name.to_owned(), value: number.to_string() });
        }
    }
    Ok(narrowed)
}

/// The value of the parameter `name` without the text `text`.
pub(super) fn except(value: &Value, name: &str, text: &Text) -> Result<Value, Diagnostic> {
    if let ValueKind::List(item, separator) = &value.kind {
        let item = Box::new(except(item, name, text)?);
        return Ok(Value { kind: ValueKind::List(item, *separator), ..value.clone() });
    }
    if value.kind != ValueKind::Text {
        let message = format!("`{name}` is no string, so no text can be excepted");
        let error = Diagnostic::error(text.span, message).label("only `string` has it");
        return Err(error.help("numbers have ranges; words can be another enumeration"));
    }
    if let Some(why) = refusal(value, &text.text) {
        let message = format!("`{}` is no value of `{name}` anyway", text.text);
        return Err(Diagnostic::error(text.span, message).label(why));
    }
    let mut value = value.clone();
    value.facets.push(Facet { name: "except".to_owned(), value: text.text.clone() });
    Ok(value)
}

/// Why a text is no value of the type, if it is none. Lists and enumerations are not looked into.
pub(super) fn refusal(value: &Value, text: &str) -> Option<String> {
    let words = |words: &[&str]| {
        let is_word = words.contains(&text);
        (!is_word).then(|| format!("expected `{}`", words.join("` or `")))
    };
    match &value.kind {
        ValueKind::Boolean => words(&["true", "false"]),
        ValueKind::Flag => words(&["0", "1"]),
        ValueKind::YesNo => words(&["yes", "no"]),
        ValueKind::Integer(_) => {
            let (min, max) = limits(value)?;
            let number = text.parse::<i128>().ok().filter(|number| number.to_string() == text);
            let is_in_range = number.is_some_and(|number| (min..=max).contains(&number));
            (!is_in_range).then(|| format!("expected a number in {min}..{max}"))
        }
        ValueKind::Date => date(value, text, "YYYY-MM-DD"),
        ValueKind::DateTime => date(value, text, "YYYY-MM-DDTHH:MM:SSZ"),
        ValueKind::Text => {
            let length = text.chars().count();
            let end = |name: &str| facet(value, name).and_then(|end| end.parse::<usize>().ok());
            let (min, max) = (end("minLength").unwrap_or(0), end("maxLength").unwrap_or(usize::MAX));
            let most = if max == usize::MAX { "or more".to_owned() } else { format!("to {max}") };
            let is_too_short_or_long = !(min..=max).contains(&length);
            let has_others = facet(value, "characters").is_some() && !text.is_ascii();
            let has_small = facet(value, "case").is_some() && text.chars().any(char::is_lowercase);
            if is_too_short_or_long {
                Some(format!("expected {min} {most} characters"))
            } else if has_others {
                Some("expected ASCII characters".to_owned())
            } else {
                has_small.then(|| "expected no small letters".to_owned())
            }
        }
        ValueKind::Double | ValueKind::Enumeration(_) | ValueKind::List(..) => None,
    }
}

/// Letters of years, months, days, hours, minutes and seconds stand for digits, anything else for itself.
fn date(value: &Value, text: &str, usual: &str) -> Option<String> {
    let format = facet(value, "format").unwrap_or(usual);
    let stands_for = |pattern: char, written: char| match pattern {
        'Y' | 'M' | 'D' | 'H' | 'S' | 'y' | 'm' | 'd' | 'h' | 's' => written.is_ascii_digit(),
        _ => pattern == written,
    };
    let is_date = format.chars().count() == text.chars().count()
        && format.chars().zip(text.chars()).all(|(pattern, written)| stands_for(pattern, written));
    (!is_date).then(|| format!("expected {format}"))
}

fn facet<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.facets.iter().find(|facet| facet.name == name).map(|facet| facet.value.as_str())
}

fn type_limits(integer: Integer) -> (i128, i128) {
    match integer {
        Integer::I8 => (i8::MIN.into(), i8::MAX.into()),
        Integer::I16 => (i16::MIN.into(), i16::MAX.into()),
        Integer::I32 => (i32::MIN.into(), i32::MAX.into()),
        Integer::I64 => (i64::MIN.into(), i64::MAX.into()),
        Integer::U8 => (u8::MIN.into(), u8::MAX.into()),
        Integer::U16 => (u16::MIN.into(), u16::MAX.into()),
        Integer::U32 => (u32::MIN.into(), u32::MAX.into()),
        Integer::U64 => (u64::MIN.into(), u64::MAX.into()),
    }
}
