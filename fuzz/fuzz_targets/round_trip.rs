//! See `qualys_robustness::round_trip`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::round_trip(bytes));
