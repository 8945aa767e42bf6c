//! Finds the pictures of an article: lazy attributes, srcset, `<picture>`, `<noscript>`, backgrounds; then numbers those that stayed.

use dom_query::NodeRef;
use model::{Part, PictureRef};
use percent_encoding::percent_decode_str;
use url::Url;

use crate::{clean::escape, formats::html::Page};

/// Attributes that hold the address of a picture before a script moves it to `src`, the surest first.
const LAZY: [&str; 26] = [
    "data-original",
    "data-src",
    "data-lazy-src",
    "data-actualsrc",
    "data-original-src",
    "data-echo",
    "data-lazyload",
    "data-lazy",
    "data-url",
    "data-img",
    "data-image",
    "data-full-src",
    "data-hi-res-src",
    "data-croporisrc",
    "data-backsrc",
    "data-lazy-original",
    "data-src-large",
    "data-large-file",
    "data-orig-file",
    "data-zoom-src",
    "data-ks-lazyload",
    "data-imgsrc",
    "data-pagespeed-lazy-src",
    "original",
    "file",
    "_src",
];

/// Attributes with several addresses to choose from.
const SETS: [&str; 5] =
    ["srcset", "data-srcset", "data-lazy-srcset", "data-original-set", "data-pagespeed-lazy-srcset"];

/// Attributes that hold a background before a script shows it.
const LAZY_BACKGROUNDS: [&str; 5] =
    ["data-bg", "data-background", "data-background-image", "data-bg-src", "data-bgset"];

/// Where an image says its smaller address between finding and numbering.
const SMALLER: &str = "data-smaller";

/// How the addresses of pictures end that our decoder does not read.
const UNREAD: [&str; 6] = [".avif", ".svg", ".heic", ".jxl", ".tif", ".tiff"];

/// How the addresses of pictures end that our decoder reads.
const ENDINGS: [&str; 5] = [".jpg", ".jpeg", ".png", ".webp", ".gif"];

/// Elements that show a picture as their background.
const BACKED: &str =
    "figure, figure *, [role=img], [data-bg], [data-background], [data-background-image], [data-bg-src], [data-bgset]";

/// The widest picture worth fetching, in pixels: twice the width of a reading column.
const WIDTH_MAX: u32 = 2_000;

/// The width of a reading column, in pixels.
const COLUMN: u32 = 800;

/// Pictures with a side shorter than this are spacers, trackers and icons.
const SIDE_MIN: u32 = 24;

/// Pictures kept per article (safety: fetching).
const PICTURES_MAX: usize = 200;

/// A data address longer than this is refused; files of that size come as files.
const DATA_URL_BYTES_MAX: usize = 10_000_000;

/// Gives each picture its one address in `src`, and cuts those without one.
pub(super) fn resolve(page: &mut Page) {
    rename_amp(page);
    unwrap_noscript(page);
    for image in page.document.select("img").nodes() {
        let address = part_of(image, page.parts, page.base.as_ref());
        let address = address.or_else(|| best_address(image, page.base.as_ref())).filter(|_| !is_tiny(image));
        let alt = image.attr("alt").or_else(|| image.attr("title")).unwrap_or_default();
        image.remove_all_attrs();
        match address {
            Some(address) => {
                match larger(image, page.base.as_ref()).filter(|larger| is_of_the_web(&address) && *larger != address) {
                    Some(larger) => {
                        image.set_attr("src", &larger);
                        image.set_attr(SMALLER, &address);
                    }
                    None => image.set_attr("src", &address),
                }
                image.set_attr("alt", &alt);
            }
            None => image.remove_from_parent(),
        }
    }
    for source in page.document.select("picture source").nodes() {
        source.remove_from_parent();
    }
}

fn is_of_the_web(address: &str) -> bool {
    address.starts_with("http:") || address.starts_with("https:")
}

/// The picture that an image alone in a link leads to: the same one in the size in which it was taken.
fn larger(image: &NodeRef, base: Option<&Url>) -> Option<String> {
    let parent = image.parent()?;
    let link = if parent.has_name("picture") { parent.parent()? } else { parent };
    let alone = link.has_name("a") && link.text().trim().is_empty() && link.find(&["img"]).len() == 1;
    let address = alone.then(|| link.attr("href")).flatten().and_then(|href| absolute(&href, base))?;
    let url = Url::parse(&address).ok()?;
    let name = url.path_segments()?.next_back()?.to_ascii_lowercase();
    // A colon stands in the names of pages that describe a file.
    let is_picture = !name.contains(':') && ENDINGS.iter().any(|ending| name.ends_with(ending));
    is_picture.then_some(address)
}

/// The picture among the files that came along: then nothing needs to be fetched.
fn part_of(image: &NodeRef, parts: &[Part], base: Option<&Url>) -> Option<String> {
    if parts.is_empty() {
        return None;
    }
    let plain = ["src"].into_iter().chain(LAZY).filter_map(|name| image.attr(name)).map(|value| value.to_string());
    let sets = SETS.iter().filter_map(|name| image.attr(name)).filter_map(|set| best_of_set(&set));
    plain.chain(sets).find_map(|named| {
        let called = called(named.trim(), base);
        let number = parts.iter().position(|part| part.names.iter().any(|name| called.contains(name)))?;
        Some(format!("part:{number}"))
    })
}

/// The names under which a part may have come: as written, decoded without its query, and as a whole address.
fn called(named: &str, base: Option<&Url>) -> Vec<String> {
    let bare = named.split(['?', '#']).next().unwrap_or(named).trim_start_matches("./");
    let decoded = percent_decode_str(bare).decode_utf8_lossy().into_owned();
    let whole = base.and_then(|base| base.join(named).ok()).map(String::from);
    [named.to_owned(), decoded].into_iter().chain(whole).collect()
}

/// A picture of an AMP page is a picture.
fn rename_amp(page: &mut Page) {
    for image in page.document.select("amp-img").nodes() {
        image.rename("img");
    }
}

/// Pictures in `<noscript>` stand where it stood, in the place of the empty one before it.
fn unwrap_noscript(page: &mut Page) {
    for noscript in page.document.select("noscript").nodes() {
        let images = noscript.find(&["img"]);
        if !images.is_empty() && noscript.text().trim().is_empty() {
            let before = noscript.prev_element_sibling();
            if let Some(before) = before.filter(|before| stands_for(before, &images, page.base.as_ref())) {
                before.remove_from_parent();
            }
            // Not unwrapped: blanks beside the picture would break the chain of siblings (seen with dom_query 0.28).
            for image in &images {
                let whole = image.parent().filter(|parent| parent.has_name("picture"));
                noscript.insert_before(whole.as_ref().unwrap_or(image));
            }
        }
        noscript.remove_from_parent();
    }
}

/// Whether what stands before a `<noscript>` shows the same picture by script: an image, or a wrapper of nothing but one.
fn stands_for(before: &NodeRef, images: &[NodeRef], base: Option<&Url>) -> bool {
    if before.has_name("img") {
        return true;
    }
    let inner = before.find(&["img"]);
    let [one] = &inner[..] else { return false };
    let address = best_address(one, base);
    before.text().trim().is_empty()
        && (address.is_none() || images.iter().any(|image| best_address(image, base) == address))
}

/// A picture that stands as a background becomes one: of a figure, or of an empty element in its place. Done while styles are there.
pub(super) fn show_backgrounds(page: &mut Page) {
    for element in page.document.select(BACKED).nodes() {
        let is_figure = element.has_name("figure");
        let has_words = !is_figure && !element.text().trim().is_empty();
        if has_words || element.has_name("img") || element.has_name("source") || !element.find(&["img"]).is_empty() {
            continue;
        }
        let Some(address) = background(element).and_then(|address| absolute(&address, page.base.as_ref())) else {
            continue;
        };
        let alt = ["aria-label", "title"].iter().find_map(|name| element.attr(name)).unwrap_or_default();
        let image = format!("<img src=\"{}\" alt=\"{}\">", escape(&address), escape(&alt));
        if is_figure {
            element.prepend_html(image);
        } else {
            element.replace_with_html(image);
        }
    }
}

/// The address of an element's background: as a script would set it, or in its style.
fn background(element: &NodeRef) -> Option<String> {
    let lazy = LAZY_BACKGROUNDS.iter().find_map(|name| element.attr(name)).map(|value| value.to_string());
    if let Some(lazy) = lazy.filter(|lazy| !lazy.trim().is_empty()) {
        return url_in(&lazy).or_else(|| best_of_set(&lazy));
    }
    let style = element.attr("style")?;
    style
        .split(';')
        .filter_map(|part| part.split_once(':'))
        .find(|(name, _)| matches!(name.trim().to_ascii_lowercase().as_str(), "background" | "background-image"))?;
    url_in(&style)
}

/// The first address in `url(…)`.
fn url_in(style: &str) -> Option<String> {
    let at = style.to_ascii_lowercase().find("url(")? + 4;
    let rest = style[at..].trim_start();
    let address = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next(),
        _ => rest.split(')').next(),
    };
    address.map(str::trim).filter(|address| !address.is_empty()).map(str::to_owned)
}

fn is_tiny(image: &NodeRef) -> bool {
    ["width", "height"].iter().any(|side| {
        let side = image.attr(side).unwrap_or_default();
        side.trim_end_matches("px").trim().parse::<u32>().is_ok_and(|pixels| pixels < SIDE_MIN)
    })
}

/// The best address an image offers, absolute.
fn best_address(image: &NodeRef, base: Option<&Url>) -> Option<String> {
    let lazy = LAZY.iter().filter_map(|name| image.attr(name).map(|value| value.to_string()));
    let sets = SETS.iter().filter_map(|name| image.attr(name)).filter_map(|set| best_of_set(&set));
    let picture = image.parent().filter(|parent| parent.has_name("picture"));
    let sources = picture.into_iter().flat_map(|picture| picture.children()).filter(is_readable_source);
    let sources =
        sources.filter_map(|source| SETS.iter().find_map(|name| source.attr(name)).and_then(|set| best_of_set(&set)));
    let plain = image.attr("src").map(|src| src.to_string());
    let placeholder = plain.as_deref().is_none_or(is_placeholder);
    let candidates: Vec<String> = if placeholder {
        lazy.chain(sets).chain(sources).chain(plain).collect()
    } else {
        lazy.take(1).chain(sets).chain(sources).chain(plain).collect()
    };
    let addresses = || candidates.iter().filter_map(|candidate| absolute(candidate, base));
    addresses().find(|address| !is_unread(address)).or_else(|| addresses().next())
}

/// Whether an address says that a format lies there which our decoder does not read.
fn is_unread(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or(address).to_ascii_lowercase();
    is_of_the_web(address) && UNREAD.iter().any(|ending| path.ends_with(ending))
}

/// Whether a `<source>` offers a format that our decoder reads.
fn is_readable_source(source: &NodeRef) -> bool {
    let kind = source.attr("type").unwrap_or_default();
    source.has_name("source")
        && (kind.is_empty() || ["image/webp", "image/jpeg", "image/png", "image/gif"].contains(&&*kind))
}

/// Whether a source is there only until a script runs: a data address of a few bytes, a blank or loading picture.
fn is_placeholder(src: &str) -> bool {
    let lower = src.to_lowercase();
    let small_data = lower.starts_with("data:") && src.len() < 1_500;
    small_data
        || ["placeholder", "blank.", "loading.", "lazy", "spacer", "transparent", "pixel.gif", "grey.gif"]
            .iter()
            .any(|word| lower.contains(word))
}

/// The widest address of a srcset that is not wider than a column needs, or the narrowest above.
fn best_of_set(set: &str) -> Option<String> {
    let mut offers: Vec<(u32, &str)> = candidates(set).into_iter().collect();
    offers.sort_by_key(|(width, _)| *width);
    let fitting = offers.iter().rev().find(|(width, _)| *width <= WIDTH_MAX);
    fitting.or(offers.first()).map(|(_, url)| (*url).to_owned())
}

/// The addresses of a srcset with their widths; a density counts as that many columns of 800 pixels.
fn candidates(set: &str) -> Vec<(u32, &str)> {
    let mut found = Vec::new();
    let mut rest = set.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    while !rest.is_empty() && found.len() < 50 {
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let (url, after) = rest.split_at(end);
        if let Some(url) = url.strip_suffix(',') {
            found.push((width_of(""), url));
            rest = after;
        } else {
            let comma = after.find(',').unwrap_or(after.len());
            found.push((width_of(after[..comma].trim()), url));
            rest = &after[comma..];
        }
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
    }
    found
}

/// The width that a descriptor names; one that names a height too, or nothing that is known, is read as far as it goes.
fn width_of(descriptor: &str) -> u32 {
    let widths = descriptor.split_whitespace().find_map(|part| {
        let width = part.strip_suffix('w').and_then(|width| width.parse().ok());
        width.or_else(|| part.strip_suffix('x').and_then(columns))
    });
    widths.unwrap_or(COLUMN)
}

/// A density as that many columns.
fn columns(density: &str) -> Option<u32> {
    let (whole, tenth) = density.split_once('.').unwrap_or((density, "0"));
    let tenths = whole.parse::<u32>().ok()?.checked_mul(10)? + tenth.chars().next()?.to_digit(10)?;
    Some(tenths.min(100) * COLUMN / 10)
}

/// An http, https or data address, or nothing.
fn absolute(candidate: &str, base: Option<&Url>) -> Option<String> {
    let candidate = candidate.trim();
    if candidate.is_empty() || candidate.len() > DATA_URL_BYTES_MAX {
        return None;
    }
    if candidate.get(..11).is_some_and(|start| start.eq_ignore_ascii_case("data:image/")) {
        let is_svg = candidate.get(11..14).is_some_and(|kind| kind.eq_ignore_ascii_case("svg"));
        return (!is_svg && candidate.len() > 200).then(|| candidate.to_owned());
    }
    let url = match base {
        Some(base) => base.join(candidate).ok()?,
        None if candidate.starts_with("//") => Url::parse(&format!("https:{candidate}")).ok()?,
        None => Url::parse(candidate).ok()?,
    };
    matches!(url.scheme(), "http" | "https").then(|| url.to_string())
}

/// Numbers the pictures that are left, the same address once.
pub(super) fn number(page: &mut Page) {
    let mut known: Vec<String> = Vec::new();
    let mut left_out = 0;
    for image in page.document.select("img").nodes() {
        let src = image.attr("src").unwrap_or_default().to_string();
        let alt = image.attr("alt").unwrap_or_default().trim().to_owned();
        let smaller = image.attr(SMALLER).map(|address| address.to_string());
        let number = known.iter().position(|url| *url == src).unwrap_or(known.len());
        if src.is_empty() || number >= PICTURES_MAX {
            left_out += usize::from(!src.is_empty());
            image.remove_from_parent();
            continue;
        }
        image.remove_all_attrs();
        image.set_attr("data-picture", &number.to_string());
        image.set_attr("alt", &alt);
        if number == known.len() {
            known.push(src.clone());
            page.pictures.push(PictureRef { url: src, smaller, alt: (!alt.is_empty()).then_some(alt) });
        }
    }
    if left_out > 0 {
        page.log("pictures", crate::MORE_PICTURES, &format!("{left_out} pictures"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_picture_of_a_set_fits_the_column() {
        let set = "a.jpg?w=400,h=1 400w, b.jpg 1600w,c.jpg 4000w";
        assert_eq!(best_of_set(set).as_deref(), Some("b.jpg"));
        assert_eq!(best_of_set("one.png, two.png 2x").as_deref(), Some("two.png"));
        assert_eq!(best_of_set("huge.png 5000w").as_deref(), Some("huge.png"));
        assert_eq!(best_of_set(" , "), None);
        assert_eq!(best_of_set("s.jpg 300w 200h, l.jpg 900w 600h").as_deref(), Some("l.jpg"));
        assert_eq!(best_of_set("a.png 1x, b.png 1.5x, c.png 2.5x").as_deref(), Some("c.png"));
        assert_eq!(best_of_set("a.png 图, b.png 400w").as_deref(), Some("a.png"));
    }

    #[test]
    fn of_several_addresses_one_that_can_be_read_is_taken() {
        let base = Url::parse("https://news.example/a/").ok();
        let best = |html: &str| {
            let document = dom_query::Document::from(html);
            let images = document.select("img");
            best_address(images.nodes().first().unwrap(), base.as_ref())
        };
        let jpeg = Some("https://news.example/a/p.jpg".to_owned());
        assert_eq!(best("<img srcset='p.avif 1600w' src='p.jpg'>"), jpeg);
        assert_eq!(best("<picture><source srcset='p.svg'><img src='p.jpg'></picture>"), jpeg);
        assert_eq!(best("<img src='p.avif?w=800'>").as_deref(), Some("https://news.example/a/p.avif?w=800"));
    }

    #[test]
    fn a_picture_alone_in_a_link_to_a_larger_one_is_that_one() {
        let base = Url::parse("https://news.example/a/").ok();
        let led_to = |html: &str| {
            let document = dom_query::Document::from(html);
            let images = document.select("img");
            larger(images.nodes().first().unwrap(), base.as_ref())
        };
        let large = Some("https://news.example/a/big.JPG?v=2".to_owned());
        assert_eq!(led_to("<a href='big.JPG?v=2'> <img src=small.jpg></a>"), large);
        assert_eq!(led_to("<a href='big.JPG?v=2'><picture><source srcset=x><img src=small.jpg></picture></a>"), large);
        for other in [
            "<a href='/story'><img src=small.jpg></a>",
            "<a href='big.jpg'><img src=small.jpg> Figure 2</a>",
            "<a href='big.jpg'><img src=small.jpg><img src=other.jpg></a>",
            "<a href='/wiki/File:big.jpg'><img src=small.jpg></a>",
            "<a href='big.tiff'><img src=small.jpg></a>",
            "<p><img src=small.jpg></p>",
        ] {
            assert_eq!(led_to(other), None, "{other}");
        }
    }

    #[test]
    fn a_background_is_read_from_a_style() {
        assert_eq!(url_in("background: #fff url( 'a b.png' ) no-repeat").as_deref(), Some("a b.png"));
        assert_eq!(url_in("background-image:URL(//img.example/p.png)").as_deref(), Some("//img.example/p.png"));
        assert_eq!(url_in("background: linear-gradient(red, blue)"), None);
        assert_eq!(url_in("url()"), None);
    }

    #[test]
    fn only_web_and_data_addresses_are_pictures() {
        let base = Url::parse("https://news.example/a/b.html").ok();
        assert_eq!(absolute("../p.png", base.as_ref()).as_deref(), Some("https://news.example/p.png"));
        assert_eq!(absolute("//img.example/p.png", None).as_deref(), Some("https://img.example/p.png"));
        for bad in ["javascript:alert(1)", "file:///etc/passwd", "blob:x", "", "p.png"] {
            assert_eq!(absolute(bad, None), None, "{bad}");
        }
        let svg = format!("data:image/svg+xml;base64,{}", "A".repeat(400));
        assert_eq!(absolute(&svg, None), None);
    }
}
