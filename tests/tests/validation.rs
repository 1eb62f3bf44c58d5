//! What decodes without a difference from its schema is valid by the model; what differs, or cannot be decoded, is not.
//!
//! The goldens list where the two disagree. There are three reasons: decoding is free in the order of elements that their
//! names tell apart, it takes the white space around a text away, and to it an element that is nil is an empty one.

use qualys::Decoder;
use qualys_codegen::lower;
use qualys_codegen::validate::Grammar;
use qualys_codegen::validate::document::complaints;
use qualys_sandbox::model::model;
use qualys_tests::files::{below, fixtures, root_name, schema_of, shared};
use qualys_tests::{Outcome, document_type};
use std::fmt::Write;
use std::fs;

/// What the model says of a document.
fn invalid(schema: &str, name: &str, text: &[u8]) -> Vec<String> {
    let components = lower::components::lower(model(), schema).expect("a schema of the model");
    match std::str::from_utf8(text) {
        Ok(text) => complaints(&Grammar::new(&components), name, text),
        Err(error) => vec![format!("{name}: {error}")],
    }
}

/// How the outcome of decoding and the model's disagree, if they do.
fn disagreement(schema: &str, name: &str, text: &[u8]) -> Option<String> {
    let root = root_name(text)?;
    let document_type = document_type(schema, &root)?;
    let outcome = (document_type.decode)(&Decoder::new(), text);
    let complaints = invalid(schema, name, text);
    match (outcome, complaints.is_empty()) {
        (Err(error), true) => {
            Some(format!("{name}: is no document of {schema}, and is valid\n    {error}\n"))
        }
        (Ok(outcome), true) if differs(&outcome) => {
            let mut found = format!("{name}: differs from {schema}, and is valid\n");
            outcome.drift.iter().for_each(|drift| {
                let _ = writeln!(found, "    {drift}");
            });
            Some(found)
        }
        (Ok(outcome), false) if !differs(&outcome) => Some(format!(
            "{name}: decodes strictly by {schema}, and is not valid\n    {} in all, first:\n    {}\n",
            complaints.len(),
            complaints.first()?
        )),
        _ => None,
    }
}

fn differs(outcome: &Outcome) -> bool {
    !outcome.drift.is_empty() || !outcome.set_aside.is_empty()
}

#[test]
fn decoding_and_the_model_agree_about_the_fixtures() {
    let mut found = String::new();
    for fixture in fixtures() {
        let name = fixture.path.file_name().unwrap_or_default().to_string_lossy();
        found.extend(disagreement(&fixture.schema, &name, &fixture.text));
    }
    expect_test::expect_file!["../goldens/validation-fixtures.txt"].assert_eq(&found);
}

#[test]
fn what_the_strict_fixtures_decode_to_encodes_to_documents_that_are_valid_by_the_model() {
    let mut count = 0;
    for fixture in fixtures() {
        let root = root_name(&fixture.text).expect("a fixture has a root element");
        let document_type = document_type(&fixture.schema, &root).expect("a fixture of a known type");
        let Ok(outcome) = (document_type.decode)(&Decoder::new().strict(true), &fixture.text) else {
            continue;
        };
        let complaints = invalid(&fixture.schema, &fixture.path.to_string_lossy(), outcome.xml.as_bytes());
        assert!(complaints.is_empty(), "{}\n{}", complaints.join("\n"), outcome.xml);
        count += 1;
    }
    assert!(count > 20, "{count} fixtures decode strictly");
}

#[test]
fn decoding_and_the_model_agree_about_recorded_documents() {
    for (folder, golden) in [("samples/clean", "validation-samples.txt"), ("corpus", "validation-corpus.txt")]
    {
        let Some(folder) = shared(folder) else { return };
        let mut found = String::new();
        for path in below(&folder, "xml") {
            let text = fs::read(&path).expect("a file that was just listed");
            let Some(schema) = schema_of(&text) else { continue };
            let name = path.strip_prefix(&folder).unwrap_or(&path).to_string_lossy().into_owned();
            found.extend(disagreement(schema, &name, &text));
        }
        let golden = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("goldens").join(golden);
        expect_test::expect_file![golden].assert_eq(&found);
    }
}
