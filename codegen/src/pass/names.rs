//! Names: one allocator decides all names of a scope.

use heck::{ToSnakeCase, ToUpperCamelCase};
use std::collections::{HashMap, HashSet};
use unicode_normalization::UnicodeNormalization as _;

/// Keywords up to edition 2024, reserved ones included, that `r#` makes usable.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Keywords that `r#` does not make usable.
const NEVER: &[&str] = &["crate", "self", "super", "_"];

/// Names of modules that stand for something else: crates that generated code names, and files that Cargo and the compiler
/// read as something else than a module.
const TAKEN_MODULES: &[&str] =
    &["alloc", "bin", "core", "lib", "main", "mod", "proc_macro", "qualys_runtime", "std"];

/// Names of variants that generated code or the language gives to something else.
const TAKEN_VARIANTS: &[&str] = &["Self", "TABLE", "Unknown"];

/// Type names that generated code and its readers need for something else.
const TAKEN_TYPES: &[&str] = &[
    "AnyNode",
    "AsRef",
    "Box",
    "Clone",
    "Copy",
    "DateTime",
    "Debug",
    "Default",
    "Drop",
    "Eq",
    "Err",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "Hash",
    "Into",
    "Iterator",
    "List",
    "MaybeEmpty",
    "None",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "RawXml",
    "Result",
    "Self",
    "Send",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "Unpin",
    "Vec",
];

/// Type names that modules of operations need for something else.
const TAKEN_OPERATIONS: &[&str] = &[
    "Box",
    "Default",
    "Err",
    "Form",
    "From",
    "Into",
    "IntoIterator",
    "None",
    "Ok",
    "Operation",
    "Option",
    "Result",
    "Self",
    "Some",
    "String",
    "Vec",
];

/// What a scope names, which decides the case and what is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Types of a module of documents.
    Type,
    /// Types of a module of operations.
    Operation,
    /// Variants of an enum; `Unknown` is taken by the open variant of enumerations.
    Variant,
    /// Fields of a struct.
    Field,
    /// Modules.
    Module,
}

/// The names of one scope.
///
/// A name depends on the text that asks for it and on nothing else, as long as no two texts of the scope make the same
/// name. Where they do, the first keeps it and each other one gets a suffix made from its own text, so that one that
/// comes after them never renames either.
#[derive(Debug)]
pub struct Scope {
    case: Case,
    taken: HashSet<String>,
    given: HashMap<String, String>,
}

impl Scope {
    /// A scope without names yet.
    pub fn new(case: Case) -> Self {
        Self { case, taken: HashSet::new(), given: HashMap::new() }
    }

    /// The name for a text; the same text gets the same name.
    pub fn name(&mut self, text: &str) -> String {
        if let Some(name) = self.given.get(text) {
            return name.clone();
        }
        let name = self.fresh(text);
        self.given.insert(text.to_owned(), name.clone());
        name
    }

    /// A name for a text that none else in the scope has, even for the same text.
    pub fn fresh(&mut self, text: &str) -> String {
        let plain = self.identifier(text);
        let mut name = plain.clone();
        let mut salt = 0;
        while !self.taken.insert(name.trim_start_matches("r#").to_owned()) {
            let suffix = format!("{:04x}", hash(text, salt) & 0xffff);
            let joint =
                if matches!(self.case, Case::Type | Case::Operation | Case::Variant) { "X" } else { "_x" };
            name = format!("{}{joint}{suffix}", plain.trim_start_matches("r#").trim_end_matches('_'));
            salt += 1;
        }
        name
    }

    fn identifier(&self, text: &str) -> String {
        // Rust takes names that differ in their composition alone for one. A punctuation mark separates words; a name of
        // marks alone is spelled by their code points.
        let words: String = match self.case {
            // A module is a file, and files of modules have names in ASCII.
            Case::Module => text.chars().map(ascii).collect(),
            _ => text.nfc().map(|character| if is_word(character) { character } else { ' ' }).collect(),
        };
        let mut name = match self.case {
            Case::Type | Case::Operation | Case::Variant => words.to_upper_camel_case(),
            Case::Field | Case::Module => words.to_snake_case(),
        };
        if name.is_empty() {
            let points: Vec<String> = text.chars().map(|mark| format!("{:x}", mark as u32)).collect();
            let spelled =
                if points.is_empty() { "empty".to_owned() } else { format!("u{}", points.join("_u")) };
            name = match self.case {
                Case::Type | Case::Operation | Case::Variant => spelled.to_upper_camel_case(),
                Case::Field | Case::Module => spelled,
            };
        }
        // Letters in another case are not always single ones.
        name = name.nfc().collect();
        if !name.starts_with(is_start) {
            name = match self.case {
                Case::Type | Case::Operation => format!("Type{name}"),
                Case::Variant => format!("Value{name}"),
                Case::Field | Case::Module => format!("value_{name}"),
            };
        }
        match self.case {
            Case::Type if TAKEN_TYPES.contains(&name.as_str()) => name + "Type",
            Case::Operation if TAKEN_OPERATIONS.contains(&name.as_str()) => name + "Type",
            Case::Variant if TAKEN_VARIANTS.contains(&name.as_str()) => name + "Value",
            Case::Module if TAKEN_MODULES.contains(&name.as_str()) => name + "_",
            Case::Field | Case::Module if KEYWORDS.contains(&name.as_str()) => format!("r#{name}"),
            Case::Field | Case::Module if NEVER.contains(&name.as_str()) => name + "_",
            _ => name,
        }
    }
}

/// What a character is in a name that is ASCII.
fn ascii(character: char) -> String {
    match character {
        _ if character.is_ascii_alphanumeric() => character.to_string(),
        _ if character.is_alphanumeric() => format!("u{:x}", character as u32),
        _ => " ".to_owned(),
    }
}

/// Whether a character can stand in a Rust identifier; those beyond ASCII only where XML and Rust agree on letters.
fn is_word(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_alphanumeric(),
        false => {
            character.is_alphanumeric() && syn::parse_str::<syn::Ident>(&format!("x{character}")).is_ok()
        }
    }
}

fn is_start(character: char) -> bool {
    match character.is_ascii() {
        true => character.is_ascii_alphabetic(),
        false => character.is_alphabetic() && syn::parse_str::<syn::Ident>(&character.to_string()).is_ok(),
    }
}

/// FNV-1a, which is the same on every machine and in every version.
fn hash(text: &str, salt: u32) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ u64::from(salt);
    text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3))
}

/// The plural of an English noun, by its ending.
pub fn plural(noun: &str) -> String {
    let before_y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        None => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(case: Case, texts: &[&str]) -> String {
        let mut scope = Scope::new(case);
        let names: Vec<_> = texts.iter().map(|text| scope.name(text)).collect();
        for name in &names {
            assert!(syn::parse_str::<syn::Ident>(name).is_ok() || name.starts_with("r#"), "{name}");
        }
        names.join(" ")
    }

    #[test]
    fn the_case_follows_the_scope() {
        let texts =
            ["SCAN_TYPE", "webApp", "IG-DIAG", "START_DATE.UTC", "EC2_INSTANCE", "1", "", "*", "Größe"];
        assert_eq!(
            names(Case::Type, &texts),
            "ScanType WebApp IgDiag StartDateUtc Ec2Instance Type1 Empty U2a Größe"
        );
        assert_eq!(
            names(Case::Field, &texts),
            "scan_type web_app ig_diag start_date_utc ec2_instance value_1 empty u2a größe"
        );
        assert_eq!(names(Case::Variant, &["1", "Unknown", "self"]), "Value1 UnknownValue SelfValue");
    }

    #[test]
    fn keywords_and_the_prelude_are_not_in_the_way() {
        assert_eq!(names(Case::Field, &["type", "Self", "gen", "_"]), "r#type self_ r#gen u5f");
        assert_eq!(names(Case::Type, &["OPTION", "list", "self"]), "OptionType ListType SelfType");
    }

    #[test]
    fn a_further_name_never_renames_another() {
        let two = names(Case::Type, &["TITLE", "Title"]);
        let three = names(Case::Type, &["TITLE", "Title", "title"]);
        assert!(three.starts_with(&two), "{two} / {three}");
        let distinct: HashSet<_> = three.split(' ').collect();
        assert_eq!(distinct.len(), 3);
        assert_eq!(names(Case::Field, &["a", "a"]), "a a");
    }

    #[test]
    fn plurals() {
        assert_eq!(
            ["entry", "key", "address", "item"].map(plural),
            ["entries", "keys", "addresses", "items"]
        );
    }
}
