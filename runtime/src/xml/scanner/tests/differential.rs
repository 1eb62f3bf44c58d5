//! The scanner against roxmltree: the same documents taken, with the same text and attribute values in them.

use super::corpus::{self, File};
use super::mutation;
use crate::xml::scanner::{Construct, Limits, Malformed, Problem, Scanner, Token};
use roxmltree::Error as Theirs;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A document with what both make of it: its elements, attributes and text, or what is wrong.
struct Case<'d> {
    document: &'d str,
    ours: Result<String, Malformed>,
    theirs: Result<String, Theirs>,
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
        reason: "roxmltree resolves prefixes and refuses what namespaces forbid; here a name is any XML 1.0 name",
        example: "<a x:y='-'/>",
        explains: |case| {
            case.ours.is_ok()
                && matches!(
                    case.theirs,
                    Err(Theirs::InvalidName(_)
                        | Theirs::UnknownNamespace(..)
                        | Theirs::DuplicatedNamespace(..)
                        | Theirs::DuplicatedAttribute(..)
                        | Theirs::InvalidElementNamePrefix(_)
                        | Theirs::InvalidXmlPrefixUri(_)
                        | Theirs::UnexpectedXmlUri(_)
                        | Theirs::UnexpectedXmlnsUri(_))
                )
        },
    },
    Difference {
        reason: "to roxmltree an empty prefix is none, so that </:a> closes <a> and </a> closes <:a>",
        example: "<a></:a>",
        explains: |case| match &case.ours {
            Err(Malformed { problem: Problem::EndTag { found, open, .. }, .. }) => {
                case.theirs.is_ok() && found.trim_start_matches(':') == open.trim_start_matches(':')
            }
            _ => false,
        },
    },
    Difference {
        reason: "white space before the XML declaration is taken, since services send it",
        example: "\n<?xml version='1.0'?><a/>",
        explains: |case| {
            matches!(case.theirs, Err(Theirs::UnexpectedDeclaration(_)))
                && Scanner::new(case.document.as_bytes(), Limits::default())
                    .is_ok_and(|scanner| scanner.leading_space())
        },
    },
    Difference {
        reason: "entities of an internal subset are refused, not expanded",
        example: "<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>",
        explains: |case| {
            matches!(refused(case), Some(Problem::EntityDeclaration { .. } | Problem::ParameterEntity { .. }))
        },
    },
    Difference {
        reason: "roxmltree does not know quotes in the declarations of an internal subset",
        example: "<!DOCTYPE a [<!ATTLIST a b CDATA '>'>]><a/>",
        explains: |case| {
            let refused_in_doctype = match &case.ours {
                Ok(_) => true,
                Err(malformed) => in_doctype(case.document, malformed),
            };
            refused_in_doctype && has_quotes_in_internal_subset(case.document)
        },
    },
    Difference {
        reason: "roxmltree steps over declarations of an internal subset to the next `>` and looks at nothing in them",
        example: "<!DOCTYPE a [<!ELEMENT a <!ELEMENT b ANY>]><a/>",
        explains: |case| {
            case.theirs.is_ok()
                && case.ours.as_ref().is_err_and(|malformed| in_doctype(case.document, malformed))
        },
    },
    Difference {
        reason: "roxmltree does not look at the values in an XML declaration",
        example: "<?xml version='1.l'?><a/>",
        explains: |case| {
            // The declaration is read before the first token.
            case.theirs.is_ok() && Scanner::new(case.document.as_bytes(), Limits::default()).is_err()
        },
    },
    Difference {
        reason: "roxmltree takes a processing instruction with something else than white space behind its target",
        example: "<a><?p+?></a>",
        explains: |case| matches!(refused(case), Some(Problem::Unexpected { expected, .. }) if expected.ends_with("behind the target")),
    },
    Difference {
        reason: "roxmltree takes a processing instruction named `xml` when no space follows, or in capitals",
        example: "<a><?XML x?></a>",
        explains: |case| matches!(refused(case), Some(Problem::MisplacedDeclaration)),
    },
    Difference {
        reason: "roxmltree reads a reference behind the last code point as U+FFFD",
        example: "<a>&#x110000;</a>",
        explains: |case| matches!(refused(case), Some(Problem::CharacterReference { .. })),
    },
    Difference {
        reason: "roxmltree leaves a carriage return as it is at the end of text with references, or before one",
        example: "<a>\r&amp;</a>",
        explains: |case| {
            let as_line_feeds = |text: &String| text.replace('\r', "\n");
            case.document.contains('\r')
                && case.document.contains('&')
                && case.ours.as_ref().ok().map(as_line_feeds) == case.theirs.as_ref().ok().map(as_line_feeds)
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
    for document in mutation::documents(60_000) {
        match str::from_utf8(&document) {
            Ok(document) => {
                let case = Case::new(document);
                match explain(&case) {
                    Ok(None) => agreed[usize::from(case.ours.is_ok())] += 1,
                    Ok(Some(reason)) => *explained.entry(reason).or_insert(0) += 1,
                    Err(message) => panic!("{message}"),
                }
            }
            Err(_) => assert!(read(&document).is_err(), "{}", document.escape_ascii()),
        }
    }
    // The mutations have to be worth it: neither all harmless nor all fatal.
    assert!(agreed.iter().all(|count| *count > 5_000), "{agreed:?} {explained:?}");
}

#[test]
fn recorded_documents() {
    let Some(files) = corpus::files() else { return };
    let (mut accepted, mut failures) = (0, String::new());
    for File { path, bytes } in &files {
        let Ok(document) = str::from_utf8(bytes) else {
            assert!(read(bytes).is_err(), "{path}");
            continue;
        };
        let case = Case::new(document);
        accepted += usize::from(case.ours.is_ok());
        if let Err(message) = explain(&case) {
            writeln!(failures, "{path}: {message}").unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
    assert!(accepted * 2 > files.len(), "only {accepted} of {} documents are well formed", files.len());
}

#[test]
fn conformance_documents() {
    let mut failures = String::new();
    for File { path, bytes } in &corpus::suite().unwrap_or_default() {
        let Ok(document) = str::from_utf8(bytes) else { continue };
        if let Err(message) = explain(&Case::new(document)) {
            writeln!(failures, "{path}: {message}").unwrap();
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

impl<'d> Case<'d> {
    fn new(document: &'d str) -> Self {
        Self { document, ours: read(document.as_bytes()), theirs: read_by_roxmltree(document) }
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
            let shown: String = case.document.chars().take(2_000).collect();
            Err(format!("{shown:?}\nours: {:?}\ntheirs: {:?}", case.ours, case.theirs))
        }
    }
}

/// What only the scanner has against the document.
fn refused<'c>(case: &'c Case<'_>) -> Option<&'c Problem> {
    case.theirs.is_ok().then_some(case.ours.as_ref().err()).flatten().map(|malformed| &malformed.problem)
}

/// Whether a problem lies in the document type declaration.
fn in_doctype(document: &str, malformed: &Malformed) -> bool {
    if matches!(malformed.problem, Problem::EndOfInput { inside: Construct::Doctype, .. }) {
        return true;
    }
    let Some(start) = document.find("<!DOCTYPE") else { return false };
    // Where it ends is known to a scanner that gets over it; else nothing is behind it.
    let mut scanner = match Scanner::new(document.as_bytes(), Limits::default()) {
        Ok(scanner) => scanner,
        Err(_) => return false,
    };
    let _ = scanner.next();
    malformed.offset >= start
        && (scanner.doctype_name().is_none() || malformed.offset < scanner.token_offset())
}

fn has_quotes_in_internal_subset(document: &str) -> bool {
    let subset = document.split_once("<!DOCTYPE").and_then(|(_, rest)| rest.split_once('['));
    subset.is_some_and(|(_, subset)| subset.contains(['"', '\'']))
}

/// Elements, attributes and text as the scanner reads them; names without prefixes, which roxmltree drops.
pub(super) fn read(document: &[u8]) -> Result<String, Malformed> {
    let mut scanner = Scanner::new(document, Limits::default())?;
    let mut out = String::new();
    loop {
        match scanner.next()? {
            Token::Start { name } => {
                write!(out, "<{}", local(name)).unwrap();
                for attribute in scanner.attributes() {
                    if attribute.name != "xmlns" && !attribute.name.starts_with("xmlns:") {
                        write!(out, " {}={:?}", local(attribute.name), attribute.value).unwrap();
                    }
                }
                out.push('>');
            }
            Token::End { name } => write!(out, "</{}>", local(name)).unwrap(),
            Token::Text { text, .. } => out.push_str(&text.replace('<', "&lt;")),
            Token::Eof => return Ok(out),
        }
    }
}

/// The same as roxmltree reads it.
fn read_by_roxmltree(document: &str) -> Result<String, Theirs> {
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let tree = roxmltree::Document::parse_with_options(document, options)?;
    let mut out = String::new();
    let mut node = tree.root();
    loop {
        if node.is_element() {
            write!(out, "<{}", node.tag_name().name()).unwrap();
            for attribute in node.attributes() {
                write!(out, " {}={:?}", attribute.name(), attribute.value()).unwrap();
            }
            out.push('>');
        } else if node.is_text() {
            out.push_str(&node.text().unwrap_or_default().replace('<', "&lt;"));
        }
        if let Some(child) = node.first_child() {
            node = child;
            continue;
        }
        loop {
            if node.is_element() {
                write!(out, "</{}>", node.tag_name().name()).unwrap();
            }
            if let Some(sibling) = node.next_sibling() {
                node = sibling;
                break;
            }
            match node.parent() {
                Some(parent) => node = parent,
                None => return Ok(out),
            }
        }
    }
}

pub(super) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
