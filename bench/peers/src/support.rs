//! What the types of the other readers stand on.

#[path = "../../models/support/serde.rs"]
mod serde;

pub(crate) use self::serde::{
    DateTime, Deserialize, List, MaybeEmpty, Serialize, Simple, Text, first, text, words,
};
pub(crate) use instant_xml::FromXml;

/// Values in texts, for instant-xml.
macro_rules! instant {
    ($([$($generics:tt)*] $ty:ty;)*) => {$(
        impl<'xml, $($generics)*> instant_xml::FromXml<'xml> for $ty {
            fn matches(id: instant_xml::Id<'_>, field: Option<instant_xml::Id<'_>>) -> bool {
                field.is_some_and(|field| id == field)
            }
            fn deserialize(
                into: &mut Self::Accumulator,
                field: &'static str,
                deserializer: &mut instant_xml::Deserializer<'_, 'xml>,
            ) -> Result<(), instant_xml::Error> {
                let text = deserializer.take_str()?.unwrap_or_default();
                let value = <Self as $crate::support::Text>::of(&text);
                *into = Some(value.map_err(|error| instant_xml::Error::UnexpectedValue(format!("{field}: {error}")))?);
                Ok(())
            }
            type Accumulator = Option<Self>;
            const KIND: instant_xml::Kind = instant_xml::Kind::Scalar;
        }
    )*};
}

instant! {
    [] DateTime;
    [T: Simple] List<T>;
    [T: Simple] MaybeEmpty<T>;
}

/// An enumeration that keeps words that it does not know, for instant-xml.
macro_rules! instant_words {
    ($name:ident { $($words:tt)* }) => {
        $crate::support::words! { $name { $($words)* } }
        instant! { [] $name; }
    };
}
pub(crate) use {instant, instant_words};
