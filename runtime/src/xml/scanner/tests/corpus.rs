//! Recorded and documented responses, where they are at hand.

use std::fs;
use std::path::{Path, PathBuf};

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
