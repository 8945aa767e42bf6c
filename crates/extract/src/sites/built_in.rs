//! The rules of this project, compiled in.

macro_rules! files {
    ($($name:literal)*) => { [$((concat!($name, ".toml"), include_str!(concat!("../../sites/", $name, ".toml")))),*] };
}

/// File name and text of each rule, by name.
pub(super) const FILES: [(&str, &str); 26] = files! {
    "36kr"
    "anandtech"
    "bloomberg"
    "caixin"
    "cls"
    "cnbc"
    "digitimes"
    "eastmoney"
    "ft"
    "huxiu"
    "jiqizhixin"
    "nikkei"
    "reuters"
    "seekingalpha"
    "semianalysis"
    "sina"
    "stcn"
    "substack"
    "techsites"
    "trendforce"
    "wallstreetcn"
    "weixin"
    "wsj"
    "xueqiu"
    "yicai"
    "zhihu"
};
