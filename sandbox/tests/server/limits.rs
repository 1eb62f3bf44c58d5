//! Limits: calls in a window, and calls at once.

use crate::raw::{Answered, BASIC, Connection, WITH, call, get, request};
use qualys_sandbox::clock::ManualClock;
use qualys_sandbox::exchange::{Answer, Incoming};
use qualys_sandbox::fault::{Fault, Rule};
use qualys_sandbox::limits::Limits;
use qualys_sandbox::{Builder, Sandbox};
use std::sync::Mutex;
use std::sync::mpsc::channel;
use std::time::Duration;

const LIST: &str = "/api/2.0/fo/asset/host/?action=list";

fn limited(calls: u32) -> (Builder, ManualClock) {
    let clock = ManualClock::new("2024-02-06T08:05:09Z".parse().unwrap());
    let limits = Limits { calls, window: Duration::from_secs(60), concurrency: 2 };
    (Sandbox::builder().handler(crate::lists).clock(clock.clone()).limits(limits), clock)
}

/// What the headers say: limit, window, remaining, to wait; limit, running.
fn said(answered: &Answered) -> String {
    let names = ["RateLimit-Limit", "RateLimit-Window-Sec", "RateLimit-Remaining", "RateLimit-ToWait-Sec"];
    let names = names.into_iter().chain(["Concurrency-Limit-Limit", "Concurrency-Limit-Running"]);
    let values = names.map(|name| answered.header(&format!("X-{name}")).unwrap_or("-"));
    values.collect::<Vec<_>>().join(" ")
}

#[test]
fn headers_of_a_standard_subscription() {
    let sandbox = Sandbox::builder().handler(crate::lists).start().unwrap();
    assert_eq!(said(&get(&sandbox, LIST)), "300 3600 299 0 2 1");
    assert_eq!(said(&get(&sandbox, LIST)), "300 3600 298 0 2 1");
    // Another API has limits of its own.
    assert_eq!(said(&get(&sandbox, "/api/2.0/fo/scan/?action=list")), "300 3600 299 0 2 1");
    // Nothing is said where the service says nothing.
    let search = call(&sandbox, "POST", "/qps/rest/3.0/search/was/finding", &[BASIC], "<ServiceRequest/>");
    assert_eq!(said(&search), "- - - - - -");
    assert_eq!(said(&call(&sandbox, "GET", LIST, &[WITH], "")), "- - - - - -");
    let unlimited = Sandbox::builder().handler(crate::lists).unlimited().start().unwrap();
    assert_eq!(said(&get(&unlimited, LIST)), "- - - - - -");
}

#[test]
fn window() {
    let (builder, clock) = limited(2);
    let sandbox = builder.start().unwrap();
    assert_eq!(said(&get(&sandbox, LIST)), "2 60 1 0 2 1");
    clock.advance(Duration::from_millis(20_500));
    assert_eq!(said(&get(&sandbox, LIST)), "2 60 0 40 2 1");
    let refused = get(&sandbox, LIST);
    assert_eq!(refused.outline(), "409 1965: This API cannot be called again for another 40 seconds.");
    assert!(refused.text().contains("<KEY>SECONDS_TO_WAIT</KEY>\n        <VALUE>40</VALUE>"));
    assert_eq!(said(&refused), "2 60 0 40 2 0");
    clock.advance(Duration::from_secs(40));
    assert_eq!(said(&get(&sandbox, LIST)), "2 60 0 20 2 1");
    assert_eq!(get(&sandbox, LIST).status, 409);
}

#[test]
fn objects_of_an_api_count_together() {
    let (builder, _) = limited(2);
    let sandbox = builder.start().unwrap();
    let status =
        |number: u32| call(&sandbox, "GET", &format!("/qps/rest/3.0/get/was/webapp/{number}"), &[BASIC], "");
    assert_eq!((status(1).status, status(2).status), (200, 200));
    let refused = status(3);
    assert_eq!(refused.status, 409);
    assert!(refused.text().contains("<CODE>1965</CODE>"));
    assert_eq!(said(&refused), "- - - - - -");
}

#[test]
fn concurrency() {
    let (builder, _) = limited(4);
    let (go, gone) = channel::<()>();
    let gone = Mutex::new(gone);
    let (began, begun) = channel();
    let handler = move |_: &Incoming| {
        began.send(()).unwrap();
        gone.lock().unwrap().recv().unwrap();
        Answer::xml("<OK/>")
    };
    let sandbox = builder.handler(handler).start().unwrap();
    let mut running = [Connection::new(&sandbox), Connection::new(&sandbox)];
    for connection in &mut running {
        connection.send(&request("GET", LIST, &[WITH, BASIC], ""));
        begun.recv().unwrap();
    }
    let refused = get(&sandbox, LIST);
    assert_eq!(
        refused.outline(),
        "409 1960: This API cannot be called again until 1 of its running calls has finished."
    );
    assert!(refused.text().contains("<KEY>CALLS_TO_FINISH</KEY>\n        <VALUE>1</VALUE>"));
    assert_eq!(said(&refused), "4 60 2 - 2 2");
    go.send(()).unwrap();
    go.send(()).unwrap();
    assert_eq!(running[0].receive().status, 200);
    assert_eq!(running[1].receive().status, 200);
    // Both have ended, and what was refused was not counted.
    go.send(()).unwrap();
    assert_eq!(said(&get(&sandbox, LIST)), "4 60 1 0 2 1");
}

#[test]
fn a_call_runs_until_its_body_is_sent() {
    let (builder, _) = limited(10);
    let sandbox = builder.start().unwrap();
    sandbox.inject(Fault::StallAfter(40), Rule::new().times(2));
    let mut stalled = Vec::new();
    for _ in 0..2 {
        let mut connection = Connection::new(&sandbox).silent_after(1);
        connection.send(&request("GET", LIST, &[WITH, BASIC], ""));
        assert_eq!(connection.receive().status, 200);
        stalled.push(connection);
    }
    assert_eq!(get(&sandbox, LIST).status, 409);
    // Who goes away sets its call free.
    stalled.pop();
    let free = (0..100).any(|_| {
        std::thread::sleep(Duration::from_millis(5));
        get(&sandbox, LIST).status == 200
    });
    assert!(free);
}
