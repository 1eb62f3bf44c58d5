//! See `qualys_robustness::with_dtd`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::with_dtd(bytes));
