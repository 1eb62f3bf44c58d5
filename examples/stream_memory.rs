//! Streams the detections of all hosts from the platform that the environment names, and says what memory it took.
//!
//! `cargo xtask memory` runs it against a sandbox with a gigabyte of them.

use qualys::assets::v2::host_detection::List;
use qualys::blocking::Client;
use std::error::Error;
use std::time::Instant;

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::from_env()?;
    let began = Instant::now();
    let (mut hosts, mut detections) = (0_u64, 0_usize);
    let mut items = client.items(List::new().truncation_limit(0));
    for host in items.by_ref() {
        hosts += 1;
        detections += host?.detection_list.len();
    }
    let seconds = began.elapsed().as_secs_f64();
    let (set_aside, drift) = (items.set_aside().len(), items.drift().len());
    println!(
        "{hosts} hosts with {detections} detections in {seconds:.1} s; {set_aside} set aside, {drift} differences"
    );
    match peak_memory() {
        Some(kilobytes) => println!("peak memory of the process: {:.1} MiB", kilobytes as f64 / 1024.0),
        None => println!("peak memory of the process: not known on this system"),
    }
    Ok(())
}

/// The most memory that the process had, in KiB.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
