//! The macros that make a table and its accessors of rows.

/// Describes a struct: a row a field, attributes first, else in the order of the schema. The numbers of the rows stand behind
/// them: a macro cannot count, and what compiles fastest is a `match` of numbers.
#[macro_export]
macro_rules! record {
    ($type:ident { $($field:ident: $spec:expr,)* } [$($row:literal)*]) => {
        impl $crate::table::Rows for $type {
            #[allow(unused_imports)]
            const ROWS: &'static [$crate::table::Field] = {
                use $crate::table::rows::*;
                &[$($spec),*]
            };
        }
        impl $crate::table::Record for $type {
            // Without rows, there is nothing else than to return.
            #[allow(unreachable_code)]
            fn place(&mut self, row: usize) -> Option<&mut dyn $crate::table::Place> {
                Some(match row {
                    $($row => &mut self.$field,)*
                    _ => return None,
                })
            }
            #[allow(unreachable_code)]
            fn field(&self, row: usize) -> Option<&dyn $crate::table::Place> {
                Some(match row {
                    $($row => &self.$field,)*
                    _ => return None,
                })
            }
            $crate::json_names!($($field)*);
        }
        $crate::json!($type);
    };
}

/// Describes an enum of alternatives, each a variant with one value; a row an alternative, and the numbers of the rows. The variant behind the `=`, with
/// its value's default, becomes the enum's default.
#[macro_export]
macro_rules! choice {
    ($type:ident = $default:ident { $($variant:ident: $spec:expr,)* } [$($row:literal)*]) => {
        impl $crate::table::Rows for $type {
            #[allow(unused_imports)]
            const ROWS: &'static [$crate::table::Field] = {
                use $crate::table::rows::*;
                &[$($spec),*]
            };
        }
        impl Default for $type {
            fn default() -> Self {
                Self::$default(Default::default())
            }
        }
        impl $crate::table::Choice for $type {
            fn select(&mut self, row: usize) -> Option<&mut dyn $crate::table::Place> {
                *self = match row {
                    $($row => Self::$variant(Default::default()),)*
                    _ => return None,
                };
                self.again(row)
            }
            fn again(&mut self, row: usize) -> Option<&mut dyn $crate::table::Place> {
                Some(match self {
                    $(Self::$variant(value) if row == $row => value,)*
                    _ => return None,
                })
            }
            fn selected(&self) -> (usize, &dyn $crate::table::Place) {
                match self {
                    $(Self::$variant(value) => ($row, value),)*
                }
            }
            $crate::json_names!($($variant)*);
        }
        $crate::json!($type);
        impl $crate::table::Single for $type {
            fn slot(&mut self) -> $crate::table::Slot<'_> {
                $crate::table::Slot::Choice(self)
            }
            fn part(&self) -> $crate::table::Part<'_> {
                $crate::table::Part::Choice(self)
            }
        }
        impl $crate::table::Single for Box<$type> {
            fn slot(&mut self) -> $crate::table::Slot<'_> {
                $crate::table::Slot::Choice(&mut **self)
            }
            fn part(&self) -> $crate::table::Part<'_> {
                $crate::table::Part::Choice(&**self)
            }
        }
    };
}

/// Describes an open enumeration: a row a word, with other spellings that arrive for it, and the numbers of the rows. The enum has
/// one more variant, `Unknown(String)`, for every other word.
#[macro_export]
macro_rules! enumeration {
    ($type:ident { $($variant:ident: $word:literal $(| $alias:literal)*,)* } [$($number:literal)*]) => {
        impl $type {
            /// The word as it stands in documents.
            #[inline(never)] // It is called from all that writes and shows: one of each type is enough to compile.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $word,)*
                    Self::Unknown(word) => word,
                }
            }
        }
        impl $crate::table::Enumeration for $type {
            const WORDS: &'static $crate::table::Words = &$crate::table::Words {
                listed: &[$($word),*],
                aliases: &[$($(($alias, $word),)*)*],
            };
            fn listed(number: usize) -> Option<Self> {
                Some(match number {
                    $($number => Self::$variant,)*
                    _ => return None,
                })
            }
            fn word(&self) -> &str {
                self.as_str()
            }
            fn unlisted(word: String) -> Self {
                Self::Unknown(word)
            }
        }
        impl From<&str> for $type {
            fn from(word: &str) -> Self {
                $crate::table::from_word(word)
            }
        }
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl Default for $type {
            fn default() -> Self {
                Self::Unknown(String::new())
            }
        }
        $crate::json!($type);
        impl $crate::table::Single for $type {
            const IS_VALUE: bool = true;
            fn slot(&mut self) -> $crate::table::Slot<'_> {
                $crate::table::Slot::Value(self)
            }
            fn part(&self) -> $crate::table::Part<'_> {
                $crate::table::Part::Value(self)
            }
            fn plain(
                plain: &$crate::table::Plain<'_>,
                at: usize,
                _: $crate::table::Format,
            ) -> Option<(Self, usize)> {
                $crate::table::listed_at(plain, at)
            }
        }
    };
}

/// Says under which names a record is the root of a document.
#[macro_export]
macro_rules! document {
    ($type:ident: $($root:literal)|+) => {
        impl $crate::table::Document for $type {
            const ROOTS: &'static [&'static str] = &[$($root),+];
        }
    };
}

/// Says where a document tells the number of what a call made or concerned: ways of elements from below the root.
#[macro_export]
macro_rules! identified {
    ($type:ident: $number:ident = $([$($name:literal),+])|+) => {
        impl $crate::table::Identified for $type {
            type Id = $number;
            fn id(&self) -> Option<$number> {
                None$(.or_else(|| $crate::table::number(self, &[$($name),+])))+
            }
        }
    };
}

/// Without the feature `serde`, there is nothing to write for JSON.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! json_names {
    ($($name:ident)*) => {};
}

/// Without the feature `serde`, there is nothing to write for JSON.
#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! json {
    ($type:ident) => {};
}
