//! The Rust model: what is emitted, with every name and every shape decided.

pub mod api;
pub mod identified;

use crate::ir::Occurs;

/// All modules, in the order of their paths.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Crate {
    /// One a schema file.
    pub modules: Vec<Module>,
    /// One a description file.
    pub apis: Vec<api::ApiModule>,
    /// Documents that tell a number, by module and item.
    pub identified: Vec<((String, String), identified::Identified)>,
}

impl Crate {
    /// An item of a module.
    pub fn item(&self, module: &str, name: &str) -> Option<&Item> {
        let module = self.modules.iter().find(|one| one.key == module)?;
        module.items.iter().find(|item| item.name == name)
    }

    /// The path of a module from the crate's root, with `::`.
    pub fn path(&self, module: &str) -> Option<String> {
        self.modules.iter().find(|one| one.key == module).map(|one| one.path.join("::"))
    }

    /// The record of a root element.
    pub fn root(&self, module: &str, root: &str) -> Option<&Item> {
        let module = self.modules.iter().find(|one| one.key == module)?;
        module.items.iter().find(|item| {
            matches!(&item.kind, ItemKind::Record { roots, .. } if roots.iter().any(|name| name == root))
        })
    }
}

/// The Rust module of a schema file.
#[derive(Debug, Clone, PartialEq)]
pub struct Module {
    /// The path in the IR, `vm/2.0/simple_return`.
    pub key: String,
    /// Names of the modules from the crate's root: `vm`, `v2`, `simple_return`.
    pub path: Vec<String>,
    /// The schema file as it is shown.
    pub source: String,
    /// Documentation, in Markdown.
    pub docs: Vec<String>,
    /// In the order of the schema.
    pub items: Vec<Item>,
}

/// A type.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name, unique in the module.
    pub name: String,
    /// Documentation, a paragraph an entry, in Markdown.
    pub docs: Vec<String>,
    /// What it is.
    pub kind: ItemKind,
}

/// What a type is.
#[derive(Debug, Clone, PartialEq)]
pub enum ItemKind {
    /// A struct; with the names of the root elements that it is the content of.
    Record {
        /// In the order of the schema, attributes first.
        fields: Vec<Field>,
        /// Names of root elements.
        roots: Vec<String>,
    },
    /// An enum with one value a variant.
    Choice {
        /// In the order of the schema; the field's name is the variant's.
        variants: Vec<Field>,
        /// Index of the variant that the type's default is.
        default: usize,
    },
    /// An open enumeration of words.
    Enumeration {
        /// In the order of the schema.
        words: Vec<Word>,
    },
}

impl Item {
    /// The fields of a record.
    pub fn fields(&self) -> &[Field] {
        match &self.kind {
            ItemKind::Record { fields, .. } => fields,
            ItemKind::Choice { .. } | ItemKind::Enumeration { .. } => &[],
        }
    }

    /// The field of a record that a child element or attribute of this name becomes.
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields().iter().find(|field| field.row.name == name)
    }
}

/// A field of a struct, or a variant of a choice.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// Its name in Rust, with `r#` where it needs it.
    pub name: String,
    /// Documentation, a paragraph an entry, in Markdown.
    pub docs: Vec<String>,
    /// The type of one value.
    pub ty: Type,
    /// Whether the value is boxed.
    pub boxed: bool,
    /// How often it occurs.
    pub occurs: Occurs,
    /// Where it comes from in XML.
    pub row: Row,
}

/// The type of one value.
#[derive(Debug, Clone, PartialEq)]
pub enum Type {
    /// A type of a module: the module's key and the item's name.
    Item(String, String),
    /// A type that Rust or the runtime has: `String`, `u32`, `DateTime`.
    Builtin(&'static str),
    /// `List<T>`
    List(Box<Type>),
    /// `MaybeEmpty<T>`
    MaybeEmpty(Box<Type>),
}

/// Where a field comes from in XML.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// Name of the element or attribute; empty where there is none.
    pub name: String,
    /// Other names under which it arrives.
    pub aliases: Vec<String>,
    /// What part of XML it is.
    pub kind: RowKind,
    /// Whether it is written as `0` or `1`.
    pub flag: bool,
    /// Whether it is a list with commas.
    pub comma: bool,
    /// Whether an empty value is written with `xsi:nil`.
    pub nillable: bool,
}

/// What part of XML a field is.
#[derive(Debug, Clone, PartialEq)]
pub enum RowKind {
    /// An attribute.
    Attribute,
    /// A child element.
    Element,
    /// A child element that holds elements of one name.
    List {
        /// The name.
        item: String,
        /// Whether there is at least one.
        non_empty: bool,
    },
    /// One of several child elements.
    Choice,
    /// Several child elements without one around them.
    Group,
    /// The text.
    Text,
    /// Text and elements.
    Mixed,
    /// Elements that the schema leaves open.
    Any,
}

/// A word of an enumeration.
#[derive(Debug, Clone, PartialEq)]
pub struct Word {
    /// The variant's name.
    pub name: String,
    /// Documentation.
    pub docs: Vec<String>,
    /// The word in XML.
    pub text: String,
    /// Other spellings that arrive for it.
    pub aliases: Vec<String>,
}
