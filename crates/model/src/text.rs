//! Counting in characters.

/// The length of `text` in characters.
pub fn char_len(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

/// The part of `text` from character `start` up to `end`; what lies outside the text is left out.
pub fn char_slice(text: &str, start: u32, end: u32) -> &str {
    let byte_at = |position: u32| text.char_indices().nth(position as usize).map_or(text.len(), |(byte, _)| byte);
    let (from, to) = (byte_at(start), byte_at(end));
    text.get(from..to.max(from)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_count_characters_and_never_panic() {
        assert_eq!(char_slice("HBM良率62%", 3, 5), "良率");
        assert_eq!(char_slice("良率", 1, 99), "率");
        assert_eq!(char_slice("良率", 5, 2), "");
        assert_eq!(char_len("良率😀"), 3);
    }
}
