//! The address by which the same article is recognised again.
//!
//! **Invariant:** applying it twice changes nothing more.

use url::Url;

/// Parameters that follow a reader, whatever the site: exact names.
const TRACKING: [&str; 78] = [
    "fbclid",
    "gclid",
    "gclsrc",
    "dclid",
    "gbraid",
    "wbraid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "mkt_tok",
    "_hsenc",
    "_hsmi",
    "__hstc",
    "__hssc",
    "__hsfp",
    "hsctatracking",
    "vero_id",
    "vero_conv",
    "oly_anon_id",
    "oly_enc_id",
    "wickedid",
    "s_cid",
    "_ga",
    "_gl",
    "ref_src",
    "ref_url",
    "cmpid",
    "ncid",
    "smid",
    "sr_share",
    "cndid",
    "bxid",
    "esrc",
    "mod",
    "reflink",
    "share_token",
    "shared_by",
    "share_from",
    "sharesource",
    "sharefrom",
    "share_source",
    "share_medium",
    "share_plat",
    "share_session_id",
    "share_tag",
    "share_times",
    "share_uid",
    "share_id",
    "shareuid",
    "from_source",
    "from_spmid",
    "spm",
    "spm_id_from",
    "scm",
    "vd_source",
    "unique_k",
    "timestamp",
    "nsukey",
    "isappinstalled",
    "wxshare",
    "wxfrom",
    "wx_header",
    "chksm",
    "ascene",
    "devicetype",
    "exportkey",
    "pass_ticket",
    "clicktime",
    "enterid",
    "subscene",
    "sessionid",
    "utm",
    "campaign_id",
];

/// Parameters that follow a reader: beginnings of names.
const TRACKING_PREFIXES: [&str; 9] = ["utm_", "hmsr", "hmpl", "hmcu", "hmkw", "hmci", "share_", "pk_", "mtm_"];

/// Parameters that mean tracking on these sites only; on others the same names choose the article.
const SITE_TRACKING: [(&str, &[&str]); 16] = [
    ("wallstreetcn.com", &["ivk", "source", "from"]),
    (
        "weixin.qq.com",
        &[
            "scene",
            "srcid",
            "from",
            "key",
            "uin",
            "version",
            "lang",
            "a8scene",
            "fontgear",
            "winzoom",
            "poc_token",
            "sharer_shareinfo",
            "sharer_shareinfo_first",
            "mpshare",
            "ptlang",
            "abtest_cookie",
            "forceh5",
            "click_id",
            "cur_album_id",
            "clientversion",
            "countrycode",
            "xtrack",
            "session_us",
        ],
    ),
    ("qq.com", &["pgv_ref", "ptag", "suid", "media_id", "openapp"]),
    (
        "sina.com.cn",
        &["from", "wm", "r", "finpagefr", "subch", "tj", "ch", "cre", "loc", "rfunc", "tr", "vt", "pos", "ref"],
    ),
    ("sina.cn", &["from", "wm", "r", "finpagefr", "cid", "node_id", "vt", "pos", "his", "uid"]),
    ("weibo.com", &["from", "type", "refer_flag", "wvr", "mod"]),
    ("zhihu.com", &["from", "utm_oi", "hybrid_search_source", "hybrid_search_extra"]),
    ("xueqiu.com", &["from", "sharetime", "md5__1038"]),
    ("eastmoney.com", &["from", "appfenxiang", "guid"]),
    ("36kr.com", &["from", "f", "navid"]),
    ("caixin.com", &["originreferrer", "sourceentityid", "cxg", "s"]),
    ("163.com", &["from", "f", "clickfrom", "spss", "spssid", "spsw", "referfrom"]),
    ("sohu.com", &["from", "scm", "_f", "_trans_", "pvid"]),
    ("toutiao.com", &["app", "wid", "req_id", "group_id", "source", "from", "channel"]),
    ("bilibili.com", &["from", "seid", "bbid", "ts", "mid", "plat_id", "buvid", "is_story_h5", "up_id"]),
    ("youtube.com", &["si", "feature", "pp", "ab_channel"]),
];

/// Mobile hosts whose paths are those of the desktop host.
const SAME_PATH_HOSTS: [(&str, &str); 6] = [
    ("m.36kr.com", "36kr.com"),
    ("m.huxiu.com", "www.huxiu.com"),
    ("m.bilibili.com", "www.bilibili.com"),
    ("m.youtube.com", "www.youtube.com"),
    ("mobile.reuters.com", "www.reuters.com"),
    ("m.wallstreetcn.com", "wallstreetcn.com"),
];

/// Folds tracking and share parameters, mobile and AMP forms, default documents, and the fragment; what is no web address stays as it is.
pub fn canonical_url(url: &str) -> String {
    let Ok(mut parsed) = Url::parse(url.trim()) else { return url.trim().to_owned() };
    if !matches!(parsed.scheme(), "http" | "https") || parsed.host_str().is_none() {
        return parsed.into();
    }
    if let Some(inner) = amp_cache(&parsed) {
        parsed = inner;
    }
    parsed.set_fragment(None);
    if parsed.port().is_none() {
        let _ = parsed.set_scheme("https");
    }
    fold_host(&mut parsed);
    fold_path(&mut parsed);
    fold_query(&mut parsed);
    parsed.into()
}

/// The address that an AMP cache serves: `https://www-a-example.cdn.ampproject.org/c/s/www.a.example/x`.
fn amp_cache(url: &Url) -> Option<Url> {
    let host = url.host_str()?;
    let path = if host.ends_with(".cdn.ampproject.org") {
        url.path().splitn(3, '/').nth(2)?
    } else if matches!(host, "www.google.com" | "google.com") {
        url.path().strip_prefix("/amp/")?
    } else {
        return None;
    };
    let target = path.strip_prefix("s/").unwrap_or(path);
    let mut inner = Url::parse(&format!("https://{target}"))
        .ok()
        .filter(|inner| inner.domain().is_some_and(|host| host.contains('.')))?;
    inner.set_query(url.query());
    Some(inner).filter(|inner| amp_cache(inner).is_none())
}

fn fold_host(url: &mut Url) {
    let Some(host) = url.domain().map(|host| host.trim_end_matches('.').to_owned()) else { return };
    let known = SAME_PATH_HOSTS.iter().find(|(mobile, _)| *mobile == host).map(|(_, desktop)| (*desktop).to_owned());
    let amp = host.strip_prefix("amp.").filter(|rest| rest.contains('.')).map(|rest| format!("www.{rest}"));
    let _ = url.set_host(Some(&known.or(amp).unwrap_or(host)));
}

fn fold_path(url: &mut Url) {
    let path = url.path().to_owned();
    let mut short = path.trim_end_matches('/');
    while let Some(shorter) =
        ["/amp", "/index.html", "/index.htm", "/index.shtml"].iter().find_map(|end| short.strip_suffix(end))
    {
        short = shorter.trim_end_matches('/');
    }
    let folded = match short.strip_suffix(".amp.html") {
        Some(stem) => format!("{stem}.html"),
        None => short.to_owned(),
    };
    url.set_path(if folded.is_empty() { "/" } else { &folded });
}

fn fold_query(url: &mut Url) {
    let host = url.host_str().unwrap_or_default().to_owned();
    let mut kept: Vec<(String, String)> =
        url.query_pairs().into_owned().filter(|(name, _)| !is_tracking(&host, name)).collect();
    kept.sort();
    kept.dedup();
    if kept.is_empty() {
        return url.set_query(None);
    }
    url.query_pairs_mut().clear().extend_pairs(kept);
}

fn is_tracking(host: &str, name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let on_site = |site: &str| host == site || host.strip_suffix(site).is_some_and(|rest| rest.ends_with('.'));
    TRACKING.contains(&&*name)
        || matches!(&*name, "amp" | "outputtype")
        || TRACKING_PREFIXES.iter().any(|start| name.starts_with(start))
        || SITE_TRACKING.iter().any(|(site, names)| on_site(site) && names.contains(&&*name))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

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
                "https://finance.sina.com.cn/a/doc-1.shtml",
            ),
            ("https://m.36kr.com/p/123?f=rss", "https://36kr.com/p/123"),
            ("https://amp.news.example/x/amp/", "https://www.news.example/x"),
            (
                "https://www-news-example.cdn.ampproject.org/c/s/www.news.example/x.amp.html",
                "https://www.news.example/x.html",
            ),
            ("https://www.google.com/amp/s/news.example/x/amp", "https://news.example/x"),
            ("https://news.example/a/index.html", "https://news.example/a"),
            ("https://news.example/", "https://news.example/"),
            ("http://news.example:8080/a", "http://news.example:8080/a"),
            ("mailto:a@b.example", "mailto:a@b.example"),
            ("不是地址", "不是地址"),
        ];
        for (from, to) in cases {
            assert_eq!(canonical_url(from), to, "{from}");
            assert_eq!(canonical_url(to), to, "{to}");
        }
    }

    #[test]
    fn a_name_that_tracks_on_one_site_chooses_on_another() {
        assert_eq!(canonical_url("https://news.example/list?from=2026"), "https://news.example/list?from=2026");
        assert_eq!(canonical_url("https://notsina.cn.example/a?from=1"), "https://notsina.cn.example/a?from=1");
    }

    proptest! {
        #[test]
        fn twice_is_once(path in "(/[a-z.%0-9 ]{0,6}|/amp|/index.html|//){0,5}", query in "([a-z_]{1,4}=[a-z%&+=]{0,5}&?){0,4}", host in "(amp\\.|m\\.)?[a-z]{1,5}\\.(com|example)") {
            let once = canonical_url(&format!("http://{host}{path}?{query}"));
            prop_assert_eq!(canonical_url(&once), once);
        }
    }
}
