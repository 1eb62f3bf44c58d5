// Appliances are given by name or by number: iscanner_name and iscanner_id exclude each other.

use qualys::vm::v2::schedule_scan::{Scanner, Target};

fn main() {
    let scanners = [Scanner::names(["scanner1"]), Scanner::ids([5])];
    let _ = Target::ips(["10.10.10.1"]).scanner(scanners);
}
