//! A hundred files of all kinds dropped at once: until all are kept, until all are found, and the memory that takes.

use std::{path::Path, time::Instant};

use api::{call, clips};
use library::{Library, Role};
use serde_json::json;

use crate::{
    articles::Articles,
    figures::{Figures, memory_mb, millis},
    made,
};

/// Files dropped at once.
const FILES: u32 = 100;

/// Bytes of a page among them.
const PAGE_BYTES: usize = 100_000;

/// Drops a folder of a hundred files.
pub(crate) fn files(figures: &mut Figures) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let dropped = folder.path().join("dropped");
    std::fs::create_dir(&dropped)?;
    for number in 0..FILES {
        write(&dropped, number)?;
    }
    let library = Library::open(&folder.path().join("library"), Role::Command)?;
    let begun = Instant::now();
    let drops = library::drops_of(&dropped);
    let clipped = clips::clip_many(&library, drops, &[]);
    let kept = millis(begun);
    library.settle();
    let last = call(&library, "search.find", json!({ "query": word(FILES - 4) }))?;
    anyhow::ensure!(last["hits"][0]["partial"] == false, "the last page was not found");
    let searchable = millis(begun);
    let failed = clipped.iter().filter(|clip| clip.state == "failed" || clip.message.is_some()).count();
    // Every tenth file is a letter, one of whose attachments is no article; it says so.
    anyhow::ensure!(failed <= FILES as usize / 10, "{failed} files were not read whole");
    figures.add("100 files of all kinds at once: all kept", kept, "ms", "");
    figures.add("100 files of all kinds at once: all searchable", searchable, "ms", "");
    figures.add("100 files of all kinds at once: memory of the process", memory_mb("VmHWM"), "MB", "");
    Ok(())
}

/// A word that stands in one page only.
fn word(number: u32) -> String {
    format!("标记{number}号")
}

fn write(folder: &Path, number: u32) -> anyhow::Result<()> {
    let said = format!("第{number}号报告说良率在上升，suppliers agree。");
    let (ending, bytes) = match number % 10 {
        0 | 4 | 6 => ("html", page(number)),
        1 => ("pdf", made::pdf(&[&said, "交期拉长到三十四周。"])),
        2 => ("docx", made::docx_of(&format!("<w:p><w:r><w:t>{said}</w:t></w:r></w:p>"))),
        3 => ("pptx", made::pptx()),
        5 => ("xlsx", made::xlsx()),
        7 => ("mhtml", made::web_archive(&String::from_utf8_lossy(&page(number)))),
        8 => ("epub", made::epub()),
        _ if number % 20 == 9 => ("eml", made::letter()),
        _ => ("docx", made::docx()),
    };
    Ok(std::fs::write(folder.join(format!("{number:03}.{ending}")), bytes)?)
}

fn page(number: u32) -> Vec<u8> {
    Articles::new(u64::from(number), crate::ARTICLES).page(PAGE_BYTES, &word(number)).into_bytes()
}
