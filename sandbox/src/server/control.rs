//! `/sandbox/`: faults for who has no hands on the sandbox but HTTP.

use super::Shared;
use crate::exchange::{Answer, Incoming};
use crate::fault::{Fault, Rule};
use http::{Method, StatusCode};

/// Where the sandbox is steered; nothing of the service is there.
pub(super) const FOLDER: &str = "/sandbox/";
const FAULTS: &str = "/sandbox/faults";

/// Answers in plain text.
pub(super) fn answer(shared: &Shared, incoming: &Incoming) -> Answer {
    let text = |status, text: String| Answer::new(status, "text/plain;charset=UTF-8", text + "\n");
    if incoming.path != FAULTS {
        return text(StatusCode::NOT_FOUND, format!("nothing is here, expected {FAULTS}"));
    }
    match incoming.method {
        Method::POST => match rule(incoming) {
            Ok((fault, rule)) => {
                let said = format!("{fault}: {rule}");
                shared.injections.add(fault, rule);
                text(StatusCode::CREATED, said)
            }
            Err(problem) => text(StatusCode::BAD_REQUEST, problem),
        },
        Method::GET => text(StatusCode::OK, shared.injections.waiting().join("\n")),
        Method::DELETE => {
            shared.injections.clear();
            text(StatusCode::OK, "no faults wait".to_owned())
        }
        _ => text(StatusCode::METHOD_NOT_ALLOWED, "expected POST, GET or DELETE".to_owned()),
    }
}

/// `fault=stall&path=/api/2.0/fo/scan/&action=list&nth=2&times=3&carried_out=true`
fn rule(incoming: &Incoming) -> Result<(Fault, Rule), String> {
    let mut fault = None;
    let mut rule = Rule::new();
    for (name, value) in incoming.parameters() {
        let number = || value.parse().map_err(|_| format!("{name} is {value:?}, expected a number"));
        rule = match &*name {
            "fault" => {
                fault = Some(value.parse::<Fault>().map_err(|error| error.to_string())?);
                rule
            }
            "path" => rule.path(value),
            "action" => rule.action(value),
            "nth" => rule.nth(number()?),
            "times" if value == "always" => rule.always(),
            "times" => rule.times(number()?),
            "carried_out" if value == "true" => rule.carried_out(),
            "carried_out" if value == "false" => rule,
            _ => {
                return Err(format!(
                    "{name}={value} is not known, expected fault, path, action, nth, times, carried_out=true"
                ));
            }
        };
    }
    let fault = fault.ok_or("fault is missing: say which one, such as fault=stall")?;
    Ok((fault, rule))
}
