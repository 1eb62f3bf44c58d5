//! What the client decides without a server; calls are tested against the sandbox.

// The tables are public wherever the macros write them.
#![allow(unreachable_pub)]

mod refusals;

use super::call::Call;
use super::credentials::Credentials;
use super::envelope::More;
use super::error::{Error, ErrorKind};
use super::gate::{Entry, Gate};
use super::limits::Limits;
use super::paging::Paging;
use super::platform::Platform;
use super::retry::{Budget, Retry};
use super::scrub::Scrub;
use crate::request::{InvalidRequest, Method, Operation, Paging as PagingKind, Request};
use expect_test::{Expect, expect};
use std::time::{Duration, Instant};

#[derive(Clone)]
struct Example(Request);

#[derive(Default)]
struct Answer {
    text: String,
}
crate::record! { Answer {
    text: text(),
} [0] }
crate::document! { Answer: "ANSWER" }

impl Operation for Example {
    type Response = Answer;
    const NAME: &'static str = "example::List";
    const CHANGES: bool = false;
    const PAGES: PagingKind = PagingKind::WarningUrl;
    fn request(&self) -> Result<Request, InvalidRequest> {
        Ok(self.0.clone())
    }
}

fn example(method: Method) -> Example {
    Example(Request::new(method, "/api/2.0/fo/example/").parameter("action", "list"))
}

#[test]
fn platforms_come_from_names_and_urls() {
    #[track_caller]
    fn check(text: &str, expected: Expect) {
        let shown = match text.parse::<Platform>() {
            Ok(platform) => platform.to_string(),
            Err(error) => error.to_string(),
        };
        expected.assert_eq(&shown);
    }
    check("US2", expect!["US2 (https://qualysapi.qg2.apps.qualys.com)"]);
    check(" eu1 ", expect!["EU1 (https://qualysapi.qualys.eu)"]);
    check("qualysapi.qualys.com", expect!["US1 (https://qualysapi.qualys.com)"]);
    check("https://qualysapi.qualys.com/", expect!["US1 (https://qualysapi.qualys.com)"]);
    check("https://qualysapi.example.com:8443", expect!["private (https://qualysapi.example.com:8443)"]);
    check("http://127.0.0.1:8080", expect!["private (http://127.0.0.1:8080)"]);
    check("http://[::1]:8080", expect!["private (http://[::1]:8080)"]);
    check("http://localhost:8080/", expect!["private (http://localhost:8080)"]);
    check(
        "http://qualysapi.qualys.com",
        expect![[
            r#""http://qualysapi.qualys.com" is not encrypted, and credentials would be readable on the way; expected a URL such as https://qualysapi.example.com"#
        ]],
    );
    check(
        "http://localhost.example.com",
        expect![[
            r#""http://localhost.example.com" is not encrypted, and credentials would be readable on the way; expected a URL such as https://qualysapi.example.com"#
        ]],
    );
    check(
        "ftp://qualysapi.qualys.com",
        expect![[
            r#""ftp://qualysapi.qualys.com" is not https; expected a URL such as https://qualysapi.example.com"#
        ]],
    );
    check(
        "https://user:secret@qualysapi.qualys.com",
        expect![
            "the server's URL has credentials in it, which belong in Credentials; expected a URL such as https://qualysapi.example.com"
        ],
    );
    check(
        "https://qualysapi.qualys.com/api/2.0/",
        expect![[
            r#""https://qualysapi.qualys.com/api/2.0/" is more than a server: paths come from the operations; expected a URL such as https://qualysapi.example.com"#
        ]],
    );
    check(
        "https://",
        expect![
            "the server's URL cannot be read: empty host; expected a URL such as https://qualysapi.example.com"
        ],
    );
    check(
        "US9",
        expect![[
            r#""US9" is no platform; expected one of US1, US2, US3, US4, GOV1, EU1, EU2, EU3, IN1, CA1, AE1, UK1, AU1, KSA1, or the URL of an API server such as https://qualysapi.example.com"#
        ]],
    );
    check(
        "",
        expect![[
            r#""" is no platform; expected one of US1, US2, US3, US4, GOV1, EU1, EU2, EU3, IN1, CA1, AE1, UK1, AU1, KSA1, or the URL of an API server such as https://qualysapi.example.com"#
        ]],
    );
}

#[test]
fn logins_tell_their_platform() {
    let name = |username: &str| Platform::of_username(username).map(|platform| platform.name().to_owned());
    let found: Vec<String> = "_236C5!B8971 4A-x"
        .chars()
        .map(|sign| format!("{sign}:{}", name(&format!("quays{sign}ab1")).unwrap_or_else(|| "-".to_owned())))
        .collect();
    expect![
        "_:US1 2:US2 3:US3 6:US4 C:GOV1 5:EU2 !:EU2 B:EU3 8:IN1 9:CA1 7:AE1 1:UK1  :- 4:AU1 A:KSA1 -:- x:-"
    ]
    .assert_eq(&found.join(" "));
    assert_eq!(name("quays"), None);
    assert_eq!(name("other_ab1"), None);
}

#[test]
fn waits_double_up_to_the_longest() {
    let retry = Retry::new().jitter(false);
    let waits: Vec<String> = (1..=9).map(|failures| format!("{:?}", retry.wait(failures))).collect();
    expect!["500ms 1s 2s 4s 8s 16s 30s 30s 30s"].assert_eq(&waits.join(" "));
    assert_eq!(retry.wait(u32::MAX), Duration::from_secs(30));
    for _ in 0..1000 {
        let wait = Retry::new().wait(2);
        assert!((Duration::from_millis(500)..=Duration::from_secs(1)).contains(&wait), "{wait:?}");
    }
}

#[test]
fn the_budget_is_spent_faster_than_it_comes_back() {
    let budget = Budget::new();
    assert_eq!((0..).take_while(|_| budget.take()).count(), 100);
    (0..4).for_each(|_| budget.succeeded());
    assert!(!budget.take());
    budget.succeeded();
    assert!(budget.take());
}

#[test]
fn limits_are_read_from_headers() {
    let mut headers = http::HeaderMap::new();
    for (name, value) in [
        ("X-RateLimit-Limit", "300"),
        ("X-RateLimit-Window-Sec", "3600"),
        ("X-RateLimit-Remaining", "0"),
        ("X-RateLimit-ToWait-Sec", "181"),
        ("X-Concurrency-Limit-Limit", "2"),
        ("X-Concurrency-Limit-Running", "nonsense"),
    ] {
        let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
        headers.insert(name, http::HeaderValue::from_static(value));
    }
    let limits = Limits::read(&headers);
    assert_eq!(
        (limits.calls, limits.remaining, limits.concurrent, limits.running),
        (Some(300), Some(0), Some(2), None)
    );
    assert_eq!(limits.pause(), Some(Duration::from_secs(181)));
    headers.remove("x-ratelimit-towait-sec");
    assert_eq!(Limits::read(&headers).pause(), Some(Duration::from_secs(3600)));
    headers.remove("x-ratelimit-remaining");
    assert_eq!(Limits::read(&headers).pause(), None);
}

#[test]
fn a_gate_lets_through_what_the_limits_allow() {
    pollster::block_on(async {
        let now = Instant::now();
        let gate = Gate::new(1);
        let path = "/qps/rest/3.0/get/was/webapp/12";
        let Entry::Open(first) = gate.enter(path, || now).await else { panic!("closed") };
        // The same API, whichever the object; another API is not concerned.
        let mut second = Box::pin(gate.enter("/qps/rest/3.0/get/was/webapp/13", || now));
        assert!(futures_now(&mut second).is_none());
        assert!(matches!(gate.enter("/api/2.0/fo/asset/host/", || now).await, Entry::Open(_)));
        drop(first);
        assert!(matches!(second.await, Entry::Open(_)));

        gate.learn(path, &Limits { to_wait: Some(Duration::from_secs(9)), ..Limits::default() }, now);
        assert!(matches!(gate.enter(path, || now).await, Entry::Closed(time) if time.as_secs() == 9));
        let later = now + Duration::from_secs(9);
        let _first = gate.enter(path, || later).await;
        gate.learn(path, &Limits { concurrent: Some(2), ..Limits::default() }, later);
        let mut third = Box::pin(gate.enter(path, || later));
        assert!(futures_now(&mut third).is_some(), "two may run now");
    });
}

#[test]
fn all_who_wait_at_a_gate_hear_that_it_closed() {
    pollster::block_on(async {
        let now = Instant::now();
        let gate = Gate::new(1);
        let first = gate.enter("/api/2.0/fo/scan/", || now).await;
        let mut waiting: Vec<_> = (0..3).map(|_| Box::pin(gate.enter("/api/2.0/fo/scan/", || now))).collect();
        assert!(waiting.iter_mut().all(|one| futures_now(one).is_none()));
        // A time that no clock can be moved on by is taken as well.
        gate.learn("/api/2.0/fo/scan/", &Limits { to_wait: Some(Duration::MAX), ..Limits::default() }, now);
        drop(first);
        for one in waiting {
            assert!(matches!(one.await, Entry::Closed(_)));
        }
    });
}

/// What a future gives without waiting.
fn futures_now<F: std::future::Future + Unpin>(future: &mut F) -> Option<F::Output> {
    let mut context = std::task::Context::from_waker(std::task::Waker::noop());
    match std::pin::Pin::new(future).poll(&mut context) {
        std::task::Poll::Ready(output) => Some(output),
        std::task::Poll::Pending => None,
    }
}

#[test]
fn secrets_go_in_every_form() {
    let mut scrub = Scrub::default();
    scrub.add("p&ss w+rd");
    scrub.add("");
    let text = "p&ss w+rd, password=p%26ss+w%2Brd&x, p%26ss%20w%2Brd, <P>p&amp;ss w+rd</P>";
    assert_eq!(scrub.clean(text), "***, password=***&x, ***, <P>***</P>");
    assert!(!scrub.is_clean(text));
    assert!(scrub.is_clean("nothing"));
    assert_eq!(scrub.clean("p%26ss+w%2brd"), "***");
    let credentials = Credentials::new("quays_ab1", "p&ss w+rd");
    assert_eq!(format!("{credentials:?}"), r#"Credentials("quays_ab1", ***)"#);
    assert_eq!(format!("{:?}", Credentials::token("eyJ0")), "Credentials(***)");
}

#[test]
fn long_query_strings_become_forms() {
    let short = Call::of(&example(Method::Get)).unwrap();
    assert_eq!(short.line().0.as_str(), "/api/2.0/fo/example/?action=list");
    assert!(short.body(false).is_none());
    let ids = (0..500).map(|id| id.to_string()).collect::<Vec<_>>().join(",");
    let long = Example(example(Method::Get).0.parameter("ids", ids));
    let long = Call::of(&long).unwrap();
    let (line, posted) = long.line();
    assert!(posted);
    assert_eq!(line.as_str(), "/api/2.0/fo/example/");
    assert!(long.body(true).unwrap().starts_with("action=list&ids=0%2C1%2C2"));
    assert!(long.headers(true).contains(&("Content-Type", "application/x-www-form-urlencoded")));
}

#[test]
fn pages_lead_on_and_never_back() {
    let platform: Platform = "https://qualysapi.example.com".parse().unwrap();
    let first = Call::of(&example(Method::Get)).unwrap();
    #[track_caller]
    fn check(paging: &mut Paging, page: &Call, platform: &Platform, more: More, expected: Expect) {
        let after =
            |id: u64| (id != 7).then(|| Example(example(Method::Get).0.parameter("id_min", id.to_string())));
        let turned = paging.turn(more, page, None, platform, after);
        let shown = match turned {
            Ok(()) => paging.next().map_or("over".to_owned(), |call| call.line().0.to_string()),
            Err(error) => format!("{:?}: {error}", error.kind()),
        };
        expected.assert_eq(&shown);
    }
    let mut paging = Paging::new(first.clone());
    assert!(paging.next().is_some());
    let mut check = |more, expected| check(&mut paging, &first, &platform, more, expected);
    let at = |url: &str| More::At(url.to_owned());
    check(
        at("https://qualysapi.example.com/api/2.0/fo/example/?action=list&id_min=5"),
        expect!["/api/2.0/fo/example/?action=list&id_min=5"],
    );
    check(
        at(" /api/2.0/fo/example/?action=list&id_min=6 "),
        expect!["/api/2.0/fo/example/?action=list&id_min=6"],
    );
    check(
        at("https://qualysapi.example.com/api/2.0/fo/example/?action=list&id_min=5"),
        expect![
            "PageLoop: example::List: the service says that more records follow, on a page that was already read; narrow the search with the operation's own parameters, and tell the vendor"
        ],
    );
    check(
        at("https://qualysapi.example.com/api/2.0/fo/example/?action=list"),
        expect![
            "PageLoop: example::List: the service says that more records follow, on a page that was already read; narrow the search with the operation's own parameters, and tell the vendor"
        ],
    );
    check(
        at("https://evil.example.com/api/2.0/fo/example/?action=list&id_min=8"),
        expect![
            "PageLoop: example::List: the URL of the next page leads to another server, https://evil.example.com, and was not called; narrow the search with the operation's own parameters, and tell the vendor"
        ],
    );
    check(
        at("http://qualysapi.example.com/api/2.0/fo/example/?action=list&id_min=8"),
        expect![
            "PageLoop: example::List: the URL of the next page leads to another server, http://qualysapi.example.com, and was not called; narrow the search with the operation's own parameters, and tell the vendor"
        ],
    );
    check(
        at("https://qualysapi.example.com:444/"),
        expect![
            "PageLoop: example::List: the URL of the next page leads to another server, https://qualysapi.example.com, and was not called; narrow the search with the operation's own parameters, and tell the vendor"
        ],
    );
    check(
        at("https://["),
        expect![
            "PageLoop: example::List: the URL of the next page is no URL, and was not called; narrow the search with the operation's own parameters, and tell the vendor"
        ],
    );
    check(More::Behind(Some(20)), expect!["/api/2.0/fo/example/?action=list&id_min=20"]);
    check(
        More::Behind(Some(20)),
        expect![
            "PageLoop: example::List: the service says that more records follow, behind number 20, where a page already began; narrow the search with the operation's own parameters, and tell the vendor"
        ],
    );
    check(
        More::Behind(None),
        expect![
            "PageLoop: example::List: the service says that more records follow, and not behind which; narrow the search with the operation's own parameters, and tell the vendor"
        ],
    );
    check(
        More::Behind(Some(7)),
        expect![
            "PageLoop: example::List: the service says that more records follow, behind number 7, where a page already began; narrow the search with the operation's own parameters, and tell the vendor"
        ],
    );
    check(More::No, expect!["over"]);
}

#[test]
fn errors_say_what_to_do() {
    let error = Error::new(ErrorKind::Timeout, "the service was silent for 300 s")
        .with_operation("schedule_scan::Create")
        .with_attempts(3, Duration::from_secs(2))
        .with_effect(true);
    expect!["schedule_scan::Create: the service was silent for 300 s (3 attempts, it may have taken effect); look whether it did before you repeat it"].assert_eq(&error.to_string());
    expect![[r#"Error { kind: Timeout, message: "the service was silent for 300 s", operation: Some("schedule_scan::Create"), status: None, code: None, attempts: 3, waited: 2s, retry_after: None, body: None, source: None }"#]].assert_eq(&format!("{error:?}"));
    assert!(error.is_timeout() && error.may_have_taken_effect());
}
