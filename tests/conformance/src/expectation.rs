//! What is expected of a suite: totals by kind and the rows that do not pass, committed beside the code.

use crate::row::Outcome;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

/// Rows that passed, failed and were skipped.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Passed.
    pub pass: usize,
    /// Failed.
    pub fail: usize,
    /// Skipped.
    pub skip: usize,
}

impl Totals {
    /// All of them.
    pub fn rows(&self) -> usize {
        self.pass + self.fail + self.skip
    }

    /// Counts one.
    pub fn count(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Pass => self.pass += 1,
            Outcome::Fail(_) => self.fail += 1,
            Outcome::Skip(_) => self.skip += 1,
        }
    }
}

/// What is expected of a suite, or what came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Expectation {
    /// By kind.
    pub totals: BTreeMap<String, Totals>,
    /// The rows that fail.
    pub failing: BTreeSet<String>,
}

/// How a run differs from what was expected.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Rows that fail, and were not expected to.
    pub regressions: Vec<String>,
    /// Rows that pass, and were not expected to.
    pub improvements: Vec<String>,
    /// Kinds of which rows are missing, too many, or skipped that were not; only when all rows ran.
    pub lost: Vec<String>,
    /// Kinds of which fewer rows are skipped; only when all rows ran.
    pub gained: Vec<String>,
}

impl Expectation {
    /// Reads the file of a suite; a suite without one is expected to pass.
    pub fn read(path: &Path) -> Result<Self, String> {
        match std::fs::read_to_string(path) {
            Ok(text) => Self::parse(&text).map_err(|error| format!("{}: {error}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let mut expectation = Self::default();
        for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let parts: Vec<&str> = line.split('\t').collect();
            let count =
                |text: &str| text.parse::<usize>().map_err(|error| format!("{}: {error}", number + 1));
            match parts.as_slice() {
                ["total", kind, pass, fail, skip] => {
                    let totals = Totals { pass: count(pass)?, fail: count(fail)?, skip: count(skip)? };
                    expectation.totals.insert((*kind).to_owned(), totals);
                }
                ["fail", id] => {
                    expectation.failing.insert((*id).to_owned());
                }
                _ => return Err(format!("{}: expected `total` or `fail`", number + 1)),
            }
        }
        Ok(expectation)
    }

    /// As the file has it.
    pub fn render(&self, suite: &str) -> String {
        let mut text = format!("# Written by `cargo xtask conformance {suite} DIR --update`.\n");
        for (kind, totals) in &self.totals {
            let _ = writeln!(text, "total\t{kind}\t{}\t{}\t{}", totals.pass, totals.fail, totals.skip);
        }
        for id in &self.failing {
            let _ = writeln!(text, "fail\t{id}");
        }
        text
    }

    /// How what `came` differs; `passed` are the rows that passed, and `whole` says whether all ran.
    pub fn differences(&self, came: &Self, passed: &BTreeSet<&str>, whole: bool) -> Differences {
        let regressions = came.failing.iter().filter(|id| !self.failing.contains(*id));
        let improvements = self.failing.iter().filter(|id| passed.contains(id.as_str()));
        let mut differences = Differences {
            regressions: regressions.cloned().collect(),
            improvements: improvements.cloned().collect(),
            ..Differences::default()
        };
        let kinds: BTreeSet<&String> = self.totals.keys().chain(came.totals.keys()).collect();
        for kind in kinds.into_iter().filter(|_| whole) {
            let of = |totals: &BTreeMap<String, Totals>| totals.get(kind).copied().unwrap_or_default();
            let (expected, came) = (of(&self.totals), of(&came.totals));
            if expected.rows() != came.rows() || expected.skip < came.skip {
                differences.lost.push(kind.clone());
            } else if expected.skip > came.skip {
                differences.gained.push(kind.clone());
            }
        }
        differences
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(failing: &[&str], pass: usize, skip: usize) -> Expectation {
        let failing: BTreeSet<String> = failing.iter().map(|id| (*id).to_owned()).collect();
        let totals = BTreeMap::from([("k".to_owned(), Totals { pass, fail: failing.len(), skip })]);
        Expectation { totals, failing }
    }

    #[test]
    fn the_file_is_read_as_it_is_written() {
        let expectation = of(&["x", "y"], 3, 1);
        assert_eq!(Expectation::parse(&expectation.render("xsts")).unwrap(), expectation);
    }

    #[test]
    fn what_is_as_expected_is_no_difference() {
        let expected = of(&["a"], 1, 1);
        assert_eq!(expected.differences(&expected, &BTreeSet::from(["b"]), true), Differences::default());
    }

    #[test]
    fn what_fails_anew_is_a_regression() {
        let differences = of(&["a"], 1, 0).differences(&of(&["a", "b"], 0, 0), &BTreeSet::new(), true);
        assert_eq!(differences, Differences { regressions: vec!["b".to_owned()], ..Differences::default() });
    }

    #[test]
    fn what_is_no_longer_looked_at_is_lost() {
        let differences = of(&["a"], 1, 0).differences(&of(&[], 1, 1), &BTreeSet::from(["b"]), true);
        assert_eq!(differences, Differences { lost: vec!["k".to_owned()], ..Differences::default() });
        let part = of(&["a"], 1, 0).differences(&of(&[], 1, 1), &BTreeSet::from(["b"]), false);
        assert_eq!(part, Differences::default());
    }

    #[test]
    fn rows_that_vanish_are_lost() {
        assert_eq!(of(&[], 2, 0).differences(&of(&[], 1, 0), &BTreeSet::new(), true).lost, ["k"]);
    }

    #[test]
    fn only_what_passes_is_an_improvement() {
        let differences = of(&["a", "b"], 0, 0).differences(&of(&[], 1, 0), &BTreeSet::from(["a"]), false);
        assert_eq!(differences.improvements, ["a"]);
    }

    #[test]
    fn fewer_rows_that_are_skipped_are_a_gain() {
        let differences = of(&[], 0, 2).differences(&of(&[], 1, 1), &BTreeSet::from(["a"]), true);
        assert_eq!(differences.gained, ["k"]);
    }
}
