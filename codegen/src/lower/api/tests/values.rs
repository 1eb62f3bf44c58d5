//! What parameters and filters take.

use super::{check, check_diagnostics, description};
use expect_test::expect;

#[test]
fn types() {
    check(
        &description(
            "parameters.a: type = 'string'; length = '5..'; html = false; list = ','
             parameters.b: type = 'boolean'
             parameters.c: type = 'flag'
             parameters.d: type = 'yesNo'
             parameters.e: type = 'int'; range = '-5..'
             parameters.f: type = 'long'; list = ','; range = '0..9'
             parameters.g: type = 'unsignedByte'
             parameters.h: type = 'unsignedShort'
             parameters.i: type = 'unsignedInt'
             parameters.j: type = 'unsignedLong'
             parameters.k: type = 'date'; format = 'mm/dd/yyyy'
             parameters.l: type = 'dateTime'
             parameters.os_family: values = ['windows', 'linux']
             parameters.m: type = 'string'; ascii = true; uppercase = true
             parameters.n: type = 'string'; list = ','; joined = '..3999'; ascii = true; length = '1..'
             parameters.o: type = 'long'; list = ','; joined = '3..9'
             parameters.other_os: values = ['linux', 'windows']; name = 'OsFamily'; list = ','
             operations.o: model = 'a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, os_family, other_os'",
        ),
        expect![[r#"
            api test.toml schema Some("was/3.0/webapp") // d
            enumeration OsFamily: ["windows", "linux"] // d
            parameter a: List(Text [minLength=5, html=forbidden], Comma) Some("s") None // d
            parameter b: Boolean Some("s") None // d
            parameter c: Flag Some("s") None // d
            parameter d: YesNo Some("s") None // d
            parameter e: I32 [minInclusive=-5] Some("s") None // d
            parameter f: List(I64 [minInclusive=0, maxInclusive=9], Comma) Some("s") None // d
            parameter g: U8 Some("s") None // d
            parameter h: U16 Some("s") None // d
            parameter i: U32 Some("s") None // d
            parameter j: U64 Some("s") None // d
            parameter k: Date [format=mm/dd/yyyy] Some("s") None // d
            parameter l: DateTime Some("s") None // d
            parameter os_family: <vm/2.0/test:OsFamily> Some("s") None // d
            parameter m: Text [characters=ascii, case=upper] Some("s") None // d
            parameter n: List(Text [minLength=1, characters=ascii], Comma) [maxJoined=3999] Some("s") None // d
            parameter o: List(I64, Comma) [minJoined=3, maxJoined=9] Some("s") None // d
            parameter other_os: List(<vm/2.0/test:OsFamily>, Comma) Some("s") None // d
            operation o: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                a: List(Text [minLength=5, html=forbidden], Comma)
                b: Boolean
                c: Flag
                d: YesNo
                e: I32 [minInclusive=-5]
                f: List(I64 [minInclusive=0, maxInclusive=9], Comma)
                g: U8
                h: U16
                i: U32
                j: U64
                k: Date [format=mm/dd/yyyy]
                l: DateTime
                m: Text [characters=ascii, case=upper]
                n: List(Text [minLength=1, characters=ascii], Comma) [maxJoined=3999]
                o: List(I64, Comma) [minJoined=3, maxJoined=9]
                os_family: <vm/2.0/test:OsFamily>
                other_os: List(<vm/2.0/test:OsFamily>, Comma)
        "#]],
    );
}

#[test]
fn rules_of_texts_that_do_not_fit_the_type() {
    check_diagnostics(
        &description(
            "parameters.a: type = 'int'; ascii = true; uppercase = true
             parameters.b: values = ['x']; uppercase = true
             parameters.c: type = 'string'; joined = '..5'
             parameters.d: type = 'string'; list = ','; joined = '5..1'
             parameters.e: type = 'string'; list = ','; joined = '-1..'
             parameters.f: type = 'string'; ascii = true
             parameters.g: type = 'string'; uppercase = true; list = ','
             operations.o: model = \"a, b, c, d, e, f='ü', g='A,b'\"",
        ),
        expect![[r#"
            error: `a` is no string, so its characters are known
             --> test.toml:6:1
              |
            6 | ascii = true
              | ^^^^^ only `string` has it

            error: `a` is no string, so it has no capital letters
             --> test.toml:7:1
              |
            7 | uppercase = true
              | ^^^^^^^^^ only `string` has it

            error: `b` is no string, so it has no capital letters
              --> test.toml:12:1
               |
            12 | uppercase = true
               | ^^^^^^^^^ only `string` has it

            error: `c` is no list, so nothing is joined
              --> test.toml:17:10
               |
            17 | joined = '..5'
               |          ^^^^^ only a list has it
               |
               = help: several values are `list = ","`; the characters of a text are its `length`

            error: no list has such a length
              --> test.toml:23:10
               |
            23 | joined = '5..1'
               |          ^^^^^^ expected numbers of bytes, the smaller one first

            error: no list has such a length
              --> test.toml:29:10
               |
            29 | joined = '-1..'
               |          ^^^^^^ expected numbers of bytes, the smaller one first

            error: `ü` is no value of `f`
              --> test.toml:44:28
               |
            32 | [parameters.f]
               |             - what it takes
            ...
            44 | model = "a, b, c, d, e, f='ü', g='A,b'"
               |                            ^ expected ASCII characters
               |
               = help: if the service takes it all the same, say so there: `also = ["ü"]`

            error: `A,b` is no value of `g`
              --> test.toml:44:35
               |
            37 | [parameters.g]
               |             - what it takes
            ...
            44 | model = "a, b, c, d, e, f='ü', g='A,b'"
               |                                   ^^^ expected no small letters
               |
               = help: if the service takes it all the same, say so there: `also = ["A,b"]`"#]],
    );
}

#[test]
fn constraints_that_do_not_fit_the_type() {
    check_diagnostics(
        &description(
            "parameters.a: type = 'string'; range = '1..5'; format = 'mm/dd/yyyy'
             parameters.b: type = 'int'; length = '1..5'; html = false
             parameters.c: type = 'string'; length = '5..1'
             parameters.d: type = 'string'; length = '-1..1'
             parameters.e: type = 'int'; range = '5..1'
             parameters.f: type = 'unsignedByte'; range = '0..256'
             parameters.g: type = 'unsignedLong'; range = '-1..'
             parameters.h: type = 'string'; list = ';'
             parameters.i: values = ['x']; range = '1..2'
             operations.o: model = 'a, b, c, d, e, f, g, h, i'",
        ),
        expect![[r#"
            error: `a` is no number, so it has no range
             --> test.toml:6:9
              |
            6 | range = '1..5'
              |         ^^^^^^ only whole numbers have one

            error: `a` is no date, so it has no format
             --> test.toml:7:10
              |
            7 | format = 'mm/dd/yyyy'
              |          ^^^^^^^^^^^^ only `date` and `dateTime` have one

            error: `b` is no string, so it has no length
              --> test.toml:12:10
               |
            12 | length = '1..5'
               |          ^^^^^^ only `string` has one

            error: `b` is no string, so nobody writes HTML there
              --> test.toml:13:1
               |
            13 | html = false
               | ^^^^ only `string` has it

            error: no text has such a length
              --> test.toml:18:10
               |
            18 | length = '5..1'
               |          ^^^^^^ expected numbers of characters, the smaller one first

            error: no text has such a length
              --> test.toml:23:10
               |
            23 | length = '-1..1'
               |          ^^^^^^^ expected numbers of characters, the smaller one first

            error: no number is in 5..1
              --> test.toml:28:9
               |
            28 | range = '5..1'
               |         ^^^^^^ the smaller number comes first

            error: the range goes beyond what the type of `f` takes
              --> test.toml:33:9
               |
            33 | range = '0..256'
               |         ^^^^^^^^ expected a part of 0..255

            error: the range goes beyond what the type of `g` takes
              --> test.toml:38:9
               |
            38 | range = '-1..'
               |         ^^^^^^ expected a part of 0..18446744073709551615

            error: lists cannot be separated by `;`
              --> test.toml:43:8
               |
            43 | list = ';'
               |        ^^^ expected ","

            error: `i` is no number, so it has no range
              --> test.toml:48:9
               |
            48 | range = '1..2'
               |         ^^^^^^ only whole numbers have one"#]],
    );
}

#[test]
fn enumerations() {
    check_diagnostics(
        &description(
            "parameters.day: values = ['x', 'y']
             parameters.other: values = ['x', 'z']; name = 'Day'
             parameters.several: values = ['a', 'b,c']; list = ','
             parameters.again: values = ['a', 'b', 'a']
             parameters.none: values = []
             filters.Day: values = ['w']
             operations.o: model = 'day, other, several, again, none'",
        ),
        expect![[r#"
            error: the word `a` is there twice
              --> test.toml:19:21
               |
            19 | values = ['a', 'b', 'a']
               |           ---       ^^^ take this one out
               |           |
               |           the other one

            error: an enumeration without words
              --> test.toml:23:10
               |
            23 | values = []
               |          ^^ expected the words that the service takes

            error: there is another enumeration `Day`, with other words
              --> test.toml:10:8
               |
             5 | values = ['x', 'y']
               |          ---------- the words of the other one
            ...
            10 | name = 'Day'
               |        ^^^^^ the words of this one differ
               |
               = help: give one of them another `name`, or both the same words

            error: the word `b,c` contains the separator of the list
              --> test.toml:14:16
               |
            14 | values = ['a', 'b,c']
               |                ^^^^^ would be read as several words
            15 | list = ','
               |        --- the separator

            error: there is another enumeration `Day`, with other words
              --> test.toml:27:10
               |
             5 | values = ['x', 'y']
               |          ---------- the words of the other one
            ...
            27 | values = ['w']
               |          ^^^^^ the words of this one differ
               |
               = help: give one of them another `name`, or both the same words"#]],
    );
}

#[test]
fn ranges_in_models() {
    check_diagnostics(
        &description(
            "parameters.a: type = 'int'; range = '10..20'
             parameters.b: type = 'string'
             parameters.c: type = 'unsignedByte'
             operations.a: model = 'a{12..}, c{..5}'
             operations.b: model = 'a{1..5}, b{1..2}'
             operations.c: model = 'a{15..25}, c{1..256}'
             operations.d: model = 'a{15..12}, d{1..2}, aa{1..2}'",
        ),
        expect![[r#"
            error: the range goes beyond what `a` takes
              --> test.toml:25:12
               |
             4 | [parameters.a]
               |             - what it takes
            ...
            25 | model = 'a{1..5}, b{1..2}'
               |            ^^^^ expected a part of 10..20

            error: `b` is no number, so it has no range
              --> test.toml:25:21
               |
             9 | [parameters.b]
               |             - what it takes
            ...
            25 | model = 'a{1..5}, b{1..2}'
               |                     ^^^^ only whole numbers have one

            error: the range goes beyond what `a` takes
              --> test.toml:32:12
               |
             4 | [parameters.a]
               |             - what it takes
            ...
            32 | model = 'a{15..25}, c{1..256}'
               |            ^^^^^^ expected a part of 10..20

            error: the range goes beyond what the type of `c` takes
              --> test.toml:32:23
               |
            13 | [parameters.c]
               |             - what it takes
            ...
            32 | model = 'a{15..25}, c{1..256}'
               |                       ^^^^^^ expected a part of 0..255

            error: no number is in 15..12
              --> test.toml:39:12
               |
             4 | [parameters.a]
               |             - what it takes
            ...
            39 | model = 'a{15..12}, d{1..2}, aa{1..2}'
               |            ^^^^^^ the smaller number comes first

            error: there is no parameter `d`
              --> test.toml:39:21
               |
            39 | model = 'a{15..12}, d{1..2}, aa{1..2}'
               |                     ^ expected a name that `[parameters.d]` describes

            error: there is no parameter `aa`
              --> test.toml:39:30
               |
            39 | model = 'a{15..12}, d{1..2}, aa{1..2}'
               |                              ^^ expected a name that `[parameters.aa]` describes"#]],
    );
}

#[test]
fn fixed_values() {
    check_diagnostics(
        &description(
            "parameters.text: type = 'string'; length = '2..3'
             parameters.boolean: type = 'boolean'
             parameters.flag: type = 'flag'
             parameters.answer: type = 'yesNo'
             parameters.number: type = 'int'; range = '1..9'; also = ['Never', '']
             parameters.day: type = 'date'
             parameters.time: type = 'dateTime'
             parameters.us_day: type = 'date'; format = 'mm/dd/yyyy'
             parameters.word: values = ['x', 'y']
             parameters.words: values = ['x', 'y']; name = 'Word'; list = ','
             operations.right: model = \"text='abc', boolean='true', flag='0', answer='yes', number='9', day='2030-01-31', \
             time='2030-01-31T00:00:00Z', us_day='01/31/2030', word='y', words='y,x'\"
             operations.right_also: model = \"number=''\"
             operations.right_too: model = \"number='Never', words='', action='any'\"
             operations.wrong: model = \"text='a', boolean='1', flag='true', answer='no!', number='10', day='31.1.2030', \
             time='2030-01-31', us_day='2030-01-31', word='z', words='x,z'\"
             operations.wrong_too: model = \"number='never', boolean=''\"",
        ),
        expect![[r#"
            error: `a` is no value of `text`
              --> test.toml:72:16
               |
             4 | [parameters.text]
               |             ---- what it takes
            ...
            72 | model = "text='a', boolean='1', flag='true', answer='no!', number='10', day='31.1.2030', time='2030-01-31', us_day='2030-01-31', wor...
               |                ^ expected 2 to 3 characters
               |
               = help: if the service takes it all the same, say so there: `also = ["a"]`

            error: `1` is no value of `boolean`
              --> test.toml:72:29
               |
             9 | [parameters.boolean]
               |             ------- what it takes
            ...
            72 | model = "text='a', boolean='1', flag='true', answer='no!', number='10', day='31.1.2030', time='2030-01-31', us_day='2030-01-31', wor...
               |                             ^ expected `true` or `false`
               |
               = help: if the service takes it all the same, say so there: `also = ["1"]`

            error: `true` is no value of `flag`
              --> test.toml:72:39
               |
            13 | [parameters.flag]
               |             ---- what it takes
            ...
            72 | model = "text='a', boolean='1', flag='true', answer='no!', number='10', day='31.1.2030', time='2030-01-31', us_day='2030-01-31', wor...
               |                                       ^^^^ expected `0` or `1`
               |
               = help: if the service takes it all the same, say so there: `also = ["true"]`

            error: `no!` is no value of `answer`
              --> test.toml:72:54
               |
            17 | [parameters.answer]
               |             ------ what it takes
            ...
            72 | model = "text='a', boolean='1', flag='true', answer='no!', number='10', day='31.1.2030', time='2030-01-31', us_day='2030-01-31', wor...
               |                                                      ^^^ expected `yes` or `no`
               |
               = help: if the service takes it all the same, say so there: `also = ["no!"]`

            error: `10` is no value of `number`
              --> test.toml:72:68
               |
            21 | [parameters.number]
               |             ------ what it takes
            ...
            72 | model = "text='a', boolean='1', flag='true', answer='no!', number='10', day='31.1.2030', time='2030-01-31', us_day='2030-01-31', wor...
               |                                                                    ^^ expected a number in 1..9
               |
               = help: if the service takes it all the same, say so there: `also = ["10"]`

            error: `31.1.2030` is no value of `day`
              --> test.toml:72:78
               |
            27 | [parameters.day]
               |             --- what it takes
            ...
            72 | model = "text='a', boolean='1', flag='true', answer='no!', number='10', day='31.1.2030', time='2030-01-31', us_day='2030-01-31', wor...
               |                                                                              ^^^^^^^^^ expected YYYY-MM-DD
               |
               = help: if the service takes it all the same, say so there: `also = ["31.1.2030"]`

            error: `2030-01-31` is no value of `time`
              --> test.toml:72:96
               |
            31 | ...rs.time]
               |       ---- what it takes
            ...
            72 | ...text='a', boolean='1', flag='true', answer='no!', number='10', day='31.1.2030', time='2030-01-31', us_day='2030-01-31', word='z',...
               |                                                                                          ^^^^^^^^^^ expected YYYY-MM-DDTHH:MM:SSZ
               |
               = help: if the service takes it all the same, say so there: `also = ["2030-01-31"]`

            error: `2030-01-31` is no value of `us_day`
              --> test.toml:72:117
               |
            35 | ...ters.us_day]
               |         ------ what it takes
            ...
            72 | ... "text='a', boolean='1', flag='true', answer='no!', number='10', day='31.1.2030', time='2030-01-31', us_day='2030-01-31', word='z...
               |                                                                                                                 ^^^^^^^^^^ expected mm/dd/yyyy
               |
               = help: if the service takes it all the same, say so there: `also = ["2030-01-31"]`

            error: `z` is no value of `word`
              --> test.toml:72:136
               |
            40 | ...rs.word]
               |       ---- what it takes
            ...
            72 | ...text='a', boolean='1', flag='true', answer='no!', number='10', day='31.1.2030', time='2030-01-31', us_day='2030-01-31', word='z', ...
               |                                                                                                                                  ^ expected one of `x`, `y`
               |
               = help: if the service takes it all the same, say so there: `also = ["z"]`

            error: `x,z` is no value of `words`
              --> test.toml:72:147
               |
            44 | ...rs.words]
               |       ----- what it takes
            ...
            72 | ...text='a', boolean='1', flag='true', answer='no!', number='10', day='31.1.2030', time='2030-01-31', us_day='2030-01-31', word='z', words='x,z'"
               |                                                                                                                                             ^^^ expected one of `x`, `y`
               |
               = help: if the service takes it all the same, say so there: `also = ["x,z"]`

            error: `never` is no value of `number`
              --> test.toml:79:18
               |
            21 | [parameters.number]
               |             ------ what it takes
            ...
            79 | model = "number='never', boolean=''"
               |                  ^^^^^ expected a number in 1..9
               |
               = help: if the service takes it all the same, say so there: `also = ["never"]`

            error: an empty text is no value of `boolean`
              --> test.toml:79:35
               |
             9 | [parameters.boolean]
               |             ------- what it takes
            ...
            79 | model = "number='never', boolean=''"
               |                                   ^ expected `true` or `false`
               |
               = help: if the service takes it all the same, say so there: `also = [""]`"#]],
    );
}

#[test]
fn exceptions() {
    check(
        &description(
            "parameters.a: type = 'string'; length = '1..9'
             parameters.b: type = 'string'; list = ','
             operations.o: model = \"a!='x', b!='External'\"",
        ),
        expect![[r#"
            api test.toml schema Some("was/3.0/webapp") // d
            parameter a: Text [minLength=1, maxLength=9] Some("s") None // d
            parameter b: List(Text, Comma) Some("s") None // d
            operation o: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                a: Text [minLength=1, maxLength=9, except=x]
                b: List(Text [except=External], Comma)
        "#]],
    );
    check_diagnostics(
        &description(
            "parameters.a: type = 'string'; length = '1..2'
             parameters.b: type = 'int'
             parameters.c: values = ['x', 'y']; list = ','
             operations.o: model = \"a!='xyz', b!='1', c!='x', d!='x'\"",
        ),
        expect![[r#"
            error: `xyz` is no value of `a` anyway
              --> test.toml:19:14
               |
             4 | [parameters.a]
               |             - what it takes
            ...
            19 | model = "a!='xyz', b!='1', c!='x', d!='x'"
               |              ^^^ expected 1 to 2 characters

            error: `b` is no string, so no text can be excepted
              --> test.toml:19:24
               |
             9 | [parameters.b]
               |             - what it takes
            ...
            19 | model = "a!='xyz', b!='1', c!='x', d!='x'"
               |                        ^ only `string` has it
               |
               = help: numbers have ranges; words can be another enumeration

            error: `c` is no string, so no text can be excepted
              --> test.toml:19:32
               |
            13 | [parameters.c]
               |             - what it takes
            ...
            19 | model = "a!='xyz', b!='1', c!='x', d!='x'"
               |                                ^ only `string` has it
               |
               = help: numbers have ranges; words can be another enumeration

            error: there is no parameter `d`
              --> test.toml:19:36
               |
            19 | model = "a!='xyz', b!='1', c!='x', d!='x'"
               |                                    ^ expected a name that `[parameters.d]` describes"#]],
    );
}
