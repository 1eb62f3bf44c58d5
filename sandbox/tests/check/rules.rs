//! Rules of the descriptions, each with a call that keeps it and one that breaks it.

mod calls;
mod combinations;
mod service_requests;
mod values;

use crate::check::call::Call;

/// A rule, with a case on each side of it.
pub(crate) struct Rule {
    /// The rule, in few words.
    pub(crate) rule: &'static str,
    /// A call that keeps it.
    pub(crate) kept: Call,
    /// A call that breaks it.
    pub(crate) broken: Call,
    /// What is said of that one.
    pub(crate) refusal: String,
}

/// Names and values.
type Pairs = &'static [(&'static str, &'static str)];

const SCHEDULE: &str = "/api/2.0/fo/schedule/scan/";
const COMPLIANCE: &str = "/api/2.0/fo/schedule/scan/compliance/";
const HOSTS: &str = "/api/2.0/fo/asset/host/";
const VIRTUAL_HOSTS: &str = "/api/2.0/fo/asset/vhost/";
const ADDRESSES: &str = "/api/2.0/fo/asset/ip/";
const KNOWLEDGE_BASE: &str = "/api/2.0/fo/knowledge_base/vuln/";

/// A daily schedule of one address, without when and how.
const CREATE: Pairs = &[
    ("action", "create"),
    ("scan_title", "Title"),
    ("active", "1"),
    ("option_id", "1"),
    ("ip", "10.10.10.1"),
    ("start_hour", "14"),
    ("start_minute", "0"),
    ("time_zone_code", "US-CA"),
    ("occurrence", "daily"),
    ("frequency_days", "5"),
];

const UPDATE: Pairs = &[("action", "update"), ("id", "7")];

/// Pairs with some set, added or, with the value `-`, taken out.
fn with(pairs: Pairs, changes: Pairs) -> Vec<(&'static str, &'static str)> {
    let mut all = pairs.to_vec();
    for (name, value) in changes {
        all.retain(|(one, _)| one != name);
        if *value != "-" {
            all.push((name, value));
        }
    }
    all
}

pub(crate) fn rules() -> Vec<Rule> {
    let mut rules = Vec::new();
    combinations::combinations(&mut rules);
    values::values(&mut rules);
    calls::calls(&mut rules);
    service_requests::service_requests(&mut rules);
    rules
}
