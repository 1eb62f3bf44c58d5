// A target of addresses selects no tags: tag_include_selector needs target_from=tags.

use qualys::vm::v2::schedule_scan::{TagIncludeSelector, Target};

fn main() {
    let _ = Target::ips(["10.10.10.1"]).tag_include_selector(TagIncludeSelector::All);
}
