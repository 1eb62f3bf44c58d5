//! See `qualys_robustness::api`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::api(bytes));
