//! Faults of keys and values, as they are shown.

use super::check_diagnostics;
use expect_test::expect;

#[test]
fn no_toml() {
    check_diagnostics(
        "doc = \"x\"\npath = /api/\n[operations.a\n",
        expect![[r#"
        error: the description cannot be read: string values must be quoted, expected literal string
         --> sample.toml:2:8
          |
        2 | path = /api/
          |        ^^^^^

        error: the description cannot be read: unclosed table, expected `]`
         --> sample.toml:3:14
          |
        3 | [operations.a
          |              ^"#]],
    );
}

#[test]
fn keys_that_are_missing() {
    check_diagnostics(
        r#"
[parameters.a]
[parameters.b]
values = ["x"]
[groups.g]
[filters.f]
type = "string"
[operations.o]
"#,
        expect![[r#"
            error: the description has no `doc`
             --> sample.toml:1:1
              |
            1 |
              | ^ expected `doc = "What it is."`

            error: parameter `a` has no `type`
             --> sample.toml:2:1
              |
            2 | [parameters.a]
              | ^^^^^^^^^^^^^^ expected `type = "string"` or `values = ["word", ..]`

            error: parameter `a` has no `doc`
             --> sample.toml:2:1
              |
            2 | [parameters.a]
              | ^^^^^^^^^^^^^^ expected `doc = "What it is."`

            error: parameter `a` has no `source`
             --> sample.toml:2:1
              |
            2 | [parameters.a]
              | ^^^^^^^^^^^^^^ expected `source = "where this is known from"`

            error: parameter `b` has no `doc`
             --> sample.toml:3:1
              |
            3 | [parameters.b]
              | ^^^^^^^^^^^^^^ expected `doc = "What it is."`

            error: parameter `b` has no `source`
             --> sample.toml:3:1
              |
            3 | [parameters.b]
              | ^^^^^^^^^^^^^^ expected `source = "where this is known from"`

            error: group `g` has no `model`
             --> sample.toml:5:1
              |
            5 | [groups.g]
              | ^^^^^^^^^^ expected `model = "name, other_name"`

            error: group `g` has no `doc`
             --> sample.toml:5:1
              |
            5 | [groups.g]
              | ^^^^^^^^^^ expected `doc = "What it is."`

            error: filter `f` has no `operators`
             --> sample.toml:6:1
              |
            6 | [filters.f]
              | ^^^^^^^^^^^ expected `operators = ["EQUALS", ..]`

            error: filter `f` has no `doc`
             --> sample.toml:6:1
              |
            6 | [filters.f]
              | ^^^^^^^^^^^ expected `doc = "What it is."`

            error: filter `f` has no `source`
             --> sample.toml:6:1
              |
            6 | [filters.f]
              | ^^^^^^^^^^^ expected `source = "where this is known from"`

            error: operation `o` has no `doc`
             --> sample.toml:8:1
              |
            8 | [operations.o]
              | ^^^^^^^^^^^^^^ expected `doc = "What it is."`

            error: operation `o` has no `method`
             --> sample.toml:8:1
              |
            8 | [operations.o]
              | ^^^^^^^^^^^^^^ expected `method = "POST"`

            error: operation `o` has no `model`
             --> sample.toml:8:1
              |
            8 | [operations.o]
              | ^^^^^^^^^^^^^^ expected `model = "name, other_name"`, `body = "Object"`, or `model = ""` if it takes nothing

            error: operation `o` has no `returns`
             --> sample.toml:8:1
              |
            8 | [operations.o]
              | ^^^^^^^^^^^^^^ expected `returns = "common/2.0/simple_return"`

            error: operation `o` has no `changes`
             --> sample.toml:8:1
              |
            8 | [operations.o]
              | ^^^^^^^^^^^^^^ expected `changes = true` or `changes = false`

            error: operation `o` has no `source`
             --> sample.toml:8:1
              |
            8 | [operations.o]
              | ^^^^^^^^^^^^^^ expected `source = "where this is known from"`"#]],
    );
}

#[test]
fn no_operations() {
    check_diagnostics(
        "doc = \"x\"\n",
        expect![[r#"
        error: the description has no operations
         --> sample.toml:1:1
          |
        1 | doc = "x"
          | ^ expected `[operations.name]` somewhere in the file"#]],
    );
}

#[test]
fn keys_that_nothing_knows() {
    check_diagnostics(
        r#"
doc = "x"
title = "x"
[parameter.a]
[parameters.a]
type = "int"
doc = "x"
source = "x"
ranges = "1..2"
[groups.g]
model = "a"
doc = "x"
source = "x"
[filters.f]
type = "string"
operators = ["IN"]
length = "1..2"
doc = "x"
source = "x"
[operations.o]
doc = "x"
method = "GET"
model = "a"
return = "m"
returns = "m"
changes = false
source = "x"
"#,
        expect![[r#"
            error: the description has no `title`
             --> sample.toml:3:1
              |
            3 | title = "x"
              | ^^^^^ expected doc, source, path, schema, parameters, groups, filters or operations

            error: the description has no `parameter`
             --> sample.toml:4:2
              |
            4 | [parameter.a]
              |  ^^^^^^^^^ expected doc, source, path, schema, parameters, groups, filters or operations
              |
              = help: did you mean `parameters`?

            error: parameter `a` has no `ranges`
             --> sample.toml:9:1
              |
            9 | ranges = "1..2"
              | ^^^^^^ expected type, values, name, list, range, length, joined, html, ascii, uppercase, format, also, secret, doc, source or since
              |
              = help: did you mean `range`?

            error: group `g` has no `source`
              --> sample.toml:13:1
               |
            13 | source = "x"
               | ^^^^^^ expected model or doc

            error: filter `f` has no `length`
              --> sample.toml:17:1
               |
            17 | length = "1..2"
               | ^^^^^^ expected type, values, name, operators, doc or source

            error: operation `o` has no `return`
              --> sample.toml:24:1
               |
            24 | return = "m"
               | ^^^^^^ expected doc, method, path, body, model, query, required, returns, page, records, id, after, changes, source or since
               |
               = help: did you mean `returns`?"#]],
    );
}

#[test]
fn values_of_the_wrong_type() {
    check_diagnostics(
        r#"
doc = 1
groups = []
filters.f = "x"
[parameters]
b = 2001-01-01
[parameters.a]
type = ["int"]
range = 5
secret = "yes"
also = "x"
doc = {}
source = true
[operations.o]
doc = "x"
method = 1.5
model = ["a"]
returns = "m"
changes = "false"
source = "x"
"#,
        expect![[r#"
            error: a number cannot stand here
             --> sample.toml:2:7
              |
            2 | doc = 1
              |       ^ expected a string

            error: an array cannot stand here
             --> sample.toml:3:10
              |
            3 | groups = []
              |          ^^ expected tables `[groups.name]`

            error: a string cannot stand here
             --> sample.toml:4:13
              |
            4 | filters.f = "x"
              |             ^^^ expected a table `[filters.f]`

            error: a date or a time cannot stand here
             --> sample.toml:6:5
              |
            6 | b = 2001-01-01
              |     ^^^^^^^^^^ expected a table `[parameters.b]`

            error: an array cannot stand here
             --> sample.toml:8:8
              |
            8 | type = ["int"]
              |        ^^^^^^^ expected a string

            error: a number cannot stand here
             --> sample.toml:9:9
              |
            9 | range = 5
              |         ^ expected a string

            error: a string cannot stand here
              --> sample.toml:10:10
               |
            10 | secret = "yes"
               |          ^^^^^ expected true or false

            error: a string cannot stand here
              --> sample.toml:11:8
               |
            11 | also = "x"
               |        ^^^ expected an array of strings

            error: a table cannot stand here
              --> sample.toml:12:7
               |
            12 | doc = {}
               |       ^^ expected a string

            error: a truth value cannot stand here
              --> sample.toml:13:10
               |
            13 | source = true
               |          ^^^^ expected a string

            error: a number cannot stand here
              --> sample.toml:16:10
               |
            16 | method = 1.5
               |          ^^^ expected a string

            error: an array cannot stand here
              --> sample.toml:17:9
               |
            17 | model = ["a"]
               |         ^^^^^ expected a string

            error: a string cannot stand here
              --> sample.toml:19:11
               |
            19 | changes = "false"
               |           ^^^^^^^ expected true or false"#]],
    );
}

#[test]
fn values_that_mean_nothing() {
    check_diagnostics(
        r#"
doc = " "
path = "api/{x"
[parameters.a]
type = "integer"
range = "5-10"
length = "..."
html = true
doc = ""
source = "x"
[parameters.b]
type = "string"
values = []
doc = "x"
source = "x"
[parameters.c]
values = ["x", "y", "x", ""]
name = "my words"
doc = "x"
source = "x"
[parameters.d]
type = "string"
name = "Words"
also = ["x", "x"]
doc = "x"
source = "x"
[groups.MyGroup]
model = ""
doc = "x"
[filters.f]
type = "string"
operators = ["EQUAL", "IN", "IN"]
doc = "x"
source = "x"
[filters.g]
type = "string"
operators = []
doc = "x"
source = "x"
[operations.do-it]
doc = "x"
path = "/a/{b}/{b}"
method = "PUT"
model = ""
query = ["a", "a"]
body = ""
required = ["a", "a"]
returns = ":Root"
changes = false
page = "last"
records = "A//B"
id = "a.b/c d"
after = ""
source = "x"
[operations.other]
doc = "x"
path = "/a b/"
method = "GET"
model = ""
returns = "m:Root:Root"
records = "/A"
id = "A/"
after = 5
changes = false
source = "x"
"#,
        expect![[r#"
            error: this `doc` is empty
             --> sample.toml:2:7
              |
            2 | doc = " "
              |       ^^^ expected a text

            error: unexpected `a` in the path
             --> sample.toml:3:9
              |
            3 | path = "api/{x"
              |         ^ expected `/`: a path without the name of the server

            error: there is no type `integer`
             --> sample.toml:5:8
              |
            5 | type = "integer"
              |        ^^^^^^^^^ expected string, boolean, flag, yesNo, int, long, unsignedByte, unsignedShort, unsignedInt, unsignedLong, date or dateTime

            error: unexpected `-` in the range
             --> sample.toml:6:11
              |
            6 | range = "5-10"
              |           ^ expected `..` and the greatest number

            error: a range needs a number
             --> sample.toml:7:11
              |
            7 | length = "..."
              |           ^^ expected `1..365` or `5..`

            error: this says nothing: HTML is allowed anyway
             --> sample.toml:8:1
              |
            8 | html = true
              | ^^^^ expected `html = false`, or nothing at all

            error: this `doc` is empty
             --> sample.toml:9:7
              |
            9 | doc = ""
              |       ^^ expected a text

            error: `values` are a type of their own
              --> sample.toml:12:1
               |
            12 | type = "string"
               | ^^^^ one too many
            13 | values = []
               | ------ the values
               |
               = help: take `type` out

            error: an enumeration without words
              --> sample.toml:13:10
               |
            13 | values = []
               |          ^^ expected the words that the service takes

            error: this `values` is empty
              --> sample.toml:17:26
               |
            17 | values = ["x", "y", "x", ""]
               |                          ^^ expected a text

            error: `my words` cannot be a type in Rust
              --> sample.toml:18:8
               |
            18 | name = "my words"
               |        ^^^^^^^^^^ expected a name such as Weekday

            error: there are no words that this could be the name of
              --> sample.toml:23:8
               |
            23 | name = "Words"
               |        ^^^^^^^ `name` is the name of an enumeration in Rust
               |
               = help: write the words as `values = [..]`

            error: the word `x` is there twice
              --> sample.toml:24:14
               |
            24 | also = ["x", "x"]
               |         ---  ^^^ take this one out
               |         |
               |         the other one

            error: `MyGroup` is no name of groups
              --> sample.toml:27:9
               |
            27 | [groups.MyGroup]
               |         ^^^^^^^ expected snake_case, such as option_profile

            error: this `model` is empty
              --> sample.toml:28:9
               |
            28 | model = ""
               |         ^^ expected a text

            error: there is no operator `EQUAL`
              --> sample.toml:32:14
               |
            32 | operators = ["EQUAL", "IN", "IN"]
               |              ^^^^^^^ expected EQUALS, NOT EQUALS, GREATER, LESSER, IN, CONTAINS, NONE or IS EMPTY
               |
               = help: did you mean `EQUALS`?

            error: the operator `IN` is there twice
              --> sample.toml:32:29
               |
            32 | operators = ["EQUAL", "IN", "IN"]
               |                       ----  ^^^^ take this one out
               |                       |
               |                       the other one

            error: a filter without operators
              --> sample.toml:37:1
               |
            37 | operators = []
               | ^^^^^^^^^ expected the operators that the service takes

            error: `do-it` is no name of operations
              --> sample.toml:40:13
               |
            40 | [operations.do-it]
               |             ^^^^^ expected snake_case, such as option_profile

            error: `{b}` is there twice
              --> sample.toml:42:17
               |
            42 | path = "/a/{b}/{b}"
               |             -   ^ again
               |             |
               |             the other one

            error: there is no method `PUT`
              --> sample.toml:43:10
               |
            43 | method = "PUT"
               |          ^^^^^ expected GET, POST or DELETE

            error: the parameter `a` is there twice
              --> sample.toml:45:15
               |
            45 | query = ["a", "a"]
               |          ---  ^^^ take this one out
               |          |
               |          the other one

            error: this `body` is empty
              --> sample.toml:46:8
               |
            46 | body = ""
               |        ^^ expected a text

            error: the path `a` is there twice
              --> sample.toml:47:18
               |
            47 | required = ["a", "a"]
               |             ---  ^^^ take this one out
               |             |
               |             the other one

            error: the answer has no schema
              --> sample.toml:48:11
               |
            48 | returns = ":Root"
               |           ^^^^^^^ expected `common/2.0/simple_return` or `was/3.0/webapp:ServiceResponse`

            error: there is no way to page `last`
              --> sample.toml:50:8
               |
            50 | page = "last"
               |        ^^^^^^ expected warning-url or last-id

            error: unexpected `/` in the way of elements
              --> sample.toml:51:14
               |
            51 | records = "A//B"
               |              ^ expected the name of an element

            error: unexpected `d` in the way of elements
              --> sample.toml:52:13
               |
            52 | id = "a.b/c d"
               |             ^ expected `/` or the end

            error: this `after` is empty
              --> sample.toml:53:9
               |
            53 | after = ""
               |         ^^ expected a text

            error: unexpected ` ` in the path
              --> sample.toml:57:11
               |
            57 | path = "/a b/"
               |           ^ expected letters, digits, `/`, `-`, `.`, `_`, `~` or a parameter such as `{id}`

            error: unexpected `:` in the answer
              --> sample.toml:60:18
               |
            60 | returns = "m:Root:Root"
               |                  ^ expected nothing behind the root element

            error: unexpected `/` in the way of elements
              --> sample.toml:61:12
               |
            61 | records = "/A"
               |            ^ expected the name of an element

            error: the way of elements ends too early
              --> sample.toml:62:9
               |
            62 | id = "A/"
               |         ^ expected the name of an element

            error: a number cannot stand here
              --> sample.toml:63:9
               |
            63 | after = 5
               |         ^ expected a string"#]],
    );
}

#[test]
fn keys_that_are_there_twice() {
    check_diagnostics(
        r#"
doc = "x"
[operations.o]
doc = "x"
doc = "y"
method = "GET"
model = "a b"
returns = "m"
changes = false
source = "x"
[operations.o]
doc = "x"
"#,
        expect![[r#"
            error: there is another key of this name
             --> sample.toml:5:1
              |
            5 | doc = "y"
              | ^^^ this one is not read
              |
              = help: take one of them out, or give it another name

            error: there is another key of this name
              --> sample.toml:11:13
               |
            11 | [operations.o]
               |             ^ this one is not read
               |
               = help: take one of them out, or give it another name

            error: there is another key of this name
              --> sample.toml:12:1
               |
            12 | doc = "x"
               | ^^^ this one is not read
               |
               = help: take one of them out, or give it another name

            error: unexpected `b` in the content model
             --> sample.toml:7:12
              |
            7 | model = "a b"
              |            ^ expected `,`, `|` or the end"#]],
    );
}

#[test]
fn rules_that_say_nothing() {
    check_diagnostics(
        r#"
doc = "x"
path = "/"
[parameters.a]
type = "string"
html = true
ascii = false
uppercase = false
list = ","
joined = "4000"
doc = "x"
source = "x"
[parameters.b]
type = "string"
ascii = "yes"
asci = true
doc = "x"
source = "x"
[operations.o]
doc = "x"
method = "POST"
model = "a, b"
returns = "x"
changes = false
source = "x"
"#,
        expect![[r#"
            error: this says nothing: HTML is allowed anyway
             --> sample.toml:6:1
              |
            6 | html = true
              | ^^^^ expected `html = false`, or nothing at all

            error: this says nothing: other characters are allowed anyway
             --> sample.toml:7:1
              |
            7 | ascii = false
              | ^^^^^ expected `ascii = true`, or nothing at all

            error: this says nothing: small letters are allowed anyway
             --> sample.toml:8:1
              |
            8 | uppercase = false
              | ^^^^^^^^^ expected `uppercase = true`, or nothing at all

            error: the range ends too early
              --> sample.toml:10:15
               |
            10 | joined = "4000"
               |               ^ expected `..` and the greatest number

            error: a string cannot stand here
              --> sample.toml:15:9
               |
            15 | ascii = "yes"
               |         ^^^^^ expected true or false

            error: parameter `b` has no `asci`
              --> sample.toml:16:1
               |
            16 | asci = true
               | ^^^^ expected type, values, name, list, range, length, joined, html, ascii, uppercase, format, also, secret, doc, source or since
               |
               = help: did you mean `ascii`?"#]],
    );
}

#[test]
fn required_members_that_cannot_be_read() {
    for (required, expected) in [
        (
            "a b",
            expect![[r#"
            error: unexpected `b` in the required member
             --> sample.toml:8:16
              |
            8 | required = ['a b']
              |                ^ expected the end, or `if` and a member with its words: `if status = NEW | OPEN`"#]],
        ),
        (
            "a if",
            expect![[r#"
                error: the required member ends too early
                 --> sample.toml:8:18
                  |
                8 | required = ['a if']
                  |                  ^ expected the path of a member that has words"#]],
        ),
        (
            "a iffy = B",
            expect![[r#"
            error: unexpected `i` in the required member
             --> sample.toml:8:16
              |
            8 | required = ['a iffy = B']
              |                ^ expected the end, or `if` and a member with its words: `if status = NEW | OPEN`"#]],
        ),
        (
            "a if b",
            expect![[r#"
            error: the required member ends too early
             --> sample.toml:8:20
              |
            8 | required = ['a if b']
              |                    ^ expected `=` and the words of the member"#]],
        ),
        (
            "a if b = ",
            expect![[r#"
            error: the required member ends too early
             --> sample.toml:8:23
              |
            8 | required = ['a if b = ']
              |                       ^ expected a word of the member"#]],
        ),
        (
            "a if b = C D",
            expect![[r#"
            error: unexpected `D` in the required member
             --> sample.toml:8:25
              |
            8 | required = ['a if b = C D']
              |                         ^ expected `|` or the end"#]],
        ),
        (
            "a if b = C |",
            expect![[r#"
            error: the required member ends too early
             --> sample.toml:8:26
              |
            8 | required = ['a if b = C |']
              |                          ^ expected a word of the member"#]],
        ),
        (
            "a if b = C | C",
            expect![[r#"
            error: the word `C` is there twice
             --> sample.toml:8:27
              |
            8 | required = ['a if b = C | C']
              |                       -   ^ take this one out
              |                       |
              |                       the other one"#]],
        ),
        (
            "= a",
            expect![[r#"
            error: unexpected `=` in the required member
             --> sample.toml:8:14
              |
            8 | required = ['= a']
              |              ^ expected the path of a member, such as `template.id`"#]],
        ),
        (
            "a?",
            expect![[r#"
            error: unexpected `?` in the required member
             --> sample.toml:8:15
              |
            8 | required = ['a?']
              |               ^ expected the end, or `if` and a member with its words: `if status = NEW | OPEN`"#]],
        ),
        (
            "a if b = C', 'a if b = D",
            expect![[r#"
            error: the path `a if b` is there twice
             --> sample.toml:8:27
              |
            8 | required = ['a if b = C', 'a if b = D']
              |             ------------  ^^^^^^^^^^^^ take this one out
              |             |
              |             the other one"#]],
        ),
    ] {
        check_diagnostics(&operation(&format!("body = 'X'\nrequired = ['{required}']")), expected);
    }
}

#[test]
fn ranges_of_members_that_cannot_be_read() {
    for (body, expected) in [
        (
            "X(a{1..5)",
            expect![[r#"
            error: unexpected `)` in the body
             --> sample.toml:7:17
              |
            7 | body = 'X(a{1..5)'
              |                 ^ expected `}` behind the range"#]],
        ),
        (
            "X(a{5})",
            expect![[r#"
            error: unexpected `}` in the body
             --> sample.toml:7:14
              |
            7 | body = 'X(a{5})'
              |              ^ expected `..` and the greatest number"#]],
        ),
        (
            "X(a?{1..5})",
            expect![[r#"
            error: unexpected `{` in the body
             --> sample.toml:7:13
              |
            7 | body = 'X(a?{1..5})'
              |             ^ expected `,` or `)`"#]],
        ),
        (
            "X{1..5}",
            expect![[r#"
            error: unexpected `{` in the body
             --> sample.toml:7:10
              |
            7 | body = 'X{1..5}'
              |          ^ expected `,` or the end"#]],
        ),
        (
            "filters{1..5}",
            expect![[r#"
            error: unexpected `{` in the body
             --> sample.toml:7:16
              |
            7 | body = 'filters{1..5}'
              |                ^ expected `,` or the end"#]],
        ),
    ] {
        check_diagnostics(&operation(&format!("body = '{body}'")), expected);
    }
}

/// A description of one operation, with these keys.
fn operation(keys: &str) -> String {
    format!(
        "doc = 'x'\npath = '/'\nschema = 'x'\n[operations.o]\ndoc = 'x'\nmethod = 'POST'\n{keys}\nreturns = 'x'\nchanges = \
         false\nsource = 'x'\n"
    )
}
