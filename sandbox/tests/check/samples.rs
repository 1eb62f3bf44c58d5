//! The requests of the release notes, as `requests.jsonl` has them, and what is misprinted there.

use crate::check::call::{Call, FORM, encoded};
use http::Method;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// How many requests the release notes show.
pub(crate) const SAMPLES: usize = 42;

/// What a note shows, and what is sent in its place.
struct Misprint {
    /// The line of the sample in `requests.jsonl`.
    line: usize,
    /// As the sample has it, in the path, the parameters or the body.
    note: &'static str,
    /// What the service takes.
    sent: &'static str,
}

const fn misprint(line: usize, note: &'static str, sent: &'static str) -> Misprint {
    Misprint { line, note, sent }
}

/// The misprints: a name, a word with a capital, a slash that is missing, a body that the command leaves out.
const MISPRINTS: &[Misprint] = &[
    misprint(6, "connector_uid=", "connector_uuid="),
    misprint(8, "/compliance", "/compliance/"),
    misprint(9, "/compliance", "/compliance/"),
    misprint(10, "/compliance", "/compliance/"),
    misprint(10, "Sunday", "sunday"),
    misprint(11, "/compliance", "/compliance/"),
    misprint(
        34,
        "",
        "<ServiceRequest><data><QuestionnaireCampaign><comments>No longer needed</comments>\
         </QuestionnaireCampaign></data></ServiceRequest>",
    ),
];

/// The samples of a folder, in the order of their lines.
pub(crate) fn samples(folder: &Path) -> Vec<Call> {
    let text = fs::read_to_string(folder.join("requests.jsonl")).expect("the samples");
    text.lines().enumerate().map(|(index, line)| sample(folder, index + 1, line)).collect()
}

fn sample(folder: &Path, number: usize, line: &str) -> Call {
    let value: Value = serde_json::from_str(line).expect("a line is JSON");
    let pairs: Vec<(&str, &str)> = value["params"]
        .as_array()
        .expect("parameters")
        .iter()
        .map(|pair| (pair[0].as_str().expect("a name"), pair[1].as_str().expect("a value")))
        .collect();
    let path = value["path"].as_str().expect("a path").to_owned();
    let is_qps = path.starts_with("/qps/");
    let body = value["body"].as_str().map(|name| folder.join("clean").join(name));
    let body = body.map(|path| fs::read_to_string(path).expect("a body"));
    // A command without a method gets if it has nothing to send.
    let is_post = match value["method"].as_str() {
        Some(method) => method == "POST",
        None => !is_qps && pairs.first().is_none_or(|(_, action)| *action != "list"),
    };
    let pairs = encoded(&pairs);
    let mut call = Call {
        method: if is_post { Method::POST } else { Method::GET },
        path,
        query: String::new(),
        media_type: if is_qps { "text/xml" } else { FORM },
        body: body.unwrap_or_default(),
    };
    match (is_qps, is_post) {
        (true, _) => {}
        (false, true) => call.body = pairs,
        (false, false) => call.query = pairs,
    }
    for misprint in MISPRINTS.iter().filter(|misprint| misprint.line == number) {
        correct(misprint, &mut call);
    }
    call
}

/// Corrects one misprint; fails if it is not there.
fn correct(misprint: &Misprint, call: &mut Call) {
    let Misprint { line, note, sent } = misprint;
    if note.starts_with('/') && call.path.ends_with(note) {
        call.path = format!("{}{sent}", call.path.trim_end_matches(note));
    } else if note.is_empty() && call.body.is_empty() {
        (*sent).clone_into(&mut call.body);
    } else {
        assert_eq!(call.body.matches(note).count(), 1, "line {line} has `{note}` no more");
        call.body = call.body.replace(note, sent);
    }
}
