//! See `qualys_robustness::pattern`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::pattern(bytes));
