//! How the sandbox is set up: what is in it at the start, and how fast its scans run.

use jiff::Timestamp;
use std::time::Duration;

/// How the sandbox is set up.
///
/// ```
/// use qualys_sandbox::service::Settings;
///
/// let settings = Settings { hosts: 10_000_000, detections_per_host: 5, ..Settings::default() };
/// assert!(settings.seed);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Whether there are schedules, scans, web applications, findings and so on at the start. Without, there is only what cannot
    /// be created by a call: option profiles, time zones, policies, the KnowledgeBase, questionnaires' templates, hosts.
    pub seed: bool,
    /// How many hosts there are. They are made when they are asked for, so their number costs no memory.
    pub hosts: u64,
    /// How many detections each host has, at most.
    pub detections_per_host: u32,
    /// How many findings the web applications have. They are made when they are asked for.
    pub findings: u64,
    /// How many vulnerabilities the KnowledgeBase has.
    pub vulnerabilities: u64,
    /// How many records a page of a list holds, unless the call says it.
    pub page_limit: u64,
    /// How long a scan waits until it runs.
    pub scan_waits: Duration,
    /// How long a scan runs until it is finished.
    pub scan_runs: Duration,
    /// How long the retest of a finding takes.
    pub retest_takes: Duration,
    /// The time of what is there at the start: dates lie before it, at most some years.
    pub epoch: Timestamp,
}

impl Default for Settings {
    /// A small subscription as of today.
    fn default() -> Self {
        let now = Timestamp::now();
        Self {
            seed: true,
            hosts: 250,
            detections_per_host: 8,
            findings: 240,
            vulnerabilities: 120,
            page_limit: 1000,
            scan_waits: Duration::from_secs(5),
            scan_runs: Duration::from_secs(30),
            retest_takes: Duration::from_secs(10),
            epoch: Timestamp::from_second(now.as_second() - now.as_second().rem_euclid(86_400))
                .unwrap_or(now),
        }
    }
}
