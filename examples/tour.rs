//! A tour of what the crate does: against the sandbox, or against the platform that the environment names.
//!
//! `cargo run --example tour`

use qualys::assets::v2::host_detection;
use qualys::vm::v2::schedule_scan::{
    AfterNotify, BeforeNotify, Create, Delete, List, Notifications, Occurrence, OptionProfile, Start, Target,
    Weekday,
};
use qualys::was::v3::findings;
use std::collections::BTreeMap;
use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = qualys_examples::service()?;
    let client = service.builder.build()?;
    println!("Calling {}\n", service.name);

    println!("# Schedules");
    let schedules = client.send(List::new()).await?;
    for scan in schedules.response.schedule_scan_list.iter().flatten() {
        println!("  {:>6}  {}", scan.id, scan.title.as_deref().unwrap_or_default());
    }
    if let (Some(remaining), Some(calls)) = (schedules.limits().remaining, schedules.limits().calls) {
        println!("  {remaining} of {calls} calls are left");
    }

    println!("\n# A value that the service would refuse is not sent");
    let create = Create::new(
        "Weekly edge",
        false,
        OptionProfile::title("Initial Options"),
        Target::ips(["192.0.2.1-192.0.2.20"]),
        Start::new(13, 30, "US-CA"),
        Occurrence::weekly(1, [Weekday::Sunday]),
    )
    .notifications(Notifications::before(BeforeNotify::minutes(10)).after(AfterNotify::new()));
    if let Err(error) = client.send(create.clone().recurrence(100)).await {
        println!("  {error}");
    }

    if service.is_sandbox {
        println!("\n# Create a schedule, and delete it");
        let created = client.send(create).await?;
        let id = created.id()?;
        println!("  {id}: {}", created.response.text);
        println!("  {id}: {}", client.send(Delete::new(id)).await?.response.text);

        println!("\n# An error says what to do");
        if let Err(error) = client.send(Delete::new(id)).await {
            println!("  {error}");
            println!("  code {:?}, {} attempt", error.code(), error.attempts());
        }
    }

    println!("\n# Detections of all hosts, as they arrive, page after page");
    let mut hosts = client.items(host_detection::List::new().truncation_limit(100));
    let (mut count, mut by_severity) = (0, BTreeMap::new());
    while let Some(host) = hosts.next().await {
        for detection in host?.detection_list {
            *by_severity.entry(detection.severity.unwrap_or_default()).or_insert(0) += 1;
        }
        count += 1;
    }
    println!(
        "  {count} hosts on {} pages, {} records could not be read",
        hosts.pages(),
        hosts.set_aside().len()
    );
    for (severity, detections) in by_severity {
        println!("  severity {severity}: {detections}");
    }

    println!("\n# Findings in web applications that are still there");
    let search = findings::Search::new()
        .filter(findings::Filter::status().is_in([findings::Status::Active, findings::Status::Reopened]))
        .filter(findings::Filter::severity().is_in([4, 5]));
    let mut findings = client.items(search);
    let mut shown = 0;
    while let Some(finding) = findings.next().await {
        let finding = finding?;
        if shown < 3 {
            let url = finding.url.as_deref().unwrap_or_default();
            println!("  {}  {url}", finding.name.as_deref().unwrap_or_default());
        }
        shown += 1;
    }
    println!("  {shown} in all");
    Ok(())
}
