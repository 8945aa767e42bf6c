//! The address by which the same article is recognised again.
//!
//! **Invariant:** folding twice changes nothing more.
//! **Invariant:** what chooses the article stays: folding only takes away what a rule names.

mod rules;

use url::Url;

pub use rules::BadRules;
use rules::{Rules, Site};

/// Beginnings of hosts that show the same articles at the same paths.
const SAME_HOST: [&str; 6] = ["www", "m", "wap", "3g", "mobile", "amp"];

/// Second-level names under which sites are registered in countries' domains.
const REGISTERED_UNDER: [&str; 7] = ["com", "co", "net", "org", "gov", "edu", "ac"];

/// Ends of paths that show what is shown without them.
const SAME_PATH: [&str; 4] = ["/amp", "/index.html", "/index.htm", "/index.shtml"];

/// Rounds of folding; rules that still change something then lead in a circle.
const ROUNDS_MAX: usize = 6;

/// Folds addresses by the rules of the program and of a library.
#[derive(Clone, Debug)]
pub struct Addresses {
    rules: Rules,
    text: String,
}

impl Default for Addresses {
    fn default() -> Self {
        Self { rules: Rules::built_in(), text: rules::BUILT_IN.to_owned() }
    }
}

impl Addresses {
    /// The built-in rules with those of a text in the same form on top.
    pub fn with(text: &str) -> Result<Self, BadRules> {
        let addresses = Self { rules: Rules::built_in().with(text)?, text: format!("{}{text}", rules::BUILT_IN) };
        let circle = addresses.rules.pages().find(|page| addresses.leads_in_circles(&page.example()));
        match circle.map(|page| page.from().to_owned()) {
            Some(from) => Err(BadRules::Circle(from)),
            None => Ok(addresses),
        }
    }

    /// The rules as they are written: others fold otherwise.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The address without tracking and share parameters, mobile and AMP forms, default documents, and the fragment, as `https`
    /// where it names no port; what is no web address stays as it is. It is for comparing, not for fetching.
    pub fn fold(&self, url: &str) -> String {
        let Some(first) = web(url) else { return Url::parse(url.trim()).map_or(url.trim().to_owned(), String::from) };
        let mut folded = self.once(first);
        for _ in 0..ROUNDS_MAX {
            let next = self.once(folded.clone());
            if next == folded {
                break;
            }
            folded = next;
        }
        folded.into()
    }

    fn leads_in_circles(&self, url: &str) -> bool {
        let folded = self.fold(url);
        self.fold(&folded) != folded
    }

    fn once(&self, url: Url) -> Url {
        let mut url = amp_cache(&url).unwrap_or(url);
        if url.fragment().is_some_and(|fragment| !is_route(fragment)) {
            url.set_fragment(None);
        }
        if url.port().is_none() {
            let _ = url.set_scheme("https");
        }
        self.fold_host(&mut url);
        fold_path(&mut url);
        self.fold_query(&mut url);
        self.rules.page(&url).unwrap_or(url)
    }

    fn fold_host(&self, url: &mut Url) {
        let Some(host) = url.domain().map(|host| host.trim_end_matches('.').to_owned()) else { return };
        let short = without_beginnings(&host);
        let _ = url.set_host(Some(self.rules.host(short).unwrap_or(short)));
    }

    fn fold_query(&self, url: &mut Url) {
        let sites: Vec<&Site> = self.rules.sites(url.host_str().unwrap_or_default()).collect();
        let follows =
            |name: &str, value: &str| self.rules.follows(name, value) || sites.iter().any(|site| site.follows(name));
        let stays = |(name, value): &(String, String)| !follows(&name.to_ascii_lowercase(), value);
        let mut kept: Vec<(String, String)> = url.query_pairs().into_owned().filter(stays).collect();
        kept.sort();
        kept.dedup();
        if kept.is_empty() {
            return url.set_query(None);
        }
        url.query_pairs_mut().clear().extend_pairs(kept);
    }
}

fn web(url: &str) -> Option<Url> {
    Url::parse(url.trim()).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.host_str().is_some())
}

/// Whether a fragment is a path that a script reads: it chooses the article.
fn is_route(fragment: &str) -> bool {
    fragment.strip_prefix('!').unwrap_or(fragment).starts_with('/')
}

/// A host without the beginnings that say for which device it is.
fn without_beginnings(host: &str) -> &str {
    let mut host = host;
    while let Some((first, rest)) = host.split_once('.') {
        if !SAME_HOST.contains(&first) || !is_site(rest) {
            break;
        }
        host = rest;
    }
    host
}

/// Whether a host can be a site by itself: not a country's `com.cn`.
fn is_site(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    match labels[..] {
        [_] => false,
        [second, country] => country.len() > 2 || !REGISTERED_UNDER.contains(&second),
        _ => true,
    }
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

fn fold_path(url: &mut Url) {
    let path = same_escapes(url.path());
    let mut short = path.trim_end_matches('/');
    while let Some(shorter) = SAME_PATH.iter().find_map(|end| short.strip_suffix(end)) {
        short = shorter.trim_end_matches('/');
    }
    while let Some(inner) = short.strip_prefix("/amp/").filter(|inner| !inner.is_empty()) {
        short = &short[short.len() - inner.len() - 1..];
    }
    let folded = match short.strip_suffix(".amp.html") {
        Some(stem) => format!("{stem}.html"),
        None => short.to_owned(),
    };
    url.set_path(if folded.is_empty() { "/" } else { &folded });
}

/// Percent escapes in capital letters.
fn same_escapes(path: &str) -> String {
    let mut parts = path.split('%');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |done, part| match part.split_at_checked(2) {
        Some((code, rest)) => format!("{done}%{}{rest}", code.to_ascii_uppercase()),
        None => format!("{done}%{part}"),
    })
}

#[cfg(test)]
mod tests;
