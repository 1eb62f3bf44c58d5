//! A detection: a vulnerability on a host, made of the host and of its place.

use super::field::DetectionField;
use super::host::Host;
use super::text::Value;
use crate::service::random::mix;
use indexmap::IndexMap;

/// What detections need to know of a vulnerability.
#[derive(Debug, Clone)]
pub(in crate::service) struct Vulnerability {
    qid: u64,
    kind: &'static str,
    severity: u64,
    is_disabled: bool,
    results: String,
}

impl Vulnerability {
    /// The vulnerabilities of the KnowledgeBase.
    pub(in crate::service) fn all<'a>(
        records: impl Iterator<Item = &'a IndexMap<String, String>>,
    ) -> Vec<Vulnerability> {
        let all = records.filter_map(|record| {
            let title = record.get("title").map_or("", String::as_str);
            let version = record.get("version").map_or("1.0", String::as_str);
            Some(Self {
                qid: record.get("id")?.parse().ok()?,
                kind: match record.get("vuln_type").map(String::as_str) {
                    Some("Potential Vulnerability") => "Potential",
                    Some("Information Gathered") => "Info",
                    _ => "Confirmed",
                },
                severity: record.get("severity_level").and_then(|text| text.parse().ok()).unwrap_or(3),
                is_disabled: false,
                results: escaped(&format!(
                    "{title}\nInstalled version: {version}\nEvidence: banner and package database agree on this version."
                )),
            })
        });
        all.collect()
    }
}

/// A vulnerability on a host.
#[derive(Debug, Clone, Copy)]
pub(super) struct Detection<'a> {
    host: Host<'a>,
    vulnerability: &'a Vulnerability,
    place: u64,
    seed: u64,
}

/// Which of the four it is.
const STATUSES: [&str; 8] = ["Active", "Active", "Active", "Active", "New", "Re-Opened", "Fixed", "Active"];

const PORTS: [(u64, &str, u64, &str); 5] = [
    (443, "tcp", 1, "https"),
    (22, "tcp", 0, "ssh"),
    (80, "tcp", 0, "http"),
    (3389, "tcp", 1, "rdp"),
    (53, "udp", 0, "dns"),
];

/// The detections of a host, in the order of their QIDs.
pub(super) fn detections(host: Host<'_>) -> impl Iterator<Item = Detection<'_>> {
    let world = host.world;
    let all = world.vulnerabilities.len() as u64;
    let most = world.detections.min(all);
    let count = most - (host.seed() >> 50) % (most / 4 + 1);
    let start = (host.seed() >> 7) % (all - count + 1);
    (0..count).filter_map(move |place| {
        let vulnerability = world.vulnerabilities.get(usize::try_from(start + place).ok()?)?;
        Some(Detection { host, vulnerability, place, seed: mix(host.seed(), place + 1) })
    })
}

impl<'a> Detection<'a> {
    /// New, Active, Re-Opened or Fixed.
    pub(super) fn status(self) -> &'static str {
        STATUSES[(self.seed % 8) as usize]
    }

    /// Whether it is gathered information.
    pub(super) fn is_information(self) -> bool {
        self.vulnerability.kind == "Info"
    }

    /// Whether it is ignored on the host.
    pub(super) fn is_ignored(self) -> bool {
        (self.seed >> 9).is_multiple_of(32)
    }

    /// Whether it is disabled.
    pub(super) fn is_disabled(self) -> bool {
        self.vulnerability.is_disabled
    }

    /// One of its values.
    pub(super) fn value(self, field: DetectionField) -> Value<'a> {
        let port = PORTS.get(((self.seed >> 14) % 8) as usize);
        let port_value = |value: fn(&(u64, &'static str, u64, &'static str)) -> Value<'static>| {
            port.map_or(Value::Absent, value)
        };
        let only = |holds: bool, value: Value<'a>| if holds { value } else { Value::Absent };
        let scanned = self.host.last_scanned();
        let age = 86_400 + ((self.seed >> 20) % (300 * 86_400)) as i64;
        let is_reopened = self.status() == "Re-Opened";
        let score = 10 * self.vulnerability.severity + (self.seed >> 33) % 45;
        match field {
            DetectionField::Unique => Value::Number(self.host.id() * 1000 + self.place),
            DetectionField::Qid => Value::Number(self.vulnerability.qid),
            DetectionField::Type => Value::Text(self.vulnerability.kind),
            DetectionField::Severity => Value::Number(self.vulnerability.severity),
            DetectionField::Port => port_value(|port| Value::Number(port.0)),
            DetectionField::Protocol => port_value(|port| Value::Text(port.1)),
            DetectionField::Ssl => Value::Number(port.map_or(0, |port| port.2)),
            DetectionField::Service => port_value(|port| Value::Text(port.3)),
            DetectionField::Results => Value::Text(&self.vulnerability.results),
            DetectionField::Status => only(!self.is_information(), Value::Text(self.status())),
            DetectionField::FirstFound => Value::Time(scanned - age),
            DetectionField::LastFound | DetectionField::LastTest => Value::Time(scanned),
            DetectionField::TimesFound => Value::Number(1 + (self.seed >> 27) % 90),
            DetectionField::LastUpdate | DetectionField::LastProcessed => Value::Time(scanned + 420),
            DetectionField::LastFixed => only(self.status() == "Fixed", Value::Time(scanned)),
            DetectionField::FirstReopened | DetectionField::LastReopened => {
                only(is_reopened, Value::Time(scanned - age / 2))
            }
            DetectionField::TimesReopened => only(is_reopened, Value::Number(1)),
            DetectionField::Ignored => Value::Number(u64::from(self.is_ignored())),
            DetectionField::Disabled => Value::Number(u64::from(self.is_disabled())),
            DetectionField::Score => Value::Number(score),
            DetectionField::ScoreSeverity => Value::Text(match score {
                90.. => "CRITICAL",
                70.. => "HIGH",
                40.. => "MEDIUM",
                _ => "LOW",
            }),
            DetectionField::Running => Value::Number(1),
            DetectionField::Information => Value::Number(u64::from(self.is_information())),
        }
    }
}

/// A text that can stand between tags.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
