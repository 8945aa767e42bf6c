//! Search from outside: what is put in is found, what is not is not, and nothing that happens to the files or is
//! typed into the field gives a wrong answer.

#![allow(clippy::unwrap_used, reason = "a test ends where it fails")]

mod desk;
mod every_kind;
mod facets;
mod filters;
mod folder;
mod languages;
mod like;
mod naughty;
mod never_misses;
mod queries;
mod ranking;
mod sounds;
