//! Damaged descriptions: anything but a panic.

use super::{SAMPLE, parse, read};
use crate::diagnostic::Diagnostics;
use crate::source::SourceId;
use expect_test::expect;

#[test]
fn the_sample_cut_off_anywhere() {
    // Where nothing is missing: between operations, and behind what an operation needs.
    let mut clean = Vec::new();
    for end in (0..=SAMPLE.len()).filter(|end| SAMPLE.is_char_boundary(*end)) {
        let mut diagnostics = Diagnostics::default();
        parse(SourceId(0), &SAMPLE[..end], &mut diagnostics);
        if !diagnostics.has_errors() {
            clean.push(SAMPLE[..end].lines().last().unwrap_or_default());
        }
        parse(SourceId(0), &SAMPLE[end..], &mut Diagnostics::default());
    }
    clean.dedup();
    expect![[r#"
        source = "release note 8.22"
        since = "8.22"

        source = "release note 8.22"

        source = "recorded responses"

        source = "recorded responses"

        source = "recorded responses"

        source = "clients""#]]
    .assert_eq(&clean.join("\n"));
}

#[test]
fn deep_and_long() {
    for (text, fault) in [
        (format!("a = {}", "[".repeat(10_000)), "cannot be read"),
        (format!("{} = 1", vec!["a"; 10_000].join(".")), "cannot be read: recursion limit"),
        (format!("[groups.a]\nmodel = \"{}\"", "(".repeat(100_000)), "nested deeper than 32"),
        (format!("[groups.a]\nmodel = \"{}\"", "a|".repeat(100_000)), "ends too early"),
        (format!("[parameters.a]\nrange = \"{}..\"", "9".repeat(100_000)), "the number is too large"),
    ] {
        assert!(read(&text).1.contains(fault), "{fault}");
    }
}
