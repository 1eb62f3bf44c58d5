//! Addresses.

use crate::service::address::{Range, joined};

fn text(ranges: &[Range]) -> String {
    ranges.iter().map(|range| format!("{}-{}", range.start(), range.end())).collect::<Vec<_>>().join(" ")
}

#[test]
fn texts_are_read() {
    for (given, expected) in [
        ("192.0.2.1", "192.0.2.1-192.0.2.1"),
        (" 192.0.2.1 - 192.0.2.9 ", "192.0.2.1-192.0.2.9"),
        ("192.0.2.77/28", "192.0.2.64-192.0.2.79"),
        ("0.0.0.0/0", "0.0.0.0-255.255.255.255"),
        ("192.0.2.1/32", "192.0.2.1-192.0.2.1"),
    ] {
        assert_eq!(Range::parse(given).map(|range| text(&[range])).as_deref(), Some(expected));
    }
    for given in ["", "192.0.2", "192.0.2.9-192.0.2.1", "192.0.2.0/33", "a-b", "2001:db8::1"] {
        assert_eq!(Range::parse(given), None, "{given}");
    }
}

#[test]
fn ranges_are_cut_and_joined() {
    let range = |text: &str| Range::parse(text).expect("a range");
    let whole = range("10.0.0.0-10.0.0.9");
    assert_eq!(text(&whole.without(range("10.0.0.3-10.0.0.4"))), "10.0.0.0-10.0.0.2 10.0.0.5-10.0.0.9");
    assert_eq!(text(&whole.without(range("10.0.0.0-10.0.1.0"))), "");
    assert_eq!(text(&whole.without(range("10.1.0.0"))), "10.0.0.0-10.0.0.9");
    let all = range("0.0.0.0/0");
    assert_eq!(text(&all.without(range("255.255.255.255"))), "0.0.0.0-255.255.255.254");
    let parts = ["10.0.0.5", "10.0.0.0-10.0.0.4", "255.255.255.255", "10.0.0.9", "10.0.0.2-10.0.0.3"];
    let parts = joined(parts.into_iter().map(range).collect());
    assert_eq!(text(&parts), "10.0.0.0-10.0.0.5 10.0.0.9-10.0.0.9 255.255.255.255-255.255.255.255");
}
