#![no_main]

use std::sync::LazyLock;

use capture::{Addresses, urls_in};

static ADDRESSES: LazyLock<Addresses> = LazyLock::new(Addresses::default);

// Folding what was folded changes nothing, and every address that is found in a text folds.
libfuzzer_sys::fuzz_target!(|text: &str| {
    let folded = ADDRESSES.fold(text);
    assert_eq!(ADDRESSES.fold(&folded), folded);
    urls_in(text).iter().for_each(|url| assert!(!ADDRESSES.fold(url).is_empty()));
});
