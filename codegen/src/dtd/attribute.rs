//! Attribute-list declarations.

use super::characters::leading_name_token;
use super::declaration::Opening;
use super::parser::{Parsed, Parser, shortened};
use super::tree::{Attribute, AttributeDefault, AttributeList, AttributeType, Declaration, Name};
use crate::diagnostic::Diagnostic;
use crate::dtd::Constraint;
use std::collections::HashSet;

impl Parser<'_> {
    /// Reads `<!ATTLIST element ...>` behind its keyword.
    pub(super) fn attribute_list(&mut self, opening: Opening) -> Parsed<()> {
        self.context = "an attribute list".to_owned();
        let element = self.name("the name of the element")?;
        let context = format!("the attribute list of element `{}`", shortened(&element.text));
        let mut attributes = Vec::new();
        loop {
            self.context.clone_from(&context);
            let spaced = self.space()?;
            if self.input.starts_with(">") {
                break;
            }
            if !spaced {
                return self.unexpected("white space or `>`");
            }
            let attribute = self.attribute(&element)?;
            let key = (element.text.clone(), attribute.name.text.clone());
            if let Some(&first) = self.attributes.get(&key) {
                // One file before another, or a document before its DTD, is how attributes are adapted.
                if first.source == attribute.name.span.source {
                    let what = format!("attribute `{}` of element", shortened(&attribute.name.text));
                    let name = Name { text: element.text.clone(), span: attribute.name.span };
                    self.duplicate(&what, &name, first, None);
                }
            } else {
                self.attributes.insert(key, attribute.name.span);
                attributes.push(attribute);
            }
        }
        let external = self.is_external(&opening);
        let span = self.close(&opening)?;
        let list = AttributeList { element, attributes, external, comments: opening.comments, span };
        self.declared(Declaration::AttributeList(list));
        Ok(())
    }

    fn attribute(&mut self, element: &Name) -> Parsed<Attribute> {
        let mark = self.input.mark();
        let name = self.name("the name of an attribute or `>`")?;
        self.context = format!(
            "the declaration of attribute `{}` of element `{}`",
            shortened(&name.text),
            shortened(&element.text)
        );
        self.space_before("the type of the attribute")?;
        let kind = self.attribute_type()?;
        self.space_before("`#REQUIRED`, `#IMPLIED`, `#FIXED` or a default in quotes")?;
        let default = self.attribute_default(&kind)?;
        Ok(Attribute { name, kind, default, span: self.input.span_from(mark) })
    }

    fn attribute_type(&mut self) -> Parsed<AttributeType> {
        if self.input.starts_with("(") {
            return self.words().map(AttributeType::Enumeration);
        }
        let keyword = leading_name_token(self.input.rest()).to_owned();
        let kind = match keyword.as_str() {
            "CDATA" => AttributeType::Cdata,
            "ID" => AttributeType::Id,
            "IDREF" => AttributeType::Idref,
            "IDREFS" => AttributeType::Idrefs,
            "ENTITY" => AttributeType::Entity,
            "ENTITIES" => AttributeType::Entities,
            "NMTOKEN" => AttributeType::Nmtoken,
            "NMTOKENS" => AttributeType::Nmtokens,
            "NOTATION" => AttributeType::Notation(Vec::new()),
            _ => {
                let error = self.unexpected_here("the type of the attribute");
                let upper = keyword.to_ascii_uppercase();
                return self.error(match upper.as_str() {
                    "#PCDATA" | "PCDATA" | "STRING" => error.help("for text, write `CDATA`"),
                    "NUMBER" | "NUMBERS" | "NAME" | "NAMES" | "NUTOKEN" | "NUTOKENS" => {
                        error.help("this is a type of SGML; the nearest in XML is `NMTOKEN`")
                    }
                    _ => error.help(
                        "the types are CDATA, ID, IDREF, IDREFS, ENTITY, ENTITIES, NMTOKEN, NMTOKENS, \
                         NOTATION (a | b) and (a | b)",
                    ),
                });
            }
        };
        self.input.skip(keyword.len());
        if matches!(kind, AttributeType::Notation(_)) {
            self.space_before("the names of notations")?;
            if !self.input.starts_with("(") {
                return self.unexpected("`(` and the names of notations");
            }
            return self.words().map(AttributeType::Notation);
        }
        Ok(kind)
    }

    /// Reads `(a | b)`.
    fn words(&mut self) -> Parsed<Vec<Name>> {
        let mut words: Vec<Name> = Vec::new();
        let mut seen = HashSet::new();
        self.expect("(")?;
        loop {
            self.space()?;
            let word = self.name_token("a word of the enumeration")?;
            if seen.insert(word.text.clone()) {
                words.push(word);
            } else {
                let message =
                    format!("`{}` stands more than once in {}", shortened(&word.text), self.context);
                self.report(
                    Diagnostic::warning(word.span, message)
                        .label("adds nothing")
                        .help("take it out")
                        .validity(Constraint::NoDuplicateTokens),
                );
            }
            self.space()?;
            if self.input.eat(")") {
                return Ok(words);
            }
            if self.input.starts_with(",") {
                let error = self.unexpected_here("`|` or `)`");
                return self.error(error.help("the words of an enumeration are separated by `|`"));
            }
            if !self.input.eat("|") {
                return self.unexpected("`|` or `)`");
            }
        }
    }

    fn attribute_default(&mut self, kind: &AttributeType) -> Parsed<AttributeDefault> {
        let here = self.input.mark();
        if self.input.eat("#REQUIRED") {
            return Ok(AttributeDefault::Required);
        }
        if self.input.eat("#IMPLIED") {
            return Ok(AttributeDefault::Implied);
        }
        let fixed = self.input.eat("#FIXED");
        if fixed {
            self.space_before("a value in quotes")?;
        }
        let expected = "`#REQUIRED`, `#IMPLIED`, `#FIXED` or a default in quotes";
        let in_document = self.input.depth() == 0;
        let mut value = self.attribute_value(expected, in_document)?;
        if !matches!(kind, AttributeType::Cdata) {
            value = value.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        }
        if let AttributeType::Enumeration(words) | AttributeType::Notation(words) = kind
            && !words.iter().any(|word| word.text == value)
        {
            let message =
                format!("the default `{}` is none of the words of its enumeration", shortened(&value));
            let label = format!("in {}", self.context);
            let span = self.input.span_from(here);
            self.report(
                Diagnostic::warning(span, message)
                    .label(label)
                    .help("add it to the words, or give one of them as the default")
                    .validity(Constraint::AttributeDefaultValueSyntacticallyCorrect),
            );
        }
        Ok(if fixed { AttributeDefault::Fixed(value) } else { AttributeDefault::Value(value) })
    }
}
