//! Radicals and ligatures that a PDF names where its publisher wrote characters: fonts draw both with one glyph, and the file says that of the glyph.

/// What the radicals U+2F00 to U+2FD5 are drawn like (their NFKC; 户 as it is printed today).
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生\
    用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";

/// What the radicals U+2E80 to U+2EF3 are drawn like (Unicode's EquivalentUnifiedIdeograph); those without such a character stand for themselves.
const SUPPLEMENT: &str = "⺀厂⺂⺃乙亻冂⺇刀刂卜⺋小小兀尣尢⺑巳幺彑彐忄㣺扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王疋罒示礻竹糹纟罓罒⺳⺴⺵羊⺷⺸耂肀聿肉⺽艹艹艹虎衤覀西见角⻇讠贝足车辶辶辶阝钅長镸长门⻕阝雨青韦页风飞食⻞飠饣⻡马骨\
    鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟";

/// The letters of the Latin ligatures U+FB00 to U+FB06 (their NFKC).
const LIGATURES: [&str; 7] = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];

/// The text with characters in the place of radicals and letters in that of ligatures; a blank that only the wrong name of a neighbour
/// brought in is gone.
pub(super) fn read_as_characters(text: &str) -> String {
    let text = &with_letters(text);
    if !text.chars().any(is_radical) {
        return text.to_owned();
    }
    let named: Vec<char> = text.chars().collect();
    let mut read = String::with_capacity(text.len());
    for (at, character) in named.iter().enumerate() {
        let around = (at.checked_sub(1).map(|before| named[before]), named.get(at + 1).copied());
        if *character != ' ' || !is_false_blank(around) {
            read.push(unified(*character));
        }
    }
    read
}

fn with_letters(text: &str) -> String {
    let letters = |character: char| u32::from(character).checked_sub(0xfb00).and_then(|at| LIGATURES.get(at as usize));
    let mut read = String::with_capacity(text.len());
    for character in text.chars() {
        match letters(character) {
            Some(letters) => read.push_str(letters),
            None => read.push(character),
        }
    }
    read
}

/// Whether a blank stands between two Han characters, one of which was not known as such where lines were joined.
fn is_false_blank(around: (Option<char>, Option<char>)) -> bool {
    let (Some(before), Some(after)) = around else { return false };
    (is_radical(before) && super::is_han(unified(after))) || (is_radical(after) && super::is_han(unified(before)))
}

fn is_radical(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{2ef3}' | '\u{2f00}'..='\u{2fd5}')
}

fn unified(character: char) -> char {
    let (table, first) = match character {
        '\u{2e80}'..='\u{2ef3}' => (SUPPLEMENT, 0x2e80),
        '\u{2f00}'..='\u{2fd5}' => (KANGXI, 0x2f00),
        _ => return character,
    };
    table.chars().nth((u32::from(character) - first) as usize).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_become_the_characters_they_are_drawn_like() {
        assert_eq!(KANGXI.chars().count(), 214);
        assert_eq!(SUPPLEMENT.chars().count(), 116);
        assert_eq!(read_as_characters("本周⾛访，交期拉⻓到三⼗四周，客⼾"), "本周走访，交期拉长到三十四周，客户");
        assert_eq!(read_as_characters("H100 的租⾦ 则在回落"), "H100 的租金则在回落");
        assert_eq!(read_as_characters("良率 62%，⼀ 片"), "良率 62%，一片");
        assert_eq!(read_as_characters("研究 报告 HBM"), "研究 报告 HBM");
    }

    #[test]
    fn ligatures_become_their_letters() {
        assert_eq!(read_as_characters("company ﬁlings, ﬂat, eﬃcient"), "company filings, flat, efficient");
    }
}
