// The hours of resume_in_hours stand on top of days, and Manually has none.

use qualys::vm::v2::schedule_scan::Resume;

fn main() {
    let _ = Resume::manually().resume_in_hours(5);
}
