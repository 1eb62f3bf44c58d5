//! Ways of derivation, and sets of them: the values of `block` and `final`.

/// How a type is derived from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Derivation {
    /// `xs:extension`
    Extension,
    /// `xs:restriction`
    Restriction,
}

/// A set of ways in which one component can take the place of another: values of `block` and `final`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DerivationSet {
    /// `extension`
    pub extension: bool,
    /// `restriction`
    pub restriction: bool,
    /// `substitution`
    pub substitution: bool,
    /// `list`
    pub list: bool,
    /// `union`
    pub union: bool,
}

impl DerivationSet {
    /// None of them.
    pub const NONE: Self =
        Self { extension: false, restriction: false, substitution: false, list: false, union: false };
    /// What types can be derived by: `block` and `final` of complex types, `final` of elements.
    pub const OF_TYPE: Self = Self { extension: true, restriction: true, ..Self::NONE };
    /// What elements can be replaced by: `block` of elements.
    pub const OF_ELEMENT: Self = Self { substitution: true, ..Self::OF_TYPE };
    /// What simple types can be derived by.
    pub const OF_SIMPLE_TYPE: Self = Self { restriction: true, list: true, union: true, ..Self::NONE };
    /// All of them.
    pub const ALL: Self =
        Self { extension: true, restriction: true, substitution: true, list: true, union: true };

    /// What is in both sets.
    pub fn intersection(self, other: Self) -> Self {
        Self {
            extension: self.extension && other.extension,
            restriction: self.restriction && other.restriction,
            substitution: self.substitution && other.substitution,
            list: self.list && other.list,
            union: self.union && other.union,
        }
    }

    /// What is in one of the sets.
    pub fn union_with(self, other: Self) -> Self {
        Self {
            extension: self.extension || other.extension,
            restriction: self.restriction || other.restriction,
            substitution: self.substitution || other.substitution,
            list: self.list || other.list,
            union: self.union || other.union,
        }
    }

    /// Whether it has this way of derivation.
    pub fn has(self, derivation: Derivation) -> bool {
        match derivation {
            Derivation::Extension => self.extension,
            Derivation::Restriction => self.restriction,
        }
    }
}
