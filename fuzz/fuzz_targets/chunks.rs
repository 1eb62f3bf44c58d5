//! See `qualys_robustness::chunks`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::chunks(bytes));
