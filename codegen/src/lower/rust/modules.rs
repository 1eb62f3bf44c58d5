//! Where the module of each schema and description stands in the crate.

use crate::ir::Model;
use crate::pass::names::{Case, Scope};
use std::collections::HashMap;

/// The path of each module by its key: `vm/2.0/simple_return` is `vm::v2::simple_return`.
pub(in crate::lower) fn paths(model: &Model) -> HashMap<String, Vec<String>> {
    let mut folders = Folders::default();
    let keys: Vec<&String> = model.modules.keys().chain(model.apis.keys()).collect();
    // Folders choose their names first: a file that is called like one stands beside it.
    for key in &keys {
        folders.path(key.rsplit_once('/').map_or("", |(folder, _)| folder));
    }
    let path = |key: &&String| {
        let (folder, file) = key.rsplit_once('/').unwrap_or(("", key));
        let mut path = folders.path(folder);
        path.push(folders.name(&path, file));
        ((*key).clone(), path)
    };
    keys.iter().map(path).collect()
}

/// The names in each folder.
#[derive(Default)]
struct Folders {
    /// By the folder's path in Rust.
    scopes: HashMap<Vec<String>, Scope>,
    /// Paths in Rust, by the folder's path as the inputs have it.
    known: HashMap<String, Vec<String>>,
}

impl Folders {
    fn path(&mut self, folder: &str) -> Vec<String> {
        let mut path = Vec::new();
        let mut end = 0;
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            end += part.len();
            let prefix = &folder[..end];
            path = match self.known.get(prefix) {
                Some(known) => known.clone(),
                None => {
                    let name = self.name(&path, part);
                    path.push(name);
                    self.known.insert(prefix.to_owned(), path.clone());
                    path
                }
            };
            end += 1;
        }
        path
    }

    /// A name in a folder that none else there has. Versions are `v2` and `v2_1`.
    fn name(&mut self, folder: &[String], part: &str) -> String {
        let scope = self.scopes.entry(folder.to_vec()).or_insert_with(|| Scope::new(Case::Module));
        let is_version = part.starts_with(|first: char| first.is_ascii_digit())
            && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
        match is_version {
            true => scope.fresh(&format!("v{}", part.strip_suffix(".0").unwrap_or(part))),
            false => scope.fresh(part),
        }
    }
}
