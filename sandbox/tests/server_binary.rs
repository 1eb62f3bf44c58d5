//! The program: it says where it is and how to point a client at it, logs the calls, and ends with an interrupt.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Command, Output, Stdio};

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_qualys-sandbox"))
}

/// What a `GET` answers, by a client that reads to the end.
fn get(address: &str, target: &str, headers: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {target} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
#[cfg(unix)]
fn runs_until_interrupted() {
    let mut child = program()
        .args(["--hosts", "3", "--password", "sesame", "--fault", "status=503"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map(Result::unwrap);
    let first = lines.next().unwrap();
    let address = first.strip_prefix("The sandbox is at http://").unwrap().to_owned();
    let greeting: Vec<String> = lines.by_ref().take_while(|line| !line.starts_with("Calls")).collect();
    assert!(greeting.contains(&"    export QUALYS_USERNAME='sandbox_user'".to_owned()));
    assert!(greeting.contains(&format!("    export QUALYS_PLATFORM='http://{address}'")));
    assert!(greeting.contains(&"    export QUALYS_PASSWORD=...    # the one given".to_owned()));
    let list = "/api/2.0/fo/asset/host/?action=list";
    let headers = "X-Requested-With: test\r\nAuthorization: Basic c2FuZGJveF91c2VyOnNlc2FtZQ==\r\n";
    assert!(get(&address, list, headers).starts_with("HTTP/1.1 503 "));
    assert_eq!(get(&address, list, headers).matches("<HOST>").count(), 3);
    assert!(get(&address, list, "").starts_with("HTTP/1.1 400 "));
    // Nothing of this is coloured: it goes to no terminal.
    let logged: Vec<String> = lines.by_ref().filter(|line| !line.is_empty()).take(3).collect();
    let said = ["503 GET /api/2.0/fo/asset/host/ list", "200 GET /api/2.0/fo/asset/host/ list", "400 GET"];
    assert!(logged.iter().zip(said).all(|(line, said)| line[9..].starts_with(said)), "{logged:?}");
    assert!(logged[0].ends_with("fault: status=503"), "{logged:?}");
    assert!(logged[2].ends_with("1903: The header X-Requested-With is missing."), "{logged:?}");
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(child.wait().unwrap().success());
    assert!(!greeting.concat().contains("sesame") && !logged.concat().contains("sesame"));
}

#[test]
fn helps() {
    let Output { status, stdout, .. } = program().arg("--help").output().unwrap();
    let text = String::from_utf8(stdout).unwrap();
    assert!(status.success());
    assert!(text.contains("--port N") && text.contains("    reset-after=BYTES "));
}

#[test]
fn says_what_is_wrong_with_the_command_line() {
    let check = |arguments: &[&str], expected: &str| {
        let Output { status, stderr, .. } = program().args(arguments).output().unwrap();
        let text = String::from_utf8(stderr).unwrap();
        assert!(!status.success());
        assert!(text.starts_with(&format!("error: {expected}")), "{text}");
    };
    check(&["--prot", "1"], "invalid option '--prot'");
    check(&["--port", "99999"], "cannot parse argument \"99999\"");
    check(
        &["--fault", "drip"],
        "cannot parse argument \"drip\": \"drip\" is no fault, expected drip=BYTES/MILLISECONDS",
    );
    check(&["--fault"], "missing argument for option '--fault'");
}

#[test]
fn a_taken_port_is_said() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let Output { status, stderr, .. } = program().args(["--port", &port.to_string()]).output().unwrap();
    assert!(!status.success());
    let text = String::from_utf8(stderr).unwrap();
    assert!(text.starts_with(&format!("error: port {port}: ")), "{text}");
}
