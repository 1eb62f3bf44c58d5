//! Damaged descriptions: anything but a panic.

use super::{SCHEMAS, lower, model, run};
use crate::api;
use crate::api::tests::SAMPLE;
use crate::diagnostic::Diagnostics;
use crate::source::{SourceFile, Sources};
use expect_test::expect;

#[test]
fn the_sample_changed_at_random() {
    let pieces = [
        "'",
        "\"",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        "|",
        ",",
        "?",
        "+",
        "*",
        "=",
        "..",
        "1..5",
        "='x'",
        "{3..9}",
        "\n",
        "\r\n",
        "\\",
        "\\u0041",
        "é",
        "\u{0}",
        "#",
        "[groups.x]\n",
        "[parameters.x]\n",
        "[operations.x]\n",
        "model = \"a | b\"\n",
        "occurrence",
        "before_notify",
        "id",
        "{id}",
        "target",
        "weekly",
        "filters",
        "preferences?",
        "WebApp(name)",
        ":Root",
        "values = [\"a\"]\n",
        "list = \",\"\n",
        "type = \"int\"\n",
        "-",
        "99999999999999999999",
        "true",
        "false",
    ];
    let mut sources = Sources::default();
    let model = model(&mut sources);
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    let (mut clean, mut lowered) = (0, 0);
    for _ in 0..2_000 {
        let mut text: Vec<char> = SAMPLE.chars().collect();
        for _ in 0..=random.below(3) {
            let at = random.below(text.len());
            match random.below(4) {
                0 => drop(text.drain(at..(at + 1 + random.below(12)).min(text.len()))),
                1 => {
                    let from = random.below(text.len());
                    let copied: Vec<_> = text[from..(from + random.below(60)).min(text.len())].to_vec();
                    text.splice(at..at, copied);
                }
                _ => drop(text.splice(at..at, pieces[random.below(pieces.len())].chars())),
            }
        }
        let file = SourceFile::new("test.toml", text.into_iter().collect::<String>());
        let mut sources = sources.clone();
        let source = sources.add(file.clone());
        let mut diagnostics = Diagnostics::default();
        let description = api::parse(source, &file.text, &mut diagnostics);
        lowered += usize::from(description.is_some());
        if let Some(description) = description {
            lower("vm/2.0/test", &file, &description, &model, &mut diagnostics);
        }
        clean += usize::from(diagnostics.iter().count() == 0);
        assert!(diagnostics.iter().all(|one| one.span.source.0 as usize == SCHEMAS.len()));
        if diagnostics.iter().count() < 8 {
            let _ = diagnostics.render(&sources, false);
        }
    }
    assert!(lowered > 300, "few of the mutations are still TOML: {lowered}");
    assert!(clean < 1_000, "few of the mutations do harm: {clean} do not");
}

#[test]
fn the_sample_cut_off_at_every_line() {
    // Everything is used once there is the search; from there on, cuts between operations do no harm.
    let ends = SAMPLE.match_indices('\n').map(|(end, _)| end);
    let clean = ends.filter(|end| run(&SAMPLE[..*end]).1.is_empty());
    let mut next: Vec<_> =
        clean.filter_map(|end| SAMPLE[end + 1..].lines().find(|line| !line.is_empty())).collect();
    next.dedup();
    expect![[r#"
        [operations.cancel]
        [operations.about]"#]]
    .assert_eq(&next.join("\n"));
}

#[test]
fn groups_of_groups_stay_small() {
    let double = |depth: usize| {
        let mut text = String::from("operations.a: model = 'g0'\n");
        for at in 0..depth {
            text.push_str(&format!(
                "groups.g{at}: model = \"(x{at}='1', g{0}) | (x{at}='2', g{0})\"\n",
                at + 1
            ));
        }
        text.push_str(&format!("groups.g{depth}: model = \"y='1'\"\n"));
        run(&super::description(&text)).1
    };
    assert_eq!(double(1), "");
    assert!(double(20).contains("the content model has more than 2048 parts"));
    let chain = |depth: usize| {
        let mut text = String::from("operations.a: model = 'g0, z'\nparameters.z: type = 'int'\n");
        (0..depth)
            .for_each(|at| text.push_str(&format!("groups.g{at}: model = \"y{at}='1', g{}\"\n", at + 1)));
        text.push_str(&format!("groups.g{depth}: model = \"y='1'\"\n"));
        run(&super::description(&text)).1
    };
    assert_eq!(chain(10), "");
    assert!(chain(5_000).contains("groups are nested deeper than 64"));
    let wide: String = (0..40).map(|at| format!("g{at}?, ")).collect();
    let mut text = String::new();
    for at in 0..40 {
        let parts: String = (0..40).map(|part| format!("p{at}x{part}='1', ")).collect();
        text.push_str(&format!("groups.g{at}: model = \"{}\"\n", parts.trim_end_matches(", ")));
    }
    for at in 0..50 {
        text.push_str(&format!("operations.o{at}: model = \"{}\"\n", wide.trim_end_matches(", ")));
    }
    assert!(run(&super::description(&text)).1.contains("expand to more than 65536 parts"));
}

/// xorshift64*
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        (number % limit.max(1) as u64) as usize
    }
}
