//! Builders: the struct of an operation or a group, what makes it and what it sends.

use super::constructor::{
    Argument, Constructor, argument, arguments, constructors, goes_without_saying, is_required,
};
use super::{body, docs, example, literal, pages, records, summary, type_path};
use crate::rust::Crate;
use crate::rust::api::{ApiModule, Member, MemberKind, Need, Operation, Part};
use std::collections::HashSet;
use std::fmt::Write;

/// An operation.
pub(super) fn operation(operation: &Operation, module: &ApiModule, krate: &Crate, code: &mut String) {
    let name = &operation.name;
    let body = operation.body.as_ref().map(|one| body::Emitted::of(one, module, krate)).unwrap_or_default();
    code.push_str(&docs(&operation.docs));
    code.push_str("///\n");
    for line in example::operation(operation, module, krate) {
        let _ = writeln!(code, "{}", format!("/// {line}").trim_end());
    }
    let _ = writeln!(code, "#[derive(Debug, Clone)]\npub struct {name} {{");
    fields(&operation.members, code);
    let _ = writeln!(code, "{}raw: qualys_runtime::request::Raw,\n}}\nimpl {name} {{", body.fields);
    let mut arguments = arguments(&operation.members, module);
    let mut inits = initial(&operation.members, &arguments);
    arguments.extend(body.arguments.iter().cloned());
    let _ = writeln!(inits, "{}raw: Default::default(),", body.inits);
    new(&arguments, &inits, &summary(&operation.docs), code);
    setters(&operation.members, module, code);
    code.push_str(&body.setters);
    code.push_str(
        "/// Sends a parameter that this crate does not know.
///
/// Its value is not checked. No message and no `Debug` shows it, because it may be a secret; an address does, which is where
/// a parameter stands that is not in a form.
pub fn raw(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
    self.raw.push(name, value);
    self
}\n}\n",
    );
    let (answer_module, answer) = &operation.returns;
    let _ = writeln!(
        code,
        "impl crate::Operation for {name} {{
type Response = crate::{}::{answer};
const NAME: &'static str = {};
const CHANGES: bool = {};
const PAGES: crate::Paging = crate::Paging::{};
fn request(&self) -> Result<crate::Request, crate::InvalidRequest> {{
let mut form = Form::new(Self::NAME, crate::Method::{:?}, {});",
        krate.path(answer_module).unwrap_or_default(),
        literal(&format!(
            "{}::{name}",
            module.path.last().map_or("", String::as_str).trim_start_matches("r#")
        )),
        operation.changes,
        pages(operation),
        operation.method,
        literal(&operation.path),
    );
    if !operation.query.is_empty() {
        let names: Vec<String> = operation.query.iter().map(|name| literal(name)).collect();
        let _ = writeln!(code, "form.in_query(&[{}]);", names.join(", "));
    }
    send(&operation.members, "&mut form", code);
    let _ = writeln!(code, "{}form.raw(&self.raw);\nform.finish()\n}}\n}}", body.send);
    records::records(operation, module, krate, code);
    default(name, &arguments, code);
}

/// A group.
pub(super) fn group(part: &Part, members: &[Member], module: &ApiModule, code: &mut String) {
    let name = &part.name;
    let _ = writeln!(code, "{}#[derive(Debug, Clone)]\npub struct {name} {{", docs(&part.docs));
    fields(members, code);
    let _ = writeln!(code, "}}\nimpl {name} {{");
    let arguments = arguments(members, module);
    new(&arguments, &initial(members, &arguments), &summary(&part.docs), code);
    for one in constructors(part, module, &mut HashSet::new()) {
        if one.name != "new" {
            constructor(&one, code);
        }
    }
    setters(members, module, code);
    code.push_str("fn parameters(&self, form: &mut Form) {\n");
    send(members, "form", code);
    code.push_str("}\n}\n");
    default(name, &arguments, code);
}

/// What needs nothing has a default.
fn default(name: &str, arguments: &[Argument], code: &mut String) {
    if arguments.is_empty() {
        let _ = writeln!(code, "impl Default for {name} {{ fn default() -> Self {{ Self::new() }} }}");
    }
}

fn fields(members: &[Member], code: &mut String) {
    for member in members {
        let one = match &member.kind {
            MemberKind::Fixed { .. } if member.need == Need::Optional => "bool".to_owned(),
            MemberKind::Fixed { .. } => continue,
            MemberKind::Part(part) => part.clone(),
            MemberKind::Parameter { ty, list: true, .. } => format!("Vec<{}>", type_path(ty)),
            MemberKind::Parameter { ty, list: false, .. } => type_path(ty).to_owned(),
        };
        let ty = match (&member.kind, member.need) {
            (MemberKind::Fixed { .. }, _) | (_, Need::One) => one,
            (_, Need::Optional) => format!("Option<{one}>"),
            (_, Need::OneOrMore) => format!("Vec<{one}>"),
        };
        let _ = writeln!(code, "{}: {ty},", member.name);
    }
}

/// The fields of a new value.
fn initial(members: &[Member], arguments: &[Argument]) -> String {
    let mut out = String::new();
    for member in members {
        let value = match (&member.kind, member.need) {
            (MemberKind::Fixed { .. }, Need::Optional) => "false".to_owned(),
            (MemberKind::Fixed { .. }, _) => continue,
            (_, Need::Optional) => "None".to_owned(),
            _ if is_required(member) => arguments
                .iter()
                .find(|argument| argument.name == member.name)
                .map_or_else(String::new, |argument| argument.value.clone()),
            _ => continue,
        };
        let _ = match value == member.name {
            true => writeln!(out, "{value},"),
            false => writeln!(out, "{}: {value},", member.name),
        };
    }
    out
}

fn new(arguments: &[Argument], inits: &str, what: &str, code: &mut String) {
    let what = if what.is_empty() { "With what the service needs for it." } else { what };
    code.push_str(&docs(&[what.to_owned()]));
    argument_docs(arguments, code);
    let parameters: Vec<String> = arguments.iter().map(|one| format!("{}: {}", one.name, one.ty)).collect();
    let _ = writeln!(code, "pub fn new({}) -> Self {{ Self {{\n{inits}}} }}", parameters.join(", "));
}

fn argument_docs(arguments: &[Argument], code: &mut String) {
    for (index, argument) in arguments.iter().enumerate() {
        if index == 0 {
            code.push_str("///\n");
        }
        let name = argument.name.trim_start_matches("r#");
        let what: Vec<String> =
            argument.docs.iter().filter(|one| !one.contains("Source: ")).cloned().collect();
        let entry = format!("- `{name}`: {}", what.join(" "));
        for (line_index, line) in super::doc_lines(&[entry]).iter().enumerate() {
            let indent = if line_index > 0 { "  " } else { "" };
            let _ = writeln!(code, "{}", format!("/// {indent}{line}").trim_end());
        }
    }
}

/// A constructor beside `new`.
pub(super) fn constructor(one: &Constructor, code: &mut String) {
    let paragraphs = if one.docs.is_empty() { vec![format!("`{}`.", one.name)] } else { one.docs.clone() };
    code.push_str(&docs(&paragraphs));
    argument_docs(&one.arguments, code);
    let parameters: Vec<String> =
        one.arguments.iter().map(|argument| format!("{}: {}", argument.name, argument.ty)).collect();
    let (name, parameters) = (&one.name, parameters.join(", "));
    let _ = writeln!(code, "pub fn {name}({parameters}) -> {} {{ {} }}", one.returns, one.expression);
}

fn setters(members: &[Member], module: &ApiModule, code: &mut String) {
    for member in members {
        let name = &member.name;
        let docs = if member.docs.is_empty() { format!("/// Sets `{name}`.\n") } else { docs(&member.docs) };
        let silent = match &member.kind {
            MemberKind::Part(part) => module.part(part).filter(|part| goes_without_saying(part)),
            _ => None,
        };
        let _ = match (&member.kind, member.need) {
            (_, Need::One) => continue,
            (MemberKind::Fixed { .. }, _) => {
                writeln!(code, "{docs}pub fn {name}(mut self) -> Self {{ self.{name} = true; self }}")
            }
            (_, Need::Optional) => match silent {
                Some(part) => writeln!(
                    code,
                    "{docs}pub fn {name}(mut self) -> Self {{ self.{name} = Some({}::new()); self }}",
                    part.name
                ),
                None => {
                    let Argument { ty, value, .. } = argument(member, module);
                    writeln!(
                        code,
                        "{docs}pub fn {name}(mut self, {name}: {ty}) -> Self {{ self.{name} = Some({value}); self }}"
                    )
                }
            },
            (_, Need::OneOrMore) => {
                let Argument { ty, .. } = argument(member, module);
                writeln!(
                    code,
                    "{docs}///\n/// Adds to those that are there.\n\
                     pub fn {name}(mut self, {name}: {ty}) -> Self {{ self.{name}.push({name}.into()); self }}"
                )
            }
        };
    }
}

/// Sends what is set; `form` is how the form is lent.
fn send(members: &[Member], form: &str, code: &mut String) {
    for member in members {
        let name = &member.name;
        let _ = match (&member.kind, member.need) {
            (MemberKind::Fixed { parameter, value }, Need::Optional) => {
                writeln!(code, "if self.{name} {{ form.fixed({}, {}); }}", literal(parameter), literal(value))
            }
            (MemberKind::Fixed { parameter, value }, _) => {
                writeln!(code, "form.fixed({}, {});", literal(parameter), literal(value))
            }
            (MemberKind::Parameter { .. }, _) => writeln!(code, "form.add({}, &self.{name});", rules(member)),
            (MemberKind::Part(_), Need::One) => writeln!(code, "self.{name}.parameters({form});"),
            (MemberKind::Part(_), Need::Optional) => {
                writeln!(code, "if let Some(part) = &self.{name} {{ part.parameters({form}); }}")
            }
            (MemberKind::Part(_), Need::OneOrMore) => {
                writeln!(code, "for part in &self.{name} {{ part.parameters({form}); }}")
            }
        };
    }
}

/// The parameter of a member, with its rules.
pub(super) fn rules(member: &Member) -> String {
    match &member.kind {
        MemberKind::Parameter { parameter, rules, .. } => format!("parameter({}){rules}", literal(parameter)),
        MemberKind::Fixed { .. } | MemberKind::Part(_) => String::new(),
    }
}
