//! `conformance SUITE DIR`: runs a suite and holds the outcome against what is expected.

use crate::archive::Places;
use crate::disputed::Disputed;
use crate::expectation::{Differences, Expectation};
use crate::report;
use crate::row::{Expects, Outcome, Row, Verdict};
use crate::run::{self, Answer, Settings};
use crate::suite::{self, Suite};
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Which rows of a suite to run, and what to do with the outcome.
#[derive(Debug, Clone)]
pub struct Command {
    /// The suite.
    pub suite: Suite,
    /// The folder with its files, unpacked or packed.
    pub folder: PathBuf,
    /// Only rows whose id contains this.
    pub filter: Option<String>,
    /// Only one row of so many.
    pub every: usize,
    /// Write what came as what is expected from now on.
    pub update: bool,
    /// How to run.
    pub settings: Settings,
}

/// What came of a suite.
#[derive(Debug, Clone)]
pub struct Ran {
    /// What came, in the form of an expectation.
    pub came: Expectation,
    /// How that differs from what was expected.
    pub differences: Differences,
    /// What there is to say to a reader.
    pub text: String,
}

impl Command {
    /// All rows of a suite, as it is expected, with workers of the program `worker`.
    pub fn new(suite: Suite, folder: &Path, worker: &Path) -> Self {
        let arguments = ["worker".into(), suite.name().into(), folder.to_owned()];
        let worker = std::iter::once(worker.to_owned()).chain(arguments).collect();
        let mut settings = Settings::new(worker);
        if suite == Suite::SchemasInUse {
            settings.batch = 1;
            settings.budget *= 6;
        }
        Self { suite, folder: folder.to_owned(), filter: None, every: 1, update: false, settings }
    }

    /// Finds the files; unpacks them if need be.
    pub fn places(&self) -> Result<Places, String> {
        self.suite.find(&self.folder, &suite::output())
    }

    /// Runs.
    pub fn run(&self) -> Result<Ran, String> {
        let rows = self.suite.rows(&self.places()?)?;
        let disputed = Disputed::read(&self.suite.disputed())?;
        let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        if let Some(id) = disputed.ids().into_iter().find(|id| !ids.contains(id)) {
            return Err(format!("{}: no row of the suite is called `{id}`", self.suite.disputed().display()));
        }
        let wanted = self.wanted(&rows);
        let progress = ProgressBar::new(wanted.len() as u64);
        if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} rows, {eta} left {msg}") {
            progress.set_style(style);
        }
        let failing = std::sync::atomic::AtomicUsize::new(0);
        let answers = run::run(&wanted, &self.settings, &|answer| {
            let row = rows.get(answer.index);
            let failed =
                row.is_some_and(|row| matches!(outcome(row, &disputed, &answer.verdict), Outcome::Fail(_)));
            if failed {
                let count = failing.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
                progress.set_message(format!("({count} failed)"));
            }
            progress.inc(1);
        });
        progress.finish_and_clear();
        self.conclude(&rows, &disputed, &answers?)
    }

    fn wanted(&self, rows: &[Row]) -> Vec<usize> {
        let matches = |row: &Row| self.filter.as_ref().is_none_or(|filter| row.id.contains(filter.as_str()));
        // What expects nothing is counted, and needs no run.
        let indices = rows.iter().enumerate().filter(|(_, row)| matches(row)).map(|(index, _)| index);
        indices.step_by(self.every.max(1)).collect()
    }

    fn is_whole(&self) -> bool {
        self.filter.is_none() && self.every <= 1
    }

    fn conclude(&self, rows: &[Row], disputed: &Disputed, answers: &[Answer]) -> Result<Ran, String> {
        let mut came = Expectation::default();
        let mut outcomes = Vec::with_capacity(answers.len());
        let mut passed = BTreeSet::new();
        for answer in answers {
            let Some(row) = rows.get(answer.index) else { continue };
            let outcome = outcome(row, disputed, &answer.verdict);
            came.totals.entry(row.kind.clone()).or_default().count(&outcome);
            match &outcome {
                Outcome::Fail(_) => {
                    came.failing.insert(row.id.clone());
                }
                Outcome::Pass => {
                    passed.insert(row.id.as_str());
                }
                Outcome::Skip(_) => {}
            }
            outcomes.push(outcome);
        }
        let failures = suite::output().join(format!("{}.failures.tsv", self.suite.name()));
        report::write_failures(&failures, rows, answers, &outcomes)?;
        let mut text = report::totals(&came.totals);
        text.push('\n');
        text.push_str(&report::skipped(outcomes.iter()));
        text.push_str(&report::largest(rows, answers));
        if !came.failing.is_empty() {
            text.push_str(&format!("failing rows: {}\n", failures.display()));
        }
        let path = self.suite.expected();
        if self.update {
            if !self.is_whole() {
                return Err("what is expected can be written only when all rows run".to_owned());
            }
            std::fs::write(&path, came.render(self.suite.name()))
                .map_err(|error| format!("{}: {error}", path.display()))?;
        }
        let differences = Expectation::read(&path)?.differences(&came, &passed, self.is_whole());
        Ok(Ran { came, differences, text })
    }
}

/// What a verdict on a row comes to, with what is disputed about it.
fn outcome(row: &Row, disputed: &Disputed, verdict: &Verdict) -> Outcome {
    let Some(dispute) = disputed.of(&row.id) else { return Outcome::of(&row.expects, verdict) };
    let inverse = match (&row.expects, dispute.inverted) {
        (Expects::Accepted, true) => Expects::Refused,
        (Expects::Refused, true) => Expects::Accepted,
        _ => return Outcome::Skip(format!("disputed: {}", dispute.reason)),
    };
    match Outcome::of(&row.expects, verdict) {
        Outcome::Pass => Outcome::Fail("is listed as disputed, and comes out as the suite has it".to_owned()),
        _ => Outcome::of(&inverse, verdict),
    }
}

impl Differences {
    /// Whether the run is worse than what was expected.
    pub fn is_regression(&self) -> bool {
        !self.regressions.is_empty() || !self.lost.is_empty()
    }

    /// What to tell, and what to do; nothing if the run is what was expected.
    pub fn render(&self, suite: Suite) -> String {
        const MOST: usize = 20;
        let mut text = String::new();
        let mut list = |title: &str, ids: &[String]| {
            if ids.is_empty() {
                return;
            }
            text.push_str(&format!("{title}: {}\n", ids.len()));
            ids.iter().take(MOST).for_each(|id| text.push_str(&format!("    {id}\n")));
            if ids.len() > MOST {
                text.push_str(&format!("    and {} more\n", ids.len() - MOST));
            }
        };
        list("rows that were right and are not", &self.regressions);
        list("rows that are right now", &self.improvements);
        list("kinds of which rows are missing, too many, or no longer looked at", &self.lost);
        list("kinds of which more rows are looked at", &self.gained);
        if !text.is_empty() {
            let path = suite.expected();
            let file = path.strip_prefix(suite::home()).unwrap_or(&path).display();
            text.push_str(&format!(
                "if that is as it should be: `cargo xtask conformance {} DIR --update` writes tests/conformance/{file}\n",
                suite.name()
            ));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row::Test;
    use crate::xsts::Schema;

    fn row() -> Row {
        let test = Test::Schema(Schema { documents: Vec::new() });
        Row { id: "a".to_owned(), kind: "k".to_owned(), test, expects: Expects::Accepted }
    }

    fn disputed(then: &str) -> Disputed {
        let text = format!("[[disputed]]\nreason = \"r\"\nthen = \"{then}\"\nrows = [\"a\"]\n");
        Disputed::parse(&text).unwrap()
    }

    #[test]
    fn a_disputed_row_is_right_the_other_way() {
        let refused = Verdict::Refused("no".to_owned());
        assert_eq!(outcome(&row(), &disputed("inverted"), &refused), Outcome::Pass);
    }

    #[test]
    fn a_disputed_row_that_differs_no_longer_fails() {
        let outcome = outcome(&row(), &disputed("inverted"), &Verdict::Accepted);
        assert!(matches!(outcome, Outcome::Fail(reason) if reason.contains("listed as disputed")));
    }

    #[test]
    fn a_crash_is_never_right() {
        let broken = Verdict::Broken("crashed".to_owned());
        assert_eq!(outcome(&row(), &disputed("inverted"), &broken), Outcome::Fail("crashed".to_owned()));
        assert_eq!(outcome(&row(), &Disputed::default(), &broken), Outcome::Fail("crashed".to_owned()));
    }

    #[test]
    fn a_disputed_row_can_count_for_nothing() {
        let outcome = outcome(&row(), &disputed("skipped"), &Verdict::Accepted);
        assert_eq!(outcome, Outcome::Skip("disputed: r".to_owned()));
    }
}
