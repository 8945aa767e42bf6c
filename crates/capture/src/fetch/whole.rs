//! Whether bytes of which a server promised more are whole all the same: it was wrong about their number.

/// Bytes at the end among which a page's last tag stands.
const TAIL_BYTES: usize = 512;

/// Ends of pictures: of PNG its last chunk (PNG 3rd edition, 11.2.5), of JPEG its last marker (T.81, B.1.1.3), of GIF its trailer (GIF89a,
/// 27).
const ENDS: [(&[u8], &[u8]); 3] =
    [(b"\x89PNG\r\n\x1a\n", b"IEND\xaeB`\x82"), (b"\xff\xd8\xff", b"\xff\xd9"), (b"GIF8", b"\0;")];

/// Whether a page ends with its last tag, or a picture as its format demands.
pub(super) fn is_whole(bytes: &[u8]) -> bool {
    let ended = ENDS.iter().any(|(start, end)| bytes.starts_with(start) && bytes.ends_with(end));
    ended || is_whole_riff(bytes) || is_whole_page(bytes)
}

/// WebP says its length at the head (RFC 9649, 2.4).
fn is_whole_riff(bytes: &[u8]) -> bool {
    let length =
        bytes.strip_prefix(b"RIFF").and_then(|rest| rest.first_chunk()).map(|length| u32::from_le_bytes(*length));
    length.is_some_and(|length| bytes.len() as u64 >= u64::from(length) + 8)
}

fn is_whole_page(bytes: &[u8]) -> bool {
    let tail = bytes[bytes.len().saturating_sub(TAIL_BYTES)..].to_ascii_lowercase();
    tail.windows(7).any(|window| window == b"</html>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_as_it_should_is_whole() {
        let whole: [&[u8]; 4] = [
            b"\x89PNG\r\n\x1a\n....IEND\xaeB`\x82",
            b"\xff\xd8\xff\xe0....\xff\xd9",
            b"RIFF\x06\0\0\0WEBP..",
            b"<!doctype html><p>x</p></body></HTML>\n",
        ];
        for bytes in whole {
            assert!(is_whole(bytes), "{bytes:?}");
            assert!(!is_whole(&bytes[..bytes.len() - 2 - usize::from(bytes.ends_with(b"\n"))]), "{bytes:?}");
        }
        assert!(!is_whole(b"") && !is_whole(b"short"));
    }
}
