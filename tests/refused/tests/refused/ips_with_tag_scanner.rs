// Addresses have no tags: scanners_in_tagset needs target_from=tags.

use qualys::vm::v2::schedule_scan::{TagsScanner, Target};

fn main() {
    let _ = Target::ips(["10.10.10.1"]).scanner(TagsScanner::in_tag_set());
}
