//! `cargo xtask ci`: all that CI runs, in the order in which it fails fastest.

use std::path::Path;
use std::process::{Command, ExitCode};

const FORMAT: &[&[&str]] = &[
    &["fmt", "--all", "--check"],
    &["fmt", "--manifest-path", "xtask/Cargo.toml", "--check"],
    &["fmt", "--all", "--manifest-path", "bench/Cargo.toml", "--check"],
    &["fmt", "--manifest-path", "bench/schedules/Cargo.toml", "--check"],
    &["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"],
];

const WORKSPACE: &[&[&str]] = &[
    &["clippy", "--quiet", "--workspace", "--all-targets", "--", "--deny", "warnings"],
    &["clippy", "--quiet", "--manifest-path", "xtask/Cargo.toml", "--", "--deny", "warnings"],
    // The other readers are left out: they take minutes to compile. `cargo xtask bench` compiles them.
    &[
        "clippy",
        "--quiet",
        "--manifest-path",
        "bench/Cargo.toml",
        "--package",
        "qualys-bench",
        "--no-default-features",
        "--",
        "--deny",
        "warnings",
    ],
    &["doc", "--quiet", "--workspace", "--no-deps"],
    &["test", "--workspace"],
    &["test", "--manifest-path", "xtask/Cargo.toml"],
];

pub(crate) fn run(root: &Path) -> Result<ExitCode, String> {
    for arguments in FORMAT {
        cargo(root, arguments)?;
    }
    for feature in features(root)? {
        cargo(
            root,
            &["check", "--quiet", "--package", "qualys", "--no-default-features", "--features", &feature],
        )?;
    }
    for arguments in WORKSPACE {
        cargo(root, arguments)?;
    }
    println!("$ cargo xtask bench --budget");
    crate::bench::budget(root)?;
    // The property tests above call what the targets call; libFuzzer looks further, and is written in C++.
    if Command::new("c++").arg("--version").output().is_ok_and(|output| output.status.success()) {
        println!("$ cargo xtask fuzz");
        return crate::fuzz::run(root, None, crate::fuzz::SECONDS);
    }
    println!("skipped: `cargo xtask fuzz` needs a C++ compiler");
    Ok(ExitCode::SUCCESS)
}

fn cargo(root: &Path, arguments: &[&str]) -> Result<(), String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    println!("$ cargo {}", arguments.join(" "));
    let status = Command::new(&cargo)
        .current_dir(root)
        .env("RUSTDOCFLAGS", "--deny warnings")
        .args(arguments)
        .status()
        .map_err(|error| format!("cargo did not start: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`cargo {}` failed", arguments.join(" "))) }
}

/// The features of the generated crate, and none of them (an empty name): each must build alone.
fn features(root: &Path) -> Result<Vec<String>, String> {
    let manifest = crate::tree::text(&root.join("generated/Cargo.toml"))?;
    let section = manifest.split("[features]").nth(1).unwrap_or_default();
    let lines = section.lines().skip(1).take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split_once(" = ").map(|(name, _)| name.to_owned()));
    Ok(names.filter(|name| name != "default").chain([String::new()]).collect())
}
