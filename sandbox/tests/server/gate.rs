//! What is looked at before a call itself: header, path, credentials, sessions, tokens.

use crate::raw::{BASIC, WITH, call, get};
use expect_test::{Expect, expect};
use qualys_sandbox::Sandbox;
use qualys_sandbox::clock::ManualClock;
use std::time::Duration;

const LIST: &str = "/api/2.0/fo/asset/host/?action=list";
const SESSION: &str = "/api/2.0/fo/session/";
const SEARCH: &str = "/qps/rest/3.0/search/was/finding";

fn sandbox() -> (Sandbox, ManualClock) {
    let clock = ManualClock::new("2024-02-06T08:05:09Z".parse().unwrap());
    let sandbox = Sandbox::builder().handler(crate::lists).clock(clock.clone()).start().unwrap();
    (sandbox, clock)
}

fn check(method: &str, target: &str, headers: &[&str], body: &str, expected: Expect) {
    let (sandbox, _) = sandbox();
    let answered = call(&sandbox, method, target, headers, body);
    let problem = sandbox.calls()[0].problem.clone().unwrap_or_default();
    expected.assert_eq(&format!("{}\n{problem}", answered.outline()));
}

#[test]
fn header() {
    check(
        "GET",
        LIST,
        &[BASIC],
        "",
        expect![[r#"
        400 1903: The header X-Requested-With is missing.
        1903: The header X-Requested-With is missing."#]],
    );
    check(
        "GET",
        "/msp/time_zone_code_list.php",
        &[BASIC, "X-Requested-With:"],
        "",
        expect![[r#"
        400 1903: The header X-Requested-With is missing.
        1903: The header X-Requested-With is missing."#]],
    );
    // The other family does not ask for it.
    check("POST", SEARCH, &[BASIC], "<ServiceRequest/>", expect!["200 SUCCESS\n"]);
}

#[test]
fn credentials() {
    check("GET", LIST, &[WITH, BASIC], "", expect!["200\n"]);
    check(
        "GET",
        LIST,
        &[WITH],
        "",
        expect![[r#"
        401 2000: Bad login or password
        no credentials"#]],
    );
    check(
        "GET",
        LIST,
        &[WITH, "Authorization: Basic d3Jvbmc6d3Jvbmc="],
        "",
        expect![[r#"
        401 2000: Bad login or password
        Basic name or password is not the account's"#]],
    );
    check(
        "GET",
        LIST,
        &[WITH, "Authorization: Basic ]["],
        "",
        expect![[r#"
        401 2000: Bad login or password
        Basic name or password is not the account's"#]],
    );
    check(
        "POST",
        SEARCH,
        &["Authorization: Basic d3Jvbmc6d3Jvbmc="],
        "<ServiceRequest/>",
        expect![[r#"
        200 INVALID_CREDENTIALS: Authentication failed.
        Basic name or password is not the account's"#]],
    );
    check(
        "POST",
        SEARCH,
        &[],
        "<ServiceRequest/>",
        expect![[r#"
        200 AUTH_CREDENTIALS_NEEDED: The request carries no credentials.
        no credentials"#]],
    );
    check(
        "POST",
        SEARCH,
        &["Authorization: Bearer a.b.c"],
        "<ServiceRequest/>",
        expect![[r#"
        401 INVALID_CREDENTIALS: Authentication failed.
        the bearer token is not the account's"#]],
    );
}

#[test]
fn missing_slash() {
    let (sandbox, _) = sandbox();
    // Without credentials: the redirect comes first.
    let answered = call(&sandbox, "GET", "/api/2.0/fo/asset/host?action=list", &[WITH], "");
    assert_eq!(answered.status, 301);
    assert_eq!(answered.header("location"), Some("http://127.0.0.1:7/api/2.0/fo/asset/host/?action=list"));
    assert!(answered.header("content-type").unwrap().starts_with("text/html"));
    assert!(answered.text().contains("<h1>301 Moved Permanently</h1>"));
    let file = "/api/2.0/fo/scan/cloud/perimeter/job/index.php";
    assert_eq!(get(&sandbox, file).status, 200);
}

#[test]
fn long_url() {
    let (sandbox, _) = sandbox();
    let answered = get(&sandbox, &format!("{LIST}&ids={}", "1,".repeat(5000)));
    assert_eq!(answered.status, 414);
    assert!(answered.text().contains("<html>"));
}

#[test]
fn sessions() {
    let (sandbox, clock) = sandbox();
    let login = "action=login&username=sandbox_user&password=";
    let wrong = call(&sandbox, "POST", SESSION, &[WITH], &format!("{login}sandbox+demo%262024"));
    assert_eq!(wrong.outline(), "401 2000: Bad login or password");
    let right = call(&sandbox, "POST", SESSION, &[WITH], &format!("{login}sandbox%2Bdemo%262024"));
    assert_eq!(right.outline(), "200 Logged in");
    assert_eq!(right.header("x-ratelimit-limit"), None);
    let cookie = right.header("set-cookie").unwrap().split(';').next().unwrap();
    let cookie = format!("Cookie: theme=dark; {cookie}");
    let list = || call(&sandbox, "GET", LIST, &[WITH, &cookie], "").outline();
    assert_eq!(list(), "200");
    // A session is not one of the other family.
    let search = call(&sandbox, "POST", SEARCH, &[&cookie], "<ServiceRequest/>");
    assert_eq!(search.outline(), "200 AUTH_CREDENTIALS_NEEDED: The request carries no credentials.");
    // Each call makes it live for another hour.
    clock.advance(Duration::from_secs(59 * 60));
    assert_eq!(list(), "200");
    clock.advance(Duration::from_secs(59 * 60));
    assert_eq!(list(), "200");
    clock.advance(Duration::from_secs(60 * 60));
    assert_eq!(list(), "401 2000: Bad login or password");
    assert_eq!(sandbox.calls().last().unwrap().problem.as_deref(), Some("the session expired"));
}

#[test]
fn logout() {
    let (sandbox, _) = sandbox();
    let login = "action=login&username=sandbox_user&password=sandbox%2Bdemo%262024";
    let right = call(&sandbox, "POST", SESSION, &[WITH], login);
    let cookie = right.header("set-cookie").unwrap().split(';').next().unwrap();
    let cookie = format!("Cookie: {cookie}");
    assert_eq!(
        call(&sandbox, "POST", SESSION, &[WITH, &cookie], "action=dance").outline(),
        "400 1905: parameter action has invalid value, expected login or logout"
    );
    let out = call(&sandbox, "POST", SESSION, &[WITH, &cookie], "action=logout");
    assert_eq!(out.outline(), "200 Logged out");
    assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
    assert_eq!(call(&sandbox, "GET", LIST, &[WITH, &cookie], "").status, 401);
    let more = call(&sandbox, "POST", SESSION, &[WITH], &format!("{login}&remember=1"));
    assert_eq!(more.outline(), "400 1901: Unrecognized parameter: remember");
    let by_get = call(&sandbox, "GET", &format!("{SESSION}?{login}"), &[WITH], "");
    assert_eq!(by_get.outline(), "400 1908: The method is not allowed for this action, expected POST.");
}

#[test]
fn tokens() {
    let (sandbox, clock) = sandbox();
    let form = "username=sandbox_user&password=sandbox%2Bdemo%262024&token=true";
    let answered = call(&sandbox, "POST", "/auth", &[], form);
    assert_eq!(answered.status, 201);
    assert_eq!(answered.header("content-type"), Some("text/plain;charset=UTF-8"));
    let token = answered.text();
    assert_eq!(token.split('.').count(), 3);
    let bearer = format!("Authorization: Bearer {token}");
    let list = || call(&sandbox, "GET", LIST, &[WITH, &bearer], "").status;
    let search = || call(&sandbox, "POST", SEARCH, &[&bearer], "<ServiceRequest/>").status;
    assert_eq!((list(), search()), (200, 200));
    clock.advance(Duration::from_secs(4 * 60 * 60 - 1));
    assert_eq!((list(), search()), (200, 200));
    clock.advance(Duration::from_secs(1));
    assert_eq!((list(), search()), (401, 401));
    assert_eq!(call(&sandbox, "POST", "/auth", &[], "username=a&password=b&token=true").status, 401);
    assert_eq!(call(&sandbox, "POST", "/auth", &[], &form.replace("&token=true", "")).status, 400);
    assert_eq!(call(&sandbox, "GET", "/auth", &[], "").status, 405);
}
