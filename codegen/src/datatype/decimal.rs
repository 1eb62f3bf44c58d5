//! Decimal numbers of any length.

use std::cmp::Ordering;

/// A decimal number, exact however many digits it has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// Never for zero.
    negative: bool,
    /// Digits before the point, without leading zeros; empty for none.
    whole: Box<str>,
    /// Digits behind the point, without trailing zeros.
    fraction: Box<str>,
}

impl Decimal {
    /// Reads `-1.50`, `+2`, `.5` or `3.`; nothing else may stand around it.
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(digits) => (true, digits),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || whole.len() + fraction.len() == 0 {
            return None;
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let negative = negative && !(whole.is_empty() && fraction.is_empty());
        Some(Self { negative, whole: whole.into(), fraction: fraction.into() })
    }

    /// How many digits it takes to write it, without zeros that change nothing.
    pub fn total_digits(&self) -> u64 {
        let fraction = if self.whole.is_empty() {
            self.fraction.trim_start_matches('0').len()
        } else {
            self.fraction.len()
        };
        (self.whole.len() + fraction).max(1) as u64
    }

    /// How many digits behind the point it takes to write it.
    pub fn fraction_digits(&self) -> u64 {
        self.fraction.len() as u64
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let magnitude = |left: &Self, right: &Self| {
            let whole = left.whole.len().cmp(&right.whole.len()).then_with(|| left.whole.cmp(&right.whole));
            whole.then_with(|| left.fraction.cmp(&right.fraction))
        };
        match (self.negative, other.negative) {
            (false, false) => magnitude(self, other),
            (true, true) => magnitude(other, self),
            (negative, _) => {
                if negative {
                    Ordering::Less
                } else {
                    Ordering::Greater
                }
            }
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Decimal;
    use std::cmp::Ordering;

    #[test]
    fn lexical_space() {
        for text in ["0", "-0", "+1", "1.", ".5", "-.5", "007.500", "123456789012345678901234567890.1"] {
            assert!(Decimal::parse(text).is_some(), "{text}");
        }
        for text in ["", "+", "-", ".", "+.", "1,0", "1e3", "--1", "+-1", "1.2.3", " 1", "INF", "٣"] {
            assert!(Decimal::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn order_and_digits() {
        let ascending = [
            "-100", "-99.5", "-1", "-0.02", "-0.01", "0", "0.0001", "0.5", "0.51", "1.0", "9", "10", "10.01",
        ];
        for (low, left) in ascending.iter().enumerate() {
            for (high, right) in ascending.iter().enumerate() {
                let order = Decimal::parse(left).unwrap().cmp(&Decimal::parse(right).unwrap());
                assert_eq!(order, low.cmp(&high), "{left} {right}");
            }
        }
        for (left, right) in [("1.0", "1"), ("-0", "0.00"), ("+01.50", "1.5")] {
            assert_eq!(Decimal::parse(left).unwrap().cmp(&Decimal::parse(right).unwrap()), Ordering::Equal);
            assert_eq!(Decimal::parse(left), Decimal::parse(right));
        }
        for (text, total, fraction) in
            [("0", 1, 0), ("0.00", 1, 0), ("100", 3, 0), ("0.012", 2, 3), ("12.30", 3, 1), ("-7.", 1, 0)]
        {
            let decimal = Decimal::parse(text).unwrap();
            assert_eq!((decimal.total_digits(), decimal.fraction_digits()), (total, fraction), "{text}");
        }
    }
}
