//! Recorded and documented responses, where they are at hand.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One of them.
pub(super) struct File {
    pub(super) path: String,
    pub(super) bytes: Vec<u8>,
}

/// All of them, ordered by path; `None`, and a note, when they are not there.
pub(super) fn files() -> Option<Vec<File>> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    let mut paths = Vec::new();
    for folder in ["corpus", "samples"] {
        let folder = shared.join(folder);
        if folder.is_dir() {
            collect(folder, &mut paths);
        } else {
            println!("skipped: no documents in ../shared, {} is missing", folder.display());
        }
    }
    paths.sort();
    let files: Vec<_> = paths
        .iter()
        .map(|path| File { path: path.display().to_string(), bytes: fs::read(path).expect("readable") })
        .collect();
    (!files.is_empty()).then_some(files)
}

/// The documents of the W3C's conformance suite; `None`, and a note, when its archive is not there.
pub(super) fn suite() -> Option<Vec<File>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let archive = root.join("../shared/suites/xmlconf.tar.xz");
    if !archive.is_file() {
        println!("skipped: no conformance suite, {} is missing", archive.display());
        return None;
    }
    let folder = root.join("target/suites/xmlconf-scanner");
    if !folder.is_dir() {
        unpack(&archive, &folder);
    }
    let mut paths = Vec::new();
    collect(folder, &mut paths);
    paths.sort();
    let file =
        |path: &PathBuf| File { path: path.display().to_string(), bytes: fs::read(path).expect("readable") };
    Some(paths.iter().map(file).collect())
}

/// Unpacks beside the folder and renames, so that whoever sees the folder sees all of it.
fn unpack(archive: &Path, folder: &Path) {
    let beside = folder.with_extension(format!("{}-{:?}", std::process::id(), std::thread::current().id()));
    fs::create_dir_all(&beside).expect("a folder below target/");
    let status = Command::new("tar").arg("-xJf").arg(archive).arg("-C").arg(&beside).status();
    assert!(status.is_ok_and(|status| status.success()), "tar cannot unpack {}", archive.display());
    // Another test may have been faster.
    if fs::rename(&beside, folder).is_err() {
        fs::remove_dir_all(&beside).expect("what was unpacked twice");
    }
}

fn collect(folder: PathBuf, paths: &mut Vec<PathBuf>) {
    let mut folders = vec![folder];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("readable") {
            let path = entry.expect("readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "xml") {
                paths.push(path);
            }
        }
    }
}
