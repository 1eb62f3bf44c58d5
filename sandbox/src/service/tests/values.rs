//! How values of hosts are written.

use crate::answers::date_time;
use crate::service::hosts::Value;
use jiff::Timestamp;

#[test]
fn times_are_those_of_the_calendar() {
    // Some years before 1970, leap days, ends of centuries, and the last second that there is.
    let seconds =
        [-86_401, 0, 951_782_399, 951_782_400, 1_709_164_800, 1_770_116_400, 4_107_542_399, 253_402_207_200];
    for seconds in seconds.into_iter().chain((0..4_000).map(|step| step * 8_640_017)) {
        let expected = date_time(Timestamp::from_second(seconds).expect("a time"));
        assert_eq!(Value::Time(seconds).text(), expected);
    }
}

#[test]
fn numbers_addresses_and_identifiers() {
    for number in [0, 9, 10, 4711, u64::MAX] {
        assert_eq!(Value::Number(number).text(), number.to_string());
    }
    assert_eq!(Value::Address(0xC000_02FF).text(), "192.0.2.255");
    assert_eq!(Value::Numbered("host-", 7, ".example.com").text(), "host-7.example.com");
    assert_eq!(Value::Uuid(u64::MAX, 0).text(), "ffffffff-ffff-4fff-8000-000000000000");
}
