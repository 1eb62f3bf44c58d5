//! Schemas and documents that are right, with tokens left out, doubled, exchanged and put elsewhere. They come from this
//! repository, and from the suites when `cargo xtask conformance` has unpacked those.

use proptest::prelude::*;
use proptest::sample::Index;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// No input of this size may take longer, however busy the machine is.
const BOUND: Duration = Duration::from_secs(60);

/// Larger seeds take their time for no new shapes.
const LARGEST: u64 = 24 << 10;

struct Seeds {
    dtd: Vec<String>,
    xsd: Vec<String>,
    api: Vec<String>,
    fixups: Vec<String>,
    xml: Vec<String>,
    /// A DTD, a zero byte, and a document that it declares.
    declared: Vec<String>,
}

static SEEDS: LazyLock<Seeds> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let of = |folder: &str, extension: &str, every: usize| texts(&root.join(folder), extension, every);
    let with = |folders: &[(&str, usize)], extension: &str| -> Vec<String> {
        folders.iter().flat_map(|(folder, every)| of(folder, extension, *every)).collect()
    };
    let fixups = std::fs::read_to_string(root.join("schemas/fixups.toml")).unwrap();
    // An entry each: a whole file would be one seed.
    let fixups = fixups.split_inclusive("\n\n").map(str::to_owned).collect();
    Seeds {
        dtd: with(&[("schemas", 1), ("target/conformance/schemas-in-use", 3)], "dtd"),
        xsd: with(
            &[
                ("schemas", 1),
                ("codegen", 1),
                ("tests/conformance/src", 1),
                ("target/conformance/xsts/msData", 40),
                ("target/conformance/xsts/sunData", 10),
            ],
            "xsd",
        ),
        api: with(&[("schemas", 1)], "toml")
            .into_iter()
            .filter(|text| text.contains("[operations"))
            .collect(),
        fixups,
        xml: with(&[("tests/fixtures", 4)], "xml"),
        declared: declared(&root, &of),
    }
});

/// A document of each folder of fixtures, with the DTD that the folder is named after; and those of the W3C's suite that
/// declare what they need themselves.
fn declared(root: &Path, of: &dyn Fn(&str, &str, usize) -> Vec<String>) -> Vec<String> {
    let mut found = of("target/conformance/xmlconf/xmlconf/xmltest/valid/sa", "xml", 4);
    for family in ["assets/2.0", "common/2.0", "pc/2.0", "vm/2.0"] {
        let Ok(entries) = std::fs::read_dir(root.join("tests/fixtures").join(family)) else { continue };
        for name in entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()) {
            let schema = format!("{family}/{name}");
            let dtd = std::fs::read_to_string(root.join("schemas").join(&schema).with_extension("dtd"));
            let documents = of(&format!("tests/fixtures/{schema}"), "xml", 1);
            let small = documents.iter().map(|text| text.split_once("?>").map_or(&**text, |(_, rest)| rest));
            let small = small.filter(|text| !text.contains("<!DOCTYPE")).min_by_key(|text| text.len());
            if let (Ok(dtd), Some(document)) = (dtd, small) {
                let name = document.split_once('<').map_or("", |(_, rest)| rest);
                let root =
                    name.split(|one: char| !one.is_alphanumeric() && one != '_').next().unwrap_or_default();
                found.push(format!("{dtd}\0<!DOCTYPE {root} SYSTEM 'any.dtd'>{document}"));
            }
        }
    }
    found
}

/// The texts of one of so many files with an extension.
fn texts(folder: &Path, extension: &str, every: usize) -> Vec<String> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&next) else { continue };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                files.push(path);
            }
        }
    }
    files.sort();
    let small = |path: &PathBuf| path.metadata().is_ok_and(|data| data.len() <= LARGEST);
    let chosen = files.iter().filter(|path| small(path)).step_by(every);
    chosen.filter_map(|path| std::fs::read_to_string(path).ok()).collect()
}

#[derive(Debug, Clone)]
enum Change {
    Remove,
    Double,
    Replace(Index),
    Insert(Index),
    Swap(Index),
    Cut,
}

fn changes() -> impl Strategy<Value = Vec<(Index, Change)>> {
    let change = prop_oneof![
        3 => Just(Change::Remove),
        2 => Just(Change::Double),
        4 => any::<Index>().prop_map(Change::Replace),
        4 => any::<Index>().prop_map(Change::Insert),
        2 => any::<Index>().prop_map(Change::Swap),
        1 => Just(Change::Cut),
    ];
    prop::collection::vec((any::<Index>(), change), 1..5)
}

/// The seed, changed; other tokens come from another seed.
fn changed(seeds: &[String], seed: Index, other: Index, changes: &[(Index, Change)]) -> String {
    let ends = |one: char| one.is_whitespace() || "<>\"'=:()|,;%&[]/\n".contains(one);
    let mut tokens: Vec<&str> = seed.get(seeds).split_inclusive(ends).collect();
    let others: Vec<&str> = other.get(seeds).split_inclusive(ends).collect();
    for (at, change) in changes {
        if tokens.is_empty() || others.is_empty() {
            break;
        }
        let at = at.index(tokens.len());
        match change {
            Change::Remove => drop(tokens.remove(at)),
            Change::Double => tokens.insert(at, tokens[at]),
            Change::Replace(with) => tokens[at] = others[with.index(others.len())],
            Change::Insert(what) => tokens.insert(at, others[what.index(others.len())]),
            Change::Swap(with) => {
                let with = with.index(tokens.len());
                tokens.swap(at, with);
            }
            Change::Cut => tokens.truncate(at),
        }
    }
    tokens.concat()
}

fn within_bounds(target: fn(&[u8]), text: &str) {
    let start = Instant::now();
    target(text.as_bytes());
    assert!(start.elapsed() < BOUND, "took {:?}", start.elapsed());
}

macro_rules! mutated {
    ($($name:ident: $seeds:ident, $cases:literal, [$($target:ident),+];)+) => {
        proptest! {
            $(
                #![proptest_config(ProptestConfig { cases: $cases, ..ProptestConfig::default() })]
                #[test]
                fn $name(seed: Index, other: Index, changes in changes()) {
                    let text = changed(&SEEDS.$seeds, seed, other, &changes);
                    $(within_bounds(qualys_robustness::$target, &text);)+
                }
            )+
        }
    };
}

mod dtd {
    use super::*;
    mutated! { mutated_dtd: dtd, 300, [dtd]; }
}

mod xsd {
    use super::*;
    mutated! { mutated_xsd: xsd, 300, [xsd, instance]; }
}

mod api {
    use super::*;
    mutated! { mutated_api: api, 200, [api]; }
}

mod fixups {
    use super::*;
    mutated! { mutated_fixups: fixups, 200, [fixups]; }
}

mod xml {
    use super::*;
    mutated! { mutated_xml: xml, 400, [decode, round_trip, chunks, differential, document]; }
}

mod declared {
    use super::*;
    mutated! { mutated_declared: declared, 400, [with_dtd]; }
}

/// The seeds themselves, which are right: that they are read is what makes their mutations worth anything.
#[test]
fn seeds_are_there() {
    for (name, seeds) in [
        ("dtd", &SEEDS.dtd),
        ("xsd", &SEEDS.xsd),
        ("api", &SEEDS.api),
        ("xml", &SEEDS.xml),
        ("declared", &SEEDS.declared),
    ] {
        assert!(seeds.len() >= 4, "{name}: {} seeds", seeds.len());
    }
    assert!(SEEDS.fixups.len() > 10);
}
