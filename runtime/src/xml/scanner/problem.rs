//! What can be wrong with a document, and how it is said.

use super::cursor::Cursor;
use crate::xml::character::is_name_character;
use std::fmt;

/// A document that is not well formed, or breaks a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Malformed {
    /// Where, in bytes of the input as given.
    pub(crate) offset: usize,
    /// What is wrong there.
    pub(crate) problem: Problem,
}

/// What is wrong with a document. `Display` says what was found and what was expected, without places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    /// The input has no bytes, or none but a byte order mark.
    Empty,
    /// The input is white space alone.
    Blank,
    /// The input ends, or nothing is left of it, without an element.
    NoRoot,
    /// The input is in an encoding of two or four bytes a character.
    WideEncoding {
        /// The encoding.
        encoding: &'static str,
    },
    /// The declaration names an encoding that is not read, and the text is not ASCII alone.
    Encoding {
        /// The encoding as declared.
        declared: String,
        /// The first byte that is not ASCII.
        not_ascii_at: usize,
    },
    /// A byte that is not UTF-8.
    NotUtf8 {
        /// The byte.
        byte: u8,
    },
    /// A character that no document may contain.
    Character {
        /// The character.
        character: char,
    },
    /// The version in the declaration is not 1 and a minor number.
    Version {
        /// The version as declared.
        found: String,
    },
    /// An XML declaration behind the start, or a processing instruction with its name.
    MisplacedDeclaration,
    /// A document type declaration after another.
    SecondDoctype {
        /// Where the first began.
        first_at: usize,
    },
    /// A document type declaration inside or behind the root element.
    LateDoctype,
    /// The internal subset declares an entity.
    EntityDeclaration {
        /// The entity; empty when its name cannot be read.
        name: String,
    },
    /// The internal subset refers to a parameter entity.
    ParameterEntity {
        /// The entity; empty when its name cannot be read.
        name: String,
    },
    /// `--` in a comment.
    DoubleHyphen {
        /// Where the comment began.
        comment_at: usize,
    },
    /// Text, a reference or a CDATA section outside the root element.
    OutsideRoot {
        /// The start of it.
        found: String,
    },
    /// A second root element.
    SecondRoot {
        /// Its name.
        name: String,
        /// Where the first began.
        first_at: usize,
    },
    /// `]]>` in text.
    CdataEnd,
    /// `&` that begins no reference.
    Ampersand,
    /// A reference without `;`.
    UnclosedReference {
        /// What is there of it.
        reference: String,
    },
    /// A character reference to something that is no character, or none that a document may contain.
    CharacterReference {
        /// The reference.
        reference: String,
    },
    /// A reference to an entity that is not one of the five predefined ones.
    UndeclaredEntity {
        /// The entity.
        name: String,
    },
    /// `<` in an attribute value.
    LessThan {
        /// The attribute.
        attribute: String,
        /// Where its value began, at the quote.
        value_at: usize,
    },
    /// An attribute name twice in one tag.
    DuplicateAttribute {
        /// The name.
        name: String,
        /// Where the first began.
        first_at: usize,
    },
    /// An end tag with another name than the innermost open element.
    EndTag {
        /// The name in the end tag.
        found: String,
        /// The open element.
        open: String,
        /// Where that element began.
        opened_at: usize,
    },
    /// An end tag where no element is open.
    StrayEndTag {
        /// The name in the end tag.
        name: String,
    },
    /// More elements inside one another than are allowed.
    TooDeep {
        /// How many are allowed.
        limit: usize,
    },
    /// A name of an element or attribute is longer than is allowed.
    LongName {
        /// How many bytes are allowed.
        limit: usize,
    },
    /// More attributes on one element than are allowed.
    TooManyAttributes {
        /// How many are allowed.
        limit: usize,
    },
    /// The input ends too early.
    EndOfInput {
        /// What it ends in.
        inside: Construct,
        /// Where that began.
        opened_at: usize,
    },
    /// Something else than the grammar asks for.
    Unexpected {
        /// The character found.
        found: char,
        /// What had to stand there.
        expected: &'static str,
    },
}

/// Something that has a beginning and an end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Construct {
    /// An element, between its tags.
    Element(String),
    /// A start tag or the tag of an empty element.
    StartTag(String),
    /// An end tag.
    EndTag(String),
    /// The value of the attribute named.
    AttributeValue(String),
    /// A comment.
    Comment,
    /// A processing instruction.
    ProcessingInstruction,
    /// A CDATA section.
    Cdata,
    /// A document type declaration.
    Doctype,
    /// The XML declaration.
    Declaration,
    /// Markup of which too little is there to say what it is.
    Markup,
}

impl Malformed {
    pub(crate) fn new(offset: usize, problem: Problem) -> Self {
        Self { offset, problem }
    }

    /// Something else than `expected` at the cursor, or the end of the input inside `inside`.
    #[cold]
    pub(super) fn unexpected(
        cursor: &Cursor<'_>,
        expected: &'static str,
        inside: Construct,
        opened_at: usize,
    ) -> Self {
        let problem = match cursor.rest().chars().next() {
            Some(found) => Problem::Unexpected { found, expected },
            None => Problem::EndOfInput { inside, opened_at },
        };
        Self::new(cursor.at(), problem)
    }

    /// The input ends inside `inside`.
    #[cold]
    pub(super) fn end_of_input(cursor: &Cursor<'_>, inside: Construct, opened_at: usize) -> Self {
        Self::new(cursor.text().len(), Problem::EndOfInput { inside, opened_at })
    }
}

impl Malformed {
    /// Whether the document is the beginning of one, as far as can be said; `rest` is what it has from the problem on.
    pub(crate) fn ends_too_early(&self, rest: &[u8]) -> bool {
        /// Words that stand in declarations, so that half a word is no word.
        const WORDS: &[&str] = &["version", "encoding", "standalone", "SYSTEM", "PUBLIC", "?>"];
        match &self.problem {
            problem if problem.is_end_of_input() => true,
            Problem::NotUtf8 { .. } => str::from_utf8(rest)
                .is_err_and(|error| error.valid_up_to() == 0 && error.error_len().is_none()),
            Problem::Ampersand | Problem::UnclosedReference { .. } => {
                let name = rest.get(1..).unwrap_or_default();
                let name = str::from_utf8(name.strip_prefix(b"#").unwrap_or(name)).unwrap_or("<");
                name.chars().all(is_name_character)
            }
            Problem::Unexpected { .. } => {
                WORDS.iter().any(|word| rest.len() < word.len() && word.as_bytes().starts_with(rest))
            }
            _ => false,
        }
    }
}

impl Problem {
    /// Whether a limit was passed, rather than a rule of XML broken.
    pub(crate) fn is_limit(&self) -> bool {
        matches!(self, Self::TooDeep { .. } | Self::LongName { .. } | Self::TooManyAttributes { .. })
    }

    /// Whether it is that the input ends, and nothing else.
    pub(crate) fn is_end_of_input(&self) -> bool {
        matches!(self, Self::Empty | Self::Blank | Self::NoRoot | Self::EndOfInput { .. })
    }

    /// Another place that matters: where something began, or stood first.
    pub(crate) fn related(&self) -> Option<usize> {
        match self {
            Self::Encoding { not_ascii_at: at, .. }
            | Self::SecondDoctype { first_at: at }
            | Self::DoubleHyphen { comment_at: at }
            | Self::SecondRoot { first_at: at, .. }
            | Self::LessThan { value_at: at, .. }
            | Self::DuplicateAttribute { first_at: at, .. }
            | Self::EndTag { opened_at: at, .. }
            | Self::EndOfInput { opened_at: at, .. } => Some(*at),
            _ => None,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "the input is empty; expected an XML document"),
            Self::Blank => write!(f, "the input is white space alone; expected an XML document"),
            Self::NoRoot => write!(f, "the input ends before any element; expected the root element"),
            Self::WideEncoding { encoding } => {
                write!(f, "the input is encoded in {encoding}; expected UTF-8")
            }
            Self::Encoding { declared, .. } => {
                write!(
                    f,
                    "the declared encoding `{declared}` is not read; expected UTF-8, or ASCII text alone"
                )
            }
            Self::NotUtf8 { byte } => write!(f, "the byte 0x{byte:02X} here is not UTF-8"),
            Self::Character { character } => {
                write!(f, "the character {} is not allowed in XML", code_point(*character))
            }
            Self::Version { found } => write!(f, "the XML version is `{found}`; expected `1.0`"),
            Self::MisplacedDeclaration => {
                write!(
                    f,
                    "a processing instruction named `xml`; expected that name only in an XML declaration, `<?xml`, at the very start"
                )
            }
            Self::SecondDoctype { .. } => write!(f, "a second DOCTYPE; expected one at most"),
            Self::LateDoctype => {
                write!(f, "a DOCTYPE inside or behind the root element; expected it before that")
            }
            Self::EntityDeclaration { name } if name.is_empty() => {
                write!(f, "the DOCTYPE declares an entity; documents with entities of their own are refused")
            }
            Self::EntityDeclaration { name } => {
                write!(
                    f,
                    "the DOCTYPE declares the entity `{name}`; documents with entities of their own are refused"
                )
            }
            Self::ParameterEntity { name } => {
                write!(
                    f,
                    "the DOCTYPE refers to the parameter entity `%{name};`; documents with entities of their own are refused"
                )
            }
            Self::DoubleHyphen { .. } => write!(f, "`--` inside a comment; expected `-->`, which ends it"),
            Self::OutsideRoot { found } => {
                write!(f, "`{found}` outside the root element; expected markup or white space there")
            }
            Self::SecondRoot { name, .. } => {
                write!(f, "a second root element <{name}>; expected the end of the document")
            }
            Self::CdataEnd => write!(f, "`]]>` in text; expected `]]&gt;`"),
            Self::Ampersand => write!(f, "`&` that begins no reference; expected `&amp;`"),
            Self::UnclosedReference { reference } => {
                write!(f, "the reference `{reference}` is not closed; expected `;` behind it")
            }
            Self::CharacterReference { reference } => {
                write!(f, "the reference `{reference}` is to no character that XML allows")
            }
            Self::UndeclaredEntity { name } => {
                write!(
                    f,
                    "the entity `&{name};` is not declared; expected `&lt;`, `&gt;`, `&amp;`, `&quot;`, `&apos;` or a character reference"
                )
            }
            Self::LessThan { attribute, .. } => {
                write!(
                    f,
                    "`<` in the value of the attribute `{attribute}`; expected its closing quote, or `&lt;`"
                )
            }
            Self::DuplicateAttribute { name, .. } => {
                write!(f, "the attribute `{name}` stands twice in one tag")
            }
            Self::EndTag { found, open, .. } => {
                write!(f, "the end tag </{found}> does not close <{open}>, which is open; expected </{open}>")
            }
            Self::StrayEndTag { name } => {
                write!(f, "the end tag </{name}> closes nothing: no element is open")
            }
            Self::TooDeep { limit } => write!(f, "elements stand more than {limit} deep, which is the limit"),
            Self::LongName { limit } => {
                write!(f, "a name here is longer than {limit} bytes, which is the limit")
            }
            Self::TooManyAttributes { limit } => {
                write!(f, "one element has more than {limit} attributes, which is the limit")
            }
            Self::EndOfInput { inside, .. } => {
                write!(f, "the input ends inside {inside}; expected {}", Expected(inside))
            }
            Self::Unexpected { found, expected } => {
                write!(f, "found {}; expected {expected}", Shown(*found))
            }
        }
    }
}

impl fmt::Display for Construct {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Element(name) => write!(f, "the element <{name}>"),
            Self::StartTag(name) => write!(f, "the start tag `<{name}`"),
            Self::EndTag(name) => write!(f, "the end tag `</{name}`"),
            Self::AttributeValue(name) => write!(f, "the value of the attribute `{name}`"),
            Self::Comment => write!(f, "a comment"),
            Self::ProcessingInstruction => write!(f, "a processing instruction"),
            Self::Cdata => write!(f, "a CDATA section"),
            Self::Doctype => write!(f, "the DOCTYPE"),
            Self::Declaration => write!(f, "the XML declaration"),
            Self::Markup => write!(f, "markup"),
        }
    }
}

/// A part of the input for a message, cut when it is long.
#[cold]
pub(super) fn excerpt(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// What a construct has to end with.
struct Expected<'p>(&'p Construct);

impl fmt::Display for Expected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Construct::Element(name) => write!(f, "</{name}>"),
            Construct::StartTag(_) => write!(f, "`>` or `/>`"),
            Construct::EndTag(_) | Construct::Doctype => write!(f, "`>`"),
            Construct::AttributeValue(_) => write!(f, "its closing quote"),
            Construct::Comment => write!(f, "`-->`"),
            Construct::ProcessingInstruction | Construct::Declaration => write!(f, "`?>`"),
            Construct::Cdata => write!(f, "`]]>`"),
            Construct::Markup => write!(f, "the rest of it"),
        }
    }
}

/// A character as a message shows it: as it is where that can be read, else by its code point.
struct Shown(char);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            ' ' => write!(f, "a space"),
            '\n' => write!(f, "a line feed"),
            '\r' => write!(f, "a carriage return"),
            '\t' => write!(f, "a tab"),
            '\'' | '"' | '\\' => write!(f, "`{}`", self.0),
            character if character.is_whitespace() || character.escape_debug().len() > 1 => {
                write!(f, "{}", code_point(character))
            }
            character => write!(f, "`{character}`"),
        }
    }
}

fn code_point(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}
