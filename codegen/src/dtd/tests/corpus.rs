//! Published DTDs, where they are at hand.

use super::read;
use crate::lower;
use crate::lower::dtd::Extent;
use crate::source::SourceFile;
use std::path::{Path, PathBuf};

#[test]
fn published_dtds_have_no_errors() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus/dtd");
    let mut files = Vec::new();
    gather(&folder, &mut files);
    if files.is_empty() {
        eprintln!("skipped: no DTDs at ../shared/corpus/dtd");
        return;
    }
    for path in files {
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let text = String::from_utf8_lossy(&bytes);
        let (document, mut diagnostics, sources) = read(&text);
        let file = SourceFile::new("sample.dtd", text.as_ref());
        let lowered = lower::dtd::lower("m", &file, &document, Extent::Whole, &mut diagnostics);
        assert!(!diagnostics.has_errors(), "{}\n{}", path.display(), diagnostics.render(&sources, false));
        assert_eq!(lowered.elements.len(), text.matches("<!ELEMENT").count() - diagnostics.iter().count());
        assert!(!lowered.module.roots.is_empty(), "{}", path.display());
    }
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "dtd") {
            files.push(path);
        }
    }
}
