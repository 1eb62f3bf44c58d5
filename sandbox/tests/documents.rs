//! What is completed is valid: `xmllint` accepts it against the vendor's schemas with their corrections.

use jiff::Timestamp;
use qualys_codegen::diagnostic::Diagnostics;
use qualys_codegen::fixups::{self, Action};
use qualys_codegen::ir::{Content, Model, Particle, Target, Term};
use qualys_codegen::source::{SourceFile, SourceId};
use qualys_sandbox::document::compose::{complete, verify};
use qualys_sandbox::document::write::document;
use qualys_sandbox::document::{Element, parse};
use qualys_sandbox::model::model;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Documents by schema.
type Documents = BTreeMap<String, Vec<Element>>;

fn now() -> Timestamp {
    Timestamp::constant(1_600_000_000, 0)
}

/// Whether `xmllint` can be run. In CI it must.
fn has_xmllint() -> bool {
    let found = Command::new("xmllint").arg("--version").output().is_ok();
    assert!(found || std::env::var_os("CI").is_none(), "xmllint is missing: install libxml2-utils");
    if !found {
        println!("skipped: xmllint is not installed (libxml2-utils)");
    }
    found
}

#[test]
fn every_root_alone_becomes_a_valid_document() {
    let mut documents = Documents::new();
    for (key, module) in &model().modules {
        for root in &module.roots {
            let whole = complete(model(), key, &Element::new(&root.name), now());
            let whole = whole.unwrap_or_else(|misfit| panic!("{key}: {misfit}"));
            documents.entry(key.clone()).or_default().push(whole);
        }
    }
    let count: usize = documents.values().map(Vec::len).sum();
    assert!(count >= model().modules.len(), "{count} documents");
    validate("roots", &documents);
}

#[test]
fn every_element_with_what_it_needs_is_in_a_valid_document() {
    let mut documents = Documents::new();
    for (key, module) in &model().modules {
        for root in &module.roots {
            let mut ways = Vec::new();
            let mut around = vec![root.name.clone()];
            collect(model(), &root.target, &mut around, &mut ways);
            for way in ways {
                let mut partial = Element::new(&root.name);
                partial.make(&way[1..].join("/"));
                let whole = complete(model(), key, &partial, now());
                let whole = whole.unwrap_or_else(|misfit| panic!("{key} {way:?}: {misfit}"));
                assert!(whole.at(&way[1..].join("/")).is_some(), "{key} {way:?} is lost");
                documents.entry(key.clone()).or_default().push(whole);
            }
        }
    }
    let count: usize = documents.values().map(Vec::len).sum();
    assert!(count > 1_000, "{count} documents");
    validate("elements", &documents);
}

/// The ways to all elements, as deep as their names are not around them already.
fn collect(model: &Model, target: &Target, around: &mut Vec<String>, ways: &mut Vec<Vec<String>>) {
    let Target::Type(id) = target else { return };
    let Some(Content::Elements(particle) | Content::Mixed(particle)) =
        model.type_of(id).map(|ty| &ty.content)
    else {
        return;
    };
    each(particle, &mut |name, target| {
        if around.len() < 9 && !around.iter().any(|one| one == name) {
            around.push(name.to_owned());
            ways.push(around.clone());
            collect(model, target, around, ways);
            around.pop();
        }
    });
}

fn each(particle: &Particle, visit: &mut dyn FnMut(&str, &Target)) {
    match &particle.term {
        Term::Element(element) => visit(&element.name, &element.target),
        Term::Sequence(parts) | Term::Choice(parts) | Term::All(parts) => {
            parts.iter().for_each(|part| each(part, visit));
        }
        Term::Any => {}
    }
}

#[test]
fn what_is_completed_is_complete_and_stays_as_it_is() {
    for (key, module) in &model().modules {
        for root in &module.roots {
            let whole = complete(model(), key, &Element::new(&root.name), now()).expect("a document");
            // In a document that was read, an empty element is an empty text.
            assert_eq!(verify(model(), key, &whole), Ok(()), "{key}");
            assert_eq!(complete(model(), key, &whole, now()).as_ref(), Ok(&whole), "{key}");
            let read = parse(&document(&whole, None)).expect("what is written is well-formed");
            assert_eq!(verify(model(), key, &read), Ok(()), "{key}");
        }
    }
}

/// Fails with what `xmllint` says of documents that are not valid.
fn validate(folder: &str, documents: &Documents) {
    if !has_xmllint() {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = fs::remove_dir_all(&folder);
    let mut complaints = String::new();
    for (schema, documents) in documents {
        let below = folder.join(schema);
        fs::create_dir_all(&below).expect("a folder in target/");
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas").join(schema);
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
        for (number, root) in documents.iter().enumerate() {
            let path = below.join(format!("{number}.xml"));
            fs::write(&path, document(root, None)).expect("a file in target/");
            paths.push(path);
        }
        let mut command = Command::new("xmllint");
        let output = command.args(["--noout", "--nonet", option]).arg(schema_path).args(paths).output();
        let output = output.expect("xmllint runs");
        if !output.status.success() {
            complaints.push_str(&String::from_utf8_lossy(&output.stderr));
        }
    }
    let complaints: Vec<&str> = complaints.lines().filter(|line| !line.ends_with(" validates")).collect();
    assert!(complaints.is_empty(), "{}", complaints[..complaints.len().min(40)].join("\n"));
}

/// A DTD with the corrections that change what is valid.
fn corrected(schema: &str, mut dtd: String) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/fixups.toml");
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
