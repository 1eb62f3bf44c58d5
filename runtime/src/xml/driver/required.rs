//! What a record must have: seen to when it ends.

use super::{Driver, Fault, Outcome};
use crate::drift::DriftKind;
use crate::table::{Kind, Occurs, Place, Record, Slot, Table};
use crate::xml::report::Reason;
use crate::xml::seen::{Seen, WORD};

impl Driver<'_> {
    /// Whether everything required came. `end` is the name of the element, if its end tag was just read.
    #[inline]
    pub(super) fn check(&mut self, record: &mut dyn Record, seen: &Seen, end: Option<&str>) -> Outcome {
        let table = record.table();
        if seen.has_all(table.needed) && table.fields.len() <= WORD {
            return Ok(());
        }
        self.check_rows(record, seen, end)
    }

    /// As [`Self::check`], row by row.
    #[inline(never)]
    fn check_rows(&mut self, record: &mut dyn Record, seen: &Seen, end: Option<&str>) -> Outcome {
        let table = record.table();
        for (row, field) in table.fields.iter().enumerate() {
            if seen.has(row) {
                continue;
            }
            match field.occurs {
                Occurs::One => {
                    let path = self.path_of(end.unwrap_or_default());
                    let message = match field.kind {
                        Kind::Attribute => format!("the attribute {} is missing", field.name),
                        Kind::Choice(table) | Kind::Group(table) => {
                            format!("expected {}, found none of them", names(table))
                        }
                        _ => format!("<{}> is missing", field.name),
                    };
                    let offset = self.scanner.token_offset();
                    return Err(Fault::Value(Box::new(Reason { offset, path, message })));
                }
                Occurs::OneOrMore => {
                    let mut path = self.path_of(end.unwrap_or_default());
                    if !field.name.is_empty() {
                        path = format!("{path}/{}", field.name);
                    }
                    let offset = self.scanner.token_offset();
                    self.report.drift(DriftKind::NoneCame, path, offset..offset);
                }
                Occurs::Optional | Occurs::ZeroOrMore => {}
            }
        }
        for (row, group_seen) in seen.groups() {
            if let Some(place) = record.place(*row) {
                self.check_group(place, group_seen, end)?;
            }
        }
        Ok(())
    }

    /// Whether everything required came for the group that was made last; if not, it is taken back.
    pub(super) fn check_group(&mut self, place: &mut dyn Place, seen: &Seen, end: Option<&str>) -> Outcome {
        let outcome = match place.last() {
            Some(Slot::Record(group)) => self.check(group, seen, end),
            _ => Ok(()),
        };
        if outcome.is_err() {
            place.unmake();
        }
        outcome
    }
}

/// The names in a table, for a message: `<DAILY>, <WEEKLY> or <MONTHLY>`.
fn names(table: &Table) -> String {
    let names: Vec<String> = table.fields.iter().map(|field| format!("<{}>", field.name)).collect();
    match names.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, others)) => format!("{} or {last}", others.join(", ")),
        None => String::new(),
    }
}
