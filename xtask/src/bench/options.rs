//! The command line of `cargo xtask bench`.

use lexopt::{Arg, Parser, ValueExt as _};

pub(crate) const HELP: &str = "\
cargo xtask bench                     decoding and encoding: instructions, allocations, time, memory
    --ours                            without the other readers: much less to compile
    --shape S, --case C               only these documents (schedules, detections, knowledge_base, findings), these cases
    --bytes N                         documents of as many bytes; a million if not said
cargo xtask bench --stream            a document of a gigabyte, record by record and whole; --bytes N
cargo xtask bench --compile           compiling the crate, beside the same types with serde derive; --case C
cargo xtask bench --generator DIR...  the generator by stage, on schemas/ and on other folders of schemas
cargo xtask bench --budget            sizes that have a budget; fails if one is over it
    --write                           with any of these: write the results to bench/results/
";

/// What to measure.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum What {
    /// Decoding and encoding.
    #[default]
    Cases,
    /// A document of a gigabyte.
    Stream,
    /// Compiling.
    Compile,
    /// The generator.
    Generator,
    /// One run of the generator, for [`What::Generator`].
    Generate,
    /// Sizes against their budget.
    Budget,
    /// What there is.
    Help,
}

/// What to measure, and how.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// What to measure.
    pub(crate) what: What,
    /// Shapes; all if none is named.
    pub(crate) shapes: Vec<String>,
    /// Parts of the names of cases; all if none is named.
    pub(crate) cases: Vec<String>,
    /// Bytes of a document.
    pub(crate) bytes: Option<u64>,
    /// This crate alone, without what it is compared with.
    pub(crate) ours: bool,
    /// Write the results into the repository.
    pub(crate) write: bool,
    /// Folders of schemas.
    pub(crate) folders: Vec<String>,
}

impl Options {
    /// The command that measures the same. Folders are not named: they are wherever they are.
    pub(crate) fn command(&self) -> String {
        let mut command = "cargo xtask bench".to_owned();
        let mut add = |part: &str| {
            command.push(' ');
            command.push_str(part);
        };
        match self.what {
            What::Stream => add("--stream"),
            What::Compile => add("--compile"),
            What::Generator => add("--generator"),
            _ => {}
        }
        if !self.folders.is_empty() {
            add("DIR...");
        }
        if self.ours {
            add("--ours");
        }
        self.shapes.iter().for_each(|shape| add(&format!("--shape {shape}")));
        self.cases.iter().for_each(|case| add(&format!("--case '{case}'")));
        if let Some(bytes) = self.bytes {
            add(&format!("--bytes {bytes}"));
        }
        if self.write {
            add("--write");
        }
        command
    }

    pub(crate) fn read(mut arguments: Parser) -> Result<Self, String> {
        let mut options = Self::default();
        let wrong = |error: lexopt::Error| error.to_string();
        while let Some(argument) = arguments.next().map_err(wrong)? {
            match argument {
                Arg::Long("ours") => options.ours = true,
                Arg::Long("write") => options.write = true,
                Arg::Long("stream") => options.what = What::Stream,
                Arg::Long("compile") => options.what = What::Compile,
                Arg::Long("generator") => options.what = What::Generator,
                Arg::Long("generate") => options.what = What::Generate,
                Arg::Long("budget") => options.what = What::Budget,
                Arg::Long("help") | Arg::Short('h') => options.what = What::Help,
                Arg::Long("shape") => {
                    options.shapes.push(arguments.value().and_then(|value| value.string()).map_err(wrong)?);
                }
                Arg::Long("case") => {
                    options.cases.push(arguments.value().and_then(|value| value.string()).map_err(wrong)?);
                }
                Arg::Long("bytes") => {
                    options.bytes = Some(arguments.value().and_then(|value| value.parse()).map_err(wrong)?);
                }
                Arg::Value(folder) if matches!(options.what, What::Generator | What::Generate) => {
                    options.folders.push(folder.string().map_err(wrong)?);
                }
                other => return Err(format!("{}\n\n{}", other.unexpected(), HELP.trim_end())),
            }
        }
        Ok(options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_says_all_that_was_asked_for() {
        let command =
            |arguments: &[&str]| Options::read(Parser::from_args(arguments)).map(|options| options.command());
        for asked in [
            &[][..],
            &["--write"],
            &["--compile", "--case", "'all families'", "--case", "'decoding'", "--write"],
            &["--ours", "--shape", "detections", "--bytes", "1000"],
            &["--stream", "--write"],
        ] {
            let unquoted: Vec<&str> = asked.iter().map(|part| part.trim_matches('\'')).collect();
            let expected = ["cargo xtask bench"].iter().chain(asked).copied().collect::<Vec<_>>().join(" ");
            assert_eq!(command(&unquoted), Ok(expected));
        }
        let generator = command(&["--generator", "some/folder", "--write"]);
        assert_eq!(generator.as_deref(), Ok("cargo xtask bench --generator DIR... --write"));
        assert!(command(&["--no-such-option"]).is_err());
    }
}
