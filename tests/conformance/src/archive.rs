//! The files of a suite: unpacked as they are, or packed as they come.

use lzma_rust2::XzReader;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

static UNPACKING: Mutex<()> = Mutex::new(());

/// Where the files of a suite are.
#[derive(Debug, Clone)]
pub struct Places {
    /// The folder that holds the suite's own, `xsts` for example.
    pub root: PathBuf,
    /// The text of the list of rows, if the suite is one.
    pub list: Option<String>,
}

/// The folder that holds the folder `name`: `folder`, the one above it, or `unpacked` when only `name.tar.xz` is there.
pub fn folder(folder: &Path, name: &str, unpacked: &Path) -> Result<PathBuf, String> {
    if folder.join(name).is_dir() {
        return absolute(folder);
    }
    if folder.file_name().is_some_and(|last| last == name) && folder.is_dir() {
        return absolute(&folder.join(".."));
    }
    let archive = folder.join(format!("{name}.tar.xz"));
    if !archive.is_file() {
        return Err(format!("{}: neither a folder `{name}` nor `{name}.tar.xz` is there", folder.display()));
    }
    // One at a time: what runs beside this may want the same files.
    let _guard = UNPACKING.lock();
    let stamp = unpacked.join(format!("{name}.unpacked"));
    let size = archive.metadata().map_err(|error| at(&archive, error))?.len().to_string();
    let is_current = fs::read_to_string(&stamp).is_ok_and(|text| text == size);
    if !is_current || !unpacked.join(name).is_dir() {
        unpack(&archive, name, unpacked)?;
        fs::write(&stamp, size).map_err(|error| at(&stamp, error))?;
    }
    absolute(unpacked)
}

/// The text of a list that is there as it is, or with `.xz`.
pub fn list(folder: &Path, name: &str) -> Result<String, String> {
    let packed = format!("{name}.xz");
    // Beside the suite's folder, if that is the one that was given.
    let folders = [Some(folder), folder.parent()];
    for folder in folders.into_iter().flatten() {
        let mut text = String::new();
        if let Ok(mut file) = File::open(folder.join(name)) {
            file.read_to_string(&mut text).map_err(|error| at(&folder.join(name), error))?;
            return Ok(text);
        }
        if let Ok(file) = File::open(folder.join(&packed)) {
            let mut reader = XzReader::new(BufReader::new(file), true);
            reader.read_to_string(&mut text).map_err(|error| at(&folder.join(&packed), error))?;
            return Ok(text);
        }
    }
    Err(format!("{}: neither `{name}` nor `{packed}` is there", folder.display()))
}

/// Unpacks into a folder of its own first, so that what is broken off is not taken for the whole.
fn unpack(archive: &Path, name: &str, unpacked: &Path) -> Result<(), String> {
    eprintln!("unpacking {}", archive.display());
    let staging = unpacked.join(format!(".{name}-{}", std::process::id()));
    fs::create_dir_all(&staging).map_err(|error| at(&staging, error))?;
    let file = File::open(archive).map_err(|error| at(archive, error))?;
    let reader = XzReader::new(BufReader::new(file), true);
    let done = tar::Archive::new(reader).unpack(&staging).map_err(|error| at(archive, error));
    let done = done.and_then(|()| {
        let place = unpacked.join(name);
        if place.exists() {
            fs::remove_dir_all(&place).map_err(|error| at(&place, error))?;
        }
        fs::rename(staging.join(name), &place).map_err(|error| at(&place, error))
    });
    // What stays behind after a failure is of no use to anybody.
    let _ = fs::remove_dir_all(&staging);
    done
}

fn absolute(folder: &Path) -> Result<PathBuf, String> {
    folder.canonicalize().map_err(|error| at(folder, error))
}

fn at(path: &Path, error: std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
