//! Floating point numbers.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};

/// A value of `xs:float` or `xs:double`: not a number is equal to itself, and zero has one sign.
#[derive(Debug, Clone, Copy)]
pub struct Float(f64);

impl Float {
    /// Reads an `xs:double`.
    pub fn parse_double(text: &str) -> Option<Self> {
        special(text).or_else(|| is_number(text).then(|| text.parse().ok()).flatten()).map(Self)
    }

    /// Reads an `xs:float`, rounded to single precision.
    pub fn parse_single(text: &str) -> Option<Self> {
        let single = || is_number(text).then(|| text.parse::<f32>().ok()).flatten().map(f64::from);
        special(text).or_else(single).map(Self)
    }
}

impl PartialEq for Float {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || (self.0.is_nan() && other.0.is_nan())
    }
}

impl Eq for Float {}

impl Hash for Float {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let one = if self.0.is_nan() { f64::NAN } else { self.0 + 0.0 };
        one.to_bits().hash(state);
    }
}

impl PartialOrd for Float {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        if self == other { Some(Ordering::Equal) } else { self.0.partial_cmp(&other.0) }
    }
}

fn special(text: &str) -> Option<f64> {
    match text {
        "INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        _ => None,
    }
}

/// Digits with a point, and an exponent; Rust reads more than that.
fn is_number(text: &str) -> bool {
    let unsigned = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    super::Decimal::parse(mantissa).is_some()
        && exponent.is_none_or(|exponent| unsigned(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

#[cfg(test)]
mod tests {
    use super::Float;
    use std::cmp::Ordering;

    #[test]
    fn lexical_space() {
        for text in ["0", "-0", "1e4", "1.E-4", ".5", "+1.5E+10", "INF", "-INF", "NaN", "1E400", "1E-400"] {
            assert!(Float::parse_double(text).is_some(), "{text}");
            assert!(Float::parse_single(text).is_some(), "{text}");
        }
        for text in
            ["", "+INF", "inf", "infinity", "nan", "-NaN", "1e", "e1", "1e1.5", "0x1", "1_0", ".", "1 "]
        {
            assert!(Float::parse_double(text).is_none(), "{text}");
            assert!(Float::parse_single(text).is_none(), "{text}");
        }
    }

    #[test]
    fn values() {
        let (single, double) =
            (|text| Float::parse_single(text).unwrap(), |text| Float::parse_double(text).unwrap());
        assert_eq!(single("16777217"), single("16777216"));
        assert_ne!(double("16777217"), double("16777216"));
        assert_eq!(double("NaN"), double("NaN"));
        assert_eq!(double("-0"), double("0"));
        assert_eq!(double("NaN").partial_cmp(&double("1")), None);
        assert_eq!(double("-INF").partial_cmp(&double("-1E308")), Some(Ordering::Less));
    }
}
