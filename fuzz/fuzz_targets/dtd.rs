//! See `qualys_robustness::dtd`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::dtd(bytes));
