//! Types that derive serde's traits, for quick-xml.

use crate::names::{Scope, camel, module};
use crate::ty::{Member, members, name, occurring, one};
use qualys_codegen::ir::Occurs;
use qualys_codegen::rust::{Crate, Field, Item, ItemKind, RowKind};
use std::fmt::Write as _;

/// What to derive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Serde {
    /// Reading.
    Deserialize,
    /// Reading and writing.
    Both,
}

/// All types of these modules, each in a module of its own, for `use crate::support::*`; all modules if none is named.
pub fn serde(krate: &Crate, keys: &[&str], derive: Serde) -> String {
    let mut out = String::new();
    for one in krate.modules.iter().filter(|one| keys.is_empty() || keys.contains(&one.key.as_str())) {
        let _ = writeln!(out, "pub mod {} {{\n    use crate::support::*;", module(&one.key));
        let mut names = Scope::default();
        one.items.iter().for_each(|item| {
            names.give(&item.name);
        });
        let mut writer = Writer { krate, key: &one.key, derive, names, lists: Vec::new(), out: &mut out };
        one.items.iter().for_each(|item| writer.item(item));
        out.push_str("}\n");
    }
    out
}

struct Writer<'c> {
    krate: &'c Crate,
    key: &'c str,
    derive: Serde,
    names: Scope,
    /// Structs for elements around lists, by the type and name of what they hold.
    lists: Vec<(String, String, String)>,
    out: &'c mut String,
}

impl Writer<'_> {
    fn item(&mut self, item: &Item) {
        match &item.kind {
            ItemKind::Record { .. } => {
                let members = members(self.krate, item, &|item, field| self.is_kept(item, field));
                let mut names = Scope::default();
                let fields: Vec<String> =
                    members.iter().map(|member| self.field(member, &mut names)).collect();
                self.line(&format!("#[derive(Debug, Clone, PartialEq, {})]", self.traits()));
                self.line(&format!("pub struct {} {{", item.name));
                fields.iter().for_each(|field| self.line(field));
                self.line("}");
            }
            ItemKind::Choice { variants, .. } if variants.iter().all(is_element) => {
                let variants: Vec<String> = variants
                    .iter()
                    .map(|variant| {
                        let ty = self.value(variant);
                        let ty = if variant.boxed { format!("Box<{ty}>") } else { ty };
                        format!("    #[serde(rename = {:?})] {}({ty}),", variant.row.name, variant.name)
                    })
                    .collect();
                self.line(&format!("#[derive(Debug, Clone, PartialEq, {})]", self.traits()));
                self.line(&format!("pub enum {} {{", item.name));
                variants.iter().for_each(|variant| self.line(variant));
                self.line("}");
            }
            // Where it is used, its members are.
            ItemKind::Choice { .. } => {}
            ItemKind::Enumeration { words } => {
                self.line(&format!("words! {{ {} {{", item.name));
                for word in words {
                    let texts = [&word.text].into_iter().chain(&word.aliases);
                    let texts = texts.map(|text| format!("{text:?}")).collect::<Vec<_>>().join(" | ");
                    self.line(&format!("    {} = {texts},", word.name));
                }
                self.line("} }");
            }
        }
    }

    /// A choice that is all that its record has can be an enum.
    fn is_kept(&self, item: &Item, field: &Field) -> bool {
        let is_alone = item
            .fields()
            .iter()
            .all(|other| other.name == field.name || other.row.kind == RowKind::Attribute);
        let inner = match &field.ty {
            qualys_codegen::rust::Type::Item(module, name) => self.krate.item(module, name),
            _ => None,
        };
        let is_plain = inner.is_some_and(|inner| match &inner.kind {
            ItemKind::Choice { variants, .. } => variants.iter().all(is_element),
            _ => false,
        });
        field.row.kind == RowKind::Choice && is_alone && is_plain
    }

    fn field(&mut self, member: &Member<'_>, names: &mut Scope) -> String {
        let Member { field, occurs } = member;
        let rename = match field.row.kind {
            RowKind::Attribute => format!("@{}", field.row.name),
            RowKind::Text => "$text".to_owned(),
            RowKind::Choice => "$value".to_owned(),
            _ => field.row.name.clone(),
        };
        let aliases =
            field.row.aliases.iter().map(|alias| format!(", alias = {alias:?}")).collect::<String>();
        let may_be_absent = occurs.is_optional() || field.row.kind == RowKind::Text;
        let absent = if may_be_absent { ", default" } else { "" };
        let ty = occurring(self.value(field), *occurs, field.boxed);
        format!("    #[serde(rename = {rename:?}{aliases}{absent})] pub {}: {ty},", names.give(&name(field)))
    }

    /// The type of one value of a field.
    fn value(&mut self, field: &Field) -> String {
        let key = self.key.to_owned();
        let ty = one(&field.ty, &mut |other, name| match other == key {
            true => name.to_owned(),
            false => format!("super::{}::{name}", module(other)),
        });
        let RowKind::List { item, non_empty } = &field.row.kind else { return ty };
        let known = self.lists.iter().find(|(inner, name, _)| *inner == ty && name == item);
        if let Some((.., list)) = known {
            return list.clone();
        }
        let list = self.names.give(&format!("{}Items", camel(&field.name)));
        let items = occurring(ty.clone(), if *non_empty { Occurs::MANY } else { Occurs::ANY }, false);
        let absent = if *non_empty { "" } else { ", default" };
        self.line(&format!("#[derive(Debug, Clone, PartialEq, {})]", self.traits()));
        self.line(&format!("pub struct {list} {{"));
        self.line(&format!("    #[serde(rename = {item:?}{absent})] pub items: {items},"));
        self.line("}");
        self.lists.push((ty, item.clone(), list.clone()));
        list
    }

    fn traits(&self) -> &'static str {
        match self.derive {
            Serde::Deserialize => "Deserialize",
            Serde::Both => "Deserialize, Serialize",
        }
    }

    fn line(&mut self, text: &str) {
        self.out.push_str("    ");
        self.out.push_str(text);
        self.out.push('\n');
    }
}

fn is_element(field: &Field) -> bool {
    matches!(field.row.kind, RowKind::Element | RowKind::List { .. })
}
