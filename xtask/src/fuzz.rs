//! `cargo xtask fuzz`: builds the targets of `fuzz/` with instrumentation and runs each for a while, from seeds that the
//! repository has. A stable toolchain will do; `cargo fuzz` runs the same targets, with sanitizers too.

use crate::tree;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What libFuzzer needs to see where an input leads; what `cargo fuzz` sets.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares";

/// Where seeds of a target come from: a folder, the extension of its files, and what stands before each.
struct Source {
    target: &'static str,
    folder: &'static str,
    extension: &'static str,
    before: &'static str,
}

const SEEDS: &[Source] = &[
    Source { target: "api", folder: "schemas", extension: "toml", before: "" },
    Source { target: "dtd", folder: "schemas", extension: "dtd", before: "" },
    Source { target: "xsd", folder: "schemas", extension: "xsd", before: "" },
    Source { target: "instance", folder: "schemas", extension: "xsd", before: "" },
    Source { target: "fixups", folder: "schemas", extension: "toml", before: "" },
    Source { target: "decode", folder: "tests/fixtures/vm", extension: "xml", before: "" },
    Source { target: "round_trip", folder: "tests/fixtures/vm", extension: "xml", before: "" },
    Source { target: "chunks", folder: "tests/fixtures/vm", extension: "xml", before: "\u{7}" },
    Source { target: "differential", folder: "tests/fixtures/vm", extension: "xml", before: "" },
    Source { target: "document", folder: "tests/fixtures/was", extension: "xml", before: "" },
];

/// Seeds that stand for themselves.
const TEXTS: &[(&str, &[&str])] = &[
    (
        "pattern",
        &[
            "[a-z]+\\d?\u{0}ab1",
            "(a|b)*c{2,3}\u{0}abcc",
            "[\\p{L}-[aeiou]]\\i\\c*\u{0}bé",
            "\\d{3}-\\d{4}\u{0}555-1234",
        ],
    ),
    (
        "value",
        &[
            "dateTime\u{0}2024-02-29T24:00:00Z",
            "decimal\u{0}-0.50",
            "float\u{0}INF",
            "duration\u{0}P1Y2M3DT4H5M6.7S",
            "base64Binary\u{0}YQ==",
        ],
    ),
    ("document", &["<list xmlns='urn:a'><item id='a'><one/><see>a</see><a>1</a><b>1 x</b></item></list>"]),
    ("with_dtd", &[DECLARED]),
    ("decode", &[ANSWER]),
    ("round_trip", &[ANSWER]),
    ("differential", &[ANSWER]),
];

const ANSWER: &str = "<ANSWER version=\"1\"><TIME>2024-02-06T08:05:09Z</TIME><NOTE><![CDATA[a & b]]></NOTE><WEEKLY weekdays=\"1,4\"/>\
<IPS><IP>192.0.2.1</IP></IPS><HOST_LIST><HOST><ID>1</ID><NAME>n</NAME><TAGS><TAG>t</TAG></TAGS></HOST></HOST_LIST><x y='z'/></ANSWER>";

const DECLARED: &str = "<!ENTITY % c '(#PCDATA|b|c)*'><!ELEMENT a %c;><![INCLUDE[<!ELEMENT b (c?, (d | b)+)>]]><!ELEMENT c EMPTY>\
<!ELEMENT d ANY><!NOTATION n PUBLIC 'p'><!ENTITY u SYSTEM 'u' NDATA n><!ATTLIST a id ID #REQUIRED y NMTOKENS '1 2' z ENTITY 'u'>\
<!ATTLIST d k (one|two) #IMPLIED r IDREFS #IMPLIED f CDATA #FIXED 'f'>\u{0}<?xml version='1.0' standalone='no'?><!DOCTYPE a SYSTEM \
'any.dtd' [<!ENTITY e '<b><c/>&f;</b>'><!ENTITY f '<d/>'><!ATTLIST a x CDATA 'own'>]><a id='i' y=' 1  2'>&e;<![CDATA[<&]]>\
&lt;&#60;<b><d k='one' r='i'>é</d></b><?p i?></a><!-- end -->";

/// How long each target runs unless something else is said: a look, for every change. Who searches takes hours.
pub(crate) const SECONDS: u32 = 4;

/// Runs one target, or all of them, each for so many seconds.
pub(crate) fn run(root: &Path, target: Option<&str>, seconds: u32) -> Result<ExitCode, String> {
    let targets = targets(root)?;
    if let Some(unknown) = target.filter(|target| !targets.iter().any(|known| known == target)) {
        return Err(format!("no target `{unknown}`; there are {}", targets.join(", ")));
    }
    let chosen: Vec<&String> =
        targets.iter().filter(|known| target.is_none_or(|target| target == *known)).collect();
    let binaries = build(root, &chosen)?;
    for name in chosen {
        let corpus = root.join("fuzz/corpus").join(name);
        let artifacts = root.join("fuzz/artifacts").join(name);
        seed(root, name, &corpus)?;
        make(&artifacts)?;
        println!("fuzzing {name} for {seconds} s");
        let log = root.join("fuzz/artifacts").join(format!("{name}.log"));
        let out = fs::File::create(&log).map_err(|error| format!("{}: {error}", log.display()))?;
        let status = Command::new(binaries.join(name))
            .arg(&corpus)
            .arg(format!("-max_total_time={seconds}"))
            .arg(format!("-artifact_prefix={}/", artifacts.display()))
            .args(["-timeout=60", "-rss_limit_mb=2048", "-max_len=65536", "-seed=1", "-print_final_stats=1"])
            .stderr(out)
            .status()
            .map_err(|error| format!("{name}: {error}"))?;
        let text = fs::read_to_string(&log).unwrap_or_default();
        if !status.success() {
            return Err(format!("{name}: something does not hold; see {}\n{}", log.display(), tail(&text)));
        }
        let runs = text.lines().find_map(|line| line.strip_prefix("stat::number_of_executed_units:"));
        println!("    {} inputs", runs.map_or("?", str::trim));
    }
    Ok(ExitCode::SUCCESS)
}

/// The targets that the manifest names.
fn targets(root: &Path) -> Result<Vec<String>, String> {
    let manifest = tree::text(&root.join("fuzz/Cargo.toml"))?;
    let bins = manifest.split("[[bin]]").skip(1);
    let names = bins.filter_map(|bin| bin.split("name = \"").nth(1)?.split('"').next());
    Ok(names.map(str::to_owned).collect())
}

/// Builds targets, and says where they are. With the host named as the target, build scripts stay without instrumentation.
fn build(root: &Path, targets: &[&String]) -> Result<PathBuf, String> {
    let version = Command::new("rustc").arg("-vV").output().map_err(|error| format!("rustc: {error}"))?;
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).ok_or("rustc names no host")?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let folder = root.join("target/fuzz");
    let mut command = Command::new(cargo);
    command.current_dir(root).env("RUSTFLAGS", FLAGS);
    command.args(["build", "--quiet", "--release", "--manifest-path", "fuzz/Cargo.toml", "--target", host]);
    command.arg("--target-dir").arg(&folder);
    for name in targets {
        command.args(["--bin", name]);
    }
    let status = command.status().map_err(|error| format!("cargo did not start: {error}"))?;
    if status.success() {
        Ok(folder.join(host).join("release"))
    } else {
        Err("the targets did not build".to_owned())
    }
}

/// Puts the seeds of a target into its corpus.
fn seed(root: &Path, target: &str, corpus: &Path) -> Result<(), String> {
    make(corpus)?;
    let write = |name: &str, text: &str| {
        let path = corpus.join(name);
        fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
    };
    for source in SEEDS.iter().filter(|source| source.target == target) {
        for (path, text) in tree::read(&root.join(source.folder))? {
            if path.extension().is_some_and(|extension| extension == source.extension) {
                let name = path.to_string_lossy().replace(['/', '\\'], "-");
                write(&name, &format!("{}{text}", source.before))?;
            }
        }
    }
    for (_, texts) in TEXTS.iter().filter(|(name, _)| *name == target) {
        for (number, text) in texts.iter().enumerate() {
            write(&format!("seed-{number}"), text)?;
        }
    }
    Ok(())
}

fn make(folder: &Path) -> Result<(), String> {
    fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))
}

/// The last lines of what a target said.
fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines[lines.len().saturating_sub(25)..].join("\n")
}
