// A target that stays is not given anew.

use qualys::vm::v2::schedule_scan::KeptTarget;

fn main() {
    let _ = KeptTarget::new().ip(["10.10.10.1"]);
}
