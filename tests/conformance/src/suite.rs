//! The suites by name.

use crate::archive::{self, Places};
use crate::row::Row;
use crate::{in_use, xmlconf, xsts};
use std::path::{Path, PathBuf};

/// A suite that can be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    /// The W3C's XML Conformance Test Suite.
    Xmlconf,
    /// The W3C's XML Schema Test Suite by its catalogue.
    Xsts,
    /// Pairs of schema and document of that suite's sets other than NIST's, as a list.
    XstsMain,
    /// Pairs of schema and document of NIST's set, as a list.
    XstsNist,
    /// Schemas of that suite that are one valid document each, as a list.
    XstsValid,
    /// Schemas that people use.
    SchemasInUse,
}

impl Suite {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Xmlconf, Self::Xsts, Self::XstsMain, Self::XstsNist, Self::XstsValid, Self::SchemasInUse];

    /// As the command line calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Xmlconf => "xmlconf",
            Self::Xsts => "xsts",
            Self::XstsMain => "xsts-main",
            Self::XstsNist => "xsts-nist",
            Self::XstsValid => "xsts-valid",
            Self::SchemasInUse => "schemas-in-use",
        }
    }

    /// The suite of a name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.name() == name)
    }

    /// The folder, or `.tar.xz`, that holds its files.
    fn archive(self) -> &'static str {
        match self {
            Self::Xmlconf => "xmlconf",
            Self::Xsts | Self::XstsMain | Self::XstsNist | Self::XstsValid => "xsts",
            Self::SchemasInUse => "schemas-in-use",
        }
    }

    /// The list of its rows, if it has no catalogue.
    fn list(self) -> Option<&'static str> {
        match self {
            Self::XstsMain => Some("xsts_main_inst10.tsv"),
            Self::XstsNist => Some("xsts_nist10.tsv"),
            Self::XstsValid => Some("xsts_valid10.txt"),
            Self::Xmlconf | Self::Xsts | Self::SchemasInUse => None,
        }
    }

    /// Finds its files in a folder that holds them unpacked or packed; unpacks them into `unpacked` if need be.
    pub fn find(self, folder: &Path, unpacked: &Path) -> Result<Places, String> {
        let root = archive::folder(folder, self.archive(), unpacked)?;
        let list = self.list().map(|name| archive::list(folder, name)).transpose()?;
        Ok(Places { root, list })
    }

    /// Its rows, in an order that never changes.
    pub fn rows(self, places: &Places) -> Result<Vec<Row>, String> {
        let list = || places.list.as_deref().ok_or_else(|| format!("`{}` needs its list", self.name()));
        let mut rows = match self {
            Self::Xmlconf => xmlconf::rows(&places.root)?,
            Self::Xsts => xsts::catalogue::rows(&places.root)?,
            Self::XstsMain | Self::XstsNist => xsts::lists::pairs(list()?)?,
            Self::XstsValid => xsts::lists::schemas(list()?),
            Self::SchemasInUse => in_use::rows(&places.root)?,
        };
        tell_apart(&mut rows);
        Ok(rows)
    }

    /// Where what is expected of it is kept.
    pub fn expected(self) -> PathBuf {
        home().join("expected").join(format!("{}.tsv", self.name()))
    }

    /// Where its disputed rows are kept.
    pub fn disputed(self) -> PathBuf {
        home().join("disputed").join(format!("{}.toml", self.name()))
    }
}

/// The folder of this package.
pub fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The folder where suites are unpacked and failing rows are written.
pub fn output() -> PathBuf {
    let repository = home().ancestors().nth(2).unwrap_or(home());
    let target = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| repository.join("target"), |target| repository.join(target));
    target.join("conformance")
}

/// Some names come twice in the catalogues: the second gets a number.
fn tell_apart(rows: &mut [Row]) {
    let mut seen = std::collections::HashMap::new();
    for row in rows {
        let count = seen.entry(row.id.clone()).or_insert(0_usize);
        *count += 1;
        if *count > 1 {
            row.id = format!("{}~{count}", row.id);
        }
    }
}
