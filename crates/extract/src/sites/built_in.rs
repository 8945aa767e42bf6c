//! The rules of this project, compiled in.

macro_rules! files {
    ($($name:literal)*) => { [$((concat!($name, ".toml"), include_str!(concat!("../../sites/", $name, ".toml")))),*] };
}

/// File name and text of each rule, by name.
pub(super) const FILES: [(&str, &str); 1] = files! {
    "wallstreetcn"
};
