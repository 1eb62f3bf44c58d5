//! Words that are listed, their other spellings, and what is not listed.
#![allow(missing_docs)]

use qualys_runtime::table::{Fit, Format, Value};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unit {
    Minutes,
    Days,
    Unknown(String),
}
qualys_runtime::enumeration! { Unit {
    Minutes: "minutes" | "minute" | "min",
    Days: "days ",
} [0 1] }

fn read(text: &str) -> (Unit, Option<Fit>) {
    let mut unit = Unit::default();
    let fit = unit.read(text.into(), Format::Plain).ok();
    (unit, fit)
}

#[test]
fn a_word_is_read_in_all_its_spellings() {
    for text in ["minutes", "minute", "min", " minutes\n", "\tmin "] {
        assert_eq!(read(text), (Unit::Minutes, Some(Fit::Exact)), "{text:?}");
    }
    assert_eq!(read("days "), (Unit::Days, Some(Fit::Exact)));
    assert_eq!(Unit::Minutes.to_string(), "minutes");
}

#[test]
fn a_word_that_is_not_listed_is_kept() {
    for text in ["days", "weeks", " weeks ", "minutesx", "MINUTES"] {
        assert_eq!(read(text), (Unit::Unknown(text.trim().to_owned()), Some(Fit::UnknownWord)), "{text:?}");
    }
    assert_eq!(read(" "), (Unit::Unknown(String::new()), None));
}

#[test]
fn what_a_program_says_is_taken_as_it_is() {
    assert_eq!(Unit::from("min"), Unit::Minutes);
    assert_eq!(Unit::from(" min"), Unit::Unknown(" min".to_owned()));
}
