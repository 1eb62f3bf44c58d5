//! Writes values as text, without detours: lists of hosts are long.

use std::net::Ipv4Addr;

/// A value of a host or of a detection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::service) enum Value<'a> {
    /// There is none.
    Absent,
    /// A number.
    Number(u64),
    /// Seconds since 1970 in UTC.
    Time(i64),
    /// An IPv4 address.
    Address(u32),
    /// A text that needs no escapes.
    Text(&'a str),
    /// A text, a number and a text.
    Numbered(&'a str, u64, &'a str),
    /// Two numbers as a UUID.
    Uuid(u64, u64),
    /// Numbers and names, of which one is shown.
    Pairs(&'a [(String, String)]),
}

impl Value<'_> {
    /// Writes it at the end; a list is written as its numbers with commas.
    pub(in crate::service) fn write(&self, out: &mut Vec<u8>) {
        match self {
            Self::Absent => {}
            Self::Number(value) => number(*value, out),
            Self::Time(seconds) => time(*seconds, out),
            Self::Address(address) => {
                for (index, part) in Ipv4Addr::from(*address).octets().into_iter().enumerate() {
                    if index > 0 {
                        out.push(b'.');
                    }
                    number(u64::from(part), out);
                }
            }
            Self::Text(text) => out.extend_from_slice(text.as_bytes()),
            Self::Numbered(before, value, after) => {
                out.extend_from_slice(before.as_bytes());
                number(*value, out);
                out.extend_from_slice(after.as_bytes());
            }
            Self::Uuid(high, low) => uuid(*high, *low, out),
            Self::Pairs(pairs) => {
                for (index, (id, _)) in pairs.iter().enumerate() {
                    if index > 0 {
                        out.push(b',');
                    }
                    out.extend_from_slice(id.as_bytes());
                }
            }
        }
    }

    /// Its text.
    pub(in crate::service) fn text(&self) -> String {
        let mut out = Vec::new();
        self.write(&mut out);
        String::from_utf8_lossy(&out).into_owned()
    }
}

fn number(mut value: u64, out: &mut Vec<u8>) {
    let mut digits = [0_u8; 20];
    let mut start = digits.len();
    for slot in digits.iter_mut().rev() {
        *slot = b'0' + (value % 10) as u8;
        value /= 10;
        start -= 1;
        if value == 0 {
            break;
        }
    }
    out.extend_from_slice(digits.get(start..).unwrap_or_default());
}

/// `2024-02-06T08:05:09Z`. The day is found with the arithmetic of Howard Hinnant's `civil_from_days`.
fn time(seconds: i64, out: &mut Vec<u8>) {
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400) as u64);
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let day_of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = (year_of_era + era * 400 + i64::from(month <= 2)).clamp(0, 9999) as u64;
    let mut text = *b"0000-00-00T00:00:00Z";
    let mut two = |at: usize, value: u64| {
        if let Some([tens, ones]) = text.get_mut(at..at + 2) {
            *tens = b'0' + (value / 10 % 10) as u8;
            *ones = b'0' + (value % 10) as u8;
        }
    };
    two(0, year / 100);
    two(2, year % 100);
    two(5, month as u64);
    two(8, day as u64);
    two(11, second / 3600);
    two(14, second / 60 % 60);
    two(17, second % 60);
    out.extend_from_slice(&text);
}

fn uuid(high: u64, low: u64, out: &mut Vec<u8>) {
    let value = (u128::from(high) << 64) | u128::from(low);
    let value =
        (value & !(0xF000_u128 << 64) & !(0xC000_u128 << 48)) | (0x4000_u128 << 64) | (0x8000_u128 << 48);
    for index in 0..32_u32 {
        if matches!(index, 8 | 12 | 16 | 20) {
            out.push(b'-');
        }
        let digit = (value >> (124 - 4 * index)) as u8 & 0xF;
        out.push(if digit < 10 { b'0' + digit } else { b'a' + digit - 10 });
    }
}
