//! What a request says about where its reader came from.

use url::Url;

/// The referers to try for a picture, one after the other: the page, none, the picture's own host.
pub(super) fn tries(picture: &str, page: Option<&str>) -> Vec<Option<String>> {
    let own = Url::parse(picture).ok().map(|url| url.origin().ascii_serialization() + "/");
    let mut tries = vec![page.map(str::to_owned), None, own];
    tries.dedup();
    tries
}

/// The page's address for its own host, its origin for others, nothing from a secure page to an insecure host.
pub(super) fn shown(referer: &str, url: &Url) -> Option<String> {
    let mut shown = Url::parse(referer).ok()?;
    let downgrade = shown.scheme() == "https" && url.scheme() == "http";
    if !matches!(shown.scheme(), "http" | "https") || downgrade {
        return None;
    }
    let is_own = shown.origin() == url.origin();
    shown.set_fragment(None);
    let _ = shown.set_username("");
    let _ = shown.set_password(None);
    if !is_own {
        shown.set_path("/");
        shown.set_query(None);
    }
    Some(shown.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_referer_shows_no_more_than_it_must() {
        let to = |url: &str| shown("https://u:p@news.example/a?token=1#x", &Url::parse(url).unwrap());
        assert_eq!(to("https://img.example/p.png").as_deref(), Some("https://news.example/"));
        assert_eq!(to("https://news.example/p.png").as_deref(), Some("https://news.example/a?token=1"));
        assert_eq!(to("http://img.example/p.png"), None);
        assert_eq!(tries("https://img.example/p.png", None), [None, Some("https://img.example/".to_owned())]);
    }
}
