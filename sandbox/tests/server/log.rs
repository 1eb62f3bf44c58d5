//! What the sandbox says of the calls that arrived.

use crate::raw::{BASIC, WITH, call, get};
use expect_test::expect;
use qualys_sandbox::clock::ManualClock;
use qualys_sandbox::log::{Record, line};
use qualys_sandbox::{Builder, Sandbox};
use std::sync::mpsc::channel;

const SESSION: &str = "/api/2.0/fo/session/";
const LOGIN: &str = "action=login&username=sandbox_user&password=sesame%26more";

fn builder() -> Builder {
    let clock = ManualClock::new("2024-02-06T08:05:09Z".parse().unwrap());
    Sandbox::builder().handler(crate::lists).clock(clock)
}

#[test]
fn records() {
    let sandbox = builder().start().unwrap();
    get(&sandbox, "/api/2.0/fo/asset/host/?action=list&ips=192.0.2.1%2C192.0.2.7");
    call(&sandbox, "POST", "/qps/rest/3.0/search/was/finding", &[BASIC], "<ServiceRequest/>");
    call(&sandbox, "POST", SESSION, &[WITH, "Cookie: QualysSession=1f"], LOGIN);
    let calls = sandbox.calls();
    assert_eq!(calls.iter().map(|call| call.number).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(calls[0].parameter("ips"), Some("192.0.2.1,192.0.2.7"));
    assert_eq!(calls[0].action(), Some("list"));
    assert_eq!((calls[0].credentials, calls[2].credentials), (Some("Basic"), Some("Cookie")));
    assert!(calls[0].headers.contains_key("x-requested-with"));
    assert!(calls.iter().all(|call| !call.headers.contains_key("authorization")));
    assert_eq!(calls[1].action(), Some("search"));
    assert_eq!(calls[1].body(), b"<ServiceRequest/>");
    assert_eq!(calls[0].status.unwrap(), 200);
    assert_eq!(calls[2].status.unwrap(), 401);
    assert_eq!(calls[2].parameter("password"), Some("***"));
    assert_eq!(calls[2].secret("password"), None);
    sandbox.clear_calls();
    assert_eq!(sandbox.calls().len(), 0);
}

#[test]
fn secrets_are_kept_only_if_asked_for() {
    let sandbox = builder().keep_secrets(true).start().unwrap();
    call(&sandbox, "POST", SESSION, &[WITH], LOGIN);
    let calls = sandbox.calls();
    assert_eq!(calls[0].secret("password"), Some("sesame&more"));
    assert_eq!(calls[0].parameter("password"), Some("***"));
    assert!(!format!("{calls:?}").contains("sesame"));
}

#[test]
fn lines() {
    let (sender, receiver) = channel();
    let on_call = move |record: &Record| sender.send(record.clone()).unwrap();
    let sandbox = builder().on_call(on_call).start().unwrap();
    let said = |color: bool| {
        let mut record = receiver.recv().unwrap();
        record.duration = record.duration.map(|_| std::time::Duration::from_millis(12));
        line(&record, color)
    };
    get(&sandbox, "/api/2.0/fo/asset/host/?action=list&ids=1-9%0A&note=%1B%5B31m");
    expect!["08:05:09 200 GET /api/2.0/fo/asset/host/ list ids=1-9  note= [31m 413 B 12 ms"]
        .assert_eq(&said(false));
    call(&sandbox, "POST", SESSION, &[WITH], LOGIN);
    expect!["08:05:09 401 POST /api/2.0/fo/session/ login username=sandbox_user password=*** 268 B 12 ms Basic name or password is not the account's"].assert_eq(&said(false));
    sandbox.inject("reset-after=9".parse().unwrap(), qualys_sandbox::fault::Rule::new());
    get(&sandbox, "/api/2.0/fo/scan/");
    expect!["08:05:09 200 GET /api/2.0/fo/scan/ 9 B 12 ms fault: reset-after=9"].assert_eq(&said(false));
    get(&sandbox, "/api/2.0/fo/scan/");
    expect![[r#"\u{1b}[2m08:05:09\u{1b}[0m \u{1b}[32m200\u{1b}[0m GET /api/2.0/fo/scan/ \u{1b}[2m413 B 12 ms\u{1b}[0m"#]]
    .assert_eq(&said(true).escape_default().to_string());
}
