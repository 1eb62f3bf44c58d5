//! The scanner against quick-xml: what the scanner takes gives the same elements, attributes and text there. quick-xml checks
//! much less of what is well formed, so that what only the scanner refuses is explained by what quick-xml does not look at.

use super::corpus::{self, File};
use super::differential::{local, read};
use super::mutation;
use crate::xml::scanner::{Limits, Malformed, Problem, Scanner};
use ::quick_xml::Reader;
use ::quick_xml::escape::unescape;
use ::quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;
use std::fmt::Write;

struct Case<'d> {
    document: &'d str,
    ours: Result<String, Malformed>,
    theirs: Result<String, String>,
}

/// Something on which the two differ for a reason.
struct Difference {
    reason: &'static str,
    /// A document that shows it.
    example: &'static str,
    /// Whether it is why they differ on a document.
    explains: fn(&Case<'_>) -> bool,
}

const DIFFERENCES: &[Difference] = &[
    Difference {
        reason: "quick-xml does not know quotes and comments in a document type declaration: without it the two agree",
        example: "<!DOCTYPE a SYSTEM '<x'><a/>",
        explains: |case| {
            let without = without_doctype(case.document);
            without.is_some_and(|document| {
                let case = Case::new(&document);
                !case.differs() || DIFFERENCES.iter().skip(1).any(|difference| (difference.explains)(&case))
            })
        },
    },
    Difference {
        reason: "quick-xml does not check which characters names have",
        example: "<1/>",
        explains: |case| matches!(refused(case), Some(Problem::Unexpected { .. })),
    },
    Difference {
        reason: "quick-xml does not check that all characters may stand in a document",
        example: "<a>\u{1}</a>",
        explains: |case| {
            // A zero byte at the very start is a sign of UTF-16, too.
            matches!(refused(case), Some(Problem::Character { .. } | Problem::WideEncoding { .. }))
        },
    },
    Difference {
        reason: "quick-xml does not say that the text ends inside an element, or before any",
        example: "<a>",
        explains: |case| refused(case).is_some_and(Problem::is_end_of_input),
    },
    Difference {
        reason: "quick-xml gives out what stands outside the root element, and any number of these",
        example: "<a/><b/>",
        explains: |case| {
            matches!(
                refused(case),
                Some(Problem::OutsideRoot { .. } | Problem::SecondRoot { .. } | Problem::StrayEndTag { .. })
            )
        },
    },
    Difference {
        reason: "quick-xml does not look at the XML declaration, nor where it stands",
        example: "<?xml version='2.0'?><a/>",
        explains: |case| {
            matches!(
                refused(case),
                Some(Problem::Version { .. } | Problem::MisplacedDeclaration | Problem::Encoding { .. })
            )
        },
    },
    Difference {
        reason: "quick-xml steps over document type declarations, wherever and however many there are, and what they declare",
        example: "<!DOCTYPE a [<!ENTITY e 'x'>]><a/>",
        explains: |case| {
            matches!(
                refused(case),
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
        explains: |case| matches!(refused(case), Some(Problem::CdataEnd | Problem::DoubleHyphen { .. })),
    },
    Difference {
        reason: "quick-xml takes `<` in the value of an attribute",
        example: "<a b='<'/>",
        explains: |case| matches!(refused(case), Some(Problem::LessThan { .. })),
    },
    Difference {
        reason: "quick-xml leaves to its caller what a reference in text is to",
        example: "<a>&#x110000;</a>",
        explains: |case| {
            matches!(
                refused(case),
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
    for difference in DIFFERENCES {
        let case = Case::new(difference.example);
        assert!(case.differs(), "no difference any more: {}", difference.reason);
        assert!((difference.explains)(&case), "the example shows something else: {}", difference.reason);
    }
}

#[test]
fn mutated_documents() {
    let mut agreed = [0_usize; 2];
    let mut explained = BTreeMap::new();
    let mut failures = String::new();
    for document in mutation::documents(40_000) {
        let Ok(document) = str::from_utf8(&document) else { continue };
        let case = Case::new(document);
        match explain(&case) {
            Ok(None) => agreed[usize::from(case.ours.is_ok())] += 1,
            Ok(Some(reason)) => *explained.entry(reason).or_insert(0) += 1,
            Err(message) if failures.len() < 10_000 => writeln!(failures, "{message}").unwrap(),
            Err(_) => {}
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(agreed.iter().all(|count| *count > 2_000), "{agreed:?} {explained:?}");
}

#[test]
fn recorded_documents() {
    check_files(&corpus::files().unwrap_or_default());
}

#[test]
fn conformance_documents() {
    check_files(&corpus::suite().unwrap_or_default());
}

fn check_files(files: &[File]) {
    let mut failures = String::new();
    for File { path, bytes } in files {
        let Ok(document) = str::from_utf8(bytes) else { continue };
        if let Err(message) = explain(&Case::new(document)) {
            writeln!(failures, "{path}: {message}").unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

impl<'d> Case<'d> {
    fn new(document: &'d str) -> Self {
        Self { document, ours: read(document.as_bytes()), theirs: read_by_quick_xml(document) }
    }

    fn differs(&self) -> bool {
        match (&self.ours, &self.theirs) {
            (Ok(ours), Ok(theirs)) => ours != theirs,
            (ours, theirs) => ours.is_ok() != theirs.is_ok(),
        }
    }
}

/// The reason for a difference, if there is any; a message when there is none.
fn explain(case: &Case<'_>) -> Result<Option<&'static str>, String> {
    if !case.differs() {
        return Ok(None);
    }
    match DIFFERENCES.iter().find(|difference| (difference.explains)(case)) {
        Some(difference) => Ok(Some(difference.reason)),
        None => {
            let shown: String = case.document.chars().take(1_000).collect();
            Err(format!("{shown:?}\nours: {:?}\ntheirs: {:?}", case.ours, case.theirs))
        }
    }
}

/// What only the scanner has against the document.
fn refused<'c>(case: &'c Case<'_>) -> Option<&'c Problem> {
    case.theirs.is_ok().then_some(case.ours.as_ref().err()).flatten().map(|malformed| &malformed.problem)
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
fn read_by_quick_xml(document: &str) -> Result<String, String> {
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
