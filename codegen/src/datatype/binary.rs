//! Octets written as text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// Reads `xs:hexBinary`.
pub(super) fn parse_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |byte: u8| char::from(byte).to_digit(16);
    let pair = |pair: &[u8]| match pair {
        [high, low] => u8::try_from(digit(*high)? * 16 + digit(*low)?).ok(),
        _ => None,
    };
    text.as_bytes().chunks(2).map(pair).collect()
}

/// Reads `xs:base64Binary`, in which a space may stand between any two characters.
pub(super) fn parse_base64(text: &str) -> Option<Vec<u8>> {
    let dense: Vec<u8> = text.bytes().filter(|byte| *byte != b' ').collect();
    STANDARD.decode(dense).ok()
}

#[cfg(test)]
mod tests {
    use super::{parse_base64, parse_hex};

    #[test]
    fn hex() {
        assert_eq!(parse_hex("0fB7"), Some(vec![0x0f, 0xb7]));
        assert_eq!(parse_hex(""), Some(Vec::new()));
        for text in ["f", "0fb", "0g", "0 f0", "é"] {
            assert_eq!(parse_hex(text), None, "{text}");
        }
    }

    #[test]
    fn base64() {
        assert_eq!(parse_base64("AQID"), Some(vec![1, 2, 3]));
        assert_eq!(parse_base64("A Q I D B A = ="), Some(vec![1, 2, 3, 4]));
        assert_eq!(parse_base64(""), Some(Vec::new()));
        for text in ["AQI", "AQ==AQ==", "AQ=", "AR==", "A-ID", "=", "===="] {
            assert_eq!(parse_base64(text), None, "{text}");
        }
    }
}
