// Schedules do not scan hosts with agents: include_agent_targets is for scans that are launched.

use qualys::pc::v2::compliance_schedule_scan::Scanner;

fn main() {
    let _ = Scanner::names(["scanner1"]).include_agent_targets(true);
}
