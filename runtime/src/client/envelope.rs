//! What the documents around the records say of the call: refusals, and whether more follows.

use super::refusal::Refusal;
use crate::table::{self, Kind, Part, Record};

/// What a document of the operation says if the service refused the call: the documents that tell so are also what some
/// operations answer.
pub(super) fn refusal(document: &dyn Record) -> Option<Refusal> {
    let text_at = |path: &[&str]| table::text_at(Part::Record(document), path);
    let text = |path: &[&str]| text_at(path).unwrap_or_default();
    if let Some(code) = text_at(&["responseCode"]) {
        let message = text(&["responseErrorDetails", "errorMessage"]);
        let resolution = text(&["responseErrorDetails", "errorResolution"]);
        let text = format!("{message} {resolution}").trim().to_owned();
        return (code != "SUCCESS").then_some(Refusal { code, text, wait: None });
    }
    let code = text_at(&["RESPONSE", "CODE"])?;
    Some(Refusal { code, text: text(&["RESPONSE", "TEXT"]), wait: None })
}

/// How a list goes on.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum More {
    No,
    /// At a URL.
    At(String),
    /// Behind the record of a number, if the document says which.
    Behind(Option<u64>),
}

/// What a page says about the next.
pub(super) fn more(document: &dyn Record) -> More {
    let text_at = |path: &[&str]| table::text_at(Part::Record(document), path);
    if let Some(url) = text_at(&["RESPONSE", "WARNING", "URL"]) {
        let url = url.trim();
        return if url.is_empty() { More::No } else { More::At(url.to_owned()) };
    }
    match text_at(&["hasMoreRecords"]).as_deref() {
        Some("true" | "1") => More::Behind(text_at(&["lastId"]).and_then(|text| text.trim().parse().ok())),
        _ => More::No,
    }
}

/// The number of the last record of a list: `path` leads to the records, `id` from a record to its number.
pub(super) fn last_at(document: &dyn Record, path: &[&str], id: &[&str]) -> Option<u64> {
    let Some((name, rest)) = path.split_first().filter(|_| !id.is_empty()) else {
        return table::number(document, id);
    };
    let row = document.table().row_of(name, 0)?;
    let place = document.field(row)?;
    // A list that only holds records of one name is their `Vec`.
    let rest = match (document.table().fields[row].kind, rest) {
        (Kind::List(item), [first, rest @ ..]) if item == *first => rest,
        _ => rest,
    };
    match place.get(place.count().checked_sub(1)?)? {
        Part::Record(record) => last_at(record, rest, id),
        _ => None,
    }
}
