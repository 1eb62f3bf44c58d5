//! Generates the reader.

use std::error::Error;
use std::path::PathBuf;
use std::{env, fs};
use xsd_parser::config::{GeneratorFlags, InterpreterFlags, OptimizerFlags, ParserFlags, Schema};
use xsd_parser::{Config, generate};

fn main() -> Result<(), Box<dyn Error>> {
    let schema = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?).join("../../schemas/was/3.0/finding.xsd");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed={}", schema.display());
    let config = Config::default()
        .with_schema(Schema::File(schema))
        .set_parser_flags(ParserFlags::all())
        .set_interpreter_flags(InterpreterFlags::all() - InterpreterFlags::WITH_NUM_BIG_INT)
        .set_optimizer_flags(OptimizerFlags::all())
        .set_generator_flags(GeneratorFlags::all())
        .with_quick_xml_deserialize();
    let code = generate(config).map_err(|error| error.to_string())?;
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("finding.rs"), code.to_string())?;
    Ok(())
}
