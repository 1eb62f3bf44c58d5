//! Schemas, descriptions of operations and corrections: all the way to the files of a crate.
//!
//! There are files or there is an error, never both and never neither; every place lies in its text; the same input gives
//! the same files; and what declares elements does not become an empty module.

use crate::text;
use qualys_codegen::diagnostic::{Diagnostic, Diagnostics};
use qualys_codegen::source::{SourceFile, Sources, Span};
use qualys_codegen::xsd::XSD_NAMESPACE;
use qualys_codegen::{Generated, Inputs, generate};
use roxmltree::{Document, ParsingOptions};

/// A DTD.
pub fn dtd(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let generated = run(&inputs("any.dtd", &text));
    // What comments, entities and sections hide is no declaration.
    let is_plain = ["<!--", "<![", "<!ENTITY", "<?"].iter().all(|hides| !text.contains(hides));
    if generated.files.is_some() && is_plain && text.contains("<!ELEMENT") {
        assert!(has_elements(&generated), "elements are declared, and none came out");
    }
}

/// An XSD.
pub fn xsd(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let generated = run(&inputs("any.xsd", &text));
    if generated.files.is_some() && declares_an_element(&text) {
        assert!(has_elements(&generated), "elements are declared, and none came out");
    }
}

/// Descriptions of operations, beside a schema that they can refer to.
pub fn api(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut inputs = inputs("vm/2.0/simple_return.dtd", SCHEMA);
    inputs.schemas.push(SourceFile::new("vm/2.0/any.toml", &*text));
    run(&inputs);
}

/// Corrections of a schema.
pub fn fixups(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    let mut inputs = inputs("vm/2.0/simple_return.dtd", SCHEMA);
    inputs.fixups = Some(SourceFile::new("schemas/fixups.toml", &*text));
    run(&inputs);
}

const SCHEMA: &str = "<!ELEMENT SIMPLE_RETURN (REQUEST?, RESPONSE)>
<!ELEMENT REQUEST (DATETIME, USER_LOGIN)> <!ELEMENT DATETIME (#PCDATA)> <!ELEMENT USER_LOGIN (#PCDATA)>
<!ELEMENT RESPONSE (DATETIME, CODE?, TEXT, ITEM_LIST?)> <!ATTLIST RESPONSE version CDATA #IMPLIED kind (a|b) 'a'>
<!ELEMENT CODE (#PCDATA)> <!ELEMENT TEXT (#PCDATA)> <!ELEMENT ITEM_LIST (ITEM+)>
<!ELEMENT ITEM (KEY, (VALUE | NONE))> <!ELEMENT KEY (#PCDATA)> <!ELEMENT VALUE (#PCDATA)> <!ELEMENT NONE EMPTY>
";

fn inputs(path: &str, text: &str) -> Inputs {
    Inputs { folder: "schemas".to_owned(), schemas: vec![SourceFile::new(path, text)], ..Inputs::default() }
}

fn run(inputs: &Inputs) -> Generated {
    let generated = generate(inputs);
    places(&generated.sources, &generated.diagnostics);
    let has_errors = generated.diagnostics.has_errors();
    assert_ne!(generated.files.is_some(), has_errors, "there are files, or there is an error");
    let small = inputs.schemas.iter().all(|file| file.text.len() < 4 << 10);
    if small {
        assert!(generate(inputs).files == generated.files, "the same input gives the same files");
    }
    generated
}

/// Every place lies in its text, and can be shown.
pub(crate) fn places(sources: &Sources, diagnostics: &Diagnostics) {
    let check = |span: Span| {
        let file = sources.get(span.source);
        assert!(!file.path.is_empty(), "{span:?} is in no source");
        assert!(file.text.get(span.range()).is_some(), "{span:?} is not in {}", file.path);
    };
    for diagnostic in diagnostics.iter() {
        check(diagnostic.span);
        diagnostic.related.iter().for_each(|(span, _)| check(*span));
        assert!(!diagnostic.message.is_empty(), "an error says what is wrong");
    }
    diagnostics.iter().take(4).for_each(|diagnostic| show(sources, diagnostic));
}

fn show(sources: &Sources, diagnostic: &Diagnostic) {
    assert!(!diagnostic.render(sources, false).is_empty());
}

fn has_elements(generated: &Generated) -> bool {
    let mut modules = generated.model.modules.values();
    modules.any(|module| !module.roots.is_empty() || !module.types.is_empty())
}

/// Whether a schema document has a global element that can stand in documents.
fn declares_an_element(text: &str) -> bool {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let Ok(document) = Document::parse_with_options(text, options) else { return false };
    let mut children = document.root_element().children();
    children.any(|node| node.has_tag_name((XSD_NAMESPACE, "element")) && node.attribute("abstract").is_none())
}
