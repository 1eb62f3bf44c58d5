//! Changes of objects.

use crate::document::{parse, write};
use crate::service::objects::merge;
use expect_test::{Expect, expect};

fn check(object: &str, change: &str, expect: Expect) {
    let (mut object, change) = (parse(object).expect("an object"), parse(change).expect("a change"));
    merge(&mut object, &change);
    let mut out = String::new();
    write::element(&object, 0, &mut out);
    expect.assert_eq(&out.replace('\n', "").replace("  ", ""));
}

#[test]
fn members_are_replaced_one_by_one() {
    check(
        "<A><x>1</x><y><p>1</p><q>2</q></y></A>",
        "<A><y><q>3</q></y><z>4</z></A>",
        expect!["<A><x>1</x><y><p>1</p><q>3</q></y><z>4</z></A>"],
    );
    check("<A><x>1</x><x>2</x></A>", "<A><x>3</x></A>", expect!["<A><x>3</x></A>"]);
    check("<A><x>1</x></A>", "<A><x>3</x><x>4</x></A>", expect!["<A><x>3</x><x>4</x></A>"]);
    check("<A><x>1</x></A>", "<A><x/></A>", expect!["<A><x/></A>"]);
}

#[test]
fn lists_are_changed_by_their_verbs() {
    let list = "<A><t><count>2</count><list><T><id>1</id><n>a</n></T><T><id>2</id></T></list></t></A>";
    check(
        list,
        "<A><t><set><T><id>3</id></T></set></t></A>",
        expect!["<A><t><count>1</count><list><T><id>3</id></T></list></t></A>"],
    );
    check(
        list,
        "<A><t><add><T><id>3</id></T><T><id>2</id></T></add></t></A>",
        expect![
            "<A><t><count>3</count><list><T><id>1</id><n>a</n></T><T><id>2</id></T><T><id>3</id></T></list></t></A>"
        ],
    );
    check(
        list,
        "<A><t><remove><T><id>1</id></T></remove></t></A>",
        expect!["<A><t><count>1</count><list><T><id>2</id></T></list></t></A>"],
    );
    check(
        list,
        "<A><t><update><T><id>1</id><n>b</n></T></update></t></A>",
        expect!["<A><t><count>2</count><list><T><id>1</id><n>b</n></T><T><id>2</id></T></list></t></A>"],
    );
    check(
        "<A/>",
        "<A><t><add><M>VM</M><M>PC</M></add></t></A>",
        expect!["<A><t><count>2</count><list><M>VM</M><M>PC</M></list></t></A>"],
    );
    check(
        "<A><t><list><M>VM</M></list></t></A>",
        "<A><t><add><M>VM</M></add><remove><M>VM</M></remove></t></A>",
        expect!["<A><t><count>0</count><list/></t></A>"],
    );
}
