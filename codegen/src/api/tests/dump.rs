//! A compact text of descriptions, for tests. A name is followed by what its place covers unless that is the name.

use crate::api::{
    Answer, Body, BodyMember, BodyPart, Description, Kind, Model, Occurrence, Operation, Particle, Path,
    Range, Required, Term, Text, Value,
};
use crate::source::Span;

pub(super) fn dump(description: &Description, file: &str) -> String {
    Dump { file }.description(description)
}

struct Dump<'t> {
    file: &'t str,
}

impl Dump<'_> {
    fn description(&self, one: &Description) -> String {
        let mut lines = vec![format!("doc {}", self.docs(&one.doc))];
        lines.extend(one.path.as_ref().map(|path| format!("path {}", self.path(path))));
        lines.extend(one.schema.as_ref().map(|schema| format!("schema {}", self.string(schema))));
        for one in &one.parameters {
            let secret = if one.secret { " secret" } else { "" };
            let known = format!("{} from {}", self.docs(&one.doc), self.docs(&one.source));
            let since =
                one.since.as_ref().map_or(String::new(), |since| format!(" since {}", self.string(since)));
            let also: String = one.also.iter().map(|word| format!(" also {}", self.string(word))).collect();
            let value = self.value(&one.value);
            lines
                .push(format!("parameter {}: {value}{also}{secret} // {known}{since}", self.name(&one.name)));
        }
        for one in &one.groups {
            let model = one.model.as_ref().map_or("?".to_owned(), |model| self.particle(model));
            lines.push(format!("group {}: {model} // {}", self.name(&one.name), self.docs(&one.doc)));
        }
        for one in &one.filters {
            let known = format!("{} from {}", self.docs(&one.doc), self.docs(&one.source));
            let (name, value) = (self.name(&one.name), self.value(&one.value));
            lines.push(format!("filter {name}: {value} {:?} // {known}", one.operators));
        }
        one.operations.iter().for_each(|one| self.operation(one, &mut lines));
        lines.push(String::new());
        lines.join("\n")
    }

    fn operation(&self, one: &Operation, lines: &mut Vec<String>) {
        lines.push(format!("operation {} // {}", self.name(&one.name), self.docs(&one.doc)));
        let known = |text: &Option<Text>| text.as_ref().map_or("?".to_owned(), |text| self.string(text));
        let path = one.path.as_ref().map_or("the file's path".to_owned(), |path| self.path(path));
        lines.push(format!(
            "  {:?} {path} changes {:?} page {:?}",
            one.method,
            one.changes,
            one.page.map(|it| it.0)
        ));
        lines.push(format!("  from {} since {}", known(&one.source), known(&one.since)));
        lines.extend(one.returns.as_ref().map(|one| format!("  returns {}", self.answer(one))));
        let records = [("records", &one.records), ("id", &one.id)];
        for (key, steps) in records.into_iter().filter_map(|(key, steps)| Some((key, steps.as_ref()?))) {
            let names: Vec<_> = steps.names.iter().map(|name| self.name(name)).collect();
            lines.push(format!("  {key} {}", names.join(" / ")));
        }
        lines.extend(one.after.as_ref().map(|after| format!("  after {}", self.string(after))));
        match &one.model {
            Model::Empty => {}
            Model::Particle(model) => lines.push(format!("  model {}", self.particle(model))),
            Model::Unreadable => lines.push("  model ?".to_owned()),
        }
        lines.extend(one.query.iter().map(|name| format!("  query {}", self.string(name))));
        lines.extend(one.body.as_ref().map(|body| format!("  body {}", self.body(body))));
        for Required { path, condition, .. } in &one.required {
            let condition = condition.as_ref().map_or(String::new(), |condition| {
                let words: Vec<_> = condition.words.iter().map(|word| self.name(word)).collect();
                format!(" if {} = {}", self.name(&condition.path), words.join(" | "))
            });
            lines.push(format!("  required {}{condition}", self.name(path)));
        }
    }

    fn value(&self, value: &Value) -> String {
        let mut text = match &value.kind {
            None => "?".to_owned(),
            Some(Kind::Simple(simple, _)) => format!("{simple:?}"),
            Some(Kind::Words(words)) => {
                let name = words.name.as_ref().map_or("_".to_owned(), |name| self.string(name));
                let words: Vec<_> = words.words.iter().map(|word| self.string(word)).collect();
                format!("{name}[{}]", words.join(" "))
            }
        };
        for (what, range) in [("range", &value.range), ("length", &value.length), ("joined", &value.joined)] {
            text.extend(range.as_ref().map(|range| format!(" {what} {}", self.range(range))));
        }
        text.extend(value.no_html.map(|place| format!(" no {}", self.covered(place))));
        text.extend(value.ascii.map(|place| format!(" {}", self.covered(place))));
        text.extend(value.uppercase.map(|place| format!(" {}", self.covered(place))));
        text.extend(value.format.as_ref().map(|format| format!(" format {}", self.string(format))));
        text.extend(value.list.as_ref().map(|list| format!(" list {}", self.string(list))));
        text
    }

    pub(super) fn particle(&self, particle: &Particle) -> String {
        let parts = |parts: &[Particle], separator: &str| {
            let parts: Vec<_> = parts.iter().map(|part| self.particle(part)).collect();
            format!("({})", parts.join(separator))
        };
        let term = match &particle.term {
            Term::Name(name) => self.name(name),
            Term::Fixed(name, text) => format!("{}='{}'", self.name(name), self.name(text)),
            Term::Except(name, text) => format!("{}!='{}'", self.name(name), self.name(text)),
            Term::Narrowed(name, range) => format!("{}{{{}}}", self.name(name), self.range(range)),
            Term::Sequence(inner) => parts(inner, ", "),
            Term::Choice(inner) => parts(inner, " | "),
        };
        let occurrence = match particle.occurrence {
            Occurrence::One => "",
            Occurrence::Optional => "?",
            Occurrence::Several => "+",
        };
        format!("{term}{occurrence}")
    }

    fn range(&self, range: &Range) -> String {
        let end = |number: Option<i128>| number.map_or(String::new(), |number| number.to_string());
        let text = format!("{}..{}", end(range.min), end(range.max));
        let covered = self.covered(range.span);
        if covered.trim_matches('"') == text { text } else { format!("{text}@{covered:?}") }
    }

    fn body(&self, body: &Body) -> String {
        let mut parts = Vec::new();
        if let Some(object) = &body.object {
            let members = object.members.as_ref().map_or(String::new(), |members| {
                let members: Vec<_> = members.iter().map(|member| self.member(member)).collect();
                format!("({})", members.join(", "))
            });
            let optional = if object.part.is_optional { "?" } else { "" };
            parts.push(format!("{}{members}{optional}", self.name(&object.part.name)));
        }
        parts.extend(body.filters.iter().chain(&body.preferences).map(|part| self.part(part)));
        parts.join(", ")
    }

    fn part(&self, part: &BodyPart) -> String {
        format!("{}{}", self.name(&part.name), if part.is_optional { "?" } else { "" })
    }

    fn member(&self, member: &BodyMember) -> String {
        let range = member.range.map_or(String::new(), |range| format!("{{{}}}", self.range(&range)));
        format!("{}{range}{}", self.name(&member.part.name), if member.part.is_optional { "?" } else { "" })
    }

    fn path(&self, path: &Path) -> String {
        let names: Vec<_> = path.parameters.iter().map(|name| self.name(name)).collect();
        format!("{} [{}]", self.string(&path.text), names.join(" "))
    }

    fn answer(&self, answer: &Answer) -> String {
        let root = answer.root.as_ref().map_or(String::new(), |root| format!(" root {}", self.name(root)));
        format!("{}{root}", self.name(&answer.module))
    }

    fn docs(&self, text: &Option<Text>) -> String {
        text.as_ref().map_or("?".to_owned(), |text| text.text.trim().replace('\n', "⏎"))
    }

    /// A name, which is at its own place.
    fn name(&self, name: &Text) -> String {
        let covered = self.covered(name.span);
        if covered == name.text { name.text.clone() } else { format!("{}@{covered}", name.text) }
    }

    /// A whole string, which is at its place with its quotes.
    fn string(&self, text: &Text) -> String {
        let covered = self.covered(text.span);
        let is_at_its_place = covered == format!("{:?}", text.text) || covered == format!("'{}'", text.text);
        if is_at_its_place { text.text.clone() } else { format!("{}@{covered}", text.text) }
    }

    fn covered(&self, span: Span) -> &str {
        self.file.get(span.range()).unwrap_or("OUTSIDE OF THE TEXT")
    }
}
