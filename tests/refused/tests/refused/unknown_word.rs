// A parameter takes the words of its list alone.

use qualys::vm::v2::schedule_scan::Weekday;

fn main() {
    let _ = Weekday::Holiday;
}
