//! Quotes that are a picture alone: where they stand, and where they stand in another capture.
//!
//! **Invariant:** a picture is found by its bytes or by its address, never by what merely stands where it stood.

use extract::PicturePlace;
use model::{Anchor, BlobHash, Capture, Id, Picture, Quote, QuotedPicture};
use store::{Reading, Writing, quotes::QuoteRow};

use crate::marking::{anchoring, quotes};

/// Makes the anchor of a picture of a capture; `None` when there is no picture with this number, or its bytes are not kept.
pub(crate) fn anchor_at(db: &Reading<'_>, capture: &Capture, number: u32) -> store::Result<Option<Anchor>> {
    let place = extract::pictures_of(&capture.html).into_iter().find(|place| place.number == number);
    let pictures = store::captures::pictures::of_capture(db, capture.id)?;
    let blob = pictures.into_iter().find(|picture| picture.position == number).and_then(|picture| picture.blob);
    Ok(place.zip(blob).map(|(place, blob)| anchor(capture, place, blob)))
}

fn anchor(capture: &Capture, place: PicturePlace, blob: BlobHash) -> Anchor {
    let PicturePlace { number, at, words } = place;
    let (prefix, suffix) = anchoring::around(&capture.text, at);
    let exact = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let picture = Some(QuotedPicture { number, blob });
    Anchor { capture: capture.id, exact, prefix, suffix, start: at, end: at, picture }
}

/// The anchor of a quoted picture in another capture; `None` when it does not stand there. What was quoted stays what it was.
pub(crate) fn moved(db: &Reading<'_>, quote: &Quote, capture: &Capture) -> store::Result<Option<Anchor>> {
    let quoted = &quote.anchor;
    let Some(picture) = &quoted.picture else { return Ok(None) };
    // The number of a quote that lost its place may be another picture's by now.
    let before = if quote.placed { store::captures::pictures::of_capture(db, quoted.capture)? } else { Vec::new() };
    let address = before.into_iter().find(|one| one.position == picture.number).map(|one| one.url);
    let there = store::captures::pictures::of_capture(db, capture.id)?;
    let place = place(quoted, picture, address.as_deref(), capture, &there);
    Ok(place.map(|place| {
        let moved = anchor(capture, place, picture.blob.clone());
        Anchor { exact: quoted.exact.clone(), ..moved }
    }))
}

/// Where a quoted picture stands among the pictures of a capture: the same bytes go before the same address, and of several the one
/// whose surroundings agree most.
fn place(
    quoted: &Anchor,
    picture: &QuotedPicture,
    address: Option<&str>,
    capture: &Capture,
    there: &[Picture],
) -> Option<PicturePlace> {
    let known = |number: u32| there.iter().find(|one| one.position == number);
    let rank = |place: &PicturePlace| {
        let one = known(place.number)?;
        let is_same = one.blob.as_ref() == Some(&picture.blob);
        let is_at_address = !one.url.is_empty() && Some(one.url.as_str()) == address;
        let agreement = anchoring::agreement(quoted, &capture.text, place.at);
        (is_same || is_at_address).then_some((is_same, agreement, place.number.abs_diff(picture.number)))
    };
    let places = extract::pictures_of(&capture.html);
    let ranked = places.into_iter().filter_map(|place| rank(&place).map(|rank| (rank, place)));
    let best = ranked.max_by(|((same, agreed, far), _), ((other_same, other_agreed, other_far), _)| {
        same.cmp(other_same).then(agreed.total_cmp(other_agreed)).then(other_far.cmp(far))
    });
    best.map(|(_, place)| place)
}

/// Gives quotes their place back whose picture has just come in at another address.
pub(crate) fn found_again(db: &Writing<'_>, capture: Id) -> store::Result<()> {
    let capture = store::captures::get(db, capture)?;
    if store::articles::get(db, capture.article)?.capture != capture.id {
        return Ok(());
    }
    for QuoteRow { mut quote, .. } in store::quotes::of_article(db, capture.article)? {
        if quote.anchor.picture.is_some() && !quote.placed {
            quotes::move_to(db, &mut quote, &capture, None)?;
            if quote.placed {
                store::quotes::put(db, &quote)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
