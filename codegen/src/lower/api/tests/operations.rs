//! Paths, answers, pages.

use super::{check_diagnostics, description};
use expect_test::expect;

#[test]
fn paths() {
    check_diagnostics(
        &description(
            "parameters.id: type = 'long'
             parameters.name: type = 'string'
             operations.fine: model = 'id'; path = '/get/{id}'
             operations.fine_too: model = '(id, name) | id'; path = '/get/{id}'
             operations.optional: model = 'id?'; path = '/get/{id}'
             operations.one_of: model = 'id | name'; path = '/get/{name}'
             operations.unknown: model = 'id'; path = '/get/{ids}/{x}'
             operations.other: path = '/get'",
        ),
        expect![[r#"
            error: operation `other` has no `model`
              --> test.toml:52:1
               |
            52 | [operations.other]
               | ^^^^^^^^^^^^^^^^^^ expected `model = "name, other_name"`, `body = "Object"`, or `model = ""` if it takes nothing

            error: `{id}` has to be filled in always
              --> test.toml:30:15
               |
            28 | [operations.optional]
               |             -------- the operation
            29 | model = 'id?'
            30 | path = '/get/{id}'
               |               ^^ the model of `optional` lets it be left out

            error: `{name}` has to be filled in always
              --> test.toml:38:15
               |
            36 | [operations.one_of]
               |             ------ the operation
            37 | model = 'id | name'
            38 | path = '/get/{name}'
               |               ^^^^ the model of `one_of` lets it be left out

            error: `{ids}` has to be filled in always
              --> test.toml:46:15
               |
            44 | [operations.unknown]
               |             ------- the operation
            45 | model = 'id'
            46 | path = '/get/{ids}/{x}'
               |               ^^^ operation `unknown` has no such parameter in its model
               |
               = help: did you mean `id`?

            error: `{x}` has to be filled in always
              --> test.toml:46:21
               |
            44 | [operations.unknown]
               |             ------- the operation
            45 | model = 'id'
            46 | path = '/get/{ids}/{x}'
               |                     ^ operation `unknown` has no such parameter in its model"#]],
    );
    check_diagnostics(
        &description("operations.none: model = \"a='1'\"").replace("path = '/api/'\n", ""),
        expect![[r#"
            error: operation `none` has no path
             --> test.toml:3:13
              |
            3 | [operations.none]
              |             ^^^^ expected `path = "/.."` here, or at the top of the file for all operations"#]],
    );
    check_diagnostics(
        &description("operations.of_file: model = \"a='1'\"").replace("/api/", "/api/{id}"),
        expect![[r#"
            error: `{id}` has to be filled in always
             --> test.toml:2:15
              |
            2 | path = '/api/{id}'
              |               ^^ operation `of_file` has no such parameter in its model
            3 | schema = 'was/3.0/webapp'
            4 | [operations.of_file]
              |             ------- the operation"#]],
    );
}

#[test]
fn answers() {
    check_diagnostics(
        &description(
            "operations.a: model = ''; returns = 'common/2.0/simple_return:SIMPLE_RETURN'
             operations.b: model = ''; returns = 'common/2.0/simple_retrun'
             operations.c: model = ''; returns = 'vm/2.0/list'
             operations.d: model = ''; returns = 'was/3.0/webapp:ServiceRespons'
             operations.e: model = ''; returns = 'nothing/like/this'",
        ),
        expect![[r#"
            error: there is no schema `common/2.0/simple_retrun`
              --> test.toml:13:12
               |
            13 | returns = 'common/2.0/simple_retrun'
               |            ^^^^^^^^^^^^^^^^^^^^^^^^ expected the path of a schema, such as `common/2.0/simple_return`
               |
               = help: did you mean `common/2.0/simple_return`?

            error: the schema `vm/2.0/list` has 2 root elements
              --> test.toml:20:12
               |
            20 | returns = 'vm/2.0/list'
               |            ^^^^^^^^^^^ which one is it?
               |
               = help: they are `LIST`, `OTHER`: write `vm/2.0/list:OTHER`, for example

            error: `ServiceRespons` is no root element of `was/3.0/webapp`
              --> test.toml:27:27
               |
            27 | returns = 'was/3.0/webapp:ServiceRespons'
               |                           ^^^^^^^^^^^^^^ its roots: `ServiceRequest`, `ServiceResponse`
               |
               = help: did you mean `ServiceResponse`?

            error: there is no schema `nothing/like/this`
              --> test.toml:34:12
               |
            34 | returns = 'nothing/like/this'
               |            ^^^^^^^^^^^^^^^^^ expected the path of a schema, such as `common/2.0/simple_return`"#]],
    );
}

#[test]
fn query_strings() {
    check_diagnostics(
        &description(
            "operations.a: model = \"action='x'\"; query = ['action']
             operations.b: model = \"action='x'\"; query = ['acton']
             operations.c: model = \"action='x'\"; query = ['action']; method = 'GET'",
        ),
        expect![[r#"
            error: operation `b` has no parameter `acton`
              --> test.toml:14:10
               |
            14 | query = ['acton']
               |          ^^^^^^^ not in its model
               |
               = help: did you mean `action`?

            error: without a form, all parameters are in the query string
              --> test.toml:22:10
               |
            20 | [operations.c]
               |             - the operation
            21 | model = "action='x'"
            22 | query = ['action']
               |          ^^^^^^^^ `query` is for POST"#]],
    );
}

#[test]
fn pages() {
    check_diagnostics(
        &description(
            "filters.id: type = 'long'
             operations.a: model = ''; page = 'warning-url'; method = 'GET'
             operations.b: body = 'filters, preferences?'; page = 'last-id'; returns = 'was/3.0/webapp:ServiceResponse'; records = 'data/WebApp'; id = 'id'; after = 'startFromId'
             operations.c: model = ''; page = 'last-id'
             operations.d: body = 'filters'; page = 'last-id'
             operations.e: body = 'filters'; page = 'warning-url'
             operations.f: model = ''; page = 'warning-url'; method = 'DELETE'",
        ),
        expect![[r#"
            error: `last-id` asks for what follows by `filters` and `preferences` in the body
              --> test.toml:30:8
               |
            28 | [operations.c]
               |             - the operation
            29 | model = ''
            30 | page = 'last-id'
               |        ^^^^^^^^^ cannot work here

            error: `last-id` asks for what follows by `filters` and `preferences` in the body
              --> test.toml:38:8
               |
            37 | body = 'filters'
               |        --------- the body
            38 | page = 'last-id'
               |        ^^^^^^^^^ cannot work here

            error: `warning-url` is for GET and for POST of a form
              --> test.toml:46:8
               |
            45 | body = 'filters'
               |        --------- the body
            46 | page = 'warning-url'
               |        ^^^^^^^^^^^^^ cannot work here

            error: `warning-url` is for GET and for POST of a form
              --> test.toml:54:8
               |
            52 | [operations.f]
               |             - the operation
            53 | model = ''
            54 | page = 'warning-url'
               |        ^^^^^^^^^^^^^ cannot work here"#]],
    );
}
