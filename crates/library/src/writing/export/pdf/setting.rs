//! Words set into lines, with the fonts of the system.

use std::{borrow::Cow, collections::HashMap, ops::Range, sync::Arc};

use krilla::text::{Font, GlyphId, KrillaGlyph};
use parley::{
    FontContext, LayoutContext,
    layout::{Alignment, Line},
    style::{
        FontFamily, FontFamilyName, FontStyle, FontWeight, GenericFamily, Language, LineHeight, OverflowWrap,
        StyleProperty,
    },
};

use super::super::paper::{Span, note_label, note_sign};

/// Red, green, blue.
pub(super) type Colour = [u8; 3];
pub(super) const INK: Colour = [0x1d, 0x1b, 0x18];
pub(super) const QUIET: Colour = [0x6b, 0x65, 0x5c];
pub(super) const WARN: Colour = [0xa3, 0x34, 0x1f];
const LINK: Colour = [0x2b, 0x5e, 0xa7];

/// Serifs for Latin, then for Han, by the names they have on the usual systems; the system's own choice last.
static SERIFS: [FontFamilyName<'static>; 10] = [
    FontFamilyName::named("Noto Serif"),
    FontFamilyName::named("Georgia"),
    FontFamilyName::named("Times New Roman"),
    FontFamilyName::named("DejaVu Serif"),
    FontFamilyName::named("Noto Serif CJK SC"),
    FontFamilyName::named("Source Han Serif SC"),
    FontFamilyName::named("Songti SC"),
    FontFamilyName::named("SimSun"),
    FontFamilyName::Generic(GenericFamily::Serif),
    FontFamilyName::Generic(GenericFamily::SansSerif),
];
static MONOS: [FontFamilyName<'static>; 4] = [
    FontFamilyName::Generic(GenericFamily::Monospace),
    FontFamilyName::named("DejaVu Sans Mono"),
    FontFamilyName::named("Noto Sans CJK SC"),
    FontFamilyName::Generic(GenericFamily::SansSerif),
];

/// How words look.
#[derive(Clone, Copy)]
pub(super) struct Look {
    /// Points.
    pub(super) size: f32,
    pub(super) strong: bool,
    pub(super) code: bool,
    pub(super) colour: Colour,
}

/// Glyphs of one font and colour, in a row.
pub(super) struct Piece {
    /// Points from the start of the line.
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) size: f32,
    pub(super) font: Font,
    pub(super) colour: Colour,
    pub(super) glyphs: Vec<KrillaGlyph>,
    /// What the glyphs' ranges count.
    pub(super) text: Arc<str>,
    pub(super) href: Option<String>,
}

/// A line, ready to be drawn.
pub(super) struct SetLine {
    pub(super) height: f32,
    /// Points from its top to where its letters stand.
    pub(super) baseline: f32,
    pub(super) pieces: Vec<Piece>,
}

/// Sets words into lines.
pub(super) struct Setter {
    fonts: FontContext,
    scratch: LayoutContext<Brush>,
    known: HashMap<(u64, u32), Font>,
    language: Option<Language>,
}

/// What a span gives its glyphs: a colour, and its number for the link.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Brush {
    colour: Colour,
    span: usize,
}

impl Setter {
    pub(super) fn new(language: &str) -> Self {
        let language = if language.starts_with("zh") { "zh-Hans" } else { language };
        Self {
            fonts: FontContext::new(),
            scratch: LayoutContext::new(),
            known: HashMap::new(),
            language: Language::parse(language).ok(),
        }
    }

    /// Sets spans into lines of this width.
    pub(super) fn lines(&mut self, spans: &[Span], look: Look, width: f32) -> Vec<SetLine> {
        let parts: Vec<(String, &Span)> = spans.iter().map(|span| (words(span), span)).collect();
        let text: Arc<str> = parts.iter().map(|(words, _)| words.as_str()).collect::<String>().into();
        if text.trim().is_empty() {
            return Vec::new();
        }
        let mut builder = self.scratch.ranged_builder(&mut self.fonts, &text, 1.0, false);
        let family = |code: bool| FontFamily::List(Cow::Borrowed(if code { &MONOS[..] } else { &SERIFS[..] }));
        builder.push_default(StyleProperty::FontFamily(family(look.code)));
        builder.push_default(StyleProperty::FontSize(look.size));
        builder.push_default(StyleProperty::LineHeight(LineHeight::FontSizeRelative(1.6)));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.push_default(StyleProperty::Locale(self.language));
        builder.push_default(StyleProperty::Brush(Brush { colour: look.colour, span: 0 }));
        if look.strong {
            builder.push_default(StyleProperty::FontWeight(FontWeight::BOLD));
        }
        let mut from = 0;
        for (number, (words, span)) in parts.iter().enumerate() {
            let range: Range<usize> = from..from + words.len();
            from = range.end;
            let colour = if span.href.is_some() { LINK } else { look.colour };
            builder.push(StyleProperty::Brush(Brush { colour, span: number }), range.clone());
            if span.strong {
                builder.push(StyleProperty::FontWeight(FontWeight::BOLD), range.clone());
            }
            if span.emphasised {
                builder.push(StyleProperty::FontStyle(FontStyle::Italic), range.clone());
            }
            if span.code {
                builder.push(StyleProperty::FontFamily(family(true)), range.clone());
            }
            if span.struck {
                builder.push(StyleProperty::Strikethrough(true), range);
            }
        }
        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(Alignment::Start, parley::AlignmentOptions::default());
        let brushes: Vec<Brush> = layout.styles().iter().map(|style| style.brush).collect();
        let mut top = 0.0;
        let mut set = Vec::new();
        for line in layout.lines() {
            let metrics = *line.metrics();
            let pieces = self.pieces(&line, &brushes, &text, spans);
            set.push(SetLine { height: metrics.line_height, baseline: metrics.baseline - top, pieces });
            top += metrics.line_height;
        }
        set
    }

    fn pieces(&mut self, line: &Line<'_, Brush>, brushes: &[Brush], text: &Arc<str>, spans: &[Span]) -> Vec<Piece> {
        let mut pieces: Vec<Piece> = Vec::new();
        let mut x = 0.0;
        for run in line.runs() {
            let Some(font) = self.font(run.font()) else { continue };
            let size = run.font_size();
            let mut style = None;
            for cluster in run.visual_clusters() {
                if cluster.is_ligature_continuation() {
                    if let Some(glyph) = pieces.last_mut().and_then(|piece| piece.glyphs.last_mut()) {
                        glyph.text_range.end = cluster.text_range().end;
                    }
                    continue;
                }
                let brush = brushes.get(usize::from(cluster.style_index())).copied().unwrap_or_default();
                if style != Some(brush) {
                    style = Some(brush);
                    let href = spans.get(brush.span).and_then(|span| span.href.clone());
                    let (font, text) = (font.clone(), Arc::clone(text));
                    let (width, glyphs, colour) = (0.0, Vec::new(), brush.colour);
                    pieces.push(Piece { x, width, size, font, colour, glyphs, text, href });
                }
                let Some(piece) = pieces.last_mut() else { continue };
                for glyph in cluster.glyphs() {
                    piece.glyphs.push(KrillaGlyph::new(
                        GlyphId::new(glyph.id),
                        glyph.advance / size,
                        glyph.x / size,
                        glyph.y / size,
                        0.0,
                        cluster.text_range(),
                        None,
                    ));
                    x += glyph.advance;
                    piece.width += glyph.advance;
                }
            }
        }
        pieces
    }

    fn font(&mut self, font: &parley::FontData) -> Option<Font> {
        let key = (font.data.id(), font.index);
        if let Some(known) = self.known.get(&key) {
            return Some(known.clone());
        }
        let (data, _) = font.data.clone().into_raw_parts();
        let made = Font::new(data.into(), font.index)?;
        self.known.insert(key, made.clone());
        Some(made)
    }
}

/// The words of a span with the number of its source.
fn words(span: &Span) -> String {
    let text = note_label(&span.text).map_or_else(|| span.text.clone(), note_sign);
    span.source.map_or(text.clone(), |number| format!("{text}[{number}]"))
}
