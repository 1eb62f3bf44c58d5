//! The subset of XPath that the selectors and fields of identity constraints are written in.
//!
//! ```text
//! selector = path ("|" path)*
//! path     = (".//")? step ("/" step)*          a field's last step may be an attribute: "@" test
//! step     = "." | ("child::")? test
//! test     = name | "*" | prefix ":" "*"
//! ```

use super::name::is_ncname;
use super::value::namespace_of;
use super::{NameTest, Path, QName};
use roxmltree::Node;

/// The alternatives of an expression; `Err` says what is wrong. Prefixes are those bound at `node`.
pub(super) fn parse(text: &str, is_field: bool, node: Node<'_, '_>) -> Result<Vec<Path>, String> {
    let tokens = tokens(text)?;
    let alternatives = tokens.split(|token| *token == Token::Bar);
    alternatives.map(|alternative| path(alternative, is_field, node)).collect()
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Token<'t> {
    Bar,
    Slash,
    DoubleSlash,
    Dot,
    At,
    /// An axis, without `::`.
    Axis(&'t str),
    Test(&'t str),
}

/// White space may stand between tokens, not in them; a name test is one.
fn tokens(text: &str) -> Result<Vec<Token<'_>>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_ascii_start();
    while let Some(first) = rest.chars().next() {
        let (token, length) = match first {
            '|' => (Token::Bar, 1),
            '/' if rest.starts_with("//") => (Token::DoubleSlash, 2),
            '/' => (Token::Slash, 1),
            '.' if !rest.starts_with("..") => (Token::Dot, 1),
            '@' => (Token::At, 1),
            _ => {
                let end = rest
                    .find(|c: char| c.is_ascii_whitespace() || matches!(c, '|' | '/' | '@'))
                    .unwrap_or(rest.len());
                let word = rest.get(..end).unwrap_or("");
                match word.find("::") {
                    Some(axis) => (Token::Axis(word.get(..axis).unwrap_or("")), axis + 2),
                    None => {
                        let after = rest.get(end..).unwrap_or("").trim_ascii_start();
                        match after.strip_prefix("::") {
                            Some(behind) => (Token::Axis(word), rest.len() - behind.len()),
                            None => (Token::Test(word), end),
                        }
                    }
                }
            }
        };
        if length == 0 {
            return Err(format!("`{first}` cannot stand here"));
        }
        tokens.push(token);
        rest = rest.get(length..).unwrap_or("").trim_ascii_start();
    }
    Ok(tokens)
}

fn path(tokens: &[Token<'_>], is_field: bool, node: Node<'_, '_>) -> Result<Path, String> {
    let mut path = Path { any_depth: false, steps: Vec::new(), attribute: None };
    let steps = match tokens {
        [Token::Dot, Token::DoubleSlash, rest @ ..] => {
            path.any_depth = true;
            rest
        }
        tokens => tokens,
    };
    let mut steps = steps.split(|token| *token == Token::Slash).peekable();
    while let Some(step) = steps.next() {
        match step {
            [Token::Dot] => {}
            [Token::Test(text)] | [Token::Axis("child"), Token::Test(text)] => {
                path.steps.push(test(text, node)?);
            }
            [Token::At, Token::Test(text)] | [Token::Axis("attribute"), Token::Test(text)] => {
                if !is_field {
                    return Err("a selector cannot lead to attributes".to_string());
                }
                if steps.peek().is_some() {
                    return Err("an attribute can only be the last step".to_string());
                }
                path.attribute = Some(test(text, node)?);
            }
            [] => return Err("a step is missing".to_string()),
            _ => {
                let paths = if is_field { "`a/b`, `.//a`, `.`, `@a`" } else { "`a/b`, `.//a`, `.`" };
                return Err(format!("expected paths such as {paths}, with `|` between them"));
            }
        }
    }
    Ok(path)
}

/// Names without a prefix are in no namespace.
fn test(text: &str, node: Node<'_, '_>) -> Result<NameTest, String> {
    if text == "*" {
        return Ok(NameTest::Any);
    }
    let Some((prefix, local)) = text.split_once(':') else {
        if !is_ncname(text) {
            return Err(format!("`{text}` is not a name"));
        }
        return Ok(NameTest::Name(QName { namespace: None, local: text.to_string() }));
    };
    if !is_ncname(prefix) || (local != "*" && !is_ncname(local)) {
        return Err(format!("`{text}` is not a name"));
    }
    let Some(Some(namespace)) = namespace_of(node, Some(prefix)) else {
        return Err(format!("the prefix `{prefix}` is not bound to a namespace"));
    };
    Ok(match local {
        "*" => NameTest::Namespace(namespace),
        local => NameTest::Name(QName { namespace: Some(namespace), local: local.to_string() }),
    })
}
