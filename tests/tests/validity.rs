//! What is encoded is valid: `xmllint` accepts it against the project's own schemas.

use qualys::Decoder;
use qualys_codegen::diagnostic::Diagnostics;
use qualys_codegen::fixups::{self, Action};
use qualys_codegen::source::{SourceFile, SourceId};
use qualys_tests::document_type;
use qualys_tests::files::{below, fixtures, repository, root_name, schema_of, shared};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether `xmllint` can be run. In CI it must.
fn has_xmllint() -> bool {
    let found = Command::new("xmllint").arg("--version").output().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "xmllint is missing: install libxml2-utils");
    if !found {
        println!("skipped: xmllint is not installed (libxml2-utils)");
    }
    found
}

/// A DTD with the corrections that change what is valid.
fn corrected(schema: &str, mut dtd: String) -> String {
    let path = repository().join("schemas/fixups.toml");
    let file = SourceFile::new("schemas/fixups.toml", fs::read_to_string(path).expect("the corrections"));
    let fixups = fixups::parse(SourceId(0), &file, &mut Diagnostics::default());
    for fixup in fixups.fixups.iter().filter(|fixup| fixup.schemas.iter().any(|(name, _)| name == schema)) {
        for (at, _) in &fixup.at {
            let Some((parent, child)) = at.split_once('/') else { continue };
            let declaration = format!("<!ELEMENT {parent} ");
            let start = dtd.find(&declaration).map(|start| start + declaration.len());
            let (Some(start), false) = (start, child.starts_with('@')) else { continue };
            let end = start + dtd[start..].find('>').expect("a declaration ends");
            let model = match &fixup.action {
                Action::Rename(name) => replace_name(&dtd[start..end], child, name),
                Action::Optional => replace_name(&dtd[start..end], child, &format!("{child}?")),
                _ => continue,
            };
            dtd.replace_range(start..end, &model);
        }
    }
    dtd
}

/// A content model with one name replaced.
fn replace_name(model: &str, from: &str, to: &str) -> String {
    let is_delimiter = |character: char| "(),|?*+".contains(character) || character.is_whitespace();
    let parts = model.split_inclusive(is_delimiter).map(|part| {
        let name = part.trim_end_matches(is_delimiter);
        if name == from { part.replacen(from, to, 1) } else { part.to_owned() }
    });
    parts.collect()
}

/// Validates documents, by schema and name; gives what `xmllint` says of those that are not valid.
fn validate(folder: &str, documents: &BTreeMap<String, Vec<(String, String)>>) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = fs::remove_dir_all(&folder);
    let mut complaints = String::new();
    for (schema, documents) in documents {
        let below = folder.join(schema);
        fs::create_dir_all(&below).expect("a folder in target/");
        let source = repository().join("schemas").join(schema);
        let dtd = source.with_extension("dtd");
        let (option, schema_path) = if dtd.exists() {
            let path = below.join("schema.dtd");
            let text = corrected(schema, fs::read_to_string(&dtd).expect("a schema"));
            fs::write(&path, text).expect("a file in target/");
            ("--dtdvalid", path)
        } else {
            ("--schema", source.with_extension("xsd"))
        };
        let mut paths: Vec<PathBuf> = Vec::new();
        for (name, xml) in documents {
            let path = below.join(name);
            fs::write(&path, xml).expect("a file in target/");
            paths.push(path);
        }
        let mut command = Command::new("xmllint");
        let output = command.args(["--noout", "--nonet", option]).arg(schema_path).args(paths).output();
        let output = output.expect("xmllint runs");
        if !output.status.success() {
            complaints.push_str(&String::from_utf8_lossy(&output.stderr));
        }
    }
    complaints
}

#[test]
fn what_the_samples_decode_to_encodes_to_valid_xml() {
    let (true, Some(folder)) = (has_xmllint(), shared("samples/clean")) else { return };
    let mut documents: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
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
    let complaints = validate("samples", &documents);
    assert!(complaints.is_empty(), "{complaints}");
}

/// Fixtures that decode strictly and are not valid: a DTD's `ANY` takes any element, yet only declared ones are valid.
const NOT_VALID: &[&str] = &["glossary_unknown_elements.xml"];

#[test]
fn what_the_fixtures_decode_to_encodes_to_valid_xml() {
    if !has_xmllint() {
        return;
    }
    let mut documents: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
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
    let complaints = validate("fixtures", &documents);
    assert!(complaints.is_empty(), "{complaints}");
}
