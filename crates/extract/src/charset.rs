//! Bytes to text: which charset a page was written in.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Where a page may declare its charset; the standard asks for 1,024 bytes, real pages put it later.
const DECLARATION_BYTES: usize = 8_192;

/// The share of damaged characters at which a declared charset is not believed.
const DAMAGE_SHARE_MAX: f64 = 0.001;

/// The text of `bytes`: by its byte order mark, as UTF-8 when it is, by header, by its own declaration, or by its looks.
pub(crate) fn decode(bytes: &[u8], header: Option<&str>) -> String {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding.decode_with_bom_removal(bytes).0.into_owned();
    }
    let declared = [header.and_then(named), declared_inside(bytes)];
    let mut candidates: Vec<&'static Encoding> = declared.into_iter().flatten().collect();
    if is_utf8(bytes) && !candidates.first().is_some_and(is_wide) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    candidates.push(guessed(bytes));
    let mut best: Option<(usize, String)> = None;
    for encoding in candidates {
        let text = encoding.decode_without_bom_handling(bytes).0;
        let damage = damage(&text);
        if best.as_ref().is_none_or(|(least, _)| damage < *least) {
            best = Some((damage, text.into_owned()));
        }
        if is_believable(damage, bytes.len()) {
            break;
        }
    }
    best.map(|(_, text)| text).unwrap_or_default()
}

/// The encoding with this label; GB2312 and GBK are read as GB18030, which contains both.
fn named(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.trim().trim_matches(['"', '\'']).as_bytes())?;
    Some(if encoding == GBK { GB18030 } else { encoding })
}

/// The charset that the page's own `<meta>` or XML declaration names.
fn declared_inside(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION_BYTES)]).to_ascii_lowercase();
    let found = head.match_indices("charset").chain(head.match_indices("encoding")).find_map(|(at, word)| {
        let value =
            head[at + word.len()..].trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
        let end =
            value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':')).unwrap_or(value.len());
        named(&value[..end])
    })?;
    // A page whose declaration can be read byte by byte is not in a wide charset.
    if is_wide(&found) { Some(UTF_8) } else { Some(found) }
}

fn is_wide(encoding: &&'static Encoding) -> bool {
    *encoding == UTF_16LE || *encoding == UTF_16BE
}

/// Whether the bytes are UTF-8; one broken sequence at the end (a page cut off) is forgiven.
fn is_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none(),
    }
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    match detector.guess(None, Utf8Detection::Allow) {
        encoding if encoding == GBK => GB18030,
        encoding if encoding.is_single_byte() && encoding != WINDOWS_1252 && bytes.is_ascii() => UTF_8,
        encoding => encoding,
    }
}

fn damage(text: &str) -> usize {
    text.chars()
        .filter(|c| *c == '\u{fffd}' || ('\u{80}'..='\u{9f}').contains(c) || ('\u{e000}'..='\u{f8ff}').contains(c))
        .count()
}

#[allow(clippy::cast_precision_loss)]
fn is_believable(damage: usize, bytes: usize) -> bool {
    damage as f64 <= bytes as f64 * DAMAGE_SHARE_MAX
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, SHIFT_JIS};

    use super::*;

    const SIMPLIFIED: &str = "高带宽内存的良率在第二季度继续提升，三家供应商都在扩大产能，价格预计维持高位。";
    const TRADITIONAL: &str = "高頻寬記憶體的良率在第二季繼續提升，三家供應商都在擴大產能，價格預計維持高檔。";
    const JAPANESE: &str = "広帯域メモリの歩留まりは第二四半期も改善が続いており、各社は増産を進めています。";

    #[test]
    fn every_charset_is_read_by_header_by_declaration_and_by_looks() {
        for (encoding, label, text) in [
            (GBK, "gb2312", SIMPLIFIED),
            (GB18030, "gb18030", SIMPLIFIED),
            (BIG5, "big5", TRADITIONAL),
            (SHIFT_JIS, "shift_jis", JAPANESE),
        ] {
            let bytes = encoding.encode(text).0.into_owned();
            assert_eq!(decode(&bytes, Some(label)), text, "{label} by header");
            assert_eq!(decode(&bytes, None), text, "{label} by looks");
            assert_eq!(decode(&bytes, Some("utf-8")), text, "{label} against a wrong header");
            let page = format!("<meta charset={label}>{text}");
            assert_eq!(decode(&encoding.encode(&page).0, None), page, "{label} by declaration");
        }
    }

    #[test]
    fn utf8_is_believed_over_a_wrong_declaration() {
        let page = format!("<meta charset=gbk>{SIMPLIFIED}");
        assert_eq!(decode(page.as_bytes(), Some("gbk")), page);
        assert_eq!(decode(&page.as_bytes()[..page.len() - 1], None).chars().next(), Some('<'));
    }

    #[test]
    fn marks_and_wide_charsets_are_read() {
        let wide: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(SIMPLIFIED.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&wide, Some("utf-8")), SIMPLIFIED);
        assert_eq!(decode(&[&[0xef, 0xbb, 0xbf], SIMPLIFIED.as_bytes()].concat(), None), SIMPLIFIED);
        assert_eq!(decode(b"", None), "");
    }
}
