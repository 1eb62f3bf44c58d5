//! The types of the crate without its operations, in a package of their own: the same that the packages with derived decoders have.

use crate::codegen::{Foreign, foreign_inputs};
use crate::tree;
use qualys_codegen::generate;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Writes the package into a folder; gives its manifest.
pub(super) fn write(root: &Path, folder: &Path) -> Result<PathBuf, String> {
    let foreign =
        Foreign { schemas: root.join("schemas"), out: folder.to_owned(), name: Some("types".to_owned()) };
    let generated = generate(&foreign_inputs(root, &foreign)?);
    let files = generated.files.ok_or("the schemas have errors: run `cargo xtask codegen`")?;
    tree::write(folder, &files, &BTreeMap::new())?;
    let manifest = folder.join("Cargo.toml");
    let failed = |error: std::io::Error| format!("{}: {error}", manifest.display());
    let text = fs::read_to_string(&manifest).map_err(failed)?;
    fs::write(&manifest, format!("{text}\n[workspace]\n")).map_err(failed)?;
    Ok(manifest)
}
