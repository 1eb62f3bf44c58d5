//! Every fixture decodes to its golden, and between them the fixtures hold all that the schemas declare.
//!
//! A golden lies beside its fixture as `<name>.txt`: the value, the differences from the schema, the records set aside.
//! `UPDATE_EXPECT=1 cargo test -p qualys-tests --test fixtures` writes them anew.

mod declared;

use expect_test::expect_file;
use qualys::Decoder;
use qualys_tests::files::{fixtures, root_name};
use qualys_tests::{DOCUMENTS, Outcome, document_type};
use std::collections::BTreeSet;
use std::fmt::Write;

#[test]
fn each_fixture_decodes_to_its_golden() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= DOCUMENTS.len(), "there are {} fixtures", fixtures.len());
    for fixture in fixtures {
        let root = root_name(&fixture.text).expect("a fixture has a root element");
        let document_type = document_type(&fixture.schema, &root).unwrap_or_else(|| {
            panic!("{}: no document <{root}> in {}", fixture.path.display(), fixture.schema)
        });
        let outcome = (document_type.decode)(&Decoder::new(), &fixture.text)
            .unwrap_or_else(|error| panic!("{}:{error}", fixture.path.display()));
        let golden =
            std::path::absolute(fixture.path.with_extension("txt")).expect("a path of a file that was read");
        expect_file![golden].assert_eq(&rendered(&outcome));
        let strict = (document_type.decode)(&Decoder::new().strict(true), &fixture.text);
        let is_clean = outcome.drift.is_empty() && outcome.set_aside.is_empty();
        assert_eq!(strict.is_ok(), is_clean, "{}: strict: {strict:?}", fixture.path.display());
    }
}

fn rendered(outcome: &Outcome) -> String {
    let mut out = outcome.value.clone();
    for drift in &outcome.drift {
        let _ = write!(out, "\n\ndrift {drift}\n{}", drift.text);
    }
    for record in &outcome.set_aside {
        let _ = write!(out, "\n\n{record}\n{}", record.raw);
    }
    out.push('\n');
    out
}

#[test]
fn the_fixtures_hold_every_element_and_attribute_that_the_schemas_declare() {
    let model = declared::model();
    let declared = declared::all(&model);
    let mut shown = BTreeSet::new();
    for fixture in fixtures() {
        shown.extend(declared::shown(&model, &fixture));
    }
    let missing: Vec<String> = declared.difference(&shown).map(ToString::to_string).collect();
    assert!(declared.len() > 1000, "the schemas declare {} places", declared.len());
    assert!(missing.is_empty(), "in no fixture ({}):\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn every_document_type_of_the_schemas_is_tested() {
    let model = declared::model();
    let declared: BTreeSet<(&str, &str)> = model
        .modules
        .iter()
        .flat_map(|(key, module)| module.roots.iter().map(|root| (key.as_str(), root.name.as_str())))
        .collect();
    let tested: BTreeSet<(&str, &str)> = DOCUMENTS
        .iter()
        .flat_map(|document| document.roots.iter().map(|root| (document.schema, *root)))
        .collect();
    assert_eq!(declared, tested, "tests/src/documents.rs lists the document types");
}
