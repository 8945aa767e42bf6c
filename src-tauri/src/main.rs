//! The window: hosts the page, hands its calls to the library, and takes in what is dragged onto it.
//!
//! **Invariant:** the only crate that knows Tauri.
//! **Invariant:** no rule of the application lives here; a command translates and calls `api` once.

#![cfg_attr(all(windows, not(debug_assertions)), windows_subsystem = "windows")]

mod arguments;
mod call;
mod desk;
mod drops;
mod instance;
mod journal;
mod protocol;
mod system;
mod webview;
mod window;

use std::{io::Write, path::PathBuf, process::ExitCode, sync::Arc};

use tauri::{Manager, RunEvent};

use crate::{arguments::Asked, desk::Desk, drops::Drags, system::System};

fn main() -> anyhow::Result<ExitCode> {
    match arguments::read() {
        Asked::ReadApart => Ok(library::read_apart()),
        Asked::Window { library, link } => run(library, link).map(|()| ExitCode::SUCCESS),
        Asked::Print(text) => Ok(writeln!(std::io::stdout(), "{text}").map(|()| ExitCode::SUCCESS)?),
        Asked::Wrong(what) => {
            Ok(writeln!(std::io::stderr(), "{what}\n\n{}", arguments::HELP).map(|()| ExitCode::from(2))?)
        }
    }
}

fn run(library: Option<PathBuf>, link: Option<String>) -> anyhow::Result<()> {
    webview::be_thrifty();
    let named = library.is_some();
    let desk = Arc::new(Desk::new(library));
    let mut context = tauri::generate_context!();
    window::set_policy(context.config_mut());
    let mut builder = tauri::Builder::default();
    if let Some(folder) = desk.folder() {
        journal::begin(folder);
        desk.begin();
        builder = instance::join(builder, folder, named);
    }
    builder
        .plugin(tauri_plugin_opener::Builder::new().open_js_links_on_click(false).build())
        .plugin(tauri_plugin_window_state::Builder::new().with_state_flags(window::remembered()).build())
        .plugin(drops::clipboard_plugin())
        .manage(desk)
        .manage(Arc::new(Drags::default()))
        .manage(System::default())
        .on_window_event(system::heard)
        .register_asynchronous_uri_scheme_protocol(protocol::SCHEME, protocol::answer)
        .invoke_handler(tauri::generate_handler![
            call::call,
            call::take_drop,
            call::clip_bytes,
            call::paste_picture,
            call::note_picture,
            call::original,
            call::open_link,
            call::choose_folder,
            call::save_export,
            call::fit_system,
            call::notify
        ])
        .setup(move |app| Ok(window::open(app, link.as_deref())?))
        .build(context)?
        .run(|app, event| match event {
            RunEvent::Exit => app.state::<Arc<Desk>>().close(),
            #[cfg(target_os = "macos")]
            RunEvent::Opened { urls } => urls.iter().for_each(|url| instance::follow(app, url.as_str())),
            _ => {}
        });
    Ok(())
}
