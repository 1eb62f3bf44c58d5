//! `cargo xtask`: the generator's commands, and those that keep the repository in order.

mod bench;
mod ci;
mod codegen;
mod conformance;
mod fuzz;
mod memory;
mod tree;
mod validate;

use lexopt::ValueExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask codegen           write generated/ from schemas/, then decode every fixture
cargo xtask codegen --check   write nothing; fail if generated/ is stale
cargo xtask validate SCHEMA DOCUMENT...
                              what in the documents is not as a schema has it: vm/2.0/scan_list_output, or a file .dtd or .xsd
cargo xtask codegen --schemas FOLDER --out FOLDER [--name NAME]
                              make a crate of any DTDs and XSDs
cargo xtask ci                all that CI runs: format, lints, tests, documentation
cargo xtask conformance SUITE DIR   run a suite that others wrote; `conformance --help` has the rest
cargo xtask bench             what decoding, encoding, compiling and generating cost; `bench --help` has the rest
cargo xtask fuzz [TARGET]     fuzz every way in, or one, for a few seconds each; --seconds N for longer
cargo xtask memory            stream a gigabyte from the sandbox and say what memory the client took
cargo xtask memory --hosts N  the same with as many hosts
";

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode, String> {
    let mut arguments = lexopt::Parser::from_env();
    let command = arguments.next().map_err(|error| error.to_string())?;
    match command {
        Some(lexopt::Arg::Value(name)) if name == "codegen" => {
            let mut mode = codegen::Mode::Write;
            let (mut schemas, mut out, mut name) = (None, None, None);
            while let Some(argument) = arguments.next().map_err(|error| error.to_string())? {
                match argument {
                    lexopt::Arg::Long("check") => mode = codegen::Mode::Check,
                    lexopt::Arg::Long("schemas") => schemas = Some(PathBuf::from(value(&mut arguments)?)),
                    lexopt::Arg::Long("out") => out = Some(PathBuf::from(value(&mut arguments)?)),
                    lexopt::Arg::Long("name") => {
                        name = Some(value(&mut arguments)?.to_string_lossy().into_owned());
                    }
                    other => return Err(unexpected(other)),
                }
            }
            match (schemas, out) {
                (Some(schemas), Some(out)) if mode == codegen::Mode::Write => {
                    codegen::run_foreign(&root()?, &codegen::Foreign { schemas, out, name })
                }
                (None, None) if name.is_none() => codegen::run(&root()?, mode),
                _ => Err("--schemas and --out go together, without --check".to_owned()),
            }
        }
        Some(lexopt::Arg::Value(name)) if name == "ci" => match arguments.next() {
            Ok(None) => ci::run(&root()?),
            Ok(Some(other)) => Err(unexpected(other)),
            Err(error) => Err(error.to_string()),
        },
        Some(lexopt::Arg::Value(name)) if name == "conformance" => {
            let rest = arguments.raw_args().map_err(|error| error.to_string())?.collect();
            conformance::run(&root()?, rest)
        }
        Some(lexopt::Arg::Value(name)) if name == "bench" => {
            bench::run(&root()?, &bench::Options::read(arguments)?)
        }
        Some(lexopt::Arg::Value(name)) if name == "fuzz" => {
            let (mut target, mut seconds) = (None, fuzz::SECONDS);
            while let Some(argument) = arguments.next().map_err(|error| error.to_string())? {
                match argument {
                    lexopt::Arg::Long("seconds") => {
                        let value = arguments.value().and_then(|value| value.parse());
                        seconds = value.map_err(|error| error.to_string())?;
                    }
                    lexopt::Arg::Value(name) if target.is_none() => {
                        target = Some(name.to_string_lossy().into_owned());
                    }
                    other => return Err(unexpected(other)),
                }
            }
            fuzz::run(&root()?, target.as_deref(), seconds)
        }
        Some(lexopt::Arg::Value(name)) if name == "memory" => {
            let mut hosts = None;
            while let Some(argument) = arguments.next().map_err(|error| error.to_string())? {
                match argument {
                    lexopt::Arg::Long("hosts") => {
                        let value = arguments.value().and_then(|value| value.parse());
                        hosts = Some(value.map_err(|error| error.to_string())?);
                    }
                    other => return Err(unexpected(other)),
                }
            }
            memory::run(&root()?, hosts)
        }
        Some(lexopt::Arg::Value(name)) if name == "validate" => {
            let mut values = Vec::new();
            while let Some(argument) = arguments.next().map_err(|error| error.to_string())? {
                match argument {
                    lexopt::Arg::Value(value) => values.push(value),
                    other => return Err(unexpected(other)),
                }
            }
            match values.split_first() {
                Some((schema, documents)) if !documents.is_empty() => {
                    validate::run(&root()?, Path::new(schema), documents)
                }
                _ => Err(format!("a schema and a document are needed\n\n{}", HELP.trim_end())),
            }
        }
        Some(lexopt::Arg::Long("help") | lexopt::Arg::Short('h')) => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        None => {
            eprint!("{HELP}");
            Ok(ExitCode::FAILURE)
        }
        Some(other) => Err(unexpected(other)),
    }
}

fn value(arguments: &mut lexopt::Parser) -> Result<std::ffi::OsString, String> {
    arguments.value().map_err(|error| error.to_string())
}

fn unexpected(argument: lexopt::Arg<'_>) -> String {
    format!("{}\n\n{}", argument.unexpected(), HELP.trim_end())
}

/// The repository: the folder with the schemas, here or above.
fn root() -> Result<PathBuf, String> {
    let here = std::env::current_dir().map_err(|error| format!("the current folder: {error}"))?;
    let root = here.ancestors().find(|folder| folder.join("schemas").is_dir());
    root.map(Path::to_owned)
        .ok_or_else(|| "no folder schemas/ here or above: run this in the repository".to_owned())
}
