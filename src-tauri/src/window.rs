//! The one window: its making, its content security policy, and where it may go.
//!
//! **Invariant:** the window shows the program's own page and nothing else, and opens no other.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};
use tauri::{
    App, Config, Manager, Url, WebviewUrl, WebviewWindowBuilder,
    utils::config::{Csp, DisabledCspModificationKind},
    webview::NewWindowResponse,
};
use tauri_plugin_window_state::StateFlags;

use crate::{
    desk::Desk,
    drops::{self, Drags},
    webview,
};

/// The label of the window; the capability names it.
pub(crate) const MAIN: &str = "main";

/// The one script that may run inside the reader frame.
const FRAME_SCRIPT: &str = include_str!("../../ui/src/features/reader/frame.js");

/// What asks for the first view before the page's own script does.
const EARLY_SCRIPT: &str = include_str!("early.js");

/// Where the development server stands and speaks; only a build without the page inside asks it.
const DEV_SOURCES: &str = "http://127.0.0.1:5173 ws://127.0.0.1:5173";

/// Puts the content security policy into the configuration; layer four of docs/decisions/0004-reader-frame.md.
pub(crate) fn set_policy(config: &mut Config) {
    let frame = format!("'sha256-{}'", STANDARD.encode(Sha256::digest(FRAME_SCRIPT)));
    let security = &mut config.app.security;
    security.csp = Some(Csp::Policy(policy(&frame, "")));
    security.dev_csp = Some(Csp::Policy(policy(&frame, DEV_SOURCES)));
    // A nonce would switch 'unsafe-inline' off, and the styles of clipped pages with it.
    security.dangerous_disable_asset_csp_modification = DisabledCspModificationKind::List(vec!["style-src".to_owned()]);
}

fn policy(frame: &str, more: &str) -> String {
    [
        "default-src 'none'".to_owned(),
        format!("script-src 'self' {frame}"),
        "style-src 'self' 'unsafe-inline'".to_owned(),
        "img-src 'self' tearsheet-blob: http://tearsheet-blob.localhost data:".to_owned(),
        "font-src 'self'".to_owned(),
        // PDF.js: its worker, and the fonts and maps of characters that it reads from the program's own files.
        "worker-src 'self'".to_owned(),
        format!("connect-src 'self' ipc: http://ipc.localhost {more}"),
        "frame-src 'none'".to_owned(),
        "object-src 'none'".to_owned(),
        "form-action 'none'".to_owned(),
        "base-uri 'none'".to_owned(),
    ]
    .join("; ")
}

/// What the window remembers from one start to the next.
pub(crate) fn remembered() -> StateFlags {
    StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED | StateFlags::FULLSCREEN
}

/// Opens the window, on what a link leads to when there is one, and begins to tell it what changes.
pub(crate) fn open(app: &mut App, link: Option<&str>) -> tauri::Result<()> {
    app.state::<Arc<Desk>>().tell(app.handle());
    let home = app.config().build.dev_url.clone().filter(|_| tauri::is_dev());
    let mut config = app.config().app.windows.first().cloned().unwrap_or_default();
    if let Some(link) = link {
        config.url =
            WebviewUrl::App(format!("index.html#?link={}", utf8_percent_encode(link, NON_ALPHANUMERIC)).into());
    }
    let window = WebviewWindowBuilder::from_config(app, &config)?
        .initialization_script(EARLY_SCRIPT)
        .on_navigation(move |url| may_go(url, home.as_ref()))
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    webview::fit(&window)?;
    drops::watch(&window, Arc::clone(&app.state::<Arc<Drags>>()))
}

/// Whether the window, or a frame in it, may go to an address.
fn may_go(url: &Url, home: Option<&Url>) -> bool {
    match url.scheme() {
        "about" => matches!(url.path(), "srcdoc" | "blank"),
        "tauri" => url.host_str() == Some("localhost"),
        "http" | "https" if url.host_str() == Some("tauri.localhost") => cfg!(windows),
        _ => home.is_some_and(|home| home.origin() == url.origin()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn goes(url: &str) -> bool {
        may_go(&url.parse().unwrap(), None)
    }

    #[test]
    fn the_window_stays_at_home() {
        assert!(goes("tauri://localhost/") && goes("about:srcdoc") && goes("about:blank"));
        for url in [
            "https://example.com/",
            "http://127.0.0.1:5173/",
            "file:///etc/passwd",
            "tearsheet-blob://localhost/00",
            "data:text/html,x",
            "javascript:alert(1)",
            "blob:tauri://localhost/1",
            "tauri://elsewhere/",
            "about:config",
        ] {
            assert!(!goes(url), "{url}");
        }
        let home = "http://127.0.0.1:5173/".parse().unwrap();
        assert!(may_go(&"http://127.0.0.1:5173/x".parse().unwrap(), Some(&home)));
        assert!(!may_go(&"http://127.0.0.1:5174/x".parse().unwrap(), Some(&home)));
    }

    #[test]
    fn the_policy_allows_the_frame_script_and_no_foreign_source() {
        let mut config = Config::default();
        set_policy(&mut config);
        let Some(Csp::Policy(policy)) = config.app.security.csp else { panic!("no policy") };
        assert!(policy.starts_with("default-src 'none'; script-src 'self' 'sha256-"));
        assert!(!policy.contains("unsafe-eval") && !policy.contains('*') && !policy.contains("5173"));
        assert!(!policy.contains("script-src 'self' 'unsafe-inline'"));
        assert!(policy.contains("worker-src 'self';") && !policy.contains(" blob:") && !policy.contains("wasm"));
    }
}
