//! See `qualys_robustness::differential`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::differential(bytes));
