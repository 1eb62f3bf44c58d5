//! The independent witness of validity: `xmllint`, asked about documents by the vendor's schemas, with the corrections of names and of
//! what may be absent.

use qualys_codegen::diagnostic::Diagnostics;
use qualys_codegen::fixups::{self, Action};
use qualys_codegen::source::{SourceFile, SourceId};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Documents by schema, with a name of each.
pub(crate) type Documents = BTreeMap<String, Vec<(String, String)>>;

/// What `xmllint` says of documents that are not valid. Without it, nothing; in CI it must be there.
pub(crate) fn complaints(folder: &str, documents: &Documents) -> Vec<String> {
    let is_there = Command::new("xmllint").arg("--version").output().is_ok();
    assert!(is_there || std::env::var_os("CI").is_none(), "xmllint is missing: install libxml2-utils");
    if !is_there {
        println!("skipped: xmllint is not installed (libxml2-utils)");
        return Vec::new();
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = fs::remove_dir_all(&folder);
    let mut complaints = Vec::new();
    for (schema, documents) in documents {
        let below = folder.join(schema);
        fs::create_dir_all(&below).expect("a folder in target/");
        let source = schemas().join(schema);
        let dtd = source.with_extension("dtd");
        let (option, schema_path) = if dtd.exists() {
            let path = below.join("schema.dtd");
            let text = corrected(schema, fs::read_to_string(&dtd).expect("a schema"));
            fs::write(&path, text).expect("a file in target/");
            ("--dtdvalid", path)
        } else {
            ("--schema", source.with_extension("xsd"))
        };
        let paths: Vec<PathBuf> = documents.iter().map(|(name, _)| below.join(name)).collect();
        for (path, (_, xml)) in paths.iter().zip(documents) {
            // The address in the DOCTYPE is that of a server that does not run.
            let lines = xml.lines().filter(|line| !line.starts_with("<!DOCTYPE"));
            fs::write(path, lines.collect::<Vec<_>>().join("\n")).expect("a file in target/");
        }
        let mut command = Command::new("xmllint");
        let output = command.args(["--noout", "--nonet", option]).arg(schema_path).args(paths).output();
        let output = output.expect("xmllint runs");
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            complaints.extend(said.lines().filter(|line| !line.ends_with(" validates")).map(str::to_owned));
        }
    }
    complaints
}

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas")
}

/// A DTD with the corrections that change what is valid.
fn corrected(schema: &str, mut dtd: String) -> String {
    let text = fs::read_to_string(schemas().join("fixups.toml")).expect("the corrections");
    let file = SourceFile::new("schemas/fixups.toml", text);
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
