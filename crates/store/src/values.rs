//! How the model's words are written in columns.
//!
//! **Invariant:** no column holds a word, id or time that is written elsewhere than here.

use std::{fmt::Display, str::FromStr};

use model::{BlobHash, Id, ItemKind, PictureState, Published, TaggedBy, TaggingState, ThemeKind, Timestamp};
use rusqlite::{
    Row, ToSql,
    types::{FromSql, FromSqlError, FromSqlResult, ToSqlOutput, ValueRef},
};

/// A value of the model on its way into or out of a column.
pub(crate) struct Col<T>(pub(crate) T);

/// The column `name` of `row` as a value of the model.
pub(crate) fn read<T>(row: &Row<'_>, name: &str) -> rusqlite::Result<T>
where
    Col<T>: FromSql,
{
    row.get::<_, Col<T>>(name).map(|col| col.0)
}

/// The column `name` of `row` as a value of the model, or `None` for NULL.
pub(crate) fn read_opt<T>(row: &Row<'_>, name: &str) -> rusqlite::Result<Option<T>>
where
    Col<T>: FromSql,
{
    row.get::<_, Option<Col<T>>>(name).map(|col| col.map(|col| col.0))
}

fn parse<T: FromStr>(value: ValueRef<'_>) -> FromSqlResult<Col<T>> {
    value.as_str()?.parse().map(Col).map_err(|_| FromSqlError::InvalidType)
}

fn word<T>(value: ValueRef<'_>, from_word: impl FnOnce(&str) -> Option<T>) -> FromSqlResult<Col<T>> {
    from_word(value.as_str()?).map(Col).ok_or(FromSqlError::InvalidType)
}

fn text<'a>(value: &impl Display) -> rusqlite::Result<ToSqlOutput<'a>> {
    Ok(value.to_string().into())
}

macro_rules! as_text {
    ($($kind:ty),*) => {$(
        impl FromSql for Col<$kind> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                parse(value)
            }
        }
        impl ToSql for Col<$kind> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                text(&self.0)
            }
        }
        impl ToSql for Col<&$kind> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                text(self.0)
            }
        }
    )*};
}
as_text!(Id, BlobHash, Published);

macro_rules! as_word {
    ($($kind:ty),*) => {$(
        impl FromSql for Col<$kind> {
            fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
                word(value, <$kind>::from_word)
            }
        }
        impl ToSql for Col<$kind> {
            fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
                Ok(self.0.as_str().into())
            }
        }
    )*};
}
as_word!(ItemKind, PictureState, ThemeKind, crate::jobs::JobState);

impl FromSql for Col<Timestamp> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        Timestamp::from_millisecond(value.as_i64()?).map(Col).map_err(|_| FromSqlError::InvalidType)
    }
}

impl ToSql for Col<Timestamp> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.0.as_millisecond().into())
    }
}

/// Sequence numbers and sizes: SQLite's integers are signed.
impl FromSql for Col<u64> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        u64::try_from(value.as_i64()?).map(Col).map_err(|_| FromSqlError::InvalidType)
    }
}

impl ToSql for Col<u64> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(i64::try_from(self.0).unwrap_or(i64::MAX).into())
    }
}

impl FromSql for Col<TaggedBy> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        word(value, |word| match word {
            "user" => Some(TaggedBy::User),
            "rule" => Some(TaggedBy::Rule),
            _ => None,
        })
    }
}

impl ToSql for Col<TaggedBy> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            TaggedBy::User => "user",
            TaggedBy::Rule => "rule",
        }
        .into())
    }
}

impl FromSql for Col<TaggingState> {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        word(value, |word| match word {
            "confirmed" => Some(TaggingState::Confirmed),
            "suggested" => Some(TaggingState::Suggested),
            _ => None,
        })
    }
}

impl ToSql for Col<TaggingState> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            TaggingState::Confirmed => "confirmed",
            TaggingState::Suggested => "suggested",
        }
        .into())
    }
}
