//! The rules by which the same address is known, and what follows when they change.

use std::path::Path;

use capture::{Addresses, BadRules};
use model::Id;

use crate::{Library, Result};

/// A library's own rules about addresses, in the same form as those of the program.
const OWN_RULES: &str = "addresses.toml";

/// The setting that says by which rules the articles' addresses were folded last.
const FOLDED_BY: &str = "addresses-folded-by";

/// Articles whose address is folded again in one write.
const FOLDED_AT_ONCE: usize = 200;

/// The rules of the program with those of the library on top.
pub(crate) fn own_rules(folder: &Path) -> std::result::Result<Addresses, BadRules> {
    match std::fs::read_to_string(folder.join(OWN_RULES)) {
        Ok(text) => Addresses::with(&text),
        Err(_) => Ok(Addresses::default()),
    }
}

/// An address of the web, without a password in it; any other is none, so that no `javascript:` is kept as a source or leaves in an export.
pub(crate) fn on_the_web(address: Option<String>) -> Option<String> {
    let on_the_web =
        |address: &String| url::Url::parse(address).is_ok_and(|url| matches!(url.scheme(), "http" | "https"));
    address.filter(on_the_web).map(|address| capture::without_user_info(&address))
}

impl Library {
    /// Folds the addresses of all articles again, when the rules are others than those by which they were folded.
    pub(crate) fn fold_again(&self) -> Result<()> {
        let addresses = &self.inner().addresses;
        let rules = blake3::hash(addresses.text().as_bytes()).to_hex().to_string();
        if self.read_only().is_some() || self.setting(FOLDED_BY)?.as_ref() == Some(&rules) {
            return Ok(());
        }
        let folded = |(id, url): (Id, String)| Some((id, addresses.fold(&url))).filter(|(_, fresh)| *fresh != url);
        let known = self.read(store::articles::canonical_urls)?;
        let changed: Vec<(Id, String)> = known.into_iter().filter_map(folded).collect();
        for some in changed.chunks(FOLDED_AT_ONCE) {
            self.write(|db| {
                some.iter().try_for_each(|(id, url)| {
                    let article = store::articles::get(db, *id)?;
                    store::articles::put(db, &model::Article { canonical_url: Some(url.clone()), ..article })
                })
            })?;
        }
        self.put_setting(FOLDED_BY, &rules)
    }
}

#[cfg(test)]
mod tests {
    use crate::{Drop, Import, Library, Role};

    #[test]
    fn articles_are_known_again_when_a_rule_is_added() {
        let folder = tempfile::tempdir().unwrap();
        let open = || Library::open(folder.path(), Role::Command).unwrap();
        let library = open();
        let url = |edition: u32| Some(format!("https://news.example/a?edition={edition}"));
        library.import(vec![Import { url: url(1), body: "良率".into(), ..Import::default() }]).unwrap();
        library.fold_again().unwrap();
        drop(library);
        let rules = "[[site]]\nhosts = [\"news.example\"]\nnames = [\"edition\"]\n";
        std::fs::write(folder.path().join("addresses.toml"), rules).unwrap();
        let library = open();
        library.fold_again().unwrap();
        let html =
            "<html><body><article><p>良率在第二季度继续提升，三家供应商都在扩大产能。</p></article></body></html>";
        let page = Drop::File { name: "a.html".into(), bytes: html.into(), url: url(2) };
        assert_eq!(library.clip(page, &[])[0].state, model::ClipState::Captured);
        assert!(library.check(false).unwrap().ok);
    }
}
