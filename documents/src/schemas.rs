//! Reading the schemas of the repository.

use crate::error::Error;
use qualys_codegen::source::SourceFile;
use qualys_codegen::{Generated, Inputs, generate, model};
use std::fs;
use std::path::Path;

/// The models of the schemas in a folder, without the Rust model and files.
///
/// # Errors
///
/// When a file cannot be read, or has an error.
pub fn read(folder: &Path) -> Result<Generated, Error> {
    without_errors(model(&inputs(folder)?))
}

/// All that the generator makes of the schemas in a folder.
///
/// # Errors
///
/// When a file cannot be read, or has an error.
pub fn read_and_generate(folder: &Path) -> Result<Generated, Error> {
    without_errors(generate(&inputs(folder)?))
}

/// The inputs of the generator, from a folder such as `schemas/`.
fn inputs(folder: &Path) -> Result<Inputs, Error> {
    let mut inputs = Inputs { folder: "schemas".to_owned(), ..Inputs::default() };
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).map_err(|error| unreadable(&next, &error))? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let shown = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let is_input =
                matches!(path.extension().and_then(|end| end.to_str()), Some("dtd" | "xsd" | "toml"));
            if is_input {
                let text = fs::read_to_string(&path).map_err(|error| unreadable(&path, &error))?;
                match shown.as_str() {
                    "fixups.toml" => inputs.fixups = Some(SourceFile::new("schemas/fixups.toml", text)),
                    _ => inputs.schemas.push(SourceFile::new(shown, text)),
                }
            }
        }
    }
    inputs.schemas.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(inputs)
}

fn without_errors(generated: Generated) -> Result<Generated, Error> {
    if generated.diagnostics.has_errors() {
        return Err(Error::Shape(generated.diagnostics.render(&generated.sources, false)));
    }
    Ok(generated)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Error {
    Error::Shape(format!("{}: {error}", path.display()))
}
