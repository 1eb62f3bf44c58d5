//! Constructors: what a part needs, and under which names it can be made.

use super::{example, type_path};
use crate::rust::api::{ApiModule, Member, MemberKind, Need, ParameterType, Part, PartKind};
use std::collections::HashSet;

/// A function that makes a part.
#[derive(Debug, Clone)]
pub(super) struct Constructor {
    /// Its name.
    pub(super) name: String,
    /// Documentation.
    pub(super) docs: Vec<String>,
    /// What it takes.
    pub(super) arguments: Vec<Argument>,
    /// What it gives, in terms of the arguments.
    pub(super) expression: String,
    /// The type that it gives.
    pub(super) returns: String,
}

/// An argument of a constructor.
#[derive(Debug, Clone)]
pub(super) struct Argument {
    /// Its name.
    pub(super) name: String,
    /// Documentation.
    pub(super) docs: Vec<String>,
    /// Its type.
    pub(super) ty: String,
    /// The field's value, in terms of the argument.
    pub(super) value: String,
    /// What a caller may write.
    pub(super) example: String,
}

/// Whether `new` takes a member.
pub(super) fn is_required(member: &Member) -> bool {
    member.need != Need::Optional && !matches!(member.kind, MemberKind::Fixed { .. })
}

/// Arguments for the members that `new` takes.
pub(super) fn arguments(members: &[Member], module: &ApiModule) -> Vec<Argument> {
    members.iter().filter(|member| is_required(member)).map(|member| argument(member, module)).collect()
}

/// Whether a part needs nothing to be said: it can be set, and that is all.
pub(super) fn goes_without_saying(part: &Part) -> bool {
    match &part.kind {
        PartKind::Group(members) => members
            .iter()
            .all(|member| matches!(member.kind, MemberKind::Fixed { .. }) && member.need == Need::One),
        PartKind::Choice(_) => false,
    }
}

/// The argument for a member.
pub(super) fn argument(member: &Member, module: &ApiModule) -> Argument {
    let name = &member.name;
    let (ty, value) = match &member.kind {
        MemberKind::Fixed { .. } => ("bool".to_owned(), name.clone()),
        MemberKind::Part(part) => {
            let value = format!("{name}.into()");
            let value = if member.need == Need::OneOrMore { format!("vec![{value}]") } else { value };
            (format!("impl Into<{part}>"), value)
        }
        MemberKind::Parameter { ty, list, .. } => {
            let path = type_path(ty);
            let converts = matches!(ty, ParameterType::Text | ParameterType::Secret);
            match (list, converts) {
                (true, true) => (
                    format!("impl IntoIterator<Item = impl Into<{path}>>"),
                    format!("{name}.into_iter().map(Into::into).collect()"),
                ),
                (true, false) => {
                    (format!("impl IntoIterator<Item = {path}>"), format!("{name}.into_iter().collect()"))
                }
                (false, true) => (format!("impl Into<{path}>"), format!("{name}.into()")),
                (false, false) => (path.to_owned(), name.clone()),
            }
        }
    };
    let example = example::member(member, module, &mut HashSet::new());
    Argument { name: name.clone(), docs: member.docs.clone(), ty, value, example }
}

/// The ways to make a part.
pub(super) fn constructors(part: &Part, module: &ApiModule, open: &mut HashSet<String>) -> Vec<Constructor> {
    if !open.insert(part.name.clone()) {
        return Vec::new();
    }
    let found = match &part.kind {
        PartKind::Group(members) => of_group(part, members, module, open),
        PartKind::Choice(alternatives) => of_choice(part, alternatives, module, open),
    };
    open.remove(&part.name);
    found
}

fn of_group(
    part: &Part,
    members: &[Member],
    module: &ApiModule,
    open: &mut HashSet<String>,
) -> Vec<Constructor> {
    let arguments = arguments(members, module);
    let names: Vec<&str> = arguments.iter().map(|argument| argument.name.as_str()).collect();
    let mut found = vec![Constructor {
        name: "new".to_owned(),
        docs: part.docs.clone(),
        expression: format!("{}::new({})", part.name, names.join(", ")),
        arguments,
        returns: part.name.clone(),
    }];
    // What needs nothing but a choice can be made as the choice is.
    let mut required = members.iter().filter(|member| is_required(member));
    if let (Some(Member { kind: MemberKind::Part(inner), need: Need::One, .. }), None) =
        (required.next(), required.next())
        && let Some(inner) = module.part(inner)
        && matches!(inner.kind, PartKind::Choice(_))
    {
        let taken: HashSet<&str> = members.iter().map(|member| member.name.as_str()).collect();
        for one in constructors(inner, module, open) {
            if one.name != "new" && !taken.contains(one.name.as_str()) {
                let expression = format!("{}::new({})", part.name, one.expression);
                found.push(Constructor { expression, returns: part.name.clone(), ..one });
            }
        }
    }
    found
}

fn of_choice(
    part: &Part,
    alternatives: &[Member],
    module: &ApiModule,
    open: &mut HashSet<String>,
) -> Vec<Constructor> {
    let mut found: Vec<Constructor> = Vec::new();
    let mut hoisted = Vec::new();
    for one in alternatives {
        let variant = format!("{}::{}", part.name, one.variant);
        let own = |arguments: Vec<Argument>, expression: String| Constructor {
            name: one.name.clone(),
            docs: one.docs.clone(),
            arguments,
            expression,
            returns: part.name.clone(),
        };
        let inner = match &one.kind {
            MemberKind::Fixed { .. } => {
                found.push(own(Vec::new(), variant));
                continue;
            }
            MemberKind::Parameter { .. } => {
                let argument = argument(one, module);
                let expression = format!("{variant}({})", argument.value);
                found.push(own(vec![argument], expression));
                continue;
            }
            MemberKind::Part(inner) => module.part(inner),
        };
        let Some(inner) = inner else { continue };
        let PartKind::Group(members) = &inner.kind else {
            let argument = argument(one, module);
            let expression = format!("{variant}({})", argument.value);
            found.push(own(vec![argument], expression));
            // Several of them are not made as one is.
            let made = if one.need == Need::One { constructors(inner, module, open) } else { Vec::new() };
            for made in made {
                if made.returns == inner.name {
                    let expression = format!("{variant}({})", made.expression);
                    hoisted.push(Constructor { expression, returns: part.name.clone(), ..made });
                } else {
                    hoisted.push(made);
                }
            }
            continue;
        };
        // What can still be set stays a struct of its own; `Into` makes the choice of it.
        let keeps = members.iter().any(|member| member.need != Need::One);
        for made in constructors(inner, module, open) {
            let (expression, returns) = match keeps {
                true => (made.expression, inner.name.clone()),
                false => (format!("{variant}({})", made.expression), part.name.clone()),
            };
            // What a group is made by besides reads as the group's own, and stays there.
            if made.name == "new" {
                let (name, docs) = (one.name.clone(), one.docs.clone());
                found.push(Constructor { name, docs, expression, returns, arguments: made.arguments });
            }
        }
    }
    for one in hoisted {
        if found.iter().all(|known| known.name != one.name) {
            found.push(one);
        }
    }
    found
}
