//! See `qualys_robustness::decode`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::decode(bytes));
