//! Instructions and allocations, as callgrind counts them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Valgrind, where it is installed.
#[derive(Debug)]
pub(crate) struct Tool {
    /// Where it puts its counts.
    folder: PathBuf,
}

/// What a run cost.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Instructions that were executed.
    pub(crate) instructions: u64,
    /// Calls that asked the allocator for memory, for more of it, or for less.
    pub(crate) allocations: u64,
}

impl Tool {
    pub(crate) fn find(root: &Path) -> Option<Self> {
        let output = Command::new("valgrind").arg("--version").output().ok()?;
        output.status.success().then(|| Self { folder: super::built(root).join("bench") })
    }

    /// What a command costs.
    pub(crate) fn count(&self, program: &Path, arguments: &[&str]) -> Result<Counts, String> {
        let counts = self.folder.join("callgrind.out");
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--quiet"])
            .arg(format!("--callgrind-out-file={}", counts.display()))
            .arg(program)
            .args(arguments)
            .output()
            .map_err(|error| format!("valgrind did not start: {error}"))?;
        if !output.status.success() {
            let errors = String::from_utf8_lossy(&output.stderr);
            return Err(format!("under callgrind, `{}` failed: {errors}", arguments.join(" ")));
        }
        let text = fs::read_to_string(&counts).map_err(|error| format!("{}: {error}", counts.display()))?;
        let _ = fs::remove_file(&counts);
        read(&text).ok_or_else(|| "callgrind wrote no total".to_owned())
    }
}

/// Reads the totals and the calls of the allocator out of what callgrind writes.
fn read(text: &str) -> Option<Counts> {
    let mut names: HashMap<&str, bool> = HashMap::new();
    let mut instructions = None;
    let mut allocations = 0;
    let mut called = false;
    for line in text.lines() {
        if let Some(rest) = line.strip_prefix("fn=") {
            is_allocator(rest, &mut names);
        } else if let Some(rest) = line.strip_prefix("cfn=") {
            called = is_allocator(rest, &mut names);
        } else if let Some(rest) = line.strip_prefix("calls=") {
            if called {
                allocations += rest.split(' ').next()?.parse::<u64>().ok()?;
            }
            called = false;
        } else if let Some(rest) = line.strip_prefix("totals:").or_else(|| line.strip_prefix("summary:")) {
            instructions = rest.trim().parse().ok();
        }
    }
    Some(Counts { instructions: instructions?, allocations })
}

/// Whether `(12) malloc`, or `(12)` once that was read, is a function that gives memory.
fn is_allocator<'t>(function: &'t str, names: &mut HashMap<&'t str, bool>) -> bool {
    let (number, name) = function.split_once(' ').unwrap_or((function, ""));
    if name.is_empty() {
        return names.get(number).copied().unwrap_or(false);
    }
    let name = name.split('\'').next().unwrap_or_default();
    let is = ["malloc", "calloc", "realloc", "posix_memalign", "aligned_alloc"].contains(&name);
    names.insert(number, is);
    is
}

#[cfg(test)]
mod tests {
    use super::{Counts, read};

    #[test]
    fn calls_of_the_allocator_are_counted_by_number_and_by_name() {
        let text = "events: Ir\nfn=(1) main\n16 4\ncfn=(2) malloc\ncalls=3 0\n16 90\ncfn=(3) free\ncalls=9 0\n16 9\n\
                    fn=(4) grow\n1 1\ncfn=(2)\ncalls=2 0\n1 60\ncfn=(5) realloc\ncalls=1 0\n1 5\ntotals: 1234\n";
        assert_eq!(read(text), Some(Counts { instructions: 1234, allocations: 6 }));
        assert_eq!(read("events: Ir\n"), None);
    }
}
