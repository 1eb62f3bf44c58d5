// A target of tags has no addresses: ip needs target_from=assets.

use qualys::vm::v2::schedule_scan::Target;

fn main() {
    let _ = Target::tags(["12"]).ip(["10.10.10.1"]);
}
