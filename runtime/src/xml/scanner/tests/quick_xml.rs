//! The scanner against quick-xml: what the scanner takes gives the same elements, attributes and text there. quick-xml checks
//! much less of what is well formed, so that what only the scanner refuses is explained by what quick-xml does not look at.

use super::corpus;
use super::differential::{Against, Difference, local};
use crate::xml::scanner::{Limits, Problem, Scanner};
use ::quick_xml::Reader;
use ::quick_xml::escape::unescape;
use ::quick_xml::events::{BytesStart, Event};
use std::fmt::Write;

const AGAINST: Against<String> = Against { read, differences: DIFFERENCES };

const DIFFERENCES: &[Difference<String>] = &[
    Difference {
        reason: "quick-xml does not know quotes and comments in a document type declaration: without it the two agree",
        example: "<!DOCTYPE a SYSTEM '<x'><a/>",
        explains: |case| {
            let without = without_doctype(case.document);
            without.is_some_and(|document| {
                let case = AGAINST.case(&document);
                !case.differs() || DIFFERENCES.iter().skip(1).any(|difference| (difference.explains)(&case))
            })
        },
    },
    Difference {
        reason: "quick-xml does not check which characters names have",
        example: "<1/>",
        explains: |case| matches!(case.refused(), Some(Problem::Unexpected { .. })),
    },
    Difference {
        reason: "quick-xml does not check that all characters may stand in a document",
        example: "<a>\u{1}</a>",
        explains: |case| {
            // A zero byte at the very start is a sign of UTF-16, too.
            matches!(case.refused(), Some(Problem::Character { .. } | Problem::WideEncoding { .. }))
        },
    },
    Difference {
        reason: "quick-xml does not say that the text ends inside an element, or before any",
        example: "<a>",
        explains: |case| case.refused().is_some_and(Problem::is_end_of_input),
    },
    Difference {
        reason: "quick-xml gives out what stands outside the root element, and any number of these",
        example: "<a/><b/>",
        explains: |case| {
            matches!(
                case.refused(),
                Some(Problem::OutsideRoot { .. } | Problem::SecondRoot { .. } | Problem::StrayEndTag { .. })
            )
        },
    },
    Difference {
        reason: "quick-xml does not look at the XML declaration, nor where it stands",
        example: "<?xml version='2.0'?><a/>",
        explains: |case| {
            matches!(
                case.refused(),
                Some(Problem::Version { .. } | Problem::MisplacedDeclaration | Problem::Encoding { .. })
            )
        },
    },
    Difference {
        reason: "quick-xml steps over document type declarations, wherever and however many there are, and what they declare",
        example: "<!DOCTYPE a [<!ENTITY e 'x'>]><a/>",
        explains: |case| {
            matches!(
                case.refused(),
                Some(
                    Problem::EntityDeclaration { .. }
                        | Problem::ParameterEntity { .. }
                        | Problem::LateDoctype
                        | Problem::SecondDoctype { .. }
                )
            )
        },
    },
    Difference {
        reason: "quick-xml takes `]]>` in text and `--` in comments, unless asked",
        example: "<a>]]></a>",
        explains: |case| matches!(case.refused(), Some(Problem::CdataEnd | Problem::DoubleHyphen { .. })),
    },
    Difference {
        reason: "quick-xml takes `<` in the value of an attribute",
        example: "<a b='<'/>",
        explains: |case| matches!(case.refused(), Some(Problem::LessThan { .. })),
    },
    Difference {
        reason: "quick-xml leaves to its caller what a reference in text is to",
        example: "<a>&#x110000;</a>",
        explains: |case| {
            matches!(
                case.refused(),
                Some(
                    Problem::CharacterReference { .. }
                        | Problem::UndeclaredEntity { .. }
                        | Problem::UnclosedReference { .. }
                        | Problem::Ampersand
                )
            )
        },
    },
];

#[test]
fn every_difference_is_one() {
    AGAINST.every_difference_is_one();
}

#[test]
fn mutated_documents() {
    AGAINST.mutated_documents(40_000, 2_000);
}

#[test]
fn recorded_documents() {
    AGAINST.files(&corpus::files().unwrap_or_default());
}

#[test]
fn conformance_documents() {
    AGAINST.files(&corpus::suite().unwrap_or_default());
}

/// A document from its root element on, if there is a document type declaration before that.
fn without_doctype(document: &str) -> Option<String> {
    let mut scanner = Scanner::new(document.as_bytes(), Limits::default()).ok()?;
    scanner.next().ok()?;
    scanner.doctype_name()?;
    document.get(scanner.token_offset()..).map(str::to_owned)
}

/// Elements, attributes and text as quick-xml reads them. What it leaves to its caller is done here: line ends, and which
/// character a reference is to.
fn read(document: &str) -> Result<String, String> {
    let mut reader = Reader::from_str(document);
    let mut out = String::new();
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                depth += 1;
                tag(&start, &mut out)?;
            }
            Event::Empty(start) => {
                let name = tag(&start, &mut out)?;
                write!(out, "</{name}>").unwrap();
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                write!(out, "</{}>", local(str::from_utf8(end.name().0).unwrap())).unwrap();
            }
            Event::Text(text) if depth > 0 => {
                out.push_str(&with_line_feeds(&text.decode().map_err(|error| error.to_string())?));
            }
            Event::CData(text) if depth > 0 => {
                let text = text.decode().map_err(|error| error.to_string())?;
                out.push_str(&with_line_feeds(&text).replace('<', "&lt;"));
            }
            Event::GeneralRef(reference) if depth > 0 => {
                let name = reference.decode().map_err(|error| error.to_string())?;
                let text = unescape(&format!("&{name};")).map(|text| text.replace('<', "&lt;"));
                // What it is to is not its concern.
                out.push_str(&text.unwrap_or_else(|_| format!("&{name};")));
            }
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

/// Writes a start tag; gives its name without prefix.
fn tag(start: &BytesStart<'_>, out: &mut String) -> Result<String, String> {
    let name = local(str::from_utf8(start.name().0).unwrap()).to_owned();
    write!(out, "<{name}").unwrap();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|error| error.to_string())?;
        let key = str::from_utf8(attribute.key.0).unwrap();
        let raw = str::from_utf8(&attribute.value).unwrap();
        let spaced = with_line_feeds(raw).replace(['\n', '\t'], " ");
        let value = unescape(&spaced).map_err(|error| error.to_string())?;
        if key != "xmlns" && !key.starts_with("xmlns:") {
            write!(out, " {}={value:?}", local(key)).unwrap();
        }
    }
    out.push('>');
    Ok(name)
}

fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
