//! Content models and bodies, and places inside strings.

use super::read;
use expect_test::{Expect, expect};

/// Content models and the trees or diagnostics that they give, with the place and its excerpt.
#[track_caller]
fn check(models: &[&str], expected: Expect) {
    check_lines("model", models, expected);
}

#[track_caller]
fn check_lines(key: &str, strings: &[&str], expected: Expect) {
    let mut text = String::new();
    for string in strings {
        let (dump, diagnostics) = read(&format!(
            "doc = 'd'\n[operations.a]\ndoc = 'd'\nmethod = 'GET'\nreturns = 'm'\nchanges = false\nsource = 's'\n{key} = {string}\n"
        ));
        let lines = dump.unwrap_or_default();
        let of_key = lines.lines().filter(|line| line.trim_start().starts_with(key));
        text.push_str(&format!("{string}\n"));
        match diagnostics.as_str() {
            "" => of_key.for_each(|line| text.push_str(&format!("  => {}\n", line.trim()))),
            // Without the place and the rulers, which are the same for all.
            faults => faults
                .lines()
                .filter(|line| !line.contains("-->") && line.trim() != "|")
                .for_each(|line| text.push_str(&format!("  {line}\n"))),
        }
    }
    expected.assert_eq(&text);
}

#[test]
fn models() {
    check(
        &[
            r#""""#,
            r#"" ""#,
            r#""a""#,
            r#"" a ""#,
            r#""(a)?""#,
            r#""a, b?, c""#,
            r#""a|b|c""#,
            r#""a, (b | (c, d?))+, e""#,
            r#""a='x y', b='', c{1..119}?, d{5..}, e{..-5}, f{ 1 .. 2 }""#,
            r#"'a="x", b="it''s"'"#,
            r#"'a="x"'"#,
            r#""a-b.c_1, Ünï""#,
        ],
        expect![[r#"
            ""
            " "
            "a"
              => model (a)
            " a "
              => model (a)
            "(a)?"
              => model ((a)?)
            "a, b?, c"
              => model (a, b?, c)
            "a|b|c"
              => model (a | b | c)
            "a, (b | (c, d?))+, e"
              => model (a, (b | (c, d?))+, e)
            "a='x y', b='', c{1..119}?, d{5..}, e{..-5}, f{ 1 .. 2 }"
              => model (a='x y', b='', c{1..119}?, d{5..}, e{..-5}, f{1..2@"1 .. 2"})
            'a="x", b="it''s"'
              error: the description cannot be read: unexpected key or value, expected newline, `#`
              8 | model = 'a="x", b="it''s"'
                |                       ^
            'a="x"'
              => model (a='x')
            "a-b.c_1, Ünï"
              => model (a-b.c_1, Ünï)
        "#]],
    );
}

#[test]
fn places() {
    check(
        &[
            r#""a, \u0062, c""#,
            "\"\"\"\n  a,\n  b\n\"\"\"",
            "'''a,\n  b'''",
            "\"\"\"a, \\\n  b\"\"\"",
            r#""a, \u0062, !""#,
            "'''\n\na ! b'''",
            r#""é, a !""#,
        ],
        expect![[r#"
            "a, \u0062, c"
              => model (a, b@"a, \u0062, c", c@"a, \u0062, c")
            """
              a,
              b
            """
              => model (a, b)
            '''a,
              b'''
              => model (a, b)
            """a, \
              b"""
              => model (a, b@"""a, \
            "a, \u0062, !"
              error: unexpected `!` in the content model
              8 | model = "a, \u0062, !"
                |         ^^^^^^^^^^^^^^ expected the name of a parameter or a group, or `(`
            '''

            a ! b'''
              error: unexpected `!` in the content model
              10 | a ! b'''
                 |   ^ expected `,`, `|` or the end
            "é, a !"
              error: unexpected `!` in the content model
              8 | model = "é, a !"
                |               ^ expected `,`, `|` or the end
        "#]],
    );
}

#[test]
fn faults() {
    let deep = format!("\"{}a{}\"", "(".repeat(40), ")".repeat(40));
    check(
        &[
            r#""a b""#,
            r#""a, b | c""#,
            r#""a | (b, c | d)""#,
            r#""a, ""#,
            r#"", a""#,
            r#""a,, b""#,
            r#""(a, b""#,
            r#""a, b)""#,
            r#""()""#,
            r#""a*""#,
            r#""(a | b)*""#,
            r#""a??""#,
            r#""a ?""#,
            r#""a=x""#,
            r#""a='x""#,
            r#""a='x'='y'""#,
            r#""a{1..2}='y'""#,
            r#""a!='x'{1..2}""#,
            r#""a!='x'!='y'""#,
            r#""a!=x""#,
            r#""a!='x""#,
            r#""a!""#,
            r#""a{}""#,
            r#""a{..}""#,
            r#""a{5}""#,
            r#""a{5..x}""#,
            r#""a{-..5}""#,
            r#""a{1..5""#,
            r#""a{1..9999999999999999999999999999999999999999999}""#,
            "\"#PCDATA\"",
            &deep,
        ],
        expect![[r##"
            "a b"
              error: unexpected `b` in the content model
              8 | model = "a b"
                |            ^ expected `,`, `|` or the end
            "a, b | c"
              error: unexpected `|` in the content model
              8 | model = "a, b | c"
                |               ^ expected `,`, as between the parts before
                = help: `,` and `|` do not mix: put the parts of one of them into parentheses
            "a | (b, c | d)"
              error: unexpected `|` in the content model
              8 | model = "a | (b, c | d)"
                |                    ^ expected `,`, as between the parts before
                = help: `,` and `|` do not mix: put the parts of one of them into parentheses
            "a, "
              error: the content model ends too early
              8 | model = "a, "
                |             ^ expected the name of a parameter or a group, or `(`
            ", a"
              error: unexpected `,` in the content model
              8 | model = ", a"
                |          ^ expected the name of a parameter or a group, or `(`
            "a,, b"
              error: unexpected `,` in the content model
              8 | model = "a,, b"
                |            ^ expected the name of a parameter or a group, or `(`
            "(a, b"
              error: the content model ends too early
              8 | model = "(a, b"
                |               ^ expected `,`, `|` or `)`
            "a, b)"
              error: unexpected `)` in the content model
              8 | model = "a, b)"
                |              ^ expected `,`, `|` or the end
            "()"
              error: unexpected `)` in the content model
              8 | model = "()"
                |           ^ expected the name of a parameter or a group, or `(`
            "a*"
              error: a parameter is sent at most once, so `*` has no meaning
              8 | model = "a*"
                |           ^ expected `?`, `+` or nothing
                = help: several values of a parameter are its `list`; some alternatives of a choice or none are `((a | b)+)?`
            "(a | b)*"
              error: a parameter is sent at most once, so `*` has no meaning
              8 | model = "(a | b)*"
                |                 ^ expected `?`, `+` or nothing
                = help: several values of a parameter are its `list`; some alternatives of a choice or none are `((a | b)+)?`
            "a??"
              error: unexpected `?` in the content model
              8 | model = "a??"
                |            ^ expected `,`, `|` or the end
            "a ?"
              error: unexpected `?` in the content model
              8 | model = "a ?"
                |            ^ expected `,`, `|` or the end
            "a=x"
              error: unexpected `x` in the content model
              8 | model = "a=x"
                |            ^ expected a text in quotes: `name='text'`
            "a='x"
              error: the content model ends too early
              8 | model = "a='x"
                |              ^ expected `'` behind the text
            "a='x'='y'"
              error: unexpected `=` in the content model
              8 | model = "a='x'='y'"
                |               ^ expected `?`, `,` or `|`
                = help: a parameter has a fixed value, an exception or a range, not two of them
            "a{1..2}='y'"
              error: unexpected `=` in the content model
              8 | model = "a{1..2}='y'"
                |                 ^ expected `?`, `,` or `|`
                = help: a parameter has a fixed value, an exception or a range, not two of them
            "a!='x'{1..2}"
              error: unexpected `{` in the content model
              8 | model = "a!='x'{1..2}"
                |                ^ expected `?`, `,` or `|`
                = help: a parameter has a fixed value, an exception or a range, not two of them
            "a!='x'!='y'"
              error: unexpected `!` in the content model
              8 | model = "a!='x'!='y'"
                |                ^ expected `?`, `,` or `|`
                = help: a parameter has a fixed value, an exception or a range, not two of them
            "a!=x"
              error: unexpected `x` in the content model
              8 | model = "a!=x"
                |             ^ expected a text in quotes: `name!='text'`
            "a!='x"
              error: the content model ends too early
              8 | model = "a!='x"
                |               ^ expected `'` behind the text
            "a!"
              error: unexpected `!` in the content model
              8 | model = "a!"
                |           ^ expected `,`, `|` or the end
            "a{}"
              error: unexpected `}` in the content model
              8 | model = "a{}"
                |            ^ expected a range such as `1..365`
            "a{..}"
              error: a range needs a number
              8 | model = "a{..}"
                |            ^^ expected `1..365` or `5..`
            "a{5}"
              error: unexpected `}` in the content model
              8 | model = "a{5}"
                |             ^ expected `..` and the greatest number
            "a{5..x}"
              error: unexpected `x` in the content model
              8 | model = "a{5..x}"
                |               ^ expected `}` behind the range
            "a{-..5}"
              error: unexpected `.` in the content model
              8 | model = "a{-..5}"
                |             ^ expected a digit
            "a{1..5"
              error: the content model ends too early
              8 | model = "a{1..5"
                |                ^ expected `}` behind the range
            "a{1..9999999999999999999999999999999999999999999}"
              error: the number is too large
              8 | model = "a{1..9999999999999999999999999999999999999999999}"
                |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected at most 64 bits
            "#PCDATA"
              error: unexpected `#` in the content model
              8 | model = "#PCDATA"
                |          ^ expected the name of a parameter or a group, or `(`
            "((((((((((((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))))))))))))"
              error: parentheses are nested deeper than 32 in the content model
              8 | model = "((((((((((((((((((((((((((((((((((((((((a))))))))))))))))))))))))))))))))))))))))"
                |                                          ^
                = help: make groups of the inner parts
        "##]],
    );
}

#[test]
fn bodies() {
    check_lines(
        "body",
        &[
            r#""WebApp""#,
            r#""WebApp?""#,
            r#""WebApp, preferences?""#,
            r#""filters, WebApp( name , url? )?""#,
            r#""filters?,preferences""#,
            r#""A, B""#,
            r#""filters, filters?""#,
            r#""A | B""#,
            r#""A()""#,
            r#""A(b""#,
            r#""A(b c)""#,
            r#""A(b, c, b?)""#,
            r#""A(b)(c)""#,
            r#""filters(id)""#,
            r#""A,""#,
            r#""A{1..2}""#,
        ],
        expect![[r#"
            "WebApp"
              => body WebApp
            "WebApp?"
              => body WebApp?
            "WebApp, preferences?"
              => body WebApp, preferences?
            "filters, WebApp( name , url? )?"
              => body WebApp(name, url?)?, filters
            "filters?,preferences"
              => body filters?, preferences
            "A, B"
              error: a body holds one object, `filters` and `preferences`, each at most once
              8 | body = "A, B"
                |         -  ^ one too many
                |         |
                |         the other one
            "filters, filters?"
              error: a body holds one object, `filters` and `preferences`, each at most once
              8 | body = "filters, filters?"
                |         -------  ^^^^^^^ one too many
                |         |
                |         the other one
            "A | B"
              error: unexpected `|` in the body
              8 | body = "A | B"
                |           ^ expected `,` or the end
            "A()"
              error: unexpected `)` in the body
              8 | body = "A()"
                |           ^ expected the name of a member
            "A(b"
              error: the body ends too early
              8 | body = "A(b"
                |            ^ expected `,` or `)`
            "A(b c)"
              error: unexpected `c` in the body
              8 | body = "A(b c)"
                |             ^ expected `,` or `)`
            "A(b, c, b?)"
              error: the member `b` is there twice
              8 | body = "A(b, c, b?)"
                |           -     ^ take this one out
                |           |
                |           the other one
            "A(b)(c)"
              error: unexpected `(` in the body
              8 | body = "A(b)(c)"
                |             ^ expected `,` or the end
            "filters(id)"
              error: `filters` has no members to choose from
              8 | body = "filters(id)"
                |         ^^^^^^^ expected `filters`, `preferences` or an object
            "A,"
              error: the body ends too early
              8 | body = "A,"
                |           ^ expected `filters`, `preferences` or the name of an object
            "A{1..2}"
              error: unexpected `{` in the body
              8 | body = "A{1..2}"
                |          ^ expected `,` or the end
        "#]],
    );
}

#[test]
fn exceptions() {
    check(
        &[r#""a!='x', b""#, r#""a!='x y'? | (b!='')""#],
        expect![[r#"
        "a!='x', b"
          => model (a!='x', b)
        "a!='x y'? | (b!='')"
          => model (a!='x y'? | (b!=''))
    "#]],
    );
}
