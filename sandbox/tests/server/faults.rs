//! Every fault, as it is seen from the other end of the wire.

use crate::raw::{Answered, BASIC, Connection, End, SILENCE, WITH, call, get, request};
use crate::{FINDINGS, HOSTS};
use expect_test::{Expect, expect};
use qualys_sandbox::Sandbox;
use qualys_sandbox::clock::ManualClock;
use qualys_sandbox::fault::{Fault, Rule};
use std::time::{Duration, Instant};

const LIST: &str = "/api/2.0/fo/asset/host/?action=list";

fn sandbox() -> Sandbox {
    let clock = ManualClock::new("2024-02-06T08:05:09Z".parse().unwrap());
    Sandbox::builder().handler(crate::lists).clock(clock).start().unwrap()
}

/// The answer to a list that meets a fault; the list after it is answered as ever.
fn met(fault: &str) -> Answered {
    let sandbox = sandbox();
    sandbox.inject(fault.parse().unwrap(), Rule::new());
    let mut connection = Connection::new(&sandbox);
    match fault {
        "stall" => connection = connection.silent_after(0),
        _ if fault.starts_with("stall") => connection = connection.silent_after(1),
        _ => {}
    }
    connection.send(&request("GET", LIST, &[WITH, BASIC], ""));
    let answered = connection.receive();
    assert_eq!(sandbox.calls()[0].fault.as_deref().unwrap().split('=').next(), fault.split('=').next());
    assert_eq!(sandbox.calls()[0].problem, None);
    assert_eq!(get(&sandbox, LIST).text(), HOSTS);
    answered
}

/// Where the altered document differs from the real one.
fn check_altered(fault: &str, expected: Expect) {
    let answered = met(fault);
    assert_eq!((answered.status, answered.end), (200, End::Complete));
    expected.assert_eq(&difference(HOSTS.as_bytes(), &answered.body));
}

fn difference(before: &[u8], after: &[u8]) -> String {
    let same = before.iter().zip(after).take_while(|(before, after)| before == after).count();
    let rest = before.len().min(after.len()) - same;
    let same_end = before.iter().rev().zip(after.iter().rev()).take(rest).take_while(|(b, a)| b == a).count();
    let part = |bytes: &[u8]| bytes[same..bytes.len() - same_end].escape_ascii().to_string();
    let context = before[same.saturating_sub(16)..same].escape_ascii();
    format!("{context}[{} -> {}]", part(before), part(after))
}

#[test]
fn reset() {
    let answered = met("reset");
    assert_eq!((answered.status, answered.end), (0, End::Reset));
    let answered = met("reset-after=100");
    assert_eq!((answered.status, answered.end), (200, End::Reset));
    assert_eq!(answered.body, &HOSTS.as_bytes()[..100]);
}

#[test]
fn stall() {
    let answered = met("stall");
    assert_eq!((answered.status, answered.end), (0, End::Silent));
    let answered = met("stall-after=0");
    assert_eq!((answered.status, answered.end), (200, End::Silent));
    let answered = met("stall-after=100");
    assert_eq!((answered.status, answered.end), (200, End::Silent));
    assert_eq!(answered.body, &HOSTS.as_bytes()[..100]);
    assert_eq!(answered.header("content-length"), Some(&*HOSTS.len().to_string()));
}

#[test]
fn drip() {
    let began = Instant::now();
    let answered = met("drip=40/4");
    let pauses = (HOSTS.len() as u32 - 1) / 40;
    assert_eq!((answered.status, answered.end), (200, End::Complete));
    assert_eq!(answered.text(), HOSTS);
    assert!(began.elapsed() >= Duration::from_millis(4) * pauses);
}

#[test]
fn cut() {
    let half = &HOSTS.as_bytes()[..HOSTS.len() / 2];
    let answered = met("truncated");
    assert_eq!((answered.status, answered.end), (200, End::Complete));
    assert_eq!(answered.body, half);
    let answered = met("wrong-length");
    assert_eq!((answered.status, answered.end), (200, End::Closed));
    assert_eq!(answered.header("content-length"), Some(&*HOSTS.len().to_string()));
    assert_eq!(answered.body, half);
    let answered = met("cut-chunks");
    assert_eq!((answered.status, answered.end), (200, End::Closed));
    assert_eq!(answered.header("transfer-encoding"), Some("chunked"));
    assert_eq!(answered.body, half);
}

#[test]
fn altered() {
    check_altered("mismatched-tag", expect!["IP>192.0.2.2</IP[ -> X]"]);
    check_altered("invalid-utf8", expect![[r#"><ID>12</ID><IP>[ -> \xff]"#]]);
    check_altered("control-character", expect![[r#"><ID>12</ID><IP>[ -> \x08]"#]]);
    check_altered(
        "unknown-element",
        expect![">192.0.2.2</IP><[ -> SANDBOX_UNKNOWN>news</SANDBOX_UNKNOWN><]"],
    );
    check_altered("unknown-attribute", expect![[r#"T><ID>12</ID><IP[ ->  sandbox_unknown=\"news\"]"#]]);
    check_altered(
        "unknown-word=OS:BeOS & more",
        expect![[
            r#"2.0.2.1</IP><OS>[<![CDATA[Linux > 2]]></OS></HOST>\n      <HOST><ID>12</ID><IP>192.0.2.2</IP><OS><![CDATA[Windows]]></OS></HOST>\n      <HOST><ID>13</ID><IP>192.0.2.3</IP><OS><![CDATA[\xc3\xa9]]> -> BeOS &amp; more</OS></HOST>\n      <HOST><ID>12</ID><IP>192.0.2.2</IP><OS>BeOS &amp; more</OS></HOST>\n      <HOST><ID>13</ID><IP>192.0.2.3</IP><OS>BeOS &amp; more]"#
        ]],
    );
    check_altered("missing=IP", expect!["OST><ID>12</ID><[IP>192.0.2.2</IP>< -> ]"]);
    check_altered(
        "reordered",
        expect![[
            r#"T>\n      <HOST><[ID>11</ID><IP>192.0.2.1</IP><OS><![CDATA[Linux > 2]]></OS></HOST>\n      <HOST><ID>12</ID><IP>192.0.2.2</IP><OS><![CDATA[Windows]]></OS></HOST>\n      <HOST><ID>13</ID><IP>192.0.2.3</IP><OS><![CDATA[\xc3\xa9]]></OS -> OS><![CDATA[Linux > 2]]></OS><IP>192.0.2.1</IP><ID>11</ID></HOST>\n      <HOST><OS><![CDATA[Windows]]></OS><IP>192.0.2.2</IP><ID>12</ID></HOST>\n      <HOST><OS><![CDATA[\xc3\xa9]]></OS><IP>192.0.2.3</IP><ID>13</ID]"#
        ]],
    );
    check_altered(
        "page-loop",
        expect![[
            r#"</HOST_LIST>\n  <[ -> WARNING><CODE>1980</CODE><TEXT>There is more. Ask for the URL to have it.</TEXT><URL><![CDATA[http://127.0.0.1:7/api/2.0/fo/asset/host/?action=list]]></URL></WARNING><]"#
        ]],
    );
    check_altered(
        "page-elsewhere=https://192.0.2.7/",
        expect![[
            r#"</HOST_LIST>\n  <[ -> WARNING><CODE>1980</CODE><TEXT>There is more. Ask for the URL to have it.</TEXT><URL><![CDATA[https://192.0.2.7/api/2.0/fo/asset/host/?action=list]]></URL></WARNING><]"#
        ]],
    );
}

fn check_instead(fault: &str, expected: Expect) {
    let answered = met(fault);
    assert_eq!(answered.end, End::Complete);
    let headers = ["Location", "Retry-After", "X-RateLimit-ToWait-Sec", "Content-Type"];
    let headers =
        headers.into_iter().filter_map(|name| Some(format!("{name}: {}\n", answered.header(name)?)));
    let body = answered.text();
    let last = body.lines().last().unwrap_or("(empty)");
    expected.assert_eq(&format!("{}\n{}{last}\n", answered.outline(), headers.collect::<String>()));
}

#[test]
fn instead() {
    check_instead(
        "too-many-at-once",
        expect![[r#"
        409 1960: This API cannot be called again until 1 of its running calls has finished.
        Content-Type: text/xml;charset=UTF-8
        </SIMPLE_RETURN>
    "#]],
    );
    check_instead(
        "too-many-calls=7",
        expect![[r#"
        409 1965: This API cannot be called again for another 7 seconds.
        X-RateLimit-ToWait-Sec: 7
        Content-Type: text/xml;charset=UTF-8
        </SIMPLE_RETURN>
    "#]],
    );
    check_instead(
        "registration",
        expect![[r#"
        409 2003: The registration of this account is not complete: log in to the user interface first.
        Content-Type: text/xml;charset=UTF-8
        </SIMPLE_RETURN>
    "#]],
    );
    check_instead(
        "conflict",
        expect![[r#"
        409
        Content-Type: text/xml;charset=UTF-8
        (empty)
    "#]],
    );
    check_instead(
        "too-many-requests",
        expect![[r#"
        429
        Content-Type: application/json
        {"timestamp":"2024-02-06T08:05:09Z","status":429,"error":"Too Many Requests","message":"Too many requests","path":"/api/2.0/fo/asset/host/"}
    "#]],
    );
    check_instead(
        "too-many-requests=5",
        expect![[r#"
        429
        Retry-After: 5
        Content-Type: application/json
        {"timestamp":"2024-02-06T08:05:09Z","status":429,"error":"Too Many Requests","message":"Too many requests","path":"/api/2.0/fo/asset/host/"}
    "#]],
    );
    check_instead(
        "too-many-requests-until=5",
        expect![[r#"
        429
        Retry-After: Tue, 06 Feb 2024 08:05:14 GMT
        Content-Type: application/json
        {"timestamp":"2024-02-06T08:05:09Z","status":429,"error":"Too Many Requests","message":"Too many requests","path":"/api/2.0/fo/asset/host/"}
    "#]],
    );
    check_instead(
        "duplicate",
        expect![[r#"
        202 Duplicate operation: the same one is running.
        Content-Type: text/xml;charset=UTF-8
        </SIMPLE_RETURN>
    "#]],
    );
    check_instead(
        "status=503",
        expect![[r#"
        503
        Content-Type: text/html; charset=iso-8859-1
        <body><h1>503 Service Unavailable</h1><p>The server is not able to answer this request.</p></body></html>
    "#]],
    );
    check_instead(
        "status=520",
        expect![[r#"
        520
        Content-Type: text/html; charset=iso-8859-1
        <body><h1>520 Web server error</h1><p>The server is not able to answer this request.</p></body></html>
    "#]],
    );
    check_instead(
        "html",
        expect![[r#"
        200
        Content-Type: text/html; charset=iso-8859-1
        <body><h1>200 OK</h1><p>The service is under maintenance.</p></body></html>
    "#]],
    );
    check_instead(
        "error=2001",
        expect![[r#"
        200 2001: This account has expired.
        Content-Type: text/xml;charset=UTF-8
        </SIMPLE_RETURN>
    "#]],
    );
    check_instead(
        "error=7001",
        expect![[r#"
        200 7001: The report cannot be fetched.
        Content-Type: text/xml;charset=UTF-8
        </SIMPLE_RETURN>
    "#]],
    );
    check_instead(
        "internal",
        expect![[r#"
        200
        Content-Type: text/xml;charset=UTF-8
        </GENERIC_RETURN>
    "#]],
    );
    check_instead(
        "csv",
        expect![[r#"
        200
        Content-Type: text/csv;charset=UTF-8
        "----END_RESPONSE_BODY_CSV"
    "#]],
    );
    check_instead(
        "json",
        expect![[r#"
        400
        Content-Type: application/json
        {"timestamp":"2024-02-06T08:05:09Z","status":400,"error":"Bad Request","message":"The request is not valid.","path":"/api/2.0/fo/asset/host/"}
    "#]],
    );
    check_instead(
        "empty",
        expect![[r#"
        200
        Content-Type: text/xml;charset=UTF-8
        (empty)
    "#]],
    );
    check_instead(
        "redirect",
        expect![[r#"
        301
        Location: https://other.example/api/2.0/fo/asset/host/?action=list
        Content-Type: text/html; charset=iso-8859-1
        <body><h1>301 Moved Permanently</h1><p>The document has moved.</p></body></html>
    "#]],
    );
    check_instead(
        "redirect=http://127.0.0.1:9",
        expect![[r#"
        301
        Location: http://127.0.0.1:9/api/2.0/fo/asset/host/?action=list
        Content-Type: text/html; charset=iso-8859-1
        <body><h1>301 Moved Permanently</h1><p>The document has moved.</p></body></html>
    "#]],
    );
}

#[test]
fn huge() {
    let answered = met("huge=100000");
    assert_eq!((answered.status, answered.end), (200, End::Complete));
    assert_eq!(answered.header("transfer-encoding"), Some("chunked"));
    let text = answered.text();
    assert_eq!(text.matches("<HOST>").count(), 100_000);
    assert!(text.contains("<HOST><ID>11</ID>") && text.contains("<HOST><ID>100010</ID>"));
    assert!(text.ends_with("</HOST></HOST_LIST></RESPONSE></HOST_LIST_OUTPUT>"));
}

#[test]
fn faults_of_the_other_family() {
    let search = |fault: &str| {
        let sandbox = sandbox();
        sandbox.inject(fault.parse().unwrap(), Rule::new().action("search"));
        let answered =
            call(&sandbox, "POST", "/qps/rest/3.0/search/was/finding", &[BASIC], "<ServiceRequest/>");
        (answered.body, sandbox.calls()[0].problem.clone())
    };
    let (body, problem) = search("page-loop");
    assert_eq!(problem, None);
    expect!["<hasMoreRecords>[false</hasMoreRecords -> true</hasMoreRecords><lastId>500</lastId]"]
        .assert_eq(&difference(FINDINGS.as_bytes(), &body));
    let (body, _) = search("unknown-word=status:PONDERED");
    expect!["501</id><status>[NEW</status></Finding><Finding><id>502</id><status>ACTIVE -> PONDERED</status></Finding><Finding><id>502</id><status>PONDERED]"].assert_eq(&difference(FINDINGS.as_bytes(), &body));
    let (body, _) = search("huge=3");
    expect!["<ServiceResponse><responseCode>SUCCESS</responseCode><count>3</count><hasMoreRecords>false</hasMoreRecords><data><Finding><id>501</id><status>NEW</status></Finding><Finding><id>502</id><status>NEW</status></Finding><Finding><id>503</id><status>NEW</status></Finding></data></ServiceResponse>"].assert_eq(&String::from_utf8_lossy(&body));
    let (body, problem) = search("page-elsewhere");
    assert_eq!(body, FINDINGS.as_bytes());
    let problem = problem.unwrap();
    assert_eq!(problem, "the answer has nothing for the fault page-elsewhere=https://other.example to alter");
}

#[test]
fn rules() {
    let sandbox = sandbox();
    sandbox.inject(Fault::Status(500), Rule::new().action("launch").times(2));
    sandbox.inject(Fault::Status(502), Rule::new().path("/api/2.0/fo/asset/").nth(2).times(2));
    sandbox.inject(Fault::Status(503), Rule::new().path("/msp/").always());
    let statuses = |target: &str, times: usize| -> Vec<u16> {
        (0..times).map(|_| get(&sandbox, target).status).collect()
    };
    assert_eq!(statuses(LIST, 5), [200, 502, 502, 200, 200]);
    assert_eq!(statuses("/api/2.0/fo/scan/?action=launch", 3), [500, 500, 200]);
    assert_eq!(statuses("/msp/time_zone_code_list.php", 3), [503, 503, 503]);
    assert_eq!(sandbox.waiting_faults(), ["status=503: all calls at /msp/…"]);
    sandbox.clear_faults();
    assert_eq!(statuses("/msp/time_zone_code_list.php", 1), [200]);
    // One fault a call, in the order of injection.
    sandbox.inject(Fault::Status(500), Rule::new());
    sandbox.inject(Fault::Status(502), Rule::new());
    assert_eq!(statuses(LIST, 3), [500, 502, 200]);
}

#[test]
fn carried_out_or_not() {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    let done = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&done);
    let handler = move |incoming: &qualys_sandbox::exchange::Incoming| {
        counted.fetch_add(1, Ordering::Relaxed);
        crate::lists(incoming)
    };
    let sandbox = Sandbox::builder().handler(handler).start().unwrap();
    let carried_out = |fault: &str, rule: Rule| {
        sandbox.inject(fault.parse().unwrap(), rule);
        let before = done.load(Ordering::Relaxed);
        get(&sandbox, LIST);
        done.load(Ordering::Relaxed) > before
    };
    assert!(!carried_out("reset", Rule::new()));
    assert!(carried_out("reset", Rule::new().carried_out()));
    assert!(!carried_out("status=502", Rule::new()));
    assert!(carried_out("status=502", Rule::new().carried_out()));
    assert!(carried_out("reset-after=1", Rule::new()));
    assert!(carried_out("missing=ID", Rule::new()));
}

#[test]
fn a_stalled_call_ends_with_its_caller() {
    let sandbox = sandbox();
    sandbox.inject(Fault::Stall, Rule::new());
    let mut connection = Connection::new(&sandbox);
    connection.send(&request("GET", LIST, &[WITH, BASIC], ""));
    std::thread::sleep(SILENCE / 4);
    assert!(sandbox.calls()[0].duration.is_none());
    drop(connection);
    let ended = (0..200).any(|_| {
        std::thread::sleep(Duration::from_millis(5));
        sandbox.calls()[0].duration.is_some()
    });
    assert!(ended);
    assert_eq!(sandbox.calls()[0].status, None);
}
