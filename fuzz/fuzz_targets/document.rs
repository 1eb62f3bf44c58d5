//! See `qualys_robustness::document`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::document(bytes));
