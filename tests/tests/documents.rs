//! Documents that lie beside the repository: the samples of the release notes and the recorded ones.
//!
//! None of them is part of the repository. What decoding makes of each stands in `tests/goldens`: its schema, and how it
//! differs from it. `UPDATE_EXPECT=1 cargo test -p qualys-tests --test documents` writes them anew.

use expect_test::{Expect, expect, expect_file};
use qualys::Decoder;
use qualys_tests::files::{below, root_name, schema_of, shared};
use qualys_tests::{DocumentType, document_type};
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn type_of(document: &[u8]) -> Option<&'static DocumentType> {
    document_type(schema_of(document)?, &root_name(document)?)
}

/// How each document decodes, and which could be decoded strictly.
fn summary(folder: &Path, documents: &[PathBuf]) -> String {
    let mut out = String::new();
    for path in documents {
        let name = path.strip_prefix(folder).unwrap_or(path).display();
        let text = read(path);
        let Some(document_type) = type_of(&text) else { continue };
        let strict = (document_type.decode)(&Decoder::new().strict(true), &text);
        match (document_type.decode)(&Decoder::new(), &text) {
            Ok(outcome) => {
                let is_clean = outcome.drift.is_empty() && outcome.set_aside.is_empty();
                assert_eq!(strict.is_ok(), is_clean, "{name}: strict: {strict:?}");
                let how = if is_clean { "strict" } else { "differs" };
                let _ = writeln!(out, "{name}: {}: {how}", document_type.schema);
                for drift in &outcome.drift {
                    let _ = writeln!(out, "    {drift}");
                }
                for record in &outcome.set_aside {
                    let _ = writeln!(
                        out,
                        "    {}: {} set aside for {}",
                        record.position, record.path, record.reason_path
                    );
                }
            }
            Err(error) => {
                let kind = if error.is_malformed() { "not well-formed" } else { "undecodable" };
                let _ = writeln!(
                    out,
                    "{name}: {}: {kind} at {} in {}",
                    document_type.schema,
                    error.position(),
                    error.path()
                );
            }
        }
    }
    out
}

#[test]
fn every_sample_decodes() {
    let Some(folder) = shared("samples/clean") else { return };
    let documents = below(&folder, "xml");
    assert_eq!(documents.len(), 52);
    let summary = summary(&folder, &documents);
    let decoded =
        summary.lines().filter(|line| line.ends_with(": strict") || line.ends_with(": differs")).count();
    expect_file!["../goldens/samples.txt"].assert_eq(&summary);
    assert_eq!(decoded, 52);
}

#[test]
fn samples_that_are_not_well_formed_are_refused_in_place() {
    let Some(folder) = shared("samples/raw") else { return };
    let mut out = String::new();
    for path in below(&folder, "xml") {
        let text = read(&path);
        // A broken document may not even show which type it is; any will do.
        let document_type = type_of(&text).unwrap_or(&qualys_tests::DOCUMENTS[0]);
        match (document_type.decode)(&Decoder::new(), &text) {
            Err(error) if error.is_malformed() => {
                let name = path.strip_prefix(&folder).unwrap_or(&path).display();
                let message = error.to_string();
                let message = message.split("; the text is not").next().unwrap_or_default();
                let _ = writeln!(out, "{name}:{message}");
            }
            Err(error) => panic!("{}: {error}", path.display()),
            Ok(_) => {}
        }
    }
    let expected: Expect = expect![[r#"
        000-01-response-simple_return.xml:1:1: /: `?xml version="1.0" encoding="UTF-8" ?>` outside the root element; expected markup or white space there; the document cannot be read: check that it is XML and arrived whole
        004-01-request-servicerequest.xml:27:10: /ServiceRequest/data/AwsAssetDataConnector/id: the end tag </AwsAssetDataConnector> does not close <id>, which is open; expected </id> (at 19:57); the document cannot be read: check that it is XML and arrived whole
        004-07-request-servicerequest.xml:23:9: /ServiceRequest/data/AwsAssetDataConnector/endpoints/add/add/endpoints: the end tag </AwsAssetDataConnector> does not close <endpoints>, which is open; expected </endpoints> (at 22:13); the document cannot be read: check that it is XML and arrived whole
        004-31-response-serviceresponse.xml:5:5: /: found `<`; expected an attribute name, `>` or `/>`; the document cannot be read: check that it is XML and arrived whole
        004-32-response-serviceresponse.xml:34:17: /ServiceResponse/data/Finding/id/resultList/list: the end tag </tags> does not close <list>, which is open; expected </list> (at 32:17); the document cannot be read: check that it is XML and arrived whole
        004-33-request-servicerequest.xml:27:10: /ServiceRequest/data/WasScan/id/cancelWithResults: the end tag </WasScan> does not close <cancelWithResults>, which is open; expected </cancelWithResults> (at 14:1); the document cannot be read: check that it is XML and arrived whole
        004-36-response-serviceresponse.xml:18:1: /ServiceResponse/id: the end tag </ServiceResponse> does not close <id>, which is open; expected </id> (at 8:47); the document cannot be read: check that it is XML and arrived whole
    "#]];
    expected.assert_eq(&out);
    assert_eq!(out.lines().count(), 7);
}

#[test]
fn every_recorded_document_of_these_roots_decodes() {
    let Some(folder) = shared("corpus") else { return };
    let documents = below(&folder, "xml");
    assert!(documents.len() > 200);
    let summary = summary(&folder, &documents);
    expect_file!["../goldens/corpus.txt"].assert_eq(&summary);
    // What people wrote as test literals and templates need not be what the service sends.
    let failed =
        summary.lines().filter(|line| line.contains(": not well-formed") || line.contains(": undecodable"));
    let recorded: Vec<&str> =
        failed.filter(|line| !line.starts_with("embedded/") && !line.starts_with("derived/")).collect();
    assert!(recorded.is_empty(), "{recorded:#?}");
}

#[test]
fn no_document_makes_any_decoder_panic() {
    let Some(folder) = shared("corpus") else { return };
    let mut documents = below(&folder, "xml");
    documents.extend(below(&folder, "html"));
    for path in documents {
        let text = read(&path);
        for document_type in qualys_tests::DOCUMENTS {
            let outcome = (document_type.decode)(&Decoder::new(), &text);
            let root = root_name(&text).unwrap_or_default();
            if outcome.is_ok() {
                assert!(document_type.roots.contains(&root.as_str()), "{}", path.display());
            }
        }
    }
}
