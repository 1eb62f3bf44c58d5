//! Lists of rows: a schema a line, or a schema, a document and what is expected of it.

use super::{Instance, Schema};
use crate::row::{Expects, Row, Test};

/// Pairs of schema and document.
pub fn pairs(list: &str) -> Result<Vec<Row>, String> {
    list.lines().enumerate().map(|(number, line)| pair(number + 1, line)).collect()
}

fn pair(number: usize, line: &str) -> Result<Row, String> {
    let parts: Vec<&str> = line.split('\t').collect();
    let [schema, document, validity] = parts.as_slice() else {
        return Err(format!("line {number} of the list: expected a schema, a document and a validity"));
    };
    let expects = match *validity {
        "valid" => Expects::Accepted,
        "invalid" => Expects::Refused,
        other => return Err(format!("line {number} of the list: `{other}` is no validity")),
    };
    let test = Instance { schema: vec![(*schema).to_owned()], document: (*document).to_owned() };
    let id = format!("{document} < {schema}");
    Ok(Row { id, kind: format!("{} {validity}", contributor(schema)), test: Test::Instance(test), expects })
}

/// Schemas of one document each, all of them valid.
pub fn schemas(list: &str) -> Vec<Row> {
    let row = |path: &str| {
        let test = Test::Schema(Schema { documents: vec![path.to_owned()] });
        Row { id: path.to_owned(), kind: contributor(path).to_owned(), test, expects: Expects::Accepted }
    };
    list.lines().filter(|line| !line.is_empty()).map(row).collect()
}

/// `ms` for `xsts/msData/regex/reS17.xsd`.
fn contributor(path: &str) -> &str {
    let folder = path.split('/').nth(1).unwrap_or(path);
    folder.strip_suffix("Data").unwrap_or(folder)
}
