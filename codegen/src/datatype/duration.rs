//! Durations.

use super::moment::{Seconds, days_before_year_month};
use std::cmp::Ordering;

/// A value of `xs:duration`: months and seconds, of which neither can be said in the other.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Duration {
    /// Never for the empty duration.
    negative: bool,
    months: i128,
    seconds: i128,
    /// Digits behind the point of the seconds, without trailing zeros.
    fraction: Box<str>,
}

impl Duration {
    /// Reads `P1Y2M3DT4H5M6.7S`; numbers beyond 64 bits are not taken.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let text = text.strip_prefix('P')?;
        let (date, time) = match text.split_once('T') {
            Some((_, "")) => return None,
            Some((date, time)) => (date, time),
            None => (text, ""),
        };
        if date.is_empty() && time.is_empty() {
            return None;
        }
        let mut rest = date;
        let (years, months, days) = (whole(&mut rest, 'Y')?, whole(&mut rest, 'M')?, whole(&mut rest, 'D')?);
        if !rest.is_empty() {
            return None;
        }
        rest = time;
        let (hours, minutes) = (whole(&mut rest, 'H')?, whole(&mut rest, 'M')?);
        let (seconds, fraction) = seconds(rest)?;
        let months = years * 12 + months;
        let seconds = days * 86_400 + hours * 3_600 + minutes * 60 + seconds;
        let fraction: Box<str> = fraction.trim_end_matches('0').into();
        let negative = negative && (months != 0 || seconds != 0 || !fraction.is_empty());
        Some(Self { negative, months, seconds, fraction })
    }

    /// The moment that lies so much after the beginning of a month.
    fn after(&self, year: i128, month: i128) -> Seconds {
        let months = year * 12 + (month - 1) + if self.negative { -self.months } else { self.months };
        let start = days_before_year_month(months.div_euclid(12), months.rem_euclid(12) + 1) * 86_400;
        if self.negative {
            Seconds::before(start - self.seconds, &self.fraction)
        } else {
            Seconds::new(start + self.seconds, &self.fraction)
        }
    }
}

impl PartialOrd for Duration {
    /// What holds wherever they begin: after these four months all that can differ does.
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        let mut orders = [(1696, 9), (1697, 2), (1903, 3), (1903, 7)]
            .into_iter()
            .map(|(year, month)| self.after(year, month).cmp(&other.after(year, month)));
        let first = orders.next()?;
        orders.all(|order| order == first).then_some(first)
    }
}

/// Takes a number and the letter behind it off the text; 0 if the next number has another letter.
fn whole(rest: &mut &str, letter: char) -> Option<i128> {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, behind) = rest.split_at_checked(digits)?;
    match behind.strip_prefix(letter) {
        Some(behind) => {
            *rest = behind;
            number.parse::<u64>().ok().map(i128::from)
        }
        None => Some(0),
    }
}

/// What stands before the final `S`, if anything does.
fn seconds(rest: &str) -> Option<(i128, &str)> {
    if rest.is_empty() {
        return Some((0, ""));
    }
    let number = rest.strip_suffix('S')?;
    let (whole, fraction) = match number.split_once('.') {
        Some((_, "")) => return None,
        Some(parts) => parts,
        None => (number, ""),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let number = (digits(whole) && digits(fraction)).then(|| whole.parse::<u64>().ok()).flatten()?;
    Some((i128::from(number), fraction))
}

#[cfg(test)]
mod tests {
    use super::Duration;
    use std::cmp::Ordering::{Equal, Greater, Less};

    #[test]
    fn lexical_space() {
        for text in ["P1Y", "P1Y2M3DT4H5M6S", "-P120D", "PT0.5S", "P0D", "P1347Y", "PT1004199059S", "P1DT1S"]
        {
            assert!(Duration::parse(text).is_some(), "{text}");
        }
        for text in [
            "",
            "P",
            "-P",
            "PT",
            "P1",
            "1Y",
            "P1YT",
            "P-1Y",
            "+P1Y",
            "P1S",
            "PT1Y",
            "P1M1Y",
            "PT1S1M",
            "P1.5Y",
            "PT.5S",
            "PT1.S",
            "P1Y1Y",
            " P1Y",
            "p1y",
            "PT+1S",
            "P99999999999999999999Y",
        ] {
            assert!(Duration::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn order_is_partial() {
        for (left, right, order) in [
            ("P1Y", "P12M", Some(Equal)),
            ("P1D", "PT24H", Some(Equal)),
            ("PT1M", "PT60.0S", Some(Equal)),
            ("-P0D", "PT0S", Some(Equal)),
            ("P1Y", "P364D", Some(Greater)),
            ("P1Y", "P365D", None),
            ("P1Y", "P366D", None),
            ("P1Y", "P367D", Some(Less)),
            ("P1M", "P27D", Some(Greater)),
            ("P1M", "P28D", None),
            ("P1M", "P31D", None),
            ("P1M", "P32D", Some(Less)),
            ("P5M", "P149D", Some(Greater)),
            ("P5M", "P150D", None),
            ("P5M", "P153D", None),
            ("P5M", "P154D", Some(Less)),
            ("-P1Y", "P1Y", Some(Less)),
            ("-PT1.5S", "-PT1S", Some(Less)),
            ("-PT1.25S", "-PT1.5S", Some(Greater)),
            ("-PT0.5S", "PT0S", Some(Less)),
        ] {
            let (one, other) = (Duration::parse(left).unwrap(), Duration::parse(right).unwrap());
            assert_eq!(one.partial_cmp(&other), order, "{left} {right}");
            assert_eq!(one == other, order == Some(Equal), "{left} {right}");
        }
    }
}
