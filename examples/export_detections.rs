//! Writes the detections of all hosts as NDJSON, one host a line, with a progress bar.
//!
//! `cargo run --example export_detections > detections.ndjson`

use indicatif::{ProgressBar, ProgressStyle};
use qualys::assets::v2::host_detection::List;
use std::error::Error;
use std::io::{BufWriter, Write};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = qualys_examples::service()?;
    let client = service.builder.build()?;
    let bar = ProgressBar::new_spinner();
    bar.set_style(ProgressStyle::with_template("{spinner} {pos} hosts, {per_sec}, {elapsed}")?);

    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut hosts = client.items(List::new().truncation_limit(1000));
    while let Some(host) = hosts.next().await {
        serde_json::to_writer(&mut out, &host?)?;
        out.write_all(b"\n")?;
        bar.inc(1);
    }
    out.flush()?;
    bar.finish();
    for set_aside in hosts.set_aside() {
        eprintln!("not exported: {set_aside}");
    }
    Ok(())
}
