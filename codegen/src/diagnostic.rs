//! What the generator has to say about its inputs, and how it is shown.

use crate::dtd::Constraint;
use crate::source::{Sources, Span};
use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};
use std::collections::HashSet;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something to look at; the output is complete.
    Warning,
}

/// One message about one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What was expected there, or what the place is; may be empty.
    pub label: String,
    /// Other places that matter, each with what it is.
    pub related: Vec<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
    /// The validity constraint of XML that is broken. An error of a DTD or a document that breaks none is
    /// one of syntax: what has it is not well-formed.
    pub validity: Option<Constraint>,
}

impl Diagnostic {
    fn new(severity: Severity, span: Span, message: impl Into<String>) -> Self {
        Self {
            severity,
            message: message.into(),
            span,
            label: String::new(),
            related: Vec::new(),
            help: None,
            validity: None,
        }
    }

    /// An error at a place.
    pub fn error(span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, span, message)
    }

    /// A warning about a place.
    pub fn warning(span: Span, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, span, message)
    }

    /// Says at the place what was expected there.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Points at another place.
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Names the validity constraint of XML that is broken.
    pub fn validity(mut self, constraint: Constraint) -> Self {
        self.validity = Some(constraint);
        self
    }

    /// What is wrong, in a line: `path:line:column: message; label`.
    pub fn line(&self, sources: &Sources) -> String {
        let place = sources.locate(self.span);
        match self.label.as_str() {
            "" => format!("{place}: {}", self.message),
            label => format!("{place}: {}; {label}", self.message),
        }
    }

    /// The message with its excerpt, as rustc shows its own; `styled` adds terminal colours.
    pub fn render(&self, sources: &Sources, styled: bool) -> String {
        let level = match self.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let snippet = |span: Span| {
            let file = sources.get(span.source);
            Snippet::source(file.text.as_str()).path(file.path.as_str())
        };
        let clamp = |span: Span| {
            let length = sources.get(span.source).text.len();
            span.range().start.min(length)..span.range().end.min(length)
        };
        let mut primary = AnnotationKind::Primary.span(clamp(self.span));
        if !self.label.is_empty() {
            primary = primary.label(self.label.as_str());
        }
        let context = |(span, label): &'_ (Span, String)| {
            AnnotationKind::Context.span(clamp(*span)).label(label.clone())
        };
        let (beside, elsewhere): (Vec<_>, Vec<_>) =
            self.related.iter().partition(|(span, _)| span.source == self.span.source);
        let here = snippet(self.span).annotation(primary).annotations(beside.into_iter().map(context));
        let mut group = level.primary_title(self.message.as_str()).element(here);
        for related in elsewhere {
            group = group.element(snippet(related.0).annotation(context(related)));
        }
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        let renderer = if styled { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

/// The diagnostics of a run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Whether any is an error.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|one| one.severity == Severity::Error)
    }

    /// All of them, in the order in which they were found.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// All of them rendered, a blank line between two; of more than a hundred, the first hundred and how many are left.
    pub fn render(&self, sources: &Sources, styled: bool) -> String {
        const MOST: usize = 100;
        let mut rendered: Vec<_> = self.0.iter().take(MOST).map(|one| one.render(sources, styled)).collect();
        if self.0.len() > MOST {
            rendered.push(format!("and {} further, once these are mended", self.0.len() - MOST));
        }
        rendered.join("\n\n")
    }
}

/// Reports the same in one place once, for whoever looks at things twice.
#[derive(Debug)]
pub(crate) struct Once<'d> {
    diagnostics: &'d mut Diagnostics,
    reported: HashSet<(Span, String)>,
}

impl<'d> Once<'d> {
    pub(crate) fn new(diagnostics: &'d mut Diagnostics) -> Self {
        Self { diagnostics, reported: HashSet::new() }
    }

    pub(crate) fn push(&mut self, diagnostic: Diagnostic) {
        if self.reported.insert((diagnostic.span, diagnostic.message.clone())) {
            self.diagnostics.push(diagnostic);
        }
    }
}
