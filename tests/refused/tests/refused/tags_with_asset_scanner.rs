// Tags have no default scanner: default_scanner needs asset groups.

use qualys::vm::v2::schedule_scan::{GroupsScanner, Target};

fn main() {
    let _ = Target::tags(["12"]).scanner(GroupsScanner::default_of_group());
}
