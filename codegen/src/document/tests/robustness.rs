//! No input makes the reader panic or run on, and every place lies in its source.

use super::run;
use crate::diagnostic::Diagnostics;
use crate::document::{canonical, read, validity};
use crate::resolver::Resolver;
use crate::source::{SourceFile, Sources};

const DOCUMENT: &str = "<?xml version=\"1.0\" standalone='no'?><!-- c --><!DOCTYPE a SYSTEM 'a.dtd' [<!ENTITY e '<b>&f;</b>'><!ENTITY f 'é'>\n\
    <!ATTLIST a x CDATA 'own'> %p;]><?p i?>\n<a y=' 1  &f;'>&e;&g;<![CDATA[<&]]>&lt;&#60;<c/></a><!-- end -->";
const DTD: &str = "<!ENTITY % c '(#PCDATA|b|c)*'><!ELEMENT a %c;><![INCLUDE[<!ELEMENT b (#PCDATA)>]]><!ENTITY g SYSTEM 'g.xml'>\
    <!ELEMENT c EMPTY><!ATTLIST a y NMTOKENS #REQUIRED>";

#[test]
fn the_sample_cut_off_and_changed_anywhere() {
    let pieces = [
        "<",
        ">",
        "&",
        ";",
        "]",
        "]>",
        "<!",
        "'",
        "&e;",
        "%p;",
        "<!DOCTYPE a [",
        "\r\n",
        "é",
        "\u{1}",
        "</a>",
        "<a>",
    ];
    for (at, _) in DOCUMENT.char_indices() {
        let cut = DOCUMENT[..at].to_owned();
        let changed = format!("{}{}{}", &DOCUMENT[..at], pieces[at % pieces.len()], &DOCUMENT[at..]);
        for text in [cut, changed] {
            let (document, diagnostics, sources) =
                run(&[("a.xml", &text), ("a.dtd", DTD), ("g.xml", "<?xml encoding='UTF-8'?>g<b/>")]);
            for one in diagnostics.iter() {
                let text = &sources.get(one.span.source).text;
                assert!(text.get(one.span.range()).is_some(), "{} at {:?} of {text}", one.message, one.span);
            }
            if let Some(document) = document {
                assert!(
                    document.iter().all(|(_, node)| sources
                        .get(node.span.source)
                        .text
                        .get(node.span.range())
                        .is_some())
                );
                canonical::print(&document);
            }
        }
    }
}

#[test]
fn any_bytes() {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for round in 0..2_000 {
        let mut bytes: Vec<u8> = match round % 3 {
            0 => DOCUMENT.as_bytes().to_vec(),
            1 => DOCUMENT.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => [0xFF, 0xFE].into_iter().chain(DOCUMENT.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        };
        for _ in 0..4 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = (state >> 33) as usize % bytes.len();
            bytes[at] = (state >> 24) as u8;
        }
        let mut resolver = Resolver::default();
        resolver.add(SourceFile::from_bytes("a.xml", &bytes));
        resolver.add(SourceFile::new("a.dtd", DTD));
        let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
        let source = resolver.source("a.xml", &mut sources).expect("the document");
        if let Some(document) = read(source, &mut sources, &mut resolver, &mut diagnostics) {
            validity::check(&document, &mut diagnostics);
        } else {
            assert!(diagnostics.has_errors());
        }
    }
}

#[test]
fn billion_laughs() {
    let mut subset = "<!ENTITY a0 'ha'>".to_owned();
    for level in 1..12 {
        let body = format!("&a{};", level - 1).repeat(10);
        subset += &format!("<!ENTITY a{level} '{body}'>");
    }
    for content in ["<a>&a11;</a>", "<a x='&a11;'/>"] {
        let (document, diagnostics, _) = run(&[("a.xml", &format!("<!DOCTYPE a [{subset}]>{content}"))]);
        assert!(document.is_none());
        let messages: Vec<_> = diagnostics.iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages, ["the entities of this file expand to more than 4 MiB"]);
    }
}

#[test]
fn depth_and_defaults_have_limits() {
    let (document, _, _) = run(&[("a.xml", &format!("{}{}", "<a>".repeat(10_000), "</a>".repeat(10_000)))]);
    assert!(document.is_some());
    let (document, diagnostics, _) = run(&[("a.xml", &"<a>".repeat(100_000))]);
    assert!(document.is_none());
    let messages: Vec<_> = diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(messages, ["elements are nested more than 10000 deep"]);
    let attributes: String = (0..2_000).map(|number| format!(" a{number} CDATA \"\"")).collect();
    let text = format!("<!DOCTYPE a [<!ATTLIST a {attributes}>]><b>{}</b>", "<a/>".repeat(3_000));
    let (document, diagnostics, _) = run(&[("a.xml", &text)]);
    assert!(document.is_none());
    let last = diagnostics.iter().last().map(|one| one.message.as_str());
    assert_eq!(last, Some("more than 4000000 attributes of this document have a default"));
}

/// Time grows with the document alone, also where each child leads a model on by one of many parts.
#[test]
fn long_models_and_long_documents_end_soon() {
    let names: Vec<String> = (0..2_000).map(|number| format!("e{number}")).collect();
    let model = names.join("?, ");
    let children: String = names.iter().map(|name| format!("<{name}/>")).collect();
    let (document, diagnostics, _) =
        run(&[("a.xml", &format!("<!DOCTYPE a [<!ELEMENT a ({model})*>]><a>{}</a>", children.repeat(20)))]);
    assert!(document.is_some());
    assert!(diagnostics.iter().all(|one| one.message.ends_with("is not declared")), "{diagnostics:?}");
}
