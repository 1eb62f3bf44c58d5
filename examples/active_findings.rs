//! All active findings of a web application, as they arrive.
//!
//! `cargo run --example active_findings`

use qualys::was::v3::{findings, web_applications};
use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = qualys_examples::service()?;
    let client = service.builder.build()?;

    let web_apps = client.send(web_applications::Search::new().limit_results(1)).await?;
    let Some(web_app) = web_apps.data.iter().flatten().next() else {
        println!("{} has no web application", service.name);
        return Ok(());
    };
    let id = web_app.id.ok_or("a web application without id")?;
    println!("Active findings of {} on {}", web_app.name.as_deref().unwrap_or("?"), service.name);

    let search = findings::Search::new()
        .limit_results(20)
        .filter(findings::Filter::web_app_id().equals(id))
        .filter(findings::Filter::status().is_in([findings::Status::Active, findings::Status::Reopened]));
    let mut items = client.items(search);
    let mut count = 0;
    while let Some(finding) = items.next().await {
        let finding = finding?;
        let severity = finding.severity.map(|severity| severity.to_string()).unwrap_or_default();
        let name = finding.name.as_deref().unwrap_or_default();
        println!("  severity {severity}  {name}  {}", finding.url.as_deref().unwrap_or_default());
        count += 1;
    }
    println!("{count} findings on {} pages", items.pages());
    for set_aside in items.set_aside() {
        eprintln!("not shown: {set_aside}");
    }
    Ok(())
}
