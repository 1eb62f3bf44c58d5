//! See `qualys_robustness::xsd`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| qualys_robustness::xsd(bytes));
