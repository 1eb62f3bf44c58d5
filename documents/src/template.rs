//! Templates: how a text of a shape is written.

use crate::text;
use fastrand::Rng;
use serde::Deserialize;

/// A text with gaps that are filled at random: `10.0.{0..255}.{1..254}`, `{words 2..5}`, `{lines 1..9}`, `{html 20..60}`,
/// `{time}`, `{uuid}`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Template(Vec<Piece>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    Number(u64, u64),
    Words(u64, u64),
    Lines(u64, u64),
    Html(u64, u64),
    Time,
    Uuid,
}

impl Template {
    /// Appends a text.
    pub(crate) fn fill(&self, random: &mut Rng, out: &mut String) {
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Number(least, most) => out.push_str(&random.u64(*least..=*most).to_string()),
                Piece::Words(least, most) => text::words(random, (*least, *most), out),
                Piece::Lines(least, most) => text::lines(random, (*least, *most), out),
                Piece::Html(least, most) => text::html(random, (*least, *most), out),
                Piece::Time => text::time(random, out),
                Piece::Uuid => text::uuid(random, out),
            }
        }
    }
}

impl TryFrom<String> for Template {
    type Error = String;

    fn try_from(source: String) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = source.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            let (gap, after) =
                after.split_once('}').ok_or_else(|| format!("`{source}` has a `{{` without its `}}`"))?;
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            pieces.push(piece(gap).ok_or_else(|| {
                let known = "{1..5}, {words 1..5}, {lines 1..5}, {html 1..5}, {time}, {uuid}";
                format!("`{{{gap}}}` is no gap in a template; there are {known}")
            })?);
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self(pieces))
    }
}

fn piece(gap: &str) -> Option<Piece> {
    let range = |text: &str| {
        let (least, most) = text.split_once("..")?;
        let (least, most) = (least.parse().ok()?, most.parse().ok()?);
        (least <= most).then_some((least, most))
    };
    Some(match gap.split_once(' ') {
        None if gap == "time" => Piece::Time,
        None if gap == "uuid" => Piece::Uuid,
        None => range(gap).map(|(least, most)| Piece::Number(least, most))?,
        Some(("words", count)) => range(count).map(|(least, most)| Piece::Words(least, most))?,
        Some(("lines", count)) => range(count).map(|(least, most)| Piece::Lines(least, most))?,
        Some(("html", count)) => range(count).map(|(least, most)| Piece::Html(least, most))?,
        Some(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Template;
    use fastrand::Rng;

    fn fill(template: &str) -> Result<String, String> {
        let mut out = String::new();
        Template::try_from(template.to_owned())?.fill(&mut Rng::with_seed(1), &mut out);
        Ok(out)
    }

    #[test]
    fn gaps_are_filled() {
        assert_eq!(fill("plain").as_deref(), Ok("plain"));
        assert_eq!(fill("a{7..7}b{0..0}").as_deref(), Ok("a7b0"));
        assert_eq!(fill("{words 3..3}").unwrap().split(' ').count(), 3);
        assert_eq!(fill("{lines 4..4}").unwrap().lines().count(), 4);
        assert_eq!(fill("{uuid}").unwrap().len(), 36);
        assert_eq!(fill("{time}").unwrap().len(), "2024-01-01T00:00:00Z".len());
    }

    #[test]
    fn what_is_no_gap_is_refused() {
        for wrong in ["{", "{}", "{5..1}", "{words}", "{words 1}", "{letters 1..2}", "a{1..2"] {
            assert!(fill(wrong).is_err(), "{wrong}");
        }
    }
}
