// An update sets every part of the start or none: the time zone and daylight saving time are missing.

use qualys::vm::v2::schedule_scan::NewStart;

fn main() {
    let _ = NewStart::new(qualys::Date::constant(2020, 8, 20), 14, 0);
}
