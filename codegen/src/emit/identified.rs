//! Documents that tell the number of what a call made or concerned.

use super::literal;
use crate::rust::Item;
use crate::rust::identified::{Identified, Keyed, Place};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The implementation of `Identified` for the record of a root element.
pub(super) fn identified(
    item: &Item,
    told: &Identified,
    out: &mut String,
    macros: &mut BTreeSet<&'static str>,
) {
    match &told.place {
        Place::Paths(paths) => {
            macros.insert("identified");
            let path = |path: &Vec<String>| {
                let names: Vec<String> = path.iter().map(|name| literal(name)).collect();
                format!("[{}]", names.join(", "))
            };
            let paths: Vec<String> = paths.iter().map(path).collect();
            let _ = writeln!(out, "identified! {{ {}: {} = {} }}", item.name, told.number, paths.join(" | "));
        }
        Place::Keyed(keyed) => keyed_list(item, keyed, told.number, out),
    }
}

fn keyed_list(item: &Item, keyed: &Keyed, number: &str, out: &mut String) {
    let Keyed { list, element, method, key, value, id } = keyed;
    let mut entries = "self".to_owned();
    for (at, field) in list.iter().enumerate() {
        let is_list = at + 1 == list.len();
        let reference = match (is_list, field.occurs.is_optional() && !field.occurs.repeats()) {
            (true, true) => ".iter().flatten()",
            (true, false) => ".iter()",
            (false, true) => ".as_ref()?",
            (false, false) => "",
        };
        let _ = write!(entries, ".{}{reference}", field.name);
    }
    let found = match (value.is_list(), value.occurs.is_optional()) {
        (true, _) => format!("item.{}.first().map(String::as_str)", value.name),
        (false, true) => format!("item.{}.as_deref()", value.name),
        (false, false) => format!("Some(&item.{})", value.name),
    };
    let _ = writeln!(
        out,
        "impl {name} {{
    /// The first value of the `{element}` whose `{}` this is, in whatever case.
    pub fn {method}(&self, key: &str) -> Option<&str> {{
        let item = {entries}.find(|item| item.{}.eq_ignore_ascii_case(key))?;
        {found}
    }}
}}
impl crate::Identified for {name} {{
    type Id = {number};
    fn id(&self) -> Option<{number}> {{
        self.{method}({})?.trim().parse().ok()
    }}
}}",
        key.row.name,
        key.name,
        literal(id),
        name = item.name,
    );
}
