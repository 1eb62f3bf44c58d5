//! Types that derive the traits of instant-xml, where the name of an element belongs to its type: a type for each name.

use crate::names::{Scope, camel};
use crate::ty::{Member, members, name, occurring, one};
use qualys_codegen::ir::Occurs;
use qualys_codegen::rust::{Crate, Field, Item, ItemKind, RowKind, Type};
use std::collections::{HashMap, VecDeque};
use std::fmt::Write as _;

/// The types of a document; the root's is called `Root`.
pub fn instant(krate: &Crate, key: &str, root: &str) -> String {
    let mut names = Scope::default();
    let mut writer =
        Writer { krate, types: HashMap::new(), left: VecDeque::new(), out: String::new(), names: &mut names };
    if let Some(item) = krate.root(key, root) {
        let ty = writer.ty(key, &item.name, root);
        let _ = writeln!(writer.out, "pub type Root = {ty};");
    }
    while let Some(next) = writer.left.pop_front() {
        writer.write(&next);
    }
    writer.out
}

/// A type that is still to be written.
struct Todo {
    name: String,
    element: String,
    what: What,
}

enum What {
    /// An item of a module.
    Item(String, String),
    /// An element around a list: what the list holds, under which name, whether there must be one.
    List(Field),
}

struct Writer<'c> {
    krate: &'c Crate,
    /// Names of types, by what they are and the element that they are for.
    types: HashMap<(String, String, String), String>,
    left: VecDeque<Todo>,
    out: String,
    names: &'c mut Scope,
}

impl Writer<'_> {
    /// The name of an item's type for an element.
    fn ty(&mut self, key: &str, item: &str, element: &str) -> String {
        let is_enumeration =
            self.krate.item(key, item).is_some_and(|item| matches!(item.kind, ItemKind::Enumeration { .. }));
        // A word has no element of its own.
        let element = if is_enumeration { "" } else { element };
        let id = (key.to_owned(), item.to_owned(), element.to_owned());
        if let Some(name) = self.types.get(&id) {
            return name.clone();
        }
        let name = self.names.give(&format!("{item}{}", camel(element)));
        self.types.insert(id, name.clone());
        let what = What::Item(key.to_owned(), item.to_owned());
        self.left.push_back(Todo { name: name.clone(), element: element.to_owned(), what });
        name
    }

    fn write(&mut self, todo: &Todo) {
        let Todo { name, element, what } = todo;
        let fields = match what {
            What::List(field) => {
                let RowKind::List { item, .. } = &field.row.kind else { return };
                let ty = self.value(&field.ty, item);
                vec![format!("    #[xml(rename = {item:?})] pub items: Vec<{ty}>,")]
            }
            What::Item(key, item) => {
                let krate = self.krate;
                let Some(item) = krate.item(key, item) else { return };
                if let ItemKind::Enumeration { words } = &item.kind {
                    let _ = writeln!(self.out, "instant_words! {{ {name} {{");
                    for word in words {
                        let texts = [&word.text].into_iter().chain(&word.aliases);
                        let texts = texts.map(|text| format!("{text:?}")).collect::<Vec<_>>().join(" | ");
                        let _ = writeln!(self.out, "    {} = {texts},", word.name);
                    }
                    let _ = writeln!(self.out, "}} }}");
                    return;
                }
                self.fields(item)
            }
        };
        let _ = writeln!(self.out, "#[derive(Debug, Clone, PartialEq, FromXml)]");
        let _ = writeln!(self.out, "#[xml(rename = {element:?})]\npub struct {name} {{");
        for field in fields {
            let _ = writeln!(self.out, "{field}");
        }
        let _ = writeln!(self.out, "}}");
    }

    fn fields(&mut self, item: &Item) -> Vec<String> {
        let krate = self.krate;
        let mut names = Scope::default();
        let members = members(krate, item, &|_, _| false);
        members.iter().map(|member| self.field(member, &mut names)).collect()
    }

    fn field(&mut self, member: &Member<'_>, names: &mut Scope) -> String {
        let Member { field, occurs } = member;
        let row = &field.row;
        let name = names.give(&name(field));
        let (attributes, ty) = match &row.kind {
            RowKind::Attribute => (format!("attribute, rename = {:?}", row.name), self.value(&field.ty, "")),
            RowKind::Text => ("direct".to_owned(), self.value(&field.ty, "")),
            RowKind::List { .. } => {
                let list = self.names.give(&format!("{}Items", camel(&row.name)));
                let what = What::List((*field).clone());
                self.left.push_back(Todo { name: list.clone(), element: row.name.clone(), what });
                (format!("rename = {:?}", row.name), list)
            }
            _ => (format!("rename = {:?}", row.name), self.value(&field.ty, &row.name)),
        };
        let ty =
            occurring(ty, if row.kind == RowKind::Text { Occurs::OPTIONAL } else { *occurs }, field.boxed);
        format!("    #[xml({attributes})] pub {name}: {ty},")
    }

    fn value(&mut self, ty: &Type, element: &str) -> String {
        one(ty, &mut |key, item| self.ty(key, item, element))
    }
}
