//! Sample values, for what has to be there and is not known.

use crate::document::value::{enumeration, facet, limits};
use jiff::Timestamp;
use qualys_codegen::ir::{Model, Value, ValueKind};

/// A value of the type that fits the name of the element or attribute.
pub(super) fn text(model: &Model, name: &str, value: &Value, now: Timestamp) -> String {
    match &value.kind {
        ValueKind::Text => of_length(value, named(name, now)),
        ValueKind::Boolean => "false".to_owned(),
        ValueKind::Flag => "0".to_owned(),
        ValueKind::YesNo => "no".to_owned(),
        ValueKind::Integer(integer) => {
            let (min, max) = limits(value, *integer);
            1.clamp(min, max.max(min)).to_string()
        }
        ValueKind::Double => "1.0".to_owned(),
        ValueKind::DateTime => time(now),
        ValueKind::Date => {
            let date = now.strftime("%Y-%m-%d").to_string();
            match facet(value, "format") {
                Some(format) => written(format, &date),
                None => date,
            }
        }
        ValueKind::Enumeration(id) => {
            let words = enumeration(model, id).map(|one| one.words.as_slice()).unwrap_or_default();
            words.first().map(|word| word.text.clone()).unwrap_or_default()
        }
        ValueKind::List(item, _) => text(model, name, item, now),
    }
}

/// A time in UTC, as the service writes it.
fn time(now: Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A date, `2020-08-25`, in another notation: `mm/dd/yyyy`.
fn written(format: &str, date: &str) -> String {
    let mut parts = date.split('-');
    let mut part = || parts.next().unwrap_or_default();
    let (year, month, day) = (part(), part(), part());
    format.to_lowercase().replace("yyyy", year).replace("mm", month).replace("dd", day)
}

/// Names that say what their text looks like, by the last word of the name.
const SPEAKING: &[(&str, &str)] = &[
    ("id", "1"),
    ("ids", "1"),
    ("qid", "1"),
    ("count", "1"),
    ("number", "1"),
    ("ip", "192.0.2.1"),
    ("ipv6", "2001:db8::1"),
    ("start", "192.0.2.1"),
    ("end", "192.0.2.20"),
    ("url", "https://www.example.com/"),
    ("email", "user@example.com"),
    ("fqdn", "host.example.com"),
    ("dns", "host.example.com"),
    ("code", "1"),
    ("severity", "1"),
];

/// A text for a name.
fn named(name: &str, now: Timestamp) -> String {
    let words = words(name);
    let last = words.last().map_or("", String::as_str);
    if matches!(last, "datetime" | "date" | "time" | "timestamp") {
        return time(now);
    }
    match SPEAKING.iter().find(|(word, _)| *word == last) {
        Some((_, text)) => (*text).to_owned(),
        // A token, since the attributes of DTDs can ask for one.
        None => words.join("_"),
    }
}

/// The words of `USER_LOGIN` or `userLogin`, in small letters.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut was_small = false;
    for character in name.chars() {
        let is_break = !character.is_alphanumeric() || (was_small && character.is_uppercase());
        if is_break || words.is_empty() {
            words.push(String::new());
        }
        was_small = character.is_lowercase();
        if let (true, Some(word)) = (character.is_alphanumeric(), words.last_mut()) {
            word.extend(character.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A text cut or stretched to the length that the schema asks for.
fn of_length(value: &Value, text: String) -> String {
    let end = |name: &str| facet(value, name).and_then(|end| end.parse::<usize>().ok());
    let exact = end("length");
    let least = exact.or(end("minLength")).unwrap_or(0);
    let most = exact.or(end("maxLength")).unwrap_or(usize::MAX);
    let mut text: String = text.chars().take(most).collect();
    let length = text.chars().count();
    text.extend(std::iter::repeat_n('x', least.saturating_sub(length).min(LONGEST)));
    text
}

/// No sample gets longer than this, whatever the schema asks for.
const LONGEST: usize = 65_536;
