//! Every request of the release notes, written with the builders, renders what the note shows.
//!
//! The samples lie beside the repository (`samples/requests.jsonl`, and the bodies in `samples/clean`). Where they are
//! missing, the builders are rendered all the same.

mod requests {
    pub(crate) mod canonical;
    pub(crate) mod difference;
    pub(crate) mod form;
    pub(crate) mod sample;
    pub(crate) mod xml;
}

use qualys::{InvalidRequest, Operation, Request};
use qualys_tests::files::shared;
use requests::difference::{Change, Difference, apply};
use requests::sample::{Sample, samples};
use std::collections::BTreeSet;

/// How many requests the release notes show.
const SAMPLES: usize = 42;

/// A sample and what the builder renders for it.
struct Row {
    /// The line of the sample in `requests.jsonl`.
    line: usize,
    /// The operation, rendered.
    request: Result<Request, InvalidRequest>,
    /// Where the note shows something else, and why that is not what is sent.
    differences: Vec<Difference>,
}

impl Row {
    /// A sample that the operation renders, but for the differences.
    fn new(line: usize, operation: impl Operation, differences: &[Difference]) -> Self {
        Self { line, request: operation.request(), differences: differences.to_vec() }
    }
}

fn rows() -> Vec<Row> {
    requests::form::rows().into_iter().chain(requests::xml::rows()).collect()
}

#[test]
fn every_row_renders_and_stands_for_one_sample() {
    for row in rows() {
        let request = row.request.unwrap_or_else(|error| panic!("line {}: {error}", row.line));
        assert!(request.path().starts_with('/'), "line {}: {request:?}", row.line);
    }
    let lines: Vec<usize> = rows().iter().map(|row| row.line).collect();
    let numbers: BTreeSet<usize> = lines.iter().copied().collect();
    assert_eq!(numbers, (1..=SAMPLES).collect(), "lines with a row");
    assert_eq!(lines.len(), SAMPLES, "a line has one row");
}

#[test]
fn every_request_of_the_release_notes_is_rendered_as_it_is_there() {
    let Some(folder) = shared("samples") else { return };
    let samples = samples(&folder);
    assert_eq!(samples.len(), SAMPLES, "requests in requests.jsonl");
    let mut wrong = Vec::new();
    for row in rows() {
        let Some(sample) = samples.get(row.line - 1) else {
            panic!("requests.jsonl has no line {}", row.line);
        };
        if let Err(message) = compare(&row, sample.clone()) {
            wrong.push(format!("line {} ({}): {message}", row.line, sample.path));
        }
    }
    assert!(wrong.is_empty(), "{} of {SAMPLES} requests differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// Compares a row with its sample, once the known differences are applied to the sample.
fn compare(row: &Row, sample: Sample) -> Result<(), String> {
    let mut expected = sample;
    for difference in &row.differences {
        apply(difference, &mut expected)?;
    }
    let request = row.request.as_ref().map_err(|error| error.to_string())?;
    let rendered = Sample::of(request);
    same("method", &rendered.method, &expected.method)?;
    same("path", &rendered.path, &expected.path)?;
    same("parameters", &rendered.parameters, &expected.parameters)?;
    match (&rendered.body, &expected.body) {
        (Some(ours), Some(note)) => {
            same("body", &requests::canonical::lines(ours)?, &requests::canonical::lines(note)?)
        }
        (ours, note) => same("body", ours, note),
    }
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, ours: &T, note: &T) -> Result<(), String> {
    if ours == note {
        return Ok(());
    }
    Err(format!("{what}:\n  rendered {ours:?}\n  sample   {note:?}"))
}

#[test]
fn a_difference_that_is_not_there_is_found() {
    let sample = || Sample {
        method: Some("POST".into()),
        path: "/api/2.0/fo/asset/vhost/".into(),
        parameters: vec![("action".into(), "create".into()), ("port".into(), "8080".into())],
        body: None,
    };
    let differs = |change| Difference { change, why: "for this test" };
    let stale = [
        Change::Method { note: None, sent: "POST" },
        Change::Path { note: "/api/2.0/fo/asset/vhost", sent: "/api/2.0/fo/asset/vhost/" },
        Change::Name { note: "prot", sent: "port" },
        Change::Value { name: "port", note: "080", sent: "80" },
        Change::Text { note: "a\nb", sent: "a b" },
    ];
    for change in stale {
        let error = apply(&differs(change), &mut sample()).expect_err("the sample has no such difference");
        assert!(error.contains("for this test"), "{error}");
    }
    let mut with_body = Sample { body: Some("<A/>".into()), ..sample() };
    assert!(apply(&differs(Change::NoBody { sent: "<B/>" }), &mut with_body).is_err());
    let mut named = sample();
    assert_eq!(apply(&differs(Change::Name { note: "port", sent: "ports" }), &mut named), Ok(()));
    assert_eq!(named.parameters[1], ("ports".to_owned(), "8080".to_owned()));
}

#[test]
fn a_request_that_is_not_the_sample_s_is_found() {
    let row = || Row::new(1, qualys::vm::v2::schedule_scan::Delete::new(7), &[]);
    let sample = Sample {
        method: Some("POST".into()),
        path: "/api/2.0/fo/schedule/scan/".into(),
        parameters: vec![("action".into(), "delete".into()), ("id".into(), "7".into())],
        body: None,
    };
    assert_eq!(compare(&row(), sample.clone()), Ok(()));
    let others = [
        Sample { method: None, ..sample.clone() },
        Sample { path: "/api/2.0/fo/schedule/scan".into(), ..sample.clone() },
        Sample { parameters: sample.parameters[..1].to_vec(), ..sample.clone() },
        Sample { body: Some("<ServiceRequest/>".into()), ..sample.clone() },
    ];
    for other in others {
        assert!(compare(&row(), other.clone()).is_err(), "{other:?}");
    }
}
