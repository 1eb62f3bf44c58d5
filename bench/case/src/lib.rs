//! What a case of the benchmarks is: one way of reading or writing a document.

use std::fs::File;
use std::path::PathBuf;

/// One way of reading or writing a document.
pub struct Case {
    /// What it is called, by who does it and what: `qualys decode`, `quick-xml serde decode`.
    pub name: &'static str,
    /// Whether it takes the document from the file in pieces; else the document is in memory.
    pub from_file: bool,
    /// Does it as often as asked for, and says how many records there were in the end.
    pub run: fn(&Input, u32) -> Result<u64, String>,
}

/// The document.
pub struct Input {
    path: PathBuf,
    text: String,
}

impl Input {
    /// Opens a document as a case needs it.
    ///
    /// # Errors
    ///
    /// When the file cannot be read.
    pub fn open(file: &str, case: &Case) -> Result<Self, String> {
        let text = match case.from_file {
            true => String::new(),
            false => std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?,
        };
        Ok(Self { path: file.into(), text })
    }

    /// The whole document.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The file, from its beginning.
    ///
    /// # Errors
    ///
    /// When it cannot be opened.
    pub fn file(&self) -> Result<File, String> {
        File::open(&self.path).map_err(|error| format!("{}: {error}", self.path.display()))
    }
}

/// What arrives from a connection at a time.
pub const CHUNK: usize = 64 * 1024;
