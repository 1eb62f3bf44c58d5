//! Schedules a weekly scan that tells people before it starts and after it ends, then takes the schedule away again.
//!
//! `cargo run --example schedule_scan`

use qualys::vm::v2::schedule_scan::{
    AfterNotify, BeforeNotify, Create, Delete, Notifications, Occurrence, OptionProfile, Start, Target,
    Weekday,
};
use std::error::Error;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let service = qualys_examples::service()?;
    let client = service.builder.build()?;

    let create = Create::new(
        "Weekly edge",
        true,
        OptionProfile::title("Initial Options"),
        Target::ips(["192.0.2.1-192.0.2.20"]),
        Start::new(13, 30, "US-CA"),
        Occurrence::weekly(1, [Weekday::Sunday]),
    )
    .notifications(
        Notifications::before(BeforeNotify::minutes(10).message("The weekly scan starts soon."))
            .after(AfterNotify::new()),
    );
    let created = client.send(create).await?;
    let id = created.id()?;
    println!("{} schedule {id}: {}", service.name, created.response.text);

    let deleted = client.send(Delete::new(id)).await?;
    println!("schedule {id}: {}", deleted.response.text);
    Ok(())
}
