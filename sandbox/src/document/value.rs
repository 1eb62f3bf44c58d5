//! Whether the text of a parameter or a filter is a value of its type.

use jiff::Timestamp;
use jiff::civil::Date;
use qualys_codegen::ir::{Enumeration, Integer, Model, Separator, TypeId, Value, ValueKind};

/// What is expected in place of a text, if it is no value of the type.
pub(crate) fn expected(model: &Model, value: &Value, text: &str) -> Option<String> {
    if text.is_empty() && value.may_be_empty {
        return None;
    }
    match &value.kind {
        ValueKind::Text => beyond_facets(value, text),
        ValueKind::Boolean => one_of(text, &["true", "false", "1", "0"]),
        ValueKind::Flag => one_of(text, &["0", "1"]),
        ValueKind::YesNo => one_of(text, &["yes", "no"]),
        ValueKind::Integer(integer) => no_number(value, *integer, text),
        ValueKind::Double => {
            let is_number = matches!(text, "INF" | "-INF" | "NaN")
                || text.parse::<f64>().is_ok_and(f64::is_finite) && !text.contains(['n', 'N', 'i', 'I']);
            (!is_number).then(|| "a number".to_owned())
        }
        ValueKind::Date => no_date(value, text),
        ValueKind::DateTime => no_time(text),
        ValueKind::Enumeration(id) => {
            let words = &enumeration(model, id)?.words;
            let words: Vec<&str> = words.iter().map(|word| word.text.as_str()).collect();
            one_of(text, &words)
        }
        ValueKind::List(item, separator) => no_list(model, value, item, *separator, text),
    }
}

/// The words of an enumeration, of a schema or of a description.
pub(crate) fn enumeration<'m>(model: &'m Model, id: &TypeId) -> Option<&'m Enumeration> {
    model.enumeration_of(id).or_else(|| model.apis.get(&id.module)?.enumerations.get(&id.name))
}

/// A facet of a value.
pub(crate) fn facet<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.facets.iter().find(|facet| facet.name == name).map(|facet| facet.value.as_str())
}

/// The least and the greatest number of a type with its facets.
pub(crate) fn limits(value: &Value, integer: Integer) -> (i128, i128) {
    let (min, max): (i128, i128) = match integer {
        Integer::I8 => (i8::MIN.into(), i8::MAX.into()),
        Integer::I16 => (i16::MIN.into(), i16::MAX.into()),
        Integer::I32 => (i32::MIN.into(), i32::MAX.into()),
        Integer::I64 => (i64::MIN.into(), i64::MAX.into()),
        Integer::U8 => (0, u8::MAX.into()),
        Integer::U16 => (0, u16::MAX.into()),
        Integer::U32 => (0, u32::MAX.into()),
        Integer::U64 => (0, u64::MAX.into()),
    };
    let bound = |name: &str| facet(value, name).and_then(|text| text.parse::<i128>().ok());
    let least = bound("minInclusive").or(bound("minExclusive").map(|number| number + 1));
    let greatest = bound("maxInclusive").or(bound("maxExclusive").map(|number| number - 1));
    (least.map_or(min, |least| least.max(min)), greatest.map_or(max, |greatest| greatest.min(max)))
}

fn one_of(text: &str, words: &[&str]) -> Option<String> {
    let is_known = words.contains(&text);
    (!is_known).then(|| match words {
        [one] => format!("`{one}`"),
        words => format!("one of {}", words.join(", ")),
    })
}

/// Leading zeros are no mistake: the vendor's own examples have minutes as `00`.
fn no_number(value: &Value, integer: Integer, text: &str) -> Option<String> {
    let (min, max) = limits(value, integer);
    let is_inside = text.parse::<i128>().is_ok_and(|number| (min..=max).contains(&number));
    (!is_inside).then(|| format!("a number from {min} to {max}"))
}

fn no_date(value: &Value, text: &str) -> Option<String> {
    let format = facet(value, "format").unwrap_or("yyyy-mm-dd");
    let is_written_so = format.len() == text.len()
        && format.bytes().zip(text.bytes()).all(|(pattern, written)| match pattern {
            b'a'..=b'z' | b'A'..=b'Z' => written.is_ascii_digit(),
            other => other == written,
        });
    let part = |letter: char| -> Option<i16> {
        let digits = format.chars().zip(text.chars()).filter(|(one, _)| one.eq_ignore_ascii_case(&letter));
        digits.map(|(_, digit)| digit).collect::<String>().parse().ok()
    };
    let is_date = || {
        let (year, month, day) = (part('y')?, part('m')?, part('d')?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    (!is_written_so || is_date().is_none()).then(|| format!("a date as {format}"))
}

/// Dates alone are times as well.
fn no_time(text: &str) -> Option<String> {
    let shape: String = text.chars().map(|one| if one.is_ascii_digit() { '0' } else { one }).collect();
    let is_time = match shape.as_str() {
        "0000-00-00" => text.parse::<Date>().is_ok(),
        "0000-00-00T00:00:00Z" => text.parse::<Timestamp>().is_ok(),
        _ => false,
    };
    (!is_time).then(|| "a time in UTC as YYYY-MM-DD or YYYY-MM-DDTHH:MM:SSZ".to_owned())
}

fn no_list(model: &Model, value: &Value, item: &Value, separator: Separator, text: &str) -> Option<String> {
    let items: Vec<&str> = match separator {
        Separator::Space => text.split_whitespace().collect(),
        Separator::Comma => text.split(',').map(str::trim).collect(),
    };
    if separator == Separator::Comma && items.iter().any(|item| item.is_empty()) {
        return Some("one or more values with commas between them".to_owned());
    }
    if let Some(wanted) = items.iter().find_map(|one| expected(model, item, one)) {
        return Some(format!("each value to be {wanted}"));
    }
    let end = |name: &str| facet(value, name).and_then(|end| end.parse::<usize>().ok());
    let (least, most) = (end("minJoined").unwrap_or(0), end("maxJoined").unwrap_or(usize::MAX));
    (!(least..=most).contains(&text.len())).then(|| format!("{least} to {most} bytes with the commas"))
}

/// The rules of texts.
fn beyond_facets(value: &Value, text: &str) -> Option<String> {
    let end = |name: &str| facet(value, name).and_then(|end| end.parse::<usize>().ok());
    let (exact, length) = (end("length"), text.chars().count());
    let least = exact.or(end("minLength")).unwrap_or(0);
    let most = exact.or(end("maxLength")).unwrap_or(usize::MAX);
    if !(least..=most).contains(&length) {
        return Some(match most {
            usize::MAX => format!("{least} characters or more"),
            most => format!("{least} to {most} characters"),
        });
    }
    let rule = |name: &str, is_broken: bool, wanted: &str| {
        (facet(value, name).is_some() && is_broken).then(|| wanted.to_owned())
    };
    let except = facet(value, "except").filter(|refused| *refused == text);
    except
        .map(|refused| format!("a value other than `{refused}`"))
        .or_else(|| rule("html", has_tag(text), "text without HTML tags"))
        .or_else(|| rule("characters", !text.is_ascii(), "text of ASCII characters"))
        .or_else(|| rule("case", text.chars().any(char::is_lowercase), "text without small letters"))
}

fn has_tag(text: &str) -> bool {
    text.split('<').skip(1).any(|rest| {
        rest.starts_with(|first: char| first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?'))
    })
}
