//! Builds the schemas and descriptions into the crate: their texts, by path below `schemas/`.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    // A checkout that makes no symbolic links has a file in the place of the folder.
    let folders = [manifest.join("schemas"), manifest.join("../schemas")];
    let folder = folders.iter().find(|folder| folder.is_dir()).unwrap_or(&folders[0]);
    let mut files = Vec::new();
    below(folder, String::new(), &mut files)?;
    files.sort();
    let mut out = String::from("pub(super) const FILES: &[(&str, &str)] = &[\n");
    for (path, text) in files {
        let _ = writeln!(out, "    ({path:?}, {text:?}),");
    }
    out.push_str("];\n");
    let target = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("schemas.rs");
    fs::write(target, out)?;
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// The files of a folder that the generator reads.
fn below(folder: &Path, prefix: String, files: &mut Vec<(String, String)>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            below(&path, format!("{prefix}{name}/"), files)?;
        } else if matches!(path.extension().and_then(|end| end.to_str()), Some("dtd" | "xsd" | "toml")) {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push((format!("{prefix}{name}"), fs::read_to_string(&path)?));
        }
    }
    Ok(())
}
