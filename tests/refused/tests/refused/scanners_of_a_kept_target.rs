// A target that stays has one choice of scanners.

use qualys::vm::v2::schedule_scan::KeptTargetScanner;

fn main() {
    let _ = KeptTargetScanner::names(["scanner1"]).ids([5]);
}
