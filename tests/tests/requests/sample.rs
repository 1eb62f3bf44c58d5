//! Samples of requests, as `requests.jsonl` has them.

use qualys::{Method, Request};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A request of a release note, or one that was rendered, in a form in which the two compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sample {
    /// The method; `None` where the note's command does not show one.
    pub(crate) method: Option<String>,
    /// The path without the query string.
    pub(crate) path: String,
    /// Names and values from query string and form, sorted.
    pub(crate) parameters: Vec<(String, String)>,
    /// The XML that it carries.
    pub(crate) body: Option<String>,
}

impl Sample {
    /// The sample that a rendered request would be.
    pub(crate) fn of(request: &Request) -> Self {
        let pairs = request.query().chain(request.form());
        let mut parameters: Vec<_> = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        parameters.sort();
        Self {
            method: Some(request.method().to_string()),
            path: request.path().to_owned(),
            parameters,
            body: request.xml().map(str::to_owned),
        }
    }
}

/// The samples of a folder, in the order of their lines.
pub(crate) fn samples(folder: &Path) -> Vec<Sample> {
    let text = read(&folder.join("requests.jsonl"));
    text.lines().enumerate().map(|(index, line)| sample(folder, index + 1, line)).collect()
}

fn sample(folder: &Path, number: usize, line: &str) -> Sample {
    let broken = |what: &str| -> ! { panic!("requests.jsonl:{number}: {what}") };
    let value: Value =
        serde_json::from_str(line).unwrap_or_else(|error| broken(&format!("no JSON: {error}")));
    let text = |name: &str| match &value[name] {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => broken(&format!("{name} is {other}")),
    };
    let method = text("method");
    if let Some(method) = &method
        && ![Method::Get, Method::Post, Method::Delete].iter().any(|one| one.as_str() == method)
    {
        broken(&format!("no method {method}"));
    }
    let pairs = value["params"].as_array().unwrap_or_else(|| broken("params is no array"));
    let mut parameters: Vec<(String, String)> = pairs
        .iter()
        .map(|pair| match (pair[0].as_str(), pair[1].as_str()) {
            (Some(name), Some(value)) => (name.to_owned(), value.to_owned()),
            _ => broken(&format!("no name and value: {pair}")),
        })
        .collect();
    parameters.sort();
    Sample {
        method,
        path: text("path").unwrap_or_else(|| broken("there is no path")),
        parameters,
        body: text("body").map(|name| read(&folder.join("clean").join(name))),
    }
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
