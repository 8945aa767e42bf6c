//! A note's Markdown as blocks: links into the library become citations, embedded quotes become the quotes themselves.

use model::{BlobHash, Id};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::{
    check::{self, squeezed},
    gather::{Gatherer, Target},
    paper::{Block, Span, words_of},
};

/// The scheme of links to items; `![…](tearsheet:ID)` shows the quote itself.
const ITEM: &str = "tearsheet:";
/// The scheme of pictures that lie in the library.
const BLOB: &str = "tearsheet-blob:";
/// Fewer characters of a hand-written quotation prove nothing.
const CHECKED_CHARS_MIN: usize = 6;

/// The blocks of a note.
pub(crate) fn blocks(gatherer: &mut Gatherer<'_>, markdown: &str) -> store::Result<Vec<Block>> {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let events: Vec<Event<'_>> = Parser::new_ext(markdown, options).collect();
    let mut reader = Reader { gatherer, events: events.into_iter().peekable() };
    let mut blocks = reader.sequence(None)?;
    // Footnotes stand at the end of what they belong to.
    blocks.sort_by_key(|block| matches!(block, Block::Footnote(..)));
    Ok(blocks)
}

struct Reader<'r, 'g, 'e> {
    gatherer: &'r mut Gatherer<'g>,
    events: std::iter::Peekable<std::vec::IntoIter<Event<'e>>>,
}

impl Reader<'_, '_, '_> {
    /// Blocks up to the end of what holds them.
    fn sequence(&mut self, end: Option<TagEnd>) -> store::Result<Vec<Block>> {
        let mut blocks = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::End(tag) if Some(tag) == end => break,
                Event::Start(tag) => self.block(tag, &mut blocks)?,
                Event::Rule => blocks.push(Block::Rule),
                Event::Html(raw) => blocks.push(Block::Paragraph(vec![Span::plain(raw.trim_end())])),
                // The words of a tight list item stand there without a paragraph.
                inline @ (Event::Text(_)
                | Event::Code(_)
                | Event::InlineHtml(_)
                | Event::FootnoteReference(_)
                | Event::TaskListMarker(_)
                | Event::SoftBreak
                | Event::HardBreak) => {
                    let spans = self.loose(inline, end, &mut blocks)?;
                    paragraph(&mut blocks, spans);
                    if self.ended(end) {
                        break;
                    }
                }
                _ => {}
            }
        }
        Ok(blocks)
    }

    /// Whether what holds the blocks ended just now; its end is taken.
    fn ended(&mut self, end: Option<TagEnd>) -> bool {
        let ends = matches!((self.events.peek(), end), (Some(Event::End(tag)), Some(end)) if *tag == end);
        if ends {
            self.events.next();
        }
        ends
    }

    fn loose(&mut self, first: Event<'_>, end: Option<TagEnd>, blocks: &mut Vec<Block>) -> store::Result<Vec<Span>> {
        let mut spans = Vec::new();
        self.inline(first, &Span::default(), &mut spans, blocks)?;
        while let Some(event) = self.events.peek() {
            let goes_on = match event {
                Event::End(tag) => Some(*tag) != end,
                Event::Start(tag) => {
                    matches!(
                        tag,
                        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
                    )
                }
                Event::Rule | Event::Html(_) => false,
                _ => true,
            };
            if !goes_on {
                break;
            }
            if let Some(event) = self.events.next() {
                self.inline(event, &Span::default(), &mut spans, blocks)?;
            }
        }
        Ok(spans)
    }

    fn block(&mut self, tag: Tag<'_>, blocks: &mut Vec<Block>) -> store::Result<()> {
        match tag {
            Tag::Paragraph => {
                let spans = self.spans(TagEnd::Paragraph, blocks)?;
                paragraph(blocks, spans);
            }
            Tag::Heading { level, .. } => {
                let spans = self.spans(TagEnd::Heading(level), blocks)?;
                blocks.push(Block::Heading(level_of(level), spans));
            }
            Tag::BlockQuote(kind) => {
                let inside = self.sequence(Some(TagEnd::BlockQuote(kind)))?;
                self.quotation(inside, blocks)?;
            }
            Tag::List(start) => {
                let end = TagEnd::List(start.is_some());
                let items = self.items(end)?;
                blocks.push(Block::List { start, items });
            }
            Tag::CodeBlock(_) | Tag::HtmlBlock => blocks.push(Block::Code(self.code())),
            Tag::Table(_) => {
                let rows = self.table(blocks)?;
                blocks.push(Block::Table(rows));
            }
            Tag::FootnoteDefinition(label) => {
                let label = label.to_string();
                let inside = self.sequence(Some(TagEnd::FootnoteDefinition))?;
                let spans = inside.into_iter().filter_map(|block| match block {
                    Block::Paragraph(spans) => Some(spans),
                    _ => None,
                });
                blocks.push(Block::Footnote(label, spans.flatten().collect()));
            }
            inline => {
                let mut spans = Vec::new();
                self.inline(Event::Start(inline), &Span::default(), &mut spans, blocks)?;
                paragraph(blocks, spans);
            }
        }
        Ok(())
    }

    fn items(&mut self, end: TagEnd) -> store::Result<Vec<Vec<Block>>> {
        let mut items = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => items.push(self.sequence(Some(TagEnd::Item))?),
                Event::End(tag) if tag == end => break,
                _ => {}
            }
        }
        Ok(items)
    }

    fn code(&mut self) -> String {
        let mut code = String::new();
        for event in self.events.by_ref() {
            match event {
                Event::Text(text) | Event::Html(text) => code.push_str(&text),
                Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        code.trim_end_matches('\n').to_owned()
    }

    fn table(&mut self, blocks: &mut Vec<Block>) -> store::Result<Vec<Vec<Vec<Span>>>> {
        let mut rows: Vec<Vec<Vec<Span>>> = Vec::new();
        while let Some(event) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let spans = self.spans(TagEnd::TableCell, blocks)?;
                    if let Some(row) = rows.last_mut() {
                        row.push(spans);
                    }
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        Ok(rows)
    }

    fn spans(&mut self, end: TagEnd, blocks: &mut Vec<Block>) -> store::Result<Vec<Span>> {
        self.styled(end, &Span::default(), blocks)
    }

    fn styled(&mut self, end: TagEnd, style: &Span, blocks: &mut Vec<Block>) -> store::Result<Vec<Span>> {
        let mut spans = Vec::new();
        while let Some(event) = self.events.next() {
            if matches!(event, Event::End(tag) if tag == end) {
                break;
            }
            self.inline(event, style, &mut spans, blocks)?;
        }
        Ok(spans)
    }

    /// Adds what an event says to `spans`; an embedded quote or picture becomes a block of its own.
    fn inline(
        &mut self,
        event: Event<'_>,
        style: &Span,
        spans: &mut Vec<Span>,
        blocks: &mut Vec<Block>,
    ) -> store::Result<()> {
        let with = |text: &str| Span { text: text.to_owned(), ..style.clone() };
        match event {
            Event::Text(text) | Event::InlineHtml(text) => spans.push(with(&text)),
            Event::Code(text) => spans.push(Span { code: true, ..with(&text) }),
            Event::SoftBreak if ends_in_han(spans) => {}
            Event::SoftBreak => spans.push(with(" ")),
            Event::HardBreak => spans.push(with("\n")),
            Event::TaskListMarker(done) => {
                spans.push(Span { task: Some(done), ..Span::plain(if done { "☑ " } else { "☐ " }) });
            }
            Event::FootnoteReference(label) => spans.push(with(&format!("[^{label}]"))),
            Event::Start(Tag::Emphasis) => {
                let style = Span { emphasised: true, ..style.clone() };
                spans.extend(self.styled(TagEnd::Emphasis, &style, blocks)?);
            }
            Event::Start(Tag::Strong) => {
                let style = Span { strong: true, ..style.clone() };
                spans.extend(self.styled(TagEnd::Strong, &style, blocks)?);
            }
            Event::Start(Tag::Strikethrough) => {
                let style = Span { struck: true, ..style.clone() };
                spans.extend(self.styled(TagEnd::Strikethrough, &style, blocks)?);
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                let inside = self.styled(TagEnd::Link, style, blocks)?;
                spans.extend(self.link(&dest_url, inside)?);
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                let alt = words_of(&self.styled(TagEnd::Image, style, blocks)?);
                match self.embedded(&dest_url, &alt)? {
                    Some(block) => {
                        paragraph(blocks, std::mem::take(spans));
                        blocks.push(block);
                    }
                    None => spans.push(Span { href: outside(&dest_url), ..with(&alt) }),
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// The words of a link; those into the library cite what they lead to.
    fn link(&mut self, address: &str, mut spans: Vec<Span>) -> store::Result<Vec<Span>> {
        let Some(id) = item_of(address) else {
            spans.iter_mut().for_each(|span| span.href = outside(address));
            return Ok(spans);
        };
        let number = match self.gatherer.target(id)? {
            Target::Article(article) => self.gatherer.cite(article)?,
            Target::Quote(row) => {
                let fault = self.gatherer.checked(&row)?;
                let number = self.gatherer.cite(row.quote.article)?;
                if let Some(fault) = fault {
                    spans.push(Span::plain(format!(" ({fault})")));
                }
                number
            }
            Target::Other => None,
            Target::Lost => {
                let (title, fault) = (String::new(), self.lost());
                self.gatherer.passage(words_of(&spans), title, Some(fault));
                None
            }
        };
        if let Some(last) = spans.last_mut() {
            last.source = number;
        }
        Ok(spans)
    }

    /// What stands where a picture would: a quote of the library, or a picture that lies in it.
    fn embedded(&mut self, address: &str, alt: &str) -> store::Result<Option<Block>> {
        if let Some(hash) = address.strip_prefix(BLOB).and_then(|hash| hash.parse::<BlobHash>().ok()) {
            return Ok(Some(Block::Picture { hash, alt: alt.to_owned() }));
        }
        let Some(id) = item_of(address) else { return Ok(None) };
        match self.gatherer.target(id)? {
            Target::Quote(row) => self.gatherer.quoted(&row).map(Some),
            Target::Lost => {
                let fault = self.lost();
                self.gatherer.passage(alt.to_owned(), String::new(), Some(fault.clone()));
                let (speaker, source, comment) = (None, None, None);
                Ok(Some(Block::Quoted { words: alt.to_owned(), speaker, source, comment, fault: Some(fault) }))
            }
            Target::Article(_) | Target::Other => Ok(None),
        }
    }

    fn lost(&self) -> String {
        let tongue = self.gatherer.paper.tongue;
        tongue.of("What this quotes is no longer in the library.", "所引内容已不在资料库中。").to_owned()
    }

    /// A quotation written by hand; when it names an article, its words must stand there.
    fn quotation(&mut self, inside: Vec<Block>, blocks: &mut Vec<Block>) -> store::Result<()> {
        let said = |block: &Block| match block {
            Block::Paragraph(spans) => Some(spans.clone()),
            _ => None,
        };
        let spans: Vec<Span> = inside.iter().filter_map(said).flatten().collect();
        let cited = spans.iter().find_map(|span| span.source);
        let number = cited.and_then(|number| self.gatherer.paper.sources.get(number - 1));
        let article = number.map(|source| source.article);
        let own: String = spans.iter().filter(|span| span.source.is_none()).map(|span| span.text.as_str()).collect();
        let own = own.trim_matches(|c: char| c.is_whitespace() || "—–-()（）:：“”\"，,。".contains(c)).to_owned();
        blocks.push(Block::Indented(inside));
        let Some(article) = article.filter(|_| own.chars().count() >= CHECKED_CHARS_MIN) else { return Ok(()) };
        let tongue = self.gatherer.paper.tongue;
        let fault = check::words(self.gatherer.db, article, &own, tongue)?;
        if let Some(fault) = &fault {
            blocks.push(Block::Paragraph(vec![Span { emphasised: true, ..Span::plain(format!("⚠ {fault}")) }]));
        }
        let title = store::articles::get(self.gatherer.db, article)?.title;
        self.gatherer.passage(squeezed(&own), title, fault);
        Ok(())
    }
}

/// A paragraph, without the blanks that stood around what was embedded in it.
fn paragraph(blocks: &mut Vec<Block>, mut spans: Vec<Span>) {
    let words = spans.iter().position(|span| !span.text.trim().is_empty()).unwrap_or_default();
    spans.drain(..words);
    if let Some(first) = spans.first_mut() {
        first.text = first.text.trim_start().to_owned();
    }
    if spans.iter().any(|span| !span.text.trim().is_empty()) {
        blocks.push(Block::Paragraph(spans));
    }
}

/// Lines of Han text are joined without a blank.
fn ends_in_han(spans: &[Span]) -> bool {
    spans.last().and_then(|span| span.text.chars().next_back()).is_some_and(|last| last as u32 >= 0x2e80)
}

fn item_of(address: &str) -> Option<Id> {
    crate::writing::notes::id_of_link(address.strip_prefix(ITEM)?).parse().ok()
}

/// An address that leads outside; others are left out.
fn outside(address: &str) -> Option<String> {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase())?;
    ["http", "https", "mailto"].contains(&scheme.as_str()).then(|| address.to_owned())
}

fn level_of(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
