//! The scanner against roxmltree: the same documents taken, with the same text and attribute values in them.

use super::corpus;
use super::differential::{Against, Difference};
use crate::xml::scanner::{Construct, Limits, Malformed, Problem, Scanner};
use ::roxmltree::{Document, Error as Theirs, ParsingOptions};
use std::fmt::Write;

const AGAINST: Against<Theirs> = Against { read, differences: DIFFERENCES };

const DIFFERENCES: &[Difference<Theirs>] = &[
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
            matches!(
                case.refused(),
                Some(Problem::EntityDeclaration { .. } | Problem::ParameterEntity { .. })
            )
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
        explains: |case| matches!(case.refused(), Some(Problem::Unexpected { expected, .. }) if expected.ends_with("behind the target")),
    },
    Difference {
        reason: "roxmltree takes a processing instruction named `xml` when no space follows, or in capitals",
        example: "<a><?XML x?></a>",
        explains: |case| matches!(case.refused(), Some(Problem::MisplacedDeclaration)),
    },
    Difference {
        reason: "roxmltree reads a reference behind the last code point as U+FFFD",
        example: "<a>&#x110000;</a>",
        explains: |case| matches!(case.refused(), Some(Problem::CharacterReference { .. })),
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
    AGAINST.every_difference_is_one();
}

#[test]
fn mutated_documents() {
    AGAINST.mutated_documents(60_000, 5_000);
}

#[test]
fn recorded_documents() {
    let Some(files) = corpus::files() else { return };
    let accepted = AGAINST.files(&files);
    assert!(accepted * 2 > files.len(), "only {accepted} of {} documents are well formed", files.len());
}

#[test]
fn conformance_documents() {
    AGAINST.files(&corpus::suite().unwrap_or_default());
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

/// Elements, attributes and text as roxmltree reads them.
fn read(document: &str) -> Result<String, Theirs> {
    let options = ParsingOptions { allow_dtd: true, ..Default::default() };
    let tree = Document::parse_with_options(document, options)?;
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
