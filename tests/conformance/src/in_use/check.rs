//! Writes the crates of the collection below `target/` and runs `cargo check` on them.

use crate::archive::Places;
use std::process::ExitCode;

/// Checks the crates of all entries, or of those whose path contains `filter`.
pub fn run(_places: &Places, _filter: Option<&str>) -> Result<ExitCode, String> {
    Err("not yet".to_owned())
}
