//! The part of the suites that CI runs: all of xmlconf, and of the others one row of so many.

use qualys_conformance::command::Command;
use qualys_conformance::suite::{Suite, home};
use std::path::{Path, PathBuf};

/// The folder of the suites beside the repository, if it is there.
fn suites() -> Option<PathBuf> {
    let folder = home().join("../../../shared/suites");
    let is_there = folder.is_dir();
    if !is_there {
        eprintln!("skipped: the suites are not there ({})", folder.display());
    }
    is_there.then_some(folder)
}

fn check(suite: Suite, every: usize) {
    let Some(folder) = suites() else { return };
    let mut command = Command::new(suite, &folder, Path::new(env!("CARGO_BIN_EXE_qualys-conformance")));
    command.every = every;
    // Other tests run at the same time, and nothing here is optimized much.
    command.settings.budget *= 9;
    let ran = command.run().unwrap();
    println!("{}{}", ran.text, ran.differences.render(suite));
    assert!(!ran.differences.is_regression(), "{suite:?}: {}", ran.differences.render(suite));
}

#[test]
fn xmlconf() {
    check(Suite::Xmlconf, 1);
}

// A prime: neighbouring rows of a set are alike.
#[test]
fn xsts() {
    check(Suite::Xsts, 7);
}

#[test]
fn valid_schemas_of_xsts() {
    check(Suite::XstsValid, 7);
}

#[test]
fn documents_of_xsts() {
    check(Suite::XstsMain, 7);
}

#[test]
fn documents_of_nist() {
    check(Suite::XstsNist, 31);
}
