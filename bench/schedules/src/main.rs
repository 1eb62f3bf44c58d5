//! Lists the schedules of an answer that it reads from its standard input: `schedules < answer.xml`.

use qualys::vm::v2::schedule_scan_list_output::ScheduleScanListOutput;
use std::error::Error;
use std::io::Read;

fn main() -> Result<(), Box<dyn Error>> {
    let mut answer = Vec::new();
    std::io::stdin().read_to_end(&mut answer)?;
    let decoded = qualys::decode::<ScheduleScanListOutput>(&answer)?;
    for scan in decoded.value.response.schedule_scan_list.unwrap_or_default() {
        println!("{}\t{}\t{}", scan.id, scan.title.unwrap_or_default(), scan.target);
    }
    Ok(())
}
