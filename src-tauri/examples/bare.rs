//! A window with nothing of ours in it: `bare` shows an empty page under a policy like ours, the measure of the benchmark;
//! `bare PAGE` shows a file's HTML under no policy at all, the control of the attack test.

use std::{borrow::Cow, fs};

use tauri::{
    App, Assets, WebviewUrl, WebviewWindowBuilder, Wry,
    utils::{
        assets::{AssetKey, AssetsIter, CspHash},
        config::Csp,
    },
};

const EMPTY: &str = "<!doctype html><meta charset=utf-8><title>Bare</title><body>";

/// One page under every address.
struct OnePage(Vec<u8>);

impl Assets<Wry> for OnePage {
    fn get(&self, _: &AssetKey) -> Option<Cow<'_, [u8]>> {
        Some(Cow::Borrowed(&self.0))
    }

    fn iter(&self) -> Box<AssetsIter<'_>> {
        Box::new(std::iter::empty())
    }

    fn csp_hashes(&self, _: &AssetKey) -> Box<dyn Iterator<Item = CspHash<'_>> + '_> {
        Box::new(std::iter::empty())
    }
}

fn main() -> anyhow::Result<()> {
    let page = std::env::args_os().nth(1).map(fs::read).transpose()?;
    let mut context = tauri::generate_context!();
    let policy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; frame-src 'none'";
    context.config_mut().app.security.csp = page.is_none().then(|| Csp::Policy(policy.to_owned()));
    context.set_assets(Box::new(OnePage(page.unwrap_or_else(|| EMPTY.into()))));
    tauri::Builder::default().setup(|app| Ok(open(app)?)).run(context)?;
    Ok(())
}

fn open(app: &mut App) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, "bare", WebviewUrl::App("index.html".into()));
    window.title("Bare").inner_size(1440.0, 900.0).build().map(drop)
}
