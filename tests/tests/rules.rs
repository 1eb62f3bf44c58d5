//! For every rule of the release notes, a request that keeps it and one that breaks it.
//!
//! What breaks a rule is refused by an error value before anything is sent, or by the compiler: then the row names a case
//! of `refused/`.

mod rules {
    pub(crate) mod combinations;
    pub(crate) mod objects;
    pub(crate) mod ranges;
    pub(crate) mod rendering;
    pub(crate) mod values;
}

use qualys::{InvalidRequest, Operation, Request};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A rule, with a case on each side of it.
struct Rule {
    /// The rule, in few words.
    rule: String,
    /// A request that keeps it.
    accepted: Result<Request, InvalidRequest>,
    /// What that one sends.
    sends: Sends,
    /// What happens to a request that breaks it.
    refused: Refused,
}

/// What a request has to hold.
enum Sends {
    /// Parameters, each with its value.
    Parameters(Vec<(&'static str, String)>),
    /// This text, in its XML.
    Xml(&'static str),
}

/// Who refuses a request, and how.
enum Refused {
    /// The builder, when the request is finished.
    Value(Box<Broken>),
    /// The compiler: the case of this name.
    Type(&'static str),
}

/// A request that breaks one rule, and what is said of it.
struct Broken {
    request: Result<Request, InvalidRequest>,
    operation: &'static str,
    parameter: &'static str,
    value: Option<String>,
    allowed: String,
}

impl Rule {
    /// A rule that the compiler keeps.
    fn of_types(
        rule: &str,
        accepted: impl Operation,
        sends: &[(&'static str, &str)],
        case: &'static str,
    ) -> Self {
        Self {
            rule: rule.to_owned(),
            accepted: accepted.request(),
            sends: Sends::parameters(sends),
            refused: Refused::Type(case),
        }
    }

    /// A rule that is checked when the request is finished.
    fn of_values(
        rule: impl Into<String>,
        accepted: impl Operation,
        sends: &[(&'static str, &str)],
        broken: Broken,
    ) -> Self {
        Self {
            rule: rule.into(),
            accepted: accepted.request(),
            sends: Sends::parameters(sends),
            refused: Refused::Value(Box::new(broken)),
        }
    }
}

impl Sends {
    fn parameters(pairs: &[(&'static str, &str)]) -> Self {
        Self::Parameters(pairs.iter().map(|(name, value)| (*name, (*value).to_owned())).collect())
    }
}

impl Broken {
    /// A request in which a parameter has a value that is not allowed.
    fn new<O: Operation>(
        operation: O,
        parameter: &'static str,
        value: Option<&str>,
        allowed: impl Into<String>,
    ) -> Self {
        Self {
            request: operation.request(),
            operation: O::NAME,
            parameter,
            value: value.map(str::to_owned),
            allowed: allowed.into(),
        }
    }
}

fn table() -> Vec<Rule> {
    let mut table = rules::ranges::rules();
    table.extend(rules::values::rules());
    table.extend(rules::combinations::rules());
    table.extend(rules::objects::rules());
    table
}

#[test]
fn what_keeps_the_rules_is_accepted() {
    let table = table();
    assert!(table.len() > 150, "there are {} rules", table.len());
    for Rule { rule, accepted, sends, .. } in table {
        let request = accepted.unwrap_or_else(|error| panic!("{rule}: {error}"));
        let sent: Vec<(&str, &str)> = request.query().chain(request.form()).collect();
        match sends {
            Sends::Parameters(pairs) => {
                for (name, value) in pairs {
                    assert!(
                        sent.contains(&(name, value.as_str())),
                        "{rule}: no {name}={value} in {request:?}"
                    );
                    let times = sent.iter().filter(|(one, _)| *one == name).count();
                    assert_eq!(times, 1, "{rule}: {name} in {request:?}");
                }
            }
            Sends::Xml(text) => {
                let xml = request.xml().unwrap_or_else(|| panic!("{rule}: no XML in {request:?}"));
                assert!(xml.contains(text), "{rule}: no {text} in {xml}");
            }
        }
    }
}

#[test]
fn what_breaks_a_rule_is_refused_with_what_is_allowed() {
    for Rule { rule, refused, .. } in table() {
        let Refused::Value(broken) = refused else { continue };
        let Broken { request, operation, parameter, value, allowed } = *broken;
        let error = match request {
            Err(error) => error,
            Ok(request) => panic!("{rule}: {request:?}"),
        };
        assert_eq!(error.operation(), operation, "{rule}");
        let [violation] = error.violations() else { panic!("{rule}: {error}") };
        assert_eq!(violation.parameter, parameter, "{rule}");
        assert_eq!(violation.value, value, "{rule}");
        assert_eq!(violation.allowed, allowed, "{rule}");
        let shown = error.to_string();
        for part in [operation, parameter, &allowed] {
            assert!(shown.contains(part), "{rule}: no {part} in {shown}");
        }
    }
}

#[test]
fn every_case_that_the_compiler_refuses_stands_for_a_rule() {
    let table = table();
    let named: BTreeSet<String> = table
        .iter()
        .filter_map(|rule| match rule.refused {
            Refused::Type(case) => Some(case.to_owned()),
            Refused::Value(_) => None,
        })
        .collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("refused/tests/refused");
    let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let cases: BTreeSet<String> = files
        .map(|entry| entry.expect("a folder that was just opened can be read").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    assert_eq!(named, cases, "cases that the table names, and those in tests/refused");
}
