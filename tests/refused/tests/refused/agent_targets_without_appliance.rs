// Hosts with agents need appliances: include_agent_targets needs iscanner_name or iscanner_id.

use qualys::pc::v2::compliance_scan::Scanner;

fn main() {
    let _ = Scanner::in_network().include_agent_targets(true);
}
