//! Operations.

use super::description::{DOC, SOURCE};
use super::keys::{Keys, Reader};
use super::quoted::Quoted;
use super::scanner::{Parsed, Scanner};
use super::tree::{Answer, Method, Model, Operation, Page, Required, Text};
use super::{body, notation, path, required, steps};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

impl<'t> Reader<'t> {
    pub(super) fn operation(&mut self, name: Text, keys: &mut Keys<'t>) -> Operation {
        let errors = self.errors();
        self.snake_case(&name, "operation");
        let doc = self.required_text(keys, "doc", DOC);
        let method = self.method(keys);
        let path = self.quoted(keys, "path").and_then(|text| self.sound(path::parse(text)));
        let before = self.errors();
        let body = self.quoted(keys, "body").and_then(|text| self.sound(body::parse(&text)));
        let has_body = body.is_some() || before != self.errors();
        let model = self.model(keys, has_body);
        let query = self.texts(keys, "query");
        self.each_once(&query, "parameter");
        let required = self.required(keys);
        let returns = self
            .required_quoted(keys, "returns", "\"common/2.0/simple_return\"")
            .and_then(|text| self.sound(answer(&text)));
        let page = self.page(keys);
        let records = self.quoted(keys, "records").and_then(|text| self.sound(steps::parse(&text)));
        let id = self.quoted(keys, "id").and_then(|text| self.sound(steps::parse(&text)));
        let after = self.text(keys, "after");
        let changes = self.required_boolean(keys, "changes");
        let source = self.required_text(keys, "source", SOURCE);
        let since = self.text(keys, "since");
        Operation {
            name,
            method,
            path,
            model,
            query,
            body,
            required,
            returns,
            changes,
            page,
            records,
            id,
            after,
            doc,
            source,
            since,
            is_incomplete: errors != self.errors(),
        }
    }

    /// The model: one without parameters is written down, unless a body is all that is sent.
    fn model(&mut self, keys: &mut Keys<'t>, has_body: bool) -> Model {
        let Some((_, value)) = keys.take("model") else {
            if !has_body {
                let expected = "`model = \"name, other_name\"`, `body = \"Object\"`, or `model = \"\"` if it takes nothing";
                self.missing(keys, "model", expected);
            }
            return Model::Empty;
        };
        match self.string(value).and_then(|text| self.sound(notation::parse(&text))) {
            Some(Some(particle)) => Model::Particle(particle),
            Some(None) => Model::Empty,
            None => Model::Unreadable,
        }
    }

    fn required(&mut self, keys: &mut Keys<'t>) -> Vec<Required> {
        let texts = self.quoteds(keys, "required");
        let members: Vec<Required> =
            texts.iter().filter_map(|text| self.sound(required::parse(text))).collect();
        // One member may be asked for under several conditions.
        let whole = |one: &Required| {
            let mut text = one.path.text.clone();
            if let Some(condition) = &one.condition {
                text.push_str(&format!(" if {}", condition.path.text));
            }
            Text { text, span: one.span }
        };
        let wholes: Vec<Text> = members.iter().map(whole).collect();
        self.each_once(&wholes, "path");
        members
    }

    fn method(&mut self, keys: &mut Keys<'t>) -> Option<Method> {
        let name = self.required_text(keys, "method", "\"POST\"")?;
        match name.text.as_str() {
            "GET" => Some(Method::Get),
            "POST" => Some(Method::Post),
            "DELETE" => Some(Method::Delete),
            _ => {
                self.unknown(&name.text, name.span, "method", &["GET", "POST", "DELETE"]);
                None
            }
        }
    }

    fn page(&mut self, keys: &mut Keys<'t>) -> Option<(Page, Span)> {
        let name = self.text(keys, "page")?;
        match name.text.as_str() {
            "warning-url" => Some((Page::WarningUrl, name.span)),
            "last-id" => Some((Page::LastId, name.span)),
            _ => {
                self.unknown(&name.text, name.span, "way to page", &["warning-url", "last-id"]);
                None
            }
        }
    }
}

/// Reads `module` or `module:Root`.
fn answer(quoted: &Quoted) -> Parsed<Answer> {
    let mut scanner = Scanner::new(quoted, "the answer");
    let module = scanner.take_while(|one| one != ':');
    let root = if scanner.eat(":") { Some(scanner.name("the name of a root element")?) } else { None };
    scanner.end("nothing behind the root element")?;
    if module.text.is_empty() {
        return Err(Diagnostic::error(quoted.span, "the answer has no schema")
            .label("expected `common/2.0/simple_return` or `was/3.0/webapp:ServiceResponse`"));
    }
    Ok(Answer { module, root })
}
