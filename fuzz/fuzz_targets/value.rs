//! See `qualys_robustness::value`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::value(bytes));
