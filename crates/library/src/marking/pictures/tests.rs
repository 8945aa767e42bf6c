use std::io::Cursor;

use base64::{Engine, engine::general_purpose::STANDARD};
use image::{ImageFormat, RgbImage};
use model::{ClipState, Colour, Drop};
use proptest::prelude::*;

use crate::{Library, NewPlace, NewQuote, Passage, QuoteEdit, QuoteView, Role, Undo};

/// A picture that is told from others by its shade.
fn picture(shade: u8) -> String {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(320, 200, image::Rgb([shade, 90, 160])).write_to(&mut bytes, ImageFormat::Png).unwrap();
    let data = STANDARD.encode(bytes.into_inner());
    format!(
        "<figure><img width=320 height=200 src=\"data:image/png;base64,{data}\"><figcaption>图 {shade}</figcaption></figure>"
    )
}

/// A page of paragraphs with a picture after each.
fn page(parts: &[(String, u8)]) -> String {
    let part = |(words, shade): &(String, u8)| format!("<p>{words}</p>{}", picture(*shade));
    let body: String = parts.iter().map(part).collect();
    format!(
        "<html lang=zh><head><title>图表周记</title></head><body><article><h1>图表周记</h1>{body}<p>后记：以上图表由三家设备厂的人逐一核对过。</p></article></body></html>"
    )
}

fn words(number: u8) -> String {
    format!("走访设备厂，良率上升到六成，订单排到明年二季度，交期拉长到三十四周；说的是 {number} 号产线，{number} 号。")
}

fn parts(shades: &[u8]) -> Vec<(String, u8)> {
    shades.iter().map(|shade| (words(*shade), *shade)).collect()
}

struct Desk {
    library: Library,
    _folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { library: Library::open(&folder.path().join("library"), Role::Command).unwrap(), _folder: folder }
    }

    fn clip(&self, parts: &[(String, u8)]) -> String {
        let url = Some("https://example.org/charts".into());
        let drop = Drop::File { name: "page.html".into(), bytes: page(parts).into(), url };
        self.library.clip(drop, &[])[0].id.unwrap().to_string()
    }

    fn quote(&self, article: &str, number: u32) -> crate::Result<QuoteView> {
        self.library.add_quote(NewQuote {
            article: article.to_owned(),
            passage: Passage::Picture { number, capture: None },
            speaker: None,
            comment: None,
            colour: Colour::default(),
            themes: Vec::new(),
        })
    }

    fn again(&self, quote: &QuoteView) -> QuoteView {
        self.library.quote(&quote.quote.id.to_string()).unwrap()
    }

    /// The shade of the picture that stands where the quote says, told by its caption.
    fn shown(&self, quote: &QuoteView) -> String {
        let article = self.library.article(&quote.quote.article.to_string(), None, &|_| String::new()).unwrap();
        let number = quote.quote.anchor.picture.as_ref().unwrap().number;
        let places = extract::pictures_of(&article.capture.html);
        places.into_iter().find(|place| place.number == number).unwrap().words
    }
}

#[test]
fn a_picture_is_quoted_with_its_caption_and_what_stands_around_it() {
    let desk = Desk::new();
    let article = desk.clip(&parts(&[1, 2, 3]));
    let quote = desk.quote(&article, 1).unwrap().quote;
    assert_eq!((quote.anchor.exact.as_str(), quote.anchor.start), ("图 2", quote.anchor.end));
    assert!(quote.placed && quote.anchor.prefix.ends_with("2 号。\n") && quote.anchor.suffix.starts_with("图 2"));
    assert!(desk.library.blob(&quote.anchor.picture.unwrap().blob).is_ok());
    assert!(matches!(desk.quote(&article, 9), Err(crate::Error::NotInArticle)));
}

#[test]
fn a_picture_that_is_gone_is_listed_kept_and_put_elsewhere_by_hand() {
    let desk = Desk::new();
    let article = desk.clip(&parts(&[1, 2, 3]));
    let quote = desk.quote(&article, 1).unwrap();
    desk.clip(&parts(&[1, 4, 3]));
    let lost = desk.again(&quote);
    assert!(!lost.quote.placed);
    assert_eq!(lost.quote.anchor.exact, "图 2");
    assert!(desk.library.blob(&lost.quote.anchor.picture.as_ref().unwrap().blob).is_ok());
    let told = desk.library.export(&article, crate::Format::Markdown, crate::Tongue::English).unwrap();
    let blob = lost.quote.anchor.picture.as_ref().unwrap().blob.clone();
    assert!(told.pictures.iter().any(|(hash, _)| *hash == blob));
    assert!(String::from_utf8(told.bytes).unwrap().contains("> ⚠ The latest capture no longer has this picture."));
    let edit = QuoteEdit { place: Some(NewPlace::Picture(1)), ..QuoteEdit::default() };
    let placed = desk.library.edit_quote(&quote.quote.id.to_string(), &edit).unwrap();
    assert!(placed.quote.placed);
    assert_eq!((placed.quote.anchor.exact.as_str(), desk.shown(&placed).as_str()), ("图 4", "图 4"));
}

#[test]
fn taking_a_capture_back_gives_a_picture_its_place_again_and_keeps_the_bytes_of_one_that_was_in_it_alone() {
    let desk = Desk::new();
    let article = desk.clip(&parts(&[1, 2]));
    let stays = desk.quote(&article, 1).unwrap();
    desk.clip(&parts(&[3, 1]));
    assert!(!desk.again(&stays).quote.placed);
    let goes = desk.quote(&article, 0).unwrap();
    let undo = Undo { id: article, state: ClipState::Captured, capture: None, from_trash: false };
    desk.library.undo_clip(&undo).unwrap();
    let (stays, goes) = (desk.again(&stays), desk.again(&goes));
    assert!(stays.quote.placed && desk.shown(&stays) == "图 2");
    assert!(!goes.quote.placed);
    desk.library.check(true).unwrap();
    assert!(desk.library.blob(&goes.quote.anchor.picture.unwrap().blob).is_ok());
}

#[test]
fn a_picture_that_stands_several_times_is_one_and_keeps_the_place_whose_surroundings_are_its_own() {
    let desk = Desk::new();
    let thrice = |numbers: [u8; 3]| numbers.map(|number| (words(number), 7)).to_vec();
    let article = desk.clip(&thrice([1, 2, 3]));
    let quote = desk.quote(&article, 0).unwrap();
    desk.clip(&thrice([2, 1, 3]));
    let moved = desk.again(&quote).quote;
    let page = desk.library.article(&article, None, &|_| String::new()).unwrap().capture;
    assert!(moved.placed);
    assert!(model::char_slice(&page.text, 0, moved.anchor.start).ends_with(&format!("{}\n", words(1))), "{moved:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Whatever is taken out, put in or moved: a picture that is still there is found, one that is not is not.
    #[test]
    fn a_quoted_picture_is_never_taken_for_another(
        before in proptest::sample::subsequence((1..9u8).collect::<Vec<_>>(), 2..7),
        after in proptest::sample::subsequence((1..9u8).collect::<Vec<_>>(), 1..7).prop_shuffle(),
        which in any::<prop::sample::Index>(),
    ) {
        let desk = Desk::new();
        let article = desk.clip(&parts(&before));
        let number = which.index(before.len());
        let quote = desk.quote(&article, u32::try_from(number).unwrap()).unwrap();
        desk.clip(&parts(&after));
        let moved = desk.again(&quote);
        prop_assert_eq!(moved.quote.placed, after.contains(&before[number]));
        if moved.quote.placed {
            prop_assert_eq!(desk.shown(&moved), format!("图 {}", before[number]));
        }
    }
}
