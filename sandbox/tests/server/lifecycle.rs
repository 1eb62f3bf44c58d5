//! Starting, stopping, refusing connections, many at once.

use crate::raw::{BASIC, Connection, End, WITH, get, request};
use qualys_sandbox::Sandbox;
use qualys_sandbox::exchange::Incoming;
use qualys_sandbox::fault::{Fault, Rule};
use std::io::ErrorKind;
use std::net::TcpStream;

const LIST: &str = "/api/2.0/fo/asset/host/?action=list";

#[test]
fn environment() {
    let sandbox = Sandbox::builder().handler(crate::lists).user("me").password("sesame").start().unwrap();
    let url = format!("http://127.0.0.1:{}", sandbox.address().port());
    let expected = [
        ("QUALYS_USERNAME", "me".to_owned()),
        ("QUALYS_PASSWORD", "sesame".to_owned()),
        ("QUALYS_PLATFORM", url.clone()),
    ];
    assert_eq!(sandbox.environment(), expected);
    assert_eq!(format!("{sandbox:?}"), format!("Sandbox({url})"));
}

#[test]
fn stops() {
    let sandbox = Sandbox::builder().handler(crate::lists).start().unwrap();
    let address = sandbox.address();
    sandbox.inject(Fault::Stall, Rule::new());
    let mut stalled = Connection::new(&sandbox);
    stalled.send(&request("GET", LIST, &[WITH, BASIC], ""));
    let mut idle = Connection::new(&sandbox);
    idle.send(&request("GET", LIST, &[WITH, BASIC], ""));
    idle.receive();
    sandbox.stop();
    assert_eq!(TcpStream::connect(address).unwrap_err().kind(), ErrorKind::ConnectionRefused);
    assert_eq!(stalled.receive().end, End::Closed);
    assert_eq!(idle.receive().end, End::Closed);
    // The port is free again.
    drop((stalled, idle));
    Sandbox::builder().handler(crate::lists).port(address.port()).start().unwrap();
}

#[test]
fn refuses_and_accepts() {
    let sandbox = Sandbox::builder().handler(crate::lists).start().unwrap();
    let mut idle = Connection::new(&sandbox);
    idle.send(&request("GET", LIST, &[WITH, BASIC], ""));
    assert_eq!(idle.receive().status, 200);
    for _ in 0..2 {
        sandbox.refuse_connections().unwrap();
        sandbox.refuse_connections().unwrap();
        let refused = TcpStream::connect(sandbox.address()).unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::ConnectionRefused);
        sandbox.accept_connections().unwrap();
        sandbox.accept_connections().unwrap();
        assert_eq!(get(&sandbox, LIST).status, 200);
    }
    assert_eq!(idle.receive().end, End::Closed);
}

#[test]
fn keeps_connections() {
    let sandbox = Sandbox::builder().handler(crate::lists).start().unwrap();
    let mut connection = Connection::new(&sandbox);
    for _ in 0..3 {
        connection.send(&request("GET", LIST, &[WITH, BASIC], ""));
        assert_eq!(connection.receive().status, 200);
    }
    sandbox.close_idle_connections().unwrap();
    assert_eq!(connection.receive().end, End::Closed);
}

#[test]
fn many_at_once() {
    let threads: Vec<_> = (0..40)
        .map(|_| {
            std::thread::spawn(|| {
                let sandbox = Sandbox::builder().handler(crate::lists).start().unwrap();
                (0..5).for_each(|_| assert_eq!(get(&sandbox, LIST).status, 200));
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

#[test]
fn starts_inside_a_runtime() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(async {
        let sandbox = Sandbox::builder().handler(crate::lists).start().unwrap();
        assert_eq!(get(&sandbox, LIST).status, 200);
    });
}

#[test]
fn a_handler_that_panics_is_an_internal_error() {
    let handler = |incoming: &Incoming| match incoming.query.is_empty() {
        true => panic!("on purpose"),
        false => crate::lists(incoming),
    };
    let sandbox = Sandbox::builder().handler(handler).start().unwrap();
    let answered = get(&sandbox, "/api/2.0/fo/asset/host/");
    assert_eq!(answered.status, 500);
    assert!(answered.text().contains("number=\"999\""));
    assert_eq!(get(&sandbox, LIST).status, 200);
}
