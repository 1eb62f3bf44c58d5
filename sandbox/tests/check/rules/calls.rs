//! Paths, methods, media types, names.

use crate::check::call::Call;
use crate::check::rules::{HOSTS, Rule, SCHEDULE};
use http::Method;

pub(crate) fn calls(rules: &mut Vec<Rule>) {
    let mut push = |rule, kept, broken, refusal: &str| {
        rules.push(Rule { rule, kept, broken, refusal: refusal.to_owned() });
    };
    let list = || Call::form(HOSTS, &[("action", "list")]);
    push(
        "lists are got and posted",
        Call::get(HOSTS, &[("action", "list")]),
        Call::get(HOSTS, &[]),
        "400 1903: Missing required parameter(s): action (list)",
    );
    push(
        "parameters have small letters",
        list(),
        Call::form(HOSTS, &[("action", "list"), ("IDs", "1")]),
        "400 1901: Unrecognized parameter(s): IDs",
    );
    push(
        "the last of a name counts",
        Call::form(HOSTS, &[("action", "fetch"), ("action", "list")]),
        Call::form(HOSTS, &[("action", "list"), ("action", "fetch")]),
        "400 1905: parameter action has invalid value: fetch (expected one of list)",
    );
    push(
        "what changes something is posted",
        Call::form(SCHEDULE, &[("action", "delete"), ("id", "7")]),
        Call::get(SCHEDULE, &[("action", "delete"), ("id", "7")]),
        "400 1908: Method GET is not allowed for action delete; use POST",
    );
    push(
        "sessions are posted",
        Call::form("/api/2.0/fo/session/", &[("action", "logout")]),
        Call::get("/api/2.0/fo/session/", &[("action", "logout")]),
        "400 1908: Method GET is not allowed for action logout; use POST",
    );
    let both = Call { query: "action=list".to_owned(), ..Call::form(SCHEDULE, &[("id", "7")]) };
    push(
        "query string and form",
        both,
        Call { method: Method::PUT, ..list() },
        "405: The method PUT is not allowed for this URL.",
    );
    push(
        "a form",
        list(),
        Call { media_type: "application/json", ..list() },
        "415: Parameters are expected as application/x-www-form-urlencoded.",
    );
    push(
        "the slash",
        list(),
        Call::form("/api/2.0/fo/asset/host", &[("action", "list")]),
        "301: /api/2.0/fo/asset/host/",
    );
    push(
        "a path",
        Call::get("/msp/time_zone_code_list.php", &[]),
        Call::get("/msp/time_zones.php", &[]),
        "404: The requested URL /msp/time_zones.php was not found on this server.",
    );
}
