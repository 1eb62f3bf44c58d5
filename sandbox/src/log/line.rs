//! A call as a line.

use super::Record;
use std::fmt::Write as _;
use std::time::Duration;

const RESET: &str = "\x1b[0m";
const RED: &str = "\x1b[31m";
const GREEN: &str = "\x1b[32m";
const YELLOW: &str = "\x1b[33m";
const DIM: &str = "\x1b[2m";

/// How many characters of the parameters are shown.
const SHOWN: usize = 120;

/// The line: time, method, path, action, parameters, status, size, duration, and what was wrong.
pub fn line(record: &Record, color: bool) -> String {
    let paint = |text: &str, code: &str| if color { format!("{code}{text}{RESET}") } else { text.to_owned() };
    let status = match record.status {
        None => paint("---", RED),
        Some(status) if status.is_success() => paint(status.as_str(), GREEN),
        Some(status) if status.is_server_error() => paint(status.as_str(), RED),
        Some(status) => paint(status.as_str(), YELLOW),
    };
    let time = record.received.strftime("%H:%M:%S").to_string();
    let mut line = format!("{} {status} {} {}", paint(&time, DIM), record.method, visible(&record.path));
    if let Some(action) = record.parameter("action") {
        let _ = write!(line, " {}", visible(action));
    }
    let parameters = parameters(record);
    if !parameters.is_empty() {
        let _ = write!(line, " {}", paint(&parameters, DIM));
    }
    if let Some(duration) = record.duration {
        let took = format!("{} {}", size(record.sent), readable(duration));
        let _ = write!(line, " {}", paint(&took, DIM));
    }
    if let Some(fault) = &record.fault {
        let _ = write!(line, " {}", paint(&format!("fault: {}", visible(fault)), YELLOW));
    }
    if let Some(problem) = &record.problem {
        let _ = write!(line, " {}", paint(&visible(problem), RED));
    }
    line
}

fn parameters(record: &Record) -> String {
    let pairs = record.query.iter().chain(&record.form).filter(|(name, _)| name != "action");
    let text: Vec<String> =
        pairs.map(|(name, value)| format!("{}={}", visible(name), visible(value))).collect();
    let text = text.join(" ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The length of the body.
fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

fn readable(duration: Duration) -> String {
    if duration < Duration::from_secs(1) {
        format!("{} ms", duration.as_millis())
    } else {
        format!("{:.1} s", duration.as_secs_f64())
    }
}

/// Without characters that steer a terminal.
fn visible(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}
