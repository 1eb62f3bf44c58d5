//! Packages with the same types as the crate, which derive their decoders.

use qualys_bench_models::{SUPPORT, Serde, serde};
use qualys_codegen::rust::ItemKind;
use std::fs;
use std::path::{Path, PathBuf};

const MANIFEST: &str = r#"[package]
name = "derived"
version = "0.1.0"
edition = "2024"

[workspace]

[dependencies]
jiff = { version = "0.2", default-features = false, features = ["std"] }
quick-xml = { version = "0.42", features = ["serialize"] }
serde = { version = "1", features = ["derive"] }
"#;

/// Writes the packages below a folder: a label and the manifest of each.
pub(super) fn write(root: &Path, folder: &Path) -> Result<Vec<(String, PathBuf)>, String> {
    let krate = qualys_documents::schemas::read_and_generate(&root.join("schemas"))
        .map_err(|error| error.to_string())?
        .krate;
    let variants = [
        ("serde derive, decoding", "reading", Serde::Deserialize),
        ("serde derive, both ways", "both", Serde::Both),
    ];
    let mut written = Vec::new();
    for (label, name, derive) in variants {
        let mut library =
            String::from("#![allow(dead_code, unused_imports, non_snake_case)]\npub mod support;\n");
        library.push_str(&serde(&krate, &[], derive));
        // What is generic is compiled where it is used: for each document, as in a program that reads it.
        let mut number = 0;
        for module in &krate.modules {
            for item in &module.items {
                let ItemKind::Record { roots, .. } = &item.kind else { continue };
                if roots.is_empty() {
                    continue;
                }
                let path = module.key.replace(|character: char| !character.is_ascii_alphanumeric(), "_");
                let ty = format!("{path}::{}", item.name);
                number += 1;
                library.push_str(&format!(
                    "pub fn read_{number}(text: &str) -> Result<{ty}, quick_xml::DeError> {{ quick_xml::de::from_str(text) }}\n"
                ));
                if derive == Serde::Both {
                    library.push_str(&format!(
                        "pub fn write_{number}(value: &{ty}) -> Result<String, quick_xml::SeError> {{ quick_xml::se::to_string(value) }}\n"
                    ));
                }
            }
        }
        let folder = folder.join(name);
        save(&folder.join("Cargo.toml"), MANIFEST)?;
        save(&folder.join("src/lib.rs"), &library)?;
        save(&folder.join("src/support.rs"), SUPPORT)?;
        let lock = root.join("bench/Cargo.lock");
        let _ = fs::copy(&lock, folder.join("Cargo.lock"));
        written.push((label.to_owned(), folder.join("Cargo.toml")));
    }
    Ok(written)
}

fn save(path: &Path, text: &str) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(failed)?;
    fs::write(path, text).map_err(failed)
}
