//! Writes the types of the crate for the other readers, from the same schemas.

use qualys_bench_models::{Serde, instant, serde};
use qualys_documents::{Shape, schemas};
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() -> Result<(), Box<dyn Error>> {
    let schemas = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../schemas");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", schemas.display());
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let krate = schemas::read_and_generate(&schemas)?.krate;
    let shapes = Shape::names().map(Shape::named).collect::<Result<Vec<_>, _>>()?;
    let keys: Vec<&str> = shapes.iter().map(|shape| shape.schema.as_str()).collect();
    save(&out.join("serde.rs"), &serde(&krate, &keys, Serde::Both))?;
    let mut text = String::new();
    for shape in &shapes {
        let types = instant(&krate, &shape.schema, &shape.root);
        text.push_str(&format!("pub mod {} {{\nuse crate::support::*;\n{types}}}\n", shape.name));
    }
    save(&out.join("instant.rs"), &text)
}

fn save(path: &Path, text: &str) -> Result<(), Box<dyn Error>> {
    fs::write(path, text).map_err(|error| format!("{}: {error}", path.display()).into())
}
