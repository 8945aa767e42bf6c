//! Workbooks: each sheet as a table under its name, values as they are shown.

use std::{collections::BTreeMap, io::Cursor};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Sheets, Xlsx, XlsxError, open_workbook_auto_from_rs};

use super::{
    super::title_of_name,
    Trouble, Unpacked, as_it_stands,
    office::said_of_workbook,
    write::{Cell, Writer},
};
use crate::{
    clean::{self, Links, escape},
    metadata::same_words,
};

/// Cells of a workbook that are read: a table of 2,000 rows and 50 columns twice over; more is data, not reading.
const CELLS_MAX: usize = 200_000;

/// The widest sheet that is shown.
const COLUMNS_MAX: u32 = 256;

/// Digits after the point that a number keeps: beyond them stands what binary arithmetic leaves behind.
const DECIMALS: usize = 10;

/// What programs call the sheet of a new workbook, before its number.
const NEW_SHEETS: [&str; 7] = ["sheet", "工作表", "表", "シート", "tabelle", "feuil", "hoja"];

/// The filled cells of a sheet by row and column.
type Cells = BTreeMap<u32, BTreeMap<u32, String>>;

/// The sheets of a workbook, in order; `name` is that of its file.
pub(super) fn read(bytes: &[u8], name: Option<&str>) -> Result<Unpacked, Trouble> {
    let (sheets, cut) = match Xlsx::new(Cursor::new(bytes)) {
        Ok(mut book) => streamed(&mut book),
        Err(XlsxError::Password) => return Err(Trouble::Encrypted),
        Err(_) => whole(bytes)?,
    };
    let said = said_of_workbook(bytes);
    // Without a title a workbook is called what its file is called; the names of sheets head their tables.
    let title = said.title.clone().or_else(|| name.and_then(title_of_name)).unwrap_or_default();
    let several = sheets.len() > 1;
    let mut writer = Writer::default();
    for (name, cells) in sheets.iter().filter(|(_, cells)| !cells.is_empty()) {
        if several || (is_given(name) && !same_words(name, &title)) {
            writer.block("h2", &escape(name));
        }
        write_sheet(&mut writer, cells);
    }
    let blocks = clean::sanitise(&writer.finish(), Links::Web);
    let mut unpacked = Unpacked { content: as_it_stands(&blocks, said), ..Unpacked::default() };
    unpacked.trouble = cut.then_some(Trouble::Cut);
    Ok(unpacked)
}

/// Whether a person gave a sheet its name.
fn is_given(name: &str) -> bool {
    let bare = name.trim().trim_end_matches(|c: char| c.is_numeric()).trim_end().to_lowercase();
    !bare.is_empty() && !NEW_SHEETS.contains(&bare.as_str())
}

/// The sheets cell by cell: a cell in the last corner costs no more than one in the first.
fn streamed(book: &mut Xlsx<Cursor<&[u8]>>) -> (Vec<(String, Cells)>, bool) {
    let (mut sheets, mut left) = (Vec::new(), CELLS_MAX);
    for name in book.sheet_names() {
        let mut cells = Cells::new();
        if let Ok(mut reader) = book.worksheet_cells_reader(&name) {
            let percents: Vec<bool> = reader
                .styles()
                .iter()
                .map(|style| style.number_format.as_ref().is_some_and(|format| format.format_code.contains('%')))
                .collect();
            while let (1.., Ok(Some((cell, style)))) = (left, reader.next_cell_with_style_id()) {
                let (row, column) = cell.get_position();
                let shown = shown(cell.get_value(), percents.get(style).copied().unwrap_or_default());
                left -= usize::from(put(&mut cells, row, column, shown));
            }
        }
        sheets.push((name, cells));
    }
    (sheets, left == 0)
}

/// The sheets of another kind of workbook (before 2007, binary, OpenDocument).
fn whole(bytes: &[u8]) -> Result<(Vec<(String, Cells)>, bool), Trouble> {
    let mut book: Sheets<_> = open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|error| {
        if error.to_string().to_lowercase().contains("password") { Trouble::Encrypted } else { Trouble::Damaged }
    })?;
    let (mut sheets, mut left) = (Vec::new(), CELLS_MAX);
    for (name, range) in book.worksheets() {
        let mut cells = Cells::new();
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            if left == 0 {
                break;
            }
            let at = |first: u32, offset: usize| first.saturating_add(u32::try_from(offset).unwrap_or(u32::MAX));
            left -= usize::from(put(&mut cells, at(first_row, row), at(first_column, column), plain(value)));
        }
        sheets.push((name, cells));
    }
    Ok((sheets, left == 0))
}

/// Keeps a cell that shows something; false when there is nothing to keep.
fn put(cells: &mut Cells, row: u32, column: u32, shown: String) -> bool {
    let keep = column < COLUMNS_MAX && !shown.trim().is_empty();
    if keep {
        cells.entry(row).or_default().insert(column, shown);
    }
    keep
}

fn write_sheet(writer: &mut Writer, cells: &Cells) {
    let columns = cells.values().flat_map(BTreeMap::keys);
    let (Some(first), Some(last)) = (columns.clone().min().copied(), columns.max().copied()) else { return };
    if first == last {
        cells.values().flat_map(BTreeMap::values).for_each(|text| writer.block("p", &lines(text)));
        return;
    }
    let cell = |text: Option<&String>| Cell {
        html: text.map(|text| lines(text)).unwrap_or_default(),
        spans: (1, 1),
        heads: false,
    };
    let rows: Vec<Vec<Cell>> =
        cells.values().map(|row| (first..=last).map(|column| cell(row.get(&column))).collect()).collect();
    writer.table(None, &rows);
}

fn lines(text: &str) -> String {
    escape(text.trim()).replace('\n', "<br>")
}

fn shown(value: &DataRef<'_>, percent: bool) -> String {
    match value {
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Float(number) if percent => format!("{}%", decimal(number * 100.0)),
        other => plain(&Data::from(other.clone())),
    }
}

fn plain(value: &Data) -> String {
    match value {
        Data::Float(number) => decimal(*number),
        Data::DateTime(at) => date(*at),
        other => other.to_string(),
    }
}

/// A number without the noise of binary arithmetic.
fn decimal(number: f64) -> String {
    let text = format!("{number:.DECIMALS$}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn date(at: ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let time =
        if second == 0 { format!("{hour:02}:{minute:02}") } else { format!("{hour:02}:{minute:02}:{second:02}") };
    match (at.as_f64() < 1.0, at.as_f64().fract() == 0.0) {
        (true, _) => time,
        (_, true) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_new_sheet_is_not_one_that_was_given() {
        for name in ["Sheet1", "工作表 1", "シート1", "Tabelle2", " "] {
            assert!(!is_given(name), "{name}");
        }
        assert!(is_given("2026 出货") && is_given("Sheet of yields"));
    }

    #[test]
    fn numbers_and_dates_are_shown_as_people_write_them() {
        assert_eq!(decimal(0.1 + 0.2), "0.3");
        assert_eq!(decimal(29.0), "29");
        let at = |value| date(ExcelDateTime::new(value, calamine::ExcelDateTimeType::DateTime, false));
        assert_eq!(at(46_093.0), "2026-03-12");
        assert_eq!(at(46_093.5), "2026-03-12 12:00");
    }
}
