//! Operations: their paths, answers and pages.

use super::choice::{Uses, always, uses};
use super::resolve::{self, unknown};
use super::{Lowering, docs};
use crate::api::{self, Path};
use crate::diagnostic::Diagnostic;
use crate::ir::{self, Answer, Method, Page, Particle};

impl<'a> Lowering<'a> {
    /// The operation with the parameters `model`; `None` after an error.
    pub(super) fn operation(
        &mut self,
        operation: &'a api::Operation,
        model: Particle,
    ) -> Option<ir::Operation> {
        let path = self.path(operation);
        let uses = uses(&model);
        // Each of them complains for itself, so that everything wrong is said at once.
        let checks = [
            path.is_none_or(|path| self.path_parameters(operation, path, &model, &uses)),
            self.query(operation, &uses),
            self.fits_its_method(operation, path, &uses),
            self.page(operation),
        ];
        let returns = operation.returns.as_ref().map(|returns| self.answer(returns));
        let body = operation.body.as_ref().map(|body| self.body(operation, body));
        if operation.body.is_none() {
            self.required_without_object(operation);
        }
        let records = match &returns {
            Some(Some(answer)) if !operation.is_incomplete => self.records(operation, &model, answer),
            _ => None,
        };
        let is_sound = checks.into_iter().all(|is_sound| is_sound) && !operation.is_incomplete;
        let body = match body {
            Some(body) => Some(body?),
            None => None,
        };
        is_sound.then_some(())?;
        Some(ir::Operation {
            method: operation.method?,
            path: path?.text.text.clone(),
            query: operation.query.iter().map(|name| name.text.clone()).collect(),
            returns: returns??,
            changes: operation.changes?,
            body,
            page: operation.page.map(|(page, _)| page),
            records: records?,
            docs: docs(operation.doc.as_ref()),
            known_from: docs(operation.source.as_ref()),
            since: docs(operation.since.as_ref()),
            span: operation.name.span,
            model,
        })
    }

    /// The operation's own path, or that of the file.
    fn path(&mut self, operation: &'a api::Operation) -> Option<&'a Path> {
        let path = operation.path.as_ref().or(self.description.path.as_ref());
        // One that could not be read has been complained about.
        if path.is_none() && !operation.is_incomplete && !self.description.is_incomplete {
            let message = format!("operation `{}` has no path", operation.name.text);
            self.error(
                Diagnostic::error(operation.name.span, message)
                    .label("expected `path = \"/..\"` here, or at the top of the file for all operations"),
            );
        }
        if operation.is_incomplete { operation.path.as_ref() } else { path }
    }

    /// Each name in braces has to be sent always.
    fn path_parameters(
        &mut self,
        operation: &api::Operation,
        path: &Path,
        model: &Particle,
        uses: &Uses<'_>,
    ) -> bool {
        let always = always(model);
        let mut is_sound = true;
        for name in path.parameters.iter().filter(|name| !always.contains(name.text.as_str())) {
            is_sound = false;
            let message = format!("`{{{}}}` has to be filled in always", name.text);
            let error = if uses.contains_key(name.text.as_str()) {
                Diagnostic::error(name.span, message)
                    .label(format!("the model of `{}` lets it be left out", operation.name.text))
            } else {
                let label = format!("operation `{}` has no such parameter in its model", operation.name.text);
                unknown(message, name, label, uses.keys().copied())
            };
            self.error(error.related(operation.name.span, "the operation"));
        }
        is_sound
    }

    fn query(&mut self, operation: &api::Operation, uses: &Uses<'_>) -> bool {
        let mut is_sound = true;
        for name in operation.query.iter().filter(|name| !uses.contains_key(name.text.as_str())) {
            is_sound = false;
            let message = format!("operation `{}` has no parameter `{}`", operation.name.text, name.text);
            let error = unknown(message, name, "not in its model", uses.keys().copied());
            self.error(error);
        }
        match (operation.query.first(), operation.method) {
            (Some(name), Some(Method::Get | Method::Delete)) => {
                let error =
                    Diagnostic::error(name.span, "without a form, all parameters are in the query string");
                self.error(error.label("`query` is for POST").related(operation.name.span, "the operation"));
                false
            }
            _ => is_sound,
        }
    }

    /// Only a POST has a body, and XML leaves no place for a form.
    fn fits_its_method(&mut self, operation: &api::Operation, path: Option<&Path>, uses: &Uses<'_>) -> bool {
        let Some(body) = &operation.body else { return true };
        if let Some(Method::Get | Method::Delete) = operation.method {
            let error = Diagnostic::error(body.span, "only a POST has a body");
            self.error(error.label("nothing carries this").related(operation.name.span, "the operation"));
            return false;
        }
        let is_in = |names: &[api::Text], name: &str| names.iter().any(|one| one.text == name);
        let lost = uses.keys().find(|name| {
            !path.is_none_or(|path| is_in(&path.parameters, name)) && !is_in(&operation.query, name)
        });
        let (Some(name), api::Model::Particle(model)) = (lost, &operation.model) else { return true };
        let message = format!("beside a body of XML there is no form for the parameter `{name}`");
        self.error(
            Diagnostic::error(model.span, message)
                .label("expected parameters of the path alone")
                .related(body.span, "the body")
                .help("name it in braces in the path, or in `query`"),
        );
        false
    }

    fn page(&mut self, operation: &api::Operation) -> bool {
        let Some((page, span)) = operation.page else { return true };
        let message = match (page, &operation.body) {
            (Page::LastId, Some(body)) if body.filters.is_some() && body.preferences.is_some() => {
                return true;
            }
            (Page::LastId, _) => "`last-id` asks for what follows by `filters` and `preferences` in the body",
            (Page::WarningUrl, None) if operation.method != Some(Method::Delete) => return true,
            (Page::WarningUrl, _) => "`warning-url` is for GET and for POST of a form",
        };
        let (place, label) = match &operation.body {
            Some(body) => (body.span, "the body"),
            None => (operation.name.span, "the operation"),
        };
        self.error(Diagnostic::error(span, message).label("cannot work here").related(place, label));
        false
    }

    fn answer(&mut self, returns: &api::Answer) -> Option<Answer> {
        let module = self.sound(resolve::module(self.model, &returns.module))?;
        let roots = || module.roots.iter().map(|root| root.name.as_str());
        let all: Vec<_> = roots().map(|root| format!("`{root}`")).collect();
        let root = match (&returns.root, module.roots.as_slice()) {
            (Some(name), _) if roots().any(|root| root == name.text) => name.text.clone(),
            (Some(name), _) => {
                let message = format!("`{}` is no root element of `{}`", name.text, returns.module.text);
                self.error(unknown(message, name, format!("its roots: {}", all.join(", ")), roots()));
                return None;
            }
            (None, [root]) => root.name.clone(),
            (None, _) => {
                let message = format!("the schema `{}` has {} root elements", returns.module.text, all.len());
                let mut error = Diagnostic::error(returns.module.span, message).label("which one is it?");
                if let Some(last) = roots().next_back() {
                    let example = format!("{}:{last}", returns.module.text);
                    error =
                        error.help(format!("they are {}: write `{example}`, for example", all.join(", ")));
                }
                self.error(error);
                return None;
            }
        };
        Some(Answer { module: returns.module.text.clone(), root })
    }
}
