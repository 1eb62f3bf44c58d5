//! Folders as maps from path to text.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

/// The texts of all files below a folder, by path relative to it; none if the folder is missing.
pub(crate) fn read(folder: &Path) -> Result<BTreeMap<PathBuf, String>, String> {
    files(folder, text)
}

/// The bytes of all files below a folder, by path relative to it; none if the folder is missing.
pub(crate) fn read_bytes(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, String> {
    files(folder, |path| fs::read(path).map_err(|error| format!("{}: {error}", path.display())))
}

/// The paths of all files below a folder, relative to it; none if the folder is missing.
pub(crate) fn paths(folder: &Path) -> Result<Vec<PathBuf>, String> {
    Ok(files(folder, |_| Ok(()))?.into_keys().collect())
}

/// A path as it is shown: `/` between the parts, no `.`, and `..` only where no folder precedes.
pub(crate) fn normalized(path: &Path) -> String {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match (part, normal.components().next_back()) {
            (Component::CurDir, _) | (Component::ParentDir, Some(Component::RootDir)) => {}
            (Component::ParentDir, Some(Component::Normal(_))) => {
                normal.pop();
            }
            _ => normal.push(part),
        }
    }
    normal.to_string_lossy().replace('\\', "/")
}

fn files<T>(
    folder: &Path,
    read: impl Fn(&Path) -> Result<T, String>,
) -> Result<BTreeMap<PathBuf, T>, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let entries = match fs::read_dir(&next) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(format!("{}: {error}", next.display())),
        };
        for entry in entries {
            let path = entry.map_err(|error| format!("{}: {error}", next.display()))?.path();
            // What editors and file managers leave behind is nobody's input.
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            if name.starts_with('.') || name.ends_with('~') {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let relative = path.strip_prefix(folder).map_err(|error| error.to_string())?.to_owned();
            files.insert(relative, read(&path)?);
        }
    }
    Ok(files)
}

/// The text of a file.
pub(crate) fn text(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    decoded(path, bytes)
}

/// The text of a file's bytes, which are to be UTF-8.
pub(crate) fn decoded(path: &Path, bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let line_start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1);
        let column = String::from_utf8_lossy(&before[line_start..]).chars().count() + 1;
        format!("{}:{line}:{column}: this is not UTF-8; save the file in that encoding", path.display())
    })
}

/// How a folder differs from what it should hold: missing or different files, then files too many.
pub(crate) fn differences(
    wanted: &BTreeMap<PathBuf, String>,
    present: &BTreeMap<PathBuf, String>,
) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let changed = wanted.iter().filter(|(path, text)| present.get(*path) != Some(text));
    let extra = present.keys().filter(|path| !wanted.contains_key(*path));
    (changed.map(|(path, _)| path.clone()).collect(), extra.cloned().collect())
}

/// Makes a folder hold these files and no others; touches only those that differ.
pub(crate) fn write(
    folder: &Path,
    wanted: &BTreeMap<PathBuf, String>,
    present: &BTreeMap<PathBuf, String>,
) -> Result<(), String> {
    let (changed, extra) = differences(wanted, present);
    for relative in changed {
        let path = folder.join(&relative);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|error| format!("{}: {error}", parent.display()))?;
        }
        let text = wanted.get(&relative).map_or("", String::as_str);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))?;
    }
    for relative in extra {
        let path = folder.join(relative);
        fs::remove_file(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        // Folders that this leaves empty go too; one that is not empty stays.
        for parent in path.ancestors().skip(1).take_while(|parent| *parent != folder) {
            if fs::remove_dir(parent).is_err() {
                break;
            }
        }
    }
    Ok(())
}
