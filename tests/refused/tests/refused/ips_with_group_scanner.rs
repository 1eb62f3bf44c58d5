// Addresses are in no asset group: scanners_in_ag needs asset groups.

use qualys::vm::v2::schedule_scan::{GroupsScanner, Target};

fn main() {
    let _ = Target::ips(["10.10.10.1"]).scanner(GroupsScanner::in_asset_groups());
}
