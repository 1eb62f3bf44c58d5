//! `cargo xtask conformance`: starts the runner of `tests/conformance`, optimized.

use std::ffi::OsString;
use std::path::Path;
use std::process::{Command, ExitCode};

/// What goes to the runner as it is, its exit code back.
pub(crate) fn run(root: &Path, arguments: Vec<OsString>) -> Result<ExitCode, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo)
        .args(["run", "--quiet", "--release", "--package", "qualys-conformance", "--manifest-path"])
        .arg(root.join("Cargo.toml"))
        .arg("--")
        .args(arguments)
        .status()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
