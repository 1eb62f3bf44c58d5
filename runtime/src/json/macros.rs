//! What the macros of tables write for JSON.

/// The method of a record or a choice that gives its names in Rust.
#[doc(hidden)]
#[macro_export]
macro_rules! json_names {
    ($($name:ident)*) => {
        fn names(&self) -> &'static [&'static str] {
            const { &[$($crate::json::plain(stringify!($name))),*] }
        }
    };
}

/// The implementations for a type.
#[doc(hidden)]
#[macro_export]
macro_rules! json {
    ($type:ident) => {
        impl $crate::serde_core::Serialize for $type {
            fn serialize<S: $crate::serde_core::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::json::write($crate::table::Single::part(self), serializer)
            }
        }
        impl<'de> $crate::serde_core::Deserialize<'de> for $type {
            fn deserialize<D: $crate::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Self, D::Error> {
                let mut value = Self::default();
                $crate::json::read($crate::table::Single::slot(&mut value), deserializer)?;
                Ok(value)
            }
        }
    };
}
