//! Answers whose next page is not the next page.

use super::alter::{Edit, insert};
use super::markup::Elements;
use crate::exchange::{Family, Incoming};

/// The next page is the page that was asked for.
pub(super) fn repeated(elements: &Elements<'_>, incoming: &Incoming) -> Option<Vec<Edit>> {
    match incoming.family() {
        Family::Fo => warning(elements, &url(&incoming.origin(), incoming)),
        Family::Qps => last_id(elements),
    }
}

/// The next page is at another origin.
pub(super) fn elsewhere(elements: &Elements<'_>, incoming: &Incoming, origin: &str) -> Option<Vec<Edit>> {
    match incoming.family() {
        Family::Fo => warning(elements, &url(origin.trim_end_matches('/'), incoming)),
        Family::Qps => None,
    }
}

/// The URL of the call, with all that it asked for.
fn url(origin: &str, incoming: &Incoming) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(incoming.parameters());
    format!("{origin}{}?{}", incoming.path, query.finish())
}

fn warning(elements: &Elements<'_>, url: &str) -> Option<Vec<Edit>> {
    let url = format!("<![CDATA[{}]]>", url.replace("]]>", "]]%3E"));
    let of_warning = |name: &[u8]| {
        let mut named = elements.named(name).into_iter();
        named.find(|element| {
            element.parent.is_some_and(|parent| elements.name(&elements.all[parent]) == b"WARNING")
        })
    };
    if let Some(there) = of_warning(b"URL") {
        return Some(vec![(there.content.clone(), url.into_bytes())]);
    }
    let warning = format!(
        "<WARNING><CODE>1980</CODE><TEXT>There is more. Ask for the URL to have it.</TEXT><URL>{url}</URL></WARNING>"
    );
    let before_glossary = elements.named(b"GLOSSARY").first().map(|glossary| glossary.whole.start);
    let end_of_response = elements.named(b"RESPONSE").first().map(|response| response.content.end);
    Some(vec![insert(before_glossary.or(end_of_response)?, warning.as_bytes())])
}

/// Searching on from the number before the first record finds the same records.
fn last_id(elements: &Elements<'_>) -> Option<Vec<Edit>> {
    let (_, first) = elements.identifier(elements.records().first()?)?;
    let last_id = first.checked_sub(1)?.to_string();
    let mut edits = Vec::new();
    let has_more = elements.named(b"hasMoreRecords").first().map(|element| element.content.clone());
    let there = elements.named(b"lastId").first().map(|element| element.content.clone());
    let before_data = elements.named(b"data").first()?.whole.start;
    match has_more {
        Some(content) => edits.push((content, b"true".to_vec())),
        None => edits.push(insert(before_data, b"<hasMoreRecords>true</hasMoreRecords>")),
    }
    match there {
        Some(content) => edits.push((content, last_id.into_bytes())),
        None => edits.push(insert(before_data, format!("<lastId>{last_id}</lastId>").as_bytes())),
    }
    Some(edits)
}
