//! Makes mixed articles of any length: half Chinese, half English, with figures and names; the same seed gives the same words.

use serde_json::json;

/// Words as a reader of such articles types them: single characters, words, mixtures, figures. Every engine has means for them.
pub(crate) const PLAIN: &[&str] = &[
    "良率",
    "HBM良率",
    "率",
    "先进封装",
    "CoWoS-L",
    "H100",
    "29亿美元",
    "交期拉长",
    "advanced packaging",
    "ASIC 份额",
    "台积电 产能",
    "推理需求",
    "50-60%",
    "高带宽内存",
    "扩产 booked",
    "MI300X",
    "三万片",
    "资本开支",
    "power supply constraint",
];

/// What the language is for: stems, phrases, fields, filters, questions.
pub(crate) const LANGUAGE: &[&str] = &[
    "shipments",
    "\"lead time\"",
    "kind:article 订单",
    "yield ramp",
    "site:样张 良率",
    "服务器 OR server",
    "定制芯片 -GPU",
    "q3",
    "HBM4 的良率到底是多少",
    "which supplier raised capacity",
    "after:2025-06 良率",
];

const HAN: &[&str] = &[
    "良率",
    "先进封装",
    "产能",
    "交期",
    "订单",
    "高带宽内存",
    "服务器",
    "定制芯片",
    "推理需求",
    "资本开支",
    "扩产",
    "设备",
    "客户",
    "份额",
    "上调",
    "拉长",
    "环比",
    "口径",
    "爬坡",
    "预期",
    "供应",
    "电源",
    "散热",
    "机柜",
    "台积电",
    "样张厂",
    "三万片",
    "每月",
    "季度",
    "去年同期",
    "管理层",
    "渠道",
    "反馈",
];
const PARTICLES: &[&str] =
    &["的", "在", "了", "和", "是", "从", "到", "对比", "仍然", "继续", "已经", "可能", "需要", "the ", "of "];
const LATIN: &[&str] = &[
    "HBM",
    "HBM4",
    "ASIC",
    "GPU",
    "CoWoS-L",
    "H100",
    "MI300X",
    "shipments",
    "lead time",
    "capacity",
    "supplier",
    "yield",
    "ramp",
    "booked",
    "advanced packaging",
    "the",
    "of",
    "and",
    "raised",
    "guidance",
    "power supply",
    "constraint",
    "server",
    "customers",
    "quarter",
    "inference",
    "demand",
    "Q3'24",
    "50-60%",
    "$124bn",
];

/// What must not take long either: what nearly every article has, many words, wildcards, filters that keep everything.
pub(crate) const BAD_QUERIES: &[&str] = &[
    "的",
    "，",
    "the",
    "t*",
    "k*",
    "kind:article",
    "after:2024",
    "-良率",
    "的 在 了 和 是",
    "a OR the OR of OR 的 OR 在",
    "样张",
    "良率 先进封装 产能 交期 订单 高带宽内存 服务器 定制芯片 推理需求 资本开支 扩产 设备 客户 份额 上调 拉长 环比 口径 爬坡 预期 供应 电源 散热 机柜 台积电 样张厂 三万片 每月 季度 渠道",
    "为什么台积电在去年同期的先进封装产能已经可能需要继续扩产而客户的订单仍然从每月三万片上调到季度预期？",
    "which supplier raised the guidance of the quarter and why did the lead time of the power supply become a constraint",
];

/// An article as it is made.
pub(crate) struct Made {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) source: String,
    pub(crate) author: String,
    pub(crate) published: String,
}

/// Made-up names of a library of so many articles, from common to rare, of Han and of letters by turns.
pub(crate) fn rare_words(articles: u32, count: usize) -> impl Iterator<Item = String> {
    let vocabulary = Articles::new(0, articles).vocabulary;
    (1..=count).map(move |nth| {
        let rank = vocabulary / 2 * nth / count;
        if nth % 2 == 0 { latin_name(rank / 4) } else { name(rank) }
    })
}

/// A stream of articles.
pub(crate) struct Articles {
    state: u64,
    /// Made-up names of Han, and half as many Latin ones.
    vocabulary: usize,
}

/// The vocabulary of a library grows with the square root of its size (Heaps, 1978): 40,000 names for 10,000 articles.
const NAMES_PER_ROOT: u32 = 400;

impl Articles {
    /// A stream with this seed, as of a library of so many articles.
    pub(crate) fn new(seed: u64, articles: u32) -> Self {
        let vocabulary = usize::try_from(NAMES_PER_ROOT * articles.isqrt()).unwrap_or(usize::MAX);
        Self { state: seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1, vocabulary: vocabulary.max(64) }
    }

    fn below(&mut self, limit: usize) -> usize {
        // Marsaglia's xorshift64 (2003).
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        usize::try_from(self.state % limit as u64).unwrap_or_default()
    }

    /// A rank in a vocabulary of this size: low ranks are common and high ones rare, as words are (Zipf, 1949).
    fn rank(&mut self, size: usize) -> usize {
        let bits = 1 + self.below(size.ilog2() as usize);
        self.below(1 << bits).min(size - 1)
    }

    fn sentence(&mut self, out: &mut String) {
        let words = 6 + self.below(14);
        for _ in 0..words {
            match self.below(20) {
                0 => out.push_str(&format!(" {} ", LATIN[self.below(LATIN.len())])),
                1 => out.push_str(&format!("{}亿美元", self.below(900) + 1)),
                2 => out.push_str(&format!(" {} ", latin_name(self.rank(self.vocabulary / 4)))),
                3 | 4 => out.push_str(HAN[self.below(HAN.len())]),
                5..=7 => out.push_str(PARTICLES[self.below(PARTICLES.len())]),
                _ => out.push_str(&name(self.rank(self.vocabulary))),
            }
        }
        out.push('。');
    }

    /// Running text of about this many characters; `paragraph` goes between two.
    pub(crate) fn text(&mut self, characters: usize, paragraph: &str) -> String {
        let mut text = String::new();
        let mut count = 0;
        while count < characters {
            let before = text.len();
            self.sentence(&mut text);
            count += text[before..].chars().count();
            if self.below(5) == 0 {
                text.push_str(paragraph);
            }
        }
        text
    }

    /// An article.
    pub(crate) fn article(&mut self, characters: usize) -> Made {
        let published = format!("{}-{:02}-{:02}", 2024 + self.below(3), 1 + self.below(12), 1 + self.below(28));
        let (title, body) = (self.text(14, ""), self.text(characters, "\n"));
        let source = format!("样张{}", self.below(40));
        Made { title, body, source, author: name(self.below(300)), published }
    }

    /// A line of an import.
    pub(crate) fn line(&mut self, number: u32, characters: usize) -> String {
        let Made { title, body, source, author, published } = self.article(characters);
        json!({ "id": format!("g{number}"), "title": title, "source": source, "published": published, "author": author, "body": body }).to_string()
    }

    /// A page of about this many bytes that holds `word` once.
    pub(crate) fn page(&mut self, bytes: usize, word: &str) -> String {
        let body = self.text(bytes / 3, "</p>\n<p>");
        let title = self.text(14, "");
        format!(
            "<!doctype html><html lang=\"zh\"><head><meta charset=\"utf-8\"><title>{title}</title></head><body><nav><a href=\"/\">首页</a></nav><article><h1>{title}</h1><p>{word}。{body}</p></article></body></html>"
        )
    }
}

/// A made-up name of two or three characters.
fn name(number: usize) -> String {
    let at = |n: usize| char::from_u32(0x4e00 + u32::try_from(n * 37 % 20_000).unwrap_or_default()).unwrap_or('一');
    [at(number), at(number / 7 + 11), at(number / 131 + 301)].iter().take(2 + number % 2).collect()
}

/// A made-up Latin word of two or three syllables.
fn latin_name(number: usize) -> String {
    const SYLLABLES: [&str; 20] = [
        "ka", "lo", "mi", "ren", "tu", "ves", "or", "da", "shi", "pel", "nu", "gra", "ti", "bo", "wen", "fal", "ce",
        "ru", "hon", "ma",
    ];
    let at = |n: usize| SYLLABLES[n % SYLLABLES.len()];
    format!("{}{}{}", at(number), at(number / 20), if number.is_multiple_of(3) { at(number / 400) } else { "" })
}
