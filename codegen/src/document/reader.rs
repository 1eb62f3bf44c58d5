//! Reads a document from its start to its end.

use super::attributes::Attributes;
use super::tree::{Doctype, Document, Node, NodeId, NodeKind, Text};
use crate::diagnostic::Diagnostic;
use crate::dtd::characters::{is_space, unix_lines};
use crate::dtd::entity::reference_name;
use crate::dtd::input::{Mark, Place};
use crate::dtd::literal::predefined;
use crate::dtd::parser::{Parsed, Parser, shortened};
use crate::source::Span;

/// So many nodes may a document have.
const NODES: usize = 8_000_000;

/// A document under reading. The parser holds the texts of entities, and what the DTD declares.
pub(super) struct Reader<'a> {
    pub(super) parser: Parser<'a>,
    pub(super) nodes: Vec<Node>,
    /// The elements whose end tags are still to come.
    pub(super) open: Vec<NodeId>,
    /// How many were open when each of the entities under expansion began.
    floors: Vec<usize>,
    pub(super) attributes: Attributes,
    /// How many attributes have a default.
    pub(super) defaults: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(parser: Parser<'a>) -> Self {
        Self {
            parser,
            nodes: Vec::new(),
            open: Vec::new(),
            floors: Vec::new(),
            attributes: Attributes::default(),
            defaults: 0,
        }
    }

    /// Reads it all.
    pub(super) fn document(mut self) -> Option<Document> {
        let span = self.parser.input.span_of_file();
        self.parser.in_document = true;
        let standalone = self.parser.xml_declaration().standalone == Some(true);
        self.parser.entities.standalone = standalone;
        let read = self.prolog_and_content();
        let is_malformed = read.is_err() || self.parser.is_malformed();
        let dtd = self.parser.end(span);
        let (doctype, root) = read.ok().filter(|_| !is_malformed)?;
        Some(Document { span, standalone, doctype, dtd, nodes: self.nodes, root })
    }

    fn prolog_and_content(&mut self) -> Parsed<(Option<Doctype>, NodeId)> {
        let mut doctype = None;
        self.miscellaneous()?;
        if self.parser.input.starts_with("<!DOCTYPE") {
            let next = self.next();
            doctype = Some(Doctype { name: self.parser.doctype()?.name, next });
            self.attributes = Attributes::of(&self.parser.declarations);
            self.miscellaneous()?;
        }
        if self.parser.is_malformed() {
            return Err(crate::dtd::parser::Reported);
        }
        self.parser.context = "the document".to_owned();
        let root = self.next();
        if !self.parser.input.starts_with("<") {
            return self.parser.unexpected("the document element");
        }
        self.start_tag()?;
        while !self.open.is_empty() {
            self.content()?;
        }
        self.close(root);
        self.miscellaneous()?;
        if !self.parser.input.at_end_of_text() {
            self.parser.context = "the document, behind its element".to_owned();
            return self.parser.unexpected("comments, processing instructions or the end of the file");
        }
        Ok((doctype, root))
    }

    /// White space, comments and processing instructions.
    fn miscellaneous(&mut self) -> Parsed<()> {
        loop {
            self.parser.input.skip_space();
            if self.parser.input.starts_with("<!--") {
                self.parser.comment_text()?;
            } else if self.parser.input.starts_with("<?") {
                self.instruction()?;
            } else {
                return Ok(());
            }
        }
    }

    /// The next piece of what stands between tags.
    fn content(&mut self) -> Parsed<()> {
        if self.parser.input.at_end_of_text() {
            return self.end_of_text();
        }
        if self.parser.input.starts_with("</") {
            return self.end_tag();
        }
        self.mark_content();
        if self.parser.input.starts_with("<!--") {
            self.parser.comment_text().map(|_| ())
        } else if self.parser.input.starts_with("<?") {
            self.instruction()
        } else if self.parser.input.starts_with("<![CDATA[") {
            self.cdata_section()
        } else if self.parser.input.starts_with("<") {
            self.start_tag()
        } else if self.parser.input.starts_with("&") {
            self.reference()
        } else {
            self.text()
        }
    }

    /// How many elements are open that the current text may not close.
    pub(super) fn floor(&self) -> usize {
        self.floors.last().copied().unwrap_or(0)
    }

    /// The node that will be added next.
    pub(super) fn next(&self) -> NodeId {
        NodeId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX))
    }

    /// Adds a node that began at a mark.
    pub(super) fn add(&mut self, kind: NodeKind, mark: Mark) -> Parsed<NodeId> {
        let span = self.parser.input.span_from(mark);
        if self.nodes.len() >= NODES {
            let message = format!("the document has more than {NODES} elements, texts and instructions");
            return self.parser.error(Diagnostic::error(span, message).label("one too many"));
        }
        let id = self.next();
        let end = NodeId(id.0.saturating_add(1));
        self.nodes.push(Node { kind, parent: self.open.last().copied(), end, span });
        Ok(id)
    }

    /// Goes on behind the reference to an entity whose text is used up.
    fn end_of_text(&mut self) -> Parsed<()> {
        let depth = self.open.len();
        if self.parser.input.depth() == 0 || depth != self.floor() {
            let (open, span) = self.innermost();
            let ends = match self.parser.input.entity() {
                Some(entity) => entity.of_text(),
                None => "the file".to_owned(),
            };
            let place = self.parser.input.span_ahead(0);
            return self.parser.error(
                Diagnostic::error(place, format!("{ends} ends inside of `<{}>`", shortened(&open)))
                    .label(format!("expected `</{}>`", shortened(&open)))
                    .related(span, "begins here"),
            );
        }
        self.floors.pop();
        self.parser.input.leave();
        Ok(())
    }

    /// Takes note that something stands between the tags of the innermost element.
    fn mark_content(&mut self) {
        let id = self.open.last().map_or(usize::MAX, |id| id.0 as usize);
        if let Some(Node { kind: NodeKind::Element(element), .. }) = self.nodes.get_mut(id)
            && element.content.is_none()
        {
            element.content = Some(self.parser.input.mark().start());
        }
    }

    fn innermost(&self) -> (String, Span) {
        let node = self.open.last().and_then(|id| self.nodes.get(id.0 as usize));
        match node {
            Some(Node { kind: NodeKind::Element(element), span, .. }) => (element.name.clone(), *span),
            _ => (String::new(), self.parser.input.span_ahead(0)),
        }
    }

    fn instruction(&mut self) -> Parsed<()> {
        let mark = self.parser.input.mark();
        let instruction = self.parser.processing_instruction()?;
        let (target, data) = (instruction.target, instruction.data);
        self.add(NodeKind::Instruction { target, data }, mark).map(|_| ())
    }

    fn cdata_section(&mut self) -> Parsed<()> {
        let mark = self.parser.input.mark();
        let start = self.parser.input.span_ahead(9);
        self.parser.input.skip("<![CDATA[".len());
        let Some(length) = self.parser.input.rest().find("]]>") else {
            let error = Diagnostic::error(start, "the CDATA section that begins here has no end");
            return self.parser.error(error.label("expected `]]>` further down"));
        };
        let text = self.taken(length);
        self.parser.input.skip(3);
        self.add_text(&text, false, mark)
    }

    fn text(&mut self) -> Parsed<()> {
        let mark = self.parser.input.mark();
        let rest = self.parser.input.rest();
        let is_markup = |byte| matches!(byte, b'<' | b'&');
        let length = rest.bytes().position(is_markup).unwrap_or(rest.len());
        if let Some(at) = rest.get(..length).and_then(|text| text.find("]]>")) {
            let span = self.parser.input.place().span(at..at + 3);
            return self.parser.error(
                Diagnostic::error(span, "`]]>` stands in the text")
                    .label("it ends CDATA sections alone")
                    .help("write `]]&gt;`"),
            );
        }
        let text = self.taken(length);
        self.add_text(&text, true, mark)
    }

    /// Takes so many bytes of the current text, with the ends of lines as XML hands them on.
    fn taken(&mut self, bytes: usize) -> String {
        let text = self.parser.input.rest().get(..bytes).unwrap_or("");
        let text = match self.parser.input.place() {
            Place::File(..) => unix_lines(text),
            Place::Expansion(_) => text.to_owned(),
        };
        self.parser.input.skip(bytes);
        text
    }

    fn reference(&mut self) -> Parsed<()> {
        let mark = self.parser.input.mark();
        let place = self.parser.input.place();
        self.parser.set_context(&["the text"]);
        // A reference ends with the first `;`; without one it has no end.
        let rest = self.parser.input.rest();
        let end = rest.find(';').map_or(rest.len().min(1), |end| end + 1);
        let rest = rest.get(..end).unwrap_or("").to_owned();
        if rest.starts_with("&#") {
            let (length, one) = self.parser.character_reference(&rest, place, 0)?;
            self.parser.input.skip(length);
            return self.add_text(one.encode_utf8(&mut [0; 4]), false, mark);
        }
        let Some(name) = rest.get(1..).and_then(reference_name) else {
            return self.parser.bare_ampersand(place, 0, true);
        };
        let length = name.len() + 2;
        let span = place.span(0..length);
        self.parser.input.skip(length);
        if let Some(one) = predefined(name) {
            return self.add_text(one.encode_utf8(&mut [0; 4]), false, mark);
        }
        let declared = match self.parser.general_entity(name, span, true) {
            Ok(declared) => declared,
            Err(reported) if self.parser.is_malformed() => return Err(reported),
            Err(_) => return Ok(()),
        };
        self.parser.enter_entity("&", name, &declared, span, mark)?;
        self.floors.push(self.open.len());
        Ok(())
    }

    /// Adds text, to the text before it if nothing stands between them.
    fn add_text(&mut self, text: &str, is_written: bool, mark: Mark) -> Parsed<()> {
        let is_space = is_written && text.chars().all(is_space);
        let parent = self.open.last().copied();
        if let Some(Node { kind: NodeKind::Text(last), parent: same, span, .. }) = self.nodes.last_mut()
            && *same == parent
        {
            last.value.push_str(text);
            last.is_space &= is_space;
            let piece = self.parser.input.span_from(mark);
            if piece.source == span.source {
                span.end = span.end.max(piece.end);
            }
            return Ok(());
        }
        // An empty CDATA section is no white space either.
        if text.is_empty() && is_space {
            return Ok(());
        }
        self.add(NodeKind::Text(Text { value: text.to_owned(), is_space }), mark).map(|_| ())
    }
}
