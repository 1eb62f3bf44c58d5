//! Enumerations: words that the schema lists, and all others as they came.

use super::Plain;
use crate::value::{Fit, Format, Misfit, Value, trimmed};
use crate::xml::bytes::is_same;
use std::borrow::Cow;

/// A type that has a value a word, and one more that keeps every other word.
pub trait Enumeration: Sized {
    /// The words.
    const WORDS: &'static Words;
    /// What the word of a number stands for.
    fn listed(number: usize) -> Option<Self>;
    /// What a word becomes that is not listed.
    fn unlisted(word: String) -> Self;
    /// The word as it stands in documents.
    fn word(&self) -> &str;
}

/// The words of an enumeration. What finds one does not know the type, so that it is not compiled for each.
#[derive(Debug)]
pub struct Words {
    /// Those of the schema; what one stands for goes by its number here.
    pub listed: &'static [&'static str],
    /// Other spellings that arrive, each with the word that it stands for.
    pub aliases: &'static [(&'static str, &'static str)],
}

impl Words {
    // A search by a closure would be a call of its own.
    #[inline(always)]
    fn position(&self, word: &str) -> Option<usize> {
        for (number, listed) in self.listed.iter().enumerate() {
            if is_same(listed.as_bytes(), word.as_bytes()) {
                return Some(number);
            }
        }
        None
    }

    /// The number of a word, or of the word that it is another spelling of.
    fn number(&self, word: &str) -> Option<usize> {
        let meant = || self.aliases.iter().find(|(alias, _)| *alias == word);
        self.position(word).or_else(|| self.position(meant()?.1))
    }

    /// The number of the word that a text is, or is without the white space around it: that can be a part of a word.
    #[inline(never)]
    fn number_in(&self, text: &str) -> Option<usize> {
        let other = || self.number(text).or_else(|| self.number(trimmed(text)));
        self.position(text).or_else(other)
    }

    /// The number of a word, or the word itself.
    fn find(&self, word: &str) -> Result<usize, String> {
        self.number(word).ok_or_else(|| word.to_owned())
    }

    /// The number of the word that a text is, or the word that is not listed; and how it fits.
    fn find_in(&self, text: &str) -> (Result<usize, String>, Result<Fit, Misfit>) {
        if let Some(number) = self.number_in(text) {
            return (Ok(number), Ok(Fit::Exact));
        }
        let word = trimmed(text);
        let fit = match word {
            "" => Err(Misfit { expected: Cow::Borrowed("one of the words of the enumeration") }),
            _ => Ok(Fit::UnknownWord),
        };
        (Err(word.to_owned()), fit)
    }
}

/// The value of a word that was found, or was not: nothing is listed under the greatest number, so that one way makes what is not.
fn made<E: Enumeration>(found: Result<usize, String>) -> E {
    let (number, word) = match found {
        Ok(number) => (number, String::new()),
        Err(word) => (usize::MAX, word),
    };
    E::listed(number).unwrap_or_else(|| E::unlisted(word))
}

/// What a word stands for.
#[doc(hidden)]
#[inline]
pub fn from_word<E: Enumeration>(word: &str) -> E {
    made(E::WORDS.find(word))
}

/// What the text of an element stands for that goes on at `at`, and the offset of its end tag.
#[doc(hidden)]
#[inline]
pub fn listed_at<E: Enumeration>(plain: &Plain<'_>, at: usize) -> Option<(E, usize)> {
    let (text, end_tag) = plain.word(at)?;
    let listed = E::WORDS.number_in(text).and_then(E::listed);
    listed.map(|value| (value, end_tag))
}

impl<E: Enumeration> Value for E {
    fn read(&mut self, text: Cow<'_, str>, _: Format) -> Result<Fit, Misfit> {
        let (found, fit) = E::WORDS.find_in(&text);
        *self = made(found);
        fit
    }
    fn write(&self, out: &mut String, _: Format) {
        out.push_str(self.word());
    }
}
