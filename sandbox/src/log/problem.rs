//! What an answer says is wrong.

use crate::exchange::{Answer, Content};

/// How much of an answer is looked at: errors are short.
const LOOKED_AT: usize = 4096;

/// The error that an answer is, as `code: text`.
pub(crate) fn problem_of(answer: &Answer) -> Option<String> {
    let Content::Whole(bytes) = &answer.content else { return None };
    let text = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]);
    let (code, message) = if text.contains("<SIMPLE_RETURN>") {
        (between(&text, "CODE")?, between(&text, "TEXT")?)
    } else {
        (between(&text, "responseCode").filter(|code| *code != "SUCCESS")?, between(&text, "errorMessage")?)
    };
    Some(format!("{code}: {message}"))
}

fn between<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(&format!("<{name}>"))?;
    let (inside, _) = rest.split_once(&format!("</{name}>"))?;
    let inside = inside.trim();
    Some(inside.strip_prefix("<![CDATA[").and_then(|text| text.strip_suffix("]]>")).unwrap_or(inside))
}
