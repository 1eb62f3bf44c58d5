//! What of the crate is stable enough to have a budget: lines of generated code, and the size of a small program.

use crate::tree;
use qualys_codegen::rust::ItemKind;
use std::fs;
use std::path::Path;

/// The sizes that have a budget.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sizes {
    /// Types of the schemas.
    types: usize,
    /// Their fields, the variants of choices among them.
    fields: usize,
    /// Lines of code that describe them, without documentation, imports and blank lines.
    lines: usize,
    /// KiB of the stripped program `bench/schedules`.
    program: u64,
}

/// The most that each may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Budget {
    lines_per_type: f64,
    lines_per_field: f64,
    program_kib: f64,
}

impl Sizes {
    /// Counts the lines, and builds the program.
    pub(crate) fn of(root: &Path) -> Result<Self, String> {
        let generated = qualys_documents::schemas::read_and_generate(&root.join("schemas"))
            .map_err(|error| error.to_string())?;
        let mut sizes = Self { types: 0, fields: 0, lines: 0, program: program(root)? };
        for module in &generated.krate.modules {
            let path = root.join("generated/src").join(module.path.join("/")).with_extension("rs");
            sizes.lines += lines(&tree::text(&path)?);
            for item in &module.items {
                sizes.types += 1;
                sizes.fields += match &item.kind {
                    ItemKind::Record { fields, .. } => fields.len(),
                    ItemKind::Choice { variants, .. } => variants.len(),
                    ItemKind::Enumeration { words } => words.len(),
                };
            }
        }
        Ok(sizes)
    }

    fn per_type(&self) -> f64 {
        self.lines as f64 / self.types.max(1) as f64
    }

    fn per_field(&self) -> f64 {
        self.lines as f64 / self.fields.max(1) as f64
    }

    /// For people.
    pub(crate) fn text(&self) -> String {
        format!(
            "{} types with {} fields and words in {} lines: {:.2} a type, {:.2} a field; the program has {} KiB",
            self.types,
            self.fields,
            self.lines,
            self.per_type(),
            self.per_field(),
            self.program
        )
    }

    /// Fails if one of them is over its budget.
    pub(crate) fn check(&self, budget: &Budget) -> Result<(), String> {
        let sizes = [
            ("lines_per_type", self.per_type(), budget.lines_per_type),
            ("lines_per_field", self.per_field(), budget.lines_per_field),
            ("program_kib", self.program as f64, budget.program_kib),
        ];
        let over = sizes.iter().filter(|(_, size, most)| size > most);
        let over: Vec<String> =
            over.map(|(name, size, most)| format!("{name} is {size:.2}, and may be {most}")).collect();
        if over.is_empty() {
            return Ok(());
        }
        let advice = "make it smaller, or raise the budget in bench/budget.toml and say why in the commit";
        Err(format!("{}; {advice}", over.join("; ")))
    }
}

impl Budget {
    /// Reads `bench/budget.toml`.
    pub(crate) fn read(root: &Path) -> Result<Self, String> {
        let text = tree::text(&root.join("bench/budget.toml"))?;
        let value = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name)?.trim().strip_prefix('='));
            let number = line.and_then(|number| number.trim().parse().ok());
            number.ok_or_else(|| format!("bench/budget.toml: expected a line `{name} = <number>`"))
        };
        Ok(Self {
            lines_per_type: value("lines_per_type")?,
            lines_per_field: value("lines_per_field")?,
            program_kib: value("program_kib")?,
        })
    }
}

/// Lines of code.
fn lines(text: &str) -> usize {
    let code = |line: &&str| !line.is_empty() && !line.starts_with("//") && !line.starts_with("use ");
    text.lines().map(str::trim).filter(code).count()
}

/// The size of the small program, in KiB.
fn program(root: &Path) -> Result<u64, String> {
    super::super::cargo(
        root,
        &["build", "--quiet", "--release", "--manifest-path", "bench/schedules/Cargo.toml"],
    )?;
    let program = super::super::built(root).join("release").join("qualys-bench-schedules");
    let size = fs::metadata(&program).map_err(|error| format!("{}: {error}", program.display()))?.len();
    Ok(size / 1024)
}

#[cfg(test)]
mod tests {
    use super::{Budget, Sizes, lines};

    const SIZES: Sizes = Sizes { types: 10, fields: 40, lines: 100, program: 500 };

    #[test]
    fn documentation_and_imports_are_no_code() {
        assert_eq!(
            lines("//! Docs.\n\nuse a::b;\n\n/// Docs.\npub struct A {\n    /// Docs.\n    b: u8,\n}\n"),
            3
        );
    }

    #[test]
    fn what_is_over_its_budget_is_named() {
        let budget = Budget { lines_per_type: 10.0, lines_per_field: 2.5, program_kib: 500.0 };
        assert_eq!(SIZES.check(&budget), Ok(()));
        let tight = Budget { program_kib: 499.0, lines_per_field: 2.0, ..budget };
        let error = SIZES.check(&tight).unwrap_err();
        assert!(error.contains("program_kib is 500.00, and may be 499"), "{error}");
        assert!(error.contains("lines_per_field is 2.50") && !error.contains("lines_per_type"), "{error}");
    }
}
