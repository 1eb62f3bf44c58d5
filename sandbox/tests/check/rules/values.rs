//! Values of parameters.

use crate::check::call::Call;
use crate::check::rules::{COMPLIANCE, CREATE, HOSTS, Pairs, Rule, SCHEDULE, VIRTUAL_HOSTS};

pub(crate) fn values(rules: &mut Vec<Rule>) {
    let mut value = |rule, name: &'static str, kept: &'static str, broken: &'static str, expected: &str| {
        let change = |value| {
            let mut pairs = CREATE.to_vec();
            pairs.retain(|(one, _)| *one != name);
            pairs.push((name, value));
            Call::form(SCHEDULE, &pairs)
        };
        let refusal = format!("400 1905: parameter {name} has invalid value: {broken} (expected {expected})");
        rules.push(Rule { rule, kept: change(kept), broken: change(broken), refusal });
    };
    value("a range", "recurrence", "99", "100", "a number from 1 to 99");
    value("a number", "frequency_days", "007", "7.0", "a number from 1 to 365");
    value("no number at all", "start_hour", "0", "", "a number from 0 to 23");
    value("a date as it is written", "start_date", "08/20/2020", "2020-08-20", "a date as mm/dd/yyyy");
    value("a date that is one", "start_date", "02/29/2020", "02/29/2019", "a date as mm/dd/yyyy");
    value("0 or 1", "active", "0", "yes", "one of 0, 1");
    value("yes or no", "observe_dst", "yes", "1", "one of yes, no");
    value("ASCII", "scan_title", "Weekly ~ \"all\"", "Wöchentlich", "text of ASCII characters");
    value("capitals", "time_zone_code", "BR-AM1", "us-CA", "text without small letters");
    value("a title is not empty", "scan_title", "T", "", "1 to 2000 characters");
    value(
        "a list has values",
        "ip",
        "10.10.10.1,10.10.10.2",
        "",
        "one or more values with commas between them",
    );
    value(
        "no value is empty",
        "ip",
        "10.10.10.1, 10.10.10.2",
        "10.10.10.1,",
        "one or more values with commas between them",
    );
    value("a word", "occurrence", "daily", "hourly", "`daily` or `weekly` or `monthly`");
    value(
        "numbers in a list",
        "asset_group_ids",
        "1,2",
        "1,b",
        "each value to be a number from 0 to 18446744073709551615",
    );
    let mut form = |rule, path, kept: Pairs, broken: Pairs, refusal: &str| {
        let (kept, broken) = (Call::form(path, kept), Call::form(path, broken));
        rules.push(Rule { rule, kept, broken, refusal: format!("400 1905: parameter {refusal}") });
    };
    form(
        "no HTML",
        COMPLIANCE,
        &[("action", "update"), ("id", "7"), ("after_notify", "1"), ("after_notify_message", "a < b, <3")],
        &[("action", "update"), ("id", "7"), ("after_notify", "1"), ("after_notify_message", "<b>done</b>")],
        "after_notify_message has invalid value: <b>done</b> (expected text without HTML tags)",
    );
    form(
        "an empty list where the service takes one",
        COMPLIANCE,
        &[("action", "update"), ("id", "7"), ("after_notify", "1"), ("recipient_group_ids", "")],
        &[("action", "update"), ("id", "7"), ("after_notify", "1"), ("recipient_group_ids", ",")],
        "recipient_group_ids has invalid value: , (expected one or more values with commas between them or ``)",
    );
    form(
        "a time in UTC",
        HOSTS,
        &[("action", "list"), ("vm_scan_since", "2020-08-20T10:00:00Z")],
        &[("action", "list"), ("vm_scan_since", "2020-08-20T10:00:00+01:00")],
        "vm_scan_since has invalid value: 2020-08-20T10:00:00+01:00 (expected a time in UTC as YYYY-MM-DD or \
         YYYY-MM-DDTHH:MM:SSZ)",
    );
    form(
        "an action",
        VIRTUAL_HOSTS,
        &[("action", "list")],
        &[("action", "destroy")],
        "action has invalid value: destroy (expected one of list, create, update, add_fqdn, delete_fqdn, delete)",
    );
}
