//! Declares the commands of the window, so that each stands in the access list.

const COMMANDS: &[&str] = &[
    "call",
    "take_drop",
    "clip_bytes",
    "paste_picture",
    "note_picture",
    "original",
    "open_link",
    "choose_folder",
    "save_export",
    "fit_system",
    "notify",
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}
