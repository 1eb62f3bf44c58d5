//! The generated code stays small: tables cost less than the types that they serve.

use qualys_tests::files::{below, repository};
use std::fs;

/// Lines of types and lines of tables, without documentation, blank lines and imports.
fn lines(text: &str) -> (usize, usize) {
    let (mut types, mut tables, mut in_table) = (0, 0, false);
    for line in text.lines().map(str::trim) {
        if line.is_empty() || line.starts_with("//") || line.starts_with("use ") {
            continue;
        }
        let begins =
            ["record!", "choice!", "enumeration!", "document!"].iter().any(|name| line.starts_with(name));
        if begins || in_table {
            tables += 1;
            in_table = !line.ends_with(" }");
        } else {
            types += 1;
        }
    }
    (types, tables)
}

#[test]
fn tables_take_no_more_than_twice_the_lines_of_their_types() {
    let (mut types, mut tables) = (0, 0);
    for path in below(&repository().join("generated/src"), "rs") {
        let text = fs::read_to_string(&path).expect("a generated file");
        if !text.contains("\nuse qualys_runtime::{") || text.contains("qualys_runtime::request") {
            continue;
        }
        let (more_types, more_tables) = lines(&text);
        (types, tables) = (types + more_types, tables + more_tables);
    }
    println!("{types} lines of types, {tables} lines of tables");
    assert!(types > 3000, "{types} lines of types");
    assert!(tables <= 2 * types, "{tables} lines of tables for {types} of types");
}
