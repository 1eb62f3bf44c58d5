//! A client that does as little as possible, and sees everything.

use qualys_sandbox::Sandbox;
use std::io::{ErrorKind, Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

/// How long nothing may come until that counts as silence, where silence is expected.
pub(crate) const SILENCE: Duration = Duration::from_millis(200);
/// And where an answer is expected, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(20);

/// What came back.
#[derive(Debug)]
pub(crate) struct Answered {
    pub(crate) status: u16,
    pub(crate) head: String,
    /// Without the framing of chunks.
    pub(crate) body: Vec<u8>,
    pub(crate) end: End,
}

/// How it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// As its head said.
    Complete,
    /// Too early, with FIN.
    Closed,
    /// Too early, with RST.
    Reset,
    /// Nothing more comes, and the connection is open.
    Silent,
}

impl Answered {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Status, code and text.
    pub(crate) fn outline(&self) -> String {
        let text = self.text();
        let parts = ["CODE", "responseCode", "TEXT", "errorMessage"].into_iter().filter_map(|name| {
            let (_, rest) = text.split_once(&format!("<{name}>"))?;
            Some(rest.split_once("</")?.0.to_owned())
        });
        format!("{} {}", self.status, parts.collect::<Vec<_>>().join(": ")).trim_end().to_owned()
    }
}

/// A connection.
pub(crate) struct Connection {
    pub(crate) stream: TcpStream,
    /// When silence is expected: after so many bytes.
    silent_after: Option<usize>,
}

impl Connection {
    pub(crate) fn new(sandbox: &Sandbox) -> Self {
        let stream = TcpStream::connect(sandbox.address()).expect("the sandbox listens");
        Self { stream, silent_after: None }
    }

    /// Silence is expected once something came, or from the beginning on.
    pub(crate) fn silent_after(self, bytes: usize) -> Self {
        Self { silent_after: Some(bytes), ..self }
    }

    pub(crate) fn send(&mut self, request: &str) {
        self.stream.write_all(request.as_bytes()).expect("the request is taken");
    }

    pub(crate) fn receive(&mut self) -> Answered {
        let mut bytes = Vec::new();
        let mut buffer = [0; 16 * 1024];
        loop {
            if let Some((status, head, body)) = complete(&bytes, false) {
                return Answered { status, head, body, end: End::Complete };
            }
            let is_silent = self.silent_after.is_some_and(|after| bytes.len() >= after);
            let timeout = if is_silent { SILENCE } else { PATIENCE };
            self.stream.set_read_timeout(Some(timeout)).expect("a timeout");
            let end = match self.stream.read(&mut buffer) {
                Ok(0) => End::Closed,
                Ok(count) => {
                    bytes.extend_from_slice(&buffer[..count]);
                    continue;
                }
                Err(error) if error.kind() == ErrorKind::ConnectionReset => End::Reset,
                Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                    End::Silent
                }
                Err(error) => panic!("{error}"),
            };
            let (status, head, body) = complete(&bytes, true).unwrap_or_default();
            return Answered { status, head, body, end };
        }
    }
}

/// The answer, if all of it is there, or if what is there has to do.
fn complete(bytes: &[u8], partial: bool) -> Option<(u16, String, Vec<u8>)> {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..end].to_vec()).expect("a head in UTF-8");
    let status = head.split(' ').nth(1)?.parse().ok()?;
    let body = &bytes[end + 4..];
    let lower = head.to_ascii_lowercase();
    let (body, is_complete) = if lower.contains("transfer-encoding: chunked") {
        unchunked(body)
    } else {
        let (_, rest) = lower.split_once("content-length: ").unwrap_or(("", "0"));
        let length: usize = rest.split("\r\n").next()?.parse().ok()?;
        (body.to_vec(), body.len() >= length)
    };
    (is_complete || partial).then_some((status, head, body))
}

fn unchunked(mut bytes: &[u8]) -> (Vec<u8>, bool) {
    let mut body = Vec::new();
    loop {
        let Some(end) = bytes.windows(2).position(|window| window == b"\r\n") else { return (body, false) };
        let size = std::str::from_utf8(&bytes[..end]).expect("a chunk size");
        let size = usize::from_str_radix(size, 16).expect("a chunk size");
        let rest = &bytes[end + 2..];
        if size == 0 {
            return (body, rest.starts_with(b"\r\n"));
        }
        body.extend_from_slice(&rest[..size.min(rest.len())]);
        match rest.get(size + 2..) {
            Some(rest) => bytes = rest,
            None => return (body, false),
        }
    }
}

/// A request with these headers.
pub(crate) fn request(method: &str, target: &str, headers: &[&str], body: &str) -> String {
    let mut request = format!("{method} {target} HTTP/1.1\r\nHost: 127.0.0.1:7\r\n");
    for header in headers {
        request += &format!("{header}\r\n");
    }
    if !body.is_empty() {
        request += &format!("Content-Length: {}\r\n", body.len());
        if body.starts_with('<') {
            request += "Content-Type: text/xml\r\n";
        } else {
            request += "Content-Type: application/x-www-form-urlencoded\r\n";
        }
    }
    request + "\r\n" + body
}

/// Basic, of the account of a sandbox that was told no other.
pub(crate) const BASIC: &str = "Authorization: Basic c2FuZGJveF91c2VyOnNhbmRib3grZGVtbyYyMDI0";
pub(crate) const WITH: &str = "X-Requested-With: test";

/// A call on a connection of its own.
pub(crate) fn call(sandbox: &Sandbox, method: &str, target: &str, headers: &[&str], body: &str) -> Answered {
    let mut connection = Connection::new(sandbox);
    connection.send(&request(method, target, headers, body));
    connection.receive()
}

/// A call with all that it needs.
pub(crate) fn get(sandbox: &Sandbox, target: &str) -> Answered {
    call(sandbox, "GET", target, &[WITH, BASIC], "")
}
