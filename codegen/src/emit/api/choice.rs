//! Choices: an enum, what makes it, and what can be turned into it.

use super::builder::{constructor, rules};
use super::constructor::constructors;
use super::{docs, literal, type_path};
use crate::rust::api::{ApiModule, Member, MemberKind, Need, Part, PartKind};
use std::collections::HashSet;
use std::fmt::Write;

/// A choice.
pub(super) fn choice(part: &Part, members: &[Member], module: &ApiModule, code: &mut String) {
    let name = &part.name;
    let _ =
        writeln!(code, "{}#[derive(Debug, Clone)]\n#[non_exhaustive]\npub enum {name} {{", docs(&part.docs));
    for one in members {
        let variant = &one.variant;
        let payload = match &one.kind {
            MemberKind::Fixed { .. } => String::new(),
            MemberKind::Part(part) if one.need == Need::OneOrMore => format!("(Vec<{part}>)"),
            MemberKind::Part(part) => format!("({part})"),
            MemberKind::Parameter { ty, list: true, .. } => format!("(Vec<{}>)", type_path(ty)),
            MemberKind::Parameter { ty, list: false, .. } => format!("({})", type_path(ty)),
        };
        let docs = if one.docs.is_empty() { format!("/// `{}`.\n", one.name) } else { docs(&one.docs) };
        let _ = writeln!(code, "{docs}{variant}{payload},");
    }
    let _ = writeln!(code, "}}\nimpl {name} {{");
    for one in constructors(part, module, &mut HashSet::new()) {
        constructor(&one, code);
    }
    code.push_str("fn parameters(&self, form: &mut Form) {\nmatch self {\n");
    for one in members {
        let variant = &one.variant;
        let _ = match &one.kind {
            MemberKind::Fixed { parameter, value } => {
                writeln!(code, "Self::{variant} => form.fixed({}, {}),", literal(parameter), literal(value))
            }
            MemberKind::Part(_) if one.need == Need::OneOrMore => {
                writeln!(
                    code,
                    "Self::{variant}(values) => values.iter().for_each(|value| value.parameters(form)),"
                )
            }
            MemberKind::Part(_) => writeln!(code, "Self::{variant}(value) => value.parameters(form),"),
            MemberKind::Parameter { .. } => {
                writeln!(code, "Self::{variant}(value) => form.add({}, value),", rules(one))
            }
        };
    }
    code.push_str("}\n}\n}\n");
    conversions(part, members, module, code);
}

/// `From` for each part that is an alternative, and for each alternative of an alternative.
fn conversions(part: &Part, members: &[Member], module: &ApiModule, code: &mut String) {
    let name = &part.name;
    let mut converted = HashSet::new();
    let inner_parts = |members: &[Member]| -> Vec<(String, String)> {
        let inner = members.iter().filter_map(|one| match &one.kind {
            MemberKind::Part(inner) if one.need == Need::One => Some((one.variant.clone(), inner.clone())),
            _ => None,
        });
        inner.collect()
    };
    let direct = inner_parts(members);
    for (variant, inner) in &direct {
        if converted.insert(inner.clone()) {
            let _ = writeln!(
                code,
                "impl From<{inner}> for {name} {{ fn from(value: {inner}) -> Self {{ Self::{variant}(value) }} }}"
            );
        }
    }
    for (variant, inner) in &direct {
        let Some(PartKind::Choice(alternatives)) = module.part(inner).map(|part| &part.kind) else {
            continue;
        };
        for (_, innermost) in inner_parts(alternatives) {
            if converted.insert(innermost.clone()) {
                let _ = writeln!(
                    code,
                    "impl From<{innermost}> for {name} {{
fn from(value: {innermost}) -> Self {{ Self::{variant}(value.into()) }} }}"
                );
            }
        }
    }
}
