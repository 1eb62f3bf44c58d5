//! Reading a value by the names of the elements that lead to it.

use super::{Choice, Kind, Part, Place, Record, is_same_local};

/// The text at a path of element names below a value, as it would be written: that of `["WARNING", "URL"]` is what
/// `<WARNING><URL>` holds. The last name may be that of an attribute. Where an element repeats, the first counts; `None` if
/// it is not there.
///
/// An empty path is the text of the value itself.
///
/// ```
/// # use qualys_runtime::table::*;
/// # #[derive(Default)] pub struct Host { id: u32, tags: Vec<String> }
/// # qualys_runtime::record! { Host { id: element("ID"), tags: list("TAGS", "TAG"), } [0 1] }
/// let host = Host { id: 7, tags: vec!["a".into(), "b".into()] };
/// assert_eq!(text_at(host.part(), &["ID"]).as_deref(), Some("7"));
/// assert_eq!(text_at(host.part(), &["TAGS", "TAG"]).as_deref(), Some("a"));
/// assert_eq!(text_at(host.part(), &["TAGS"]), None);
/// ```
pub fn text_at(part: Part<'_>, path: &[&str]) -> Option<String> {
    match part {
        Part::Value(value) => {
            let mut text = String::new();
            value.write(&mut text, super::Format::Plain);
            path.is_empty().then_some(text)
        }
        Part::Record(record) => in_record(record, path),
        // It is one of its elements: the path is below that.
        Part::Choice(choice) => text_at(choice.selected().1.get(0)?, path),
    }
}

fn in_record(record: &dyn Record, path: &[&str]) -> Option<String> {
    let table = record.table();
    let Some((name, rest)) = path.split_first() else {
        return text_at(record.field(table.text?)?.get(0)?, path);
    };
    let row = table.row_of(name, 0).or_else(|| table.attribute(name).filter(|_| rest.is_empty()))?;
    in_place(record.field(row)?, table.fields[row].kind, path)
}

/// The text at a path that begins with the name of a field.
fn in_place(place: &dyn Place, kind: Kind, path: &[&str]) -> Option<String> {
    let (name, rest) = path.split_first()?;
    match kind {
        Kind::List(item) => {
            let (first, rest) = rest.split_first()?;
            if is_same_local(first, item) { text_at(place.get(0)?, rest) } else { None }
        }
        Kind::Group(_) => match place.get(0)? {
            Part::Record(group) => in_record(group, path),
            _ => None,
        },
        Kind::Choice(_) => (0..place.count()).find_map(|index| match place.get(index)? {
            Part::Choice(choice) => in_choice(choice, name, path),
            _ => None,
        }),
        _ => text_at(place.get(0)?, rest),
    }
}

fn in_choice(choice: &dyn Choice, name: &str, path: &[&str]) -> Option<String> {
    let (row, place) = choice.selected();
    let table = choice.table();
    let is_it = table.row_of(name, 0) == Some(row);
    if is_it { in_place(place, table.fields.get(row)?.kind, path) } else { None }
}
