//! The language of a text, by its letters.

/// Characters looked at; the answer does not change after them.
const SAMPLE_CHARS: usize = 6_000;

/// The share of Han among the letters from which a text counts as Chinese: mixed articles quote many English terms.
const HAN_SHARE_MIN: f64 = 0.2;

/// The share of kana among Han and kana from which a text counts as Japanese.
const KANA_SHARE_MIN: f64 = 0.08;

/// The BCP 47 language of a text; what it claims decides only when the text is too short.
pub(crate) fn language_of(text: &str, claimed: Option<&str>) -> Option<String> {
    let (mut han, mut kana, mut hangul, mut other) = (0_u32, 0_u32, 0_u32, 0_u32);
    for character in text.chars().take(SAMPLE_CHARS) {
        match character {
            '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => han += 1,
            '\u{3040}'..='\u{30ff}' => kana += 1,
            '\u{ac00}'..='\u{d7af}' => hangul += 1,
            c if c.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    let share = |part: u32, of: u32| f64::from(part) / f64::from(of.max(1));
    let letters = han + kana + hangul + other;
    if letters < 12 {
        return claimed.and_then(primary);
    }
    if share(kana, han + kana) >= KANA_SHARE_MIN && share(kana + han, letters) >= HAN_SHARE_MIN {
        return Some("ja".to_owned());
    }
    if share(hangul, letters) >= HAN_SHARE_MIN {
        return Some("ko".to_owned());
    }
    if share(han, letters) >= HAN_SHARE_MIN {
        return Some("zh".to_owned());
    }
    let sample: String = text.chars().take(SAMPLE_CHARS).collect();
    Some(code(whichlang::detect_language(&sample)).to_owned())
}

fn primary(tag: &str) -> Option<String> {
    let word = tag.trim().split(['-', '_']).next()?.to_lowercase();
    ((2..=3).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(word)
}

fn code(lang: whichlang::Lang) -> &'static str {
    use whichlang::Lang;
    match lang {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mixed_texts_are_told_by_their_han() {
        let cases = [
            ("HBM4 的良率超过 70%，SK hynix 与 Samsung 都在为 NVIDIA Rubin 备货", "zh"),
            ("The yield of HBM4 rose above seventy percent, suppliers said on Monday.", "en"),
            ("歩留まりは七割を超え、各社は増産を続けています。", "ja"),
            ("수율이 칠십 퍼센트를 넘었다고 공급사가 밝혔다.", "ko"),
        ];
        for (text, lang) in cases {
            assert_eq!(language_of(text, None).as_deref(), Some(lang), "{text}");
        }
        assert_eq!(language_of("42", Some("zh-CN")).as_deref(), Some("zh"));
        assert_eq!(language_of("", None), None);
    }
}
