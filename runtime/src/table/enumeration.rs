//! Enumerations: words that the schema lists, and all others as they came.

use super::Plain;
use crate::value::{Fit, Format, Misfit, Value, trimmed};
use crate::xml::bytes::is_same;
use std::borrow::Cow;

/// A type that has a value a word, and one more that keeps every other word.
pub trait Enumeration: Clone + 'static {
    /// The words and what they stand for; of several spellings of one, that of the schema comes first.
    const WORDS: &'static [(&'static str, Self)];
    /// The word as it stands in documents.
    fn word(&self) -> &str;
    /// What a word becomes that is not listed.
    fn unlisted(word: String) -> Self;
}

/// What a word stands for, if it is listed.
#[doc(hidden)]
#[inline]
pub fn listed<E: Enumeration>(word: &str) -> Option<E> {
    let same = |(listed, _): &&(&str, E)| is_same(listed.as_bytes(), word.as_bytes());
    E::WORDS.iter().find(same).map(|(_, value)| value.clone())
}

/// What a text stands for, as it is or, since white space can be a part of a word, without the white space around it.
#[inline]
fn listed_in<E: Enumeration>(text: &str) -> Option<E> {
    listed(text).or_else(|| listed(trimmed(text)))
}

/// What the text of an element stands for that goes on at `at`, and the offset of its end tag.
#[doc(hidden)]
#[inline]
pub fn listed_at<E: Enumeration>(plain: &Plain<'_>, at: usize) -> Option<(E, usize)> {
    let (text, end_tag) = plain.word(at)?;
    listed_in(text).map(|value| (value, end_tag))
}

impl<E: Enumeration> Value for E {
    fn read(&mut self, text: Cow<'_, str>, _: Format) -> Result<Fit, Misfit> {
        if let Some(value) = listed_in(&text) {
            *self = value;
            return Ok(Fit::Exact);
        }
        let word = trimmed(&text);
        *self = E::unlisted(word.to_owned());
        match word {
            "" => Err(Misfit { expected: Cow::Borrowed("one of the words of the enumeration") }),
            _ => Ok(Fit::UnknownWord),
        }
    }
    fn write(&self, out: &mut String, _: Format) {
        out.push_str(self.word());
    }
}
