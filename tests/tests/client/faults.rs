//! Every fault of the wire and of the service: what becomes of a call that changes nothing, and of one that does.

use super::{World, create, list};
use expect_test::{Expect, expect};
use qualys::Error;
use qualys::{Decoder, Operation};
use qualys_sandbox::fault::{Fault, RetryAfter, Rule};
use std::fmt::Write as _;
use std::time::Duration;

/// What came of a call: the outcome, how often it was made, what the client waited between.
async fn outcome<O: Operation>(world: &World, operation: O) -> String {
    world.sandbox.clear_calls();
    let before = world.timer.waits().len();
    let impatient = world.client.with(|settings| settings.idle_timeout(Duration::from_millis(700)));
    let outcome = match impatient.send(operation).await {
        Ok(response) => format!("ok, {} attempts", response.attempts()),
        Err(error) => format!("{}, {} attempts", kind(&error), error.attempts()),
    };
    let arrived = world.sandbox.calls().len();
    let waits = &world.timer.waits()[before..];
    format!("{outcome}, {arrived} arrived, waited {waits:?}")
}

/// The predicates that hold.
fn kind(error: &Error) -> String {
    let predicates = [
        ("configuration", error.is_configuration()),
        ("invalid request", error.is_invalid_request()),
        ("connect", error.is_connect()),
        ("interrupted", error.is_interrupted()),
        ("timeout", error.is_timeout()),
        ("redirect", error.is_redirect()),
        ("rate limited", error.is_rate_limited()),
        ("auth", error.is_auth()),
        ("not found", error.is_not_found()),
        ("refused", error.is_refused()),
        ("duplicate", error.is_duplicate()),
        ("server error", error.is_server_error()),
        ("unexpected", error.is_unexpected_answer()),
        ("decode", error.is_decode()),
        ("too large", error.is_too_large()),
        ("page loop", error.is_page_loop()),
        ("changed", error.is_changed()),
        ("may have taken effect", error.may_have_taken_effect()),
    ];
    let holding: Vec<&str> = predicates.iter().filter(|(_, holds)| *holds).map(|(name, _)| *name).collect();
    holding.join(" and ")
}

/// What a list and a creation make of faults that happen to all calls the rule says.
#[track_caller]
fn check(rule: &Rule, faults: &[Fault], expected: Expect) {
    let mut table = String::new();
    super::block_on(async {
        for fault in faults {
            let world = World::new();
            world.sandbox.inject(fault.clone(), rule.clone());
            let listing = outcome(&world, list()).await;
            world.sandbox.clear_faults();
            world.sandbox.inject(fault.clone(), rule.clone());
            let creating = outcome(&world, create()).await;
            let _ = writeln!(table, "{fault:?}\n    list: {listing}\n    create: {creating}");
        }
    });
    expected.assert_eq(&table);
}

#[test]
fn connections_that_break() {
    let faults = [
        Fault::Reset,
        Fault::ResetAfter(40),
        Fault::Stall,
        Fault::StallAfter(40),
        Fault::Truncated,
        Fault::WrongLength,
        Fault::CutChunks,
        Fault::Empty,
    ];
    check(
        &Rule::new(),
        &faults,
        expect![[r#"
        Reset
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
        ResetAfter(40)
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
        Stall
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: timeout and may have taken effect, 1 attempts, 1 arrived, waited []
        StallAfter(40)
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: timeout and may have taken effect, 1 attempts, 1 arrived, waited []
        Truncated
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
        WrongLength
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
        CutChunks
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
        Empty
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
    "#]],
    );
    check(
        &Rule::new().always(),
        &faults,
        expect![[r#"
        Reset
            list: interrupted, 4 attempts, 4 arrived, waited [0.5, 1.0, 2.0]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
        ResetAfter(40)
            list: interrupted, 4 attempts, 4 arrived, waited [0.5, 1.0, 2.0]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
        Stall
            list: timeout, 4 attempts, 4 arrived, waited [0.5, 1.0, 2.0]
            create: timeout and may have taken effect, 1 attempts, 1 arrived, waited []
        StallAfter(40)
            list: timeout, 4 attempts, 4 arrived, waited [0.5, 1.0, 2.0]
            create: timeout and may have taken effect, 1 attempts, 1 arrived, waited []
        Truncated
            list: interrupted, 4 attempts, 4 arrived, waited [0.5, 1.0, 2.0]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
        WrongLength
            list: interrupted, 4 attempts, 4 arrived, waited [0.5, 1.0, 2.0]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
        CutChunks
            list: interrupted, 4 attempts, 4 arrived, waited [0.5, 1.0, 2.0]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
        Empty
            list: interrupted, 4 attempts, 4 arrived, waited [0.5, 1.0, 2.0]
            create: interrupted and may have taken effect, 1 attempts, 1 arrived, waited []
    "#]],
    );
}

#[test]
fn texts_that_are_broken() {
    let faults = [Fault::MismatchedTag, Fault::InvalidUtf8, Fault::ControlCharacter];
    check(
        &Rule::new(),
        &faults,
        expect![[r#"
        MismatchedTag
            list: decode, 1 attempts, 1 arrived, waited []
            create: decode and may have taken effect, 1 attempts, 1 arrived, waited []
        InvalidUtf8
            list: decode, 1 attempts, 1 arrived, waited []
            create: decode and may have taken effect, 1 attempts, 1 arrived, waited []
        ControlCharacter
            list: decode, 1 attempts, 1 arrived, waited []
            create: decode and may have taken effect, 1 attempts, 1 arrived, waited []
    "#]],
    );
}

#[test]
fn limits_of_the_service() {
    let faults = [
        Fault::TooManyAtOnce,
        Fault::TooManyCalls { seconds: 181 },
        Fault::TooManyCalls { seconds: 3000 },
        Fault::Registration,
        Fault::Conflict,
        Fault::TooManyRequests(RetryAfter::Unsaid),
        Fault::TooManyRequests(RetryAfter::Seconds(7)),
        Fault::Duplicate,
    ];
    check(
        &Rule::new(),
        &faults,
        expect![[r#"
        TooManyAtOnce
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: ok, 2 attempts, 2 arrived, waited [0.5]
        TooManyCalls { seconds: 181 }
            list: ok, 2 attempts, 2 arrived, waited [181.0]
            create: ok, 2 attempts, 2 arrived, waited [181.0]
        TooManyCalls { seconds: 3000 }
            list: rate limited, 1 attempts, 1 arrived, waited []
            create: rate limited, 0 attempts, 0 arrived, waited []
        Registration
            list: auth, 1 attempts, 1 arrived, waited []
            create: auth, 1 attempts, 1 arrived, waited []
        Conflict
            list: unexpected, 1 attempts, 1 arrived, waited []
            create: unexpected and may have taken effect, 1 attempts, 1 arrived, waited []
        TooManyRequests(Unsaid)
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: ok, 2 attempts, 2 arrived, waited [0.5]
        TooManyRequests(Seconds(7))
            list: ok, 2 attempts, 2 arrived, waited [7.0]
            create: ok, 2 attempts, 2 arrived, waited [7.0]
        Duplicate
            list: ok, 2 attempts, 2 arrived, waited [120.0]
            create: duplicate and may have taken effect, 1 attempts, 1 arrived, waited []
    "#]],
    );
    check(
        &Rule::new().always(),
        &faults,
        expect![[r#"
        TooManyAtOnce
            list: rate limited, 21 attempts, 21 arrived, waited [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0]
            create: rate limited, 21 attempts, 21 arrived, waited [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0]
        TooManyCalls { seconds: 181 }
            list: rate limited, 4 attempts, 4 arrived, waited [181.0, 181.0, 181.0]
            create: rate limited, 3 attempts, 3 arrived, waited [181.0, 181.0, 181.0]
        TooManyCalls { seconds: 3000 }
            list: rate limited, 1 attempts, 1 arrived, waited []
            create: rate limited, 0 attempts, 0 arrived, waited []
        Registration
            list: auth, 1 attempts, 1 arrived, waited []
            create: auth, 1 attempts, 1 arrived, waited []
        Conflict
            list: unexpected, 1 attempts, 1 arrived, waited []
            create: unexpected and may have taken effect, 1 attempts, 1 arrived, waited []
        TooManyRequests(Unsaid)
            list: rate limited, 21 attempts, 21 arrived, waited [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0]
            create: rate limited, 21 attempts, 21 arrived, waited [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0, 30.0]
        TooManyRequests(Seconds(7))
            list: rate limited, 21 attempts, 21 arrived, waited [7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0]
            create: rate limited, 21 attempts, 21 arrived, waited [7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0]
        Duplicate
            list: duplicate, 4 attempts, 4 arrived, waited [120.0, 120.0, 120.0]
            create: duplicate and may have taken effect, 1 attempts, 1 arrived, waited []
    "#]],
    );
}

#[test]
fn failures_of_the_service() {
    let faults = [500, 501, 502, 503, 504, 505, 520].map(Fault::Status);
    check(
        &Rule::new(),
        &faults,
        expect![[r#"
        Status(500)
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: server error and may have taken effect, 1 attempts, 1 arrived, waited []
        Status(501)
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: server error and may have taken effect, 1 attempts, 1 arrived, waited []
        Status(502)
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: server error and may have taken effect, 1 attempts, 1 arrived, waited []
        Status(503)
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: server error and may have taken effect, 1 attempts, 1 arrived, waited []
        Status(504)
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: server error and may have taken effect, 1 attempts, 1 arrived, waited []
        Status(505)
            list: server error, 1 attempts, 1 arrived, waited []
            create: server error and may have taken effect, 1 attempts, 1 arrived, waited []
        Status(520)
            list: ok, 2 attempts, 2 arrived, waited [0.5]
            create: server error and may have taken effect, 1 attempts, 1 arrived, waited []
    "#]],
    );
    let faults = [Fault::Status(503), Fault::Internal];
    check(
        &Rule::new().always(),
        &faults,
        expect![[r#"
        Status(503)
            list: server error, 4 attempts, 4 arrived, waited [0.5, 1.0, 2.0]
            create: server error and may have taken effect, 1 attempts, 1 arrived, waited []
        Internal
            list: server error, 4 attempts, 4 arrived, waited [0.5, 1.0, 2.0]
            create: server error and may have taken effect, 1 attempts, 1 arrived, waited []
    "#]],
    );
}

#[test]
fn answers_that_are_something_else() {
    let faults = [
        Fault::Html,
        Fault::Error(2001),
        Fault::Error(7001),
        Fault::Csv,
        Fault::Json,
        Fault::Redirect("https://other.example".to_owned()),
        Fault::Redirect("http://127.0.0.1".to_owned()),
        Fault::Status(404),
        Fault::Status(414),
    ];
    check(
        &Rule::new(),
        &faults,
        expect![[r#"
        Html
            list: unexpected, 1 attempts, 1 arrived, waited []
            create: unexpected and may have taken effect, 1 attempts, 1 arrived, waited []
        Error(2001)
            list: auth, 1 attempts, 1 arrived, waited []
            create: auth, 1 attempts, 1 arrived, waited []
        Error(7001)
            list: refused, 1 attempts, 1 arrived, waited []
            create: refused, 1 attempts, 1 arrived, waited []
        Csv
            list: unexpected, 1 attempts, 1 arrived, waited []
            create: unexpected and may have taken effect, 1 attempts, 1 arrived, waited []
        Json
            list: refused, 1 attempts, 1 arrived, waited []
            create: refused, 1 attempts, 1 arrived, waited []
        Redirect("https://other.example")
            list: redirect, 1 attempts, 1 arrived, waited []
            create: redirect, 1 attempts, 1 arrived, waited []
        Redirect("http://127.0.0.1")
            list: redirect, 1 attempts, 1 arrived, waited []
            create: redirect, 1 attempts, 1 arrived, waited []
        Status(404)
            list: not found, 1 attempts, 1 arrived, waited []
            create: not found, 1 attempts, 1 arrived, waited []
        Status(414)
            list: unexpected, 1 attempts, 1 arrived, waited []
            create: unexpected and may have taken effect, 1 attempts, 1 arrived, waited []
    "#]],
    );
}

#[test]
fn documents_that_drift() {
    let world = World::new();
    let word =
        |element: &str, word: &str| Fault::UnknownWord { element: element.to_owned(), word: word.to_owned() };
    let mut table = String::new();
    super::block_on(async {
        for fault in [
            Fault::UnknownElement,
            Fault::UnknownAttribute,
            word("PROCESSING_PRIORITY", "9 - Whenever"),
            word("ACTIVE", "perhaps"),
            Fault::Missing { element: "TITLE".to_owned() },
            Fault::Missing { element: "ID".to_owned() },
            Fault::Reordered,
        ] {
            world.sandbox.inject(fault.clone(), Rule::new());
            let response = world.client.send(list()).await.unwrap();
            let scans = response.response.schedule_scan_list.iter().flatten().count();
            let _ = writeln!(table, "{fault:?}: {scans} schedules");
            for drift in response.drift() {
                let _ = writeln!(table, "    {drift}");
            }
            for set_aside in response.set_aside() {
                let _ = writeln!(table, "    {} set aside: {}", set_aside.path, set_aside.reason);
            }
            world.sandbox.inject(fault, Rule::new());
            let strict = world.client.with(|settings| settings.decoder(Decoder::new().strict(true)));
            if let Err(error) = strict.send(list()).await {
                let _ = writeln!(table, "    strict: {}", kind(&error));
            }
        }
    });
    expect![[r#"
        UnknownElement: 3 schedules
            48:46: unknown element: /SCHEDULE_SCAN_LIST_OUTPUT/RESPONSE/SCHEDULE_SCAN_LIST/SCAN/SANDBOX_UNKNOWN
            strict: decode
        UnknownAttribute: 3 schedules
            48:21: unknown attribute: /SCHEDULE_SCAN_LIST_OUTPUT/RESPONSE/SCHEDULE_SCAN_LIST/SCAN/USER_LOGIN/@sandbox_unknown
            strict: decode
        UnknownWord { element: "PROCESSING_PRIORITY", word: "9 - Whenever" }: 3 schedules
        UnknownWord { element: "ACTIVE", word: "perhaps" }: 0 schedules
            /SCHEDULE_SCAN_LIST_OUTPUT/RESPONSE/SCHEDULE_SCAN_LIST/SCAN[1] set aside: expected a whole number from 0 to 255, or nothing, found "<ACTIVE>perhaps</ACTIVE>"
            /SCHEDULE_SCAN_LIST_OUTPUT/RESPONSE/SCHEDULE_SCAN_LIST/SCAN[1] set aside: expected a whole number from 0 to 255, or nothing, found "<ACTIVE>perhaps</ACTIVE>"
            /SCHEDULE_SCAN_LIST_OUTPUT/RESPONSE/SCHEDULE_SCAN_LIST/SCAN[1] set aside: expected a whole number from 0 to 255, or nothing, found "<ACTIVE>perhaps</ACTIVE>"
            strict: decode
        Missing { element: "TITLE" }: 2 schedules
            /SCHEDULE_SCAN_LIST_OUTPUT/RESPONSE/SCHEDULE_SCAN_LIST/SCAN[2] set aside: <TITLE> is missing
            strict: decode
        Missing { element: "ID" }: 2 schedules
            /SCHEDULE_SCAN_LIST_OUTPUT/RESPONSE/SCHEDULE_SCAN_LIST/SCAN[2] set aside: <ID> is missing
            strict: decode
        Reordered: 3 schedules
    "#]].assert_eq(&table);
}

#[test]
fn a_drip_ends_with_the_total_timeout() {
    let world = World::new();
    let drip = Fault::Drip { bytes: 1, every: Duration::from_millis(20) };
    world.sandbox.inject(drip, Rule::new().always());
    let hurried = world.client.with(|settings| settings.total_timeout(Duration::from_millis(250)));
    let error = super::block_on(hurried.send(list())).unwrap_err();
    assert_eq!((kind(&error).as_str(), error.attempts()), ("timeout", 1));
}

#[test]
fn an_answer_that_is_too_large_ends() {
    let world = World::new();
    world.sandbox.inject(Fault::Huge { records: 10_000_000 }, Rule::new());
    let small = world.client.with(|settings| settings.max_answer_length(1 << 20));
    let error = super::block_on(small.send(list())).unwrap_err();
    assert_eq!((kind(&error).as_str(), error.attempts()), ("too large", 1));
}

#[test]
fn nobody_listens() {
    let world = World::new();
    world.sandbox.refuse_connections().unwrap();
    let (listing, creating) =
        super::block_on(async { (outcome(&world, list()).await, outcome(&world, create()).await) });
    // Not even a creation reached the service, so both are tried again.
    assert_eq!(listing, "connect, 4 attempts, 0 arrived, waited [0.5, 1.0, 2.0]");
    assert_eq!(creating, "connect, 4 attempts, 0 arrived, waited [0.5, 1.0, 2.0]");
}

#[test]
fn what_was_carried_out_is_not_repeated() {
    let world = World::new();
    let created = super::block_on(async {
        world.sandbox.inject(Fault::Reset, Rule::new().carried_out());
        let error = world.client.send(create()).await.unwrap_err();
        assert_eq!(kind(&error), "interrupted and may have taken effect");
        let schedules = world.client.send(list()).await.unwrap().into_value().response.schedule_scan_list;
        schedules.iter().flatten().filter(|scan| scan.title.as_deref() == Some("Weekly edge")).count()
    });
    assert_eq!(created, 1);
}
