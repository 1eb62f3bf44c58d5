//! Documents with their DTD: entities expanded, defaults added, held against what is declared.
//!
//! There is a tree or there is an error; every place lies in its text; the same input gives the same tree; what is not valid
//! breaks a constraint that has a name; and the canonical form is a document whose canonical form it is.

use crate::LONGEST;
use crate::schema::places;
use qualys_codegen::diagnostic::Diagnostics;
use qualys_codegen::document::{Document, NodeKind, canonical, read, validity};
use qualys_codegen::dtd::Declaration;
use qualys_codegen::resolver::Resolver;
use qualys_codegen::source::{SourceFile, Sources};

/// What `any.dtd` declares, a zero byte, and a document, each in its own encoding; without a zero byte, a document alone.
pub fn with_dtd(bytes: &[u8]) {
    if bytes.len() > LONGEST {
        return;
    }
    let (dtd, document) = match bytes.iter().position(|byte| *byte == 0) {
        Some(at) => (bytes.get(..at).unwrap_or_default(), bytes.get(at + 1..).unwrap_or_default()),
        None => (&[][..], bytes),
    };
    let Some(tree) = check(dtd, document) else { return };
    if document.len() < 4 << 10 {
        assert!(check(dtd, document).as_ref() == Some(&tree), "the same input gives the same tree");
    }
    if let Some(form) = canonical_form(&tree) {
        let again = check(&[], form.as_bytes()).expect("the canonical form is well-formed");
        assert_eq!(canonical::print(&again), form, "the canonical form is canonical");
    }
}

/// Reads a document and holds it against its DTD.
fn check(dtd: &[u8], document: &[u8]) -> Option<Document> {
    let mut resolver = Resolver::default();
    resolver.add(SourceFile::from_bytes("any.xml", document));
    resolver.add(SourceFile::from_bytes("any.dtd", dtd));
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let source = resolver.source("any.xml", &mut sources)?;
    let tree = read(source, &mut sources, &mut resolver, &mut diagnostics);
    places(&sources, &diagnostics);
    let Some(tree) = tree else {
        assert!(diagnostics.has_errors(), "there is a tree, or there is an error");
        return None;
    };
    for (_, node) in tree.iter() {
        let file = sources.get(node.span.source);
        assert!(file.text.get(node.span.range()).is_some(), "{:?} is not in {}", node.span, file.path);
    }
    let mut invalid = Diagnostics::default();
    validity::check(&tree, &mut invalid);
    places(&sources, &invalid);
    assert!(invalid.iter().all(|one| one.validity.is_some()), "what is not valid breaks a constraint");
    Some(tree)
}

/// The canonical form, if what is declared does not make it much longer than the text is. Notations are left out, since
/// their identifiers may have quotes in them.
fn canonical_form(tree: &Document) -> Option<String> {
    let has_notation = tree.dtd.declarations.iter().any(|one| matches!(one, Declaration::Notation(_)));
    let attributes = tree.iter().filter_map(|(_, node)| match &node.kind {
        NodeKind::Element(element) => Some(&element.attributes),
        _ => None,
    });
    let length: usize = attributes.flatten().map(|one| one.name.len() + one.value.len()).sum();
    (!has_notation && length < LONGEST).then(|| canonical::print(tree))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_come_from_both_subsets() {
        let tree = check(
            b"<!ELEMENT a (#PCDATA)><!ATTLIST a x CDATA 'd'><!ENTITY e 'one'>",
            b"<!DOCTYPE a SYSTEM 'any.dtd' [<!ENTITY f 'two'>]><a>&e; &f;</a>",
        );
        assert_eq!(canonical::print(&tree.expect("a document")), "<a x=\"d\">one two</a>");
    }
}
