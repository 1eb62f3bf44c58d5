//! No password, token or cookie in any text that the client makes.

use super::{block_on, builder, create, list};
use qualys::common::v2::session;
use qualys::{Authentication, Credentials, Platform};
use qualys_sandbox::Sandbox;
use qualys_sandbox::fault::{Fault, RetryAfter, Rule};
use std::io::Write;
use std::sync::{Arc, Mutex};
use tracing_subscriber::fmt::MakeWriter;

/// A password with characters that are written differently everywhere.
const PASSWORD: &str = "hunter2 & <tiger>+%/ü";

/// Forms of the password and of its Basic header.
fn forms() -> Vec<String> {
    let form: String = form_urlencoded::byte_serialize(PASSWORD.as_bytes()).collect();
    let basic = |user: &str| base64(format!("{user}:{PASSWORD}").as_bytes());
    vec!["hunter2".to_owned(), form, base64(PASSWORD.as_bytes()), basic("quays_ab1")]
}

fn base64(bytes: &[u8]) -> String {
    use ::base64::Engine as _;
    ::base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// Collects what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'w> MakeWriter<'w> for Log {
    type Writer = Self;
    fn make_writer(&'w self) -> Self {
        self.clone()
    }
}

#[test]
fn nothing_shows_a_secret() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .with_ansi(false)
        .finish();
    let mut shown = String::new();
    tracing::subscriber::with_default(subscriber, || {
        for authentication in [Authentication::Basic, Authentication::Session, Authentication::Bearer] {
            for password in [PASSWORD, "another than the service's, hunter2"] {
                shown.push_str(&block_on(texts(authentication, password)));
            }
        }
    });
    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        logged.contains("schedule_scan::List") && logged.contains("attempt"),
        "calls are logged: {logged}"
    );
    assert!(shown.contains("***"), "the service repeats the password somewhere");
    for (name, text) in [("a text", &shown), ("the log", &logged)] {
        for form in forms() {
            if let Some(at) = text.find(&form) {
                let near: String = text[at.saturating_sub(200)..].chars().take(300).collect();
                panic!("{form} is in {name}: …{near}…");
            }
        }
        for secret in ["QualysSession=", "eyJ", "Basic ", "Bearer "] {
            assert!(!text.contains(secret), "{secret} is in {name}");
        }
    }
}

/// All texts of what calls bring under faults.
async fn texts(authentication: Authentication, password: &str) -> String {
    let sandbox = Sandbox::builder().user("quays_ab1").password(PASSWORD).start().unwrap();
    let platform: Platform = sandbox.url().parse().unwrap();
    let platform = platform.with_gateway(&sandbox.url()).unwrap();
    let credentials = Credentials::new("quays_ab1", password);
    let mut shown = format!("{platform:?} {credentials:?} {authentication:?}\n");
    let builder = builder(&sandbox);
    shown.push_str(&format!("{builder:?}\n"));
    let timer = super::timer::TestTimer::new(qualys_sandbox::clock::ManualClock::new(
        "2026-03-01T08:00:00Z".parse().unwrap(),
    ));
    let client = qualys::Client::builder(platform, credentials)
        .authentication(authentication)
        .timer(timer)
        .settings(qualys::Settings::new().idle_timeout(std::time::Duration::from_millis(200)))
        .build()
        .unwrap();
    shown.push_str(&format!("{client:?}\n"));
    let login = session::Login::new("quays_ab1", password);
    shown.push_str(&format!("{login:?} {:?}\n", qualys::Operation::request(&login)));
    let faults = [
        Fault::Reset,
        Fault::Stall,
        Fault::MismatchedTag,
        Fault::TooManyCalls { seconds: 5 },
        Fault::TooManyRequests(RetryAfter::Seconds(1)),
        Fault::Status(500),
        Fault::Html,
        Fault::Error(2001),
        Fault::Empty,
        Fault::UnknownElement,
        Fault::Redirect("https://other.example".to_owned()),
    ];
    let mut show = |text: String| {
        shown.push_str(&text);
        shown.push('\n');
    };
    for fault in faults {
        sandbox.inject(fault, Rule::new());
        match client.send(list().echo_request(true)).await {
            Ok(response) => show(format!("{response:?}")),
            Err(error) => show(format!("{error} {error:?} {:#?} {:?}", error, error.body())),
        }
        sandbox.clear_faults();
    }
    // A service that repeats what it was sent, the secret with it.
    let unknown = client.send(create().raw("password", password)).await.unwrap_err();
    show(format!("{unknown} {unknown:?} {:?}", unknown.body()));
    match client.send(session::Login::new("quays_ab1", password)).await {
        Ok(response) => show(format!("{response:?}")),
        Err(error) => show(format!("{error} {error:?} {:?}", error.body())),
    }
    let mut items = client.items(list());
    while let Some(item) = items.next().await {
        show(format!("{item:?}"));
    }
    show(format!("{items:?}"));
    let _ = client.logout().await.map_err(|error| show(format!("{error} {error:?}")));
    shown
}
