//! Dates and times: the eight types that are points of a calendar, or recur in it.

use super::Primitive;
use std::cmp::Ordering;

/// A value of `xs:dateTime`, `xs:time`, `xs:date` or one of the Gregorian types: where it begins on the time line.
///
/// What a text leaves open is filled in the same way for all values of its type. A text with a time zone is counted
/// in UTC.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Moment {
    zoned: bool,
    start: Seconds,
}

/// A point of the time line; whole seconds from an arbitrary one, then the digits behind the point.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Seconds {
    whole: i128,
    /// Without trailing zeros.
    fraction: Box<str>,
}

impl Seconds {
    /// So many seconds and so much of the next.
    pub(super) fn new(whole: i128, fraction: &str) -> Self {
        Self { whole, fraction: fraction.trim_end_matches('0').into() }
    }

    /// So many seconds less such a fraction.
    pub(super) fn before(whole: i128, fraction: &str) -> Self {
        let fraction = fraction.trim_end_matches('0');
        let Some((last, digits)) = fraction.as_bytes().split_last() else { return Self::new(whole, "") };
        let nines = digits.iter().map(|digit| char::from(b'9'.saturating_sub(*digit) + b'0'));
        let complement = nines.chain([char::from(b':'.saturating_sub(*last) + b'0')]).collect::<String>();
        Self { whole: whole - 1, fraction: complement.into() }
    }

    fn shifted(&self, seconds: i128) -> Self {
        Self { whole: self.whole + seconds, fraction: self.fraction.clone() }
    }
}

/// The widest that two time zones lie apart from UTC.
const WIDEST_ZONE: i128 = 14 * 3_600;

impl Moment {
    /// Reads a value of a type of dates or times; years beyond 18 digits are not taken.
    pub fn parse(primitive: Primitive, text: &str) -> Option<Self> {
        let mut rest = Cursor(text);
        let mut fields = Fields::default();
        match primitive {
            Primitive::DateTime => {
                rest.date(&mut fields)?;
                rest.literal("T")?;
                rest.time(&mut fields)?;
            }
            Primitive::Date => rest.date(&mut fields)?,
            Primitive::Time => {
                rest.time(&mut fields)?;
                // Midnight at the end of a day is the one at its beginning: it recurs daily.
                fields.hour %= 24;
            }
            Primitive::GYearMonth => {
                fields.year = rest.year()?;
                rest.literal("-")?;
                fields.month = rest.two_digits(1..=12)?;
            }
            Primitive::GYear => fields.year = rest.year()?,
            Primitive::GMonthDay => {
                rest.literal("--")?;
                rest.month_and_day(&mut fields)?;
            }
            Primitive::GDay => {
                rest.literal("---")?;
                fields.day = rest.two_digits(1..=31)?;
            }
            Primitive::GMonth => {
                rest.literal("--")?;
                fields.month = rest.two_digits(1..=12)?;
            }
            _ => return None,
        }
        let zone = rest.zone()?;
        rest.0.is_empty().then(|| Self {
            zoned: zone.is_some(),
            start: Seconds::new(fields.seconds() - zone.unwrap_or(0), fields.fraction),
        })
    }
}

impl PartialOrd for Moment {
    /// With and without a time zone: what holds in every zone that the one without may be in.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        match (self.zoned, other.zoned) {
            (true, false) if self.start < other.start.shifted(-WIDEST_ZONE) => Some(Ordering::Less),
            (true, false) if self.start > other.start.shifted(WIDEST_ZONE) => Some(Ordering::Greater),
            (true, false) => None,
            (false, true) => other.partial_cmp(self).map(Ordering::reverse),
            _ => Some(self.start.cmp(&other.start)),
        }
    }
}

/// What a text says, and what stands for the rest: a leap year, for the sake of 29 February.
struct Fields<'a> {
    year: i128,
    month: i128,
    day: i128,
    hour: i128,
    minute: i128,
    second: i128,
    fraction: &'a str,
}

impl Default for Fields<'_> {
    fn default() -> Self {
        Self { year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0, fraction: "" }
    }
}

impl Fields<'_> {
    fn seconds(&self) -> i128 {
        let days = days_before_year_month(self.year, self.month) + self.day - 1;
        days * 86_400 + self.hour * 3_600 + self.minute * 60 + self.second
    }
}

/// How many days lie between 1 March of the year 0 and the first of a month.
pub(super) fn days_before_year_month(year: i128, month: i128) -> i128 {
    // A year that begins in March has its leap day at the end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    year * 365 + leap_days + (153 * month + 2) / 5
}

fn days_of_month(year: i128, month: i128) -> i128 {
    let next = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    days_before_year_month(next.0, next.1) - days_before_year_month(year, month)
}

/// The text that is still to be read.
struct Cursor<'a>(&'a str);

impl<'a> Cursor<'a> {
    fn literal(&mut self, text: &str) -> Option<()> {
        self.0 = self.0.strip_prefix(text)?;
        Some(())
    }

    fn digits(&mut self) -> &'a str {
        let text = self.0;
        let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
        self.0 = behind;
        text.get(..text.len() - behind.len()).unwrap_or("")
    }

    fn two_digits(&mut self, range: std::ops::RangeInclusive<i128>) -> Option<i128> {
        let (number, rest) = self.0.split_at_checked(2)?;
        self.0 = rest;
        let number =
            number.bytes().all(|byte| byte.is_ascii_digit()).then(|| number.parse().ok()).flatten()?;
        range.contains(&number).then_some(number)
    }

    /// There is no year 0; years of more than four digits have no leading zeros.
    fn year(&mut self) -> Option<i128> {
        let negative = self.literal("-").is_some();
        let digits = self.digits();
        if digits.len() < 4 || digits.len() > 18 || (digits.len() > 4 && digits.starts_with('0')) {
            return None;
        }
        let year: i128 = digits.parse().ok().filter(|year| *year != 0)?;
        Some(if negative { -year } else { year })
    }

    fn date(&mut self, fields: &mut Fields<'a>) -> Option<()> {
        fields.year = self.year()?;
        self.literal("-")?;
        self.month_and_day(fields)
    }

    fn month_and_day(&mut self, fields: &mut Fields<'a>) -> Option<()> {
        fields.month = self.two_digits(1..=12)?;
        self.literal("-")?;
        fields.day = self.two_digits(1..=days_of_month(fields.year, fields.month))?;
        Some(())
    }

    fn time(&mut self, fields: &mut Fields<'a>) -> Option<()> {
        fields.hour = self.two_digits(0..=24)?;
        self.literal(":")?;
        fields.minute = self.two_digits(0..=59)?;
        self.literal(":")?;
        fields.second = self.two_digits(0..=59)?;
        if self.literal(".").is_some() {
            let digits = self.digits();
            fields.fraction = digits.trim_end_matches('0');
            if digits.is_empty() {
                return None;
            }
        }
        let midnight = fields.minute == 0 && fields.second == 0 && fields.fraction.is_empty();
        (fields.hour < 24 || midnight).then_some(())
    }

    /// The seconds by which local time is ahead of UTC, if the text says so.
    fn zone(&mut self) -> Option<Option<i128>> {
        if self.0.is_empty() {
            return Some(None);
        }
        if self.literal("Z").is_some() {
            return Some(Some(0));
        }
        let sign = if self.literal("-").is_some() { -1 } else { self.literal("+").map(|()| 1)? };
        let hours = self.two_digits(0..=14)?;
        self.literal(":")?;
        let minutes = self.two_digits(0..=59)?;
        let seconds = hours * 3_600 + minutes * 60;
        (seconds <= WIDEST_ZONE).then_some(Some(sign * seconds))
    }
}

#[cfg(test)]
mod tests;
