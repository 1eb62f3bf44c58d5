//! The chart of the README: instructions for each byte that is decoded.

use super::documents::Document;
use super::measure::Figure;
use super::table::OURS;
use std::fmt::Write as _;

/// What is shown, in this order.
const CASES: [&str; 7] = [
    "memchr for <",
    OURS,
    "quick-xml events",
    "roxmltree",
    "instant-xml decode",
    "quick-xml serde decode",
    "xsd-parser decode",
];

const WIDTH: f64 = 720.0;
const LEFT: f64 = 190.0;
const BAR: f64 = 16.0;
const STEP: f64 = 21.0;

/// An SVG image; none if there are no instructions to show.
pub(crate) fn svg(results: &[(Document, Vec<Figure>)]) -> Option<String> {
    let bars = |document: &Document, figures: &[Figure]| -> Vec<(String, f64)> {
        let cost = |figure: &Figure| Some(figure.instructions? as f64 / document.written.bytes as f64);
        let named = |name: &&str| figures.iter().find(|figure| figure.case == **name);
        CASES
            .iter()
            .filter_map(named)
            .filter_map(|figure| Some((figure.case.clone(), cost(figure)?)))
            .collect()
    };
    let groups: Vec<(String, Vec<(String, f64)>)> = results
        .iter()
        .map(|(document, figures)| (document.name.replace('_', " "), bars(document, figures)))
        .filter(|(_, bars)| !bars.is_empty())
        .collect();
    let most = groups.iter().flat_map(|(_, bars)| bars).map(|(_, cost)| *cost).fold(0.0, f64::max);
    if most <= 0.0 {
        return None;
    }
    let mut body = String::new();
    let mut y = 44.0;
    for (name, bars) in &groups {
        let _ = writeln!(body, r#"<text x="12" y="{y:.0}" font-weight="bold">{}</text>"#, escape(name));
        y += 10.0;
        for (case, cost) in bars {
            let width = (cost / most * (WIDTH - LEFT - 60.0)).max(1.0);
            let class = if case == OURS { "ours" } else { "other" };
            let text = y + BAR - 4.0;
            let _ = writeln!(
                body,
                r#"<text x="{:.0}" y="{text:.0}" text-anchor="end">{}</text><rect class="{class}" x="{LEFT:.0}" y="{y:.0}" width="{width:.1}" height="{BAR:.0}"/><text x="{:.1}" y="{text:.0}">{cost:.1}</text>"#,
                LEFT - 8.0,
                escape(case),
                LEFT + width + 6.0,
            );
            y += STEP;
        }
        y += 24.0;
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH:.0} {y:.0}\" width=\"{WIDTH:.0}\" height=\"{y:.0}\" \
         font-family=\"sans-serif\" font-size=\"12\">\n\
         <style>text {{ fill: #24292f }} .ours {{ fill: #0969da }} .other {{ fill: #afb8c1 }}</style>\n\
         <rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n\
         <text x=\"12\" y=\"20\">Instructions for each byte of a document that is read; less is better</text>\n\
         {body}</svg>\n"
    ))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::{Document, Figure, svg};
    use qualys_documents::Written;

    fn results(instructions: Option<u64>) -> Vec<(Document, Vec<Figure>)> {
        let document = Document {
            name: "knowledge_base".into(),
            path: "k.xml".into(),
            written: Written { records: 1, bytes: 100 },
        };
        let figure = |case: &str| Figure {
            case: case.into(),
            records: 1,
            seconds: 1.0,
            peak: 1,
            instructions,
            allocations: None,
        };
        vec![(document, vec![figure("memchr for <"), figure("qualys decode"), figure("qualys encode")])]
    }

    #[test]
    fn a_chart_has_a_bar_for_each_reader() {
        let svg = svg(&results(Some(250))).expect("a chart");
        let parsed = svg.matches("<rect class=").count();
        assert_eq!(parsed, 2, "{svg}");
        assert!(
            svg.contains(">knowledge base<") && svg.contains(">memchr for &lt;<") && svg.contains(">2.5<")
        );
    }

    #[test]
    fn without_instructions_there_is_no_chart() {
        assert_eq!(svg(&results(None)), None);
    }
}
