//! Runs the front ends and the validator on suites that others wrote, and holds the outcome against what is expected.
//!
//! A [suite](suite::Suite) is a list of [rows](row::Row). Workers, processes of their own, [evaluate] rows; the
//! [run] hands rows out and gets verdicts, and what hangs, crashes or takes too much memory costs its row and nothing else.
//! Verdicts become outcomes with the [disputed] rows, outcomes are [shown](report) and held against what was
//! [expected](expectation).

pub mod archive;
pub mod command;
pub mod disputed;
pub mod evaluate;
pub mod expectation;
pub mod in_use;
pub mod report;
pub mod row;
pub mod run;
pub mod suite;
pub mod worker;
pub mod xmlconf;
pub mod xsts;
