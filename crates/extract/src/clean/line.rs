//! Lines: white space collapsed, breaks and pictures in their places.

use super::{Mark, Piece, PieceKind};

/// Lines made of raw pieces: each row between single breaks trimmed and collapsed, a double break or a row of pictures alone ending the line.
pub(super) fn lines(raw: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    let mut open = false;
    for row in raw.split(|piece| piece.kind == PieceKind::Break) {
        let row = collapse(row);
        let has_text = row.iter().any(|piece| matches!(piece.kind, PieceKind::Text(_)));
        if row.is_empty() {
            open = false;
        } else if let (true, true, Some(line)) = (open, has_text, lines.last_mut()) {
            line.push(Piece { kind: PieceKind::Break, marks: shared_marks(line.last(), row.first()) });
            line.extend(row);
        } else {
            open = has_text;
            lines.push(row);
        }
    }
    lines
}

/// One line made of several, a break between them.
pub(super) fn joined(lines: Vec<Vec<Piece>>) -> Vec<Piece> {
    let mut whole: Vec<Piece> = Vec::new();
    for line in lines {
        let text_so_far = whole.iter().any(is_text);
        if text_so_far && line.iter().any(is_text) {
            whole.push(Piece { kind: PieceKind::Break, marks: shared_marks(whole.last(), line.first()) });
        }
        whole.extend(line);
    }
    whole
}

fn is_text(piece: &Piece) -> bool {
    matches!(piece.kind, PieceKind::Text(_))
}

/// The marks under which both neighbours of a break stand, so that a mark over several rows stays one.
fn shared_marks(before: Option<&Piece>, after: Option<&Piece>) -> Vec<Mark> {
    let (Some(before), Some(after)) = (before, after) else { return Vec::new() };
    before.marks.iter().zip(&after.marks).take_while(|(a, b)| a == b).map(|(mark, _)| mark.clone()).collect()
}

/// A row without blanks at its ends, runs of blanks as one space, neighbours under the same marks joined.
fn collapse(row: &[Piece]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut blank = true;
    for piece in row {
        let PieceKind::Text(raw) = &piece.kind else {
            pieces.push(piece.clone());
            continue;
        };
        let mut text = String::with_capacity(raw.len());
        for character in raw.chars().filter(|character| !is_invisible(*character)) {
            let is_blank = is_blank(character);
            if !is_blank || !blank {
                text.push(if is_blank { ' ' } else { character });
            }
            blank = is_blank;
        }
        push_text(&mut pieces, text, &piece.marks);
    }
    trim_end(&mut pieces);
    pieces
}

fn push_text(pieces: &mut Vec<Piece>, text: String, marks: &[Mark]) {
    if text.is_empty() {
        return;
    }
    if let Some(Piece { kind: PieceKind::Text(last), marks: last_marks }) = pieces.last_mut()
        && last_marks == marks
    {
        last.push_str(&text);
        return;
    }
    pieces.push(Piece { kind: PieceKind::Text(text), marks: marks.to_vec() });
}

fn trim_end(pieces: &mut Vec<Piece>) {
    let Some(at) = pieces.iter().rposition(is_text) else { return };
    if let PieceKind::Text(text) = &mut pieces[at].kind {
        text.truncate(text.trim_end_matches(' ').len());
        if text.is_empty() {
            pieces.remove(at);
            rejoin(pieces, at);
        }
    }
}

/// Joins the neighbours that a removed piece kept apart.
fn rejoin(pieces: &mut Vec<Piece>, at: usize) {
    if at == 0 || at >= pieces.len() || pieces[at - 1].marks != pieces[at].marks {
        return;
    }
    if let (PieceKind::Text(_), PieceKind::Text(after)) = (&pieces[at - 1].kind, &pieces[at].kind) {
        let after = after.clone();
        pieces.remove(at);
        if let PieceKind::Text(before) = &mut pieces[at - 1].kind {
            before.push_str(&after);
        }
    }
}

/// Whether a character only sets words apart: ASCII blanks, the no-break, typographic and ideographic spaces, line and paragraph separators.
pub(super) fn is_blank(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c' | '\u{a0}' | '\u{85}' | '\u{1680}' | '\u{2000}'
            ..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{205f}' | '\u{3000}'
    )
}

/// Whether a character shows nothing and would only hide a word from search: controls, zero-width space, word joiner, byte order mark, soft hyphen.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fffe}' | '\u{ffff}')
        || (character.is_control() && !is_blank(character))
}

/// A line whose neighbouring texts under the same marks are one piece each, breaks under the marks around them.
pub(crate) fn merged(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut joined: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece.kind {
            PieceKind::Text(text) => push_text(&mut joined, text, &piece.marks),
            kind => joined.push(Piece { kind, ..piece }),
        }
    }
    for at in 1..joined.len().saturating_sub(1) {
        if joined[at].kind == PieceKind::Break {
            joined[at].marks = shared_marks(joined.get(at - 1), joined.get(at + 1));
        }
    }
    joined
}
