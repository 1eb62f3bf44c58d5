//! Lists: the way to their records, the number of a record, and what comes after it.

use super::{check_diagnostics, description};
use expect_test::{Expect, expect};

/// An operation that answers a list, with these keys; the description has filters and parameters to choose from.
fn list(keys: &str) -> String {
    description(&format!(
        "parameters.id_min: type = 'unsignedInt'
         parameters.ids: type = 'long'; list = ','
         parameters.name: type = 'string'
         parameters.level: type = 'int'
         filters.id: type = 'long'; operators = ['GREATER']
         filters.rank: type = 'int'; operators = ['EQUALS']
         filters.title: type = 'string'; operators = ['GREATER']
         operations.uses: model = 'id_min?, ids?, name?, level?'
         operations.finds: body = 'filters?'
         operations.list: {keys}; returns = 'was/3.0/webapp:ServiceResponse'"
    ))
    .replace("operators = ['IN']\n", "")
}

#[track_caller]
fn refused(keys: &str, expected: Expect) {
    check_diagnostics(&list(keys), expected);
}

#[track_caller]
fn accepted(keys: &str, expected: Expect) {
    let text = list(keys);
    let (dump, diagnostics) = super::run(&text);
    assert_eq!(diagnostics, "", "no diagnostics are expected");
    let dump = dump.unwrap_or_default();
    let line = dump.lines().find(|line| line.starts_with("  records")).unwrap_or_default();
    expected.assert_eq(line);
}

#[test]
fn lists() {
    accepted("model = ''; records = 'data/WebApp'", expect!["  records data/WebApp by  after None"]);
    accepted("model = ''; records = 'data/Note'", expect!["  records data/Note by  after None"]);
    accepted("model = ''; records = 'page'", expect!["  records page by  after None"]);
    accepted(
        "model = 'id_min?'; records = 'data/WebApp'; id = 'owner/id'; after = 'id_min'",
        expect![[r#"  records data/WebApp by owner/id after Some(Parameter("id_min"))"#]],
    );
    accepted(
        "body = 'filters?'; records = 'data/WebApp'; id = 'id'; after = 'id'",
        expect![[r#"  records data/WebApp by id after Some(Filter("id"))"#]],
    );
    accepted(
        "body = 'filters?, preferences?'; page = 'last-id'; records = 'data/WebApp'; id = 'id'; after = 'startFromId'",
        expect![[r#"  records data/WebApp by id after Some(Preference("startFromId"))"#]],
    );
}

#[test]
fn ways_that_lead_to_no_list() {
    refused(
        "model = ''; records = 'data/WebAp'",
        expect![[r#"
        error: `data` has no element `WebAp`
          --> test.toml:52:17
           |
        52 | records = 'data/WebAp'
           |                 ^^^^^ expected a way of elements, from the outside in
           |
           = help: did you mean `WebApp`?"#]],
    );
    refused(
        "model = ''; records = 'count'",
        expect![[r#"
        error: `count` comes once at most in `ServiceResponse`
          --> test.toml:52:12
           |
        52 | records = 'count'
           |            ^^^^^ the last element of the way is the one that repeats"#]],
    );
    refused(
        "model = ''; records = 'page/WebApp'",
        expect![[r#"
        error: `page` comes more than once in `ServiceResponse`
          --> test.toml:52:12
           |
        52 | records = 'page/WebApp'
           |            ^^^^ only the last element of the way repeats"#]],
    );
    refused(
        "model = ''; records = 'data/value'",
        expect![[r#"
        error: `value` repeats together with others in `data`
          --> test.toml:52:17
           |
        52 | records = 'data/value'
           |                 ^^^^^ a record is one element"#]],
    );
    refused(
        "model = ''; records = 'count/x'",
        expect![[r#"
        error: `count` has no element `x`
          --> test.toml:52:18
           |
        52 | records = 'count/x'
           |                  ^ expected a way of elements, from the outside in"#]],
    );
}

#[test]
fn numbers_that_are_none() {
    refused(
        "model = ''; records = 'data/WebApp'; id = 'ids'",
        expect![[r#"
        error: `WebApp` has no element `ids`
          --> test.toml:53:7
           |
        53 | id = 'ids'
           |       ^^^ expected a way of elements, from the outside in
           |
           = help: did you mean `id`?"#]],
    );
    refused(
        "model = ''; records = 'data/WebApp'; id = 'name'",
        expect![[r#"
        error: `name` is no whole number
          --> test.toml:53:6
           |
        53 | id = 'name'
           |      ^^^^^^ expected the number by which the service orders the list"#]],
    );
    refused(
        "model = ''; records = 'data/WebApp'; id = 'owner'",
        expect![[r#"
        error: `owner` is no whole number
          --> test.toml:53:6
           |
        53 | id = 'owner'
           |      ^^^^^^^ expected the number by which the service orders the list"#]],
    );
    refused(
        "model = ''; records = 'data/WebApp'; id = 'owner/rank'",
        expect![[r#"
        error: `rank` comes more than once in `owner`
          --> test.toml:53:13
           |
        53 | id = 'owner/rank'
           |             ^^^^ a record has one number"#]],
    );
    refused(
        "model = ''; records = 'data/User'; id = 'id'",
        expect![[r#"
        error: records of several kinds have no number in common
          --> test.toml:53:6
           |
        53 | id = 'id'
           |      ^^^^ take it out"#]],
    );
}

#[test]
fn what_cannot_be_asked_for() {
    refused(
        "model = 'id_min'; records = 'data/WebApp'; id = 'id'; after = 'id_min'",
        expect![[r#"
        error: `id_min` cannot ask for records after a number
          --> test.toml:54:9
           |
        54 | after = 'id_min'
           |         ^^^^^^^^ expected a parameter that is a whole number and stands by itself in the model, optional"#]],
    );
    refused(
        "model = 'id_min?'; records = 'data/WebApp'; id = 'id'; after = 'id_mim'",
        expect![[r#"
        error: `id_mim` cannot ask for records after a number
          --> test.toml:54:9
           |
        54 | after = 'id_mim'
           |         ^^^^^^^^ expected a parameter that is a whole number and stands by itself in the model, optional
           |
           = help: did you mean `id_min`?"#]],
    );
    refused(
        "model = 'ids?, name?, (level | id_min)?'; records = 'data/WebApp'; id = 'id'; after = 'id_min'",
        expect![[r#"
            error: `id_min` cannot ask for records after a number
              --> test.toml:54:9
               |
            54 | after = 'id_min'
               |         ^^^^^^^^ expected a parameter that is a whole number and stands by itself in the model, optional"#]],
    );
    refused(
        "body = 'filters?'; records = 'data/WebApp'; id = 'id'; after = 'rank'",
        expect![[r#"
        error: the filter `rank` cannot ask for records after a number
          --> test.toml:54:9
           |
        26 | [filters.rank]
           |          ---- the filter
        ...
        54 | after = 'rank'
           |         ^^^^^^ expected a filter with the operator GREATER, or a preference"#]],
    );
    refused(
        "body = 'filters?'; records = 'data/WebApp'; id = 'id'; after = 'title'",
        expect![[r#"
        error: the filter `title` cannot ask for records after a number
          --> test.toml:54:9
           |
        31 | [filters.title]
           |          ----- the filter
        ...
        54 | after = 'title'
           |         ^^^^^^^ expected a filter of whole numbers"#]],
    );
    refused(
        "body = 'filters?'; records = 'data/WebApp'; id = 'id'; after = 'startFromId'",
        expect![[r#"
        error: the body has no filter or preference `startFromId`
          --> test.toml:54:9
           |
        54 | after = 'startFromId'
           |         ^^^^^^^^^^^^^ expected a filter with the operator GREATER, or a preference that is a whole number"#]],
    );
    refused(
        "body = 'preferences?'; records = 'data/WebApp'; id = 'id'; after = 'verbose'",
        expect![[r#"
        error: the body has no filter or preference `verbose`
          --> test.toml:54:9
           |
        54 | after = 'verbose'
           |         ^^^^^^^^^ expected a filter with the operator GREATER, or a preference that is a whole number"#]],
    );
    refused(
        "model = 'id_min?'; records = 'data/WebApp'; after = 'id_min'",
        expect![[r#"
        error: after which number? The records have no `id`
          --> test.toml:53:9
           |
        53 | after = 'id_min'
           |         ^^^^^^^^ expected `id = "ID"` beside it"#]],
    );
}

#[test]
fn keys_that_need_others() {
    refused(
        "body = 'filters?, preferences?'; page = 'last-id'",
        expect![[r#"
        error: `last-id` is about the records of a list
          --> test.toml:52:8
           |
        50 | [operations.list]
           |             ---- the operation
        51 | body = 'filters?, preferences?'
        52 | page = 'last-id'
           |        ^^^^^^^^^ expected `records` beside it, the way to a record: `records = "data/WebApp"`"#]],
    );
    refused(
        "body = 'filters?, preferences?'; page = 'last-id'; records = 'data/WebApp'",
        expect![[r#"
        error: `last-id` goes on after the last number of a page
          --> test.toml:52:8
           |
        52 | page = 'last-id'
           |        ^^^^^^^^^ expected `id` and `after` beside it, which say what and how"#]],
    );
    refused(
        "body = 'filters?, preferences?'; page = 'last-id'; records = 'data/WebApp'; id = 'id'",
        expect![[r#"
            error: `last-id` goes on after the last number of a page
              --> test.toml:52:8
               |
            52 | page = 'last-id'
               |        ^^^^^^^^^ expected `id` and `after` beside it, which say what and how"#]],
    );
    refused(
        "model = ''; id = 'id'",
        expect![[r#"
        error: `id` is about the records of a list
          --> test.toml:52:6
           |
        50 | [operations.list]
           |             ---- the operation
        51 | model = ''
        52 | id = 'id'
           |      ^^^^ expected `records` beside it, the way to a record: `records = "data/WebApp"`"#]],
    );
    refused(
        "model = 'id_min?'; after = 'id_min'",
        expect![[r#"
        error: `after` is about the records of a list
          --> test.toml:52:9
           |
        50 | [operations.list]
           |             ---- the operation
        51 | model = 'id_min?'
        52 | after = 'id_min'
           |         ^^^^^^^^ expected `records` beside it, the way to a record: `records = "data/WebApp"`"#]],
    );
}
