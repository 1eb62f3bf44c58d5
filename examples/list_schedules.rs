//! Shows the scan schedules as a table. There is no `async` in it.
//!
//! `cargo run --example list_schedules`

use comfy_table::Table;
use qualys::blocking::Client;
use qualys::vm::v2::schedule_scan::List;
use qualys::vm::v2::schedule_scan_list_output::Occurrence;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let service = qualys_examples::service()?;
    let client = Client::build(service.builder)?;

    let mut table = Table::new();
    table.set_header(["id", "title", "active", "target", "repeats", "next"]);
    for scan in client.items(List::new()) {
        let scan = scan?;
        let repeats = match &scan.schedule.occurrence {
            Occurrence::Daily(daily) => format!("every {} days", daily.frequency_days),
            Occurrence::Weekly(weekly) => format!("every {} weeks", weekly.frequency_weeks),
            Occurrence::Monthly(monthly) => format!("every {} months", monthly.frequency_months),
            _ => "otherwise".to_owned(),
        };
        let next = scan.schedule.nextlaunch_utc.as_ref().map(ToString::to_string);
        table.add_row([
            scan.id.to_string(),
            scan.title.unwrap_or_default(),
            if scan.active.value() == Some(&1) { "yes".to_owned() } else { "no".to_owned() },
            scan.target,
            repeats,
            next.unwrap_or_default(),
        ]);
    }
    println!("Schedules of {}\n{table}", service.name);
    Ok(())
}
