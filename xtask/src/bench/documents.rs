//! The documents that are measured, in files.

use qualys_documents::{Amount, Shape, Written, schemas, write};
use std::fs::{self, File};
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

/// A document of a shape.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// Of its shape.
    pub(crate) name: String,
    /// Where it lies.
    pub(crate) path: PathBuf,
    /// How long it is.
    pub(crate) written: Written,
}

/// All documents are made from it.
const SEED: u64 = 20_241_031;

/// A document of every shape, of at least as many bytes.
pub(crate) fn shapes(root: &Path, bytes: u64) -> Result<Vec<Document>, String> {
    Shape::names().map(|name| document(root, name, bytes)).collect()
}

/// A document of a shape, of at least as many bytes.
pub(crate) fn document(root: &Path, name: &str, bytes: u64) -> Result<Document, String> {
    let failed = |error: qualys_documents::Error| error.to_string();
    let folder = super::built(root).join("bench");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let model = schemas::read(&root.join("schemas")).map_err(failed)?.model;
    let shape = Shape::named(name).map_err(failed)?;
    let path = folder.join(format!("{name}-{bytes}.xml"));
    let file = File::create(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut file = BufWriter::new(file);
    let written = write(&model, &shape, SEED, Amount::Bytes(bytes), &mut file).map_err(failed)?;
    file.flush().map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(Document { name: name.to_owned(), path, written })
}
