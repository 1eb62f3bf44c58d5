//! Numbers that look random and are a function of what they are for, so that a record is the same whenever it is made.

/// A number made of two others (the finaliser of SplitMix64).
pub(super) fn mix(number: u64, salt: u64) -> u64 {
    let mut value =
        number.wrapping_add(salt.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_add(0x9E37_79B9_7F4A_7C15);
    value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// A number made of a text (FNV-1a).
pub(super) fn salt(text: &str) -> u64 {
    text.bytes()
        .fold(0xCBF2_9CE4_8422_2325, |value, byte| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}
