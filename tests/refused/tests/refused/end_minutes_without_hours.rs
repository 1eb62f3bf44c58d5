// The minutes of end_after_mins stand on top of the hours of end_after.

use qualys::vm::v2::schedule_scan::Update;

fn main() {
    let _ = Update::new(7).end_after_mins(30);
}
