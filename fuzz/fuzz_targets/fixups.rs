//! See `qualys_robustness::fixups`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::fixups(bytes));
