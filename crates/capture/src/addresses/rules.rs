//! The rules of addresses as data.

use serde::Deserialize;
use url::Url;

/// The rules that come with the program.
pub(super) const BUILT_IN: &str = include_str!("../../rules/addresses.toml");

/// Where the variable part of a page's address stands.
const ID: &str = "{id}";

/// Stands for a part of the path, whatever it is.
const ANY: char = '*';

/// Why a library's own rules are not used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRules {
    /// It is not TOML of the right form.
    #[error("the file addresses.toml cannot be read: {0}")]
    Form(String),
    /// A page rule is not `host/path` with one `{{id}}`.
    #[error(
        "in the file addresses.toml the page rule {0} needs a host, a path and one {{id}} on each side; a * may stand once before the first"
    )]
    Page(String),
    /// Rules undo one another.
    #[error("in the file addresses.toml the page rule {0} leads back to where another begins")]
    Circle(String),
}

/// What may differ between two addresses of the same article.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Rules {
    follow: Follow,
    site: Vec<Site>,
    host: Vec<Host>,
    page: Vec<Page>,
}

/// Parameters that follow a reader everywhere, lower case; `pairs` are names that do so with one value.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Follow {
    names: Vec<String>,
    beginnings: Vec<String>,
    pairs: Vec<String>,
}

/// Parameters that follow a reader on some sites, lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Site {
    hosts: Vec<String>,
    names: Vec<String>,
}

/// A host whose paths are those of another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Host {
    from: String,
    to: String,
}

/// An address that is written otherwise elsewhere; both without scheme.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Page {
    from: String,
    to: String,
}

impl Rules {
    pub(super) fn built_in() -> Self {
        // A test reads them; a program whose own rules are broken folds less.
        toml::from_str(BUILT_IN).unwrap_or_default()
    }

    /// These rules and those of a text, which come first where only one can be followed.
    pub(super) fn with(mut self, text: &str) -> Result<Self, BadRules> {
        let more: Self = toml::from_str(text).map_err(|error| BadRules::Form(error.message().to_owned()))?;
        let Self { follow, site, host, page } = more;
        if let Some(bad) = page.iter().find(|page| !page.is_whole()) {
            return Err(BadRules::Page(bad.from.clone()));
        }
        self.follow.names.extend(follow.names);
        self.follow.beginnings.extend(follow.beginnings.into_iter().filter(|start| !start.is_empty()));
        self.follow.pairs.extend(follow.pairs);
        self.site.extend(site);
        self.host.splice(..0, host);
        self.page.splice(..0, page);
        Ok(self)
    }

    pub(super) fn follows(&self, name: &str, value: &str) -> bool {
        self.follow.names.iter().any(|known| known == name)
            || self.follow.beginnings.iter().any(|start| name.starts_with(start.as_str()))
            || self.follow.pairs.iter().any(|pair| pair.split_once('=') == Some((name, value)))
    }

    /// The rules for a host and those it belongs to.
    pub(super) fn sites<'a>(&'a self, host: &'a str) -> impl Iterator<Item = &'a Site> {
        let is_on = move |site: &str| host == site || host.strip_suffix(site).is_some_and(|rest| rest.ends_with('.'));
        self.site.iter().filter(move |site| site.hosts.iter().any(|host| is_on(host)))
    }

    /// The host whose paths are those of this one.
    pub(super) fn host(&self, host: &str) -> Option<&str> {
        self.host.iter().find(|rule| rule.from == host).map(|rule| rule.to.as_str())
    }

    pub(super) fn pages(&self) -> impl Iterator<Item = &Page> {
        self.page.iter()
    }

    /// The other address of a page that a rule knows.
    pub(super) fn page(&self, url: &Url) -> Option<Url> {
        self.page.iter().find_map(|page| page.apply(url))
    }
}

impl Site {
    pub(super) fn follows(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }
}

impl Page {
    pub(super) fn from(&self) -> &str {
        &self.from
    }

    /// An address that the rule applies to.
    pub(super) fn example(&self) -> String {
        format!("https://{}", self.from.replace(ID, "1a").replace(ANY, "x"))
    }

    fn is_whole(&self) -> bool {
        let (before, after) = self.from.split_once(ID).unwrap_or_default();
        let is_wide = before.matches(ANY).count() > 1 || after.contains(ANY) || self.to.contains(ANY);
        !is_wide && [&self.from, &self.to].iter().all(|side| side.matches(ID).count() == 1 && side.contains('/'))
    }

    /// Only an address without parameters is another's: what they choose would be lost.
    fn apply(&self, url: &Url) -> Option<Url> {
        if url.query().is_some() || url.port().is_some() {
            return None;
        }
        let (start, end) = self.from.split_once(ID)?;
        let place = format!("{}{}", url.host_str()?, url.path());
        let id = after(&place, start)?.strip_suffix(end)?;
        let is_id =
            !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        is_id.then(|| Url::parse(&format!("https://{}", self.to.replace(ID, id))).ok())?
    }
}

/// What follows `start` at the beginning of a place; a `*` in it stands for as much of the path as it can.
fn after<'a>(place: &'a str, start: &str) -> Option<&'a str> {
    let Some((host, before_id)) = start.split_once(ANY) else { return place.strip_prefix(start) };
    let path = place.strip_prefix(host)?;
    path.rfind(before_id).filter(|at| *at > 0).map(|at| &path[at + before_id.len()..])
}
