#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| carebook_fuzz::bibliography(data));
