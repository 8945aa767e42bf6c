//! Tables: rows of cells, and the tables of old pages that only lay things out.

use dom_query::NodeRef;

use super::{Block, Body, attributes::digits, read::Builder};

/// No table of figures spans more columns or rows; larger numbers only make a renderer work.
const SPAN_MAX: u32 = 1_000;

/// Whether a table only lays out: it holds another table, or has no row with two cells.
pub(super) fn is_layout(table: &NodeRef) -> bool {
    let mut widest = 0;
    for node in table.descendants_it() {
        if node.has_name("table") {
            return true;
        }
        if node.has_name("tr") {
            widest = widest.max(node.children_it(false).filter(is_cell).count());
        }
    }
    widest < 2
}

fn is_cell(node: &NodeRef) -> bool {
    node.has_name("td") || node.has_name("th")
}

/// The rows of a table in sections `thead` and `tbody`, empty rows left out; nothing when no row has two cells then.
pub(super) fn rows(builder: &Builder, table: &NodeRef) -> Vec<Block> {
    let mut sections: Vec<Block> = Vec::new();
    for section in table.children_it(false) {
        let tag = if section.has_name("thead") { "thead" } else { "tbody" };
        if !["thead", "tbody", "tfoot"].iter().any(|name| section.has_name(name)) {
            continue;
        }
        let rows: Vec<Block> = section
            .children_it(false)
            .filter(|row| row.has_name("tr"))
            .filter_map(|row| read_row(builder, &row))
            .collect();
        if rows.is_empty() {
            continue;
        }
        match sections.last_mut() {
            Some(Block { tag: last, body: Body::Blocks(known), .. }) if *last == tag => known.extend(rows),
            _ => sections.push(Block::new(tag, Body::Blocks(rows))),
        }
    }
    if sections.iter().any(has_wide_row) { sections } else { Vec::new() }
}

fn has_wide_row(section: &Block) -> bool {
    let Body::Blocks(rows) = &section.body else { return false };
    rows.iter().any(|row| matches!(&row.body, Body::Blocks(cells) if cells.len() > 1))
}

fn read_row(builder: &Builder, row: &NodeRef) -> Option<Block> {
    let cells: Vec<(Block, bool)> =
        row.children_it(false).filter(is_cell).map(|cell| read_cell(builder, &cell)).collect();
    let filled = cells.iter().any(|(_, filled)| *filled);
    filled.then(|| Block::new("tr", Body::Blocks(cells.into_iter().map(|(cell, _)| cell).collect())))
}

/// A cell, and whether it holds anything; an empty one stays so that columns stay in line.
fn read_cell(builder: &Builder, node: &NodeRef) -> (Block, bool) {
    let tag = if node.has_name("th") { "th" } else { "td" };
    let found = builder.item_of(tag, node);
    let filled = found.is_some();
    let mut cell = found.unwrap_or_else(|| Block::new(tag, Body::Line(Vec::new())));
    for name in ["colspan", "rowspan"] {
        let span = node.attr(name).and_then(|span| digits(&span)).map(|span| span.min(SPAN_MAX));
        cell.numbers.extend(span.filter(|span| *span > 1).map(|span| (name, span)));
    }
    (cell, filled)
}
