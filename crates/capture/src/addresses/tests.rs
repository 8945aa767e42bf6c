use proptest::prelude::*;

use super::*;

fn fold(url: &str) -> String {
    Addresses::default().fold(url)
}

#[test]
fn one_article_has_one_address() {
    let cases = [
        ("http://news.example/a?utm_source=x&id=3&fbclid=y#top", "https://news.example/a?id=3"),
        ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
        (
            "https://mp.weixin.qq.com/s?__biz=A%3D%3D&mid=1&idx=1&sn=ab&chksm=cd&scene=21#wechat_redirect",
            "https://mp.weixin.qq.com/s?__biz=A%3D%3D&idx=1&mid=1&sn=ab",
        ),
        (
            "https://finance.sina.com.cn/a/doc-1.shtml?cre=tianyi&mod=pcpager&loc=1",
            "https://finance.sina.com.cn/doc-1.shtml",
        ),
        (
            "https://finance.sina.cn/stock/ssgs/2026-03-02/detail-inabc1234567.d.html?from=wap&vt=4&wm=3049",
            "https://finance.sina.com.cn/doc-inabc1234567.shtml",
        ),
        (
            "https://finance.sina.com.cn/roll/2026-03-02/doc-inabc1234567.shtml?cre=tianyi",
            "https://finance.sina.com.cn/doc-inabc1234567.shtml",
        ),
        (
            "https://k.sina.cn/article_5953_162d.html?from=tech&kdurlshow=1",
            "https://k.sina.com.cn/article_5953_162d.html",
        ),
        ("https://mp.weixin.qq.com/s/AbC-1?from=timeline&isappinstalled=0&scene=2", "https://mp.weixin.qq.com/s/AbC-1"),
        ("https://news.example/a?from=timeline&isappinstalled=0", "https://news.example/a"),
        ("https://news.example/a?from=singlemessage&id=3", "https://news.example/a?id=3"),
        ("https://m.36kr.com/p/123?f=rss", "https://36kr.com/p/123"),
        ("https://xueqiu.com/1/2?_ugc_source=x", "https://xueqiu.com/1/2"),
        ("https://wallstreetcn.com/articles/1?keyword=x", "https://wallstreetcn.com/articles/1"),
        ("https://m.huxiu.com/article/7.html?f=x", "https://huxiu.com/article/7.html"),
        ("https://www.reuters.com/a/b-2026?taid=1", "https://reuters.com/a/b-2026"),
        ("https://wap.eastmoney.com/a/2026.html", "https://finance.eastmoney.com/a/2026.html"),
        ("https://api3.cls.cn/share/article/8", "https://cls.cn/detail/8"),
        ("https://amp.news.example/x/amp/", "https://news.example/x"),
        ("https://www.news.example/amp/2026/x", "https://news.example/2026/x"),
        ("https://www-news-example.cdn.ampproject.org/c/s/www.news.example/x.amp.html", "https://news.example/x.html"),
        ("https://www.google.com/amp/s/news.example/x/amp", "https://news.example/x"),
        ("https://news.example/a/index.html", "https://news.example/a"),
        ("https://news.example/", "https://news.example/"),
        ("http://news.example:8080/a", "http://news.example:8080/a"),
        ("https://news.example/%e8%89%af", "https://news.example/%E8%89%AF"),
        ("https://m.toutiao.com/i7301/?app=news", "https://toutiao.com/article/7301"),
        ("https://youtu.be/abc-1?si=x", "https://youtube.com/watch?v=abc-1"),
        ("https://m.youtube.com/watch?v=abc-1&feature=share", "https://youtube.com/watch?v=abc-1"),
        ("https://twitter.com/a/status/1?s=20", "https://x.com/a/status/1"),
        ("https://www.com.cn/a", "https://www.com.cn/a"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("不是地址", "不是地址"),
    ];
    for (from, to) in cases {
        assert_eq!(fold(from), to, "{from}");
        assert_eq!(fold(to), to, "{to}");
    }
}

#[test]
fn what_chooses_the_article_stays() {
    for (one, other) in [
        ("https://news.example/list?from=2026", "https://news.example/list"),
        ("https://finance.sina.cn/a/2026/detail-i1.d.html", "https://finance.sina.cn/a/2026/detail-i2.d.html"),
        ("https://finance.sina.com.cn/a/2026/doc-i1.shtml", "https://tech.sina.com.cn/a/2026/doc-i1.shtml"),
        ("https://notsina.cn.example/a?from=1", "https://notsina.cn.example/a"),
        ("https://forum.example/a?mod=viewthread", "https://forum.example/a?mod=post"),
        ("https://app.example/#/article/1", "https://app.example/#/article/2"),
        ("https://app.example/#!/article/1", "https://app.example/#!/article/2"),
        ("https://news.example/a?page=2", "https://news.example/a"),
        ("https://m.example/a", "https://w.example/a"),
    ] {
        assert_ne!(fold(one), fold(other), "{one}");
    }
}

#[test]
fn the_built_in_rules_are_read_and_lead_nowhere_back() {
    let addresses = Addresses::with("").unwrap();
    assert!(addresses.rules.pages().count() > 5 && addresses.rules.follows("utm_source", ""));
}

#[test]
fn a_library_adds_rules_and_bad_ones_say_why() {
    let own = Addresses::with(
        "[follow]\nnames = [\"aid\"]\n[[page]]\nfrom = \"s.news.example/{id}\"\nto = \"news.example/p/{id}\"\n",
    )
    .unwrap();
    assert_eq!(own.fold("https://s.news.example/12?aid=7&utm_x=1"), "https://news.example/p/12");
    let wide = Addresses::with("[[page]]\nfrom = \"news.example/*/p-{id}\"\nto = \"news.example/p-{id}\"\n").unwrap();
    assert_eq!(wide.fold("https://news.example/a/b/p-7"), "https://news.example/p-7");
    assert_eq!(wide.fold("https://news.example/p-7"), "https://news.example/p-7");
    let two = "[[page]]\nfrom = \"news.example/*/*/{id}\"\nto = \"news.example/{id}\"\n";
    assert!(matches!(Addresses::with(two), Err(BadRules::Page(_))));
    assert!(matches!(Addresses::with("follow = 1"), Err(BadRules::Form(_))));
    assert!(matches!(Addresses::with("[[page]]\nfrom = \"a.example\"\nto = \"b\""), Err(BadRules::Page(_))));
    let circle = "[[page]]\nfrom = \"a.example/{id}\"\nto = \"b.example/{id}\"\n[[page]]\nfrom = \"b.example/{id}\"\nto = \"a.example/x{id}\"\n";
    assert!(matches!(Addresses::with(circle), Err(BadRules::Circle(_))));
}

/// Parameters by which real sites choose an article.
const CHOOSING: &str = "(id|aid|docid|newsid|articleId|article_id|p|tid|sn|mid|idx|itemid|artid|uuid|v|contentid|news_id|nid|cid|guid|story|code|no|seq|number|page|title|q)";

const HOSTS: &str = "(www\\.|m\\.|amp\\.|finance\\.|)(news\\.example|a\\.com|wallstreetcn\\.com|36kr\\.com|caixin\\.com|sina\\.com\\.cn|163\\.com|toutiao\\.com|qq\\.com|zhihu\\.com|youtu\\.be|xueqiu\\.com)";

proptest! {
    #[test]
    fn twice_is_once(path in "(/[a-z.%0-9 ]{0,6}|/amp|/index.html|//|/[ai][0-9]{1,3}|/group/[0-9]){0,5}", query in "([a-z_]{1,4}=[a-z%&+=]{0,5}&?){0,4}", host in HOSTS, fragment in "(|#x|#/a|#!/b)") {
        let once = fold(&format!("http://{host}{path}?{query}{fragment}"));
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn different_ids_in_the_path_stay_different(host in HOSTS, before in "(/a|/news|/article|/p|/2026/03|/i|/amp)?", one in "[0-9a-f]{1,12}", other in "[0-9a-f]{1,12}", end in "(|/|\\.html|\\.shtml|/amp|/index\\.html)", query in "(|\\?utm_source=x|\\?from=share&share_id=1)") {
        prop_assume!(one != other);
        let of = |id: &str| fold(&format!("https://{host}{before}/{id}{end}{query}"));
        prop_assert_ne!(of(&one), of(&other));
    }

    #[test]
    fn different_ids_in_a_parameter_stay_different(host in "(www\\.|m\\.|)(news\\.example|a\\.com|mp\\.weixin\\.qq\\.com|caixin\\.com|163\\.com)", name in CHOOSING, one in "[0-9a-f]{1,12}", other in "[0-9a-f]{1,12}") {
        prop_assume!(one != other);
        let of = |id: &str| fold(&format!("https://{host}/s?{name}={id}&utm_medium=x"));
        prop_assert_ne!(of(&one), of(&other));
    }
}
