//! Content models: names, groups, choices.

use super::{check, check_diagnostics, description};
use expect_test::expect;

/// Parameters `a` to `d`.
const PARAMETERS: &str = "parameters.a: type = 'int'\nparameters.b: type = 'int'\nparameters.c: type = 'int'\nparameters.d: type = 'int'\n";

#[test]
fn parentheses_and_occurrence() {
    check(
        &description(&format!(
            "{PARAMETERS}operations.flat: model = 'a, ((b), (c, d))'
             operations.optional: model = '((a)?), (b, c)?, (d?)?'
             operations.choices: model = 'a | (b | (c | d))'
             operations.several: model = '((a | b)+)?, c'
             operations.one: model = 'a'
             operations.maybe: model = '(a, b)?'"
        )),
        expect![[r#"
            api test.toml schema Some("was/3.0/webapp") // d
            parameter a: I32 Some("s") None // d
            parameter b: I32 Some("s") None // d
            parameter c: I32 Some("s") None // d
            parameter d: I32 Some("s") None // d
            operation flat: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                a: I32
                b: I32
                c: I32
                d: I32
            operation optional: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                a?: I32
                sequence?
                  b: I32
                  c: I32
                d?: I32
            operation choices: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                choice
                  a: I32
                  b: I32
                  c: I32
                  d: I32
            operation several: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                choice*
                  a: I32
                  b: I32
                c: I32
            operation one: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                a: I32
            operation maybe: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                sequence?
                  a: I32
                  b: I32
        "#]],
    );
}

#[test]
fn groups_keep_their_names() {
    check(
        &description(&format!(
            "{PARAMETERS}groups.one: model = 'a'
             groups.alias: model = 'one'
             groups.maybe: model = '(b | c)?'
             groups.choice: model = 'b | c'
             operations.o: model = 'alias, maybe?'
             operations.p: model = 'one?, choice+, d'
             operations.q: model = 'choice'"
        )),
        expect![[r#"
            api test.toml schema Some("was/3.0/webapp") // d
            parameter a: I32 Some("s") None // d
            parameter b: I32 Some("s") None // d
            parameter c: I32 Some("s") None // d
            parameter d: I32 Some("s") None // d
            group one // d
              sequence as one
                a: I32
            group alias // d
              sequence as alias
                sequence as one
                  a: I32
            group maybe // d
              choice? as maybe
                b: I32
                c: I32
            group choice // d
              choice as choice
                b: I32
                c: I32
            operation o: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                sequence as alias
                  sequence as one
                    a: I32
                choice? as maybe
                  b: I32
                  c: I32
            operation p: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                sequence? as one
                  a: I32
                choice+ as choice
                  b: I32
                  c: I32
                d: I32
            operation q: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                choice as choice
                  b: I32
                  c: I32
        "#]],
    );
}

#[test]
fn a_group_with_the_name_of_a_parameter() {
    check(
        &description(
            "parameters.notify: type = 'flag'
             parameters.hours: type = 'int'
             groups.notify: model = \"parts\"
             groups.parts: model = \"notify='1', hours\"
             operations.o: model = \"notify?\"
             operations.p: model = \"notify='0'\"",
        ),
        expect![[r#"
            api test.toml schema Some("was/3.0/webapp") // d
            parameter notify: Flag Some("s") None // d
            parameter hours: I32 Some("s") None // d
            group notify // d
              sequence as notify
                sequence as parts
                  notify: Flag fixed="1"
                  hours: I32
            group parts // d
              sequence as parts
                notify: Flag fixed="1"
                hours: I32
            operation o: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                sequence? as notify
                  sequence as parts
                    notify: Flag fixed="1"
                    hours: I32
            operation p: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                notify: Flag fixed="0"
        "#]],
    );
}

#[test]
fn names_that_lead_nowhere() {
    check_diagnostics(
        &description(
            "parameters.option_id: type = 'int'
             parameters.clash: type = 'int'
             groups.option_profile: model = 'option_id, optoin_title'
             groups.clash: model = 'option_id'
             operations.o: model = 'option_profil, clash, xyz, option_id'
             operations.p: model = 'option_ids, clash?'",
        ),
        expect![[r#"
            error: there is no parameter and no group `optoin_title`
              --> test.toml:13:21
               |
            13 | model = 'option_id, optoin_title'
               |                     ^^^^^^^^^^^^ expected a name that `[parameters.optoin_title]` or `[groups.optoin_title]` describes

            error: `clash` is a parameter and a group
              --> test.toml:15:9
               |
             8 | [parameters.clash]
               |             ----- the parameter
            ...
            15 | [groups.clash]
               |         ^^^^^ a group has the name of a parameter only if it sends that as a fixed value
               |
               = help: give the group another name

            error: there is no parameter and no group `option_profil`
              --> test.toml:19:10
               |
            19 | model = 'option_profil, clash, xyz, option_id'
               |          ^^^^^^^^^^^^^ expected a name that `[parameters.option_profil]` or `[groups.option_profil]` describes
               |
               = help: did you mean `option_profile`?

            error: there is no parameter and no group `xyz`
              --> test.toml:19:32
               |
            19 | model = 'option_profil, clash, xyz, option_id'
               |                                ^^^ expected a name that `[parameters.xyz]` or `[groups.xyz]` describes

            error: there is no parameter and no group `option_ids`
              --> test.toml:26:10
               |
            26 | model = 'option_ids, clash?'
               |          ^^^^^^^^^^ expected a name that `[parameters.option_ids]` or `[groups.option_ids]` describes
               |
               = help: did you mean `option_id`?"#]],
    );
}

#[test]
fn recursion() {
    check_diagnostics(
        &description(
            "parameters.self: type = 'flag'
             groups.self: model = 'self'
             groups.one: model = \"x='1', two?\"
             groups.two: model = 'three | four'
             groups.three: model = \"x='2', one\"
             groups.four: model = \"x='3'\"
             operations.o: model = 'one, self'",
        ),
        expect![[r#"
            error: the group `self` is a part of itself
             --> test.toml:9:10
              |
            8 | [groups.self]
              |         ---- the group
            9 | model = 'self'
              |          ^^^^ stands for the group again
              |
              = help: the way around: self, self; the parameter of this name is meant only with a fixed value or a range

            error: the group `one` is a part of itself
              --> test.toml:18:17
               |
            11 | [groups.one]
               |         --- the group
            ...
            18 | model = "x='2', one"
               |                 ^^^ stands for the group again
               |
               = help: the way around: one, two, three, one"#]],
    );
}

#[test]
fn parameters_that_could_be_sent_twice() {
    check_diagnostics(
        &description(&format!(
            "{PARAMETERS}groups.choice: model = 'a | b'
             groups.both: model = 'a, c'
             operations.o: model = 'a, b, a'
             operations.p: model = 'choice, (c | b)'
             operations.q: model = 'choice?, both?'
             operations.r: model = '(a | both)+'
             operations.s: model = 'choice, choice'
             operations.fine: model = '(a, c) | (b, c) | d'"
        )),
        expect![[r#"
            error: the parameter `a` could be sent twice
              --> test.toml:27:16
               |
            27 | model = 'a, b, a'
               |          -     ^ sends it again
               |          |
               |          sends it first
               |
               = help: take one of the two out, or make them alternatives of a choice

            error: the parameter `b` could be sent twice
              --> test.toml:34:18
               |
            34 | model = 'choice, (c | b)'
               |          ------  ^^^^^^^ sends it again
               |          |
               |          sends it first
               |
               = help: take one of the two out, or make them alternatives of a choice

            error: the parameter `a` could be sent twice
              --> test.toml:41:19
               |
            41 | model = 'choice?, both?'
               |          -------  ^^^^^ sends it again
               |          |
               |          sends it first
               |
               = help: take one of the two out, or make them alternatives of a choice

            error: the parameter `a` could be sent twice
              --> test.toml:48:15
               |
            48 | model = '(a | both)+'
               |           -   ^^^^ sends it again
               |           |
               |           sends it first
               |
               = help: take one of the two out, or make them alternatives of a choice

            error: the parameter `a` could be sent twice
              --> test.toml:55:18
               |
            55 | model = 'choice, choice'
               |          ------  ^^^^^^ sends it again
               |          |
               |          sends it first
               |
               = help: take one of the two out, or make them alternatives of a choice"#]],
    );
}

#[test]
fn alternatives_that_are_alike() {
    check_diagnostics(
        &description(&format!(
            "{PARAMETERS}groups.ab: model = 'a, b'
             groups.ba: model = 'b, a?'
             operations.o: model = 'a | b | a'
             operations.p: model = 'ab | ba'
             operations.q: model = \"a='1' | a{{0..5}}\"
             operations.r: model = \"(a='1', b) | (a='1', b?)\"
             operations.s: model = \"(c='1'?, d) | (c='2'?, d)\"
             operations.t: model = 'a? | b'
             operations.fine: model = \"(a='1', b) | (a='2', b?) | (a{{3..5}}, b) | (a{{6..}}, b) | (b | c)\""
        )),
        expect![[r#"
            error: two alternatives send the same parameters
              --> test.toml:27:18
               |
            27 | model = 'a | b | a'
               |          -       ^ this one
               |          |
               |          and this one
               |
               = help: take one of them out, or let a parameter have another fixed value in each

            error: two alternatives send the same parameters
              --> test.toml:34:15
               |
            34 | model = 'ab | ba'
               |          --   ^^ this one
               |          |
               |          and this one
               |
               = help: take one of them out, or let a parameter have another fixed value in each

            error: two alternatives send the same parameters
              --> test.toml:41:18
               |
            41 | model = "a='1' | a{0..5}"
               |          -----   ^^^^^^^ this one
               |          |
               |          and this one
               |
               = help: take one of them out, or let a parameter have another fixed value in each

            error: two alternatives send the same parameters
              --> test.toml:48:23
               |
            48 | model = "(a='1', b) | (a='1', b?)"
               |          ----------   ^^^^^^^^^^^ this one
               |          |
               |          and this one
               |
               = help: take one of them out, or let a parameter have another fixed value in each

            error: two alternatives send the same parameters
              --> test.toml:55:24
               |
            55 | model = "(c='1'?, d) | (c='2'?, d)"
               |          -----------   ^^^^^^^^^^^ this one
               |          |
               |          and this one
               |
               = help: take one of them out, or let a parameter have another fixed value in each

            error: an alternative that may be left out
              --> test.toml:62:10
               |
            62 | model = 'a? | b'
               |          ^^ without it, nothing would be chosen
               |
               = help: write `?` behind the choice as a whole"#]],
    );
}

#[test]
fn several_of_what_is_no_choice() {
    check_diagnostics(
        &description(&format!(
            "{PARAMETERS}groups.both: model = 'a, b'
             operations.o: model = 'a+, b'
             operations.p: model = '(a, b)+'
             operations.q: model = 'both+, (c | d)'"
        )),
        expect![[r#"
            error: `+` is for choices: one or more of the alternatives
              --> test.toml:24:10
               |
            24 | model = 'a+, b'
               |          ^^ this is none
               |
               = help: several values of a parameter are its `list`

            error: `+` is for choices: one or more of the alternatives
              --> test.toml:31:10
               |
            31 | model = '(a, b)+'
               |          ^^^^^^^ this is none
               |
               = help: several values of a parameter are its `list`

            error: `+` is for choices: one or more of the alternatives
              --> test.toml:38:10
               |
            38 | model = 'both+, (c | d)'
               |          ^^^^^ this is none
               |
               = help: several values of a parameter are its `list`"#]],
    );
}

#[test]
fn what_nothing_uses() {
    check_diagnostics(
        &description(&format!(
            "{PARAMETERS}groups.used: model = 'a'
             groups.unused: model = 'b'
             filters.name: type = 'string'
             operations.o: model = 'used, c'"
        )),
        expect![[r#"
            warning: parameter `b` is not used
             --> test.toml:8:13
              |
            8 | [parameters.b]
              |             ^ no operation takes it
              |
              = help: use it, or take it out

            warning: parameter `d` is not used
              --> test.toml:16:13
               |
            16 | [parameters.d]
               |             ^ no operation takes it
               |
               = help: use it, or take it out

            warning: group `unused` is not used
              --> test.toml:23:9
               |
            23 | [groups.unused]
               |         ^^^^^^ in the model of no operation
               |
               = help: use it, or take it out

            warning: filter `name` is not used
              --> test.toml:26:10
               |
            26 | [filters.name]
               |          ^^^^ no operation takes `filters` in its body
               |
               = help: use it, or take it out"#]],
    );
}
