//! See `qualys_robustness::instance`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::instance(bytes));
