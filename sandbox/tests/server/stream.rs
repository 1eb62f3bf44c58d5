//! Answers that are made while they are sent.

use crate::raw::{BASIC, Connection, WITH, request};
use bytes::Bytes;
use qualys_sandbox::Sandbox;
use qualys_sandbox::exchange::{Answer, Incoming};
use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

#[test]
fn only_what_is_read_is_made() {
    const PIECE: usize = 100_000;
    let made = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&made);
    let handler = move |_: &Incoming| {
        let counted = Arc::clone(&counted);
        let piece = Bytes::from(vec![b'x'; PIECE]);
        Answer::xml_in_pieces(std::iter::repeat_n(piece, 2_000).inspect(move |_| {
            counted.fetch_add(1, Ordering::Relaxed);
        }))
    };
    let sandbox = Sandbox::builder().handler(handler).start().unwrap();
    let mut connection = Connection::new(&sandbox);
    connection.send(&request("GET", "/api/2.0/fo/scan/", &[WITH, BASIC], ""));
    let mut buffer = vec![0; 1 << 20];
    let first = connection.stream.read(&mut buffer).unwrap();
    assert!(String::from_utf8_lossy(&buffer[..first]).contains("transfer-encoding: chunked"));
    // What is made without being read is what the sockets hold.
    std::thread::sleep(Duration::from_millis(100));
    let ahead = made.load(Ordering::Relaxed);
    assert!(ahead < 200, "{ahead} pieces of 2000 are made before they are read");
    let mut read = first;
    while read < PIECE * 2_000 {
        read += connection.stream.read(&mut buffer).unwrap();
    }
    assert_eq!(made.load(Ordering::Relaxed), 2_000);
}

#[test]
fn chunks_make_the_whole() {
    let handler =
        |_: &Incoming| Answer::xml_in_pieces(["<A>", "", "text", "</A>"].into_iter().map(Bytes::from));
    let sandbox = Sandbox::builder().handler(handler).start().unwrap();
    let answered = crate::raw::get(&sandbox, "/api/2.0/fo/scan/");
    assert_eq!(answered.text(), "<A>text</A>");
    assert_eq!(answered.header("content-length"), None);
}
