// Monthly runs are on a day of the month or on a day of the week, not on both.

use qualys::vm::v2::schedule_scan::{Occurrence, WeekOfMonth};

fn main() {
    let _ = Occurrence::monthly_by_day(1, 15, WeekOfMonth::First);
}
