//! `cargo xtask ci`: all that CI runs, in the order in which it fails fastest.

use std::path::Path;
use std::process::{Command, ExitCode};

const WORKSPACE: &[&[&str]] = &[
    &["fmt", "--all", "--check"],
    &["fmt", "--manifest-path", "xtask/Cargo.toml", "--check"],
    &["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"],
    &["clippy", "--quiet", "--manifest-path", "xtask/Cargo.toml", "--", "--deny", "warnings"],
    &["doc", "--quiet", "--workspace", "--no-deps"],
    &["test", "--workspace"],
];

pub(crate) fn run(root: &Path) -> Result<ExitCode, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    for arguments in WORKSPACE {
        println!("$ cargo {}", arguments.join(" "));
        let status = Command::new(&cargo)
            .current_dir(root)
            .env("RUSTDOCFLAGS", "--deny warnings")
            .args(*arguments)
            .status()
            .map_err(|error| format!("cargo did not start: {error}"))?;
        if !status.success() {
            return Err(format!("`cargo {}` failed", arguments.join(" ")));
        }
    }
    Ok(ExitCode::SUCCESS)
}
