//! What is encoded is valid: `xmllint` accepts it against the project's own schemas.

#[path = "../../sandbox/tests/xmllint/mod.rs"]
mod xmllint;

use qualys::Decoder;
use qualys_tests::document_type;
use qualys_tests::files::{below, fixtures, root_name, schema_of, shared};
use std::fs;
use xmllint::Documents;

#[test]
fn what_the_samples_decode_to_encodes_to_valid_xml() {
    let Some(folder) = shared("samples/clean") else { return };
    let mut documents = Documents::new();
    for path in below(&folder, "xml") {
        let text = fs::read(&path).expect("a sample");
        let schema = schema_of(&text).expect("a sample of a known schema");
        let root = root_name(&text).expect("a sample has a root element");
        let document_type = document_type(schema, &root).expect("a sample of a known type");
        let outcome = (document_type.decode)(&Decoder::new(), &text).expect("every sample decodes");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        documents.entry(schema.to_owned()).or_default().push((name, outcome.xml));
    }
    assert_eq!(documents.values().map(Vec::len).sum::<usize>(), 52);
    let complaints = xmllint::complaints("samples", &documents);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

/// Fixtures that decode strictly and are not valid: a DTD's `ANY` takes any element, yet only declared ones are valid.
const NOT_VALID: &[&str] = &["glossary_unknown_elements.xml"];

#[test]
fn what_the_fixtures_decode_to_encodes_to_valid_xml() {
    let mut documents = Documents::new();
    for fixture in fixtures() {
        let root = root_name(&fixture.text).expect("a fixture has a root element");
        let document_type = document_type(&fixture.schema, &root).expect("a fixture of a known type");
        // Words and lists that the schema does not have are kept, and are no more valid than when they came.
        let strict = (document_type.decode)(&Decoder::new().strict(true), &fixture.text);
        let name = fixture.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let (Ok(outcome), false) = (strict, NOT_VALID.contains(&name.as_str())) {
            documents.entry(fixture.schema).or_default().push((name, outcome.xml));
        }
    }
    let complaints = xmllint::complaints("fixtures", &documents);
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}
