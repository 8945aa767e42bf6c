//! Bytes to text: which charset a page was written in.

use std::cmp::Ordering;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, GB18030, GBK, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use model::Removed;

/// Where a page may declare its charset; the standard asks for 1,024 bytes, real pages put it later.
const DECLARATION_BYTES: usize = 8_192;

/// The share of damaged characters at which a declared charset is not believed.
const DAMAGE_SHARE_MAX: f64 = 0.001;

/// The step of the removal log that tells of a text whose byte order mark was wrong.
pub const MARK: &str = "charset";

/// A text, and whether the byte order mark before it named another charset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The text.
    pub(crate) text: String,
    /// Whether it was read against its mark.
    pub(crate) against_mark: bool,
}

impl Decoded {
    /// What the log says of it.
    pub(crate) fn log(&self) -> Option<Removed> {
        let reason = "the mark at the beginning names another charset than the text is in";
        self.against_mark.then(|| Removed { step: MARK.into(), reason: reason.to_owned(), text: String::new() })
    }
}

/// The text of `bytes`: by a byte order mark that fits, as UTF-8 when it is, by header, by its own declaration, or by its looks.
pub(crate) fn decode(bytes: &[u8], header: Option<&str>) -> Decoded {
    if let Some(text) = utf32(bytes) {
        return Decoded { text, against_mark: false };
    }
    let Some((encoding, length)) = Encoding::for_bom(bytes) else {
        return Decoded { text: without_mark(bytes, header), against_mark: false };
    };
    let rest = &bytes[length..];
    let fitting = if is_wide(&encoding) { wide(rest, encoding) } else { Some(encoding) };
    let text = match fitting {
        Some(encoding) => encoding.decode_without_bom_handling(rest).0.into_owned(),
        None => without_mark(rest, header),
    };
    Decoded { text, against_mark: fitting != Some(encoding) }
}

/// The text of bytes that begin with the mark of UTF-32 and are in it. The web's standard has no name for it; some programs write it.
fn utf32(bytes: &[u8]) -> Option<String> {
    let read: fn([u8; 4]) -> u32 = match bytes {
        [0xff, 0xfe, 0, 0, ..] => u32::from_le_bytes,
        [0, 0, 0xfe, 0xff, ..] => u32::from_be_bytes,
        _ => return None,
    };
    let (fours, _) = bytes[4..].as_chunks();
    let text: String = fours.iter().map(|four| char::from_u32(read(*four)).unwrap_or('\u{fffd}')).collect();
    is_believable(damage(&text), bytes.len()).then_some(text)
}

/// The wide charset that bytes behind a mark are in, or none: blanks and signs of ASCII have a byte of nought before or behind them.
fn wide(bytes: &[u8], marked: &'static Encoding) -> Option<&'static Encoding> {
    let noughts = |from: usize| bytes.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (big, little) = (noughts(0), noughts(1));
    let likely = match big.cmp(&little) {
        Ordering::Greater => UTF_16BE,
        Ordering::Less => UTF_16LE,
        Ordering::Equal => marked,
    };
    let damage = damage(&likely.decode_without_bom_handling(bytes).0);
    let is_narrow = big + little == 0 && is_utf8(bytes);
    (!is_narrow && is_believable(damage, bytes.len())).then_some(likely)
}

fn without_mark(bytes: &[u8], header: Option<&str>) -> String {
    let declared = [header.and_then(named), declared_inside(bytes)];
    let candidates: Vec<&'static Encoding> = declared.into_iter().flatten().collect();
    if is_utf8(bytes) && !candidates.first().is_some_and(is_wide) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut best: Option<(usize, String)> = None;
    let guess = std::iter::once_with(|| guessed(bytes));
    for encoding in candidates.into_iter().chain(guess) {
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

    fn read(bytes: &[u8], header: Option<&str>) -> String {
        decode(bytes, header).text
    }

    #[test]
    fn every_charset_is_read_by_header_by_declaration_and_by_looks() {
        for (encoding, label, text) in [
            (GBK, "gb2312", SIMPLIFIED),
            (GB18030, "gb18030", SIMPLIFIED),
            (BIG5, "big5", TRADITIONAL),
            (SHIFT_JIS, "shift_jis", JAPANESE),
        ] {
            let bytes = encoding.encode(text).0.into_owned();
            assert_eq!(read(&bytes, Some(label)), text, "{label} by header");
            assert_eq!(read(&bytes, None), text, "{label} by looks");
            assert_eq!(read(&bytes, Some("utf-8")), text, "{label} against a wrong header");
            let page = format!("<meta charset={label}>{text}");
            assert_eq!(read(&encoding.encode(&page).0, None), page, "{label} by declaration");
        }
    }

    #[test]
    fn utf8_is_believed_over_a_wrong_declaration() {
        let page = format!("<meta charset=gbk>{SIMPLIFIED}");
        assert_eq!(read(page.as_bytes(), Some("gbk")), page);
        assert_eq!(read(&page.as_bytes()[..page.len() - 1], None).chars().next(), Some('<'));
    }

    #[test]
    fn a_wrong_mark_is_seen_and_the_text_read_by_its_looks() {
        let page = format!("<p>{SIMPLIFIED} HBM</p>");
        let wide = |to: fn(u16) -> [u8; 2]| page.encode_utf16().flat_map(to).collect::<Vec<u8>>();
        let gbk = GBK.encode(&page).0.into_owned();
        let (little, big) = (wide(u16::to_le_bytes), wide(u16::to_be_bytes));
        for (mark, rest, wrong) in [
            ([0xff, 0xfe], &little, false),
            ([0xfe, 0xff], &big, false),
            ([0xff, 0xfe], &big, true),
            ([0xfe, 0xff], &little, true),
            ([0xff, 0xfe], &gbk, true),
            ([0xfe, 0xff], &page.clone().into_bytes(), true),
        ] {
            let decoded = decode(&[&mark, rest.as_slice()].concat(), None);
            assert_eq!((decoded.text.as_str(), decoded.against_mark), (page.as_str(), wrong), "{mark:x?}");
        }
    }

    #[test]
    fn marks_and_wide_charsets_are_read() {
        let wide: Vec<u8> =
            [0xff, 0xfe].into_iter().chain(SIMPLIFIED.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(read(&wide, Some("utf-8")), SIMPLIFIED);
        for to in [u32::to_le_bytes as fn(u32) -> [u8; 4], u32::to_be_bytes] {
            let wider: Vec<u8> = format!("\u{feff}{SIMPLIFIED}").chars().flat_map(|c| to(c.into())).collect();
            assert_eq!(decode(&wider, None), Decoded { text: SIMPLIFIED.to_owned(), against_mark: false });
        }
        let (mark, nought) = ("\u{feff}", "\0");
        let odd: Vec<u8> = format!("{mark}{nought}{SIMPLIFIED}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert!(read(&odd, None).ends_with(SIMPLIFIED), "UTF-16 that begins with a nought");
        assert_eq!(read(&[&[0xef, 0xbb, 0xbf], SIMPLIFIED.as_bytes()].concat(), None), SIMPLIFIED);
        assert_eq!(read(b"", None), "");
    }
}
