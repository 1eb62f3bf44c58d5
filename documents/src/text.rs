//! Texts: words, lines, markup, times, and values of each kind.

use fastrand::Rng;
use qualys_codegen::ir::{Integer, Model, Separator, Value, ValueKind};

/// Some need an escape outside CDATA, and some more than one byte a character.
const WORDS: [&str; 48] = [
    "the",
    "service",
    "remote",
    "server",
    "version",
    "detected",
    "on",
    "port",
    "certificate",
    "of",
    "package",
    "installed",
    "required",
    "update",
    "is",
    "vulnerable",
    "to",
    "buffer",
    "overflow",
    "in",
    "kernel",
    "module",
    "Windows",
    "Linux",
    "Apache",
    "OpenSSL",
    "library",
    "R&D",
    "Zürich",
    "host",
    "production",
    "denial",
    "a",
    "user",
    "could",
    "execute",
    "arbitrary",
    "code",
    "with",
    "privileges",
    "configuration",
    "weak",
    "cipher",
    "enabled",
    "HTTP",
    "header",
    "missing",
    "patch",
];

pub(crate) fn words(random: &mut Rng, count: (u64, u64), out: &mut String) {
    for index in 0..random.u64(count.0..=count.1) {
        if index > 0 {
            out.push(' ');
        }
        out.push_str(random.choice(WORDS).unwrap_or_default());
    }
}

/// Lines such as a scan reports: columns between tabs, names and values.
pub(crate) fn lines(random: &mut Rng, count: (u64, u64), out: &mut String) {
    for index in 0..random.u64(count.0..=count.1) {
        if index > 0 {
            out.push('\n');
        }
        words(random, (1, 6), out);
        match random.u8(0..4) {
            0 => {
                out.push('\t');
                words(random, (1, 2), out);
                out.push('\t');
                out.push_str(&random.u16(..).to_string());
            }
            1 => {
                out.push_str(": ");
                words(random, (1, 4), out);
            }
            2 => {
                out.push_str(" < ");
                out.push_str(&random.u16(..).to_string());
            }
            _ => {}
        }
    }
}

/// Paragraphs with some markup in them.
pub(crate) fn html(random: &mut Rng, count: (u64, u64), out: &mut String) {
    let mut left = random.u64(count.0..=count.1);
    while left > 0 {
        let run = random.u64(4..=14).min(left);
        words(random, (run, run), out);
        left -= run;
        match random.u8(0..5) {
            0 => out.push_str(".<P>\n"),
            1 => out.push_str("<BR>\n"),
            2 => out.push_str(" &quot;"),
            3 => out.push_str(". "),
            _ => {
                out.push_str(" <A HREF=\"https://example.com/");
                out.push_str(&random.u32(..).to_string());
                out.push_str("\" TARGET=\"_blank\">");
                words(random, (1, 3), out);
                out.push_str("</A> ");
            }
        }
    }
}

pub(crate) fn time(random: &mut Rng, out: &mut String) {
    let (year, month, day) = (random.u16(2018..2026), random.u8(1..13), random.u8(1..29));
    let (hour, minute, second) = (random.u8(0..24), random.u8(0..60), random.u8(0..60));
    out.push_str(&format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z"));
}

pub(crate) fn uuid(random: &mut Rng, out: &mut String) {
    let digits = format!("{:032x}", random.u128(..));
    for (index, digit) in digits.chars().enumerate() {
        if matches!(index, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        out.push(digit);
    }
}

/// Appends a value of a kind.
pub(crate) fn value(model: &Model, value: &Value, random: &mut Rng, out: &mut String) {
    match &value.kind {
        ValueKind::Text => words(random, (1, 3), out),
        ValueKind::Boolean => out.push_str(if random.bool() { "true" } else { "false" }),
        ValueKind::Flag => out.push_str(if random.bool() { "1" } else { "0" }),
        ValueKind::Integer(integer) => out.push_str(&random.u64(1..=most(*integer)).to_string()),
        ValueKind::Double => out.push_str(&format!("{}.{}", random.u8(0..10), random.u8(0..10))),
        ValueKind::DateTime => time(random, out),
        ValueKind::Date => {
            let mut text = String::new();
            time(random, &mut text);
            out.push_str(text.split('T').next().unwrap_or_default());
        }
        ValueKind::YesNo => out.push_str(if random.bool() { "yes" } else { "no" }),
        ValueKind::Enumeration(id) => {
            let words = model.enumeration_of(id).map(|enumeration| enumeration.words.as_slice());
            let word = random.choice(words.unwrap_or_default());
            out.push_str(word.map_or("", |word| word.text.as_str()));
        }
        ValueKind::List(item, separator) => {
            for index in 0..random.u8(1..4) {
                if index > 0 {
                    out.push_str(match separator {
                        Separator::Space => " ",
                        Separator::Comma => ",",
                    });
                }
                // The texts of a list have no separator in them.
                match item.kind {
                    ValueKind::Text => words(random, (1, 1), out),
                    _ => self::value(model, item, random, out),
                }
            }
        }
    }
}

/// A number that every service's numbers of this type reach now and then.
fn most(integer: Integer) -> u64 {
    match integer {
        Integer::I8 => 127,
        Integer::U8 => 255,
        Integer::I16 => 32_767,
        Integer::U16 => 65_535,
        Integer::I32 | Integer::U32 => 400_000,
        Integer::I64 | Integer::U64 => 2_000_000_000,
    }
}
