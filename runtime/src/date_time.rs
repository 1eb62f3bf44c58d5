//! Date and time as documents write it.

use jiff::civil;
use jiff::tz::{Offset, TimeZone};
use std::fmt;
use std::str::FromStr;

/// A date and time of day, with the offset from UTC if the document gave one.
///
/// The service writes most of its times in UTC with a `Z`; a few, such as `NEXTLAUNCH_UTC`, are in UTC without saying
/// so. The value keeps which of the two it was, so that it is written back as it came.
///
/// ```
/// use qualys_runtime::DateTime;
///
/// let start: DateTime = "2017-10-12T18:10:00Z".parse().unwrap();
/// assert!(start.has_offset());
/// assert_eq!(start.timestamp().unwrap().as_second(), 1_507_831_800);
/// assert_eq!(start.to_string(), "2017-10-12T18:10:00Z");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct DateTime {
    civil: civil::DateTime,
    offset: Option<Offset>,
}

impl DateTime {
    /// A date and time, with an offset from UTC or without.
    pub fn new(civil: civil::DateTime, offset: Option<Offset>) -> Self {
        Self { civil, offset }
    }

    /// Date and time of day as written.
    pub fn civil(&self) -> civil::DateTime {
        self.civil
    }

    /// The offset from UTC as written.
    pub fn offset(&self) -> Option<Offset> {
        self.offset
    }

    /// Whether an offset was written.
    pub fn has_offset(&self) -> bool {
        self.offset.is_some()
    }

    /// The instant; a time without an offset is taken as UTC.
    ///
    /// # Errors
    ///
    /// When the instant lies outside the range of [`jiff::Timestamp`], which only years -9999 and 9999 can reach.
    pub fn timestamp(&self) -> Result<jiff::Timestamp, jiff::Error> {
        self.offset.unwrap_or(Offset::UTC).to_timestamp(self.civil)
    }

    /// Appends it, as [`Display`](fmt::Display) has it.
    pub(crate) fn append(&self, out: &mut String) {
        let civil = self.civil;
        let is_plain = civil.subsec_nanosecond() == 0
            && civil.year() >= 0
            && matches!(self.offset, None | Some(Offset::UTC));
        if !is_plain {
            let _ = fmt::Write::write_fmt(out, format_args!("{self}"));
            return;
        }
        let numbers = [
            (0, civil.year() / 100),
            (2, civil.year() % 100),
            (5, civil.month().into()),
            (8, civil.day().into()),
            (11, civil.hour().into()),
            (14, civil.minute().into()),
            (17, civil.second().into()),
        ];
        let mut text = *b"0000-00-00T00:00:00Z";
        for (at, number) in numbers {
            let number = number.unsigned_abs() as u8;
            text[at] += number / 10;
            text[at + 1] += number % 10;
        }
        let length = text.len() - usize::from(self.offset.is_none());
        out.push_str(str::from_utf8(&text[..length]).unwrap_or_default());
    }

    /// Reads what nearly all times are, `YYYY-MM-DDTHH:MM:SS` alone or with a `Z`. What it does not read may be a time all the
    /// same.
    fn plain(text: &str) -> Option<Self> {
        Self::front(text.as_bytes()).filter(|(_, length)| *length == text.len()).map(|(time, _)| time)
    }

    /// As [`Self::plain`], of a text that goes on behind it; with its length.
    #[inline(always)]
    pub(crate) fn front(text: &[u8]) -> Option<(Self, usize)> {
        let (time, behind) = text.split_first_chunk::<19>()?;
        let (offset, length) = match behind {
            [b'Z', ..] => (Some(Offset::UTC), 20),
            _ => (None, 19),
        };
        let [century, _, year, _, _, month, ..] = pairs(time.first_chunk()?, b"0000-00-")?;
        let [day, ..] = pairs(time[8..].first_chunk()?, b"00T00:00")?;
        let [hour, _, _, minute, _, _, second, _] = pairs(time.last_chunk()?, b"00:00:00")?;
        let year = i16::from(century) * 100 + i16::from(year);
        let date = civil::Date::new(year, month.cast_signed(), day.cast_signed()).ok()?;
        let time =
            civil::Time::new(hour.cast_signed(), minute.cast_signed(), second.cast_signed(), 0).ok()?;
        Some((DateTime { civil: civil::DateTime::from_parts(date, time), offset }, length))
    }
}

impl From<jiff::Timestamp> for DateTime {
    /// The instant in UTC.
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self { civil: timestamp.to_zoned(TimeZone::UTC).datetime(), offset: Some(Offset::UTC) }
    }
}

impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.civil)?;
        match self.offset {
            None => Ok(()),
            Some(Offset::UTC) => f.write_str("Z"),
            Some(offset) => {
                let minutes = offset.seconds() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                write!(f, "{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
            }
        }
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is no [`DateTime`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseDateTimeError(());

impl fmt::Display for ParseDateTimeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date and time such as 2017-10-12T18:10:00Z")
    }
}

impl std::error::Error for ParseDateTimeError {}

impl FromStr for DateTime {
    type Err = ParseDateTimeError;

    /// Reads `YYYY-MM-DDTHH:MM:SS`, then a fraction of a second, then `Z` or `+HH:MM` or `-HH:MM`; the last two may
    /// be missing.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::plain(text).or_else(|| parse(text)).ok_or(ParseDateTimeError(()))
    }
}

/// The number of each two digits that follow one another, at the place of the first. There have to be digits where `shape`
/// has `0`, and its other characters where they are; there the number means nothing.
#[inline(always)]
fn pairs(text: &[u8; 8], shape: &[u8; 8]) -> Option<[u8; 8]> {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // What is a digit has become its value, what is as it should be has become zero.
    let found = u64::from_le_bytes(*text) ^ u64::from_le_bytes(*shape);
    let digits = u64::from_le_bytes(shape.map(|byte| if byte == b'0' { 0xFF } else { 0 }));
    let is_above_nine = (found & (EACH * 0x7F)) + EACH * (0x7F - 9);
    let is_wrong = ((is_above_nine | found) & (EACH * 0x80)) | (found & !digits);
    (is_wrong == 0).then(|| (found * 10 + (found >> 8)).to_le_bytes())
}

fn parse(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_at_checked(11)?;
    if !matches_shape(date, "dddd-dd-ddT") {
        return None;
    }
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at(zone_at);
    let (clock, fraction) = time.split_at_checked(8)?;
    let fraction_fits = match fraction.strip_prefix('.') {
        None => fraction.is_empty(),
        Some(digits) => !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit()),
    };
    if !matches_shape(clock, "dd:dd:dd") || !fraction_fits {
        return None;
    }
    let offset = match zone {
        "" => None,
        "Z" => Some(Offset::UTC),
        _ => Some(parse_offset(zone)?),
    };
    // Nine digits are what jiff keeps; a longer fraction is cut, not refused.
    let kept = &fraction[..fraction.len().min(10)];
    let civil = format!("{date}{clock}{kept}").parse().ok()?;
    Some(DateTime { civil, offset })
}

fn parse_offset(zone: &str) -> Option<Offset> {
    let (sign, rest) = match zone.as_bytes().first()? {
        b'+' => (1, &zone[1..]),
        _ => (-1, &zone[1..]),
    };
    if !matches_shape(rest, "dd:dd") {
        return None;
    }
    let (hours, minutes): (i32, i32) = (rest[..2].parse().ok()?, rest[3..].parse().ok()?);
    if minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}

/// Whether `text` has digits where `shape` has `d`, and the shape's own characters elsewhere.
fn matches_shape(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, expected)| match expected {
            b'd' => byte.is_ascii_digit(),
            _ => byte == expected,
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_what_it_read() {
        for text in [
            "2017-10-12T18:10:00Z",
            "2017-10-12T17:10:00",
            "2024-02-29T00:00:00.125Z",
            "2024-02-29T00:00:00+05:30",
            "2024-02-29T00:00:00-08:00",
            "0001-01-01T01:02:03",
            "9999-12-31T23:59:59Z",
        ] {
            let time: DateTime = text.parse().unwrap();
            assert_eq!(time.to_string(), text);
            let mut appended = String::new();
            time.append(&mut appended);
            assert_eq!(appended, text);
        }
    }

    #[test]
    fn refuses_what_is_no_time() {
        for text in [
            "",
            "2017-10-12",
            "2017-13-12T18:10:00Z",
            "2017-10-12 18:10:00Z",
            "2017-10-12T18:10:00X",
            "2017-10-12T18:10:00+5:30",
            "2017-10-12T18:10:00+05:60",
            "2017-10-12T18:10Z",
            "2017-10-12T18:10:00.Z",
            "2017-10-1²T18:10:00Z",
            "N/A",
        ] {
            assert!(text.parse::<DateTime>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_short_way_is_the_same_as_the_long_one() {
        let seeds =
            ["2017-10-12T18:10:00Z", "2024-02-29T23:59:59", "1999-12-31T00:00:60Z", "0000-01-01T24:00:00"];
        for seed in seeds {
            for at in 0..seed.len() {
                for byte in 0..128_u8 {
                    let mut text = seed.to_owned();
                    text.replace_range(at..=at, char::from(byte).encode_utf8(&mut [0; 4]));
                    let time = parse(&text);
                    assert!(DateTime::plain(&text).is_none_or(|plain| time == Some(plain)), "{text}");
                    assert_eq!(text.parse().ok(), time, "{text}");
                }
            }
        }
        assert!(DateTime::plain("2017-10-12T18:10:00").is_some());
    }

    #[test]
    fn a_time_without_offset_is_taken_as_utc() {
        let with: DateTime = "2017-10-12T18:10:00Z".parse().unwrap();
        let without: DateTime = "2017-10-12T18:10:00".parse().unwrap();
        assert_ne!(with, without);
        assert_eq!(with.timestamp().unwrap(), without.timestamp().unwrap());
        assert_eq!(DateTime::from(with.timestamp().unwrap()), with);
    }
}
