// A scan that is not paused is not resumed: resume_in_days needs pause_after_hours.

use qualys::vm::v2::schedule_scan::{End, Resume};

fn main() {
    let _ = End::hours(3).resume(Resume::days(1));
}
