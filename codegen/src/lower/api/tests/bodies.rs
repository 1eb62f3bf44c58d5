//! Bodies, against the schema of the tests.

use super::{check, check_diagnostics, description};
use expect_test::expect;

#[test]
fn bodies() {
    check(
        &description(
            "parameters.id: type = 'long'
             filters.id: type = 'long'
             operations.a: body = 'WebApp'; required = ['name', 'owner.id']
             operations.b: body = 'WebApp(id, name?)?, filters'; required = ['id']
             operations.c: model = 'id'; path = '/a/{id}'; body = 'Note?'
             operations.d: model = \"action='x'\"; query = ['action']; body = 'filters?, preferences?'",
        ),
        expect![[r#"
            api test.toml schema Some("was/3.0/webapp") // d
            parameter id: I64 Some("s") None // d
            filter id: I64 [In] Some("s") // d
            operation a: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              body WebApp, required name, required owner.id
              sequence
            operation b: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              body WebApp(id, name?)?, filters, required id
              sequence
            operation c: Post /a/{id} // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              body Note?
              sequence
                id: I64
            operation d: Post /api/ query ["action"] // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              body filters?, preferences?
              sequence
                action: Text fixed="x"
        "#]],
    );
}

#[test]
fn what_the_schema_does_not_have() {
    check_diagnostics(
        &description(
            "filters.id: type = 'long'
             operations.a: body = 'Webapp'
             operations.b: body = 'WebApp(nmae, owner)'
             operations.c: body = 'WebApp'; required = ['title', 'owner.name', 'name.first', '']
             operations.d: body = 'WebApp(name?)'; required = ['name', 'id']
             operations.e: body = 'filters'; required = ['name']
             operations.f: model = ''; required = ['name']
             operations.g: body = 'filters, preferences'",
        ),
        expect![[r#"
            error: this `required` is empty
              --> test.toml:25:50
               |
            25 | required = ['title', 'owner.name', 'name.first', '']
               |                                                  ^^ expected a text

            error: the data of a `ServiceRequest` of `was/3.0/webapp` cannot be `Webapp`
              --> test.toml:10:9
               |
             3 | schema = 'was/3.0/webapp'
               |          ---------------- the schema
            ...
            10 | body = 'Webapp'
               |         ^^^^^^ expected `WebApp`, `Note`
               |
               = help: did you mean `WebApp`?

            error: `WebApp` has no member `nmae`
              --> test.toml:17:16
               |
            17 | body = 'WebApp(nmae, owner)'
               |                ^^^^ expected an element of its type
               |
               = help: did you mean `name`?

            error: `WebApp` has no member `title`
              --> test.toml:25:14
               |
            25 | required = ['title', 'owner.name', 'name.first', '']
               |              ^^^^^ expected a path of elements from `WebApp` on

            error: `owner` has no member `name`
              --> test.toml:25:23
               |
            25 | required = ['title', 'owner.name', 'name.first', '']
               |                       ^^^^^^^^^^ expected a path of elements from `WebApp` on

            error: `name` has no member `first`
              --> test.toml:25:37
               |
            25 | required = ['title', 'owner.name', 'name.first', '']
               |                                     ^^^^^^^^^^ expected a path of elements from `WebApp` on

            error: the body lets `name` be left out
              --> test.toml:33:14
               |
            32 | body = 'WebApp(name?)'
               |         ------ the body
            33 | required = ['name', 'id']
               |              ^^^^ required here
               |
               = help: name it among the members, without `?`

            error: the body lets `id` be left out
              --> test.toml:33:22
               |
            32 | body = 'WebApp(name?)'
               |         ------ the body
            33 | required = ['name', 'id']
               |                      ^^ required here
               |
               = help: name it among the members, without `?`

            error: without an object in the body, none of its members is required
              --> test.toml:41:13
               |
            39 | [operations.e]
               |             - the operation
            40 | body = 'filters'
            41 | required = ['name']
               |             ^^^^^^ a member of what?

            error: without an object in the body, none of its members is required
              --> test.toml:49:13
               |
            47 | [operations.f]
               |             - the operation
            48 | model = ''
            49 | required = ['name']
               |             ^^^^^^ a member of what?

            error: preferences can always be left out
              --> test.toml:56:18
               |
            56 | body = 'filters, preferences'
               |                  ^^^^^^^^^^^ expected `preferences?`"#]],
    );
    let of_other_schema = |schema: &str| {
        description("operations.a: body = 'WebApp'\noperations.b: body = 'WebApp'")
            .replace("schema = 'was/3.0/webapp'", schema)
    };
    check_diagnostics(
        &of_other_schema(""),
        expect![[r#"
            error: a body is built from a schema, and the description names none
             --> test.toml:5:8
              |
            5 | body = 'WebApp'
              |        ^^^^^^^^ a body
              |
              = help: write `schema = "was/3.0/webapp"` at the top of the file

            error: a body is built from a schema, and the description names none
              --> test.toml:12:8
               |
            12 | body = 'WebApp'
               |        ^^^^^^^^ a body
               |
               = help: write `schema = "was/3.0/webapp"` at the top of the file"#]],
    );
    check_diagnostics(
        &of_other_schema("schema = 'was/3.0/web_app'"),
        expect![[r#"
        error: there is no schema `was/3.0/web_app`
         --> test.toml:3:10
          |
        3 | schema = 'was/3.0/web_app'
          |          ^^^^^^^^^^^^^^^^^ expected the path of a schema, such as `common/2.0/simple_return`
          |
          = help: did you mean `was/3.0/webapp`?"#]],
    );
    check_diagnostics(
        &of_other_schema("schema = 'common/2.0/simple_return'"),
        expect![[r#"
        error: the schema `common/2.0/simple_return` has no root element `ServiceRequest`
         --> test.toml:3:10
          |
        3 | schema = 'common/2.0/simple_return'
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^^ bodies cannot be built from it"#]],
    );
}

#[test]
fn what_does_not_go_with_a_body() {
    check_diagnostics(
        &description(
            "parameters.id: type = 'long'
             operations.a: model = 'id'; body = 'WebApp'
             operations.b: body = 'WebApp'; method = 'GET'
             operations.c: body = 'WebApp'; method = 'DELETE'
             operations.d: body = 'filters?'",
        ),
        expect![[r#"
            error: beside a body of XML there is no form for the parameter `id`
              --> test.toml:9:10
               |
             9 | model = 'id'
               |          ^^ expected parameters of the path alone
            10 | body = 'WebApp'
               |        -------- the body
               |
               = help: name it in braces in the path, or in `query`

            error: only a POST has a body
              --> test.toml:17:8
               |
            16 | [operations.b]
               |             - the operation
            17 | body = 'WebApp'
               |        ^^^^^^^^ nothing carries this

            error: only a POST has a body
              --> test.toml:24:8
               |
            23 | [operations.c]
               |             - the operation
            24 | body = 'WebApp'
               |        ^^^^^^^^ nothing carries this

            error: the description has no filters
              --> test.toml:31:9
               |
            31 | body = 'filters?'
               |         ^^^^^^^ nothing to filter by
               |
               = help: describe each as `[filters.name]`"#]],
    );
}

#[test]
fn conditions_and_ranges_of_members() {
    check(
        &description(
            "operations.a: body = 'WebApp'; required = ['id', 'owner.id if state = NEW | OPEN', 'name if state=CLOSED']
             operations.b: body = 'WebApp(level{1..5}, state?, name?)'; required = ['name if state = NEW']
             operations.c: body = 'WebApp(level{1..}?, id{..9})?'",
        ),
        expect![[r#"
            api test.toml schema Some("was/3.0/webapp") // d
            operation a: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              body WebApp, required id, required owner.id if state = ["NEW", "OPEN"], required name if state = ["CLOSED"]
              sequence
            operation b: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              body WebApp(level{1..5}, state?, name?), required name if state = ["NEW"]
              sequence
            operation c: Post /api/ // d
              Some("s") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              body WebApp(level{1..255}?, id{-9223372036854775808..9})?
              sequence
        "#]],
    );
}

#[test]
fn conditions_and_ranges_that_cannot_be() {
    check_diagnostics(
        &description(
            "operations.a: body = 'WebApp'; required = ['name if satte = NEW', 'owner.id if state = NEW | OPNE']
             operations.b: body = 'WebApp'; required = ['name if owner.id = NEW', 'name if owner = NEW']
             operations.c: body = 'WebApp(name, state?)'; required = ['owner.id if state = NEW', 'name if owner.id = NEW']
             operations.d: body = 'WebApp(name{1..5}, owner{1..5}, level{0..256}, id{5..1})'
             operations.e: model = ''; required = ['name if state = NEW']",
        ),
        expect![[r#"
            error: `WebApp` has no member `satte`
             --> test.toml:6:22
              |
            6 | required = ['name if satte = NEW', 'owner.id if state = NEW | OPNE']
              |                      ^^^^^ expected a path of elements from `WebApp` on
              |
              = help: did you mean `state`?

            error: `OPNE` is no word of `state`
             --> test.toml:6:63
              |
            6 | required = ['name if satte = NEW', 'owner.id if state = NEW | OPNE']
              |                                                               ^^^^ expected one of `NEW`, `OPEN`, `CLOSED`
              |
              = help: did you mean `OPEN`?

            error: `owner.id` has no list of words
              --> test.toml:14:22
               |
            14 | required = ['name if owner.id = NEW', 'name if owner = NEW']
               |                      ^^^^^^^^ expected a member whose type is an enumeration

            error: `owner` has no list of words
              --> test.toml:14:48
               |
            14 | required = ['name if owner.id = NEW', 'name if owner = NEW']
               |                                                ^^^^^ expected a member whose type is an enumeration

            error: the body lets `owner` be left out
              --> test.toml:22:14
               |
            21 | body = 'WebApp(name, state?)'
               |         ------ the body
            22 | required = ['owner.id if state = NEW', 'name if owner.id = NEW']
               |              ^^^^^^^^ required here
               |
               = help: name it among the members, without `?`

            error: the body never has `owner.id`
              --> test.toml:22:49
               |
            21 | body = 'WebApp(name, state?)'
               |         ------ the body
            22 | required = ['owner.id if state = NEW', 'name if owner.id = NEW']
               |                                                 ^^^^^^^^ so this is never so
               |
               = help: name it among the members

            error: `name` is no number, so it has no range
              --> test.toml:29:21
               |
            29 | body = 'WebApp(name{1..5}, owner{1..5}, level{0..256}, id{5..1})'
               |                     ^^^^ only whole numbers have one

            error: `owner` is no number, so it has no range
              --> test.toml:29:34
               |
            29 | body = 'WebApp(name{1..5}, owner{1..5}, level{0..256}, id{5..1})'
               |                                  ^^^^ only whole numbers have one

            error: the range goes beyond what the type of `level` takes
              --> test.toml:29:47
               |
            29 | body = 'WebApp(name{1..5}, owner{1..5}, level{0..256}, id{5..1})'
               |                                               ^^^^^^ expected a part of 0..255

            error: no number is in 5..1
              --> test.toml:29:59
               |
            29 | body = 'WebApp(name{1..5}, owner{1..5}, level{0..256}, id{5..1})'
               |                                                           ^^^^ the smaller number comes first

            error: without an object in the body, none of its members is required
              --> test.toml:37:13
               |
            35 | [operations.e]
               |             - the operation
            36 | model = ''
            37 | required = ['name if state = NEW']
               |             ^^^^^^^^^^^^^^^^^^^^^ a member of what?"#]],
    );
}
