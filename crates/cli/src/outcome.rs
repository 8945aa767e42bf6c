//! How a call ended.

use std::process::ExitCode;

use api::WireError;

/// How a call that did not fail altogether ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    Failed,
    Partly,
}

impl Outcome {
    /// All, some or none of `all` parts failed.
    pub(crate) fn of(all: usize, failed: usize) -> Self {
        match failed {
            0 => Self::Done,
            some if some < all => Self::Partly,
            _ => Self::Failed,
        }
    }

    /// The documented exit codes.
    pub(crate) fn exit_code(self) -> ExitCode {
        ExitCode::from(match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::Partly => 3,
        })
    }
}

/// Says on standard error why a call failed; with `--json` as one line of JSON.
pub(crate) fn report(error: &anyhow::Error, json: bool) {
    match error.downcast_ref::<WireError>() {
        Some(wire) if json => eprintln!("{}", serde_json::json!({ "error": wire })),
        None if json => {
            // What the command itself refuses was asked in a wrong way.
            let refused = serde_json::json!({ "code": "bad-request", "message": format!("{error:#}"), "detail": null });
            eprintln!("{}", serde_json::json!({ "error": refused }));
        }
        _ => eprintln!("tearsheet: {error:#}"),
    }
}

#[cfg(test)]
mod tests {
    use super::Outcome;

    #[test]
    fn some_failures_are_partly_and_only_failures_are_failed() {
        assert_eq!(Outcome::of(3, 0), Outcome::Done);
        assert_eq!(Outcome::of(3, 2), Outcome::Partly);
        assert_eq!(Outcome::of(3, 3), Outcome::Failed);
    }
}
